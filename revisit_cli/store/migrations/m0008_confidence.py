"""Step: which key words were sealed to, and whether they are what a decision rests on.

From here on a decision's evidence is kept among the words in confidence, not in its own row.
"""

import sqlite3

_KEY = """
alter table confidence add column key text check (length(key) = 16)
"""
_EVIDENCE = """
alter table confidence add column is_evidence integer check (is_evidence = 1)
"""


def migrate(connection: sqlite3.Connection) -> None:
    """Add the fingerprint of the key, null for plain words, and the mark of evidence."""
    connection.execute(_KEY)
    connection.execute(_EVIDENCE)
