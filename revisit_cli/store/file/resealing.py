"""Sealing anew what a step of the schema rewrote, so that nothing else is sealed with it.

Such a step changes rows that the log has sealed. Before it the log and every sealed row are held
to the log; after it whatever is not as its last seal says was written by the step. One event seals
that, and names the head which the log had: what was printed of the file before still holds.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from itertools import chain

from revisit_cli.errors.file.database import FileNotAsLogged
from revisit_cli.labels.file.audit import FAULTS
from revisit_cli.records.file.audit import HEAD_LENGTH, RowsRewritten
from revisit_cli.records.value import Json
from revisit_cli.store.file.event import NO_EVENT, canonical, hash_of
from revisit_cli.store.file.kept_seals import changed_rows, kept_runs, seals_of_no_event
from revisit_cli.store.file.seals import (
    Run,
    add_seals,
    digest_of_runs,
    forget_salts,
    latest_seals,
    row_fault,
    sealed_rows,
    sealed_runs,
    sealed_tables,
)

# What the program itself does is nobody's act.
BY = "revisit"

_EVENTS = "select seq, body, prev, hash from event order by seq"
_LAST = "select seq, body, hash from event order by seq desc limit 1"
_ADD = "insert into event (seq, body, prev, hash) values (?, ?, ?, ?)"


def refuse_unlike_log(connection: sqlite3.Connection, file: str) -> None:
    """Raise FileNotAsLogged where the log, its seals or a sealed row are not as they were left.

    Where the log has not begun nothing was sealed, and nothing will be.
    """
    if connection.execute(_LAST).fetchone() is None:
        return
    for place, what in chain(_log_faults(connection), _row_faults(connection)):
        raise FileNotAsLogged(file=file, place=place, what=FAULTS[what])


def _log_faults(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    prev, expected = NO_EVENT, 1
    for seq, body, before, digest in connection.execute(_EVENTS).fetchall():
        place = f"event {seq}"
        if seq != expected or before != prev:
            yield place, "chain_broken"
        if hash_of(seq, before, body) != digest:
            yield place, "event_changed"
        if any(_is_resealed(connection, seq, *each) for each in json.loads(body)["rows"].items()):
            yield place, "seals_changed"
        prev, expected = digest, seq + 1
    for seq, _ in seals_of_no_event(connection):
        yield f"event {seq}", "seals_of_no_event"


def _is_resealed(
    connection: sqlite3.Connection, seq: int, table: str, told: Mapping[str, object]
) -> bool:
    runs = kept_runs(connection, seq, table)
    found = {"count": sum(run.count for run in runs), "digest": digest_of_runs(runs)}
    return told != found


def _row_faults(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    for table in sealed_tables(connection):
        for row, what in changed_rows(connection, table):
            yield f"{table} {row}", what


def seal_rewritten(connection: sqlite3.Connection, step: int) -> None:
    """Seal in one event every row that a step wrote; nothing where the log has not begun.

    The salts of what these rows were go: without them their digests tell nothing of it.
    """
    last = connection.execute(_LAST).fetchone()
    if last is None:
        return
    seq, body, prev = last
    written = {
        table: runs for table in sealed_tables(connection) if (runs := _unsealed(connection, table))
    }
    outcome = RowsRewritten(step, seq, prev[:HEAD_LENGTH])
    rows: dict[str, Json] = {
        table: {"count": sum(run.count for run in runs), "digest": digest_of_runs(runs)}
        for table, runs in written.items()
    }
    # No clock is asked: the step took place after the last event and before the next.
    told: dict[str, Json] = {
        "kind": type(outcome).__name__,
        "at": json.loads(body)["at"],
        "by": BY,
        "facts": outcome.facts(),
    }
    text = canonical({**told, "rows": rows})
    connection.execute(_ADD, (seq + 1, text, prev, hash_of(seq + 1, prev, text)))
    for table, runs in written.items():
        forget_salts(connection, table, [row for run in runs for row in run.rows])
        add_seals(connection, seq + 1, table, runs)


def _unsealed(connection: sqlite3.Connection, table: str) -> list[Run]:
    seals = latest_seals(connection, table)
    rows = sealed_rows(connection, table, "true")
    return list(sealed_runs(each for each in rows if row_fault(seals.get(each[0]), each[1])))
