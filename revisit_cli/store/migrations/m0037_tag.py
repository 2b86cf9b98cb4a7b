"""Step 37: a tag is the contact's, whether or not a problem was opened in it.

Until now only a problem kept it: an attempt gets the tag of the problems that it opened. The log
seals these attempts anew (store/file/resealing.py).
"""

import sqlite3

_STATEMENTS = (
    "alter table attempt add column tags text check (tags like '[%]')",
    """
update attempt set tags = (
    select problem.tags from problem
    where problem.attempt = attempt.id and problem.tags <> '[]' order by problem.id limit 1)
where id in (
    select problem.attempt from problem where problem.attempt is not null and problem.tags <> '[]')
""",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Take this step in the caller's transaction."""
    for statement in _STATEMENTS:
        connection.execute(statement)
