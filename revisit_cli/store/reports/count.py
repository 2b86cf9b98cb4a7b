"""How a month stands: the facts that its duties, and other months, are counted by."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from revisit_cli.records.reports.facts import (
    CallFact,
    MonthFacts,
    ProblemFact,
    VisitFact,
)
from revisit_cli.records.value import replace, values_of
from revisit_cli.rulebook.loader import form
from revisit_cli.store.calls import listing as list_store
from revisit_cli.store.file.database import Database, Row
from revisit_cli.store.ledgers.filing import missing_units
from revisit_cli.store.problems import problem as problem_store
from revisit_cli.store.reports import feedback as feedback_store
from revisit_cli.store.reports import task
from revisit_cli.store.standing import (
    CALL_COUNTS,
    FILING_IS_FIRST,
    FLAG_COUNTS,
    IS_CARRIED_IN,
    MADE_BY,
    NAME_THEN,
    OF_MONTH,
    VISIT_STANDS,
)

_CALLS = f"""
select call.firm, firm.name, firm.is_sole_trader, call.is_listed,
       case when made.carried_to is null then made.state else 'carried' end as state,
       made.outcome,
       (select attempt.outcome from attempt
        where attempt.call = made.id and attempt.voided_at is null
        order by attempt.id desc limit 1) as last,
       {IS_CARRIED_IN} as is_carried_in, call.id,
       (select carry.target from carry
        where carry.month = :month and carry.kind = 'call' and carry.subject = made.id) as target,
       (select attempt.callback_party from attempt
        where attempt.call = made.id and attempt.voided_at is null
        order by attempt.id desc limit 1) as last_party,
       call.twin_of is not null as is_twin, call.state = 'withdrawn' as is_merged
from call join firm on firm.id = call.firm join call as made on made.id = {MADE_BY}
where call.month = :month and {CALL_COUNTS} order by call.id
"""
# The calls of a month by all that they are counted by. Nearly all are made under their own name:
# of those no other row is looked up.
_CALL_GROUPS = f"""
select case when call.carried_to is null then call.state else 'carried' end as state,
       call.is_listed, {IS_CARRIED_IN} as is_carried_in, call.twin_of is not null as is_twin,
       0 as is_merged, count(*) as count
from call where call.month = :month and call.state <> 'withdrawn' group by 1, 2, 3, 4
union all
select case when made.carried_to is null then made.state else 'carried' end,
       call.is_listed, {IS_CARRIED_IN}, 1, 1, 1
from call join call as made on made.id = {MADE_BY}
where call.month = :month and call.state = 'withdrawn'
"""
_FILINGS = f"""
select {NAME_THEN} as unit, filing.state, filing.id from filing join unit on unit.id = filing.unit
where filing.month = :month and {FILING_IS_FIRST}
order by unit.id
"""
_PROBLEMS = f"""
select problem.id, problem.month, firm.name as firm, {NAME_THEN} as unit, problem.category,
       problem.text,
       case when exists (
         select 1 from carry where carry.month = :month and carry.kind = 'problem'
           and carry.subject = problem.id
       ) then 'carried' else problem.state end as state,
       problem.due_on, problem.stopped_at
from problem left join firm on firm.id = problem.firm left join unit on unit.id = problem.unit
where problem.voided_at is null and {OF_MONTH.format(kind="problem")}
order by problem.due_on is null, problem.due_on, problem.id
"""
REASONS = f"""(select json_group_array(reason) from (
    select flag.reason from flag where flag.visit = visit.id and {FLAG_COUNTS}
    group by flag.reason order by min(flag.id)))"""
_VISITS = f"""
select firm.name as firm,
       case when exists (
         select 1 from carry where carry.month = :month and carry.kind = 'visit'
           and carry.subject = visit.id
       ) then 'carried' else visit.state end as state, visit.due_on,
       coalesce(visit.signature = 'refused', 0) as is_refused, visit.id,
       {REASONS} as reasons
from visit join firm on firm.id = visit.firm
where visit.month = :month
  and {VISIT_STANDS}
order by visit.id
"""
_FORMAT = """
select coalesce(json_extract(certificate, '$.format'), 1) from closing where month = :month
"""


def counted(database: Database, month: str, named_on: date) -> MonthFacts:
    """Return of a month's facts how it stands: no task of a call, and calls without their firms.

    Calls that count alike are one and the same.
    """
    values = {"month": month, "named_on": named_on.isoformat()}
    freeze = list_store.freeze(database, month)
    return replace(
        month_facts(database, values, named_on, _alike(database, values)),
        is_locked=freeze is not None,
        freeze=freeze,
        visit_tasks=task.visits(database, month),
    )


def stood(database: Database, month: str, named_on: date) -> MonthFacts:
    """Return of a month's facts those that later months are compared with.

    Of what firms answered that is how satisfied they are.
    """
    values = {"month": month, "named_on": named_on.isoformat()}
    told = feedback_store.answers(
        database, {**values, "months": json.dumps([month])}, form().overall.code
    )
    calls = call_facts(database, values)
    return replace(month_facts(database, values, named_on, calls), answers=told)


def month_facts(
    database: Database, values: dict[str, Any], named_on: date, calls: tuple[CallFact, ...]
) -> MonthFacts:
    """Return the facts of a month with these calls: its ledgers, problems and visits.

    ``values`` are the month and the day whose names its units bear, as selects take them.
    """
    month = values["month"]
    filings = database.rows(_FILINGS, values)
    problems = _problems(database, values)
    return MonthFacts(
        month=month,
        is_locked=False,
        calls=calls,
        services=(),
        filings=tuple((row["unit"], row["state"]) for row in filings),
        filing_ids=tuple((row["unit"], row["id"]) for row in filings),
        missing=tuple(missing_units(database, month, named_on)),
        problems=tuple(each for each in problems if each.month == month),
        visits=visit_facts(database.rows(_VISITS, values)),
        carried_problems=tuple(each for each in problems if each.month != month),
        certificate_format=database.value(_FORMAT, values),
    )


def call_facts(database: Database, values: dict[str, Any]) -> tuple[CallFact, ...]:
    """Return every call of a month, one by one."""
    return tuple(values_of(CallFact, database.each(_CALLS, values)))


def _alike(database: Database, values: dict[str, Any]) -> tuple[CallFact, ...]:
    """Return the calls by what they count as: those that are alike as one, as often as it stands.

    Who was called, and what came of each attempt, is not told.
    """
    found: list[CallFact] = []
    for state, is_listed, is_carried_in, is_twin, is_merged, count in database.rows(
        _CALL_GROUPS, values
    ):
        each = CallFact(
            firm=0,
            name="",
            is_sole_trader=False,
            is_listed=bool(is_listed),
            state=state,
            outcome=None,
            last=None,
            is_carried_in=bool(is_carried_in),
            is_twin=bool(is_twin),
            is_merged=bool(is_merged),
        )
        found += [each] * count
    return tuple(found)


def visit_facts(rows: Iterable[Row]) -> tuple[VisitFact, ...]:
    """Return the visits that a select found."""
    return tuple(
        VisitFact(
            row["firm"],
            row["state"],
            row["due_on"],
            bool(row["is_refused"]),
            row["id"],
            tuple(json.loads(row["reasons"])),
        )
        for row in rows
    )


def _problems(database: Database, values: dict[str, Any]) -> list[ProblemFact]:
    """Return the problems that a month raised, and those it was handed."""
    events = problem_store.stories(database, values["month"])
    return [
        ProblemFact(
            row["month"],
            row["firm"],
            row["unit"],
            row["category"],
            row["text"],
            row["state"],
            row["due_on"],
            row["stopped_at"],
            events.get(row["id"], ()),
            row["id"],
        )
        for row in database.rows(_PROBLEMS, values)
    ]
