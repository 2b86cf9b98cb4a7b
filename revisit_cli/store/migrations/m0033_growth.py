"""What is open is found without looking at what is done, and what came of an attempt by its number.

So that a day's commands take no longer after years of months than after one.
"""

import sqlite3

_STEPS = (
    "create index call_open on call (state, next_at) where state <> 'done'",
    "create index visit_open on visit (month) where state <> 'done'",
    "create index carry_by_subject on carry (kind, subject)",
    "create index problem_by_attempt on problem (attempt) where attempt is not null",
    "create index problem_by_visit on problem (visit) where visit is not null",
    "create index problem_by_symposium on problem (symposium) where symposium is not null",
    "create index flag_by_attempt on flag (attempt) where attempt is not null",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Take this step in the caller's transaction."""
    for statement in _STEPS:
        connection.execute(statement)
