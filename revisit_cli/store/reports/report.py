"""Everything a month's report is counted from, loaded by month."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from revisit_cli.records.ledgers.filing import AfterClose
from revisit_cli.records.reports.duty import UnitFiling
from revisit_cli.records.reports.question import AnswerFact, Asked, TagFact
from revisit_cli.records.reports.report import (
    CallFact,
    Correction,
    MonthFacts,
    ProblemFact,
    ServiceFact,
    VisitFact,
)
from revisit_cli.records.rules.answer import Answer, Answers
from revisit_cli.records.value import replace
from revisit_cli.rulebook.loader import form
from revisit_cli.store.calls import listing as list_store
from revisit_cli.store.calls import not_served as not_served_store
from revisit_cli.store.file.database import Database, Row
from revisit_cli.store.ledgers import number as number_store
from revisit_cli.store.ledgers.filing import missing_units
from revisit_cli.store.ledgers.term import undated_count
from revisit_cli.store.ledgers.unit import NAME_THEN
from revisit_cli.store.problems import problem as problem_store
from revisit_cli.store.reports import deed
from revisit_cli.store.standing import (
    CALL_COUNTS,
    EVALUATION_STANDS,
    FILING_IS_FIRST,
    FLAG_COUNTS,
    IS_CARRIED_IN,
    MADE_BY,
    OF_MONTH,
    SERVICE_IS_OVERDUE,
    SERVICE_STANDS,
    UNIT_OWES,
    VISIT_STANDS,
)

_CALLS = f"""
select call.id, call.firm, firm.name, firm.is_sole_trader, call.is_listed,
       case when made.carried_to is null then made.state else 'carried' end as state,
       made.outcome, {IS_CARRIED_IN} as is_carried_in, call.twin_of is not null as is_twin,
       call.state = 'withdrawn' as is_merged,
       (select carry.target from carry
        where carry.month = :month and carry.kind = 'call' and carry.subject = made.id) as target,
       (select attempt.outcome from attempt
        where attempt.call = made.id and attempt.voided_at is null
        order by attempt.id desc limit 1) as last,
       (select attempt.callback_party from attempt
        where attempt.call = made.id and attempt.voided_at is null
        order by attempt.id desc limit 1) as last_party
from call join firm on firm.id = call.firm join call as made on made.id = {MADE_BY}
where call.month = :month and {CALL_COUNTS} order by call.id
"""
_SERVICES = f"""
select {NAME_THEN} as unit, service.firm, firm.name as firm_name,
       service.officer, coalesce(service.served_on, service.date_text, '') as served_on,
       service.place, service.matter, service.completion, service.contact_text as contact,
       service.phones as phone, service.remark,
       service.notes like '%date_before_cycle%' as is_late_entry,
       {SERVICE_IS_OVERDUE} as is_overdue, service.id
from service join unit on unit.id = service.unit join firm on firm.id = service.firm
where service.month = :month and {SERVICE_STANDS}
order by unit.id, service.id
"""
_FILINGS = f"""
select {NAME_THEN} as unit, filing.state, filing.id from filing join unit on unit.id = filing.unit
where filing.month = :month and {FILING_IS_FIRST}
order by unit.id
"""
_UNIT_FILINGS = f"""
select unit.name as unit, coalesce(filing.state, 'missing') as state, filing.received_at, (
    select count(*) from service
    where service.unit = unit.id and service.month = :month and {SERVICE_IS_OVERDUE}) as overdue
from unit left join filing on filing.unit = unit.id and filing.month = :month
    and {FILING_IS_FIRST}
where (unit.voided_at is null and filing.id is not null) or ({UNIT_OWES})
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
_ANSWERS = f"""
select evaluation.id, evaluation.firm, firm.name as firm_name, {NAME_THEN} as unit,
       evaluation.visit, attempt.call, answer.question, answer.code, answer.number, answer.text
from evaluation join unit on unit.id = evaluation.unit join firm on firm.id = evaluation.firm
    left join attempt on attempt.id = evaluation.attempt
    left join answer on answer.evaluation = evaluation.id
      and answer.question = coalesce(:only, answer.question)
where evaluation.month in (select value from json_each(:months))
  and {EVALUATION_STANDS}
order by unit.id, evaluation.id
"""
# A contact that a tag fell in; several problems of one contact are told together.
_TAGS = f"""
select problem.firm, firm.name as firm_name, {NAME_THEN} as unit, problem.tags,
       case when problem.attempt is not null then 'call:' || attempt.call
            when problem.visit is not null then 'visit:' || problem.visit
            when problem.symposium is not null
              then 'symposium:' || problem.symposium || ':' || coalesce(problem.firm, '')
            else 'problem:' || problem.id end as contact
from problem left join unit on unit.id = problem.unit
    left join firm on firm.id = problem.firm
    left join attempt on attempt.id = problem.attempt
where problem.month in (select value from json_each(:months)) and problem.voided_at is null
  and problem.tags <> '[]'
order by problem.id
"""
_CORRECTIONS = "select month, at, by, kind, subject, reason from correction order by id"
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
_FORMAT = """
select coalesce(json_extract(certificate, '$.format'), 1) from closing where month = :month
"""

# What a question was answered with of which only the words are kept.
_NOTHING = Answer()

_CORRECTED = "select distinct month from correction"


def corrected(database: Database) -> frozenset[str]:
    """Return the cleared months of which something was changed since."""
    return frozenset(row["month"] for row in database.rows(_CORRECTED))


def asked(database: Database, months: Sequence[str], named_on: date) -> Asked:
    """Return what firms told of units in some months, by telephone and on visits.

    Units bear the names they had on the day ``named_on``.
    """
    values = {"months": json.dumps(months), "named_on": named_on.isoformat()}
    return Asked(_answers(database, values), _tags(database, values))


def _answers(
    database: Database, values: dict[str, Any], only: str | None = None
) -> tuple[AnswerFact, ...]:
    """Return the answers about units, to all questions or to one."""
    rows = database.rows(_ANSWERS, {**values, "only": only})
    # Most answers are like others: each is made once.
    answer_of = cache(Answer)
    found = []
    for _, group in groupby(rows, key=itemgetter(0)):
        told = list(group)
        number, firm, firm_name, unit, visit, call = told[0][:6]
        given = [(row[6], answer_of(*row[7:])) for row in told if row[6] is not None]
        answers = Answers(tuple(sorted(each for each in given if each[1] != _NOTHING)), ())
        contact = visit if call is None else call
        found.append(AnswerFact(firm, unit, answers, call is None, number, contact, firm_name))
    return tuple(found)


def load(database: Database, month: str, named_on: date) -> MonthFacts:
    """Return a month's facts; units bear the names they had on the day ``named_on``."""
    values = {"month": month, "named_on": named_on.isoformat()}
    told = asked(database, (month,), named_on)
    return replace(
        standing(database, month, named_on),
        services=tuple(ServiceFact(*row) for row in database.rows(_SERVICES, values)),
        corrections=tuple(Correction(*row) for row in database.rows(_CORRECTIONS)),
        answers=told.answers,
        tags=told.tags,
        numbers=number_store.given(database, month, named_on),
        rung=number_store.rung(database, month),
        undated_units=undated_count(database, month),
        after_close=tuple(AfterClose(*row) for row in database.rows(_AFTER_CLOSE, values)),
        not_served=not_served_store.of_month(database, month, values["named_on"]),
    )


def standing(database: Database, month: str, named_on: date) -> MonthFacts:
    """Return a month's facts without its services, and without what firms answered.

    The first version of a filing says whether it came in time.
    """
    values = {"month": month, "named_on": named_on.isoformat()}
    freeze = list_store.freeze(database, month)
    filings = database.rows(_FILINGS, values)
    return replace(
        _stood(database, values, named_on),
        is_locked=freeze is not None,
        carried_calls=tuple(
            (row["subject"], row["target"]) for row in database.rows(_CAME_CALLS, values)
        ),
        carried_visits=_visits(database.rows(_CAME, values)),
        freeze=freeze,
        call_deeds=deed.calls(database, month),
        visit_deeds=deed.visits(database, month),
        filing_ids=tuple((row["unit"], row["id"]) for row in filings),
    )


def stood(database: Database, month: str, named_on: date) -> MonthFacts:
    """Return of a month's facts those that later months are compared with.

    Of what firms answered that is how satisfied they are.
    """
    values = {"month": month, "named_on": named_on.isoformat()}
    told = _answers(database, {**values, "months": json.dumps([month])}, form().overall.code)
    return replace(_stood(database, values, named_on), answers=told)


def _stood(database: Database, values: dict[str, Any], named_on: date) -> MonthFacts:
    month = values["month"]
    problems = _problems(database, values)
    return MonthFacts(
        month=month,
        is_locked=False,
        calls=_calls(database, values),
        services=(),
        filings=tuple((row["unit"], row["state"]) for row in database.rows(_FILINGS, values)),
        missing=tuple(missing_units(database, month, named_on)),
        problems=tuple(each for each in problems if each.month == month),
        visits=_visits(database.rows(_VISITS, values)),
        carried_problems=tuple(each for each in problems if each.month != month),
        certificate_format=database.value(_FORMAT, values),
    )


def _calls(database: Database, values: dict[str, Any]) -> tuple[CallFact, ...]:
    return tuple(
        CallFact(
            row["firm"],
            row["name"],
            bool(row["is_sole_trader"]),
            bool(row["is_listed"]),
            row["state"],
            row["outcome"],
            row["last"],
            bool(row["is_carried_in"]),
            row["id"],
            row["target"],
            row["last_party"],
            bool(row["is_twin"]),
            bool(row["is_merged"]),
        )
        for row in database.rows(_CALLS, values)
    )


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


def _tags(database: Database, values: dict[str, str]) -> tuple[TagFact, ...]:
    return tuple(
        TagFact(
            row["firm"],
            row["unit"],
            row["contact"],
            tuple(json.loads(row["tags"])),
            row["firm_name"],
        )
        for row in database.rows(_TAGS, values)
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


def unit_filings(database: Database, month: str) -> tuple[UnitFiling, ...]:
    """Return how and when each unit that owes a ledger first filed."""
    return tuple(UnitFiling(*row) for row in database.rows(_UNIT_FILINGS, {"month": month}))
