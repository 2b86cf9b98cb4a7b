"""Importing ledgers: each file is one act, whole or not at all."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from revisit_cli.errors import RevisitError
from revisit_cli.files.receipt import write_receipt
from revisit_cli.files.workbook import workbooks
from revisit_cli.operations.act import Act, Begin, sitting
from revisit_cli.operations.closing import allow_change
from revisit_cli.operations.service import Home, save_rows
from revisit_cli.policy import filing as policy
from revisit_cli.policy.cycle import cycle_of_month, month_at_hand, month_before, month_of_day
from revisit_cli.policy.firm import firm_key
from revisit_cli.policy.heading import mapping_given
from revisit_cli.policy.ledger import understand
from revisit_cli.policy.setting import settings_of
from revisit_cli.records.calendar import Calendar
from revisit_cli.records.context import Context
from revisit_cli.records.filing import (
    EarlierRow,
    FileRefused,
    Filing,
    ImportOptions,
    LedgerImported,
    LedgersImported,
)
from revisit_cli.records.grid import Workbook
from revisit_cli.records.ledger import Hints, LedgerRead, ReadRow
from revisit_cli.store import calendar as calendar_store
from revisit_cli.store import call as call_store
from revisit_cli.store import filing as filing_store
from revisit_cli.store import service as service_store
from revisit_cli.store import setting as setting_store
from revisit_cli.store import unit as unit_store

Place = tuple[str, str]
Told = Callable[[LedgerImported | FileRefused], None]


def import_files(
    context: Context, paths: Sequence[Path], options: ImportOptions, told: Told
) -> LedgersImported:
    """Import files one after the other; ``told`` hears of each as soon as it is done.

    A bad file never stops the others. Every good file is a transaction and an event of its own; a
    dry run goes the same way and rolls back. Writes a receipt beside each file with held or noted
    rows.
    """
    mapping_given(options.mapping)
    done: list[LedgerImported] = []
    refused: list[FileRefused] = []
    with workbooks(paths) as reading, sitting(context) as begin:
        for path, found in zip(paths, reading, strict=True):
            try:
                if isinstance(found, RevisitError):
                    raise found
                outcome = _import_file(context, path, found, options, begin)
            except RevisitError as refusal:
                refused.append(FileRefused(path.name, str(refusal), int(refusal.exit_code)))
                told(refused[-1])
            else:
                done.append(outcome)
                told(outcome)
    return LedgersImported(tuple(done), tuple(refused), options.is_dry_run)


def _import_file(
    context: Context, path: Path, workbook: Workbook, options: ImportOptions, begin: Begin
) -> LedgerImported:
    with begin(keep=not options.is_dry_run) as act:
        known = filing_store.find_file(act.database, workbook.sha256)
        if known is not None:
            act.leave()
            return _unchanged(act, workbook, known)
        outcome = act.tell(_Import(act, workbook, options).run())
    if options.is_dry_run or not _wants_receipt(outcome):
        return outcome
    receipt = write_receipt(path, workbook, outcome, context.now)
    return replace(outcome, receipt=None if receipt is None else str(receipt))


def _wants_receipt(outcome: LedgerImported) -> bool:
    return any(row.state == "held" or row.notes for row in outcome.rows)


def _unchanged(act: Act, workbook: Workbook, file: int) -> LedgerImported:
    rows = service_store.of_file(act.database, file)
    filings = tuple(Filing(**dict(row)) for row in filing_store.of_file(act.database, file))
    firms = {row["firm_text"] for row in rows if row["state"] == "accepted"}
    return LedgerImported(
        file=workbook.name,
        sha256=workbook.sha256,
        is_unchanged=True,
        filings=filings,
        accepted=0,
        duplicate=len(rows),
        held=0,
        new_firms=0,
        known_firms=len(firms),
    )


class _Import:
    """One file on its way in: what was loaded, what was decided, what was saved."""

    def __init__(self, act: Act, workbook: Workbook, options: ImportOptions) -> None:
        self.act = act
        self.database = act.database
        self.workbook = workbook
        self.options = options
        self.at = act.context.now.isoformat(timespec="seconds")
        self.received_at = options.received_at or act.context.now
        self.calendar: Calendar = calendar_store.load(self.database)
        self.settings = settings_of(setting_store.load(self.database))

    def run(self) -> LedgerImported:
        """Load, decide, save; return what is to be told."""
        names = {firm_key(n): unit for n, unit in unit_store.names(self.database).items()}
        ids = {row["name"]: row["id"] for row in unit_store.all_units(self.database)}
        read = understand(self.workbook, self._hints(names, ids))
        may_add = self.options.adds_units or not unit_store.has_roster(self.database)
        find_unit = policy.unit_finder(names, may_add=may_add)
        rows = list(self._monthly(read))
        places = sorted({(u, m) for row, m in rows if row.unit and (u := find_unit(row.unit))})
        earlier = {place: self._standing(ids, *place) for place in places}
        before = {
            (unit, month): frozenset(
                each.identity for each in self._standing(ids, unit, month_before(month))
            )
            for unit, month in places
        }
        decided = policy.decide_rows(rows, find_unit, earlier, before)
        comparison, gone = policy.compared(decided, earlier)
        new_units = tuple(unit for unit in dict.fromkeys(u for u, _ in places) if unit not in ids)
        for unit in new_units:
            ids[unit] = unit_store.add(self.database, unit, self.at)
        self._remember_map(ids, places)
        filings, file = self._save_filings(ids, places)
        new_firms, known_firms = save_rows(self.database, decided, Home(file, ids, filings))
        if self.options.accepts_gone:
            service_store.withdraw(self.database, gone, self.at)
        for month in sorted({month for _, month in places}):
            due_on = cycle_of_month(month).calls_due_on
            call_store.add_missing(self.database, month, due_on)
        states = [row.state for row in decided]
        return LedgerImported(
            file=self.workbook.name,
            sha256=self.workbook.sha256,
            is_unchanged=False,
            filings=tuple(filings.values()),
            accepted=states.count("accepted"),
            duplicate=states.count("duplicate"),
            held=states.count("held"),
            new_firms=new_firms,
            known_firms=known_firms,
            ignored=read.ignored,
            new_units=new_units,
            comparison=comparison,
            rows=tuple(decided),
            near_units=policy.near_units(decided, sorted(ids)),
        )

    def _hints(self, names: dict[str, str], ids: dict[str, int]) -> Hints:
        mapping: dict[str, str] = {}
        unit = self.options.unit
        if unit and (known := names.get(firm_key(unit))):
            mapping = unit_store.column_map(self.database, ids[known])
        return Hints(
            unit=unit,
            month=self.options.month,
            mapping=mapping | mapping_given(self.options.mapping),
            sheets=frozenset(self.options.sheets),
            units=frozenset(unit_store.names(self.database)),
            month_at_hand=month_at_hand(self.received_at.date()),
        )

    def _monthly(self, read: LedgerRead) -> Iterator[tuple[ReadRow, str]]:
        at_hand = month_of_day(self.received_at.date())
        for sheet in read.sheets:
            for row in sheet.rows:
                yield row, sheet.month or at_hand

    def _standing(self, ids: dict[str, int], unit: str, month: str) -> list[EarlierRow]:
        if unit not in ids:
            return []
        return [
            EarlierRow(
                row["id"],
                policy.stored_identity(
                    firm_key(row["named"]),
                    row["day"],
                    row["matter"],
                    row["officer"],
                    row["place"],
                    row["completion"],
                    json.loads(row["phones"]),
                ),
                firm_key(row["named"]),
                row["matter"],
            )
            for row in service_store.standing(self.database, ids[unit], month)
        ]

    def _remember_map(self, ids: dict[str, int], places: Sequence[Place]) -> None:
        pairs = mapping_given(self.options.mapping).items()
        for unit in {unit for unit, _ in places}:
            unit_store.remember_map(self.database, ids[unit], pairs)

    def _save_filings(
        self, ids: dict[str, int], places: Sequence[Place]
    ) -> tuple[dict[Place, Filing], int]:
        received = self.received_at.isoformat(timespec="seconds")
        book = self.workbook
        file = filing_store.add_file(self.database, book.name, book.sha256, book.size, received)
        filings = {}
        for unit, month in places:
            version = filing_store.version_of(self.database, ids[unit], month)
            state = policy.filing_state(
                month,
                self.received_at,
                self.calendar,
                self.settings.closing_time,
                has_earlier=version > 0,
            )
            number = filing_store.add(
                self.database, ids[unit], month, version + 1, state, file, received
            )
            allow_change(self.act, month, "filing", number)
            filings[unit, month] = Filing(number, unit, month, version + 1, state, received)
        return filings, file
