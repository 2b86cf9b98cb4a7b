"""What stands in a unit's ledgers, to hold the rows of another file against."""

import json
from collections.abc import Callable, Sequence
from datetime import date

from revisit_cli.policy.firms.firm import firm_key
from revisit_cli.policy.ledgers import filing as policy
from revisit_cli.records.ledgers.filing import EarlierRow
from revisit_cli.records.ledgers.ledger import ReadRow
from revisit_cli.rulebook.rules import Rules
from revisit_cli.store.file.database import Database
from revisit_cli.store.ledgers import service as store


def standing_rows(database: Database, unit: int | None, month: str) -> list[EarlierRow]:
    """Return the rows that stand for a unit and month; none for a unit that is not known yet."""
    if unit is None:
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
            (row["contact"], row["remark"]),
        )
        for row in store.standing(database, unit, month)
    ]


def standing_elsewhere(
    rows: Sequence[tuple[ReadRow, str]],
    find_unit: Callable[[str], str | None],
    rules: Rules,
    standing: Callable[[str, str], Sequence[EarlierRow]],
) -> set[tuple[str, str, date, str]]:
    """Return unit, firm, day and matter of what stands in the ledgers of rows' own months."""
    own = {
        (unit, rules.month_of_day(row.served_on))
        for row, month in rows
        if row.unit and row.served_on and rules.month_of_day(row.served_on) < month
        if (unit := find_unit(row.unit))
    }
    return {
        (unit, each.firm_key, date.fromisoformat(each.identity[1]), each.matter)
        for unit, month in own
        for each in standing(unit, month)
        if each.matter and policy.is_day(each.identity[1])
    }
