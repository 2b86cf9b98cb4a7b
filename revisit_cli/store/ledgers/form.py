"""What stands in 附表3 for a unit and month."""

import json

from revisit_cli.records.form import FormRow
from revisit_cli.rulebook.periods import Period
from revisit_cli.store.file.database import Database
from revisit_cli.store.standing import NAME_THEN, SERVICE_STANDS

_UNITS = f"""
select distinct unit.id, {NAME_THEN} as name from service join unit on unit.id = service.unit
where service.month = :month and {SERVICE_STANDS}
order by unit.id
"""
_ROWS = f"""
select service.officer, coalesce(service.served_on, service.date_text, '') as day, service.place,
       service.matter, service.completion, coalesce(heir.name, firm.name) as firm,
       service.contact_text as contact, service.phones, service.remark
from service join firm on firm.id = service.firm
    left join firm as heir on heir.id = firm.merged_into
where service.month = :month and service.unit = :unit and {SERVICE_STANDS}
order by day, service.id
"""


def units(database: Database, cycle: Period) -> list[tuple[int, str]]:
    """Return id and name of each unit that a month's ledgers have rows of."""
    values = {"month": cycle.id, "named_on": cycle.last_on.isoformat()}
    return [(row["id"], row["name"]) for row in database.rows(_UNITS, values)]


def rows(database: Database, unit: int, month: str) -> list[FormRow]:
    """Return a unit's accepted rows of a month, by day."""
    return [
        FormRow(**{**dict(row), "phones": tuple(json.loads(row["phones"]))})
        for row in database.rows(_ROWS, {"unit": unit, "month": month})
    ]
