"""Step 26: whether a unit's term was begun by an import, so that an older ledger may begin it.

Null is no: it was said, or nobody knows.
"""

import sqlite3


def migrate(connection: sqlite3.Connection) -> None:
    """Take the step in the caller's transaction."""
    connection.execute(
        "alter table roster_term add column is_by_import integer check (is_by_import = 1)"
    )
