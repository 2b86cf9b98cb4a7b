"""Verifying the data file: from what must be there to what is there, never the other way.

What must be there is every table, index and trigger of the schema, every table and row that was
ever sealed, and everything that an event says of them. Whatever cannot be read is a fault of its
own place: nothing that a file may hold stops the walk, or lets it pass over the rest.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple

from revisit_cli.pattern import pattern
from revisit_cli.records.file.audit import HEAD_LENGTH, Anchor, Fault, LogHead, is_moment
from revisit_cli.records.file.audit_shown import TimeFact
from revisit_cli.store.file import audit_times
from revisit_cli.store.file.database import Database
from revisit_cli.store.file.event import NO_EVENT, hash_of
from revisit_cli.store.file.founding import APPLICATION_ID
from revisit_cli.store.file.kept_seals import (
    changed_rows,
    kept_runs,
    kept_tables,
    sealed_names,
    seals_of_no_event,
)
from revisit_cli.store.file.numbering import Values
from revisit_cli.store.file.schema import Stranger, schema_digest, strangers
from revisit_cli.store.file.seals import digest_of_runs, sealed_tables
from revisit_cli.store.migrations import MIGRATIONS, SCHEMA_VERSION, fresh

# Of these lines SQLite has as many as there are rows at fault; the first are enough.
_SHOWN = 100
_KINDS = ("table", "index", "trigger", "view")
# Working data: no event seals it, so each row is held to what the program could have written.
_MOMENTS = {"lease": "until", "draft": "saved_at"}
_TEXTS = {"draft": "answers"}

_DAMAGE = f"pragma integrity_check({_SHOWN})"
_FIELD = pattern(r"(?:NULL|NUMERIC|TEXT|non-\w+) value in (?P<table>.+)\.(?P<name>[^.]+)")
_CHECK = pattern(r"CHECK constraint failed in (?P<table>.+)")
_LOOSE_ROWS = "pragma foreign_key_check"
_TABLES = """
select name from main.sqlite_schema where type = 'table' and sql like 'create table%'
"""
_OBJECTS = "select type, name, tbl_name from main.sqlite_schema"
_EVENTS = """
select seq, cast(body as blob), typeof(body), prev, hash from event order by seq
"""
_LAST = "select seq, hash from event order by seq desc limit 1"
_HASH_AT = "select hash from event where seq = :seq"


class _Expected(NamedTuple):
    """What a file of one step of the schema must have, and what this one has instead."""

    version: int
    made: sqlite3.Connection
    strangers: tuple[Stranger, ...]
    tables: frozenset[str]

    def is_as_made(self, table: str) -> bool:
        """Whether a table is there, with the very definition that the program gave it."""
        odd = any(each.kind == "table" and each.name == table for each in self.strangers)
        return table in self.tables and not odd


def faults(database: Database) -> tuple[Fault, ...]:
    """Return every place where the file is not as the program left it; never raises for its data.

    Damage comes first, then the schema, the log with its seals, and rows by table.
    """
    version = _version(database.connection)
    with decoding(database.connection), fresh(version) as made:
        names = frozenset(str(name) for (name,) in _plain_rows(database, _TABLES))
        odd = tuple(strangers(database.connection, version))
        expected = _Expected(version, made, odd, names)
        told: set[str] = set()
        looks: tuple[Callable[[], Iterator[Fault]], ...] = (
            lambda: _damage(database),
            lambda: _mark_faults(database, expected),
            lambda: _schema_faults(database, expected),
            lambda: _chain_faults(database, expected, told),
            lambda: _row_faults(database, expected, told),
            lambda: _working_faults(database, expected),
            lambda: _loose_rows(database),
        )
        return tuple(fault for look in looks for fault in _guarded(look))


def head(database: Database) -> LogHead:
    """Return the log's size and head as far as they can be read."""
    for last in _rows_or_none(database, _LAST):
        seq, digest = last
        if isinstance(seq, int) and isinstance(digest, str):
            return LogHead(seq, digest[:HEAD_LENGTH])
    return LogHead(0, NO_EVENT[:HEAD_LENGTH])


def anchor_faults(database: Database, anchor: Anchor) -> Iterator[Fault]:
    """Yield a fault when the event a paper names is missing or another one."""
    found = _rows_or_none(database, _HASH_AT, {"seq": anchor.size})
    if not found:
        yield Fault("log_shorter_than_paper", seq=anchor.size)
    elif str(found[0][0])[:HEAD_LENGTH] != anchor.head:
        yield Fault("log_differs_from_paper", seq=anchor.size)


def event_moments(database: Database) -> list[tuple[int, str, bool]]:
    """Return number, time and kind of clock of every event that can be read."""
    try:
        return list(audit_times.event_moments(database))
    except sqlite3.Error:
        return []


def time_facts(database: Database) -> list[TimeFact]:
    """Return what the records say of their times; none where a table of theirs is not there.

    Such a table has been told already, or belongs to a file of an older step.
    """
    try:
        return list(audit_times.facts(database))
    except sqlite3.Error:
        return []


def fitting_version(connection: sqlite3.Connection) -> int | None:
    """Return the newest step of the schema that made just what the file has, None if none did."""
    found, fits = schema_digest(connection), None
    with fresh(0) as made:
        for step, migrate in enumerate(MIGRATIONS, 1):
            migrate(made)
            if schema_digest(made) == found:
                fits = step
    return fits


@contextmanager
def decoding(connection: sqlite3.Connection, errors: str = "backslashreplace") -> Iterator[None]:
    """Take what is no UTF-8 as text with its bytes spelled out: no look stumbles over it."""
    before = connection.text_factory
    connection.text_factory = lambda raw: raw.decode(errors=errors)
    try:
        yield
    finally:
        connection.text_factory = before


def _guarded(look: Callable[[], Iterator[Fault]]) -> Iterator[Fault]:
    """Yield what a look finds; a look that cannot be finished is itself a fault, never a pass."""
    try:
        yield from look()
    except Exception as error:
        yield Fault("unverifiable", text=type(error).__name__)


def _version(connection: sqlite3.Connection) -> int:
    """Return the step that the file must be held to: its own word, where its tables allow it."""
    (stated,) = connection.execute("pragma user_version").fetchone()
    version = stated if 0 < stated <= SCHEMA_VERSION else 0
    if version == SCHEMA_VERSION:
        return SCHEMA_VERSION
    # A step that is understated is told as such, and not as things there are too many of.
    return max(version, fitting_version(connection) or 0) or SCHEMA_VERSION


def _damage(database: Database) -> Iterator[Fault]:
    """Yield what SQLite finds broken; a value that its column does not allow is no damage."""
    fields = set()
    try:
        for (text,) in _plain_rows(database, _DAMAGE):
            found = _FIELD.fullmatch(text) or _CHECK.fullmatch(text)
            if found is not None:
                fields.add((found["table"], found.groupdict().get("name") or ""))
            elif text != "ok":
                yield Fault("damaged", text=text)
    except Exception as error:
        yield Fault("damaged", text=type(error).__name__)
    for table, name in sorted(fields):
        yield Fault("field_unfit", table=table, name=name or None)


def _mark_faults(database: Database, expected: _Expected) -> Iterator[Fault]:
    if database.value("pragma application_id") != APPLICATION_ID:
        yield Fault("application_changed")
    if database.value("pragma user_version") != expected.version:
        yield Fault("version_changed")


def _schema_faults(database: Database, expected: _Expected) -> Iterator[Fault]:
    objects = expected.made.execute(_OBJECTS)
    belongs = {(kind, name): table for kind, name, table in objects}
    belongs |= {(kind, name): table for kind, name, table in _plain_rows(database, _OBJECTS)}
    states = {each.name: each.state for each in expected.strangers if each.kind == "table"}
    for each in expected.strangers:
        kind = each.kind if each.kind in _KINDS else "table"
        table = str(belongs.get((each.kind, each.name), each.name))
        is_inner = str(each.name).startswith("sqlite_autoindex_") and table in states
        if kind == "table":
            yield Fault(f"table_{each.state}", table=table)
        elif not is_inner and not (each.state == states.get(table) == "missing"):
            # With a table go its indexes and triggers: they are not told one by one.
            yield Fault(f"{kind}_{each.state}", table=table, name=str(each.name))


def _chain_faults(database: Database, expected: _Expected, told: set[str]) -> Iterator[Fault]:
    """Yield what is wrong with events and their seals; note which tables they tell of."""
    if "event" not in expected.tables:
        return
    prev, following = NO_EVENT, 1
    for seq, body, kind, before, digest in _plain_rows(database, _EVENTS):
        if seq != following or before != prev:
            yield Fault("chain_broken", seq=seq)
        if kind != "text" or not _is_hash(digest, seq, before, body):
            yield Fault("event_changed", seq=seq)
        try:
            sealed = _sealed_by(body)
        except Exception:
            yield Fault("event_unreadable", seq=seq)
        else:
            told |= sealed.keys()
            yield from _seal_faults(database.connection, seq, sealed)
        prev, following = digest, seq + 1
    for seq, table in seals_of_no_event(database.connection):
        known = seq if isinstance(seq, int) else None
        yield Fault("seals_of_no_event", seq=known, table=str(table))


def _is_hash(digest: object, seq: int, prev: str, body: bytes) -> bool:
    try:
        return hash_of(seq, prev, body.decode()) == digest
    except UnicodeDecodeError:
        return False


def _sealed_by(body: bytes) -> dict[str, tuple[int, str]]:
    """Return count and digest of the rows that an event sealed, by table; raises on any oddity."""
    event = json.loads(body)
    if not (isinstance(event["kind"], str) and isinstance(event["by"], str)):
        raise TypeError
    if not (isinstance(event["facts"], dict) and is_moment(event["at"])):
        raise TypeError
    return {table: (entry["count"], entry["digest"]) for table, entry in event["rows"].items()}


def _seal_faults(
    connection: sqlite3.Connection, seq: int, sealed: dict[str, tuple[int, str]]
) -> Iterator[Fault]:
    try:
        kept = kept_tables(connection, seq)
    except sqlite3.Error:
        kept = []
    for table in sorted({*sealed, *map(str, kept)}):
        try:
            runs = kept_runs(connection, seq, table)
            is_same = sealed.get(table) == (sum(run.count for run in runs), digest_of_runs(runs))
        except Exception:
            is_same = False
        if not is_same:
            yield Fault("seals_changed", seq=seq, table=table)


def _row_faults(database: Database, expected: _Expected, told: set[str]) -> Iterator[Fault]:
    """Yield what is wrong with rows: of every table that must be, or was ever sealed."""
    connection = database.connection
    named = {str(name) for name in sealed_names(connection)}
    sealed = {*sealed_tables(expected.made)}
    for table in sorted(sealed | named | told):
        stands = table in expected.tables
        if not stands and table not in sealed:
            yield Fault("table_missing", table=table)
        found = changed_rows(connection, table, stands=stands, resumes=expected.is_as_made(table))
        for row, what in found:
            yield Fault(what, table=table, row=row)


def _working_faults(database: Database, expected: _Expected) -> Iterator[Fault]:
    """Yield the rows of leases and drafts that no command could have written."""
    connection = database.connection
    # Bytes that are no text stay what no table takes.
    with decoding(connection, "surrogateescape"):
        for table in filter(expected.is_as_made, sorted(_MOMENTS)):
            rows = connection.execute(f"select rowid as row, * from main.{table} order by rowid")
            for row in rows:
                values = dict(row)
                number = values.pop("row")
                if not _is_fit(expected.made, table, values):
                    yield Fault("row_unfit", table=table, row=number)


def _is_fit(made: sqlite3.Connection, table: str, values: dict[str, object]) -> bool:
    try:
        marks = ", ".join(f":{name}" for name in values)
        made.execute(f"insert into {table} ({', '.join(values)}) values ({marks})", values)
        moment = values[_MOMENTS[table]]
        if moment is not None:
            datetime.fromisoformat(str(moment))
        return table not in _TEXTS or isinstance(json.loads(str(values[_TEXTS[table]])), dict)
    except Exception:
        return False


def _loose_rows(database: Database) -> Iterator[Fault]:
    """Yield every row that points at one which is not there; of seals the log's look tells."""
    for table, row, *_ in _plain_rows(database, _LOOSE_ROWS):
        if table not in ("seal", "seal_block"):
            yield Fault("foreign_key_broken", table=str(table), row=row)


def _rows_or_none(database: Database, sql: str, values: Values = ()) -> list[tuple[Any, ...]]:
    try:
        return list(_plain_rows(database, sql, values))
    except (sqlite3.Error, OverflowError):
        return []


def _plain_rows(database: Database, sql: str, values: Values = ()) -> Iterator[tuple[Any, ...]]:
    cursor = database.connection.execute(sql, values)
    cursor.row_factory = None
    return cursor
