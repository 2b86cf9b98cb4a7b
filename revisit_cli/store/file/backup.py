"""Copies of the data file: each the whole state of one moment, or not there at all.

SQLite copies, never the file system: a file that is open here must not be read by other means,
since closing it would drop our locks. ``pages=-1`` copies in one step, so that writers cannot
make it start over for ever.
"""

import errno
import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from revisit_cli.disk.leftovers import give_name, sync_folder
from revisit_cli.errors.file.database import (
    BackupExists,
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseHeldOpen,
    DatabaseMissing,
)
from revisit_cli.store.file.database import BUSY_SECONDS, Database, faults_named
from revisit_cli.store.file.leftovers import private_part

_GUARDED = """
pragma trusted_schema = off;
pragma cell_size_check = on;
pragma mmap_size = 0;
pragma journal_mode = memory;
"""


def write_copy(database: Database, target: Path, *, force: bool = False) -> str:
    """Write a copy to ``target``, whole and private; return hex SHA-256 of its bytes.

    Raises BackupExists, BackupNotWritable, or DatabaseDamaged when the copy proves bad.
    """
    if target.exists() and not force:
        raise BackupExists(file=str(target))
    with private_part(target) as part:
        _copy(database.connection, part, database.path)
        with part.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        _place(part, target, replaces=force)
    return digest


def _place(part: Path, target: Path, *, replaces: bool) -> None:
    """Name a finished copy; of two that were begun for one name the later is refused."""
    try:
        if replaces:
            part.replace(target)
        else:
            give_name(part, target)
    except FileExistsError as error:
        raise BackupExists(file=str(target)) from error
    sync_folder(target.parent)


@contextmanager
def fetched(source: Path, beside: Path) -> Iterator[Path]:
    """Copy a file, unchanged and unopened for writing, to a private one; removed at the end.

    Raises DatabaseMissing, NotOurDatabase, DatabaseDamaged or BackupNotWritable.
    """
    if not source.is_file():
        raise DatabaseMissing(file=str(source))
    with private_part(beside) as part, faults_named(source):
        uri = f"{source.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, isolation_level=None, timeout=0)) as origin:
            _copy(origin, part, source)
        yield part


def digest_of(path: Path) -> str:
    """Return hex SHA-256 of a file that no connection of this process has open."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def put_back(part: Path, database: Database) -> None:
    """Make the open, held data file the same as ``part``, in one transaction of SQLite's own."""
    with closing(sqlite3.connect(part, isolation_level=None, timeout=0)) as origin:
        origin.backup(database.connection, pages=-1, sleep=0.02, progress=_limit(database.path))


def put_aside(path: Path, aside: Path) -> None:
    """Rename a file that is no usable database, and its journal with it: both, or neither.

    Raises BackupExists or DatabaseHeldOpen.
    """
    if aside.exists():
        raise BackupExists(file=str(aside))
    try:
        path.replace(aside)
        try:
            _journal_of(path).replace(_journal_of(aside))
        except FileNotFoundError:
            pass
        except OSError:
            aside.replace(path)
            raise
    except OSError as error:
        raise DatabaseHeldOpen(file=path.name) from error


def _journal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def put_in_place(part: Path, path: Path) -> None:
    """Name a finished copy as the data file that is not there. Raises DatabaseHeldOpen."""
    try:
        give_name(part, path)
    except FileExistsError as error:  # Made a moment ago: somebody is at work in it.
        raise DatabaseHeldOpen(file=path.name) from error
    sync_folder(path.parent)


def remove(path: Path) -> None:
    """Remove one old backup."""
    path.unlink(missing_ok=True)


_OF_THE_COPY = {sqlite3.SQLITE_FULL: errno.ENOSPC, sqlite3.SQLITE_IOERR: errno.EIO}


def _copy(origin: sqlite3.Connection, part: Path, path: Path) -> None:
    with closing(sqlite3.connect(part, isolation_level=None, timeout=0)) as copy:
        copy.executescript(_GUARDED)
        try:
            origin.backup(copy, pages=-1, sleep=0.02, progress=_limit(path))
        except sqlite3.OperationalError as error:
            # Said of the copy by its own name, as whatever else keeps it from being written.
            number = _OF_THE_COPY.get(error.sqlite_errorcode & 0xFF)
            if number is not None:
                raise OSError(number, str(error)) from error
            raise
        (found,) = copy.execute("pragma quick_check(1)").fetchone()
    if found != "ok":
        raise DatabaseDamaged(file=path.name, what=found)
    with part.open("r+b") as file:
        os.fsync(file.fileno())


def _limit(path: Path) -> Callable[..., None]:
    """Return what gives up a copy that others' writing keeps from starting."""
    started = time.monotonic()

    def give_up(*_: int) -> None:
        if time.monotonic() - started > BUSY_SECONDS:
            raise DatabaseBusy(file=path.name, seconds=int(BUSY_SECONDS))

    return give_up
