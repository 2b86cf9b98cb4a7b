"""Salted digests of the rows an event wrote, so that an edit behind the log's back is seen.

Temporary triggers note every row that a transaction inserts or changes, whichever function wrote
it; the event then seals them. A digest covers the row's non-null columns, so that a later step
may add columns without breaking old seals.
"""

import hashlib
import json
import secrets
import sqlite3
from collections.abc import Iterator

# The log itself, and working data that comes and goes.
UNSEALED = frozenset({"event", "seal", "lease", "draft"})
SALT_LENGTH = 16

_SEALED_TABLES = """
select tbl.name from main.sqlite_schema as tbl
where tbl.type = 'table' and tbl.name not like 'sqlite\\_%' escape '\\'
  and exists (select 1 from pragma_table_info(tbl.name) as col where col.name = 'id')
order by tbl.name
"""

_encoded = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode

_TOUCHED = "select tbl, row from temp.touched order by tbl, row"

_ADD_SEAL = "insert into seal (seq, tbl, row, salt, digest) values (?, ?, ?, ?, ?)"


def sealed_tables(connection: sqlite3.Connection) -> list[str]:
    """Return the names of every table whose rows are sealed."""
    names = (name for (name,) in connection.execute(_SEALED_TABLES))
    return [name for name in names if name not in UNSEALED]


def watch_writes(connection: sqlite3.Connection) -> None:
    """Note every row written from here on in ``temp.touched``; forget what was noted before."""
    watching = connection.execute(
        "select count(*) from temp.sqlite_schema where name = 'touched'"
    ).fetchone()[0]
    if watching:
        connection.execute("delete from temp.touched")
        return
    connection.execute(
        "create temp table touched (tbl text, row integer, primary key (tbl, row)) without rowid"
    )
    for table in sealed_tables(connection):
        for act in ("insert", "update"):
            connection.execute(
                f"create temp trigger touched_{table}_{act} after {act} on main.{table} "
                f"begin insert or ignore into touched values ('{table}', new.id); end"
            )


def digest_of(salt: bytes, row: sqlite3.Row) -> str:
    """Return hex SHA-256 of the salt and the row's canonical JSON, null columns left out."""
    columns = {name: row[name] for name in row.keys() if row[name] is not None}  # noqa: SIM118
    text = _encoded(columns)
    return hashlib.sha256(salt + text.encode()).hexdigest()


def digest_rows(
    connection: sqlite3.Connection, table: str, rows: list[int]
) -> Iterator[tuple[int, bytes, str]]:
    """Yield id, a fresh salt and the digest for each of these rows of one table."""
    wanted = f"select * from main.{table} where id in (select value from json_each(?)) order by id"
    salts = secrets.token_bytes(SALT_LENGTH * len(rows))
    for number, row in enumerate(connection.execute(wanted, (json.dumps(rows),))):
        salt = salts[number * SALT_LENGTH : (number + 1) * SALT_LENGTH]
        yield row["id"], salt, digest_of(salt, row)


def touched_rows(connection: sqlite3.Connection) -> dict[str, list[int]]:
    """Return the ids of the rows written in this transaction so far, by table."""
    found: dict[str, list[int]] = {}
    for table, row in connection.execute(_TOUCHED):
        found.setdefault(table, []).append(row)
    return found


def add_seals(
    connection: sqlite3.Connection, seq: int, table: str, seals: list[tuple[int, bytes, str]]
) -> None:
    """Store the seals that event ``seq`` gives rows of one table."""
    connection.executemany(_ADD_SEAL, [(seq, table, row, salt, dig) for row, salt, dig in seals])


def digest_of_seals(digests: list[tuple[int, str]]) -> str:
    """Return hex SHA-256 over the lines ``row digest`` in order of row: what the event keeps."""
    lines = "".join(f"{row} {digest}\n" for row, digest in digests)
    return hashlib.sha256(lines.encode()).hexdigest()
