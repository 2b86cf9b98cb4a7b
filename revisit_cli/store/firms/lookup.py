"""Every firm and unit that a clerk may name."""

from revisit_cli.records.firms.lookup import Candidate
from revisit_cli.store.file.database import Database, Row

# Names that a person has merged or given stand behind the firm they now belong to.
_FIRMS = """
select coalesce(merged_into, id) as id, name, merged_into is not null as is_other, id as own
from firm
union all
select coalesce(firm.merged_into, firm.id), firm_alias.name, 1, firm.id
from firm_alias join firm on firm.id = firm_alias.firm where firm_alias.voided_at is null
order by 1, 3
"""
_UNITS = """
select id, name, 0 as is_other, id as own from unit where voided_at is null
union all
select unit.id, unit_alias.name, 1, unit.id
from unit_alias join unit on unit.id = unit_alias.unit where unit.voided_at is null
order by 1, 3
"""


def firms(database: Database) -> list[Candidate]:
    """Return every firm with all its names."""
    return _candidates(database.rows(_FIRMS))


def units(database: Database) -> list[Candidate]:
    """Return every unit with all its names."""
    return _candidates(database.rows(_UNITS))


def _candidates(rows: list[Row]) -> list[Candidate]:
    names: dict[int, list[str]] = {}
    numbers: dict[int, set[int]] = {}
    for row in rows:
        names.setdefault(row["id"], []).append(row["name"])
        if row["own"] != row["id"]:
            numbers.setdefault(row["id"], set()).add(row["own"])
    return [
        Candidate(number, tuple(found), frozenset(numbers.get(number, ())))
        for number, found in names.items()
    ]
