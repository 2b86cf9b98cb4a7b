"""Step 23: the re-check of completed calls, and doubts about records.

What a firm says of pressure, and what a decision about a record rests on, is kept with the other
words in confidence.
"""

import sqlite3

_TIME = "glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'"

_STEPS = (
    f"""create table recheck (
    id integer primary key,
    month text not null check (month <> ''),
    percent integer not null check (percent between 1 and 100),
    size integer not null check (size > 0),
    pool text not null,
    pool_count integer not null check (pool_count >= size),
    pool_sha256 text not null check (length(pool_sha256) = 64),
    nth integer not null check (nth >= 1),
    reason text,
    frozen_at text not null check (frozen_at {_TIME}),
    by text not null,
    unique (month, nth)
) strict""",
    f"""create table recheck_draw (
    id integer primary key,
    recheck integer not null unique references recheck (id),
    algorithm text not null,
    seed text not null check (seed <> ''),
    seed_from text,
    drawn_at text not null check (drawn_at {_TIME}),
    by text not null
) strict""",
    # ``recorded`` is the answer on the whole that stood at the freeze; no card shows it.
    """create table recheck_call (
    id integer primary key,
    recheck integer not null references recheck (id),
    call integer not null references call (id),
    firm integer not null references firm (id),
    label text not null,
    recorded text check (recorded <> ''),
    rank integer check (rank >= 1),
    hash text check (length(hash) = 64),
    unique (recheck, call),
    unique (recheck, label),
    unique (recheck, rank)
) strict""",
    f"""create table recheck_packet (
    id integer primary key,
    recheck integer not null references recheck (id),
    checker text not null check (checker <> ''),
    office text,
    secret text not null check (length(secret) = 32),
    written_at text not null check (written_at {_TIME}),
    by text not null
) strict""",
    f"""create table recheck_attempt (
    id integer primary key,
    recheck_call integer not null references recheck_call (id),
    answer text not null
        check (answer in ('called', 'not_called', 'unsure', 'not_ours', 'unreached')),
    overall text check (overall in ('satisfied', 'dissatisfied', 'unsaid')),
    by text not null check (by <> ''),
    office text,
    at text not null check (at {_TIME}),
    entered_at text not null check (entered_at {_TIME}),
    packet integer references recheck_packet (id),
    check ((answer = 'called') = (overall is not null))
) strict""",
    "create index recheck_attempt_by_call on recheck_attempt (recheck_call)",
    f"""create table doubt (
    id integer primary key,
    kind text not null check (kind in (
        'not_called', 'not_ours', 'too_short', 'in_a_row', 'one_number', 'off_hours')),
    month text not null check (month <> ''),
    subject text not null check (subject <> ''),
    call integer references call (id),
    clerk text,
    attempts text not null check (attempts like '[%]'),
    state text not null default 'suspected'
        check (state in ('suspected', 'confirmed', 'dismissed')),
    raised_at text not null check (raised_at {_TIME}),
    decided_at text check (decided_at {_TIME}),
    decided_by text,
    unique (kind, month, subject)
) strict""",
    "alter table confidence add column recheck_attempt integer references recheck_attempt (id)",
    "alter table confidence add column doubt integer references doubt (id)",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Take step 23 in the caller's transaction."""
    for statement in _STEPS:
        connection.execute(statement)
