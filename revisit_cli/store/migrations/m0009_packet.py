"""Step: the packets of calls that go out on paper or in a workbook, and rows keyed from files.

A packet's calls are held by its clerk without an end (see ``store.calls.sheet``); which of them are
still out is what the lease says, so nothing here has to change when one comes back.
"""

import sqlite3

_TIME = "glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'"
_STEPS = (
    f"""create table packet (
    id integer primary key,
    month text not null check (month glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
    kind text not null check (kind in ('sheet', 'paper')),
    clerk text not null check (clerk <> ''),
    part integer not null check (part >= 1),
    parts integer not null check (parts >= part),
    secret text not null check (length(secret) = 32),
    written_at text not null check (written_at {_TIME}),
    by text not null
) strict""",
    """create table packet_call (
    id integer primary key,
    packet integer not null references packet (id),
    call integer not null references call (id),
    token integer not null,
    unique (packet, call)
) strict""",
    "create index packet_call_by_call on packet_call (call)",
    # From which row of which file an attempt was keyed.
    """create table keyed_row (
    id integer primary key,
    attempt integer not null references attempt (id),
    packet integer references packet (id),
    sha256 text not null check (length(sha256) = 64),
    sheet text not null,
    row integer not null check (row >= 1)
) strict""",
    "create index keyed_row_by_attempt on keyed_row (attempt)",
    "create index keyed_row_by_file on keyed_row (sha256)",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Add the packets, their calls, and the rows that attempts were keyed from."""
    for statement in _STEPS:
        connection.execute(statement)
