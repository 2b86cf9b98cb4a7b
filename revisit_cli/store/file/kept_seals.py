"""What stands in the seals, and every row that is not as its last seal says.

Whatever a file holds is read as far as it can be: what is no seal seals nothing.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from revisit_cli.store.file.seals import (
    DIGEST_LENGTH,
    SALT_LENGTH,
    Run,
    Seal,
    columns_of,
    is_gone,
    row_fault,
    row_text,
    sealed_rows,
    without_nulls,
)

_SEALS = "select row, salt, digest from seal where seq = ? and tbl = ? order by row"
_BLOCKS = "select first, digests from seal_block where seq = ? and tbl = ? order by first"
_TABLES_OF_EVENT = """
select tbl from seal where seq = :seq union select tbl from seal_block where seq = :seq
"""
_OF_NO_EVENT = """
select seq, tbl from seal where seq not in (select seq from event)
union
select seq, tbl from seal_block where seq not in (select seq from event)
order by seq, tbl
"""
_NAMES = ("select distinct tbl from seal", "select distinct tbl from seal_block")
_SEALS_OF_TABLE = "select seq, row, salt, digest from seal where tbl = ? order by seq"
_BLOCKS_OF_TABLE = "select seq, first, salts, digests from seal_block where tbl = ? order by seq"


def kept_tables(connection: sqlite3.Connection, seq: int) -> list[str]:
    """Return the tables of which seals stand for event ``seq``."""
    return [table for (table,) in connection.execute(_TABLES_OF_EVENT, {"seq": seq})]


def kept_runs(connection: sqlite3.Connection, seq: int, table: str) -> list[Run]:
    """Return one table's seals that stand for event ``seq``, in order of row; without salts."""
    singles = connection.execute(_SEALS, (seq, table))
    runs = [Run(row, b"", bytes.fromhex(digest)) for row, _, digest in singles]
    runs += [Run(row, b"", digests) for row, digests in connection.execute(_BLOCKS, (seq, table))]
    return sorted(runs, key=lambda run: run.first)


def seals_of_no_event(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """Return event number and table of seals whose event is not in the log.

    The program seals only with an event: such a seal was added by hand, or its event cut off.
    """
    return connection.execute(_OF_NO_EVENT).fetchall()


def sealed_names(connection: sqlite3.Connection) -> set[str]:
    """Return the names of all tables that ever had a row sealed, be they there or not."""
    return {str(name) for sql in _NAMES for (name,) in _as_far_as_read(connection, sql)}


def _last_seals(connection: sqlite3.Connection, table: str) -> dict[int, Seal]:
    """Return the last seal of every row of a table, as far as what stands there is a seal."""
    found: dict[int, tuple[int, bytes | None, str]] = {}
    # What is no seal seals nothing: its rows are then told as not sealed, its event as changed.
    for seq, first, salts, digests in _as_far_as_read(connection, _BLOCKS_OF_TABLE, (table,)):
        run = Run(first, salts, digests)
        for row, salt, digest in run.each() if type(seq) is int and _is_whole(run) else ():
            found[row] = (seq, salt, digest)
    for seq, row, salt, digest in _as_far_as_read(connection, _SEALS_OF_TABLE, (table,)):
        is_whole = type(seq) is type(row) is int
        if is_whole and (row not in found or found[row][0] <= seq):
            found[row] = (seq, salt if isinstance(salt, bytes) else None, str(digest))
    return {row: (salt, digest) for row, (_, salt, digest) in found.items()}


def _is_whole(run: Run) -> bool:
    """Whether salts and digests are bytes of the lengths that belong together."""
    parts: tuple[object, ...] = (run.first, run.salts, run.digests)
    if tuple(map(type, parts)) != (int, bytes, bytes):
        return False
    return len(run.salts) * DIGEST_LENGTH == len(run.digests) * SALT_LENGTH


def _as_far_as_read(
    connection: sqlite3.Connection, sql: str, values: Sequence[object] = ()
) -> Iterator[Sequence[Any]]:
    """Yield rows of the seals until they are not there or cannot be read: their events tell."""
    try:
        yield from connection.execute(sql, values)
    except sqlite3.Error:
        return


def changed_rows(
    connection: sqlite3.Connection, table: str, *, stands: bool = True, resumes: bool = True
) -> Iterator[tuple[int | None, str]]:
    """Yield id and fault of every row that is not as its last seal says, or that cannot be read.

    ``stands`` is False where no such table is there, ``resumes`` where its definition is another,
    so that its rows need not come in the order of their ids. Never raises for what a file holds.
    """
    seals = _last_seals(connection, table)
    left = "row_missing"
    try:
        for row, sealed in _all_rows(connection, table, resumes=resumes) if stands else ():
            seal = seals.pop(row, None)
            fault = "row_unreadable" if sealed is None else row_fault(seal, sealed)
            if fault is not None:
                yield row if isinstance(row, int) else None, fault
    except Exception:
        left = "row_unreadable"
        yield None, "table_unreadable"
    for row, seal in seals.items():
        if not is_gone(seal):
            yield row, left


def _all_rows(
    connection: sqlite3.Connection, table: str, *, resumes: bool
) -> Iterator[tuple[int, bytes | None]]:
    """Yield id and canonical JSON of every row in order; None where a row cannot be read."""
    last: int | None = None
    try:
        for row in sealed_rows(connection, table, "true"):
            yield row
            last = row[0]
    except sqlite3.Error:
        if not resumes:
            raise
        yield from _rows_beyond(connection, table, last)


def _rows_beyond(
    connection: sqlite3.Connection, table: str, last: int | None
) -> Iterator[tuple[int, bytes | None]]:
    """Yield the rows after one, over each that cannot be read; nothing is looked at twice."""
    columns = columns_of(connection, table)
    nullable = [name for name, may_be_null in columns if may_be_null]
    ids = f"select id from main.{table} where :last is null or id > :last order by id"
    text = f"select {row_text([name for name, _ in columns])} from main.{table} where id = ?"
    for (row,) in connection.execute(ids, {"last": last}):
        try:
            (found,) = connection.execute(text, (row,)).fetchone()
        except sqlite3.Error:
            # A value of it is what no JSON can hold.
            yield row, None
        else:
            yield row, without_nulls(nullable, found)
