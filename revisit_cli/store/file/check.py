"""Looking at what lies around the data file, and at what it points to outside."""

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from revisit_cli.disk.leftovers import parts_in
from revisit_cli.disk.ownership import is_groups, wrong_modes
from revisit_cli.records.file.audit import Fault
from revisit_cli.records.value import Value
from revisit_cli.store.file.database import Database
from revisit_cli.store.file.leftovers import backups_of
from revisit_cli.store.file.share import places

# Databases in WAL mode may be corrupted by SQLite before this version; ours are not in WAL mode.
WAL_RESET_FIXED = (3, 51, 3)

_SCANS = """
select id, scan_path, scan_sha256 from visit
where scan_path is not null and scan_sha256 is not null order by id
"""


class Scan(Value):
    """A signed form as attached to a visit."""

    visit: int
    path: str
    sha256: str


def scans(database: Database) -> tuple[Scan, ...]:
    """Return the scans attached to visits."""
    rows = database.rows(_SCANS)
    return tuple(Scan(row["id"], row["scan_path"], row["scan_sha256"]) for row in rows)


def faults_around(path: Path) -> Iterator[Fault]:
    """Yield what is wrong around the file: readable by others, copies left unfinished."""
    if is_groups(path.parent):
        for each, found in wrong_modes(path.parent, places(path)):
            yield Fault("share_uneven", file=str(each.relative_to(path.parent)), text=found)
    elif os.name == "posix" and path.stat().st_mode & 0o077:
        yield Fault("file_open_to_others", file=path.name)
    for folder in (path.parent, backups_of(path)):
        for part in parts_in(folder):
            if part.name.startswith(path.stem):
                yield Fault("copy_left_over", file=part.name)


def has_wal_reset_bug() -> bool:
    """Whether the SQLite in use may corrupt files in WAL mode, which ours are not."""
    return sqlite3.sqlite_version_info < WAL_RESET_FIXED
