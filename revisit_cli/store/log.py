"""The log as it is read: its events, its head, and the acts that they tell."""

import json
from collections.abc import Sequence

from revisit_cli.records.file.audit import HEAD_LENGTH, Event, LogHead
from revisit_cli.records.file.undo import UNDO, LoggedAct
from revisit_cli.store.file.database import Database, Row
from revisit_cli.store.file.event import last

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


_EVENTS = "select seq, body, prev, hash from event where seq >= :first order by seq limit :limit"
_NEWEST = """
select seq, body, prev, hash from (
    select seq, body, prev, hash from event
    where (:since is null or json_extract(body, '$.at') >= :since)
      and (:by is null or json_extract(body, '$.by') = :by)
      and (:among is null or seq in (select value from json_each(:among)))
    order by seq desc limit :limit
) order by seq
"""


def head(database: Database) -> LogHead:
    """Return the log's size and head; size 0 and zeros for an empty log."""
    size, digest = last(database.connection)
    return LogHead(size, digest[:HEAD_LENGTH])


def newest(
    database: Database,
    limit: int,
    *,
    since: str | None = None,
    by: str | None = None,
    among: Sequence[int] | None = None,
) -> list[Event]:
    """Return the last ``limit`` events, oldest first: since a moment, by somebody, among some."""
    values = {
        "limit": limit,
        "since": since,
        "by": by,
        "among": None if among is None else json.dumps(among),
    }
    return [Event(*row) for row in database.rows(_NEWEST, values)]


def every(database: Database) -> list[Event]:
    """Return the whole log, oldest event first."""
    return [Event(*row) for row in database.rows(_EVENTS, {"first": 1, "limit": -1})]


def first(database: Database) -> Event | None:
    """Return the event that began the log, or None when it is empty."""
    row = database.row(_EVENTS, {"first": 1, "limit": 1})
    return None if row is None else Event(*row)
