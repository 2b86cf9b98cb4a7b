"""A ledger of a month that is cleared: what of it is new, and in which month that is called."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from revisit_cli.document import clause
from revisit_cli.policy.ledgers.filing import Key, is_day
from revisit_cli.records.ledgers.filing import LATE_STATES, AfterClose, Filing, UnitMonth
from revisit_cli.records.ledgers.importing import DecidedRow, EarlierRow, Elsewhere
from revisit_cli.records.value import replace

BEFORE = "date_before_cycle"


@clause("R12", "R27")
def held_fast(standing: Iterable[EarlierRow], cleared: Collection[str]) -> list[EarlierRow]:
    """Return the rows that stand for a ledger, those of cleared months as not to be changed.

    「清零的N不变」: without a correction they are repeated, but neither corrected nor gone.
    """
    return [replace(each, is_kept=True) if each.month in cleared else each for each in standing]


def repeating(unit: str, month: str, kept: Iterable[EarlierRow]) -> dict[Key, list[Elsewhere]]:
    """Return rows that stay as they are by unit, firm, day and matter, as another month's do."""
    found: defaultdict[Key, list[Elsewhere]] = defaultdict(list)
    for each in kept:
        if each.is_kept and each.matter and is_day(each.identity[1]):
            key = (unit, each.firm_key, date.fromisoformat(each.identity[1]), each.matter)
            found[key].append(Elsewhere(month, each, is_fixed=True))
    return found


def month_of(row: DecidedRow, called: Mapping[str, str], months: Mapping[int, str]) -> str:
    """Return the month whose call list a row belongs to.

    ``called`` gives for a cleared month the one that calls what comes after; ``months`` the month
    of each row that stood before, where a row that corrects it stays.
    """
    if row.state != "accepted" or row.month not in called:
        return row.month
    return (
        called[row.month] if row.replaces is None else months.get(row.replaces, called[row.month])
    )


@clause("R12", "R4")
def late_entries(
    rows: Sequence[DecidedRow], called: Mapping[str, str], months: Mapping[int, str]
) -> list[DecidedRow]:
    """Return rows with those of a cleared month noted that 「在最早未清零的月份作迟报补录回访」."""
    return [
        row._replace(notes=(*row.notes, BEFORE))
        if month_of(row, called, months) != row.month and BEFORE not in row.notes
        else row
        for row in rows
    ]


@clause("R12")
def counted(
    rows: Iterable[DecidedRow], called: Mapping[str, str], months: Mapping[int, str]
) -> tuple[AfterClose, ...]:
    """Return by ledger's month and month of the call how many firms came: 「清零后补报」."""
    firms: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        month = month_of(row, called, months)
        if month != row.month:
            firms[row.month, month].add(row.firm_key)
    return tuple(AfterClose(*each, len(firms[each])) for each in sorted(firms))


@clause("R12", "三(一)1")
def overdue(
    rows: Sequence[DecidedRow], filings: Mapping[UnitMonth, Filing], called: Mapping[str, str]
) -> int:
    """Return how many new services came with ledgers filed after 「每月25日下班前」.

    Rows that correct one or put a held one right are not new. Those of a cleared month, a key of
    ``called``, are told by ``counted`` instead.
    """
    late = {
        place
        for place, filing in filings.items()
        if filing.state in LATE_STATES and place[1] not in called
    }
    if not late:
        return 0
    return sum(
        row.state == "accepted"
        and row.replaces is None
        and row.puts_right is None
        and (row.unit, row.month) in late
        for row in rows
    )
