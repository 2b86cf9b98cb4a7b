"""Step: a visit's record is kept as it stood when it was voided; the visit itself goes on."""

import sqlite3

_VISIT_VOID = """
create table visit_void (
    id integer primary key,
    visit integer not null references visit (id),
    at text not null,
    by text not null,
    reason text not null check (reason <> ''),
    record text not null check (record like '{%}')
) strict
"""


def migrate(connection: sqlite3.Connection) -> None:
    """Add the table of voided records."""
    connection.execute(_VISIT_VOID)
