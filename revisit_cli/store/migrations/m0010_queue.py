"""What moves a firm in the queue: the head of it, a card put aside, and last month's answers."""

import sqlite3

_TIME = "glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'"

_STEPS = (
    # Since when a firm stands at the head: its unit sent another number.
    f"alter table call add column first_at text check (first_at {_TIME})",
    "create index call_first on call (month, first_at, id) where first_at is not null",
    # A card put aside without a call: no attempt, but told and not handed out again at once.
    f"""create table skip (
    id integer primary key,
    call integer not null references call (id),
    by text not null,
    at text not null check (at {_TIME}),
    until text not null check (until {_TIME}),
    words text not null
) strict""",
    "create index skip_by_call on skip (call)",
    "create index evaluation_by_firm on evaluation (firm, month)",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Take step 10 in the caller's transaction."""
    for statement in _STEPS:
        connection.execute(statement)
