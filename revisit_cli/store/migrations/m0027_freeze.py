"""How a call list came to be frozen, and when it was opened again.

``is_early`` and ``missing`` (the names of the units that owed a ledger and had not filed) are null
of a list frozen before this step, which nobody knows them of; ``reason`` is why it was early.
"""

import sqlite3

_TIME = "glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'"
_STEPS = (
    "alter table call_list add column is_early integer check (is_early in (0, 1))",
    "alter table call_list add column missing text check (missing like '[%]')",
    "alter table call_list add column reason text check (reason <> '')",
    f"alter table call_list add column unlocked_at text check (unlocked_at {_TIME})",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Take this step in the caller's transaction."""
    for statement in _STEPS:
        connection.execute(statement)
