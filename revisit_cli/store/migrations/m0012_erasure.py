"""Step: who had a firm's contacts erased, when and why."""

import sqlite3

_TIME = "glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'"
_ERASURE = f"""
create table firm_erasure (
    id integer primary key,
    firm integer not null references firm (id),
    reason text not null check (reason <> ''),
    at text not null check (at {_TIME}),
    by text not null
) strict
"""


def migrate(connection: sqlite3.Connection) -> None:
    """Add the table of erasures."""
    connection.execute(_ERASURE)
