"""Data files as an earlier version left them, with a log of what was written."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from unittest import mock

from revisit_cli.records.value import Json
from revisit_cli.store.file import audit
from revisit_cli.store.file.database import Database
from revisit_cli.store.file.founding import APPLICATION_ID
from revisit_cli.store.file.watch import watch_writes
from revisit_cli.store.migrations import MIGRATIONS

AT = "2026-11-26T09:00:00+08:00"


def write_older(
    path: Path, steps: int, acts: Sequence[Callable[[sqlite3.Connection], object]]
) -> None:
    """Write a file as the first ``steps`` make it; what each act writes is sealed by an event."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("begin")
        for migrate in MIGRATIONS[:steps]:
            migrate(connection)
        connection.execute(f"pragma user_version = {steps}")
        connection.execute(f"pragma application_id = {APPLICATION_ID}")
        connection.execute("commit")
        for act in acts:
            connection.execute("begin")
            watch_writes(connection)
            act(connection)
            body: dict[str, Json] = {
                "kind": "CallRecorded",
                "at": AT,
                "by": "甲",
                "facts": {"origin": "0" * 16},
            }
            with mock.patch.object(audit, "keep_images"):  # No step so old has their table.
                audit.append(Database(path, connection), body)
            connection.execute("commit")
