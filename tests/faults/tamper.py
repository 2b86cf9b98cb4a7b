"""Tamper with a data file in every way we know and see whether verification tells where.

``python -m tests.faults.tamper`` tries all of them on a small and on a large file, each with both
commands, and prints how many were tried and which were missed. The suite tries a part.
"""

import hashlib
import json
import re
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from typer.testing import CliRunner

from revisit_cli.cli.app import app
from revisit_cli.operations.act import writing
from revisit_cli.records.context import Context
from revisit_cli.records.file.audit import DatabaseCreated
from revisit_cli.store.file.seals import UNSEALED, sealed_tables
from tests.conftest import Revisit
from tests.faults.tally import Tally

ROWS = 3
PADDING = 4_200_000
NOW = datetime.fromisoformat("2026-11-26T09:00:00+08:00")
# Each as SQL: what a hand, or a damaged page, may put into any column.
VALUES = (
    "null", "9223372036854775807", "-7", "1.5", "9e999", "'x'", "''", "'a' || char(0) || 'b'",
    "cast(x'fffe' as text)", "x'00ff'", "zeroblob(40)", "'2026-13-45T99:99:99+99:99'",
    "'2026-11-26T09:00:00+08:00 '", "'{\"a\":'", "'[[[['",
)  # fmt: skip
WORKING = ("lease", "draft")
# Leases and drafts are sealed by no event: only what no command writes can be told of them.
WORKING_VALUES = (
    ("lease", "owner", "x'00ff'"),
    ("lease", "owner", "cast(x'fffe' as text)"),
    ("lease", "token", "null"),
    ("lease", "token", "'x'"),
    ("lease", "token", "1.5"),
    ("lease", "until", "'x'"),
    ("lease", "until", "'2026-13-45T99:99:99+99:99'"),
    ("lease", "call", "-7"),
    ("draft", "answers", "'{\"a\":'"),
    ("draft", "answers", "x'7b7d'"),
    ("draft", "saved_at", "'2026-13-45T99:99:99+99:99'"),
    ("draft", "owner", "cast(x'fffe' as text)"),
    ("draft", "owner", "null"),
)
Act = Callable[[sqlite3.Connection], object]


class Case(NamedTuple):
    """One way of tampering: what it does, and where verification must point."""

    name: str
    act: Act
    table: str
    row: int | None = None


def filled(folder: Path, padding: int = 0) -> Revisit:
    """A data file with rows in every table, all sealed by the log as the program does it."""
    revisit = Revisit(folder)
    path = revisit.db
    context = Context(str(path), "测试员", NOW, is_back_entry=True)
    with writing(context, founds=True) as act:
        connection = act.database.connection
        connection.execute("pragma defer_foreign_keys = on")
        for table in sorted([*sealed_tables(connection), *WORKING]):
            for number in range(1, ROWS + 1):
                _put_a_row(connection, table, number)
        connection.executemany(
            "insert into setting (name, value) values (?, ?)",
            [(f"many{number}", "x" * (padding // 20)) for number in range(20)],
        )
        act.tell(DatabaseCreated(origin="0" * 16, schema=1))
    return revisit


def _put_a_row(connection: sqlite3.Connection, table: str, number: int) -> None:
    """Insert a row that the table's own checks take, found by heeding what they refuse."""
    (sql,) = connection.execute(
        "select sql from sqlite_schema where type = 'table' and name = ?", (table,)
    ).fetchone()
    columns = {
        str(name): (str(kind), bool(needed))
        for name, kind, needed in connection.execute(
            'select name, type, "notnull" = 1 and pk = 0 and dflt_value is null'
            " or (pk > 0 and name <> 'id') from pragma_table_info(?)",
            (table,),
        )
    }
    words = re.findall(r"'([a-z_]+)'", sql)
    texts = [
        f"x{number}", "2026-11-26T09:00:00+08:00", f"2026-11-{number:02d}", f"2026-{number:02d}",
        f"2026-H{number % 2 + 1}", "[]", "{}", *(f"{number}" * size for size in (64, 32, 18, 16)),
        *words,
    ]  # fmt: skip
    pointing = connection.execute(
        'select "from", "table" from pragma_foreign_key_list(?)', (table,)
    ).fetchall()
    ids: list[object] = [number, number % ROWS + 1, 1, 2]
    choices: dict[str, list[object]] = {
        name: list(texts) if kind == "TEXT" else [*ids, 0, 10 + number]
        for name, (kind, _) in columns.items()
    } | {name: [1] if other == "event" else ids for name, other in pointing}  # there is one event
    at = {name: 0 for name, (_, needed) in columns.items() if needed}
    for attempt in range(5000):
        values = {name: choices[name][place % len(choices[name])] for name, place in at.items()}
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join(f":{name}" for name in values)
        try:
            connection.execute(f"insert into {table} ({names}) values ({marks})", values)
        except sqlite3.IntegrityError as error:
            broken = re.sub(r"'[^']*'", "", str(error).partition(": ")[2])
            named = [name for name in columns if re.search(rf"\b{name}\b", broken)]
            if not named:
                raise
            draw = hashlib.sha256(f"{table} {number} {attempt}".encode()).digest()
            at[named[draw[0] % len(named)]] = draw[1]
        else:
            return
    raise AssertionError(table)


def cases(path: Path) -> Iterator[Case]:
    """Yield every way of tampering with a file that was filled here."""
    with closing(sqlite3.connect(path)) as connection:
        tables = dict(
            connection.execute("select name, sql from sqlite_schema where type = 'table'")
        )
        columns = {
            table: [name for (name,) in connection.execute(
                "select name from pragma_table_info(?)", (table,))]
            for table in tables
        }  # fmt: skip
    for table, sql in sorted(tables.items()):
        yield from _of_table(table, sql, columns[table])
        if table not in UNSEALED:
            yield Case(f"{table}: row deleted", _forced(f"delete from {table} where id = 2"),
                       table, 2)  # fmt: skip
            for column, value in ((column, value) for column in columns[table] for value in VALUES):
                row = None if column == "id" else 2
                yield Case(f"{table}.{column} = {value}", _set(table, column, value), table, row)
    yield Case("event deleted", _forced("delete from event"), "event")
    for table, part in (("event", "seq = 1"), ("seal", "row = 2"), ("seal_block", "id = 1")):
        yield Case(f"{table} partly emptied", _forced(f"delete from {table} where {part}"), table)
        yield Case(f"{table} emptied", _forced(f"delete from {table}"), table)
        for column, value in ((column, value) for column in columns[table] for value in VALUES):
            yield Case(f"{table}.{column} = {value}", _set(table, column, value), table)
    for table, column, value in WORKING_VALUES:
        yield Case(f"{table}.{column} = {value}", _set(table, column, value), table)
    yield from _of_schema()


def _of_table(table: str, sql: str, columns: list[str]) -> Iterator[Case]:
    listed, nothing = ", ".join(columns), ", ".join(f"null as {name}" for name in columns)
    other = f"create table {table} ({', '.join(reversed(columns))})"
    loose = _without_checks(sql)
    parts = {
        "dropped": [],
        "made anew and empty": [sql],
        "made anew with fewer rows": [sql, f"insert into {table} select * from kept"
                                 " limit min(1, (select count(*) - 1 from kept))"],
        "made anew without checks": [loose.replace(" strict", ""),
                                     f"insert into {table} select * from kept"],
        "made anew in another order": [other,
                                       f"insert into {table} ({listed}) select * from kept"],
        "a view in its place": [f"create view {table} as select {nothing}"],
        "a view without end in its place": [
            f"create view {table} as with recursive up (n) as (select 1 union all select n + 1"
            f" from up) select {', '.join(f'n as {name}' for name in columns)} from up"
        ],
        "a view of its rows in its place": [
            f"create table held_{table} as select * from kept",
            f"create view {table} as select * from held_{table}",
        ],
        "without rowid": [f"create table {table} ({listed}, primary key ({columns[0]}))"
                          " without rowid", f"insert into {table} select * from kept"],
        "virtual": [f"create virtual table {table} using rtree (id, low, high)"],
    }  # fmt: skip
    keeps = ("made anew without checks", "made anew in another order", "without rowid")
    for name, statements in parts.items():
        if table in WORKING and statements[:1] == [sql]:
            continue  # as it was made, with rows that come and go
        # What is gone is told row by row.
        row = None if table in UNSEALED or name in keeps else 2
        yield Case(f"{table}: {name}", _replaced(table, statements), table, row)
    yield Case(f"{table}: renamed", _plain(f"alter table {table} rename to other"), table)
    yield Case(
        f"{table}: with a column more", _plain(f"alter table {table} add column more text"), table
    )


def _without_checks(sql: str) -> str:
    """Return a table's definition with every check made one that takes anything."""
    while (start := re.search(r"\bcheck \((?!true\))", sql)) is not None:
        depth, end = 1, start.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(sql[end], 0)
            end += 1
        sql = f"{sql[: start.start()]}check (true){sql[end:]}"
    return sql


def _of_schema() -> Iterator[Case]:
    one = ("update call set attempts = 9", "settings")
    yield Case("table planted", _plain("create table mine (x)"), "mine")
    yield Case("view planted", _plain("create view mine as select 1"), "mine")
    yield Case(
        "trigger planted",
        _plain(f"create trigger mine after insert on setting begin {one[0]}; end"),
        "setting",
    )
    yield Case("index planted", _plain("create index mine on setting (value)"), "setting")
    yield Case("index dropped", _plain("drop index call_queue"), "call")
    for kind in ("event_is_whole", "event_is_fixed", "event_stays"):
        yield Case(f"{kind} dropped", _plain(f"drop trigger {kind}"), "event")
    yield Case(
        "trigger under an inner name",
        _schema(
            "insert into sqlite_schema values ('trigger', 'sqlite_x', 'setting', 0,"
            " 'create trigger sqlite_x after insert on setting begin select 1; end')"
        ),
        "setting",
    )


def _plain(sql: str) -> Act:
    def act(connection: sqlite3.Connection) -> None:
        connection.execute("pragma legacy_alter_table = on")
        connection.execute(sql)

    return act


def _schema(sql: str) -> Act:
    def act(connection: sqlite3.Connection) -> None:
        connection.execute("pragma writable_schema = on")
        connection.execute(sql)
        (version,) = connection.execute("pragma schema_version").fetchone()
        connection.execute(f"pragma schema_version = {version + 1}")
        connection.execute("pragma writable_schema = off")

    return act


def _forced(sql: str) -> Act:
    """A statement with all triggers out of its way, which are then put back."""

    def act(connection: sqlite3.Connection) -> None:
        triggers = connection.execute(
            "select name, sql from sqlite_schema where type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f"drop trigger {name}")
        connection.execute(sql)
        for _, text in triggers:
            connection.execute(text)

    return act


def _replaced(table: str, statements: list[str]) -> Act:
    """The table gone, and these in its place; its indexes and triggers put back where they fit."""

    def act(connection: sqlite3.Connection) -> None:
        around = connection.execute(
            "select sql from sqlite_schema where tbl_name = ? and type <> 'table'"
            " and sql is not null",
            (table,),
        ).fetchall()
        for (name,) in connection.execute(
            "select name from sqlite_schema where tbl_name = ? and type = 'trigger'", (table,)
        ).fetchall():
            connection.execute(f"drop trigger {name}")
        connection.execute(f"create temp table kept as select * from main.{table}")
        connection.execute(f"drop table {table}")
        for statement in statements:
            connection.execute(statement)
        for (text,) in around if statements else ():
            try:
                connection.execute(text)
            except sqlite3.Error:
                continue

    return act


def _set(table: str, column: str, value: str) -> Act:
    """One field set to any value, the table's types and checks out of the way meanwhile."""

    def act(connection: sqlite3.Connection) -> None:
        (sql,) = connection.execute(
            "select sql from sqlite_schema where type = 'table' and name = ?", (table,)
        ).fetchone()
        columns = connection.execute(
            "select name, pk from pragma_table_info(?) order by cid", (table,)
        ).fetchall()
        keys = [name for name, pk in sorted(columns, key=lambda each: each[1]) if pk]
        has_rowid = "without rowid" not in sql
        typed = [
            f"{name} integer primary key" if has_rowid and keys == [name] else name
            for name, _ in columns
        ]
        if keys and not (has_rowid and len(keys) == 1):
            typed.append(f"primary key ({', '.join(keys)})")
        typed += _unique(sql)
        loose = f"create table {table} ({', '.join(typed)})" + (
            "" if has_rowid else " without rowid"
        )
        put = "update sqlite_schema set sql = ? where type = 'table' and name = ?"
        where = "rowid = 2" if has_rowid and table != "event" else "true"
        if not has_rowid:
            where = "(seq, tbl, row) = (select seq, tbl, row from seal limit 1)"
        if table == "event":
            where = "seq = 2"
        connection.execute("pragma writable_schema = on")
        connection.execute(put, (loose, table))
        connection.execute("pragma writable_schema = reset")
        before = connection.total_changes
        _forced(
            f"update or ignore {table} set {column} = {value}"
            f" where {where} and {column} is not {value}"
        )(connection)
        is_same = connection.total_changes == before
        connection.execute("pragma writable_schema = on")
        connection.execute(put, (sql, table))
        connection.execute("pragma writable_schema = reset")
        if is_same:
            raise Unchanged

    return act


def _unique(sql: str) -> list[str]:
    """The table's unique constraints, which have indexes of their own to be kept."""
    found = re.findall(r"^\s+(\w+) \w+[^\n]*\bunique\b", sql, re.M)
    return [f"unique ({name})" for name in found] + re.findall(r"^\s+(unique \([^)]*\))", sql, re.M)


class Unchanged(Exception):
    """The field held that very value, or its column takes no such value at all."""


def tried(revisit: Revisit, whole: bytes, case: Case) -> str | None:
    """Return how verification missed a case, None where it did not; raises Unchanged."""
    revisit.db.unlink(missing_ok=True)
    revisit.db.touch(0o600)
    revisit.db.write_bytes(whole)
    with closing(sqlite3.connect(revisit.db, isolation_level=None)) as connection:
        connection.execute("pragma synchronous = off")
        try:
            case.act(connection)
        except (sqlite3.IntegrityError, sqlite3.DataError) as error:
            raise Unchanged from error
    if revisit.db.read_bytes() == whole:
        raise Unchanged
    ends = []
    for command in (("audit", "verify"), ("db", "check")):
        try:
            ends.append(_told(revisit, command))
        except Exception as error:
            return f"{' '.join(command)}: {type(error).__name__}: {error}"
    (code, said, faults), (other_code, _, more) = ends
    missing = [each for each in faults if each not in more]
    if code != other_code or missing:
        return f"the two commands differ: {code} {other_code} {missing}"
    if code not in (6, 7):
        return f"ended with {code}"
    return None if _is_named(case, said, faults) else f"not named: {said}"


def _told(revisit: Revisit, command: tuple[str, ...]) -> tuple[int, str, list[dict[str, Any]]]:
    environment = {
        "REVISIT_DB": str(revisit.db), "REVISIT_BY": "甲", "REVISIT_NOW": "2026-11-26T09:00",
    }  # fmt: skip
    ran = CliRunner().invoke(app, [*command, "--json"], env=environment)
    if ran.exception is not None and not isinstance(ran.exception, SystemExit):
        raise ran.exception
    faults = json.loads(ran.stdout)["faults"] if ran.stdout.startswith("{") else []
    return ran.exit_code, ran.stdout + ran.stderr, faults


def _is_named(case: Case, said: str, faults: list[dict[str, Any]]) -> bool:
    if not faults:
        return case.table in said
    if case.table in ("event", "seal", "seal_block"):
        return any({"seq", "row"} & each.keys() or each.get("table") == case.table
                   for each in faults)  # fmt: skip
    mine = [each for each in faults if each.get("table") == case.table]
    return any(case.row is None or each.get("row") == case.row for each in mine)


def missed(folder: Path, padding: int, keep: Callable[[int, Case], bool]) -> tuple[int, list[str]]:
    """Try those cases that ``keep`` says; return how many were tried and how each miss looked."""
    revisit = filled(folder, padding)
    whole = revisit.db.read_bytes()
    tally, found = Tally("tamper, large" if padding else "tamper, small"), []
    for place, case in enumerate(list(cases(revisit.db))):
        if not keep(place, case):
            continue
        try:
            how = tried(revisit, whole, case)
        except Unchanged:
            continue
        tally.add("missed" if how else "seen")
        if how is not None:
            found.append(f"{case.name}: {how}")
            print(found[-1][:300], flush=True)
    tally.tell()
    return tally.tries, found


def main() -> None:
    """Try everything on a small and on a large file and print what was missed.

    Two numbers, ``2 8``, try the second of eight parts.
    """
    part, of = map(int, sys.argv[1:] or ("1", "1"))
    for padding in (0, PADDING):
        folder = Path(tempfile.mkdtemp())
        try:
            number, found = missed(folder, padding, lambda place, _: place % of == part - 1)
        finally:
            shutil.rmtree(folder)
        size = "large" if padding else "small"
        print(f"{size}: tried {number}, missed {len(found)}", flush=True)


if __name__ == "__main__":
    main()
