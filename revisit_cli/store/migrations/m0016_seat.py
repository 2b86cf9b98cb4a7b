"""Step 16: at which desk a claimed card lies, so that a clerk's second window gets another firm."""

import sqlite3

_STEP = "alter table lease add column seat integer"


def migrate(connection: sqlite3.Connection) -> None:
    """Take step 16 in the caller's transaction."""
    connection.execute(_STEP)
