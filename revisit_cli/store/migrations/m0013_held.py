"""Step 13: rows held back, found by their month however many rows there are."""

import sqlite3

_INDEX = "create index service_held on service (month) where state = 'held'"


def migrate(connection: sqlite3.Connection) -> None:
    """Make the index of step 13 in the caller's transaction."""
    connection.execute(_INDEX)
