"""Importing ledgers: each file is one act, whole or not at all."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime
from pathlib import Path

from revisit_cli.errors import RevisitError
from revisit_cli.errors.ledgers.ledger import ReplacesMost
from revisit_cli.files.workbooks.workbook import Workbooks
from revisit_cli.operations.act import Act, Begin, sitting
from revisit_cli.operations.correction import allow_change
from revisit_cli.operations.ledgers.again import (
    Decided,
    Part,
    known_content,
    parts_of,
    says_nothing_new,
)
from revisit_cli.operations.ledgers.receipt import with_receipt
from revisit_cli.operations.ledgers.service import Home, save_rows
from revisit_cli.operations.ledgers.standing import standing_elsewhere, standing_rows
from revisit_cli.operations.ledgers.term import enter_by_import
from revisit_cli.operations.ledgers.withdrawal import withdraw_gone
from revisit_cli.policy.firms.firm import firm_key
from revisit_cli.policy.ledgers import again as ledger_again
from revisit_cli.policy.ledgers import filing as policy
from revisit_cli.policy.ledgers import option
from revisit_cli.policy.ledgers.ledger import understand_remembering, unit_told
from revisit_cli.policy.ledgers.receipt import is_untouched
from revisit_cli.policy.ledgers.replacement import check_replacement
from revisit_cli.policy.workbooks.heading import mapping_given
from revisit_cli.records.context import Context, stamp
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.records.ledgers.filing import (
    DecidedRow,
    EarlierRow,
    FileRefused,
    Filing,
    ImportOptions,
    LedgerImported,
    LedgersImported,
)
from revisit_cli.records.ledgers.known import Known
from revisit_cli.records.ledgers.ledger import Hints, LedgerRead, ReadRow
from revisit_cli.records.ledgers.option import IdleOption
from revisit_cli.records.ledgers.withdrawal import Withdrawal
from revisit_cli.records.value import replace
from revisit_cli.records.workbooks.grid import Workbook
from revisit_cli.rulebook.periods import month_before
from revisit_cli.store.calls import call as call_store
from revisit_cli.store.days import calendar as calendar_store
from revisit_cli.store.ledgers import filing as filing_store
from revisit_cli.store.ledgers import service as service_store
from revisit_cli.store.ledgers import unit as unit_store

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

    ``read`` gives what was read of each path, in order: ``operations.ledgers.workbook.reading``.
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
                asks = isinstance(refusal, ReplacesMost)
                refused.append(FileRefused(path.name, str(refusal), int(refusal.exit_code), asks))
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
    known = known_content(act.database, workbook.sha256)
    if known is None and is_untouched(workbook):
        act.leave()
        nothing = LedgerImported(workbook.name, workbook.sha256, True, (), 0, 0, 0, 0, 0)
        return replace(nothing, is_own_receipt=True)
    if known is not None and says_nothing_new(known, options):
        act.leave()
        return _unchanged(act, workbook, known)
    outcome = _Import(act, workbook, options, known).run()
    if outcome.is_unchanged:
        act.leave()
        return outcome
    return act.tell(outcome)


def _unchanged(act: Act, workbook: Workbook, known: Known) -> LedgerImported:
    rows = service_store.of_file(act.database, known.file)
    firms = {row["firm_text"] for row in rows if row["state"] != "held"}
    return LedgerImported(
        file=workbook.name,
        sha256=workbook.sha256,
        is_unchanged=True,
        filings=tuple(known.in_force.values()),
        accepted=0,
        duplicate=len(rows),
        held=0,
        new_firms=0,
        known_firms=len(firms),
        known_as=known.name,
        waiting=len(known.waiting),
    )


class _Import:
    """One file on its way in: load, decide, save, tell."""

    def __init__(
        self, act: Act, workbook: Workbook, options: ImportOptions, known: Known | None
    ) -> None:
        self.act = act
        self.database = act.database
        self.workbook = workbook
        self.options = options
        self.known = known
        self.received_at = options.received_at or act.context.now
        # The month of a file that names none was told when it came first.
        self.dated_at = self.received_at if known is None else known.received_at
        self.calendar: Calendar = calendar_store.load(self.database)
        self.known_units = unit_store.names(self.database)
        self.names = {firm_key(name): unit for name, unit in self.known_units.items()}
        self.ids = {row["name"]: row["id"] for row in unit_store.all_units(self.database)}
        self.idle: list[IdleOption] = []

    def run(self) -> LedgerImported:
        """Return what is to be told; nothing is saved where a known content brings nothing."""
        read = self._read()
        decided = self._decide(read)
        accepts_gone = self.options.accepts_gone
        if self.known and not decided.places and not (decided.gone and accepts_gone):
            unchanged = _unchanged(self.act, self.workbook, self.known)
            return replace(unchanged, idle=(*self.idle, *self._not_filed(self.known)))
        new_units = self._add_units(decided.places)
        self._remember_map(decided.places)
        filings, file = self._save_filings(decided)
        parts = list(parts_of(decided, Home(file, self.ids, filings), self.known))
        firms = [save_rows(self.database, part.rows, part.home) for part in parts]
        withdrawal = self._withdrawal(decided.gone) if accepts_gone else None
        for part in parts:
            self._settle(decided, part)
        states = [row.state for row in decided.rows]
        return LedgerImported(
            file=self.workbook.name,
            sha256=self.workbook.sha256,
            is_unchanged=False,
            filings=tuple(filings.values()),
            accepted=states.count("accepted"),
            duplicate=states.count("duplicate"),
            held=states.count("held"),
            new_firms=sum(new for new, _ in firms),
            known_firms=sum(old for _, old in firms),
            ignored=read.ignored,
            new_units=new_units,
            comparison=decided.comparison,
            rows=tuple(decided.rows),
            near_units=policy.near_units(decided.rows, self.known_units),
            skipped=tuple(each for sheet in read.sheets for each in sheet.skipped),
            traits=(*self.workbook.traits, *["unaided"] * self.workbook.tells_slow),
            withdrawal=withdrawal,
            known_as=self.known.name if self.known and decided.anew else None,
            idle=tuple(self.idle),
            unused=tuple(each for sheet in read.sheets for each in sheet.unused),
            is_received_said=self.options.received_at is not None,
        )

    def _not_filed(self, known: Known) -> Iterator[IdleOption]:
        """Yield --unit and --month where a known content is in force under others alone."""
        unit, month = self.options.unit, self.options.month
        names = {self.names.get(firm_key(each), each) for each in (unit,) if each}
        if names and names.isdisjoint(each for each, _ in known.in_force):
            yield IdleOption(f"--unit {unit}", "filed")
        if month and all(month != each for _, each in known.in_force):
            yield IdleOption(f"--month {month}", "filed")

    def _read(self) -> LedgerRead:
        """Understand the workbook, by what is remembered of its unit's columns where need be."""
        hints = Hints(
            rules=self.act.rules,
            unit=self.options.unit,
            month=self.options.month,
            mapping=mapping_given(self.options.mapping),
            sheets=frozenset(self.options.sheets),
            units=frozenset(self.known_units),
            month_at_hand=self.act.rules.month_at_hand(self.dated_at.date()),
            each_firm=self.options.each_firm,
        )
        options = self.options
        option.check_columns(self.workbook, options.mapping, options.sheets)
        visible = option.check_sheets(self.workbook, options.sheets)
        told = hints.unit or unit_told(self.workbook, hints)
        known = self.names.get(firm_key(told)) if told else None
        remembered = unit_store.column_map(self.database, self.ids[known]) if known else {}
        read = understand_remembering(self.workbook, hints, remembered)
        self.idle = [IdleOption(f"--sheet {name}", "visible") for name in visible]
        self.idle += [
            IdleOption(f"--map {column}={word}", "unused")
            for column, word in option.idle_columns(read, options.mapping)
        ]
        if options.each_firm and not option.has_rows_of_several(read):
            self.idle.append(IdleOption("--each-firm", "one_firm"))
        if options.month is not None:
            option.check_month(read, options.month, self.workbook.name)
        if options.unit is not None:
            read = option.unit_checked(read, options.unit, self.names, self.workbook.name)
        return read

    def _decide(self, read: LedgerRead) -> Decided:
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
        decided = policy.decide_rows(
            rows,
            find_unit,
            earlier,
            before,
            self.act.rules,
            self.dated_at.date(),
            standing_elsewhere(rows, find_unit, self.act.rules, self._standing),
        )
        return self._settled(decided, places, earlier)

    def _settled(
        self,
        decided: list[DecidedRow],
        places: Sequence[Place],
        earlier: dict[Place, list[EarlierRow]],
    ) -> Decided:
        """Hold the rows against what is in force, of a known content where it is not itself."""
        known, rows = self.known, decided
        new = anew = compared = frozenset(places)
        saved = places
        if known is not None:
            new = ledger_again.places_anew(decided, known, self._filed(places))
            anew = frozenset(set(places) - known.in_force.keys()) if new else new
            compared = frozenset(places) if self.options.accepts_gone else anew
            rows = ledger_again.decided_again(decided, known, anew)
            now_in = {(row.unit or "", row.month) for row in rows if row.state == "accepted"}
            saved = sorted(anew | now_in)
        held_against = {place: found for place, found in earlier.items() if place in compared}
        rows_compared = [row for row in decided if (row.unit or "", row.month) in compared]
        if not self.options.replaces_most:
            check_replacement(
                self.workbook.name,
                rows_compared,
                held_against,
                accepts_gone=self.options.accepts_gone,
            )
        comparison, gone = policy.compared(rows_compared, held_against)
        return Decided(rows, saved, new, anew, compared, comparison, gone)

    def _filed(self, places: Sequence[Place]) -> frozenset[Place]:
        return frozenset(
            (unit, month)
            for unit, month in places
            if unit in self.ids and filing_store.version_of(self.database, self.ids[unit], month)
        )

    def _monthly(self, read: LedgerRead) -> Iterator[tuple[ReadRow, str]]:
        at_hand = self.act.rules.month_of_day(self.dated_at.date())
        for sheet in read.sheets:
            for row in sheet.rows:
                yield row, sheet.month or at_hand

    def _withdrawal(self, gone: Sequence[int]) -> Withdrawal:
        if self.known is not None:  # A first look has asked already, for its new filings.
            for _, filing in sorted(self.known.in_force.items()):
                allow_change(self.act, filing.month, "filing", filing.id)
        return withdraw_gone(self.act, gone)

    def _standing(self, unit: str, month: str) -> list[EarlierRow]:
        return standing_rows(self.database, self.ids.get(unit), month)

    def _add_units(self, places: Sequence[Place]) -> tuple[str, ...]:
        """Add the units that are not known yet; return their names."""
        new = tuple(unit for unit in dict.fromkeys(u for u, _ in places) if unit not in self.ids)
        has_roster = bool(new) and unit_store.has_roster(self.database)
        for unit in new:
            number = unit_store.add(
                self.database, unit, self.act.context.at, is_on_roster=has_roster
            )
            enter_by_import(self.act, number, {month for name, month in places if name == unit})
            self.ids[unit] = number
        return new

    def _remember_map(self, places: Sequence[Place]) -> None:
        said = mapping_given(self.options.mapping)
        pairs = [(name, word) for name, word in said.items() if "!" not in name]
        for unit in {unit for unit, _ in places}:
            unit_store.remember_map(self.database, self.ids[unit], pairs)

    def _settle(self, decided: Decided, part: Part) -> None:
        """Void the held rows that a part puts right, and list a call for each firm it names."""
        at = self.act.context.at
        compared = {(self.ids[unit], month) for unit, month in decided.compared}
        own = () if self.known is None else self.known.waiting.values()
        for month in sorted({month for _, month in decided.places}):
            waiting = service_store.held_of_month(self.database, month, part.own_files)
            right = policy.put_right(waiting, part.settling)
            service_store.settle(self.database, right, at, "put_right")
            if self.options.accepts_gone:
                gone = policy.held_gone(waiting, {*right, *own}, compared, month)
                service_store.settle(self.database, gone, at, "gone")
            due_on = self.act.rules.period(month).calls_due_on
            call_store.add_missing(self.database, month, due_on, part.home.file)

    def _save_filings(self, decided: Decided) -> tuple[dict[Place, Filing], int]:
        """Add a filing where the file is a new version, or the first; the others stay theirs."""
        book, known = self.workbook, self.known
        received = stamp(self.received_at)
        if known is None or decided.anew:
            file = filing_store.add_file(self.database, book.name, book.sha256, book.size, received)
        else:
            file = known.file
        filings: dict[Place, Filing] = {}
        for place in decided.places:
            if known is None or place in decided.new:
                filings[place] = self._filing(place, file, self.received_at)
            else:
                in_force = known.in_force.get(place)
                filings[place] = in_force or self._filing(place, file, known.received_at)
            allow_change(self.act, place[1], "filing", filings[place].id)
        return filings, file

    def _filing(self, place: Place, file: int, received_at: datetime) -> Filing:
        unit, month = place
        version = filing_store.version_of(self.database, self.ids[unit], month)
        cycle = self.act.rules.period(month)
        state = policy.filing_state(cycle, received_at, self.calendar, has_earlier=version > 0)
        at = stamp(received_at)
        number = filing_store.add(
            self.database, self.ids[unit], month, version + 1, state, file, at
        )
        return Filing(number, unit, month, version + 1, state, at)
