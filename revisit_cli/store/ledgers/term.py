"""From which month to which each unit owes ledgers."""

import json
from collections.abc import Collection
from datetime import date

from revisit_cli.records.file.undo import LoggedAct
from revisit_cli.records.ledgers.unit import Term, TermVersion
from revisit_cli.store.file.database import Database
from revisit_cli.store.file.seals import sealed_by
from revisit_cli.store.log import act
from revisit_cli.store.standing import NAME_THEN, UNIT_OWES

_OF_UNIT = "select id, since, until from roster_term where unit = :unit order by id"
_ADD = """
insert into roster_term (unit, since, is_by_import) values (:unit, :since, :is_by_import)
"""
_OF_IMPORTS = """
select unit.name, term.id, term.since from roster_term as term join unit on unit.id = term.unit
where term.is_by_import = 1 and term.id = (
    select min(first.id) from roster_term as first where first.unit = term.unit)
"""
_SET = """
update roster_term set since = :since, until = :until, is_by_import = null where id = :id
"""
_BEGIN = "update roster_term set since = :since where id = :id"
_END_OTHERS = """
update roster_term set until = :until
where until is null and unit not in (select value from json_each(:units))
"""
_UNDATED = f"""
select unit.name from unit
where {UNIT_OWES} and not exists (
    select 1 from roster_term as term
    where term.unit = unit.id and term.since <= :month and ifnull(term.until, :month) >= :month)
"""
# What every term is, and by the images that acts keep of it was.
_VERSIONS = f"""
select term.id, unit.id as unit, {NAME_THEN} as name, term.since, term.until, term.ended
from (
    select row as id, json_extract(before, '$.unit') as unit,
           json_extract(before, '$.since') as since, json_extract(before, '$.until') as until,
           seq as ended
    from image where tbl = 'roster_term' and before is not null
    union all
    select term.id, term.unit, term.since, term.until, null from roster_term as term
) as term join unit on unit.id = term.unit
order by term.id, term.ended is null, term.ended
"""


def terms(database: Database, unit: int) -> list[Term]:
    """Return a unit's terms, the newest last."""
    return [Term(*row) for row in database.rows(_OF_UNIT, {"unit": unit})]


def add(database: Database, unit: int, since: str, *, is_by_import: bool = False) -> None:
    """Let a unit owe ledgers from a month on; ``is_by_import``: that of its first ledger."""
    values = {"unit": unit, "since": since, "is_by_import": 1 if is_by_import else None}
    database.insert(_ADD, values)


def history(
    database: Database, named_on: date
) -> tuple[tuple[TermVersion, ...], tuple[LoggedAct, ...]]:
    """Return what every term is and was before each act that changed it, and all these acts.

    Units bear the names they had on the day ``named_on``. A term that was changed before acts
    kept images is told as it was afterwards.
    """
    written = sealed_by(database.connection, "roster_term")
    acts = [act(database, seq) for seq in sorted({seq for seq, _ in written})]
    found: list[TermVersion] = []
    last, began = None, 0
    for term, unit, name, since, until, ended in database.rows(
        _VERSIONS, {"named_on": named_on.isoformat()}
    ):
        if term != last:
            last, began = term, min((seq for seq, rows in written if term in rows), default=0)
        found.append(TermVersion(unit, name, since, until, began, ended))
        began = ended
    return tuple(found), tuple(each for each in acts if each is not None)


def begun_by_import(database: Database) -> dict[str, Term]:
    """Return the terms that an import began, by the names of their units."""
    return {row["name"]: Term(row["id"], row["since"]) for row in database.rows(_OF_IMPORTS)}


def begin(database: Database, term: Term) -> None:
    """Let a term begin with another month."""
    database.run(_BEGIN, {"id": term.id, "since": term.since})


def change(database: Database, term: Term) -> None:
    """Set the first and the last month of a term."""
    database.run(_SET, {"id": term.id, "since": term.since, "until": term.until})


def end_others(database: Database, units: Collection[int], until: str) -> None:
    """End with a month every term that runs, but those of some units."""
    database.run(_END_OTHERS, {"until": until, "units": json.dumps(sorted(units))})


def undated(database: Database, month: str) -> tuple[str, ...]:
    """Return the units that owe a ledger of a month though nobody noted since when they do."""
    return tuple(row["name"] for row in database.rows(_UNDATED, {"month": month}))


def undated_count(database: Database, month: str) -> int:
    """Return how many they are."""
    return len(undated(database, month))
