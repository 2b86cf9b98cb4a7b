"""Evaluations: what one firm answered about one unit, by telephone or in a visit.

An evaluation says who answered about whom; each answer is a row of its own, so that a form with
another question needs no other table.
"""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from revisit_cli.records.rules.answer import Answer, Answers, Evaluation
from revisit_cli.store.file.database import Database, Row
from revisit_cli.store.standing import EVALUATION_STANDS

_ADD = """
insert into evaluation (attempt, visit, firm, unit, month)
values (:attempt, :visit, :firm, :unit, :month)
"""
_ADD_ANSWER = """
insert into answer (evaluation, question, code, number, text, words)
values (:evaluation, :question, :code, :number, :text, :words)
"""
_SELECT = """
select evaluation.id, evaluation.month, evaluation.unit as unit_id, unit.name as unit, attempt.call,
       answer.question, answer.code, answer.number, answer.text, answer.words
from evaluation join unit on unit.id = evaluation.unit
    left join attempt on attempt.id = evaluation.attempt
    left join answer on answer.evaluation = evaluation.id
where {which}
order by evaluation.id, answer.id
"""
_OF_CALL = f"attempt.call = :id and {EVALUATION_STANDS}"
_OF_VISIT = f"evaluation.visit = :id and {EVALUATION_STANDS}"


def add(
    database: Database,
    answers: Answers,
    *,
    firm: int,
    unit: int,
    month: str,
    attempt: int | None = None,
    visit: int | None = None,
) -> int:
    """Add the answers that an attempt or a visit brought about one unit; return their id.

    Words in confidence are kept apart (see ``store.rules.confidence``), those on the outcome with
    the attempt.
    """
    number = database.insert(
        _ADD, {"attempt": attempt, "visit": visit, "firm": firm, "unit": unit, "month": month}
    )
    words: dict[str, list[str]] = {}
    for about, text in answers.words:
        if about != "outcome":
            words.setdefault(about, []).append(text)
    given = dict(answers.given)
    for question in dict.fromkeys((*given, *words)):
        answer = given.get(question, Answer())
        database.insert(
            _ADD_ANSWER,
            {
                "evaluation": number,
                "question": question,
                **answer._asdict(),
                "words": "\n".join(words.get(question, ())) or None,
            },
        )
    return number


def standing(
    database: Database, *, call: int | None = None, visit: int | None = None
) -> dict[int, Answers]:
    """Return the answers that stand for a call or a visit, by unit."""
    which, number = (_OF_VISIT, visit) if call is None else (_OF_CALL, call)
    found = _found(database, which, {"id": number})
    return {unit: each.answers for unit, each in found}


def evaluations(database: Database, which: str, values: Mapping[str, Any]) -> list[Evaluation]:
    """Return the evaluations that a condition on evaluation and attempt chooses, oldest first."""
    return [each for _, each in _found(database, which, values)]


def by_call(
    database: Database, which: str, values: Mapping[str, Any]
) -> list[tuple[int, Evaluation]]:
    """Return the same of calls alone, each with its call's number, by that number."""
    rows = database.rows(_SELECT.format(which=f"attempt.call is not null and {which}"), values)
    found = [
        (of[0]["call"], _evaluation(of)[1])
        for of in (list(each) for _, each in groupby(rows, key=lambda row: row["id"]))
    ]
    return sorted(found, key=lambda pair: pair[0])


def _found(
    database: Database, which: str, values: Mapping[str, Any]
) -> list[tuple[int, Evaluation]]:
    rows = database.rows(_SELECT.format(which=which), values)
    return [_evaluation(list(each)) for _, each in groupby(rows, key=lambda row: row["id"])]


def _evaluation(rows: list[Row]) -> tuple[int, Evaluation]:
    told = [row for row in rows if row["question"] is not None]
    given = {row["question"]: Answer(row["code"], row["number"], row["text"]) for row in told}
    given = {question: answer for question, answer in given.items() if answer != Answer()}
    words = tuple((row["question"], row["words"]) for row in told if row["words"] is not None)
    first, answers = rows[0], Answers.of(words, **given)
    return first["unit_id"], Evaluation(first["id"], first["unit"], answers, first["month"])
