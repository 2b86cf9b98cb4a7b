"""Everything a month's report is counted from, loaded by month."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from revisit_cli.records.ledgers.filing import AfterClose
from revisit_cli.records.reports.book import FormRow
from revisit_cli.records.reports.report import (
    CallFact,
    Correction,
    MonthFacts,
    ProblemFact,
    ServiceFact,
    VisitFact,
)
from revisit_cli.records.value import replace, values_of
from revisit_cli.rulebook.loader import form
from revisit_cli.store import correction as correction_store
from revisit_cli.store.calls import listing as list_store
from revisit_cli.store.calls import not_served as not_served_store
from revisit_cli.store.file.database import Database, Row
from revisit_cli.store.ledgers import number as number_store
from revisit_cli.store.ledgers.filing import missing_units
from revisit_cli.store.ledgers.term import undated_count
from revisit_cli.store.ledgers.unit import NAME_THEN, roster
from revisit_cli.store.problems import problem as problem_store
from revisit_cli.store.reports import feedback as feedback_store
from revisit_cli.store.reports import task
from revisit_cli.store.standing import (
    CALL_COUNTS,
    CORRECTS_CLEARED,
    FILING_IS_FIRST,
    FLAG_COUNTS,
    IS_CARRIED_IN,
    MADE_BY,
    OF_MONTH,
    SERVICE_IS_OVERDUE,
    SERVICE_STANDS,
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
_SERVICES = f"""
select {NAME_THEN} as unit, service.firm, firm.name as firm_name, service.matter,
       service.notes like '%date_before_cycle%' as is_late_entry,
       {SERVICE_IS_OVERDUE} as is_overdue, service.id
from service join unit on unit.id = service.unit join firm on firm.id = service.firm
where service.month = :month and {SERVICE_STANDS}
order by unit.id, service.id
"""
_FORM_ROWS = f"""
select {NAME_THEN} as unit, service.officer,
       coalesce(service.served_on, service.date_text, '') as served_on, service.place,
       service.matter, service.completion, firm.name as firm_name, service.contact_text as contact,
       service.phones as phone, service.remark
from service join unit on unit.id = service.unit join firm on firm.id = service.firm
where service.month = :month and {SERVICE_STANDS}
order by unit.id, service.id
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
_REASONS = f"""(select json_group_array(reason) from (
    select flag.reason from flag where flag.visit = visit.id and {FLAG_COUNTS}
    group by flag.reason order by min(flag.id)))"""
_VISITS = f"""
select firm.name as firm,
       case when exists (
         select 1 from carry where carry.month = :month and carry.kind = 'visit'
           and carry.subject = visit.id
       ) then 'carried' else visit.state end as state, visit.due_on,
       coalesce(visit.signature = 'refused', 0) as is_refused, visit.id,
       {_REASONS} as reasons
from visit join firm on firm.id = visit.firm
where visit.month = :month
  and {VISIT_STANDS}
order by visit.id
"""
_CORRECTIONS = f"""
select month, at, by, kind, subject, reason, {CORRECTS_CLEARED} from correction order by id
"""
# Visits that came from an earlier month: carried once more, or their state.
_CAME = f"""
select firm.name as firm,
       case when exists (
         select 1 from carry as onward where onward.month = :month and onward.kind = 'visit'
           and onward.subject = carry.subject
       ) then 'carried' else visit.state end as state, visit.due_on,
       coalesce(visit.signature = 'refused', 0) as is_refused, visit.id, {_REASONS} as reasons
from carry join visit on visit.id = carry.subject join firm on firm.id = visit.firm
where carry.to_month = :month and carry.kind = 'visit' and {VISIT_STANDS}
order by carry.id
"""
_CAME_CALLS = """
select subject, target from carry
where to_month = :month and kind = 'call' and target is not null order by id
"""
# Firms that a cleared month's ledgers brought since, by that month and the one that calls them.
_AFTER_CLOSE = f"""
select filing.month, service.month as called_in, count(distinct service.firm) as firms
from service join filing on filing.id = service.filing
where service.month = :month and filing.month <> service.month and {SERVICE_STANDS}
group by 1, 2
union all
select filing.month, service.month, count(distinct service.firm)
from filing join service on service.filing = filing.id
where filing.month = :month and service.month <> filing.month and {SERVICE_STANDS}
group by 1, 2
order by 1, 2
"""
# Visits that were owed until their reasons were taken back.
_DROPPED = f"""
select firm.name as firm, visit.state, visit.due_on, 0 as is_refused, visit.id, '[]' as reasons
from visit join firm on firm.id = visit.firm
where visit.month = :month and not {VISIT_STANDS} and exists (
    select 1 from flag where flag.visit = visit.id and flag.dropped_at is not null)
order by visit.id
"""
_FORMAT = """
select coalesce(json_extract(certificate, '$.format'), 1) from closing where month = :month
"""

_CORRECTED = f"select distinct month from correction where {CORRECTS_CLEARED}"


def corrected(database: Database) -> frozenset[str]:
    """Return the cleared months of which something was changed since."""
    return frozenset(row["month"] for row in database.rows(_CORRECTED))


def load(database: Database, month: str, named_on: date) -> MonthFacts:
    """Return a month's facts; units bear the names they had on the day ``named_on``."""
    values = {"month": month, "named_on": named_on.isoformat()}
    told = feedback_store.feedback(database, (month,), named_on)
    return replace(
        standing(database, month, named_on),
        services=tuple(values_of(ServiceFact, database.each(_SERVICES, values))),
        corrections=tuple(values_of(Correction, database.rows(_CORRECTIONS))),
        retractions=correction_store.retractions(database, month),
        answers=told.answers,
        tags=told.tags,
        numbers=number_store.given(database, month, named_on),
        rung=number_store.rung(database, month),
        undated_units=undated_count(database, month),
        after_close=tuple(AfterClose(*row) for row in database.rows(_AFTER_CLOSE, values)),
        not_served=not_served_store.of_month(database, month, values["named_on"]),
        roster=roster(database, named_on),
    )


def form_rows(database: Database, month: str, named_on: date) -> Iterator[FormRow]:
    """Yield a month's rows as 附表3 prints them, numbers as stored: a list in JSON."""
    values = {"month": month, "named_on": named_on.isoformat()}
    return values_of(FormRow, database.each(_FORM_ROWS, values))


def standing(database: Database, month: str, named_on: date) -> MonthFacts:
    """Return a month's facts without its services, and without what firms answered.

    The first version of a filing says whether it came in time.
    """
    values = {"month": month, "named_on": named_on.isoformat()}
    freeze = list_store.freeze(database, month)
    filings = database.rows(_FILINGS, values)
    return replace(
        _stood(database, values, named_on, _calls(database, values)),
        is_locked=freeze is not None,
        carried_calls=tuple(
            (row["subject"], row["target"]) for row in database.rows(_CAME_CALLS, values)
        ),
        carried_visits=_visits(database.rows(_CAME, values)),
        dropped_visits=_visits(database.rows(_DROPPED, values)),
        freeze=freeze,
        call_tasks=task.calls(database, month),
        visit_tasks=task.visits(database, month),
        filing_ids=tuple((row["unit"], row["id"]) for row in filings),
    )


def counted(database: Database, month: str, named_on: date) -> MonthFacts:
    """Return of a month's facts how it stands: no task of a call, and calls without their firms.

    Calls that count alike are one and the same.
    """
    values = {"month": month, "named_on": named_on.isoformat()}
    freeze = list_store.freeze(database, month)
    return replace(
        _stood(database, values, named_on, _alike(database, values)),
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
    calls = _calls(database, values)
    return replace(_stood(database, values, named_on, calls), answers=told)


def _stood(
    database: Database, values: dict[str, Any], named_on: date, calls: tuple[CallFact, ...]
) -> MonthFacts:
    month = values["month"]
    problems = _problems(database, values)
    return MonthFacts(
        month=month,
        is_locked=False,
        calls=calls,
        services=(),
        filings=tuple((row["unit"], row["state"]) for row in database.rows(_FILINGS, values)),
        missing=tuple(missing_units(database, month, named_on)),
        problems=tuple(each for each in problems if each.month == month),
        visits=_visits(database.rows(_VISITS, values)),
        carried_problems=tuple(each for each in problems if each.month != month),
        certificate_format=database.value(_FORMAT, values),
    )


def _calls(database: Database, values: dict[str, Any]) -> tuple[CallFact, ...]:
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


def _visits(rows: Iterable[Row]) -> tuple[VisitFact, ...]:
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
