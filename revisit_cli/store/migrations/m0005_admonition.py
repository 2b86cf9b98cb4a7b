"""Step: talks held over confirmed findings (约谈): who held them, when, with whom."""

import sqlite3

_ADMONITION = """
create table admonition (
    id integer primary key,
    finding integer not null unique references finding (id),
    held_on text not null check (held_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    held_by text not null check (held_by <> ''),
    whom text not null check (whom <> ''),
    recorded_at text not null,
    by text not null
) strict
"""


def migrate(connection: sqlite3.Connection) -> None:
    """Add the table of talks."""
    connection.execute(_ADMONITION)
