"""Counts of one month for the page a clerk opens every morning; each by an index."""

from revisit_cli.records.status import StatusFacts
from revisit_cli.store.database import Database
from revisit_cli.store.filing import missing_units

_COUNTS = """
select
    (select count(distinct unit) from filing
     where month = :month and voided_at is null) as filed,
    (select count(*) from call where month = :month and state <> 'withdrawn') as calls,
    (select count(*) from call where month = :month and state = 'done') as called,
    exists (select 1 from call_list where month = :month) as is_locked,
    (select count(*) from visit where month = :month and voided_at is null
       and (state <> 'to_do' or exists (
         select 1 from flag where flag.firm = visit.firm and flag.month = visit.month
           and flag.dropped_at is null and flag.pending_since is null))) as visits,
    (select count(*) from visit
     where month = :month and voided_at is null and state = 'done') as visited,
    (select count(*) from problem where month = :month and voided_at is null) as problems,
    (select count(*) from problem where month = :month and voided_at is null
       and state in ('handled', 'answered', 'closed')) as answered,
    (select min(due_on) from problem where month = :month and voided_at is null
       and state not in ('handled', 'answered', 'closed')) as first_problem_due,
    (select count(*) from symposium
     where half = :half and is_special = 0 and voided_at is null) as symposia,
    (select count(*) from draw join freeze on freeze.id = draw.freeze
     where freeze.half = :half) as drawn,
    exists (select 1 from closing where month = :month) as is_closed
"""


def load(database: Database, month: str, half: str) -> StatusFacts:
    """Return a month's counts, and those of its half-year."""
    row = database.row(_COUNTS, {"month": month, "half": half})
    if row is None:
        raise AssertionError
    facts = dict(row)
    facts["is_locked"], facts["is_closed"] = bool(facts["is_locked"]), bool(facts["is_closed"])
    units = facts["filed"] + len(missing_units(database, month))
    return StatusFacts(units=units, **facts)
