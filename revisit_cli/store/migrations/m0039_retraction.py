"""Step 39: what was taken back in a month before it was cleared, so that its report tells of it.

Of what was taken back before this step the log alone tells.
"""

import sqlite3

_TIME = "glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'"
_STATEMENTS = (
    f"""
create table retraction (
    id integer primary key,
    month text not null check (month <> ''),
    kind text not null check (kind in ('ledger', 'list', 'attempt', 'flag', 'visit', 'problem',
        'symposium', 'finding', 'recheck')),
    subject integer,
    at text not null check (at {_TIME}),
    by text not null
) strict
""",
    "create index retraction_by_month on retraction (month)",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Take this step in the caller's transaction."""
    for statement in _STATEMENTS:
        connection.execute(statement)
