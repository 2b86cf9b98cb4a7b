"""Bringing a new data file, or one of an earlier format, to the format of today."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from revisit_cli.errors.file.database import BackupNotWritable, OldNotKept
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


def copy_aside(connection: sqlite3.Connection, path: Path) -> None:
    """Keep the data file as it is beside it, under its format's number. Raises OldNotKept."""
    (version,) = connection.execute("pragma user_version").fetchone()
    copy = path.with_name(f"{path.name}.v{version}.bak")
    if copy.exists():
        return
    try:
        with private_part(copy) as part:
            connection.execute("vacuum into :copy", {"copy": str(part)})
            part.replace(copy)
    except BackupNotWritable as refusal:
        what = refusal.facts["what"]
        raise OldNotKept(file=path.name, found=version, what=what) from refusal
