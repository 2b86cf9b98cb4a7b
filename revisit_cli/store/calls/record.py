"""Attempts and the answers they brought."""

import json
from collections.abc import Mapping
from typing import Any

from revisit_cli.records.calls.stored import StoredAttempt
from revisit_cli.records.code import BadNumber
from revisit_cli.store.file.database import Database, Row
from revisit_cli.store.standing import CONTACT_REACHES

_ADD = """
insert into attempt (call, outcome, by, at, entered_at, is_inbound, phone, respondent, words,
    callback_at, callback_with, callback_by, callback_party, unit, second_person, evidence,
    suggestion, difficulty, tags, opened_at)
values (:call, :outcome, :by, :at, :entered_at, :is_inbound, :phone, :respondent, :words,
    :callback_at, :callback_with, :callback_by, :callback_party, :unit, :second_person, :evidence,
    :suggestion, :difficulty, :tags, :opened_at)
"""
_CALL_OF_ATTEMPT = "select call from attempt where id = :id"
_OF_CALL = """
select id, call, at, entered_at, by, outcome, words, voided_at, phone, is_inbound,
       callback_at, callback_with, callback_by, callback_party, suggestion, difficulty, tags
from attempt where call = :call order by id
"""
_CARRIED = """
with recursive line (call) as (
    select carry.subject from carry where carry.target = :call
    union
    select carry.subject from line join carry on carry.target = line.call
)
select attempt.id, attempt.call, at, entered_at, by, outcome, words, voided_at, phone,
       is_inbound,
       callback_at, callback_with, callback_by, callback_party, suggestion, difficulty, tags
from line cross join attempt on attempt.call = line.call order by attempt.id
"""
_DENIED = """
select distinct unit from attempt
where call = :call and outcome = 'denies_service' and unit is not null and voided_at is null
"""
_EVALUATED = """
select evaluation.unit from evaluation join attempt on attempt.id = evaluation.attempt
where attempt.call = :call and attempt.voided_at is null and evaluation.voided_at is null
"""
_SPOIL = f"""
update contact set state = :state
where phone = :phone
  and {CONTACT_REACHES}
"""
_TRUST = f"""
update contact set state = 'good'
where phone = :phone and state in ('wrong', 'dead', 'left')
  and {CONTACT_REACHES}
"""
_CORRECT = """
insert into contact (firm, name, phone) values (:firm, :name, :phone)
on conflict (firm, name, phone) do update set state = 'unproven', filing = null
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
on conflict (kind, unit, month, subject) do update
set state = case state when 'dismissed' then 'suspected' else state end,
    decided_at = case state when 'dismissed' then null else decided_at end,
    decided_by = case state when 'dismissed' then null else decided_by end,
    evidence = case state when 'dismissed' then null else evidence end
returning id
"""
_DISMISS_FINDINGS = """
update finding set state = 'dismissed', decided_at = :at, decided_by = :by, evidence = :reason
where kind = 'denied_service' and subject = :subject and state = 'suspected'
"""
_RESTORE_PHONE = f"""
update contact set state = 'unproven'
where phone = :phone and state = :state
  and {CONTACT_REACHES}
"""
_OWN_LAST = """
select attempt.id, attempt.call from attempt join call on call.id = attempt.call
where attempt.by = :by and attempt.at >= :since and call.month = :month
  and attempt.voided_at is null
order by attempt.id desc limit 1
"""
_LAST_NOTE = """
select text from problem where raised_by = :by and source = 'call' and voided_at is null
order by id desc limit 1
"""
_COME_OF = """
select (select count(*) from problem where attempt = :id and voided_at is null) as problems,
       (select count(*) from flag where attempt = :id and dropped_at is null) as flags
"""


def add(database: Database, values: dict[str, Any]) -> int:
    """Add an attempt; return its id."""
    return database.insert(_ADD, values)


def carried(database: Database, call: int) -> list[StoredAttempt]:
    """Return the attempts made in earlier months, oldest first, where a call was carried over."""
    return [_attempt(row) for row in database.rows(_CARRIED, {"call": call})]


def _attempt(row: Row) -> StoredAttempt:
    lists = {"tags": tuple(json.loads(row["tags"] or "[]"))}
    return StoredAttempt(**{**dict(row), **lists, "is_inbound": bool(row["is_inbound"])})


def call_of(database: Database, attempt: int) -> int | None:
    """Return the call that an attempt belongs to, or None."""
    found: int | None = database.value(_CALL_OF_ATTEMPT, {"id": attempt})
    return found


_AGAIN = """
select id, at from attempt
where call = :call and by = :by and voided_at is null
  and (outcome = :outcome or (:outcome = 'completed' and outcome = 'partial'))
  and (:unit is null or unit is null or unit = :unit)
  and words is :words and suggestion is :suggestion and difficulty is :difficulty
  and tags is :tags
  and ((:at is null and entered_at >= :since) or at = :at)
order by id desc limit 1
"""


def again(database: Database, values: Mapping[str, Any]) -> tuple[int, str] | None:
    """Return the standing attempt that says the same, entered ``since`` or dialled ``at``.

    Its id, and when somebody rang.
    """
    row = database.row(_AGAIN, values)
    return None if row is None else (row["id"], row["at"])


def of_call(database: Database, call: int) -> list[StoredAttempt]:
    """Return a call's attempts, voided ones too, oldest first."""
    return [_attempt(row) for row in database.rows(_OF_CALL, {"call": call})]


def evaluated_units(database: Database, call: int) -> set[int]:
    """Return the units about which a call has answers that stand."""
    return {row["unit"] for row in database.rows(_EVALUATED, {"call": call})}


def denied_units(database: Database, call: int) -> set[int]:
    """Return the units of a call by which alone the firm says that it was not served."""
    return {row["unit"] for row in database.rows(_DENIED, {"call": call})}


def spoil_phone(database: Database, firm: int, phone: str, state: BadNumber) -> None:
    """Mark a firm's number as wrong, dead, or of somebody who left."""
    database.run(_SPOIL, {"firm": firm, "phone": phone, "state": state})


def trust_phone(database: Database, firm: int, phone: str) -> None:
    """Take a number for good that had proved bad: the firm has been reached there."""
    database.run(_TRUST, {"firm": firm, "phone": phone})


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
    """Propose a finding against a unit's ledger; return its id.

    One that was dismissed before is proposed anew, since the firm has now said it again.
    """
    found: int = database.value(
        _ADD_FINDING,
        {"kind": kind, "unit": unit, "month": month, "subject": subject, "found_at": found_at},
    )
    return found


def dismiss_findings(database: Database, call: int, by: str, at: str, reason: str) -> None:
    """Take back what a firm's denial proposed, the record of it being undone."""
    values = {"subject": f"call:{call}", "by": by, "at": at, "reason": reason}
    database.run(_DISMISS_FINDINGS, values)


def restore_phone(database: Database, firm: int, phone: str, state: BadNumber) -> None:
    """Trust a number again that an undone attempt had marked with that state."""
    database.run(_RESTORE_PHONE, {"firm": firm, "phone": phone, "state": state})


def own_last(database: Database, by: str, since: str, month: str) -> tuple[int, int] | None:
    """Return a clerk's newest attempt of a month that stands, since a moment: id and call."""
    row = database.row(_OWN_LAST, {"by": by, "since": since, "month": month})
    return None if row is None else (row["id"], row["call"])


def last_note(database: Database, by: str) -> str | None:
    """Return the newest suggestion or difficulty a clerk wrote down in a call, or None."""
    found: str | None = database.value(_LAST_NOTE, {"by": by})
    return found


def come_of(database: Database, attempt: int) -> tuple[int, int]:
    """Return how many problems and how many flags came of an attempt and stand."""
    ((problems, flags),) = database.rows(_COME_OF, {"id": attempt})
    return problems, flags
