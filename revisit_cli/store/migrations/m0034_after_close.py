"""Which filings came when their month was cleared already: they change none of its figures.

Null of all others, and of every filing before this step: then a cleared month took one as a
correction alone.
"""

import sqlite3

_STEP = "alter table filing add column after_close integer check (after_close = 1)"


def migrate(connection: sqlite3.Connection) -> None:
    """Take this step in the caller's transaction."""
    connection.execute(_STEP)
