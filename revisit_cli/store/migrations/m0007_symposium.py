"""Step: why a special session was called, and why a record of a symposium was voided."""

import sqlite3


def migrate(connection: sqlite3.Connection) -> None:
    """Add both reasons; null where there is none."""
    connection.execute("alter table symposium add column special_reason text")
    connection.execute("alter table symposium add column void_reason text")
