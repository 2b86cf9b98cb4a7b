"""What a transaction writes: noted as it happens, held against the log, and then sealed anew.

Where every table ends is noted when a transaction begins; what lies beyond it later is new. A
temporary trigger keeps every older row as it was before its first change, whichever function
changes it. Before an event seals either, the row as it was must be what its last seal says, and
the table must have ended where the log says: else an edit behind the log's back would be sealed
with the rest. What the rows were is kept as images, so that the act can be taken back; only the
taking back deletes rows, whose seal then says so, and puts such rows where they were.
"""

import sqlite3
from collections.abc import Iterator
from functools import lru_cache
from heapq import merge
from itertools import chain

from revisit_cli.errors.file.database import RowNotAsSealed
from revisit_cli.store.file.kept_seals import changed_rows
from revisit_cli.store.file.seals import (
    GONE,
    Run,
    columns_of,
    forget_salts,
    is_gone,
    last_sealed,
    latest_seals,
    row_fault,
    row_text,
    sealed_columns,
    sealed_rows,
    sealed_runs,
    without_nulls,
)

IMAGES = "image"
_IS_WATCHING = "select count(*) from temp.sqlite_schema where name = 'touched'"
# Of a row that was held against its seal already, nothing is kept.
_MAKE_TOUCHED = """
create temp table touched (tbl text, row integer, before blob, primary key (tbl, row)) without rowid
"""
_MAKE_ENDING = "create temp table ending (tbl text primary key, last integer) without rowid"
_WATCH = "insert into temp.ending values (?, 0)"
_MAKE_TRIGGER = """
create temp trigger touched_{table} before update on main.{table}
when old.id <= (select last from temp.ending where tbl = '{table}')
  and not exists (select 1 from temp.touched where tbl = '{table}' and row = old.id)
begin insert into touched values ('{table}', old.id, {text}); end
"""
# A call that was out on a sheet: other leases come and go.
_MAKE_LEASE_TRIGGER = """
create temp trigger touched_lease before update on main.lease
when old.until like '9999%'
  and not exists (select 1 from temp.touched where tbl = 'lease' and row = old.call)
begin insert into touched values ('lease', old.call, {text}); end
"""
_MAKE_DELETE_TRIGGER = """
create temp trigger gone_{table} before delete on main.{table}
when not exists (select 1 from temp.touched where tbl = '{table}' and row = old.id)
begin insert into touched values ('{table}', old.id, {text}); end
"""
# An id that SQLite is yet to give is -1 to a trigger.
_MAKE_RETURN_TRIGGER = """
create temp trigger back_{table} before insert on main.{table}
when new.id > 0 and new.id <= (select last from temp.ending where tbl = '{table}')
  and not exists (select 1 from temp.touched where tbl = '{table}' and row = new.id)
begin insert into touched values ('{table}', new.id, x''); end
"""
_GONE = """
select row from temp.touched
where tbl = '{table}' and row not in (select id from main.{table}) order by row
"""
# The images' own table is sealed like any other, and has no images.
_TO_KEEP = f"from temp.touched where length(before) > 0 and tbl <> '{IMAGES}'"
_HAS_IMAGES = f"select 1 {_TO_KEEP} limit 1"
_KEEP_IMAGES = f"""
insert into image (seq, tbl, row, before)
select ?, tbl, row, cast(before as text) {_TO_KEEP}
"""
# All tables' ends in one statement: an act looks at forty of them, twice.
_NOTE_ENDINGS = "insert or replace into temp.ending {ends}"
_END = "select '{table}' as tbl, coalesce(max(id), 0) as last from main.{table}"
_WRITTEN = """
select ending.tbl, ending.last, now.last > ending.last as has_new,
       exists (select 1 from temp.touched where tbl = ending.tbl) as has_old
from temp.ending join ({ends}) as now on now.tbl = ending.tbl
where has_new or has_old or ending.last = {last_id} order by ending.tbl
"""
# After it SQLite gives ids by chance, so that a new row need not be the last.
_LAST_ID = 2**63 - 1
_OWN = """
select row from temp.touched where tbl = :table
union all
select id from main.{table} where id > (select last from temp.ending where tbl = :table)
"""
_TOUCHED = "select row from temp.touched where tbl = ?"
_UNCOMPARED = "select row from temp.touched where tbl = ? and before is not null order by row"
_BEFORE = "select row, before from temp.touched where tbl = ? and before is not null order by row"
_TOUCH = "insert or ignore into temp.touched values (?, ?, null)"
_COMPARED = "update temp.touched set before = null where tbl = ?"


def watch_writes(connection: sqlite3.Connection) -> None:
    """Note every row written from here on; forget what was noted before."""
    if connection.execute(_IS_WATCHING).fetchone()[0]:
        connection.execute("delete from temp.touched")
    else:
        connection.execute(_MAKE_TOUCHED)
        connection.execute(_MAKE_ENDING)
        sealed = sealed_columns(connection)
        connection.executemany(_WATCH, [(table,) for table in sealed])
        for table, columns in sealed.items():
            text = row_text([name for name, _ in columns], of="old.")
            connection.execute(_MAKE_TRIGGER.format(table=table, text=text))
        lease = row_text([name for name, _ in columns_of(connection, "lease")], of="old.")
        connection.execute(_MAKE_LEASE_TRIGGER.format(text=lease))
    connection.execute(_NOTE_ENDINGS.format(ends=_ends(connection)))


def watch_moves(connection: sqlite3.Connection) -> None:
    """Note from here on rows that are taken out of their tables, or put back, as well."""
    for table, columns in sealed_columns(connection).items():
        text = row_text([name for name, _ in columns], of="old.")
        connection.execute(_MAKE_DELETE_TRIGGER.format(table=table, text=text))
        connection.execute(_MAKE_RETURN_TRIGGER.format(table=table))


def keep_images(connection: sqlite3.Connection, seq: int) -> None:
    """Keep what the rows touched so far were before, as images of event ``seq``.

    Nothing is kept of rows that :func:`forget_earlier` had to do with.
    """
    if connection.execute(_HAS_IMAGES).fetchone() is not None:
        connection.execute(_KEEP_IMAGES, (seq,))


def _ends(connection: sqlite3.Connection) -> str:
    """Return the select that tells where each watched table ends now."""
    tables = connection.execute("select tbl from temp.ending").fetchall()
    return _ends_of(tuple([table for (table,) in tables]))


@lru_cache(maxsize=4)
def _ends_of(tables: tuple[str, ...]) -> str:
    return " union all ".join([_END.format(table=table) for table in tables])


def seal_writes(connection: sqlite3.Connection) -> dict[str, list[Run]]:
    """Return fresh seals, by table, for every row that this transaction has written so far.

    Raises RowNotAsSealed when one of these, or the end of its table, was edited behind the log.
    """
    found = {}
    written = connection.execute(
        _WRITTEN.format(ends=_ends(connection), last_id=_LAST_ID)
    ).fetchall()
    for table, last, has_new, has_old in written:
        rows: list[Iterator[tuple[int, bytes]]] = []
        if has_old:
            _refuse_edited(connection, table)
            stands = sealed_rows(connection, table, f"id in ({_TOUCHED})", (table,))
            gone = connection.execute(_GONE.format(table=table)).fetchall()
            rows.append(merge(stands, ((row, GONE) for (row,) in gone)))
        if has_new or last == _LAST_ID:
            _refuse_other_end(connection, table, last)
            rows.append(sealed_rows(connection, table, "id > ?", (last,)))
        found[table] = list(sealed_runs(chain.from_iterable(rows)))
    return found


def seal_again(connection: sqlite3.Connection, table: str, rows: list[int]) -> None:
    """Let rows that were taken out of their table be sealed as such once more by this act."""
    connection.executemany(_TOUCH, [(table, row) for row in rows])


def forget_earlier(connection: sqlite3.Connection, table: str, rows: list[int]) -> None:
    """Drop the salts of all seals that rows of one table have so far; the digests stay.

    Without its salt a digest tells nothing of what the row once held, so the rows are held
    against it first. Raises RowNotAsSealed.
    """
    _refuse_edited(connection, table)
    forget_salts(connection, table, rows)


def refuse_changed(connection: sqlite3.Connection, table: str) -> None:
    """Raise RowNotAsSealed where any row of a small table is not as its last seal says.

    For what an act only reads and all depends on. Its own rows are held to their seals in time.
    """
    own: set[int | None] = set()
    if connection.execute(_IS_WATCHING).fetchone()[0]:
        rows = connection.execute(_OWN.format(table=table), {"table": table})
        own = {row for (row,) in rows}
    for row, what in changed_rows(connection, table):
        if row not in own:
            raise _refusal(table, row or 0, what)


def _refuse_edited(connection: sqlite3.Connection, table: str) -> None:
    """Raise RowNotAsSealed when a row was not as its last seal says before it was changed here."""
    rows = [row for (row,) in connection.execute(_UNCOMPARED, (table,))]
    seals = latest_seals(connection, table, rows)
    nullable = [name for name, may_be_null in columns_of(connection, table) if may_be_null]
    for row, before in connection.execute(_BEFORE, (table,)):
        if what := row_fault(seals.get(row), before and without_nulls(nullable, before)):
            raise _refusal(table, row, what)
    connection.execute(_COMPARED, (table,))


def _refuse_other_end(connection: sqlite3.Connection, table: str, last: int) -> None:
    """Raise RowNotAsSealed when a table did not end where the log says before it was added to.

    A row put in by hand would lie among those that are not new, and the id of one taken out at
    the end is given again.
    """
    sealed = last_sealed(connection, table)
    if last > sealed:
        raise _refusal(table, last, "row_not_in_log")
    if last < sealed:
        beyond = list(range(last + 1, sealed + 1))
        seals = latest_seals(connection, table, beyond)
        if missing := [row for row in beyond if not is_gone(seals.get(row))]:
            raise _refusal(table, missing[-1], "row_missing")


def _refusal(table: str, row: int, what: str) -> RowNotAsSealed:
    # Words for what is seldom found: not to be loaded by every command.
    from revisit_cli.labels.file.audit import FAULTS

    return RowNotAsSealed(table=table, row=row, what=FAULTS[what])
