"""Step 15: what a firm said in a call, where no problem was opened that would hold the words."""

import sqlite3

_STEPS = (
    "alter table attempt add column suggestion text",
    "alter table attempt add column difficulty text",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Take step 15 in the caller's transaction."""
    for statement in _STEPS:
        connection.execute(statement)
