"""Salted digests of the rows an event wrote, so that an edit behind the log's back is seen.

A digest covers the row's non-null columns, so that a later step may add columns without breaking
old seals. Which rows an event seals is found out in ``store/file/watch.py``.

A row sealed alone is a row of ``seal``; many new rows in succession are one row of ``seal_block``,
salts and digests end to end.
"""

import json
import sqlite3
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from revisit_cli.records.value import Value

# The log itself, and working data that comes and goes.
UNSEALED = frozenset({"event", "seal", "seal_block", "lease", "draft"})
SALT_LENGTH = 16
DIGEST_LENGTH = 32
BLOCK_FROM, BLOCK_AT_MOST = 16, 1_000
_NO_SALT = bytes(SALT_LENGTH)
# What a seal covers of a row that an undo took out of its table.
GONE = b""

Column = tuple[str, bool]
Seal = tuple[bytes | None, str]

_COLUMNS_OF_ALL = """
select tbl.name, col.name, col."notnull" = 0 and col.pk = 0
from main.sqlite_schema as tbl join pragma_table_info(tbl.name) as col
where tbl.type = 'table' and tbl.name not like 'sqlite\\_%' escape '\\'
order by tbl.name, col.name
"""
_COLUMNS = """
select name, "notnull" = 0 and pk = 0 as may_be_null from pragma_table_info(?) order by name
"""
_SEALS_OF_TABLE = "select seq, row, salt, digest from seal where tbl = ? order by seq"
_BLOCKS_OF_TABLE = "select seq, first, salts, digests from seal_block where tbl = ? order by seq"
_SEALS_OF_ROWS = """
select seq, row, salt, digest from seal
where tbl = ? and row in (select value from json_each(?)) order by seq
"""
# From an index alone: the blocks themselves are long.
_BLOCK_STARTS = "select id, first from seal_block where tbl = ?"
_BLOCKS_BY_ID = """
select seq, first, salts, digests from seal_block
where id in (select value from json_each(?)) order by seq
"""
_SEALED_BY = f"""
select seq, row as first, row + 1 as beyond from seal where tbl = :table
union all
select seq, first, first + length(digests) / {DIGEST_LENGTH} from seal_block
where id in (select id from seal_block where tbl = :table)
order by seq
"""
_LAST_SEALED = f"""
select max(
    coalesce((select max(row) from seal where tbl = :table), 0),
    coalesce((
        select max(first + length(digests) / {DIGEST_LENGTH} - 1) from seal_block
        where id in (
            select id from seal_block
            where tbl = :table and first > (
                select max(first) - {BLOCK_AT_MOST} from seal_block where tbl = :table
            )
        )
    ), 0)
)
"""
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


class Run(Value):
    """The seals of rows whose ids follow one another: salts and digests end to end."""

    first: int
    salts: bytes
    digests: bytes

    @property
    def count(self) -> int:
        """How many rows it seals."""
        return len(self.digests) // DIGEST_LENGTH

    @property
    def rows(self) -> range:
        """Which rows it seals."""
        return range(self.first, self.first + self.count)

    def each(self, rows: Iterable[int] | None = None) -> Iterator[tuple[int, bytes | None, str]]:
        """Yield id, salt (None when it was forgotten) and hex digest of each row, or of some."""
        hexed = self.digests.hex()
        for row in self.rows if rows is None else rows:
            index = row - self.first
            salt = self.salts[index * SALT_LENGTH : (index + 1) * SALT_LENGTH]
            digest = hexed[index * 2 * DIGEST_LENGTH : (index + 1) * 2 * DIGEST_LENGTH]
            yield row, None if salt == _NO_SALT else salt, digest

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


def sealed_columns(connection: sqlite3.Connection) -> dict[str, list[Column]]:
    """Return the columns in order of name, and whether each may be null, of every sealed table."""
    found: dict[str, list[Column]] = defaultdict(list)
    for table, *column in connection.execute(_COLUMNS_OF_ALL):
        found[table].append((column[0], bool(column[1])))
    return {
        table: columns
        for table, columns in found.items()
        if table not in UNSEALED and any(name == "id" for name, _ in columns)
    }


def columns_of(connection: sqlite3.Connection, table: str) -> list[Column]:
    """Return the columns in order of name, and whether each may be null, of one table."""
    return connection.execute(_COLUMNS, (table,)).fetchall()


def sealed_tables(connection: sqlite3.Connection) -> list[str]:
    """Return the names of every table whose rows are sealed."""
    return list(sealed_columns(connection))


def row_text(names: Iterable[str], of: str = "") -> str:
    """Return the expression for a row's JSON, nulls still in; ``of`` may say which row's."""
    pairs = ", ".join([f"'{name}', {of}{name}" for name in names])
    return f"cast(json_object({pairs}) as blob)"


def without_nulls(names: Iterable[str], text: bytes) -> bytes:
    """Return a row's JSON with those of some columns left out that are null."""
    # In a JSON text no quote stands bare inside a string, so these bytes are a key and its null.
    pairs = b"," + text[1:]
    for name in names:
        pairs = pairs.replace(f',"{name}":null'.encode(), b"")
    return b"{" + pairs[1:]


def sealed_rows(
    connection: sqlite3.Connection, table: str, where: str, values: Sequence[object] = ()
) -> Iterator[tuple[int, bytes]]:
    """Yield id and canonical JSON, the bytes that a digest covers, of some rows in order.

    Keys sorted, no spaces, null columns left out: made by SQLite itself, because a hundred
    thousand rows are not carried over to Python and back for it.
    """
    columns = columns_of(connection, table)
    unsure = [name for name, may_be_null in columns if may_be_null]
    counts = ", ".join(["count(*)", *[f"count({name})" for name in unsure]])
    rows, *found = connection.execute(
        f"select {counts} from main.{table} where {where}", values
    ).fetchone()
    filled = dict(zip(unsure, found, strict=True))
    told = [name for name, _ in columns if filled.get(name, rows)]
    texts = connection.execute(
        f"select id, {row_text(told)} from main.{table} where {where} order by id", values
    )
    texts.row_factory = None  # bare pairs: a hundred thousand rows need no names
    gaps = [name for name, count in filled.items() if 0 < count < rows]
    if not gaps:
        return texts
    return ((number, without_nulls(gaps, text)) for number, text in texts)


def sealed_runs(rows: Iterator[tuple[int, bytes]]) -> Iterator[Run]:
    """Yield fresh seals of rows given in order of their ids."""
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
    from hashlib import sha256
    from secrets import token_bytes

    salts = token_bytes(SALT_LENGTH * len(rows))
    digests = [
        sha256(salts[place : place + SALT_LENGTH] + text).digest()
        for place, (_, text) in zip(range(0, len(salts), SALT_LENGTH), rows, strict=True)
    ]
    return Run(rows[0][0], salts, b"".join(digests))


def add_seals(connection: sqlite3.Connection, seq: int, table: str, runs: Iterable[Run]) -> None:
    """Store the seals that event ``seq`` gives rows of one table."""
    for run in runs:
        if run.count >= BLOCK_FROM:
            connection.execute(_ADD_BLOCK, (seq, table, run.first, run.salts, run.digests))
        else:
            connection.executemany(_ADD_SEAL, [(seq, table, *each) for each in run.each()])


def digest_of_runs(runs: Iterable[Run]) -> str:
    """Return hex SHA-256 over the lines ``row digest`` in order of row: what the event keeps."""
    from hashlib import sha256

    digest = sha256()
    for run in runs:
        digest.update(run.lines().encode())
    return digest.hexdigest()


def latest_seals(
    connection: sqlite3.Connection, table: str, rows: Sequence[int] | None = None
) -> dict[int, Seal]:
    """Return the last seal of every row of a table: its salt, None when forgotten, and digest.

    Or of some rows alone, given in order.
    """
    found: dict[int, tuple[int, bytes | None, str]] = {}
    if rows is None:
        blocks = connection.execute(_BLOCKS_OF_TABLE, (table,))
        singles = connection.execute(_SEALS_OF_TABLE, (table,))
    else:
        blocks = connection.execute(_BLOCKS_BY_ID, (_blocks_holding(connection, table, rows),))
        singles = connection.execute(_SEALS_OF_ROWS, (table, json.dumps(rows)))
    for seq, first, salts, digests in blocks:
        run = Run(first, salts, digests)
        for row, salt, digest in run.each(None if rows is None else _within(rows, run.rows)):
            found[row] = (seq, salt, digest)
    for seq, row, salt, digest in singles:
        if row not in found or found[row][0] <= seq:
            found[row] = (seq, salt, digest)
    return {row: (salt, digest) for row, (_, salt, digest) in found.items()}


def _blocks_holding(connection: sqlite3.Connection, table: str, rows: Sequence[int]) -> str:
    """Return, as JSON, the ids of the blocks that may hold seals of rows given in order."""
    blocks = connection.execute(_BLOCK_STARTS, (table,))
    return json.dumps(
        [number for number, first in blocks if _within(rows, range(first, first + BLOCK_AT_MOST))]
    )


def _within(rows: Sequence[int], span: range) -> Sequence[int]:
    """Return those of some rows, given in order, that lie in a span."""
    return rows[bisect_left(rows, span.start) : bisect_left(rows, span.stop)]


def last_sealed(connection: sqlite3.Connection, table: str) -> int:
    """Return the highest row of a table that was ever sealed, 0 when none was."""
    found: int = connection.execute(_LAST_SEALED, {"table": table}).fetchone()[0]
    return found


def sealed_by(connection: sqlite3.Connection, table: str) -> list[tuple[int, range]]:
    """Return every event that wrote rows of a table, with the rows, oldest first."""
    found = connection.execute(_SEALED_BY, {"table": table})
    return [(seq, range(first, beyond)) for seq, first, beyond in found]


def row_fault(seal: Seal | None, text: bytes) -> str | None:
    """Return in which way a row is not as its last seal says, None when it is."""
    if seal is None:
        return "row_not_in_log"
    salt, digest = seal
    if salt is None:
        # An erasure seals anew what it leaves: only a hand behind the log leaves no salt.
        return "salt_missing"
    from hashlib import sha256

    return None if sha256(salt + text).hexdigest() == digest else "row_changed"


def is_gone(seal: Seal | None) -> bool:
    """Whether a row's last seal says that it was taken out of its table."""
    return row_fault(seal, GONE) is None


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
