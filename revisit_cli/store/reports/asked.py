"""What firms told of units: their answers, and what a tag fell on."""

import json
from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from revisit_cli.records.reports.question import AnswerFact, Asked, TagFact
from revisit_cli.records.rules.answer import Answer, Answers
from revisit_cli.store.file.database import Database
from revisit_cli.store.ledgers.unit import NAME_THEN
from revisit_cli.store.standing import EVALUATION_STANDS, TAGGED_ALONE, TAGGED_UNIT

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
# A contact that a tag fell in, problem or none; several problems of one are told together.
_TAGS = f"""
select told.firm, firm.name as firm_name, {NAME_THEN} as unit, told.tags, told.contact
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
    select call.firm, {TAGGED_UNIT}, attempt.tags, 'call:' || call.id, 1, attempt.id
    from call join attempt on attempt.call = call.id
    where call.month in (select value from json_each(:months)) and {TAGGED_ALONE}
) as told left join unit on unit.id = told.unit left join firm on firm.id = told.firm
order by told.is_alone, told.place
"""
# What a question was answered with of which only the words are kept.
_NOTHING = Answer()


def asked(database: Database, months: Sequence[str], named_on: date) -> Asked:
    """Return what firms told of units in some months, by telephone and on visits.

    Units bear the names they had on the day ``named_on``.
    """
    values = {"months": json.dumps(months), "named_on": named_on.isoformat()}
    return Asked(answers(database, values), _tags(database, values))


def answers(
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
