"""Salted digests of the rows an event wrote, so that an edit behind the log's back is seen.

Where every table ends is noted when a transaction begins, and temporary triggers note every older
row that it changes, whichever function does; the event then seals both. A digest covers the row's
non-null columns, so that a later step may add columns without breaking old seals.

A row sealed alone is a row of ``seal``; many new rows in succession are one row of ``seal_block``,
salts and digests end to end.
"""

import hashlib
import json
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise

# The log itself, and working data that comes and goes.
UNSEALED = frozenset({"event", "seal", "seal_block", "lease", "draft"})
SALT_LENGTH = 16
DIGEST_LENGTH = 32
BLOCK_FROM, BLOCK_AT_MOST = 16, 1_000
_NO_SALT = bytes(SALT_LENGTH)

_SEALED_TABLES = """
select tbl.name from main.sqlite_schema as tbl
where tbl.type = 'table' and tbl.name not like 'sqlite\\_%' escape '\\'
  and exists (select 1 from pragma_table_info(tbl.name) as col where col.name = 'id')
order by tbl.name
"""
_COLUMNS = """
select name, "notnull" = 0 and pk = 0 as may_be_null from pragma_table_info(?) order by name
"""
_IS_WATCHING = "select count(*) from temp.sqlite_schema where name = 'touched'"
_MAKE_TOUCHED = """
create temp table touched (tbl text, row integer, primary key (tbl, row)) without rowid
"""
_MAKE_ENDING = "create temp table ending (tbl text primary key, last integer) without rowid"
# All tables' ends in one statement: an act looks at forty of them, twice.
_NOTE_ENDINGS = "insert or replace into temp.ending {ends}"
_END = "select '{table}' as tbl, coalesce(max(id), 0) as last from main.{table}"
_WRITTEN = """
select ending.tbl, ending.last, now.last > ending.last as has_new,
       exists (select 1 from temp.touched where tbl = ending.tbl and row <= ending.last) as has_old
from temp.ending join ({ends}) as now on now.tbl = ending.tbl
where has_new or has_old order by ending.tbl
"""
_TOUCHED = "select row from temp.touched where tbl = ? and row <= ?"
_SEALS = "select row, salt, digest from seal where seq = ? and tbl = ? order by row"
_BLOCKS = "select first, digests from seal_block where seq = ? and tbl = ? order by first"
_TABLES_OF_EVENT = """
select tbl from seal where seq = :seq union select tbl from seal_block where seq = :seq
"""
_BEYOND = """
select seq, tbl from (
    select seq, tbl from seal where seq > :last or seq < 1
    union
    select seq, tbl from seal_block where seq > :last or seq < 1
) order by seq, tbl
"""
_SEALS_OF_TABLE = "select seq, row, salt, digest from seal where tbl = ? order by seq"
_BLOCKS_OF_TABLE = "select seq, first, salts, digests from seal_block where tbl = ? order by seq"
_ADD_SEAL = "insert into seal (seq, tbl, row, salt, digest) values (?, ?, ?, ?, ?)"
_ADD_BLOCK = "insert into seal_block (seq, tbl, first, salts, digests) values (?, ?, ?, ?, ?)"
_FORGET_SALTS = """
update seal set salt = null
where tbl = ? and row in (select value from json_each(?)) and salt is not null
"""
_BLOCKS_WITH = """
select id, first, salts from seal_block
where tbl = ? and exists (
    select 1 from json_each(?)
    where value between first and first + length(digests) / 32 - 1
)
"""
_SET_SALTS = "update seal_block set salts = ? where id = ?"


@dataclass(frozen=True, slots=True)
class Run:
    """The seals of rows whose ids follow one another: salts and digests end to end."""

    first: int
    salts: bytes
    digests: bytes

    @property
    def count(self) -> int:
        """How many rows it seals."""
        return len(self.digests) // DIGEST_LENGTH

    def each(self) -> Iterator[tuple[int, bytes | None, str]]:
        """Yield id, salt (None when it was forgotten) and hex digest of each row."""
        hexed = self.digests.hex()
        for index in range(self.count):
            salt = self.salts[index * SALT_LENGTH : (index + 1) * SALT_LENGTH]
            digest = hexed[index * 2 * DIGEST_LENGTH : (index + 1) * 2 * DIGEST_LENGTH]
            yield self.first + index, None if salt == _NO_SALT else salt, digest

    def lines(self) -> str:
        """Return the lines ``row digest`` that the event's own digest is made of."""
        hexed = self.digests.hex()
        places = range(0, len(hexed), 2 * DIGEST_LENGTH)
        return "".join(
            [
                f"{row} {hexed[place : place + 2 * DIGEST_LENGTH]}\n"
                for row, place in enumerate(places, self.first)
            ]
        )


def sealed_tables(connection: sqlite3.Connection) -> list[str]:
    """Return the names of every table whose rows are sealed."""
    names = (name for (name,) in connection.execute(_SEALED_TABLES))
    return [name for name in names if name not in UNSEALED]


def watch_writes(connection: sqlite3.Connection) -> None:
    """Note every row written from here on; forget what was noted before."""
    if connection.execute(_IS_WATCHING).fetchone()[0]:
        connection.execute("delete from temp.touched")
    else:
        connection.execute(_MAKE_TOUCHED)
        connection.execute(_MAKE_ENDING)
        for table in sealed_tables(connection):
            connection.execute(
                f"create temp trigger touched_{table} after update on main.{table} "
                f"begin insert or ignore into touched values ('{table}', new.id); end"
            )
            connection.execute("insert into temp.ending values (?, 0)", (table,))
    # Rows are never deleted and ids only grow, so what lies beyond a table's end is new.
    connection.execute(_NOTE_ENDINGS.format(ends=_ends(connection)))


def _ends(connection: sqlite3.Connection) -> str:
    """Return the select that tells where each watched table ends now."""
    tables = connection.execute("select tbl from temp.ending").fetchall()
    return " union all ".join([_END.format(table=table) for (table,) in tables])


def sealed_rows(
    connection: sqlite3.Connection, table: str, where: str, values: Sequence[object] = ()
) -> Iterator[tuple[int, bytes]]:
    """Yield id and canonical JSON, the bytes that a digest covers, of some rows in order.

    Keys sorted, no spaces, null columns left out: made by SQLite itself, because a hundred
    thousand rows are not carried over to Python and back for it.
    """
    columns = connection.execute(_COLUMNS, (table,)).fetchall()
    unsure = [name for name, may_be_null in columns if may_be_null]
    counts = ", ".join(["count(*)", *[f"count({name})" for name in unsure]])
    rows, *found = connection.execute(
        f"select {counts} from main.{table} where {where}", values
    ).fetchone()
    filled = dict(zip(unsure, found, strict=True))
    told = [name for name, _ in columns if filled.get(name, rows)]
    pairs = ", ".join([f"'{name}', {name}" for name in told])
    text = f"cast(json_object({pairs}) as blob)"
    texts = connection.execute(
        f"select id, {text} from main.{table} where {where} order by id", values
    )
    texts.row_factory = None  # bare pairs: a hundred thousand rows need no names
    gaps = [name for name, count in filled.items() if 0 < count < rows]
    if not gaps:
        return texts
    # In a JSON text no quote stands bare inside a string, so these bytes are a key and its null.
    nulls = [f',"{name}":null'.encode() for name in gaps]
    return ((number, _without(nulls, text)) for number, text in texts)


def _without(nulls: Sequence[bytes], text: bytes) -> bytes:
    pairs = b"," + text[1:]
    for null in nulls:
        pairs = pairs.replace(null, b"")
    return b"{" + pairs[1:]


def seal_writes(connection: sqlite3.Connection) -> dict[str, list[Run]]:
    """Return fresh seals, by table, for every row that this transaction has written so far."""
    found = {}
    written = connection.execute(_WRITTEN.format(ends=_ends(connection))).fetchall()
    for table, last, has_new, has_old in written:
        rows: list[Iterator[tuple[int, bytes]]] = []
        if has_old:
            rows.append(sealed_rows(connection, table, f"id in ({_TOUCHED})", (table, last)))
        if has_new:
            rows.append(sealed_rows(connection, table, "id > ?", (last,)))
        found[table] = list(_runs(chain.from_iterable(rows)))
    return found


def _runs(rows: Iterator[tuple[int, bytes]]) -> Iterator[Run]:
    while batch := list(islice(rows, BLOCK_AT_MOST)):
        yield from map(_sealed, _in_succession(batch))


def _in_succession(rows: list[tuple[int, bytes]]) -> Iterator[list[tuple[int, bytes]]]:
    """Part rows, in order of their ids, where an id is left out."""
    if rows[-1][0] - rows[0][0] == len(rows) - 1:
        yield rows
        return
    pairs = enumerate(pairwise(rows), 1)
    gaps = [place for place, ((before, _), (after, _)) in pairs if after != before + 1]
    for start, end in pairwise([0, *gaps, len(rows)]):
        yield rows[start:end]


def _sealed(rows: Sequence[tuple[int, bytes]]) -> Run:
    salts = secrets.token_bytes(SALT_LENGTH * len(rows))
    digests = [
        hashlib.sha256(salts[place : place + SALT_LENGTH] + text).digest()
        for place, (_, text) in zip(range(0, len(salts), SALT_LENGTH), rows, strict=True)
    ]
    return Run(rows[0][0], salts, b"".join(digests))


def add_seals(connection: sqlite3.Connection, seq: int, table: str, runs: Iterable[Run]) -> None:
    """Store the seals that event ``seq`` gives rows of one table, and begin to watch anew."""
    for run in runs:
        if run.count >= BLOCK_FROM:
            connection.execute(_ADD_BLOCK, (seq, table, run.first, run.salts, run.digests))
        else:
            connection.executemany(_ADD_SEAL, [(seq, table, *each) for each in run.each()])


def digest_of_runs(runs: Iterable[Run]) -> str:
    """Return hex SHA-256 over the lines ``row digest`` in order of row: what the event keeps."""
    digest = hashlib.sha256()
    for run in runs:
        digest.update(run.lines().encode())
    return digest.hexdigest()


def kept_runs(connection: sqlite3.Connection, seq: int) -> dict[str, list[Run]]:
    """Return the seals that stand for event ``seq``, by table, in order of row; without salts."""
    found = {}
    for (table,) in connection.execute(_TABLES_OF_EVENT, {"seq": seq}).fetchall():
        singles = connection.execute(_SEALS, (seq, table))
        runs = [Run(row, b"", bytes.fromhex(digest)) for row, _, digest in singles]
        runs += [
            Run(row, b"", digests) for row, digests in connection.execute(_BLOCKS, (seq, table))
        ]
        found[table] = sorted(runs, key=lambda run: run.first)
    return found


def seals_beyond(connection: sqlite3.Connection, last: int) -> list[tuple[int, str]]:
    """Return event number and table of seals whose event the log, ``last`` events long, lacks.

    The program seals only with an event: such a seal was added by hand, or its event cut off.
    """
    return connection.execute(_BEYOND, {"last": last}).fetchall()


def latest_seals(connection: sqlite3.Connection, table: str) -> dict[int, tuple[bytes | None, str]]:
    """Return the last seal of every row of a table: its salt, None when forgotten, and digest."""
    found: dict[int, tuple[int, bytes | None, str]] = {}
    for seq, first, salts, digests in connection.execute(_BLOCKS_OF_TABLE, (table,)):
        for row, salt, digest in Run(first, salts, digests).each():
            found[row] = (seq, salt, digest)
    for seq, row, salt, digest in connection.execute(_SEALS_OF_TABLE, (table,)):
        if row not in found or found[row][0] <= seq:
            found[row] = (seq, salt, digest)
    return {row: (salt, digest) for row, (_, salt, digest) in found.items()}


def changed_rows(connection: sqlite3.Connection, table: str) -> Iterator[tuple[int, str]]:
    """Yield id and fault of every row that is not as its last seal says."""
    seals = latest_seals(connection, table)
    for row, sealed in sealed_rows(connection, table, "true"):
        salt, digest = seals.pop(row, (None, None))
        if digest is None:
            yield row, "row_not_in_log"
        elif salt is None:
            # An erasure seals anew what it leaves: only a hand behind the log leaves no salt.
            yield row, "salt_missing"
        elif hashlib.sha256(salt + sealed).hexdigest() != digest:
            yield row, "row_changed"
    for row in seals:
        yield row, "row_missing"


def forget_salts(connection: sqlite3.Connection, table: str, rows: list[int]) -> None:
    """Drop the salts of all seals that rows of one table have so far; the digests stay.

    Without its salt a digest tells nothing of what the row once held.
    """
    wanted = json.dumps(rows)
    connection.execute(_FORGET_SALTS, (table, wanted))
    for number, first, salts in connection.execute(_BLOCKS_WITH, (table, wanted)).fetchall():
        kept = bytearray(salts)
        for row in rows:
            place = (row - first) * SALT_LENGTH
            if 0 <= place < len(kept):
                kept[place : place + SALT_LENGTH] = _NO_SALT
        connection.execute(_SET_SALTS, (bytes(kept), number))
