"""What a month's calls and visits are judged by: when each was due, done and carried over."""

import json
from collections.abc import Iterable
from datetime import date

from revisit_cli.records.days.task import Task
from revisit_cli.records.reports.task import Attempt, CallTask, VisitTask
from revisit_cli.records.value import values_of
from revisit_cli.store.file.database import Database, Row
from revisit_cli.store.standing import (
    CALL_COUNTS,
    IS_CARRIED_IN,
    LIST_STANDS,
    MADE_BY,
    OF_MONTH,
    VISIT_HANDED_ON,
    VISIT_STANDS,
)

_ATTEMPTS = """(
    select json_group_array(json_array(outcome, at, entered_at)) from (
        select attempt.outcome, attempt.at, attempt.entered_at from attempt
        where attempt.call = {call}.id and attempt.voided_at is null order by attempt.id))"""
# Of a firm that was on the list when it was frozen nobody asks when it came; no row that was gone
# by then has brought one that was not.
_CAME_AT = f"""case when call.is_listed = 0 then (
    select min(filing.received_at) from service join filing on filing.id = service.filing
    where service.firm = call.firm and service.month = call.month
      and service.state = 'accepted' and filing.voided_at is null
      and not exists (
        select 1 from call_list
        where call_list.month = call.month and {LIST_STANDS}
          and service.voided_at <= call_list.locked_at)) end"""
_STRUCK_AT = """case when {call}.outcome = 'not_served' then (
    select max(not_served.at) from not_served
    where not_served.call = {call}.id and not_served.voided_at is null) end"""
_CALLS = f"""
select call.month, firm.name as firm, call.due_on, call.is_listed,
       {_CAME_AT} as came_at, {_ATTEMPTS.format(call="made")} as attempts,
       (select json_group_array(json_array(carry.to_month, carry.at)) from carry
        where carry.kind = 'call' and carry.subject = made.id) as handed_on,
       call.id, {_STRUCK_AT.format(call="made")} as struck_at
from call join firm on firm.id = call.firm join call as made on made.id = {MADE_BY}
where call.month = :month and {CALL_COUNTS} and not {IS_CARRIED_IN} and {{which}}
order by call.id
"""
# All but those that were done before their day by all that is said of them, and not handed on.
_PERHAPS_LATE = """(
    made.state <> 'done'
    or exists (select 1 from attempt where attempt.call = made.id and attempt.voided_at is null
                 and attempt.at >= call.due_on)
    or exists (select 1 from not_served where not_served.call = made.id
                 and not_served.voided_at is null and not_served.at >= call.due_on)
    or exists (select 1 from carry where carry.kind = 'call' and carry.subject = made.id))"""
# Of a call that was carried more than once the verdict fell when it was carried the second time.
_HANDED_CALLS = f"""
select source.month, firm.name as firm, source.due_on, source.is_listed, null as came_at,
       {_ATTEMPTS.format(call="call")} as attempts,
       json_array(json_array(carry.to_month, carry.at)) as handed_on,
       source.id, {_STRUCK_AT.format(call="call")} as struck_at
from carry join call as source on source.id = carry.subject
    join call on call.id = carry.target join firm on firm.id = source.firm
where carry.kind = 'call' and carry.to_month = :month
  and not exists (select 1 from carry as earlier where earlier.target = source.id)
order by carry.id
"""
_VISITS = f"""
select visit.id, visit.month, firm.name as firm, visit.due_on, visit.visited_at, visit.entered_at,
       visit.counted_at, {VISIT_HANDED_ON}
from visit join firm on firm.id = visit.firm
where {OF_MONTH.format(kind="visit")} and {VISIT_STANDS}
order by visit.id
"""

_FIRST_DUE = """
select min(due_on) from (
    select min(due_on) as due_on from call where month = :month
    union all
    select min(source.due_on) from carry join call as source on source.id = carry.subject
    where carry.kind = 'call' and carry.to_month = :month)
"""


def first_due(database: Database, month: str) -> date | None:
    """Return the first day on which a call of a month, or one that it was handed, is due."""
    found = database.value(_FIRST_DUE, {"month": month})
    return None if found is None else date.fromisoformat(found)


def calls(database: Database, month: str) -> tuple[CallTask, ...]:
    """Return the calls that a month owes itself, and then those that it was handed."""
    values = {"month": month}
    own = database.rows(_CALLS.format(which="true"), values)
    return _calls([*own, *database.rows(_HANDED_CALLS, values)])


def perhaps_late(database: Database, month: str) -> tuple[CallTask, ...]:
    """Return of the calls that a month owes itself those that can be late: few of most months."""
    return _calls(database.rows(_CALLS.format(which=_PERHAPS_LATE), {"month": month}))


def _calls(rows: Iterable[Row]) -> tuple[CallTask, ...]:
    return tuple(
        CallTask(
            month,
            firm,
            date.fromisoformat(due),
            bool(is_listed),
            came_at,
            tuple(values_of(Attempt, json.loads(attempts))),
            _handed_on(handed_on),
            number,
            struck_at,
        )
        for month, firm, due, is_listed, came_at, attempts, handed_on, number, struck_at in rows
    )


def visits(database: Database, month: str) -> tuple[VisitTask, ...]:
    """Return the visits that a month owes itself, or was handed."""
    return tuple(
        VisitTask(
            row["firm"],
            Task(
                row["month"],
                None if row["due_on"] is None else date.fromisoformat(row["due_on"]),
                row["visited_at"],
                row["entered_at"],
                _handed_on(row["handed_on"]),
                row["counted_at"],
            ),
            row["id"],
        )
        for row in database.rows(_VISITS, {"month": month})
    )


def _handed_on(told: str) -> tuple[tuple[str, str], ...]:
    return () if told == "[]" else tuple((to, at) for to, at in json.loads(told))
