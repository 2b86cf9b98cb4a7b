"""Step 21: when the card of a call was opened, from its first answer on.

Of an attempt the moment is null where nobody knows it: it was made before this step, or came in by
a file, a plain command or for an earlier time. When it was saved is ``entered_at``.
"""

import sqlite3

_TIME = "glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'"
_STEPS = tuple(
    f"alter table {table} add column opened_at text check (opened_at {_TIME})"
    for table in ("attempt", "draft")
)


def migrate(connection: sqlite3.Connection) -> None:
    """Take step 21 in the caller's transaction."""
    for statement in _STEPS:
        connection.execute(statement)
