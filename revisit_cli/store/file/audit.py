"""The log: appending an event, and reading it back."""

import json
from collections.abc import Mapping, Sequence

from revisit_cli.records.file.audit import HEAD_LENGTH, Event, LogHead
from revisit_cli.records.value import Json
from revisit_cli.store.file.database import Database
from revisit_cli.store.file.event import NO_EVENT, canonical, hash_of
from revisit_cli.store.file.seals import add_seals, digest_of_runs
from revisit_cli.store.file.watch import keep_images, seal_writes, watch_writes

_LAST = "select seq, hash from event order by seq desc limit 1"
_ADD = "insert into event (seq, body, prev, hash) values (:seq, :body, :prev, :hash)"
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


def append(database: Database, body: Mapping[str, Json]) -> LogHead:
    """Append one event in the running transaction, with the seals of every row it wrote.

    Raises RowNotAsSealed when one of them was edited behind the log.
    """
    connection = database.connection
    last = database.row(_LAST)
    seq, prev = (1, NO_EVENT) if last is None else (last["seq"] + 1, last["hash"])
    keep_images(connection, seq)
    seals = seal_writes(connection)
    rows: dict[str, Json] = {
        table: {"count": sum(run.count for run in runs), "digest": digest_of_runs(runs)}
        for table, runs in seals.items()
    }
    text = canonical({**body, "rows": rows})
    digest = hash_of(seq, prev, text)
    database.run(_ADD, {"seq": seq, "body": text, "prev": prev, "hash": digest})
    for table, runs in seals.items():
        add_seals(connection, seq, table, runs)
    watch_writes(connection)
    return LogHead(seq, digest[:HEAD_LENGTH])


def head(database: Database) -> LogHead:
    """Return the log's size and head; size 0 and zeros for an empty log."""
    last = database.row(_LAST)
    if last is None:
        return LogHead(0, NO_EVENT[:HEAD_LENGTH])
    return LogHead(last["seq"], last["hash"][:HEAD_LENGTH])


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
