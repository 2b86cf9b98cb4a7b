"""Step 3: merges of firms that can be taken back, and the credit codes firms were seen with."""

import sqlite3

_TIME = "glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'"

_STATEMENTS = (
    # A person's word that a firm is another one. firm.merged_into follows from what stands here.
    f"""
create table firm_merge (
    id integer primary key,
    firm integer not null references firm (id),
    into_firm integer not null references firm (id),
    reason text not null check (reason <> ''),
    at text not null check (at {_TIME}),
    by text not null,
    undone_at text check (undone_at {_TIME}),
    undone_by text,
    undo_reason text,
    check (firm <> into_firm)
) strict
""",
    "create unique index firm_merge_standing on firm_merge (firm) where undone_at is null",
    # What a merge changed in a row: its columns as they were and as they became.
    """
create table firm_move (
    id integer primary key,
    merge integer not null references firm_merge (id),
    tbl text not null check (tbl in ('service', 'call', 'evaluation', 'flag', 'visit', 'problem')),
    row integer not null,
    before text not null check (before like '{%}'),
    after text not null check (after like '{%}')
) strict
""",
    "create index firm_move_by_merge on firm_move (merge)",
    # Every valid credit code that a ledger gave a firm; two of them are told.
    """
create table firm_code (
    id integer primary key,
    firm integer not null references firm (id),
    code text not null check (length(code) = 18),
    unique (firm, code)
) strict
""",
    "create index firm_code_by_code on firm_code (code)",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Make the tables of step 3 in the caller's transaction."""
    for statement in _STATEMENTS:
        connection.execute(statement)
