"""Step: firms that a person has said are two, so that they are not proposed again."""

import sqlite3

_TIME = "glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'"
_APART = f"""
create table firm_apart (
    id integer primary key,
    firm integer not null references firm (id),
    other integer not null references firm (id),
    reason text not null check (reason <> ''),
    at text not null check (at {_TIME}),
    by text not null,
    unique (firm, other),
    check (firm < other)
) strict
"""


def migrate(connection: sqlite3.Connection) -> None:
    """Add the table of firms told apart."""
    connection.execute(_APART)
