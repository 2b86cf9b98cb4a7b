"""Units, their other names, and the column maps remembered for them."""

from collections.abc import Iterable
from datetime import date

from revisit_cli.records.ledgers.unit import Unit, UnitDetails
from revisit_cli.records.value import replace
from revisit_cli.store.file.database import Database
from revisit_cli.store.standing import NAME_THEN

_ALL = """
select unit.id, name, kind, is_on_roster, leader, deputy, contact,
       term.id is not null as owes, term.since as owes_since, term.until as owes_until
from unit left join roster_term as term on term.id = (
    select max(last.id) from roster_term as last where last.unit = unit.id
)
where voided_at is null order by unit.id
"""
_ROSTER = f"select {NAME_THEN} as name from unit order by unit.id"
_NAME_THEN = f"select {NAME_THEN} as name from unit where unit.id = :unit"
_NAMES = """
select name, name as unit from unit where voided_at is null
union all
select unit_alias.name, unit.name from unit_alias join unit on unit.id = unit_alias.unit
where unit.voided_at is null
"""
_ADD = """
insert into unit (name, kind, is_on_roster, leader, deputy, contact, created_at)
values (:name, :kind, :is_on_roster, :leader, :deputy, :contact, :created_at)
"""
_ENROL = """
update unit set is_on_roster = 1, kind = :kind, leader = coalesce(:leader, leader),
    deputy = coalesce(:deputy, deputy), contact = coalesce(:contact, contact)
where id = :id
"""
_SET = """
update unit set kind = coalesce(:kind, kind), leader = coalesce(:leader, leader),
    deputy = coalesce(:deputy, deputy), contact = coalesce(:contact, contact),
    is_on_roster = coalesce(:is_on_roster, is_on_roster)
where id = :id
"""
_RENAME = "update unit set name = :name where id = :id"
# A unit that takes a former name again bears its latest one as the former.
_SWAP_ALIAS = """
update unit_alias set name = :name, renamed_on = :renamed_on where unit = :unit and name = :new
"""
_ADD_ALIAS = "insert into unit_alias (unit, name, renamed_on) values (:unit, :name, :renamed_on)"
_ALIASES = "select name, renamed_on from unit_alias where unit = :unit order by id"
_HAS_ROSTER = "select exists (select 1 from unit where is_on_roster = 1 and voided_at is null)"
_MAPS = "select heading, field from column_map where unit = :unit order by heading"
_PUT_MAP = """
insert into column_map (unit, heading, field) values (:unit, :heading, :field)
on conflict (unit, heading) do update set field = excluded.field
"""


def all_units(database: Database) -> tuple[Unit, ...]:
    """Return every unit that stands, in order of entry."""
    return tuple(
        replace(Unit(**dict(row)), is_on_roster=bool(row["is_on_roster"]), owes=bool(row["owes"]))
        for row in database.rows(_ALL)
    )


def name_then(database: Database, unit: int, named_on: date) -> str:
    """Return the name that a unit bore on a day."""
    values = {"unit": unit, "named_on": named_on.isoformat()}
    return str(database.value(_NAME_THEN, values))


def roster(database: Database, named_on: date) -> tuple[str, ...]:
    """Return all units in their order, those that were taken off too, as they were named then."""
    rows = database.rows(_ROSTER, {"named_on": named_on.isoformat()})
    return tuple(row["name"] for row in rows)


def names(database: Database) -> dict[str, str]:
    """Return each unit's name by each of its names and aliases."""
    return {row["name"]: row["unit"] for row in database.rows(_NAMES)}


def has_roster(database: Database) -> bool:
    """Whether a roster has been imported."""
    return bool(database.value(_HAS_ROSTER))


def add(
    database: Database,
    name: str,
    created_at: str,
    *,
    kind: str = "unknown",
    is_on_roster: bool = False,
    leader: str | None = None,
    deputy: str | None = None,
    contact: str | None = None,
) -> int:
    """Add a unit; return its id."""
    return database.insert(
        _ADD,
        {
            "name": name,
            "kind": kind,
            "is_on_roster": int(is_on_roster),
            "leader": leader,
            "deputy": deputy,
            "contact": contact,
            "created_at": created_at,
        },
    )


def enrol(
    database: Database,
    unit: int,
    kind: str,
    leader: str | None,
    deputy: str | None,
    contact: str | None,
) -> None:
    """Put a known unit on the roster."""
    database.run(
        _ENROL,
        {"id": unit, "kind": kind, "leader": leader, "deputy": deputy, "contact": contact},
    )


def change(database: Database, unit: int, kind: str | None, details: "UnitDetails") -> None:
    """Set what is given of a unit; None leaves as it is. ``kind`` is a code."""
    database.run(
        _SET,
        {
            "id": unit,
            "kind": kind,
            "leader": details.leader,
            "deputy": details.deputy,
            "contact": details.contact,
            "is_on_roster": details.is_on_roster,
        },
    )


def rename(database: Database, unit: int, old: str, new: str, renamed_on: str) -> None:
    """Give a unit a new name; the old one stays an alias with the day it ended."""
    database.run(_RENAME, {"id": unit, "name": new})
    former = {"unit": unit, "name": old, "renamed_on": renamed_on}
    if not database.run(_SWAP_ALIAS, {**former, "new": new}):
        database.insert(_ADD_ALIAS, former)


def add_alias(database: Database, unit: int, name: str) -> None:
    """Give a unit another name."""
    database.insert(_ADD_ALIAS, {"unit": unit, "name": name, "renamed_on": None})


def aliases(database: Database, unit: int) -> tuple[tuple[str, str | None], ...]:
    """Return a unit's other and former names, a former one with the day of its end."""
    rows = database.rows(_ALIASES, {"unit": unit})
    return tuple((row["name"], row["renamed_on"]) for row in rows)


def column_map(database: Database, unit: int) -> dict[str, str]:
    """Return which heading holds which field, as remembered for a unit."""
    return {row["heading"]: row["field"] for row in database.rows(_MAPS, {"unit": unit})}


def remember_map(database: Database, unit: int, pairs: Iterable[tuple[str, str]]) -> None:
    """Remember which heading holds which field for a unit."""
    for heading, field in pairs:
        database.run(_PUT_MAP, {"unit": unit, "heading": heading, "field": field})
