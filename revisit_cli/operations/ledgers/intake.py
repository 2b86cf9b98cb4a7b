"""One ledger file on its way in: load, decide, save, tell."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from revisit_cli.operations.act import Act
from revisit_cli.operations.ledgers.again import (
    Decided,
    Part,
    parts_of,
    unchanged,
    with_version,
)
from revisit_cli.operations.ledgers.filing import Registrar
from revisit_cli.operations.ledgers.service import Destination, save_rows
from revisit_cli.operations.ledgers.standing import (
    firms_elsewhere,
    standing_elsewhere,
    standing_rows,
)
from revisit_cli.operations.ledgers.term import begin_by_import, enter_by_import
from revisit_cli.operations.ledgers.withdrawal import move_out, withdraw_gone
from revisit_cli.policy.days.cycle import carried_to
from revisit_cli.policy.firms.firm import firm_key
from revisit_cli.policy.ledgers import after_close, option
from revisit_cli.policy.ledgers import again as ledger_again
from revisit_cli.policy.ledgers import filing as policy
from revisit_cli.policy.ledgers.held import held_gone, put_right
from revisit_cli.policy.ledgers.ledger import understand_remembering, unit_told
from revisit_cli.policy.ledgers.withdrawal import check_replacement
from revisit_cli.policy.ledgers.zero import is_zero_again
from revisit_cli.policy.workbooks.heading import mapping_given
from revisit_cli.records.context import stamp
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.records.ledgers.again import Known
from revisit_cli.records.ledgers.filing import Filing, UnitMonth
from revisit_cli.records.ledgers.importing import (
    DecidedRow,
    EarlierRow,
    IdleOption,
    ImportOptions,
    LedgerImported,
)
from revisit_cli.records.ledgers.ledger import Hints, LedgerRead, ReadRow
from revisit_cli.records.ledgers.withdrawal import Withdrawal
from revisit_cli.records.value import replace
from revisit_cli.records.workbooks.grid import Workbook
from revisit_cli.rulebook.periods import month_before
from revisit_cli.store.calls import call as call_store
from revisit_cli.store.calls import not_served as not_served_store
from revisit_cli.store.days import calendar as calendar_store
from revisit_cli.store.ledgers import filing as filing_store
from revisit_cli.store.ledgers import service as service_store
from revisit_cli.store.ledgers import unit as unit_store


class _Saved(NamedTuple):
    """What an import wrote: filings by unit and month, zero reports, names of units it added.

    ``firms`` are how many are new and how many were known, ``moved`` how many services left
    another month for this file's.
    """

    filings: dict[UnitMonth, Filing]
    zeros: list[Filing]
    new_units: tuple[str, ...]
    firms: tuple[int, int]
    moved: int
    withdrawal: Withdrawal | None


class Intake:
    """One file in a running act; ``known`` is what its content did before."""

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
        self.ids = {unit.name: unit.id for unit in unit_store.all_units(self.database)}
        self.registrar = Registrar(act, self.calendar, self.ids)
        cleared = self.registrar.cleared
        # By cleared month, the one that calls what its ledgers still bring.
        self.called = {month: carried_to(month, cleared) for month in cleared}
        self.months: dict[int, str] = {}
        self.idle: list[IdleOption] = []
        # Units and months of which the file says that there is nothing, though rows stand.
        self.contradicted: list[UnitMonth] = []
        self.overdue = 0

    def run(self) -> LedgerImported:
        """Import the file; nothing is saved where a content that came before brings nothing new.

        Raises what reading and deciding refuse.
        """
        read = self._read()
        decided = self._decide(read)
        if self.known and self._brings_nothing(decided):
            same = unchanged(self.act, self.workbook, self.known)
            return replace(same, idle=(*self.idle, *self._not_filed(self.known)))
        return self._outcome(read, decided, self._save(decided))

    def _brings_nothing(self, decided: Decided) -> bool:
        withdraws = decided.gone and self.options.accepts_gone
        return not (decided.places or decided.zeros or withdraws)

    def _save(self, decided: Decided) -> _Saved:
        """Write the file, its filings and its rows, and bring the call lists up to date."""
        new_units = self._add_units([*decided.places, *decided.zeros])
        begin_by_import(self.act, decided.places)
        self._remember_map(decided.places)
        filings, file = self._save_filings(decided)
        zeros = [self.registrar.add_zero(place, self._came(place)) for place in decided.zeros]
        destination = Destination(file, self.ids, filings, self.called, self.months)
        parts = list(parts_of(decided, destination, self.known))
        firms = [self._save_part(decided, part) for part in parts]
        moved = {number for row in decided.rows if row.state == "accepted" for number in row.moved}
        if moved:
            move_out(self.act, sorted(moved))
        # Before the withdrawal: a call that is made again must hold none of the rows that go.
        for month in decided.months:
            not_served_store.reopen_named(self.database, month, self.act.context.at)
        withdrawal = self._withdrawal(decided.gone) if self.options.accepts_gone else None
        for part in parts:
            self._settle(decided, part)
        counts = (sum(new for new, _ in firms), sum(known for _, known in firms))
        return _Saved(filings, zeros, new_units, counts, len(moved), withdrawal)

    def _outcome(self, read: LedgerRead, decided: Decided, saved: _Saved) -> LedgerImported:
        states = [row.state for row in decided.rows]
        new_firms, known_firms = saved.firms
        return LedgerImported(
            file=self.workbook.name,
            sha256=self.workbook.sha256,
            is_unchanged=False,
            filings=(*saved.filings.values(), *saved.zeros),
            accepted=states.count("accepted"),
            duplicate=states.count("duplicate"),
            held=states.count("held"),
            new_firms=new_firms,
            known_firms=known_firms,
            ignored=read.ignored,
            new_units=saved.new_units,
            comparison=decided.comparison,
            rows=tuple(decided.rows),
            near_units=policy.near_units(decided.rows, self.known_units),
            skipped=tuple(each for sheet in read.sheets for each in sheet.skipped),
            traits=(*self.workbook.traits, *["unaided"] * self.workbook.tells_slow),
            withdrawal=saved.withdrawal,
            known_as=self.known.name if self.known and decided.anew else None,
            idle=tuple(self.idle),
            unused=tuple(each for sheet in read.sheets for each in sheet.unused),
            is_received_said=self.options.received_at is not None,
            contradicted=tuple(self.contradicted),
            overdue=self.overdue,
            repeated=policy.repeated(decided.rows),
            moved=saved.moved,
            months_said=option.months_said(read),
            is_read_otherwise=bool(self.known and decided.anew & self.known.in_force.keys()),
            after_close=after_close.counted(decided.rows, self.called, self.months),
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
        elsewhere = standing_elsewhere(self.act, rows, find_unit, self.ids)
        for (unit, month), standing in earlier.items():
            elsewhere |= after_close.repeating(unit, month, standing)
        met = firms_elsewhere(self.database, rows, places, self.ids)
        today = self.dated_at.date()
        decided = policy.decide_rows(
            rows, find_unit, earlier, before, self.act.rules, today, elsewhere, met
        )
        at_hand = self.act.rules.month_of_day(today)
        said = {
            (unit, sheet.month or at_hand)
            for sheet in read.sheets
            for text in sheet.zero_units
            if text and (unit := find_unit(text))
        }
        self.contradicted = sorted(
            place for place in said if place not in places and self._standing(*place)
        )
        left = sorted(said.difference(places, self.contradicted))
        zeros = [place for place in left if not self._is_zero(*place)]
        return replace(self._settled(decided, places, earlier), zeros=zeros)

    def _is_zero(self, unit: str, month: str) -> bool:
        """Tell whether a unit's newest filing of a month is a zero report; nothing stands there."""
        number = self.ids.get(unit)
        latest = None if number is None else filing_store.latest(self.database, number, month)
        return latest is not None and is_zero_again(latest.file, ())

    def _settled(
        self,
        decided: list[DecidedRow],
        places: Sequence[UnitMonth],
        earlier: dict[UnitMonth, list[EarlierRow]],
    ) -> Decided:
        """Hold the rows against what is in force, of a known content where it is not itself."""
        known, rows = self.known, decided
        filed = {(row.unit or "", row.month) for row in decided if row.state != "held"}
        new = anew = frozenset(places)
        compared = new & filed
        saved = places
        if known is not None:
            has_version = with_version(self.database, self.ids, places)
            is_told = self.options.tells_columns
            new = ledger_again.places_anew(decided, known, has_version, is_read_otherwise=is_told)
            anew = new | (set(places) - known.in_force.keys()) if new else new
            compared = (frozenset(places) if self.options.accepts_gone else anew) & filed
            rows = ledger_again.decided_again(decided, known, anew)
            now_in = {(row.unit or "", row.month) for row in rows if row.state == "accepted"}
            saved = sorted(anew | now_in)
        held_against = {
            place: [each for each in found if not each.is_kept]
            for place, found in earlier.items()
            if place in compared
        }
        rows = after_close.late_entries(rows, self.called, self.months)
        rows_compared = [row for row in decided if (row.unit or "", row.month) in compared]
        if not self.options.replaces_most:
            check_replacement(
                self.workbook.name,
                rows_compared,
                held_against,
                accepts_gone=self.options.accepts_gone,
            )
        comparison, gone = policy.compared(rows_compared, held_against)
        to_file = [place for place in saved if place in filed]
        return Decided(rows, saved, to_file, new, anew, compared, comparison, gone)

    def _monthly(self, read: LedgerRead) -> Iterator[tuple[ReadRow, str]]:
        at_hand = self.act.rules.month_of_day(self.dated_at.date())
        for sheet in read.sheets:
            for row in sheet.rows:
                yield row, sheet.month or at_hand

    def _withdrawal(self, gone: Sequence[int]) -> Withdrawal:
        if self.known is not None:  # A first look has asked already, for its new filings.
            for _, filing in sorted(self.known.in_force.items()):
                self.registrar.allow(filing.month, filing.id)
        return withdraw_gone(self.act, gone)

    def _standing(self, unit: str, month: str) -> list[EarlierRow]:
        found = standing_rows(self.database, self.ids.get(unit), month)
        self.months |= {each.id: each.month for each in found}
        is_corrected = self.act.context.correction is not None
        return found if is_corrected else after_close.held_fast(found, self.registrar.cleared)

    def _add_units(self, places: Sequence[UnitMonth]) -> tuple[str, ...]:
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

    def _remember_map(self, places: Sequence[UnitMonth]) -> None:
        said = mapping_given(self.options.mapping)
        pairs = [(name, word) for name, word in said.items() if "!" not in name]
        for unit in {unit for unit, _ in places}:
            unit_store.remember_map(self.database, self.ids[unit], pairs)

    def _save_part(self, decided: Decided, part: Part) -> tuple[int, int]:
        """Save the rows that a file keeps, and void the held ones that they put right.

        Return how many firms are new, how many known.
        """
        right: dict[int, int] = {}
        held: list[int] = []
        for month in decided.months:
            waiting = service_store.held_of_month(self.database, month, part.own_files)
            for number, rows in put_right(waiting, part.settling).items():
                held.append(number)
                for row in rows:
                    right.setdefault(id(row.read), number)
        kept: Sequence[DecidedRow] = part.rows
        if right:
            kept = [row._replace(puts_right=right.get(id(row.read))) for row in kept]
        self.overdue += after_close.overdue(kept, part.destination.filings, self.called)
        counts = save_rows(self.database, kept, part.destination)
        service_store.settle(self.database, held, self.act.context.at, "put_right")
        return counts

    def _settle(self, decided: Decided, part: Part) -> None:
        """Void the held rows that are gone, and list a call for each firm that a part names."""
        compared = {(self.ids[unit], month) for unit, month in decided.compared}
        own = () if self.known is None else self.known.waiting.values()
        for month in decided.months:
            if self.options.accepts_gone:
                waiting = service_store.held_of_month(self.database, month, part.own_files)
                gone = held_gone(waiting, set(own), compared, month)
                service_store.settle(self.database, gone, self.act.context.at, "gone")
            called_in = self.called.get(month, month)
            due_on = self.act.rules.period(called_in).calls_due_on
            call_store.add_missing(self.database, called_in, due_on, part.destination.file)

    def _save_filings(self, decided: Decided) -> tuple[dict[UnitMonth, Filing], int]:
        """Add a filing where the file is a new version, or the first; the others stay theirs."""
        book, known = self.workbook, self.known
        self.registrar.add_of_held(decided.rows, () if known is None else tuple(known.files))
        received = stamp(self.received_at)
        if known is None or decided.anew:
            file = filing_store.add_file(self.database, book.name, book.sha256, book.size, received)
        else:
            file = known.file
        is_said = self.options.received_at is not None
        filings: dict[UnitMonth, Filing] = {}
        for place in decided.filed:
            in_force = None if known is None else known.in_force.get(place)
            if in_force is None or place in decided.new:
                came = self._came(place)
                filings[place] = self.registrar.add(place, file, book.name, came, is_said=is_said)
            else:
                filings[place] = in_force
            self.registrar.allow(place[1], filings[place].id)
        return filings, file

    def _came(self, place: UnitMonth) -> datetime:
        """Return when a ledger came.

        What was held whole till now counts from when it came, unless that is told now. What the
        unit's ledger was of another month makes none of this one's come in time.
        """
        known = self.known
        is_said = self.options.received_at is not None
        if known is None or is_said or place[0] in {unit for unit, _ in known.filed}:
            return self.received_at
        return known.received_at
