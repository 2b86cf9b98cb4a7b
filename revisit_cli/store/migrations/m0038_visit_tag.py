"""Step 38: a tag of what a firm said when it was visited.

It counts in the month that answered for the visit when it was said. Until now a visit had none.
"""

import sqlite3

_STATEMENTS = (
    "alter table visit add column tags text check (tags like '[%]')",
    "alter table visit add column tagged_in text check (tagged_in <> '')",
    "alter table visit add column tagged_unit integer references unit (id)",
    "create index visit_by_tag on visit (tagged_in) where tagged_in is not null",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Take this step in the caller's transaction."""
    for statement in _STATEMENTS:
        connection.execute(statement)
