"""Importing ledgers: each file is one act, whole or not at all."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from revisit_cli.errors import RevisitError
from revisit_cli.files.workbook import Workbooks
from revisit_cli.operations.act import Act, Begin, sitting
from revisit_cli.operations.correction import allow_change
from revisit_cli.operations.ledger_again import again_of
from revisit_cli.operations.receipt import with_receipt
from revisit_cli.operations.service import Home, save_rows
from revisit_cli.operations.withdrawal import withdraw_gone
from revisit_cli.policy import filing as policy
from revisit_cli.policy import ledger_again
from revisit_cli.policy.cycle import cycle_of_month, month_at_hand, month_before, month_of_day
from revisit_cli.policy.firm import firm_key
from revisit_cli.policy.heading import mapping_given
from revisit_cli.policy.ledger import understand_remembering, unit_told
from revisit_cli.policy.receipt import is_untouched
from revisit_cli.policy.setting import settings_of
from revisit_cli.records.calendar import Calendar
from revisit_cli.records.context import Context, stamp
from revisit_cli.records.filing import (
    Again,
    Comparison,
    DecidedRow,
    EarlierRow,
    FileRefused,
    Filing,
    ImportOptions,
    LedgerImported,
    LedgersImported,
)
from revisit_cli.records.grid import Workbook
from revisit_cli.records.ledger import Hints, LedgerRead, ReadRow
from revisit_cli.records.withdrawal import Withdrawal
from revisit_cli.store import calendar as calendar_store
from revisit_cli.store import call as call_store
from revisit_cli.store import filing as filing_store
from revisit_cli.store import service as service_store
from revisit_cli.store import setting as setting_store
from revisit_cli.store import unit as unit_store

Place = tuple[str, str]
Told = Callable[[LedgerImported | FileRefused], None]


def import_files(
    context: Context,
    paths: Sequence[Path],
    read: Workbooks,
    options: ImportOptions,
    told: Told,
) -> LedgersImported:
    """Import files one after the other; ``told`` hears of each as soon as it is done.

    ``read`` gives what was read of each path, in order: ``operations.workbook.reading``.
    A bad file never stops the others. Every good file is a transaction and an event of its own; a
    dry run goes the same way, one file after the other, and takes all of it back at the end.
    Writes a receipt beside each file with held or noted rows.
    """
    mapping_given(options.mapping)
    done: list[LedgerImported] = []
    refused: list[FileRefused] = []
    with (
        sitting(context) as begin,
        _rehearsal(begin) if options.is_dry_run else nullcontext() as rehearsal,
    ):
        for path, found in zip(paths, read, strict=True):
            try:
                if isinstance(found, RevisitError):
                    raise found
                with _act(begin, rehearsal) as act:
                    outcome = _import_file(act, found, options)
            except RevisitError as refusal:
                refused.append(FileRefused(path.name, str(refusal), int(refusal.exit_code)))
                told(refused[-1])
            else:
                done.append(with_receipt(context, path, outcome, keep=rehearsal is None))
                told(done[-1])
    return LedgersImported(tuple(done), tuple(refused), options.is_dry_run)


@contextmanager
def _rehearsal(begin: Begin) -> Iterator[Act]:
    with begin(keep=False) as act:
        yield act
        act.leave()


@contextmanager
def _act(begin: Begin, rehearsal: Act | None) -> Iterator[Act]:
    """Open a file's own act; in a rehearsal, a part of the one act that is taken back whole."""
    if rehearsal is None:
        with begin() as act:
            yield act
    else:
        with rehearsal.database.trying():
            yield rehearsal


def _import_file(act: Act, workbook: Workbook, options: ImportOptions) -> LedgerImported:
    known = filing_store.find_file(act.database, workbook.sha256)
    if known is None and is_untouched(workbook):
        act.leave()
        nothing = LedgerImported(workbook.name, workbook.sha256, True, (), 0, 0, 0, 0, 0)
        return replace(nothing, is_own_receipt=True)
    again = None if known is None else again_of(act.database, known, options)
    is_due = known is None or again is not None
    outcome = _Import(act, workbook, options, again).run() if is_due else None
    if outcome is None:
        act.leave()
        return _unchanged(act, workbook)
    return act.tell(outcome)


def _unchanged(act: Act, workbook: Workbook) -> LedgerImported:
    file = filing_store.find_file(act.database, workbook.sha256) or 0
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
        known_as=filing_store.file_name(act.database, file),
        waiting=sum(map(ledger_again.waits, rows)),
    )


@dataclass(frozen=True, slots=True)
class _Decided:
    """What was decided of a file: its rows, the units and months it is filed under.

    ``gone`` are the ids of rows that the version before has and this one has not.
    """

    rows: Sequence[DecidedRow]
    places: Sequence[Place]
    comparison: Comparison | None
    gone: Sequence[int]


class _Import:
    """One file on its way in: load, decide, save, tell."""

    def __init__(
        self, act: Act, workbook: Workbook, options: ImportOptions, again: Again | None
    ) -> None:
        self.act = act
        self.database = act.database
        self.workbook = workbook
        self.options = options
        self.again = again
        self.received_at = options.received_at or act.context.now
        if again is not None:
            self.received_at = again.received_at
        self.calendar: Calendar = calendar_store.load(self.database)
        self.settings = settings_of(setting_store.load(self.database))
        self.known_units = unit_store.names(self.database)
        self.names = {firm_key(name): unit for name, unit in self.known_units.items()}
        self.ids = {row["name"]: row["id"] for row in unit_store.all_units(self.database)}

    def run(self) -> LedgerImported | None:
        """Return what is to be told, None when a file that is known already brings nothing."""
        read = self._read()
        decided = self._decide(read)
        if self.again is not None:
            decided = self._decided_again(decided, self.again)
            if not decided.places and not (decided.gone and self.options.accepts_gone):
                return None
        new_units = self._add_units(decided.places)
        self._remember_map(decided.places)
        filings, file = self._save_filings(decided.places)
        home = Home(file, self.ids, filings)
        new_firms, known_firms = save_rows(self.database, self._fresh(decided.rows), home)
        withdrawal = self._withdrawal(decided.gone) if self.options.accepts_gone else None
        for month in sorted({month for _, month in decided.places}):
            self._settle(month, decided.rows, file)
        states = [row.state for row in decided.rows]
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
            comparison=decided.comparison,
            rows=tuple(decided.rows),
            near_units=policy.near_units(decided.rows, self.known_units),
            skipped=tuple(each for sheet in read.sheets for each in sheet.skipped),
            traits=self.workbook.traits,
            withdrawal=withdrawal,
        )

    def _read(self) -> LedgerRead:
        """Understand the workbook, by what is remembered of its unit's columns where need be."""
        hints = Hints(
            unit=self.options.unit,
            month=self.options.month,
            mapping=mapping_given(self.options.mapping),
            sheets=frozenset(self.options.sheets),
            units=frozenset(self.known_units),
            month_at_hand=month_at_hand(self.received_at.date()),
        )
        told = hints.unit or unit_told(self.workbook, hints)
        known = self.names.get(firm_key(told)) if told else None
        remembered = unit_store.column_map(self.database, self.ids[known]) if known else {}
        return understand_remembering(self.workbook, hints, remembered)

    def _decide(self, read: LedgerRead) -> _Decided:
        may_add = self.options.adds_units or not unit_store.has_roster(self.database)
        find_unit = policy.unit_finder(self.names, may_add=may_add)
        rows = list(self._monthly(read))
        told = {(row.unit, month) for row, month in rows if row.unit}
        places = sorted({(unit, month) for text, month in told if (unit := find_unit(text))})
        earlier = {place: self._standing(*place) for place in places}
        before = {
            (unit, month): frozenset(
                each.identity for each in self._standing(unit, month_before(month))
            )
            for unit, month in places
        }
        decided = policy.decide_rows(rows, find_unit, earlier, before)
        return _Decided(decided, places, *policy.compared(decided, self._comparable(earlier)))

    def _decided_again(self, decided: _Decided, again: Again) -> _Decided:
        rows = ledger_again.decided_again(decided.rows, again.waiting, again.taken)
        places = sorted({(r.unit or "", r.month) for r in rows if r.state == "accepted"})
        comparison = decided.comparison if self.options.accepts_gone else None
        return _Decided(rows, places, comparison, decided.gone)

    def _monthly(self, read: LedgerRead) -> Iterator[tuple[ReadRow, str]]:
        at_hand = month_of_day(self.received_at.date())
        for sheet in read.sheets:
            for row in sheet.rows:
                yield row, sheet.month or at_hand

    def _comparable(self, earlier: dict[Place, list[EarlierRow]]) -> dict[Place, list[EarlierRow]]:
        """Return the rows that the file may be compared with: those of no later version."""
        if self.again is None:
            return earlier
        return {place: rows for place, rows in earlier.items() if place in self.again.newest}

    def _withdrawal(self, gone: Sequence[int]) -> Withdrawal:
        if self.again is not None:  # A first look has asked already, for its new filings.
            for place in sorted(self.again.newest):
                allow_change(self.act, place[1], "filing", self.again.filings[place].id)
        return withdraw_gone(self.act, gone)

    def _fresh(self, decided: Sequence[DecidedRow]) -> Sequence[DecidedRow]:
        """Return the rows to be saved; of a known file those that come in now."""
        if self.again is None:
            return decided
        accepted = [row for row in decided if row.state == "accepted"]
        return [row._replace(nth=nth) for nth, row in enumerate(accepted)]

    def _standing(self, unit: str, month: str) -> list[EarlierRow]:
        if unit not in self.ids:
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
                row["named"],
            )
            for row in service_store.standing(self.database, self.ids[unit], month)
        ]

    def _add_units(self, places: Sequence[Place]) -> tuple[str, ...]:
        """Add the units that are not known yet; return their names."""
        new = tuple(unit for unit in dict.fromkeys(u for u, _ in places) if unit not in self.ids)
        for unit in new:
            self.ids[unit] = unit_store.add(self.database, unit, self.act.context.at)
        return new

    def _remember_map(self, places: Sequence[Place]) -> None:
        pairs = mapping_given(self.options.mapping).items()
        for unit in {unit for unit, _ in places}:
            unit_store.remember_map(self.database, self.ids[unit], pairs)

    def _settle(self, month: str, decided: Sequence[DecidedRow], file: int) -> None:
        """Void the held rows that the file puts right, and list a call for each firm it names."""
        waiting = service_store.held_of_month(self.database, month, file)
        right = policy.put_right(waiting, decided)
        service_store.settle(self.database, right, self.act.context.at)
        call_store.add_missing(self.database, month, cycle_of_month(month).calls_due_on, file)

    def _save_filings(self, places: Sequence[Place]) -> tuple[dict[Place, Filing], int]:
        received = stamp(self.received_at)
        book = self.workbook
        known = {} if self.again is None else self.again.filings
        filings = {place: known[place] for place in places if place in known}
        file = (
            filing_store.add_file(self.database, book.name, book.sha256, book.size, received)
            if self.again is None
            else self.again.file
        )
        for unit, month in places:
            if (unit, month) in filings:
                allow_change(self.act, month, "filing", filings[unit, month].id)
                continue
            version = filing_store.version_of(self.database, self.ids[unit], month)
            state = policy.filing_state(
                month,
                self.received_at,
                self.calendar,
                self.settings.closing_time,
                has_earlier=version > 0,
            )
            number = filing_store.add(
                self.database, self.ids[unit], month, version + 1, state, file, received
            )
            allow_change(self.act, month, "filing", number)
            filings[unit, month] = Filing(number, unit, month, version + 1, state, received)
        return filings, file
