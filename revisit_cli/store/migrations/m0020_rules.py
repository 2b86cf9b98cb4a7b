"""Step 20: settings dated by month, and no check that knows what a period's id looks like.

A check is no content of the file: its text is changed where it stands, as SQLite's notes on ``alter
table`` allow for checks that go, and no row is touched.
"""

import re
import sqlite3

_D = r"\[0-9\]"
_PERIOD = re.compile(rf"(\w+) glob '{_D}{_D}{_D}{_D}-(?:{_D}{_D}|H\[12\])'")
_SIZE = ("size between 10 and 15", "size > 0")

_TABLES = "select name, sql from sqlite_schema where type = 'table' and sql is not null"
_PUT = "update sqlite_schema set sql = :sql where type = 'table' and name = :name"

_SETTING = (
    "create temporary table setting_kept as select id, name, value from setting",
    "drop table setting",
    """
create table setting (
    id integer primary key,
    name text not null,
    value text not null,
    since text check (since <> '')
) strict
""",
    "create unique index setting_by_name on setting (name, ifnull(since, ''))",
    "insert into setting (id, name, value) select id, name, value from setting_kept order by id",
    "drop table setting_kept",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Take the step in the caller's transaction."""
    _loosen(connection)
    for statement in _SETTING:
        connection.execute(statement)


def _loosen(connection: sqlite3.Connection) -> None:
    """Let an id of any shape, and a draw of any size, stand in the tables."""
    found = [tuple(row) for row in connection.execute(_TABLES)]
    connection.execute("pragma writable_schema = on")
    try:
        for name, sql in found:
            loose = _PERIOD.sub(r"\1 <> ''", sql).replace(*_SIZE)
            if loose != sql:
                connection.execute(_PUT, {"name": name, "sql": loose})
    finally:
        # Also reads the schema anew, for this connection.
        connection.execute("pragma writable_schema = reset")
