"""What makes thousands of runs of the program in one process cheap. Nothing tested is changed.

A process builds each command once, makes one data file or two and starts one process that reads
its ledgers; the suite would build the same commands twenty thousand times, take every new file
through all steps of the schema, start a reader for every ledger, and wait for a disk that nobody
will cut the power of.
"""

import atexit
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import ClassVar

import pytest
import typer.main
import typer.testing

from revisit_cli.errors import RevisitError
from revisit_cli.files.workbooks import workbook
from revisit_cli.program import own_process
from revisit_cli.records.workbooks.grid import Workbook
from revisit_cli.store import migrations
from revisit_cli.store.file import database as store
from revisit_cli.store.file import schema, upgrade, verification
from revisit_cli.store.file.upgrade import Waiting
from revisit_cli.store.migrations import MIGRATIONS, SCHEMA_VERSION

# Bytes that must be free in memory before test folders are put there.
ROOM = 2_000_000_000
IN_MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a private folder in it
# Tests of the reader's own process have one each.
OF_THE_READER = (
    "tests/disk/",
    "tests/files/workbooks/test_workbook",
    "tests/files/workbooks/test_hostile",
)
FILES_AT_MOST = 200
_migrate = upgrade.migrate
_fresh = migrations.fresh


def compile_once() -> None:
    """Let Python keep what it compiled, for the hundreds of processes that tests start."""
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def keep_folders_in_memory() -> None:
    """Put test folders on a file system in memory, where there is one with room."""
    if IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))


def keep_files_together(config: pytest.Config) -> None:
    """Let a worker take tests in their order, so that what a module makes is made once."""
    if getattr(config.option, "dist", "no") == "load":
        config.option.dist = "worksteal"


def build_commands_once() -> None:
    """Build each command once in a process, however many runs it serves."""
    once = cache(typer.main.get_command)
    typer.main.get_command = once
    typer.testing._get_command = once  # type: ignore[attr-defined]


@cache
def _new_file() -> sqlite3.Connection:
    """A new data file in memory, made by all the steps."""
    connection = store.new_connection(":memory:")
    _migrate(connection, "new", lambda act: act())
    return connection


def _copied_or_migrated(connection: sqlite3.Connection, file_name: str, waiting: Waiting) -> None:
    is_new = store._identity(connection) == (0, 0, 0)
    if is_new and vars(upgrade)["MIGRATIONS"] is MIGRATIONS:
        waiting(lambda: _new_file().backup(connection))
    else:
        _migrate(connection, file_name, waiting)


@cache
def _stepped(version: int) -> bytes:
    with _fresh(version) as made:
        return made.serialize()


@contextmanager
def _copied(version: int = SCHEMA_VERSION) -> Iterator[sqlite3.Connection]:
    """A file in memory as the first ``version`` steps make it, which they make once."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        if version:
            connection.deserialize(_stepped(version))
        yield connection


def copy_new_files() -> None:
    """Make new data files by copying one that the steps made; older ones take the steps."""
    upgrade.migrate = _copied_or_migrated
    for module in (migrations, schema, verification):
        module.fresh = _copied  # type: ignore[attr-defined]


class _KeptReading(workbook._Reading):
    """Reads as any does, by the child that the one before left idle."""

    idle: ClassVar[list[tuple[workbook._Child, int]]] = []

    def __init__(self) -> None:
        super().__init__()
        self._is_busy = False
        self._files = 0
        self._may_keep = vars(workbook)["own_process"] is own_process and not os.environ.get(
            "PYTEST_CURRENT_TEST", ""
        ).startswith(OF_THE_READER)
        if self._may_keep and self.idle:
            self._child, self._files = self.idle.pop()

    def _read(self, path: Path) -> Workbook | RevisitError:
        self._is_busy = True
        found = super()._read(path)
        self._is_busy = False
        self._files += 1
        return found

    def close(self) -> None:
        """Leave the child to the next who reads, unless it is gone or still has work to do."""
        child = self._child
        is_idle = child is not None and not (child.is_gone or self._is_busy or self._asked)
        if child is not None and is_idle and self._may_keep and self._files < FILES_AT_MOST:
            self.idle.append((child, self._files))
            self._child = None
        super().close()


def keep_the_reader() -> None:
    """Let one child read the files of many tests, as it reads those of one import."""
    workbook._Reading = _KeptReading  # type: ignore[misc]
    atexit.register(_end_the_readers)


def _end_the_readers() -> None:
    for child, _ in _KeptReading.idle:
        child.close()
