"""Files and filings."""

from datetime import date

from revisit_cli.records.ledgers.filing import Filing
from revisit_cli.records.ledgers.stored import ContentFiling, FileBrought
from revisit_cli.rulebook.periods import Period
from revisit_cli.store.file.database import Database, Row
from revisit_cli.store.standing import (
    FILING_IN_FORCE,
    FILING_IS_FIRST,
    NAME_THEN,
    SERVICE_IS_HELD,
    UNIT_IS_MISSING,
)

_FILES = "select id, name, received_at from file where sha256 = :sha256 order by id"
_NAMES = "select name, max(received_at) as received_at from file group by name"
_NEWEST_MONTH = "select max(month) from filing where unit = :unit and voided_at is null"
_EXISTS = "select exists (select 1 from filing where id = :filing)"
_FILE_NAME = "select name from file where id = :file"
_ADD_FILE = """
insert into file (name, sha256, size, received_at)
values (:name, :sha256, :size, :received_at)
"""
_IN_TIME_BY_WORD = f"""
select {NAME_THEN} as unit, filing.id from filing join unit on unit.id = filing.unit
where filing.month = :month and {FILING_IS_FIRST} and filing.state in ('on_time', 'zero')
  and filing.received_said_by is not null
order by unit.id
"""
_VERSION = """
select coalesce(max(version), 0) from filing
where unit = :unit and month = :month and voided_at is null
"""
_FILING = """
select filing.id, unit.name as unit, filing.month, filing.version, filing.state,
       filing.received_at, 0 as row_count, file.name as file,
       filing.after_close is not null as is_after_close
from filing join unit on unit.id = filing.unit left join file on file.id = filing.file
"""
_LATEST = f"""{_FILING}
where filing.unit = :unit and filing.month = :month and filing.voided_at is null
order by filing.version desc limit 1
"""
_ADD = """
insert into filing (unit, month, version, state, file, received_at, received_said_by, after_close)
values (:unit, :month, :version, :state, :file, :received_at, :said_by, :after_close)
"""
_ONE = f"""{_FILING}
where filing.id = :filing and filing.voided_at is null
"""
_RECEIVED = """
update filing set received_at = :at, state = :state, received_said_by = :by where id = :filing
"""
_IS_SAID = "select received_said_by is not null from filing where id = :filing"
_MONTHS = """
select distinct month from filing where unit = :unit and voided_at is null order by month
"""
_OF_CONTENT = f"""
select filing.id, unit.name as unit, filing.month, filing.version, filing.state,
       filing.received_at, filing.file as kept_in, file.name as file,
       {FILING_IN_FORCE} as is_in_force
from filing join unit on unit.id = filing.unit join file on file.id = filing.file
where file.sha256 = :sha256 and filing.voided_at is null order by filing.id
"""
_OF_MONTH = f"""
select filing.id, {NAME_THEN} as unit, filing.month, filing.version, filing.state,
       filing.received_at, file.name as file, filing.after_close is not null as is_after_close,
       (select count(*) from service where service.filing = filing.id) as row_count,
       (select count(*) from service
        where service.filing = filing.id and {SERVICE_IS_HELD}) as held_count
from filing join unit on unit.id = filing.unit left join file on file.id = filing.file
where filing.month = :month and filing.voided_at is null
order by unit.id, filing.version
"""
_OF_UNIT = """
select filing.id, unit.name as unit, filing.month, filing.version, filing.state,
       filing.received_at, file.name as file, filing.after_close is not null as is_after_close,
       (select count(*) from service where service.filing = filing.id) as row_count
from filing join unit on unit.id = filing.unit left join file on file.id = filing.file
where filing.unit = :unit and filing.voided_at is null
order by filing.month desc, filing.version desc
"""
_MISSING = f"""
select {NAME_THEN} as name from unit
where {UNIT_IS_MISSING}
order by unit.id
"""


def files_of_content(database: Database, sha256: str) -> list[FileBrought]:
    """Return each file that brought a content, the newest last."""
    return [FileBrought(*row) for row in database.rows(_FILES, {"sha256": sha256})]


def file_names(database: Database) -> dict[str, str]:
    """Return every name that ever brought a ledger, with the last moment it did."""
    return {row["name"]: row["received_at"] for row in database.rows(_NAMES)}


def newest_month(database: Database, unit: int) -> str | None:
    """Return the last month that a unit filed for, None where it never did."""
    found: str | None = database.value(_NEWEST_MONTH, {"unit": unit})
    return found


def exists(database: Database, filing: int) -> bool:
    """Whether there is a filing of that number."""
    return bool(database.value(_EXISTS, {"filing": filing}))


def file_name(database: Database, file: int) -> str:
    """Return the name under which a file was imported."""
    return str(database.value(_FILE_NAME, {"file": file}))


def add_file(database: Database, name: str, sha256: str, size: int, received_at: str) -> int:
    """Add a file; return its id."""
    return database.insert(
        _ADD_FILE, {"name": name, "sha256": sha256, "size": size, "received_at": received_at}
    )


def version_of(database: Database, unit: int, month: str) -> int:
    """Return the newest version of a unit's month; 0 when there is none."""
    found: int = database.value(_VERSION, {"unit": unit, "month": month})
    return found


def latest(database: Database, unit: int, month: str) -> Filing | None:
    """Return the newest filing of a unit's month."""
    row = database.row(_LATEST, {"unit": unit, "month": month})
    return None if row is None else _filing(row)


def add(
    database: Database,
    unit: int,
    month: str,
    version: int,
    state: str,
    file: int | None,
    received_at: str,
    said_by: str | None = None,
    *,
    is_after_close: bool = False,
) -> int:
    """Add a filing; return its id. ``said_by`` is who said when it came, None where nobody did."""
    return database.insert(
        _ADD,
        {
            "unit": unit,
            "month": month,
            "version": version,
            "state": state,
            "file": file,
            "received_at": received_at,
            "said_by": said_by,
            "after_close": 1 if is_after_close else None,
        },
    )


def one(database: Database, filing: int) -> Filing | None:
    """Return the filing of a number, None where none stands."""
    row = database.row(_ONE, {"filing": filing})
    return None if row is None else _filing(row)


def _filing(row: Row) -> Filing:
    return Filing(**{**dict(row), "is_after_close": bool(row["is_after_close"])})


def months_of(database: Database, unit: int) -> list[str]:
    """Return the months of which a unit has filed a ledger."""
    return [row["month"] for row in database.rows(_MONTHS, {"unit": unit})]


def is_received_said(database: Database, filing: int) -> bool:
    """Whether somebody said when a filing came."""
    return bool(database.value(_IS_SAID, {"filing": filing}))


def set_received(database: Database, filing: int, at: str, state: str, by: str) -> None:
    """Put right when a filing came, by whose word, and how it stands by that."""
    database.run(_RECEIVED, {"filing": filing, "at": at, "state": state, "by": by})


def of_content(database: Database, sha256: str) -> list[ContentFiling]:
    """Return the filings that a content made."""
    return [
        ContentFiling(
            Filing(
                row["id"],
                row["unit"],
                row["month"],
                row["version"],
                row["state"],
                row["received_at"],
                file=row["file"],
            ),
            row["kept_in"],
            bool(row["is_in_force"]),
        )
        for row in database.rows(_OF_CONTENT, {"sha256": sha256})
    ]


def of_month(database: Database, cycle: Period) -> tuple[Filing, ...]:
    """Return every filing of a month, with its rows' count and its file's name."""
    values = {"month": cycle.id, "named_on": cycle.last_on.isoformat()}
    return tuple(_filing(row) for row in database.rows(_OF_MONTH, values))


def of_unit(database: Database, unit: int) -> tuple[Filing, ...]:
    """Return every filing of a unit, the newest first."""
    return tuple(_filing(row) for row in database.rows(_OF_UNIT, {"unit": unit}))


def missing_units(database: Database, month: str, named_on: date) -> list[str]:
    """Return the units that owe a ledger of the month: the roster's, else all known.

    They bear the names they had on the day ``named_on``.
    """
    values = {"month": month, "named_on": named_on.isoformat()}
    return [row["name"] for row in database.rows(_MISSING, values)]


def in_time_by_word(database: Database, month: str, named_on: date) -> dict[str, int]:
    """Return, by unit, the filings that came in time as somebody said; units as named then."""
    values = {"month": month, "named_on": named_on.isoformat()}
    return {row["unit"]: row["id"] for row in database.rows(_IN_TIME_BY_WORD, values)}
