"""When each unit filed, as the report on filings tells it."""

from datetime import date

from revisit_cli.records.reports.duty import UnitFiling
from revisit_cli.store.file.database import Database
from revisit_cli.store.standing import FILING_IS_FIRST, NAME_THEN, SERVICE_IS_OVERDUE, UNIT_OWES

_UNIT_FILINGS = f"""
select {NAME_THEN} as unit, coalesce(filing.state, 'missing') as state, filing.received_at, (
    select count(*) from service
    where service.unit = unit.id and service.month = :month and {SERVICE_IS_OVERDUE}) as overdue
from unit left join filing on filing.unit = unit.id and filing.month = :month
    and {FILING_IS_FIRST}
where (unit.voided_at is null and filing.id is not null) or ({UNIT_OWES})
order by unit.id
"""


def unit_filings(database: Database, month: str, named_on: date) -> tuple[UnitFiling, ...]:
    """Return how and when each unit that owes a ledger first filed, by its name of that day."""
    values = {"month": month, "named_on": named_on.isoformat()}
    return tuple(UnitFiling(*row) for row in database.rows(_UNIT_FILINGS, values))
