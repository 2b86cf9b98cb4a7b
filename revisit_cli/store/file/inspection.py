"""Opening a data file to look at it as it was found: nothing made, migrated or put right."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from revisit_cli.errors.file.database import (
    DatabaseDamaged,
    DatabaseTooNew,
    NotOurDatabase,
)
from revisit_cli.store.file.database import Database, connected, faults_named
from revisit_cli.store.file.founding import APPLICATION_ID
from revisit_cli.store.file.leftovers import sweep
from revisit_cli.store.file.look import refuse_none
from revisit_cli.store.file.verification import decoding, fitting_version
from revisit_cli.store.migrations import SCHEMA_VERSION

_SETTINGS = ("trusted_schema = off", "cell_size_check = on", "mmap_size = 0", "temp_store = memory")
_OTHERS = """
select name from main.sqlite_schema where type = 'view' or sql like 'create virtual table%'
"""
_OURS = "select count(*) from main.sqlite_schema where type = 'table' and name in ('event', 'seal')"


@contextmanager
def inspected(path: Path) -> Iterator[Database]:
    """Open the data file at ``path`` in one read transaction, so that verification can speak.

    An ordinary command rightly refuses a file whose schema, step or mark is not as it should be;
    here that is for the verification to tell. Raises DatabaseMissing, DatabaseEmpty,
    NotOurDatabase, DatabaseTooNew where only a later version can judge the file, DatabaseDamaged
    where SQLite cannot read its schema, DatabaseBusy, DatabaseNotWritable or SqliteTooOld.
    """
    refuse_none(path)
    with faults_named(path), ExitStack() as stack:
        sweep(path)
        database = connected(path)
        stack.callback(database.connection.close)
        try:
            for setting in _SETTINGS:
                database.run(f"pragma {setting}")
            stack.enter_context(decoding(database.connection))
            stack.enter_context(database.snapshot())
            _bar_others(database)
            _refuse_others(database)
        except (UnicodeDecodeError, sqlite3.OperationalError) as error:
            # A schema that SQLite cannot make out is an error of ours to it, or no text to Python.
            if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) != sqlite3.SQLITE_ERROR:
                raise
            what = str(error) if isinstance(error, sqlite3.Error) else type(error).__name__
            raise DatabaseDamaged(file=path.name, what=what) from error
        yield database


def _bar_others(database: Database) -> None:
    """Let no query read a view or a virtual table: in a table's place, it may answer without end.

    The program makes neither, so each is told as foreign and what it hides as missing.
    """
    names = {name for (name,) in database.rows(_OTHERS)}

    def judge(action: int, table: str | None, *_: str | None) -> int:
        is_barred = action == sqlite3.SQLITE_READ and table in names
        return sqlite3.SQLITE_DENY if is_barred else sqlite3.SQLITE_OK

    if names:
        database.connection.set_authorizer(judge)


def _refuse_others(database: Database) -> None:
    file, version = database.path.name, database.value("pragma user_version")
    is_marked = database.value("pragma application_id") == APPLICATION_ID
    if not is_marked and database.value(_OURS) < 2:
        raise NotOurDatabase(file=file)
    if version > SCHEMA_VERSION and fitting_version(database.connection) is None:
        raise DatabaseTooNew(file=file, found=version, known=SCHEMA_VERSION)
