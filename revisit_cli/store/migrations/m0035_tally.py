"""What was answered in confidence, counted: reports print a tally and never the answers' rows.

``period`` is a month or a half-year, ``unit`` null for the bureau. A tally is printed from the day
``shown_from`` on, the newest one. Answers given so far stay as they are.
"""

import sqlite3

_STEPS = (
    """
create table tally (
    id integer primary key,
    period text not null check (period <> ''),
    unit integer references unit (id),
    counts text not null check (counts like '{%}'),
    firms integer not null check (firms >= 0),
    at text not null check (at glob
        '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'),
    by text not null,
    shown_from text not null
        check (shown_from glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) strict
""",
    "create index tally_by_period on tally (period, unit, id)",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Take this step in the caller's transaction."""
    for statement in _STEPS:
        connection.execute(statement)
