"""Step 17: firms whose initials are not worked out yet, found without a look at all others."""

import sqlite3

_INDEX = "create index firm_without_initials on firm (id) where initials is null"


def migrate(connection: sqlite3.Connection) -> None:
    """Make the index of step 17 in the caller's transaction."""
    connection.execute(_INDEX)
