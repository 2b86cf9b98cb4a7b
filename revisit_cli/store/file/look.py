"""Looking at the data file, and trying things out, without ever making one."""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from revisit_cli.errors.file.database import DatabaseEmpty, DatabaseMissing
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
def looked_at(
    path: Path, *, alone: str | None, is_named: bool, needs_file: bool
) -> Iterator[Database]:
    """Open the data file for a look, which makes none; where there is none, nothing is shown.

    ``is_named``: somebody gave its very name; ``needs_file=False``: no data are asked for. Raises
    DatabaseMissing where a file that was named is not there, DatabaseEmpty where it holds nothing,
    or what ``opened`` does.
    """
    size = path.stat().st_size if path.exists() else None
    if size == 0:
        raise DatabaseEmpty(file=path.name)
    if size is None and is_named and needs_file:
        raise DatabaseMissing(file=str(path))
    if size is None and needs_file:
        sys.stderr.write(f"{NO_FILE.format(path=safe(str(path)))}\n")
    opening = empty(path) if size is None else opened(path, alone=alone)
    with opening as database, database.snapshot():
        yield database
