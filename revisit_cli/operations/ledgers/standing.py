"""What stands in a unit's ledgers, to hold the rows of another file against."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from revisit_cli.operations.act import Act
from revisit_cli.policy.firms.firm import firm_key
from revisit_cli.policy.ledgers import filing as policy
from revisit_cli.records.ledgers.filing import UnitMonth
from revisit_cli.records.ledgers.importing import EarlierRow, Elsewhere
from revisit_cli.records.ledgers.ledger import ReadRow
from revisit_cli.rulebook.periods import first_day
from revisit_cli.store.file.database import Database
from revisit_cli.store.ledgers import filing as filing_store
from revisit_cli.store.ledgers import service as store


def standing_rows(database: Database, unit: int | None, month: str) -> list[EarlierRow]:
    """Return the rows that stand for a unit and month; none for a unit that is not known yet."""
    if unit is None:
        return []
    return [
        EarlierRow(
            row.id,
            policy.stored_identity(
                firm_key(row.named),
                row.day,
                row.matter,
                row.officer,
                row.place,
                row.completion,
                row.phones,
            ),
            firm_key(row.named),
            row.matter,
            row.named,
            (row.contact, row.remark),
            row.month,
        )
        for row in store.standing(database, unit, month)
    ]


def standing_elsewhere(
    act: Act,
    rows: Sequence[tuple[ReadRow, str]],
    find_unit: Callable[[str], str | None],
    units: Mapping[str, int],
) -> dict[policy.Key, list[Elsewhere]]:
    """Return, by unit, firm, day and matter, what stands in the ledgers of other months.

    Looked at are those of the months that the rows are of by their days, and of whatever comes
    after: there an older row may stand that belongs to one of these.
    """
    days: dict[tuple[str | None, str], set[date | None]] = {}
    for row, month in rows:
        days.setdefault((row.unit, month), set()).add(row.served_on)
    found: dict[policy.Key, list[Elsewhere]] = {}
    for (text, month), served_on in days.items():
        unit, said = find_unit(text or ""), served_on - {None}
        if unit is None or unit not in units or not said:
            continue
        since = first_day(act.rules.month_of_day(min(day for day in said if day)))
        for other in filing_store.months_of(act.database, units[unit]):
            if other != month and first_day(other) >= since:
                _add_standing(act, unit, units[unit], month, other, found)
    return found


def firms_elsewhere(
    database: Database,
    rows: Sequence[tuple[ReadRow, str]],
    places: Iterable[UnitMonth],
    units: Mapping[str, int],
) -> dict[UnitMonth, frozenset[str]]:
    """Return, by unit and month, the firms in the unit's ledgers of other months.

    Looked for only where a row does not say when or what.
    """
    if not policy.may_repeat(rows):
        return {}
    return {
        (unit, month): frozenset(
            each.firm_key
            for other in filing_store.months_of(database, units[unit])
            if other != month
            for each in standing_rows(database, units[unit], other)
        )
        for unit, month in places
        if unit in units
    }


def _add_standing(
    act: Act,
    unit: str,
    number: int,
    month: str,
    other: str,
    found: dict[policy.Key, list[Elsewhere]],
) -> None:
    standing = [
        each
        for each in standing_rows(act.database, number, other)
        if each.matter and policy.is_day(each.identity[1])
    ]
    ids = [each.id for each in standing]
    fixed = store.fixed(act.database, ids, month, act.context.at) if ids else frozenset()
    for each in standing:
        key = (unit, each.firm_key, date.fromisoformat(each.identity[1]), each.matter)
        found.setdefault(key, []).append(Elsewhere(other, each, each.id in fixed))
