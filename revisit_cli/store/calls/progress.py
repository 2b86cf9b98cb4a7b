"""What the board is counted from."""

import json

from revisit_cli.records.calls.progress import AttemptFact, CallStanding
from revisit_cli.store.file.database import Database
from revisit_cli.store.standing import CALL_COUNTS, IS_CARRIED_IN, MADE_BY, SERVICE_STANDS

_CALLS = f"""
select call.id, made.state, call.is_listed, {IS_CARRIED_IN} as is_carried_in,
       call.twin_of is not null as is_twin, made.id as made_by,
       coalesce(made.outcome = 'not_served', 0) as is_struck,
       case when lease.until > :now then lease.owner end as holder,
       (select json_group_array(name) from (
            select distinct unit.name from service join unit on unit.id = service.unit
            where service.month = call.month and service.firm = call.firm and {SERVICE_STANDS}
            order by unit.id)) as units
from call join call as made on made.id = {MADE_BY} left join lease on lease.call = call.id
where call.month = :month and {CALL_COUNTS} order by call.id
"""
_ATTEMPTS = """
select attempt.call, attempt.by, substr(attempt.at, 1, 10) as day, attempt.outcome,
       attempt.callback_party
from call join attempt on attempt.call = call.id
where call.month = :month and call.state <> 'withdrawn' and attempt.voided_at is null
order by attempt.at, attempt.id
"""


def calls(database: Database, month: str, now: str) -> list[CallStanding]:
    """Return every call of a month."""
    return [
        CallStanding(
            row["id"],
            row["state"],
            bool(row["is_listed"]),
            bool(row["is_carried_in"]),
            row["holder"],
            tuple(json.loads(row["units"])),
            bool(row["is_twin"]),
            None if row["made_by"] == row["id"] else row["made_by"],
            bool(row["is_struck"]),
        )
        for row in database.rows(_CALLS, {"month": month, "now": now})
    ]


def attempts(database: Database, month: str) -> list[AttemptFact]:
    """Return every attempt of a month that stands, in the order of ringing."""
    return [AttemptFact(*row) for row in database.rows(_ATTEMPTS, {"month": month})]
