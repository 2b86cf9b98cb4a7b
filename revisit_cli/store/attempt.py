"""Attempts and the answers they brought."""

import json
from typing import Any

from revisit_cli.records.call import Answers
from revisit_cli.store.database import Database, Row

_ADD = """
insert into attempt (call, outcome, by, at, entered_at, is_inbound, phone, respondent, words,
    callback_at, second_person, evidence)
values (:call, :outcome, :by, :at, :entered_at, :is_inbound, :phone, :respondent, :words,
    :callback_at, :second_person, :evidence)
"""
_OF_CALL = """
select id, at, by, outcome, words, voided_at, phone from attempt where call = :call order by id
"""
_CARRIED = """
with recursive line (call) as (
    select carry.subject from carry where carry.target = :call
    union
    select carry.subject from line join carry on carry.target = line.call
)
select attempt.id, at, by, outcome, words, voided_at, phone
from line join attempt on attempt.call = line.call order by attempt.id
"""
_ADD_EVALUATION = """
insert into evaluation (attempt, firm, unit, month, attitude, one_time_notice, days, days_text,
    extra_trips, integrity, overall, words)
values (:attempt, :firm, :unit, :month, :attitude, :one_time_notice, :days, :days_text,
    :extra_trips, :integrity, :overall, :words)
"""
_EVALUATED = """
select evaluation.unit from evaluation join attempt on attempt.id = evaluation.attempt
where attempt.call = :call and attempt.voided_at is null and evaluation.voided_at is null
"""
_SPOIL = """
update contact set state = :state
where phone = :phone
  and (firm = :firm or firm in (select id from firm as kin where kin.merged_into = :firm))
"""
_CORRECT = """
insert into contact (firm, name, phone) values (:firm, :name, :phone)
on conflict (firm, name, phone) do update set state = 'unproven'
"""
_VOID = "update attempt set voided_at = :at, voided_by = :by, void_reason = :reason where id = :id"
_VOID_EVALUATIONS = "update evaluation set voided_at = :at where attempt = :id"
_VOID_PROBLEMS = """
update problem set voided_at = :at, void_reason = :reason
where attempt = :id and voided_at is null
"""
_DROP_FLAGS = """
update flag set dropped_at = :at, drop_reason = :reason
where attempt = :id and dropped_at is null
"""
_ADD_FINDING = """
insert into finding (kind, unit, month, subject, found_at)
values (:kind, :unit, :month, :subject, :found_at)
on conflict (kind, unit, month, subject) do nothing
"""


def add(database: Database, values: dict[str, Any]) -> int:
    """Add an attempt; return its id."""
    return database.insert(_ADD, values)


def carried(database: Database, call: int) -> list[Row]:
    """Return the attempts made in earlier months, oldest first, where a call was carried over."""
    return database.rows(_CARRIED, {"call": call})


def of_call(database: Database, call: int) -> list[Row]:
    """Return a call's attempts, voided ones too, oldest first."""
    return database.rows(_OF_CALL, {"call": call})


def add_evaluation(
    database: Database, attempt: int, firm: int, unit: int, month: str, answers: Answers
) -> int:
    """Add the answers of one firm about one unit; return their id.

    What was said of integrity is kept apart (see ``store.confidence``), and outcome words with
    the attempt.
    """
    words = {q: text for q, text in answers.words if q not in ("integrity", "outcome")}
    return database.insert(
        _ADD_EVALUATION,
        {
            "attempt": attempt,
            "firm": firm,
            "unit": unit,
            "month": month,
            "attitude": answers.attitude,
            "one_time_notice": answers.one_time_notice,
            "days": answers.days,
            "days_text": answers.days_text,
            "extra_trips": answers.extra_trips,
            "integrity": answers.integrity,
            "overall": answers.overall,
            "words": json.dumps(words, ensure_ascii=False),
        },
    )


def evaluated_units(database: Database, call: int) -> set[int]:
    """Return the units about which a call has answers that stand."""
    return {row["unit"] for row in database.rows(_EVALUATED, {"call": call})}


def spoil_phone(database: Database, firm: int, phone: str, state: str) -> None:
    """Mark a firm's number as wrong, dead, or of somebody who left."""
    database.run(_SPOIL, {"firm": firm, "phone": phone, "state": state})


def correct_phone(database: Database, firm: int, name: str, phone: str) -> None:
    """Add the number that a unit sent."""
    database.run(_CORRECT, {"firm": firm, "name": name, "phone": phone})


def void(database: Database, attempt: int, by: str, at: str, reason: str) -> None:
    """Void an attempt and all that came of it; nothing is deleted."""
    values = {"id": attempt, "by": by, "at": at, "reason": reason}
    database.run(_VOID, values)
    database.run(_VOID_EVALUATIONS, {"id": attempt, "at": at})
    database.run(_VOID_PROBLEMS, {"id": attempt, "at": at, "reason": reason})
    database.run(_DROP_FLAGS, {"id": attempt, "at": at, "reason": reason})


def add_finding(
    database: Database, kind: str, unit: int, month: str, subject: str, found_at: str
) -> int:
    """Propose a finding against a unit's ledger; return its id (0 when it was there)."""
    return database.insert(
        _ADD_FINDING,
        {"kind": kind, "unit": unit, "month": month, "subject": subject, "found_at": found_at},
    )
