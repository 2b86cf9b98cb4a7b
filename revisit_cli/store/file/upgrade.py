"""Bringing a new data file, or one of an earlier format, to the format of today."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from revisit_cli.disk.leftovers import give_name
from revisit_cli.errors.file.database import (
    BackupNotWritable,
    FileNotAsLogged,
    OldNotKept,
    SchemaChanged,
)
from revisit_cli.store.file.founding import APPLICATION_ID
from revisit_cli.store.file.leftovers import private_part
from revisit_cli.store.file.resealing import refuse_unlike_log, seal_rewritten
from revisit_cli.store.file.schema import refuse_strangers
from revisit_cli.store.migrations import MIGRATIONS, REWRITES, take_first

# Runs a statement, and waits while another process holds the file.
Waiting = Callable[[Callable[[], Any]], Any]


def migrate(connection: sqlite3.Connection, file_name: str, waiting: Waiting) -> None:
    """Let a data file take all the steps of the schema that it lacks, in one transaction.

    Raises SchemaChanged where anything stands in the schema that could do more than we say, and
    FileNotAsLogged where rows that a step rewrites are not as the log has them.
    """
    waiting(lambda: connection.execute("begin immediate"))
    try:
        # Another process may have migrated while we waited for the lock.
        (version,) = connection.execute("pragma user_version").fetchone()
        refuse_strangers(connection, file_name, version)
        taken = version or take_first(connection, len(MIGRATIONS))
        for number, step in enumerate(MIGRATIONS[taken:], taken + 1):
            is_rewritten = version and number in REWRITES
            if is_rewritten:
                refuse_unlike_log(connection, file_name)
            step(connection)
            if is_rewritten:
                seal_rewritten(connection, number)
        connection.execute(f"pragma user_version = {len(MIGRATIONS):d}")
        connection.execute(f"pragma application_id = {APPLICATION_ID:d}")
        waiting(lambda: connection.execute("commit"))
    finally:
        if connection.in_transaction:
            connection.execute("rollback")


@contextmanager
def kept_aside(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Keep the data file as it is beside it, under its format's number, while it is migrated.

    Where what it holds is refused, nothing was migrated, and a copy that was made for it goes. It
    stays after any other error: a process beside this one may be migrating, and relies on it.
    Raises OldNotKept.
    """
    (version,) = connection.execute("pragma user_version").fetchone()
    copy = path.with_name(f"{path.name}.v{version}.bak")
    is_made = not copy.exists() and _copied(connection, copy, path.name, version)
    try:
        yield
    except (SchemaChanged, FileNotAsLogged):
        if is_made:
            with suppress(OSError):
                copy.unlink(missing_ok=True)
        raise


def _copied(connection: sqlite3.Connection, copy: Path, file: str, version: int) -> bool:
    """Copy a data file to ``copy``; return whether no other process did so before."""
    try:
        with private_part(copy) as part:
            connection.execute("vacuum into :copy", {"copy": str(part)})
            try:
                give_name(part, copy)
            except FileExistsError:  # A later copy may be of a file that is migrated already.
                return False
    except BackupNotWritable as refusal:
        raise OldNotKept(file=file, found=version, what=refusal.facts["what"]) from refusal
    return True
