"""From which month to which each unit owes ledgers."""

import json
from collections.abc import Collection

from revisit_cli.records.ledgers.unit import Term
from revisit_cli.store.file.database import Database
from revisit_cli.store.standing import UNIT_OWES

_OF_UNIT = "select id, since, until from roster_term where unit = :unit order by id"
_ADD = "insert into roster_term (unit, since) values (:unit, :since)"
_SET = "update roster_term set since = :since, until = :until where id = :id"
_END_OTHERS = """
update roster_term set until = :until
where until is null and unit not in (select value from json_each(:units))
"""
_UNDATED = f"""
select count(*) from unit
where {UNIT_OWES} and not exists (
    select 1 from roster_term as term
    where term.unit = unit.id and term.since <= :month and ifnull(term.until, :month) >= :month)
"""


def terms(database: Database, unit: int) -> list[Term]:
    """Return a unit's terms, the newest last."""
    return [Term(*row) for row in database.rows(_OF_UNIT, {"unit": unit})]


def add(database: Database, unit: int, since: str) -> None:
    """Let a unit owe ledgers from a month on."""
    database.insert(_ADD, {"unit": unit, "since": since})


def change(database: Database, term: Term) -> None:
    """Set the first and the last month of a term."""
    database.run(_SET, {"id": term.id, "since": term.since, "until": term.until})


def end_others(database: Database, units: Collection[int], until: str) -> None:
    """End with a month every term that runs, but those of some units."""
    database.run(_END_OTHERS, {"until": until, "units": json.dumps(sorted(units))})


def undated_count(database: Database, month: str) -> int:
    """Return how many units owe a ledger of a month though nobody noted since when they do."""
    found: int = database.value(_UNDATED, {"month": month})
    return found
