"""Step 30: of which unit a firm said something in an attempt, and with whom one agreed on another.

Of attempts made before this step neither is known.
"""

import sqlite3

_STEPS = (
    "alter table attempt add column unit integer references unit (id)",
    """
alter table attempt add column callback_party text
    check (callback_party in ('firm', 'third_party'))
""",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Take step 30 in the caller's transaction."""
    for statement in _STEPS:
        connection.execute(statement)
