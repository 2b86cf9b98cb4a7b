"""Unfinished cards: what a clerk was told before the call was put on record."""

import json
from collections.abc import Mapping

from revisit_cli.records.calls.claim import Draft, KeptDraft
from revisit_cli.store.file.database import Database

_SAVE = """
insert into draft (call, owner, answers, saved_at, opened_at)
values (:call, :owner, :answers, :saved_at, :opened_at)
on conflict (call, owner) do update
set answers = excluded.answers, saved_at = excluded.saved_at,
    opened_at = coalesce(draft.opened_at, excluded.opened_at)
"""
_FIND = "select answers from draft where call = :call and owner = :owner"
_OPENED = "select opened_at from draft where call = :call and owner = :owner"
_DROP = "delete from draft where call = :call and owner = :owner"
_EVERY = "select call, owner, answers, saved_at from draft order by call, owner"
_OF_OWNER = """
select draft.call, firm.name as firm, draft.saved_at, call.state,
       (select count(*) from json_each(draft.answers)) as count,
       (select attempt.by from attempt where attempt.call = call.id and attempt.voided_at is null
        order by attempt.id desc limit 1) as last_by
from draft join call on call.id = draft.call join firm on firm.id = call.firm
where draft.owner = :owner order by draft.saved_at, draft.call
"""


def save(
    database: Database,
    call: int,
    owner: str,
    answers: Mapping[str, str],
    saved_at: str,
    opened_at: str | None = None,
) -> None:
    """Keep a clerk's unfinished card, in the order in which its answers were given.

    Of the moments at which it was opened, one after the other, the first stays.
    """
    values = {
        "call": call,
        "owner": owner,
        "answers": json.dumps(answers, ensure_ascii=False),
        "saved_at": saved_at,
        "opened_at": opened_at,
    }
    database.run(_SAVE, values)


def find(database: Database, call: int, owner: str) -> dict[str, str]:
    """Return what a clerk was told on a call before; empty when there is nothing."""
    text = database.value(_FIND, {"call": call, "owner": owner})
    found: dict[str, str] = {} if text is None else json.loads(text)
    return found


def opened_at(database: Database, call: int, owner: str) -> str | None:
    """Return when a clerk first opened the card that is still unfinished; None if not known."""
    found: str | None = database.value(_OPENED, {"call": call, "owner": owner})
    return found


def every(database: Database) -> list[KeptDraft]:
    """Return all clerks' unfinished cards."""
    return [
        KeptDraft(row["call"], row["owner"], json.loads(row["answers"]), row["saved_at"])
        for row in database.rows(_EVERY)
    ]


def drop(database: Database, call: int, owner: str) -> bool:
    """Forget a clerk's unfinished card; say whether there was one."""
    return database.run(_DROP, {"call": call, "owner": owner}) > 0


def of_owner(database: Database, owner: str) -> tuple[Draft, ...]:
    """Return a clerk's unfinished cards, oldest first."""
    return tuple(Draft(**dict(row)) for row in database.rows(_OF_OWNER, {"owner": owner}))
