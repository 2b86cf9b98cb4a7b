"""Times in the log and in the records, for whoever looks whether they go together."""

import json
from collections.abc import Iterator

from revisit_cli.records.file.audit import is_moment
from revisit_cli.records.file.audit_shown import TimeFact
from revisit_cli.records.value import values_of
from revisit_cli.store.file.database import Database
from revisit_cli.store.standing import OF_MONTH

# The month that answered for a visit or problem when that was entered.
_ANSWERS_FOR = """coalesce((
    select carry.to_month from carry where carry.kind = '{kind}' and carry.subject = {kind}.id
      and carry.at <= {entered} order by carry.id desc limit 1), {kind}.month)"""
_VISIT_OF = _ANSWERS_FOR.format(kind="visit", entered="visit.entered_at")
_PROBLEM_OF = _ANSWERS_FOR.format(kind="problem", entered="problem_event.entered_at")
_EVENTS = "select seq, body from event order by seq"
_FACTS = f"""
with called as materialized (
    select call.id, call.month, (
        select min(filing.received_at) from service join filing on filing.id = service.filing
        where service.firm = call.firm and service.month = call.month) as received
    from call where {{call}})
select 'attempt' as tbl, attempt.id, attempt.at as said, attempt.entered_at as entered,
       called.received, closing.closed_at as closed
from called join attempt on attempt.call = called.id
    left join closing on closing.month = called.month
union all
select 'visit', visit.id, visit.visited_at, visit.entered_at, null, closing.closed_at
from visit left join closing on closing.month = {_VISIT_OF}
where visit.visited_at is not null and visit.entered_at is not null
  and {{visit}}
union all
select 'problem_event', problem_event.id, problem_event.at, problem_event.entered_at, null, null
from problem_event join problem on problem.id = problem_event.problem
where {{problem}}
"""
# What belongs to one month: two looks by index in any file.
_WHICH = {
    "call": "call.month = :month",
    "visit": f"{OF_MONTH.format(kind='visit')} and {_VISIT_OF} = :month",
    "problem": f"{OF_MONTH.format(kind='problem')} and {_PROBLEM_OF} = :month",
}


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
    """Return when each record, of one month or of all, is said to have happened and was entered.

    What was handed on is of the month that answered for it then.
    """
    chosen = _WHICH if month is not None else dict.fromkeys(_WHICH, "true")
    return values_of(TimeFact, database.each(_FACTS.format(**chosen), {"month": month}))
