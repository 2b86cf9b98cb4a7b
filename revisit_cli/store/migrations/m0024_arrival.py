"""Step 24: who said when a ledger came, and which held row another one puts right.

Both are null where nobody noted them: of older filings the moment was that of the import, as far
as anybody knows.
"""

import sqlite3

_STATEMENTS = (
    "alter table filing add column received_said_by text check (received_said_by <> '')",
    "alter table service add column puts_right integer references service (id)",
    # What a row was before: the rows that it replaced.
    "create index service_by_successor on service (replaced_by) where replaced_by is not null",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Take the step in the caller's transaction."""
    for statement in _STATEMENTS:
        connection.execute(statement)
