"""How the calls of a month stand, for whoever supervises them."""

from collections import defaultdict
from datetime import datetime

from revisit_cli.records.calls.attention import CallStand
from revisit_cli.records.calls.record import Earlier
from revisit_cli.store.file.database import Database

_WANTED = """
call.month = :month and (
    call.state in ('new', 'retry', 'appointment', 'returned')
    or exists (
        select 1 from attempt where attempt.call = call.id and attempt.voided_at is null
          and attempt.outcome = 'denies_service')
)
"""
_CALLS = f"""
select call.id, firm.name as firm, call.state, call.outcome, call.next_at, call.due_on
from call join firm on firm.id = call.firm where {_WANTED} order by call.id
"""
_ATTEMPTS = f"""
select attempt.call, attempt.outcome, attempt.by, attempt.at, attempt.callback_at,
       attempt.callback_party
from call join attempt on attempt.call = call.id
where {_WANTED} and attempt.voided_at is null order by attempt.id
"""


def stands(database: Database, month: str) -> list[CallStand]:
    """Return a month's unfinished calls and those that deny the service, with their attempts."""
    attempts: dict[int, list[Earlier]] = defaultdict(list)
    for row in database.each(_ATTEMPTS, {"month": month}):
        agreed = row["callback_at"]
        attempts[row["call"]].append(
            Earlier(
                outcome=row["outcome"],
                by=row["by"],
                at=datetime.fromisoformat(row["at"]),
                callback_at=None if agreed is None else datetime.fromisoformat(agreed),
                party=row["callback_party"],
            )
        )
    return [
        CallStand(
            call=row["id"],
            firm=row["firm"],
            state=row["state"],
            outcome=row["outcome"],
            next_at=row["next_at"],
            due_on=row["due_on"],
            attempts=tuple(attempts[row["id"]]),
        )
        for row in database.each(_CALLS, {"month": month})
    ]
