"""Step 22: from which month to which a unit owes ledgers.

Till now a unit owed one of every month, or of none. Since when was not kept: a unit that owes
ledgers keeps a term without a first month, and the reports say so.
"""

import sqlite3

_STATEMENTS = (
    # Months, both included; without ``since`` it is not known, without ``until`` there is no end.
    """
create table roster_term (
    id integer primary key,
    unit integer not null references unit (id),
    since text check (since <> ''),
    until text check (until <> '')
) strict
""",
    "create index roster_term_by_unit on roster_term (unit)",
    """
insert into roster_term (unit)
select id from unit
where voided_at is null
  and (is_on_roster = 1 or not exists (select 1 from unit where is_on_roster = 1))
order by id
""",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Take the step in the caller's transaction."""
    for statement in _STATEMENTS:
        connection.execute(statement)
