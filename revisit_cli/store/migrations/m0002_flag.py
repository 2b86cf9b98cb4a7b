"""Step: a complaint or petition that waits to be verified asks for no visit yet."""

import sqlite3

_PENDING = """
alter table flag add column pending_since text
check (pending_since glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:*')
"""


def migrate(connection: sqlite3.Connection) -> None:
    """Add the time since which a flag waits; null where it counts."""
    connection.execute(_PENDING)
