"""Step 6: seals of many new rows in succession, kept as one row."""

import sqlite3

_STATEMENTS = (
    # The rows first, first + 1 and so on of one table: 32 bytes of digest and 16 of salt for each.
    # A forgotten salt is 16 zero bytes.
    """
create table seal_block (
    id integer primary key,
    seq integer not null references event (seq),
    tbl text not null,
    first integer not null check (first >= 1),
    salts blob not null,
    digests blob not null check (length(digests) = 2 * length(salts)),
    unique (seq, tbl, first)
) strict
""",
    """
create trigger seal_block_stays before delete on seal_block
begin select raise(abort, 'the log is append-only'); end
""",
    """
create trigger seal_block_is_fixed before update on seal_block
when new.seq <> old.seq or new.tbl <> old.tbl or new.first <> old.first
  or new.digests <> old.digests
begin select raise(abort, 'a seal can only lose its salt'); end
""",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Make the table of step 6 and its triggers in the caller's transaction."""
    for statement in _STATEMENTS:
        connection.execute(statement)
