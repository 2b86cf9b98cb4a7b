"""Times in the log and in the records, for whoever looks whether they go together."""

import json
from collections.abc import Iterator

from revisit_cli.records.file.audit import is_moment
from revisit_cli.records.file.audit_shown import TimeFact
from revisit_cli.store.file.database import Database

_EVENTS = "select seq, body from event order by seq"
_FACTS = """
select 'attempt' as tbl, attempt.id, attempt.at as said, attempt.entered_at as entered,
       (select min(filing.received_at) from service join filing on filing.id = service.filing
        where service.firm = call.firm and service.month = call.month) as received,
       closing.closed_at as closed
from attempt join call on call.id = attempt.call left join closing on closing.month = call.month
where {call}
union all
select 'visit', visit.id, visit.visited_at, visit.entered_at, null, closing.closed_at
from visit left join closing on closing.month = visit.month
where visit.visited_at is not null and visit.entered_at is not null
  and {visit}
union all
select 'problem_event', problem_event.id, problem_event.at, problem_event.entered_at, null, null
from problem_event join problem on problem.id = problem_event.problem
where {problem}
"""


def event_moments(database: Database) -> Iterator[tuple[int, str, bool]]:
    """Yield each event's number, its time, and whether its clock was given and not read."""
    for seq, text in database.each(_EVENTS):
        try:
            body = json.loads(text)
            at, is_given = body["at"], body.get("clock") == "given"
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            # An event that cannot be read is a fault of the log, told as such.
            continue
        if is_moment(at):
            yield seq, at, is_given


def facts(database: Database, month: str | None = None) -> Iterator[TimeFact]:
    """Yield when each record, of one month or of all, is said to have happened and was entered."""
    which = "true" if month is None else "{table}.month = :month"
    chosen = {table: which.format(table=table) for table in ("call", "visit", "problem")}
    for row in database.each(_FACTS.format(**chosen), {"month": month}):
        yield TimeFact(*row)
