"""Step: a file that comes again is a file of its own, so that an older version may return."""

import sqlite3

_TIME = "glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'"

# Foreign keys hold while a file is opened: they are asked again at the end of the transaction, by
# when every file stands under its number again.
_STATEMENTS = (
    "pragma defer_foreign_keys = on",
    "create temporary table file_kept as select id, name, sha256, size, received_at from file",
    "drop table file",
    f"""
create table file (
    id integer primary key,
    name text not null,
    sha256 text not null check (length(sha256) = 64),
    size integer not null check (size >= 0),
    received_at text not null check (received_at {_TIME})
) strict
""",
    "create index file_by_sha256 on file (sha256)",
    """
insert into file (id, name, sha256, size, received_at)
select id, name, sha256, size, received_at from file_kept order by id
""",
    "drop table file_kept",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Let files share a digest, in the caller's transaction."""
    for statement in _STATEMENTS:
        connection.execute(statement)
