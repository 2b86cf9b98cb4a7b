"""Calls: one per firm per cycle."""

from datetime import date

from revisit_cli.store.database import Database

_ADD_MISSING = """
insert into call (month, firm, due_on)
select :month, coalesce(firm.merged_into, firm.id), :due_on
from service join firm on firm.id = service.firm
where service.month = :month and service.state = 'accepted'
  and service.replaced_by is null and service.voided_at is null
group by 2
having not exists (
    select 1 from call
    where call.month = :month and call.firm = coalesce(firm.merged_into, firm.id)
)
order by min(service.id)
"""


def add_missing(database: Database, month: str, due_on: date) -> int:
    """Add a call for every firm served in a month that has none yet; return how many."""
    return database.run(_ADD_MISSING, {"month": month, "due_on": due_on.isoformat()})
