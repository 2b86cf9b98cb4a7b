"""What firms told of units: their answers, and what a tag fell on."""

import json
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from revisit_cli.records.reports.question import AnswerFact, Feedback, TagFact
from revisit_cli.records.rules.answer import Answer, Answers
from revisit_cli.store.file.database import Database
from revisit_cli.store.standing import (
    ANSWERS_FOR,
    EVALUATION_STANDS,
    NAME_THEN,
    TAGGED_ALONE,
    TAGGED_UNIT,
    VISIT_TAGGED_ALONE,
)

_ANSWERS = f"""
select evaluation.id, evaluation.firm, firm.name as firm_name, {NAME_THEN} as unit,
       evaluation.visit, attempt.call, (
         select json_group_array(json_array(question, code, number, text)) from answer
         where answer.evaluation = evaluation.id
           and answer.question = coalesce(:only, answer.question)
           and coalesce(answer.code, answer.number, answer.text) is not null
       ) as answers
from evaluation join unit on unit.id = evaluation.unit join firm on firm.id = evaluation.firm
    left join attempt on attempt.id = evaluation.attempt
where evaluation.month in (select value from json_each(:months))
  and {EVALUATION_STANDS}
order by unit.id, evaluation.id
"""
# A contact that a tag fell in, problem or none; several problems of one are told together.
_TAGS = f"""
select tagged.firm, firm.name as firm_name, {NAME_THEN} as unit, tagged.tags, tagged.contact
from (
    select problem.firm, problem.unit, problem.tags,
           case when problem.attempt is not null then 'call:' || attempt.call
                when problem.visit is not null then 'visit:' || problem.visit
                when problem.symposium is not null
                  then 'symposium:' || problem.symposium || ':' || coalesce(problem.firm, '')
                else 'problem:' || problem.id end as contact,
           0 as is_alone, problem.id as place
    from problem left join attempt on attempt.id = problem.attempt
    where problem.month in (select value from json_each(:months)) and problem.voided_at is null
      and problem.tags <> '[]'
    union all
    select {ANSWERS_FOR}, {TAGGED_UNIT}, attempt.tags, 'call:' || call.id, 1, attempt.id
    from call join attempt on attempt.call = call.id
    where call.month in (select value from json_each(:months)) and {TAGGED_ALONE}
    union all
    select case when visit.tagged_in = visit.month then visit.firm
                else coalesce(visited.merged_into, visited.id) end,
           visit.tagged_unit, visit.tags, 'visit:' || visit.id, 2, visit.id
    from visit join firm as visited on visited.id = visit.firm
    where visit.tagged_in in (select value from json_each(:months)) and {VISIT_TAGGED_ALONE}
) as tagged left join unit on unit.id = tagged.unit left join firm on firm.id = tagged.firm
order by tagged.is_alone, tagged.place
"""


def feedback(database: Database, months: Sequence[str], named_on: date) -> Feedback:
    """Return what firms told of units in some months, by telephone and on visits.

    Units bear the names they had on the day ``named_on``.
    """
    values = _values(months, named_on)
    return Feedback(answers(database, values), _tags(database, values))


def answered(
    database: Database, months: Sequence[str], named_on: date, question: str
) -> tuple[AnswerFact, ...]:
    """Return the answers alone, of one question; else as :func:`feedback`."""
    return answers(database, _values(months, named_on), question)


def _values(months: Sequence[str], named_on: date) -> dict[str, str]:
    return {"months": json.dumps(months), "named_on": named_on.isoformat()}


def answers(
    database: Database, values: dict[str, Any], only: str | None = None
) -> tuple[AnswerFact, ...]:
    """Return the answers about units, to all questions or to one."""
    rows = database.rows(_ANSWERS, {**values, "only": only})
    # Most answers are like others: each is made once.
    answers_of = cache(_given)
    return tuple(
        AnswerFact(
            firm,
            unit,
            answers_of(told),
            call is None,
            number,
            visit if call is None else call,
            firm_name,
        )
        for number, firm, firm_name, unit, visit, call, told in rows
    )


def _given(told: str) -> Answers:
    given = ((question, Answer(*answer)) for question, *answer in json.loads(told))
    return Answers(tuple(sorted(given)), ())


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
