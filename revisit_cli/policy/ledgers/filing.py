"""What becomes of each row of a ledger, and of the ledger itself."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache, partial
from typing import Final

from revisit_cli.document import clause
from revisit_cli.labels.firms.masking import masked
from revisit_cli.labels.ledgers.ledger import NAME_JOIN
from revisit_cli.policy.days.cycle import closes_at, late_after
from revisit_cli.policy.firms.firm import firm_key
from revisit_cli.records.code import FilingState, RowSince, RowState
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.records.ledgers.filing import UnitMonth
from revisit_cli.records.ledgers.importing import (
    Comparison,
    DecidedRow,
    EarlierRow,
    Elsewhere,
    RowChange,
)
from revisit_cli.records.ledgers.ledger import HOLDING_NOTES, ReadRow
from revisit_cli.rulebook.periods import Period, first_day
from revisit_cli.rulebook.rules import Rules

_IDENTITY: Final = ("firm", "date", "matter", "officer", "place", "completion")
# Unit, firm, day and matter: what makes rows of two months' ledgers the same service.
Key = tuple[str, str, date, str]


@clause("三(一)1", "三(四)2", "R2", "R13")
def filing_state(
    cycle: Period, received_at: datetime, calendar: Calendar, *, has_earlier: bool
) -> FilingState:
    """Return on_time, late or supplement for a ledger received at a moment.

    「每月25日下班前」 by R2; what comes after that as a further version is a supplement. Only after
    the day does it matter whether that is one of work: raises YearUnknown then alone.
    """
    if received_at <= closes_at(cycle):
        return "on_time"
    if received_at <= late_after(cycle, calendar):
        return "on_time"
    return "supplement" if has_earlier else "late"


def identity_of(row: ReadRow, key: str) -> tuple[str, ...]:
    """Return what makes two rows of one unit's month the same row."""
    day = iso_day(row.served_on) if row.served_on else row.date_text
    return (key, day, row.matter, row.officer, row.place, row.completion, *row.phones)


@lru_cache(maxsize=4096)
def iso_day(day: date) -> str:
    """Return a day as it is stored; few different ones come a hundred thousand times."""
    return day.isoformat()


def is_day(text: str) -> bool:
    """Tell whether the day in a row's identity is one: an unreadable date is kept as written."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def stored_identity(
    key: str,
    day: str,
    matter: str,
    officer: str,
    place: str,
    completion: str,
    phones: Iterable[str],
) -> tuple[str, ...]:
    """Return the same identity out of a stored row's columns."""
    return (key, day, matter, officer, place, completion, *phones)


@clause("R1", "R3", "R4", "R30")
def dated_notes(
    served_on: date | None, cycle: Period, received_on: date | None = None
) -> tuple[str, ...]:
    """Return what the day of service means for a row of a month's ledger.

    「周期仍止于25日」: later rows are held; the earlier 25th is a boundary; older rows are
    accepted as late supplements; one after the day of receipt, within the cycle, is told.
    """
    if served_on is None:
        return ()
    if served_on > cycle.last_on:
        return ("date_after_cycle",)
    if received_on is not None and cycle.first_on <= served_on > received_on:
        return ("date_in_future",)
    if served_on == cycle.boundary_on:
        return ("date_boundary",)
    return ("date_before_cycle",) if served_on < cycle.first_on else ()


@clause("R14", "R1", "R27")
def decide_rows(
    rows: Sequence[tuple[ReadRow, str]],
    find_unit: Callable[[str], str | None],
    earlier: Mapping[UnitMonth, Sequence[EarlierRow]],
    month_before: Mapping[UnitMonth, frozenset[tuple[str, ...]]],
    rules: Rules,
    received_on: date | None = None,
    elsewhere: Mapping[Key, Sequence[Elsewhere]] | None = None,
    met: Mapping[UnitMonth, Collection[str]] | None = None,
) -> list[DecidedRow]:
    """Return what becomes of each row, given with its month.

    ``find_unit`` turns a unit's text into the name it is filed under, or None when the roster
    lacks it. ``earlier`` are the rows that stand for a unit and month; ``month_before`` the
    identities that its ledger of the month before holds; ``elsewhere`` the rows that stand in the
    unit's ledgers of other months, by unit, firm, day and matter; ``met`` the firms in these, by
    unit and month.
    「逐行比对（新增、变更、相同、消失）」.
    """
    filed_under = {text: find_unit(text) for text in {row.unit for row, _ in rows} if text}
    cycles = {month: rules.period(month) for month in {month for _, month in rows}}
    judged = lru_cache(maxsize=16384)(partial(_judged, cycles, received_on))
    standing = _Standing(earlier, month_before, elsewhere or {}, met or {})
    decided = []
    for index, (row, month) in enumerate(rows):
        unit = filed_under.get(row.unit or "")
        is_stranger = unit is None and bool(row.unit)
        state, notes = judged(row.notes, row.served_on, month, is_stranger)
        key = firm_key(row.firm)
        if state == "accepted" and unit is not None:
            decided.append(standing.compare(row, month, unit, notes, key, index))
        else:
            decided.append(DecidedRow(row, month, unit, state, notes, key, index))
    return _with_replaced(decided, earlier)


class _Standing:
    """The rows that a file's acceptable rows may repeat: those that stand, and the file's own."""

    def __init__(
        self,
        earlier: Mapping[UnitMonth, Sequence[EarlierRow]],
        month_before: Mapping[UnitMonth, frozenset[tuple[str, ...]]],
        elsewhere: Mapping[Key, Sequence[Elsewhere]],
        met: Mapping[UnitMonth, Collection[str]],
    ) -> None:
        # By unit and month: the id of the row that stands, or minus one minus the index of the
        # file's first row of that identity.
        self._known: defaultdict[UnitMonth, dict[tuple[str, ...], int]] = defaultdict(dict)
        # Contact and remark of the standing rows, by id.
        self._aside: dict[int, tuple[str, str]] = {}
        for place, found in earlier.items():
            self._known[place] = {each.identity: each.id for each in found}
            self._aside |= {each.id: each.aside for each in found if not each.is_kept}
        self._month_before, self._elsewhere, self._met = month_before, elsewhere, met

    def compare(
        self, row: ReadRow, month: str, unit: str, notes: tuple[str, ...], key: str, index: int
    ) -> DecidedRow:
        """Return what becomes of the row at an index of the file, which nothing holds up so far."""
        place, itself = (unit, month), -1 - index
        identity = identity_of(row, key)
        first = self._known[place].setdefault(identity, itself)
        twin = old = None
        if first != itself:
            twin = first
            # Each standing row is asked once: the file's next such row repeats its own first.
            if first in self._aside and self._aside.pop(first) != (row.contact, row.remark):
                old, twin = first, None
                self._known[place][identity] = itself
        is_before = "date_boundary" in notes and identity in self._month_before.get(place, ())
        repeats: EarlierRow | None = None
        moved: tuple[int, ...] = ()
        if self._elsewhere and twin is None and not is_before:
            repeats, moved = _standing_elsewhere(row, unit, key, month, self._elsewhere)
        state: RowState = "accepted"
        if twin is not None or is_before or repeats is not None:
            state, old = "duplicate", None
        elif not (row.served_on and row.matter) and key in self._met.get(place, ()):
            notes += ("maybe_repeated",)
        return DecidedRow(
            row, month, unit, state, notes, key, index, twin, old, None, repeats, moved
        )


@clause("R27")
def may_repeat(rows: Iterable[tuple[ReadRow, str]]) -> bool:
    """Whether any row does not say when or what: 「没有时间或事宜的行」."""
    return any(not (row.served_on and row.matter) for row, _ in rows)


def _standing_elsewhere(
    row: ReadRow, unit: str, key: str, month: str, elsewhere: Mapping[Key, Sequence[Elsewhere]]
) -> tuple[EarlierRow | None, tuple[int, ...]]:
    """Return the row of another month's ledger that a row repeats, and the rows that repeat it.

    「同一企业、同一事项、同一日期」 stands in the earliest month whose ledger has it, in whatever
    order they come, until its firm is called or a list is frozen: then it stays where it is. A
    row without a day or a matter repeats none.
    """
    if row.served_on is None or not row.matter:
        return None, ()
    found = elsewhere.get((unit, key, row.served_on, row.matter), ())
    for each in found:
        if each.is_fixed or first_day(each.month) < first_day(month):
            return each.row, ()
    return None, tuple(each.row.id for each in found)


def _judged(
    cycles: Mapping[str, Period],
    received_on: date | None,
    notes: tuple[str, ...],
    served_on: date | None,
    month: str,
    is_stranger: bool,
) -> tuple[RowState, tuple[str, ...]]:
    """Return accepted or held, and all notes, for rows that say and date the same."""
    if is_stranger:
        notes += ("unit_unknown",)
    notes += dated_notes(served_on, cycles[month], received_on)
    return ("held" if HOLDING_NOTES.intersection(notes) else "accepted"), notes


def _with_replaced(
    decided: list[DecidedRow], earlier: Mapping[UnitMonth, Sequence[EarlierRow]]
) -> list[DecidedRow]:
    """Pair each new row with the standing row that it corrects: same firm, same matter first."""
    if not any(earlier.values()):
        return decided
    met = {row.duplicate_of for row in decided} | {row.replaces for row in decided}
    free = {
        place: [each for each in found if each.id not in met and not each.is_kept]
        for place, found in earlier.items()
    }
    paired = []
    for row in decided:
        place = (row.unit or "", row.month)
        if row.state == "accepted" and row.replaces is None and free.get(place):
            firm = [each for each in free[place] if each.firm_key == row.firm_key]
            match = next((each for each in firm if each.matter == row.read.matter), None)
            match = match or (firm[0] if firm else None)
            if match is not None:
                free[place].remove(match)
                row = row._replace(replaces=match.id)
        paired.append(row)
    return paired


@clause("R14")
def compared(
    decided: Sequence[DecidedRow], earlier: Mapping[UnitMonth, Sequence[EarlierRow]]
) -> tuple[Comparison | None, tuple[int, ...]]:
    """Return the comparison with the version before, and the ids of the rows that are gone.

    None when there was no version before.
    """
    standing = {each.id for found in earlier.values() for each in found}
    if not standing:
        return None, ()
    same = {row.duplicate_of for row in decided if row.duplicate_of is not None} & standing
    changed = {row.replaces for row in decided if row.replaces is not None}
    accepted = sum(row.state == "accepted" for row in decided)
    gone = tuple(sorted(standing - same - changed))
    rows = tuple(_changes(decided, {e.id: e for found in earlier.values() for e in found}, gone))
    return Comparison(accepted - len(changed), len(changed), len(same), len(gone), rows), gone


def _changes(
    decided: Sequence[DecidedRow], earlier: Mapping[int, EarlierRow], gone: Sequence[int]
) -> Iterator[RowChange]:
    for row in decided:
        if row.state != "accepted":
            continue
        before = None if row.replaces is None else earlier[row.replaces]
        kind = "new" if before is None else "changed"
        fields = () if before is None else _fields_changed(before, row)
        read = row.read
        yield RowChange(kind, read.sheet, read.row, read.firm, read.matter, fields)
    for number in gone:
        yield RowChange("gone", "", None, earlier[number].firm, earlier[number].matter)


@clause("R27")
def repeated(decided: Sequence[DecidedRow]) -> tuple[RowChange, ...]:
    """Return the rows that repeat another month's, and what they say otherwise: 「变化要说明」."""
    return tuple(
        RowChange("repeated", row.read.sheet, row.read.row, row.read.firm, row.read.matter, fields)
        for row in decided
        if row.repeats is not None and (fields := _fields_changed(row.repeats, row))
    )


def _fields_changed(before: EarlierRow, row: DecidedRow) -> tuple[tuple[str, str, str], ...]:
    after = identity_of(row.read, row.firm_key)
    known = len(_IDENTITY)
    changed = [
        (name, old, new)
        for name, old, new in zip(_IDENTITY, before.identity, after, strict=False)
        if old != new
    ]
    if before.identity[known:] != after[known:]:
        old, new = (NAME_JOIN.join(map(masked, each[known:])) for each in (before.identity, after))
        changed.append(("phone", old, new))
    aside = zip(
        ("contact", "remark"), before.aside, (row.read.contact, row.read.remark), strict=True
    )
    changed.extend((name, old, new) for name, old, new in aside if old != new)
    return tuple(changed)


def since_of(state: RowState, replaced_by: int | None, voided_at: str | None) -> RowSince | None:
    """Return what became of a row after its import: put_right, corrected, withdrawn, or None."""
    if voided_at is not None:
        return "put_right" if state == "held" else "withdrawn"
    return "corrected" if replaced_by is not None else None


def near_units(
    decided: Sequence[DecidedRow], names: Iterable[str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return, for each unit's text that the roster lacks, the names most like it."""
    unknown = [row.read.unit or "" for row in decided if "unit_unknown" in row.notes]
    if not unknown:
        return ()
    # Loaded here: most ledgers name only units that are known.
    from revisit_cli.policy.firms.similarity import nearest

    known = sorted(names)
    return tuple((text, nearest(text, known, most=3, least=40)) for text in dict.fromkeys(unknown))


def unit_finder(names: Mapping[str, str], *, may_add: bool) -> Callable[[str], str | None]:
    """Return a function from a unit's text to its name.

    ``names`` maps keyed names and aliases to names; where ``may_add``, an unknown text is its
    own name, spaces removed.
    """

    def find(text: str) -> str | None:
        return names.get(firm_key(text)) or ("".join(text.split()) if may_add else None)

    return find
