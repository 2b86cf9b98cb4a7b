"""What one call's page is filled with: answers by unit, texts, and the way it went."""

import json

from revisit_cli.records.calls.call import FirmSaid, FirmTagged, Said
from revisit_cli.records.calls.stored import AttemptMade
from revisit_cli.records.rules.answer import Evaluation
from revisit_cli.store.file.database import Database
from revisit_cli.store.rules import answer
from revisit_cli.store.standing import EVALUATION_STANDS, TAGGED_UNIT

_IDS = "select id from call where month = :month and state <> 'withdrawn' order by id"
_STANDS = f"attempt.call = :call and {EVALUATION_STANDS}"
_TEXTS = """
select attempt.call, firm.name as firm, problem.category, problem.text, attempt.id as attempt,
       unit.name as unit, problem.id as problem
from problem join attempt on attempt.id = problem.attempt
    left join unit on unit.id = problem.unit join call on call.id = attempt.call
    join firm on firm.id = call.firm
where attempt.call {which} and attempt.voided_at is null and problem.voided_at is null
  and problem.category in ('suggestion', 'difficulty')
union all
select attempt.call, firm.name, 'suggestion', attempt.suggestion, attempt.id, null, null
from attempt join call on call.id = attempt.call join firm on firm.id = call.firm
where attempt.call {which} and attempt.voided_at is null and attempt.suggestion is not null
union all
select attempt.call, firm.name, 'difficulty', attempt.difficulty, attempt.id, null, null
from attempt join call on call.id = attempt.call join firm on firm.id = call.firm
where attempt.call {which} and attempt.voided_at is null and attempt.difficulty is not null
order by call, attempt
"""
_OF_CALL = _TEXTS.format(which="= :call")
_OF_MONTH = _TEXTS.format(
    which="in (select month_call.id from call as month_call where month_call.month = :month)"
)
_TAGGED = f"""
select attempt.call, firm.name as firm, unit.name as unit, attempt.tags
from call join attempt on attempt.call = call.id join firm on firm.id = call.firm
    left join unit on unit.id = {TAGGED_UNIT}
where call.month = :month and attempt.tags is not null and attempt.voided_at is null
order by attempt.call, attempt.id
"""
_ATTEMPTS = """
select at, by, outcome, respondent, tags from attempt
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
    for each in said(database, call):
        found[each.kind].append(each.text)
    return found


def said(database: Database, call: int) -> tuple[Said, ...]:
    """Return the same in the order in which they were told."""
    rows = database.rows(_OF_CALL, {"call": call})
    return tuple(Said(row["category"], row["text"], row["unit"], row["problem"]) for row in rows)


def said_in_month(database: Database, month: str) -> tuple[FirmSaid, ...]:
    """Return the same of a month's calls."""
    return tuple(
        FirmSaid(
            row["category"], row["text"], row["unit"], row["problem"], row["call"], row["firm"]
        )
        for row in database.rows(_OF_MONTH, {"month": month})
    )


def tagged_in_month(database: Database, month: str) -> tuple[FirmTagged, ...]:
    """Return what firms told of in a month's calls that the forms have no field for."""
    return tuple(
        FirmTagged(row["call"], row["firm"], row["unit"], tuple(json.loads(row["tags"])))
        for row in database.rows(_TAGGED, {"month": month})
    )


def attempts(database: Database, call: int) -> list[AttemptMade]:
    """Return the attempts that stand, oldest first."""
    return [
        AttemptMade(**{**dict(row), "tags": tuple(json.loads(row["tags"] or "[]"))})
        for row in database.rows(_ATTEMPTS, {"call": call})
    ]
