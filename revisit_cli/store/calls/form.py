"""What one call's page is filled with: answers by unit, texts, and the way it went."""

from revisit_cli.records.rules.answer import Evaluation
from revisit_cli.store.file.database import Database, Row
from revisit_cli.store.rules import answer
from revisit_cli.store.standing import EVALUATION_STANDS

_IDS = "select id from call where month = :month and state <> 'withdrawn' order by id"
_STANDS = f"attempt.call = :call and {EVALUATION_STANDS}"
_TEXTS = """
select problem.category, problem.text, attempt.id as attempt
from problem join attempt on attempt.id = problem.attempt
where attempt.call = :call and attempt.voided_at is null and problem.voided_at is null
  and problem.category in ('suggestion', 'difficulty')
union all
select 'suggestion', suggestion, id from attempt
where call = :call and voided_at is null and suggestion is not null
union all
select 'difficulty', difficulty, id from attempt
where call = :call and voided_at is null and difficulty is not null
order by attempt
"""
_ATTEMPTS = """
select at, by, outcome, respondent from attempt
where call = :call and voided_at is null order by at, id
"""


def ids_of_month(database: Database, month: str) -> list[int]:
    """Return the numbers of a month's calls."""
    return [row["id"] for row in database.rows(_IDS, {"month": month})]


def evaluations(database: Database, call: int) -> list[Evaluation]:
    """Return the answers that stand for a call, by unit."""
    return answer.evaluations(database, _STANDS, {"call": call})


def texts(database: Database, call: int) -> dict[str, list[str]]:
    """Return a call's suggestions and difficulties, whether problems were opened or not."""
    found: dict[str, list[str]] = {"suggestion": [], "difficulty": []}
    for row in database.rows(_TEXTS, {"call": call}):
        found[row["category"]].append(row["text"])
    return found


def attempts(database: Database, call: int) -> list[Row]:
    """Return the attempts that stand, oldest first."""
    return database.rows(_ATTEMPTS, {"call": call})
