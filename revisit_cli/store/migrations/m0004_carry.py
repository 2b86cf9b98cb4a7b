"""What was carried over when a month was cleared, to which month, and who accepted it."""

import sqlite3

_MONTH = "glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]'"
_TIME = "glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'"

_STEPS = (
    # subject: the call's, visit's or problem's number. target: the call that takes its place in
    # the next month's list, for a firm is called once a month.
    f"""create table carry (
    id integer primary key,
    month text not null check (month {_MONTH}),
    kind text not null check (kind in ('call', 'visit', 'problem')),
    subject integer not null,
    to_month text not null check (to_month {_MONTH}),
    target integer references call (id),
    by text not null,
    at text not null check (at {_TIME}),
    unique (month, kind, subject)
) strict""",
    "create index carry_by_month on carry (to_month, kind, subject)",
    "create index carry_by_target on carry (target) where target is not null",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Take this step in the caller's transaction."""
    for statement in _STEPS:
        connection.execute(statement)
