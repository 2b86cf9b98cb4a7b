"""Looking through the whole data file: SQLite's own checks, the schema, what lies around it."""

import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from revisit_cli.records.file.audit import Fault
from revisit_cli.store.file.database import Database
from revisit_cli.store.file.leftovers import backups_of, parts_in
from revisit_cli.store.file.schema import strangers
from revisit_cli.store.file.seals import changed_rows, sealed_tables

# Databases in WAL mode may be corrupted by SQLite before this version; ours are not in WAL mode.
WAL_RESET_FIXED = (3, 51, 3)
_SHOWN = 20

_DAMAGE = f"pragma integrity_check({_SHOWN})"
_LOOSE_ROWS = "pragma foreign_key_check"
_SCANS = """
select id, scan_path, scan_sha256 from visit
where scan_path is not null and scan_sha256 is not null order by id
"""


@dataclass(frozen=True, slots=True)
class Scan:
    """A signed form as attached to a visit."""

    visit: int
    path: str
    sha256: str


def damage(database: Database) -> tuple[str, ...]:
    """Return what SQLite finds broken, in its own words; empty when the file is sound."""
    found = tuple(str(row[0]) for row in database.rows(_DAMAGE))
    return () if found == ("ok",) else found


def first_damage(database: Database) -> str | None:
    """Return the first thing that SQLite, or the rows' own seals, find broken; None if sound.

    Out of a damaged file anything may come, and any error with it.
    """
    try:
        for what in damage(database):
            return what
        for stranger in strangers(database.connection):
            return stranger.name
        for table in sealed_tables(database.connection):
            for row, fault in changed_rows(database.connection, table):
                return f"{table} {row}: {fault}"
    except Exception as error:
        return type(error).__name__
    return None


def loose_rows(database: Database) -> Iterator[Fault]:
    """Yield every row that points at one which is not there."""
    for row in database.rows(_LOOSE_ROWS):
        yield Fault("foreign_key_broken", table=row["table"], row=row["rowid"])


def schema_faults(database: Database) -> Iterator[Fault]:
    """Yield every table and index that is not as this program's migrations make it."""
    for stranger in strangers(database.connection):
        if stranger.kind != "trigger":
            yield Fault("schema_changed", table=stranger.name)


def scans(database: Database) -> tuple[Scan, ...]:
    """Return the scans attached to visits."""
    rows = database.rows(_SCANS)
    return tuple(Scan(row["id"], row["scan_path"], row["scan_sha256"]) for row in rows)


def faults_around(path: Path) -> Iterator[Fault]:
    """Yield what is wrong around the file: readable by others, copies left unfinished."""
    if os.name == "posix" and path.stat().st_mode & 0o077:
        yield Fault("file_open_to_others", file=path.name)
    for folder in (path.parent, backups_of(path)):
        for part in parts_in(folder):
            if part.name.startswith(path.stem):
                yield Fault("copy_left_over", file=part.name)


def has_wal_reset_bug() -> bool:
    """Whether the SQLite in use may corrupt files in WAL mode, which ours are not."""
    return sqlite3.sqlite_version_info < WAL_RESET_FIXED
