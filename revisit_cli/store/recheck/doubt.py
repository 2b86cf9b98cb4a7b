"""Doubts about records: what contradicts them, signals, and decisions."""

import json
from collections.abc import Sequence

from revisit_cli.records.recheck.doubt import Doubt, Signal
from revisit_cli.store.file.database import Database, Row

_CONTRADICTIONS = "('not_called', 'not_ours')"
_ADD = """
insert into doubt (kind, month, subject, call, clerk, attempts, raised_at)
select :kind, :month, 'recheck_attempt:' || :said, :call,
       (select attempt.by from attempt where attempt.call = :call and attempt.voided_at is null
        order by attempt.id desc limit 1),
       :attempts, :at
"""
_STANDING = "select id from attempt where call = :call and voided_at is null order by id"
_PROPOSE = """
insert into doubt (kind, month, subject, clerk, attempts, raised_at)
values (:kind, :month, :subject, :clerk, :attempts, :at)
on conflict (kind, month, subject) do update set attempts = excluded.attempts
where doubt.state = 'suspected' and doubt.attempts <> excluded.attempts
"""
_KNOWN = "select id from doubt where kind = :kind and month = :month and subject = :subject"
_DOUBT = """
select doubt.id, doubt.kind, doubt.month, doubt.call, firm.name as firm, doubt.clerk,
       doubt.attempts, doubt.state, doubt.raised_at, doubt.decided_at, doubt.decided_by
from doubt left join call on call.id = doubt.call left join firm on firm.id = call.firm
"""
_ONE = f"{_DOUBT} where doubt.id = :id"
_LIST = f"""{_DOUBT}
where (:month is null or doubt.month = :month) and (doubt.kind in {_CONTRADICTIONS}) = :contradicted
order by doubt.month desc, doubt.id
"""
_DECIDE = """
update doubt set state = :state, decided_at = :at, decided_by = :decided_by where id = :id
"""


def add_contradiction(
    database: Database, month: str, kind: str, call: int, said: int, at: str
) -> int:
    """Raise a doubt about the record of a call that a firm contradicts; return its id.

    ``said`` is the re-checker's record, ``kind`` what it came to.
    """
    standing = [row["id"] for row in database.rows(_STANDING, {"call": call})]
    return database.insert(
        _ADD,
        {
            "kind": kind,
            "month": month,
            "said": said,
            "call": call,
            "attempts": json.dumps(standing),
            "at": at,
        },
    )


def propose(database: Database, month: str, signal: Signal, at: str) -> int | None:
    """Put a signal on record; return its id where it is new.

    One that is known takes on the records it has now, as long as nobody decided on it.
    """
    place = {"kind": signal.kind, "month": month, "subject": signal.subject}
    known: int | None = database.value(_KNOWN, place)
    attempts = json.dumps(signal.attempts)
    database.run(_PROPOSE, {**place, "clerk": signal.clerk, "attempts": attempts, "at": at})
    if known is not None:
        return None
    added: int | None = database.value(_KNOWN, place)
    return added


def find(database: Database, number: int) -> Doubt | None:
    """Return one doubt, or None."""
    row = database.row(_ONE, {"id": number})
    return None if row is None else _doubt(row)


def listed(database: Database, month: str | None, *, is_contradicted: bool) -> tuple[Doubt, ...]:
    """Return the contradictions, or the signals, of a month or of all, newest month first."""
    values = {"month": month, "contradicted": int(is_contradicted)}
    return tuple(map(_doubt, database.rows(_LIST, values)))


def decide(database: Database, number: int, state: str, decided_by: str, at: str) -> None:
    """Store a named person's decision."""
    values = {"id": number, "state": state, "decided_by": decided_by, "at": at}
    database.run(_DECIDE, values)


def _doubt(row: Row) -> Doubt:
    attempts: Sequence[int] = json.loads(row["attempts"])
    return Doubt(**{**dict(row), "attempts": tuple(attempts)})
