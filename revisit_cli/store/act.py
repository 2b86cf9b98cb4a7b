"""The acts of the log as they are told: what was done, by whom, when and with which facts."""

import json

from revisit_cli.records.file.undo import UNDO, LoggedAct
from revisit_cli.store.file.database import Database, Row

_ACT = """
select seq as event, json_extract(body, '$.kind') as kind, json_extract(body, '$.at') as at,
       json_extract(body, '$.by') as by, json_extract(body, '$.facts') as facts
from event
"""
_ONE = f"{_ACT} where seq = :event"
_LATER = f"{_ACT} where seq > :event order by seq"
_OWN = f"{_ACT} where json_extract(body, '$.by') = :by order by seq desc limit :limit"
_UNDOES = f"""
select seq, json_extract(body, '$.facts.event') as act from event
where json_extract(body, '$.kind') = '{UNDO}'
"""


def act(database: Database, event: int) -> LoggedAct | None:
    """Return one event of the log, None when there is none of that number."""
    row = database.row(_ONE, {"event": event})
    return None if row is None else _act(row)


def own_acts(database: Database, by: str, limit: int) -> list[LoggedAct]:
    """Return somebody's newest events, newest first."""
    return [_act(row) for row in database.rows(_OWN, {"by": by, "limit": limit})]


def later_acts(database: Database, event: int) -> list[LoggedAct]:
    """Return every event after one, oldest first."""
    return [_act(row) for row in database.rows(_LATER, {"event": event})]


def undoes(database: Database) -> dict[int, int]:
    """Return, for each event that took an act back, which."""
    return {row["seq"]: row["act"] for row in database.rows(_UNDOES)}


def _act(row: Row) -> LoggedAct:
    return LoggedAct(row["event"], row["kind"], row["at"], row["by"], json.loads(row["facts"]))
