"""Looking at the data file, and trying things out, without ever making one."""

import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

from revisit_cli.errors.file.database import (
    DatabaseEmpty,
    DatabaseForbidden,
    DatabaseMissing,
    NotOurDatabase,
)
from revisit_cli.labels.file.database import NO_FILE
from revisit_cli.plain import safe
from revisit_cli.store.file.database import Database, new_connection, opened, settle


@contextmanager
def empty(path: Path) -> Iterator[Database]:
    """A data file in memory, without data: what is looked at, or tried out, where there is none."""
    with closing(new_connection(":memory:")) as connection:
        database = Database(path, connection)
        settle(database, keeps_older=False)
        yield database


@contextmanager
def _over_none(path: Path, absent: set[str]) -> Iterator[Database]:
    """The same in place of a file that is not there, which is told at the end and once.

    ``absent`` has the files that were told before. Where the file's absence is what is refused,
    the refusal tells it.
    """
    is_refused = False
    try:
        with empty(path) as database:
            yield database
    except DatabaseMissing:
        is_refused = True
        raise
    finally:
        if not is_refused and str(path) not in absent:
            absent.add(str(path))
            sys.stderr.write(f"{NO_FILE.format(path=safe(str(path)))}\n")


@contextmanager
def copied(path: Path, *, alone: str | None) -> Iterator[Database]:
    """The data file as it is now, in memory: what is tried out on it keeps nobody waiting.

    Raises what ``opened`` does.
    """
    with opened(path, alone=alone) as found, found.snapshot():
        database = in_memory(found)
    with closing(database.connection):
        settle(database, keeps_older=False)
        yield database


def in_memory(found: Database) -> Database:
    """Return the same data, as they are at this moment, in memory: whoever looks may take long."""
    database = Database(found.path, new_connection(":memory:"))
    database.is_owner = True  # whatever lies on a share, this does not
    found.connection.backup(database.connection)
    return database


def refuse_none(path: Path) -> None:
    """Refuse where no data file is, none of ours, or an empty one.

    Raises DatabaseMissing, DatabaseForbidden, NotOurDatabase or DatabaseEmpty.
    """
    if not is_there(path):
        raise DatabaseMissing(file=str(path))
    if not path.is_file():  # A folder, a pipe, a device.
        raise NotOurDatabase(file=path.name)
    if not os.access(path, os.R_OK):
        raise DatabaseForbidden(file=str(path))
    if path.stat().st_size == 0:
        raise DatabaseEmpty(file=path.name)


def opened_for_acts(
    path: Path,
    absent: set[str],
    *,
    alone: str | None,
    is_named: bool,
    founds: bool,
    keep: bool = True,
    rehearses: bool = False,
) -> AbstractContextManager[Database]:
    """Open the data file for acts: where there is none, one without data, in memory.

    Only acts that ``founds`` one, and are kept, make a file. All others need what only a file that
    is there can have: over none they are refused for what they lack, and no mistyped name, of
    --db or REVISIT_DB, leaves a file behind. ``rehearses``: a copy in memory will do; ``absent`` is
    as :func:`_over_none` takes it. Raises what :func:`refuse_none` does where a file that --db
    named is not there, or what is there is none.
    """
    is_found = is_there(path)
    if not founds and (is_named or is_found):
        refuse_none(path)
    if is_found or (founds and keep):
        return copied(path, alone=alone) if rehearses else opened(path, alone=alone)
    return empty(path) if founds else _over_none(path, absent)


def is_there(path: Path) -> bool:
    """Tell whether anything is at the data file's place. Raises DatabaseForbidden."""
    try:
        return path.exists()
    except PermissionError as error:
        raise DatabaseForbidden(file=str(path)) from error


@contextmanager
def looked_at(
    path: Path, absent: set[str], *, alone: str | None, is_named: bool, needs_file: bool
) -> Iterator[Database]:
    """Open the data file for a look, which makes none; where there is none, nothing is shown.

    ``is_named``: somebody gave its very name; ``needs_file=False``: no data are asked for;
    ``absent`` is as :func:`_over_none` takes it. Raises DatabaseMissing where a file that was named
    is not there, and what else ``refuse_none`` and ``opened`` do.
    """
    is_found = is_there(path)
    if is_found or (is_named and needs_file):
        refuse_none(path)
    opening: AbstractContextManager[Database]
    if is_found:
        opening = opened(path, alone=alone)
    else:
        opening = _over_none(path, absent) if needs_file else empty(path)
    with opening as database, database.snapshot():
        yield database
