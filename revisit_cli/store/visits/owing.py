"""Which visit each reason is settled by, or is to be."""

import json
from collections.abc import Iterable
from datetime import date

from revisit_cli.records.visits.owing import Owing, PendingVisit, VisitStand
from revisit_cli.store.file.database import Database, Row
from revisit_cli.store.standing import FLAG_COUNTS, VISIT_STANDS

# Of what calls bring the day is known; else only where somebody said it.
_REASON = """
select flag.id, flag.month, flag.reason,
       coalesce(flag.verified_on, case when flag.attempt is not null
         then substr(flag.raised_at, 1, 10) end) as day, flag.source
from flag
"""
_ONE = f"{_REASON} where flag.id = :flag"
_OF_VISIT = f"{_REASON} where flag.visit = :visit and {FLAG_COUNTS} order by flag.id"
_OPEN = f"""{_REASON} join visit on visit.id = flag.visit and visit.state = 'to_do'
where visit.firm = :firm and {FLAG_COUNTS} order by flag.id
"""
_STANDS = f"""
select visit.id, visit.month, visit.state, substr(visit.visited_at, 1, 10) as visited_on,
       coalesce(visit.cases, '[]') as cases,
       (select json_group_array(source) from (
            select flag.source from flag
            where flag.visit = visit.id and {FLAG_COUNTS} and flag.source is not null
            order by flag.id)) as sources,
       visit.names_reasons is not null as names_reasons
from visit where visit.firm = :firm and {VISIT_STANDS} order by visit.id
"""
_ADD = """
insert into visit (month, firm, due_on, owed_on) values (:month, :firm, :due_on, :owed_on)
"""
_PENDING = f"""
select visit.id, visit.month, visit.owed_on from visit
where visit.due_on is null and visit.owed_on is not null and {VISIT_STANDS} order by visit.id
"""
_COUNT = "update visit set due_on = :due_on, counted_at = :at where id = :visit"
_ASSIGN = "update flag set visit = :visit where id = :flag"
_GATHER = f"""
update flag set visit = :visit where visit in (
    select other.id from visit as other join visit as own on own.id = :visit
    where other.firm = own.firm and other.month = own.month and other.state = 'to_do'
      and other.id <> own.id) and {FLAG_COUNTS}
"""


def reason(database: Database, flag: int) -> Owing:
    """Return one reason as far as visits go."""
    row = database.row(_ONE, {"flag": flag})
    if row is None:
        raise AssertionError(flag)
    return _owing(row)


def reasons(database: Database, visit: int) -> list[Owing]:
    """Return the reasons that a visit is for."""
    return [_owing(row) for row in database.rows(_OF_VISIT, {"visit": visit})]


def open_reasons(database: Database, firm: int) -> list[Owing]:
    """Return the reasons for which a firm is still to be visited."""
    return [_owing(row) for row in database.rows(_OPEN, {"firm": firm})]


def visits(database: Database, firm: int) -> list[VisitStand]:
    """Return the visits of a firm that were made or are asked for, oldest first."""
    return [
        VisitStand(
            row["id"],
            row["month"],
            row["state"],
            None if row["visited_on"] is None else date.fromisoformat(row["visited_on"]),
            (*json.loads(row["cases"]), *json.loads(row["sources"])),
            bool(row["names_reasons"]),
        )
        for row in database.rows(_STANDS, {"firm": firm})
    ]


def add(database: Database, month: str, firm: int, due_on: date | None, owed_on: date) -> int:
    """Add a visit to make, owed since a day; return its id."""
    day = None if due_on is None else due_on.isoformat()
    values = {"month": month, "firm": firm, "due_on": day, "owed_on": owed_on.isoformat()}
    return database.insert(_ADD, values)


def pending(database: Database) -> list[PendingVisit]:
    """Return the visits whose last day is not known yet."""
    return [
        PendingVisit(row["id"], row["month"], date.fromisoformat(row["owed_on"]))
        for row in database.rows(_PENDING)
    ]


def count(database: Database, visit: int, due_on: date, at: str) -> None:
    """Set the last day of a visit that had none; ``at`` is when it came to be known."""
    database.run(_COUNT, {"visit": visit, "due_on": due_on.isoformat(), "at": at})


def assign(database: Database, flags: Iterable[int], visit: int) -> None:
    """Let a visit settle these reasons."""
    for flag in flags:
        database.run(_ASSIGN, {"flag": flag, "visit": visit})


def gather(database: Database, visit: int) -> None:
    """Let a visit that is to make again collect what its firm's other open one of the month had."""
    database.run(_GATHER, {"visit": visit})


def _owing(row: Row) -> Owing:
    day = None if row["day"] is None else date.fromisoformat(row["day"])
    return Owing(row["id"], row["month"], row["reason"], day, row["source"])
