"""Which unit's leader says, by name and reason, that it never served the firm of a call.

``voided_at`` is set when the unit's ledger names the firm again: the firm is to be called then.
"""

import sqlite3

_TIME = "glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'"
_STEPS = (
    f"""
create table not_served (
    id integer primary key,
    call integer not null references call (id),
    unit integer not null references unit (id),
    leader text not null check (leader <> ''),
    reason text not null check (reason <> ''),
    by text not null,
    at text not null check (at {_TIME}),
    voided_at text check (voided_at {_TIME})
) strict
""",
    "create unique index not_served_once on not_served (call, unit) where voided_at is null",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Take this step in the caller's transaction."""
    for statement in _STEPS:
        connection.execute(statement)
