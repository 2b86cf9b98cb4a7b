"""Tallies of what was answered in confidence: the newest of a period is what reports print."""

import json
from datetime import date

from revisit_cli.records.reports.question import Tally
from revisit_cli.store.file.database import Database, Row
from revisit_cli.store.standing import CORRECTS_CLEARED

_ADD = """
insert into tally (period, unit, counts, firms, at, by, shown_from)
values (:period, :unit, :counts, :firms, :at, :by, :shown_from)
"""
_NEWEST = """
select counts, firms, shown_from from tally
where period = :period and unit is :unit and shown_from <= :on
order by id desc limit 1
"""
# What was corrected, and what was counted again for it and may have been put back since.
_CORRECTED = f"""
select month from closing
where month < :month and (
    month in (select correction.month from correction where {CORRECTS_CLEARED})
    or (select count(*) from tally where period = closing.month and unit is null) > 1
)
order by month
"""


def add(database: Database, period: str, unit: int | None, tally: Tally, at: str, by: str) -> int:
    """Store a tally of a month or half-year, of one unit or of the bureau; return its id."""
    return database.insert(
        _ADD,
        {
            "period": period,
            "unit": unit,
            "counts": json.dumps(dict(tally.counts)),
            "firms": tally.firms,
            "at": at,
            "by": by,
            "shown_from": tally.shown_from.isoformat(),
        },
    )


def newest(database: Database, period: str, unit: int | None, on: date) -> Tally | None:
    """Return the tally of a period that is printed on a day; None while there is none."""
    row = database.row(_NEWEST, {"period": period, "unit": unit, "on": on.isoformat()})
    return None if row is None else _tally(row)


def corrected_before(database: Database, month: str) -> list[str]:
    """Return the cleared months before one whose answers may not be as they were counted."""
    return [row["month"] for row in database.rows(_CORRECTED, {"month": month})]


def _tally(row: Row) -> Tally:
    return Tally(
        tuple(json.loads(row["counts"]).items()),
        row["firms"],
        date.fromisoformat(row["shown_from"]),
    )
