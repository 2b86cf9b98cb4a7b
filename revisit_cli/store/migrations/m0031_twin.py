"""Which call answers for a firm's other name, where both names stand on the list of a month."""

import sqlite3

_STEPS = (
    "alter table call add column twin_of integer references call (id) check (twin_of <> id)",
    "create index call_by_twin on call (twin_of) where twin_of is not null",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Take this step in the caller's transaction."""
    for statement in _STEPS:
        connection.execute(statement)
