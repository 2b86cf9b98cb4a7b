"""Step 25: what an act changed, as it was before, so that the act can be taken back.

``before`` is the row's JSON, nulls in; null where it had to be forgotten. A row of which an act
has a seal and no image came with the act.
"""

import sqlite3

_STEPS = (
    """
create table image (
    id integer primary key,
    seq integer not null references event (seq) deferrable initially deferred,
    tbl text not null,
    row integer not null,
    before text check (before like '{%}'),
    unique (seq, tbl, row)
) strict
""",
    "create index image_by_row on image (tbl, row)",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Take step 25 in the caller's transaction."""
    for statement in _STEPS:
        connection.execute(statement)
