"""Completed calls as their records were saved, and answers by clerk within a unit."""

from datetime import datetime

from revisit_cli.records.recheck.doubt import Rated, SavedCall
from revisit_cli.rulebook.loader import form
from revisit_cli.store.file.database import Database
from revisit_cli.store.standing import HAS_NUMBER

_SAVED = f"""
select attempt.id, call.firm, attempt.by, attempt.at, attempt.opened_at, attempt.entered_at,
       coalesce(attempt.phone, (
         select contact.phone from contact
         where contact.firm = call.firm and {HAS_NUMBER.format(contact="contact")}
         order by contact.id limit 1)) as number
from attempt join call on call.id = attempt.call
where call.month = :month and attempt.outcome = 'completed' and attempt.voided_at is null
order by attempt.id
"""
_ANSWERS = """
select evaluation.attempt, answer.question, answer.code, answer.number, answer.text
from attempt join call on call.id = attempt.call
    join evaluation on evaluation.attempt = attempt.id and evaluation.voided_at is null
    join answer on answer.evaluation = evaluation.id
where call.month = :month and attempt.outcome = 'completed' and attempt.voided_at is null
order by evaluation.id, answer.id
"""
_RATED = """
select unit.name as unit, attempt.by as clerk,
       sum(answer.code = 'satisfied') as satisfied,
       sum(answer.code = 'dissatisfied') as dissatisfied
from evaluation join attempt on attempt.id = evaluation.attempt
    join unit on unit.id = evaluation.unit
    join answer on answer.evaluation = evaluation.id and answer.question = :overall
where evaluation.month = :month and evaluation.voided_at is null and attempt.voided_at is null
group by unit.id, attempt.by order by unit.name, attempt.by
"""


def saved(database: Database, month: str) -> tuple[SavedCall, ...]:
    """Return a month's completed calls as they were saved; what is confidential is left out."""
    open_ones = [each.code for each in form().open_ones]
    told: dict[int, list[str]] = {}
    for row in database.rows(_ANSWERS, {"month": month}):
        if row["question"] in open_ones:
            value = row["code"] or row["number"] or row["text"] or ""
            told.setdefault(row["attempt"], []).append(f"{row['question']}={value}")
    return tuple(
        SavedCall(
            attempt=row["id"],
            firm=row["firm"],
            clerk=row["by"],
            at=datetime.fromisoformat(row["at"]),
            opened_at=row["opened_at"] and datetime.fromisoformat(row["opened_at"]),
            saved_at=datetime.fromisoformat(row["entered_at"]),
            number=row["number"],
            answers=tuple(told.get(row["id"], ())),
        )
        for row in database.rows(_SAVED, {"month": month})
    )


def rated(database: Database, month: str) -> tuple[Rated, ...]:
    """Return a month's answers on the whole, by unit and by who took them down."""
    values = {"month": month, "overall": form().overall.code}
    return tuple(Rated(*row) for row in database.rows(_RATED, values))
