"""Evaluations: what one firm answered about one unit, by telephone or in a visit."""

import json
from typing import Any

from revisit_cli.records.rules.answer import Answers
from revisit_cli.records.visits.visit import Evaluation
from revisit_cli.store.file.database import Database, Row

_ADD = """
insert into evaluation (attempt, visit, firm, unit, month, attitude, one_time_notice, days,
    days_text, extra_trips, integrity, overall, words)
values (:attempt, :visit, :firm, :unit, :month, :attitude, :one_time_notice, :days,
    :days_text, :extra_trips, :integrity, :overall, :words)
"""
_STANDING = """
select evaluation.id, evaluation.unit, attitude, one_time_notice, days, days_text, extra_trips,
       integrity, overall, evaluation.words
from evaluation left join attempt on attempt.id = evaluation.attempt
where evaluation.voided_at is null and attempt.voided_at is null
  and (evaluation.visit = :visit or attempt.call = :call)
order by evaluation.id
"""
_NAMES = (
    "attitude", "one_time_notice", "days", "days_text", "extra_trips", "integrity", "overall",
)  # fmt: skip


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

    Words on integrity are kept apart (see ``store.rules.confidence``), those on the outcome with
    the attempt.
    """
    words = {about: text for about, text in answers.words if about not in ("integrity", "outcome")}
    return database.insert(
        _ADD,
        {
            "attempt": attempt,
            "visit": visit,
            "firm": firm,
            "unit": unit,
            "month": month,
            **{name: getattr(answers, name) for name in _NAMES},
            "words": json.dumps(words, ensure_ascii=False),
        },
    )


def standing(
    database: Database, *, call: int | None = None, visit: int | None = None
) -> dict[int, Answers]:
    """Return the answers that stand for a call or a visit, by unit; the last where several do."""
    rows = database.rows(_STANDING, {"call": call, "visit": visit})
    return {row["unit"]: evaluation_of(row).answers for row in rows}


def evaluation_of(row: Row) -> Evaluation:
    """Return a row's answers, with the unit they are about."""
    given: dict[str, Any] = {name: row[name] for name in _NAMES}
    words = tuple(json.loads(row["words"]).items())
    return Evaluation(row["id"], row["unit"], Answers(**given, words=words))
