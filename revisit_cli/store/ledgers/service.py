"""Ledger rows: saving a file's rows at once, and reading them back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from revisit_cli.records.ledgers.cross_check import ServedHere
from revisit_cli.records.ledgers.stored import (
    FileRow,
    HeldForUnit,
    HeldService,
    NamedFile,
    StandingRow,
    StoredRow,
)
from revisit_cli.store.file.database import Database
from revisit_cli.store.standing import (
    SERVICE_IS_HELD,
    SERVICE_IS_OVERDUE,
    SERVICE_NOTES,
    SERVICE_STANDS,
)

# The rows of a unit's ledger: those of its month, and those of a later one that came when it was
# cleared.
_OF_LEDGER = """(
    service.month = :month or service.month in (
      select late.month from filing cross join service as late on late.filing = filing.id
      where filing.unit = :unit and filing.month = :month and filing.file is not null
        and late.state = 'accepted'))
  and coalesce((select own.month from filing as own where own.id = service.filing), :month) = :month
"""
_STANDING = f"""
select service.id, coalesce(served_on, date_text, '') as day, matter, officer, place, completion,
       phones, coalesce(service.firm_text, firm.name) as named,
       coalesce(contact_text, '') as contact, coalesce(remark, '') as remark, service.month
from service join firm on firm.id = service.firm
where {_OF_LEDGER} and service.unit = :unit and {SERVICE_STANDS}
"""
# Where the numbers stand among these columns, a list in JSON.
_PHONES = 6
_ADD = """
insert into service (id, file, filing, sheet, row, state, notes, month, unit, unit_text, officer,
    served_on, date_text, place, matter, completion, firm, firm_text, contact_text, phone_text,
    phones, remark, cells, duplicate_of, puts_right)
values {rows}
"""
_REPLACE = "update service set replaced_by = :new where id = :old"
_STATES = """
select service.id, service.sheet, service.row, service.state, service.replaced_by,
       service.voided_at, unit.name as unit
from service left join unit on unit.id = service.unit
    left join filing on filing.id = service.filing
where service.file = :file and filing.voided_at is null order by service.id
"""
_WAITING = f"""
select file.name as file, service.unit_text as unit, service.notes, count(*) as row_count
from service join file on file.id = service.file
where {SERVICE_IS_HELD}
  and service.notes like '%unit_unknown%'
group by file.id, service.unit_text, service.notes order by file.id
"""
_HELD = f"""
select service.id, service.unit, unit_text, date_text, matter, firm_text, contact_text, phone_text,
       service.file, service.filing, file.received_at
from service join file on file.id = service.file
where {SERVICE_IS_HELD}
  and month = :month and file not in (select value from json_each(:files))
order by service.id
"""
_FILE_UNDER = """
update service set filing = :filing
where filing is null and state = 'held' and (
  id in (select value from json_each(:ids))
  or (file = :file and unit = :unit and month = :month))
"""
_SETTLE = "update service set voided_at = :at, void_reason = :reason where id = :id"
_FIXED = """
select service.id from service
where service.id in (select value from json_each(:ids)) and (
  exists (select 1 from call_list where month in (service.month, :month))
  or exists (select 1 from closing where month in (service.month, :month))
  or exists (
    select 1 from call left join lease on lease.call = call.id
    where call.firm = service.firm and call.month in (service.month, :month)
      and call.state <> 'withdrawn'
      and (call.attempts > 0 or call.state in ('appointment', 'done') or lease.until > :now)))
"""
_REPEAT = """
update service set state = 'duplicate' where id in (select value from json_each(:ids))
"""
_FILES_NAMED = """
select file.id, file.sha256, (
    select json_group_array(distinct unit.name) from service join unit on unit.id = service.unit
    where service.file = file.id) as units, (
    select json_group_array(json_array(filing.id, unit.name, filing.month))
    from filing join unit on unit.id = filing.unit where filing.file = file.id) as filings
from file where file.name = :name or file.sha256 = :name or cast(file.id as text) = :name
order by file.id desc
"""
_SHOWN = """
select service.sheet, service.row, service.state, {notes}, unit.name as unit,
       service.unit_text, service.officer, service.served_on, service.place, service.matter,
       service.completion, service.firm_text, service.contact_text, service.phones, service.remark,
       service.replaced_by, service.voided_at, {overdue} as is_overdue
from service left join unit on unit.id = service.unit
where {which} and not (service.state = 'held' and service.replaced_by is not null)
order by min(service.id) over (partition by service.file, service.sheet), service.row, service.id
"""
# Where notes and numbers stand among these columns, both lists in JSON.
_LISTS = (3, 13)
_OF_FILE = _SHOWN.format(
    notes=SERVICE_NOTES, overdue=SERVICE_IS_OVERDUE, which="service.file = :file"
)
# Rows that name no unit belong to no filing; they are shown with the file that brought them.
_OF_FILING = _SHOWN.format(
    notes=SERVICE_NOTES,
    overdue=SERVICE_IS_OVERDUE,
    which="""service.file = (select file from filing where id = :filing)
  and (service.filing = :filing or (service.filing is null and service.unit is null))""",
)
_OF_UNIT = _SHOWN.format(
    notes=SERVICE_NOTES,
    overdue=SERVICE_IS_OVERDUE,
    which=f"""service.unit = :unit and {_OF_LEDGER} and service.state <> 'duplicate'
  and service.voided_at is null and service.replaced_by is null""",
)
_FIRMS = """
select key, coalesce(merged_into, id) as id from firm
where key in (select value from json_each(:keys))
union all
select key, firm from firm_alias
where voided_at is null and key in (select value from json_each(:keys))
"""
_ADD_FIRMS = "insert into firm (id, name, key, is_sole_trader, initials) values {rows}"
_ADD_CONTACT = """
insert into contact (firm, name, phone, extension, filing) values {rows}
on conflict (firm, name, phone) do nothing
"""


def standing(database: Database, unit: int, month: str) -> list[StandingRow]:
    """Return the accepted rows that stand for a unit's month."""
    found = []
    for row in database.each(_STANDING, {"unit": unit, "month": month}):
        columns = list(row)
        columns[_PHONES] = _list(columns[_PHONES])
        found.append(StandingRow(*columns))
    return found


def next_id(database: Database) -> int:
    """Return the id that the next row will take."""
    return database.numbering.next_id("service")


def add_all(database: Database, rows: Iterable[tuple[Any, ...]]) -> None:
    """Add rows, given as tuples in the order of the insert's columns."""
    database.insert_many(_ADD, rows)


def replace(database: Database, pairs: Iterable[tuple[int, int]]) -> None:
    """Say of earlier rows (first) by which new rows (second) they are corrected, or came in."""
    for old, new in pairs:
        database.run(_REPLACE, {"old": old, "new": new})


def waiting(database: Database) -> list[HeldForUnit]:
    """Return the rows held for their unit, counted by file, unit as written and notes."""
    return [
        HeldForUnit(row["file"], row["unit"], _list(row["notes"]), row["row_count"])
        for row in database.rows(_WAITING)
    ]


def held_of_month(database: Database, month: str, files: Iterable[int]) -> list[HeldService]:
    """Return the rows of a month that are held still, those of some files left out."""
    values = {"month": month, "files": json.dumps(list(files))}
    return [HeldService(*row) for row in database.rows(_HELD, values)]


def file_under(
    database: Database, filing: int, ids: Iterable[int], *, file: int, unit: int, month: str
) -> None:
    """Put held rows, and what else a file holds of their unit's month, under a filing of theirs."""
    values = {"filing": filing, "ids": json.dumps(list(ids))}
    database.run(_FILE_UNDER, {**values, "file": file, "unit": unit, "month": month})


def settle(database: Database, ids: Iterable[int], at: str, reason: str) -> None:
    """Void held rows that have been put right, or are gone."""
    for number in ids:
        database.run(_SETTLE, {"id": number, "at": at, "reason": reason})


def fixed(database: Database, ids: Sequence[int], month: str, now: str) -> frozenset[int]:
    """Return those of some standing rows that stay in their month, though ``month`` has them too.

    A list of either month is frozen, or their firm was called there, or is being called.
    """
    values = {"ids": json.dumps(ids), "month": month, "now": now}
    return frozenset(row["id"] for row in database.rows(_FIXED, values))


def repeat(database: Database, ids: Sequence[int]) -> None:
    """Let rows stand no more that an earlier month's ledger has, and repeat it instead."""
    database.run(_REPEAT, {"ids": json.dumps(ids)})


def files_named(database: Database, name: str) -> list[NamedFile]:
    """Return the files of that name, digest or id, the newest first."""
    return [
        NamedFile(
            row["id"],
            row["sha256"],
            frozenset(json.loads(row["units"])),
            tuple((filing, unit, month) for filing, unit, month in json.loads(row["filings"])),
        )
        for row in database.rows(_FILES_NAMED, {"name": name})
    ]


def states_of_file(database: Database, file: int) -> list[FileRow]:
    """Return what became of every row a file ever brought, in their order."""
    return [FileRow(*row) for row in database.rows(_STATES, {"file": file})]


def of_file(database: Database, file: int) -> list[StoredRow]:
    """Return every row of a file in its order."""
    return _stored(database, _OF_FILE, {"file": file})


def of_filing(database: Database, filing: int) -> list[StoredRow]:
    """Return every row of a filing, and those of its file that belong to none."""
    return _stored(database, _OF_FILING, {"filing": filing})


def of_unit(database: Database, unit: int, month: str) -> list[StoredRow]:
    """Return the rows that stand for a unit's month, or wait there, whichever file brought them."""
    return _stored(database, _OF_UNIT, {"unit": unit, "month": month})


def _stored(database: Database, sql: str, values: Mapping[str, object]) -> list[StoredRow]:
    found = []
    for row in database.each(sql, values):
        columns = list(row)
        for place in _LISTS:
            columns[place] = _list(columns[place])
        columns[-1] = bool(columns[-1])
        found.append(StoredRow(*columns))
    return found


def _list(text: str) -> tuple[str, ...]:
    """Return a column's JSON list; most of them are empty."""
    return () if text == "[]" else tuple(json.loads(text))


def find_firms(database: Database, keys: Sequence[str]) -> dict[str, int]:
    """Return the ids of the firms, themselves or by alias, that have these keys."""
    rows = database.rows(_FIRMS, {"keys": json.dumps(keys, ensure_ascii=False)})
    return {row["key"]: row["id"] for row in rows}


def next_firm_id(database: Database) -> int:
    """Return the id that the next firm will take."""
    return database.numbering.next_id("firm")


def add_firms(database: Database, firms: Iterable[tuple[int, str, str, int, str]]) -> None:
    """Add firms as (id, name, key, whether a sole trader, initials)."""
    database.insert_many(_ADD_FIRMS, firms)


def add_contacts(database: Database, rows: Iterable[tuple[int, str, str, str | None, int]]) -> None:
    """Add contacts as (firm, name, phone, extension, filing); known ones stay as they are."""
    database.insert_many(_ADD_CONTACT, rows)


_FIRMS_SERVED = f"""
select distinct unit.name as unit, coalesce(heir.name, firm.name) as firm,
       coalesce(heir.id, firm.id) as who
from service join unit on unit.id = service.unit join firm on firm.id = service.firm
    left join firm as heir on heir.id = firm.merged_into
where service.month = :month and {SERVICE_STANDS}
order by unit.id, firm.id
"""


def firms_served(database: Database, month: str) -> list[ServedHere]:
    """Return each unit and firm that a month's ledgers pair; ``who`` is the firm's id."""
    return [ServedHere(*row) for row in database.rows(_FIRMS_SERVED, {"month": month})]
