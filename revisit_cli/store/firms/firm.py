"""Firms: finding them, and everything kept about one."""

import json
from collections.abc import Iterable, Sequence

from revisit_cli.records.firms.firm import FirmContact, FirmUnit, KinFirm, StoredFirm
from revisit_cli.store.file.database import Database, Row
from revisit_cli.store.standing import CONTACT_STANDS, SERVICE_STANDS

_ROOTS = """
select firm.id, firm.name, firm.credit_code, firm.is_sole_trader
from firm where firm.merged_into is null
"""
_ALL = f"{_ROOTS} order by firm.id limit :limit"
_SOME = f"{_ROOTS} and firm.id in (select value from json_each(:ids)) order by firm.id"
_COUNT = "select count(*) from firm where merged_into is null"
_KIN = """
select id, merged_into as root, name from firm
where merged_into in (select value from json_each(:ids)) order by id
"""
# A firm is found by part of a name, initials, digits of a number or part of a credit code.
_SEARCH = """
select coalesce(merged_into, id) as id from firm where :key <> '' and instr(key, :key)
union
select coalesce(firm.merged_into, firm.id) from firm_alias join firm on firm.id = firm_alias.firm
where :key <> '' and instr(firm_alias.key, :key) and firm_alias.voided_at is null
union
select coalesce(merged_into, id) from firm where :letters <> '' and instr(initials, :letters)
union
select coalesce(firm.merged_into, firm.id) from contact join firm on firm.id = contact.firm
where :digits <> '' and instr(contact.phone, :digits)
union
select coalesce(firm.merged_into, firm.id) from firm_code join firm on firm.id = firm_code.firm
where :code <> '' and instr(firm_code.code, :code)
"""
_FIRST = """
select firm.id from firm where firm.id in (select value from json_each(:ids))
order by firm.key <> :key, instr(firm.key, :key) <> 1,
         :letters = '' or instr(coalesce(firm.initials, ''), :letters) <> 1, firm.id
"""
_UNITS = f"""
select service.firm, unit.name as unit, count(*) as services
from service join unit on unit.id = service.unit
where service.firm in (select value from json_each(:ids)) and {SERVICE_STANDS}
group by service.firm, unit.id order by min(service.id)
"""
_CALL_COUNTS = """
select firm, count(*) as calls from call
where firm in (select value from json_each(:ids)) and state <> 'withdrawn' group by firm
"""
_CONTACTS = f"""
select firm, name, phone from contact
where firm in (select value from json_each(:ids)) and state <> 'erased'
  and {CONTACT_STANDS.format(contact="contact")}
order by id
"""
_ROOTS_OF = """
select id, coalesce(merged_into, id) as root from firm
where id in (select value from json_each(:ids))
"""
_NO_INITIALS = "select id, name from firm where initials is null"
_SET_INITIALS = "update firm set initials = :initials where id = :id"
_CODES = """
select code from firm_code where firm in (select value from json_each(:ids)) order by id
"""
_ADD_CODE = "insert into firm_code (firm, code) values (?, ?) on conflict (firm, code) do nothing"
_NAME_FIRST_CODE = """
update firm set credit_code = :code where id = :id and credit_code is null
"""


def all_firms(database: Database, limit: int | None) -> list[StoredFirm]:
    """Return firms that are not merged into another, in order of entry."""
    values = {"limit": -1 if limit is None else limit}
    return [_firm(row) for row in database.rows(_ALL, values)]


def count(database: Database) -> int:
    """Return how many firms there are, merged ones not counted."""
    found: int = database.value(_COUNT)
    return found


def some(database: Database, ids: Sequence[int]) -> list[StoredFirm]:
    """Return these firms, in the order given."""
    found = {row["id"]: _firm(row) for row in database.rows(_SOME, {"ids": json.dumps(ids)})}
    return [found[number] for number in ids if number in found]


def _firm(row: Row) -> StoredFirm:
    number, name, credit_code, is_sole_trader = row
    return StoredFirm(number, name, credit_code, bool(is_sole_trader))


def kin(database: Database, ids: Sequence[int]) -> list[KinFirm]:
    """Return the firms merged into these."""
    return [KinFirm(*row) for row in database.rows(_KIN, {"ids": json.dumps(ids)})]


def roots(database: Database, ids: Sequence[int]) -> list[int]:
    """Return, for each of these firms, the firm it counts as."""
    found = {r["id"]: r["root"] for r in database.rows(_ROOTS_OF, {"ids": json.dumps(ids)})}
    return [found[number] for number in ids]


def search(database: Database, key: str, letters: str, digits: str, code: str) -> list[int]:
    """Return the ids of the firms that any of these finds, the closest first; "" finds none."""
    wanted = {"key": key, "letters": letters, "digits": digits, "code": code}
    ids = json.dumps([row["id"] for row in database.rows(_SEARCH, wanted)])
    rows = database.rows(_FIRST, {"ids": ids, "key": key, "letters": letters})
    return [row["id"] for row in rows]


def units(database: Database, ids: Sequence[int]) -> list[FirmUnit]:
    """Return the units that served these firms."""
    return [FirmUnit(*row) for row in database.rows(_UNITS, {"ids": json.dumps(ids)})]


def call_counts(database: Database, ids: Sequence[int]) -> dict[int, int]:
    """Return how many calls each of these firms has."""
    rows = database.rows(_CALL_COUNTS, {"ids": json.dumps(ids)})
    return {row["firm"]: row["calls"] for row in rows}


def contacts(database: Database, ids: Sequence[int]) -> list[FirmContact]:
    """Return these firms' contacts, erased ones left out."""
    return [FirmContact(*row) for row in database.rows(_CONTACTS, {"ids": json.dumps(ids)})]


def without_initials(database: Database) -> list[tuple[int, str]]:
    """Return id and name of every firm whose initials were not worked out yet."""
    return [(row["id"], row["name"]) for row in database.rows(_NO_INITIALS)]


def set_initials(database: Database, initials: Iterable[tuple[int, str]]) -> None:
    """Store firms' initials, given as (id, initials)."""
    database.run_many(
        _SET_INITIALS, [{"id": number, "initials": text} for number, text in initials]
    )


def codes(database: Database, ids: Sequence[int]) -> list[str]:
    """Return every valid credit code that ledgers gave these firms, the first one first."""
    return [row["code"] for row in database.rows(_CODES, {"ids": json.dumps(ids)})]


def add_codes(database: Database, codes: Sequence[tuple[int, str]]) -> None:
    """Store valid credit codes as (firm, code); a firm goes by the first it was given."""
    for firm, code in codes:
        database.run(_NAME_FIRST_CODE, {"id": firm, "code": code})
    database.run_many(_ADD_CODE, codes)
