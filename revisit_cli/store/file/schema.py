"""What the file's schema must be: every table, index, trigger and view, by its whole text.

Rows are worth no more than what stands beside them: a planted trigger forges answers under a
valid seal, and a view in a table's place answers a query without end.
"""

import json
import sqlite3
import sys
from collections import Counter
from contextlib import suppress
from importlib import import_module
from typing import Literal, NamedTuple

from revisit_cli.errors.file.database import SchemaChanged
from revisit_cli.labels.file.database import named_strangers
from revisit_cli.store.migrations import SCHEMA_SHA256, SCHEMA_VERSION, fresh

# SQLite's own tables come and go; anything else may be called sqlite_… that was put in by force.
_SCHEMA = """
select type, name, tbl_name, sql from main.sqlite_schema
where type <> 'table' or name not in ('sqlite_sequence', 'sqlite_stat1', 'sqlite_stat4')
  or sql not like 'create table ' || name || '(%'
order by type, name, tbl_name, sql
"""

State = Literal["foreign", "missing", "changed"]
_Entry = tuple[str, str, str, str | None]


class Stranger(NamedTuple):
    """One thing in the schema that is not as this program makes it."""

    kind: str
    name: str
    state: State


def schema_digest(connection: sqlite3.Connection) -> str:
    """Return hex SHA-256 over the whole schema but SQLite's own statistics and counters."""
    return _sha256(json.dumps(_entries(connection), default=repr).encode())


def strangers(connection: sqlite3.Connection, version: int = SCHEMA_VERSION) -> list[Stranger]:
    """Return what is not as the first ``version`` steps make it, in order of kind and name."""
    if version == SCHEMA_VERSION and schema_digest(connection) == SCHEMA_SHA256:
        return []
    # Made anew by the SQLite in use: another version may word an altered table in its own way.
    with fresh(version) as made:
        expected = Counter(_entries(made))
    found = Counter(_entries(connection))
    lacking = {entry[:2] for entry in expected - found}
    beyond = {entry[:2] for entry in found - expected}
    return [
        Stranger(*key, _state(is_lacking=key in lacking, is_beyond=key in beyond))
        for key in sorted(lacking | beyond, key=repr)
    ]


def refuse_strangers(
    connection: sqlite3.Connection, file: str, version: int = SCHEMA_VERSION
) -> None:
    """Raise SchemaChanged when anything in the schema is not as it must be before a write."""
    _refuse(strangers(connection, version), file)


class SchemaWatch:
    """Looks the schema over before each write of a connection.

    It does so once for all writes in a row between which nobody else wrote to the file: an act of
    one's own leaves the schema as it is, and SQLite counts it where one did not.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._seen: tuple[int, ...] = ()

    def refuse_strangers(self, file: str) -> None:
        """Raise SchemaChanged as :func:`refuse_strangers` does; a write is to be under way."""
        asked = (f"pragma main.{each}_version" for each in ("data", "schema"))
        now = tuple(self._connection.execute(each).fetchone()[0] for each in asked)
        if now != self._seen:
            refuse_strangers(self._connection, file)
            self._seen = now


def refuse_odd_tables(connection: sqlite3.Connection, file: str) -> None:
    """Raise SchemaChanged when a table of ours is missing or another: no query can be trusted.

    What stands beside the tables does nothing to one who only reads.
    """
    found = strangers(connection)
    _refuse([each for each in found if each.kind == "table" and each.state != "foreign"], file)


def _entries(connection: sqlite3.Connection) -> list[_Entry]:
    cursor = connection.execute(_SCHEMA)
    cursor.row_factory = None
    return cursor.fetchall()


def _sha256(data: bytes) -> str:
    """Return a digest in hex by the interpreter's own SHA-256, as its ``random`` takes it.

    ``hashlib`` loads OpenSSL, which takes a fortieth of the processor time of a short command; of
    those that seal nothing this is the one digest.
    """
    for name in ("_sha2" if sys.version_info >= (3, 12) else "_sha256", "hashlib"):
        with suppress(ImportError):
            found: str = import_module(name).sha256(data).hexdigest()
            return found
    raise AssertionError


def _state(*, is_lacking: bool, is_beyond: bool) -> State:
    if is_lacking and is_beyond:
        return "changed"
    return "missing" if is_lacking else "foreign"


def _refuse(found: list[Stranger], file: str) -> None:
    if found:
        raise SchemaChanged(file=file, what=named_strangers(found))
