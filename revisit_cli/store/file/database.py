"""The one door to the data file: opening, settings, write transactions.

Settings and their reasons: rollback journal in TRUNCATE mode with FULL sync, because power cuts
lose acknowledged records under SQLite's default and under WAL + NORMAL; every write under BEGIN
IMMEDIATE with a jittered wait of our own, because SQLite's busy handler is unfair.
"""

import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from revisit_cli.disk.share import is_remote
from revisit_cli.errors.command import NumberTooLarge, TextTooLong
from revisit_cli.errors.file.database import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseNotWritable,
    DatabaseOnShare,
    DatabaseTooNew,
    NotOurDatabase,
    SqliteTooOld,
)
from revisit_cli.labels.file.database import WAITING_FOR_WRITERS
from revisit_cli.store.file import founding
from revisit_cli.store.file.founding import APPLICATION_ID
from revisit_cli.store.file.leftovers import sweep
from revisit_cli.store.file.numbering import Numbering, Values
from revisit_cli.store.file.owner import disown, own
from revisit_cli.store.file.reasons import REASONS, reason
from revisit_cli.store.file.schema import SchemaWatch, refuse_odd_tables
from revisit_cli.store.migrations import SCHEMA_VERSION

if TYPE_CHECKING:
    import sqlite_utils

OLDEST_SQLITE = (3, 37, 0)
SQLITE_VERSION = sqlite3.sqlite_version
BUSY_SECONDS = 20.0
TELL_AFTER_SECONDS = 1.0
# Bytes: a file of this size is looked through in about 4 ms at each start.
CHECKED_UP_TO = 4_000_000

ROWS_AT_ONCE = 100
# An act over many files says more different things than sqlite3 keeps ready by itself.
STATEMENTS_KEPT = 512

Row = sqlite3.Row
Result = TypeVar("Result")

_SETTINGS = """
pragma foreign_keys = on;
pragma recursive_triggers = on;
pragma trusted_schema = off;
pragma cell_size_check = on;
pragma mmap_size = 0;
pragma temp_store = memory;
pragma secure_delete = on;
pragma journal_mode = truncate;
pragma synchronous = full;
"""

# SQLite's own limits, lowered to what this program needs: a hostile file finds less to pull.
_LIMITS = (
    (sqlite3.SQLITE_LIMIT_LENGTH, 5_000_000),
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 100_000),
    (sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200),
    (sqlite3.SQLITE_LIMIT_ATTACHED, 1),
)


class Database:
    """An open data file. Reads at any time; writes only inside :meth:`writing`."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, alone: str | None = None
    ) -> None:
        self.path = path
        self.connection = connection
        self.alone = alone
        self.is_owner = False
        self._lies_on_share: bool | None = None
        self.numbering, self.schema = Numbering(connection), SchemaWatch(connection)

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """Run one select and return all its rows."""
        return self._execute(sql, values).fetchall()

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """Run one select and return its first row, or None."""
        found: Row | None = self._execute(sql, values).fetchone()
        return found

    def value(self, sql: str, values: Values = ()) -> Any:
        """Run one select and return the first column of its first row, or None."""
        found = self.row(sql, values)
        return None if found is None else found[0]

    def each(self, sql: str, values: Values = ()) -> Iterator[Row]:
        """Run one select and yield its rows one by one."""
        return iter(self._execute(sql, values))

    def run(self, sql: str, values: Values = ()) -> int:
        """Run one write and return how many rows it touched."""
        return self._execute(sql, values).rowcount

    def insert(self, sql: str, values: Values = ()) -> int:
        """Run one insert and return the new row's id."""
        return self._execute(sql, values).lastrowid or 0

    def _execute(self, sql: str, values: Values) -> sqlite3.Cursor:
        """Run one statement. Raises NumberTooLarge where a number typed is beyond SQLite's."""
        try:
            if self.numbering.must_tell(sql):
                return self.numbering.insert(sql, values)
            return self.connection.execute(sql, values)
        except OverflowError as error:
            raise NumberTooLarge from error

    def run_many(self, sql: str, values: Sequence[Values]) -> None:
        """Run one write for every set of values."""
        self.connection.executemany(sql, self.numbering.left_of(sql, values))

    def insert_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Insert many rows, a hundred in a statement; ``{rows}`` in its text is where they stand.

        SQLite makes ready for checks anew with each statement, which takes as long as inserting.
        """
        left = self.numbering.left_of(sql, rows)
        while batch := list(islice(left, ROWS_AT_ONCE)):
            marks = f"({', '.join('?' * len(batch[0]))})"
            statement = sql.format(rows=", ".join([marks] * len(batch)))
            self.connection.execute(statement, tuple(chain.from_iterable(batch)))

    @contextmanager
    def writing(self, *, keep: bool = True, is_sealed: bool = True) -> Iterator[None]:
        """One write transaction under BEGIN IMMEDIATE.

        ``keep=False`` rolls back at the end, so that a dry run goes the very way of the real
        one. ``is_sealed=False`` is for leases and drafts alone, which no event seals. Raises
        DatabaseBusy when the lock cannot be had in time, SchemaChanged when anything stands in
        the schema that could do more than we say.
        """
        if not self.is_owner and self._is_remote():
            own(self.path, self.alone)
            self.is_owner = True
        self._waiting(lambda: self.connection.execute("begin immediate"))
        try:
            self.schema.refuse_strangers(self.path.name)
            if is_sealed:
                # Not to be loaded by whoever only looks.
                from revisit_cli.store.file.watch import watch_writes

                watch_writes(self.connection)
            self.numbering.begin()
            yield
            if keep:
                self._waiting(lambda: self.connection.execute("commit"))
        finally:
            if self.connection.in_transaction:
                self.connection.execute("rollback")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """One read transaction: whatever is looked at inside it is of one moment."""
        self.connection.execute("begin")
        try:
            self._waiting(lambda: self.value("select count(*) from sqlite_schema"))
            yield
        finally:
            if self.connection.in_transaction:
                self.connection.execute("rollback")

    @contextmanager
    def trying(self) -> Iterator[None]:
        """A part of the running transaction that is taken back alone when it is refused."""
        self.connection.execute("savepoint trying")
        try:
            yield
        except BaseException:
            # At a full or failing disk all of it was taken back, and the savepoint with it.
            if self.connection.in_transaction:
                self.connection.execute("rollback to trying")
                self.connection.execute("release trying")
                self.numbering.begin()
            raise
        self.connection.execute("release trying")

    def hold(self) -> None:
        """Keep every other process out until the file is closed."""
        self.run("pragma locking_mode = exclusive")
        self._waiting(lambda: self.connection.execute("begin exclusive"))
        self.run("commit")

    def introspect(self) -> "sqlite_utils.Database":
        """The same connection as sqlite-utils sees it, for schema checks; loaded when asked for."""
        import sqlite_utils

        return sqlite_utils.Database(self.connection, execute_plugins=False)

    def _is_remote(self) -> bool:
        """Tell whether the file lies on a share; an act over many files asks the system once."""
        if self._lies_on_share is None:
            self._lies_on_share = is_remote(self.path)
        return self._lies_on_share

    def _waiting(self, act: Callable[[], Result]) -> Result:
        started, told = time.monotonic(), False
        while True:
            try:
                return act()
            except sqlite3.OperationalError as error:
                if not _is_busy(error):
                    raise
            waited = time.monotonic() - started
            if waited > BUSY_SECONDS:
                raise DatabaseBusy(file=self.path.name, seconds=int(BUSY_SECONDS))
            if waited > TELL_AFTER_SECONDS and not told:
                told = True
                sys.stderr.write(f"{WAITING_FOR_WRITERS}\n")
            from secrets import randbelow

            time.sleep(0.002 + randbelow(24) / 1000)


def _is_busy(error: sqlite3.OperationalError) -> bool:
    return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


@contextmanager
def opened(path: Path, *, keeps_older: bool = True, alone: str | None = None) -> Iterator[Database]:
    """Open the data file at ``path``, making it when it does not exist, and close it after.

    ``keeps_older=False`` leaves out the copy kept before a migration. ``alone`` is who says to be
    the only one to use a file on a share, which else is read and never made, migrated or written.
    Raises DatabaseOnShare, NotOurDatabase, DatabaseTooNew, DatabaseDamaged, SchemaChanged,
    DatabaseNotWritable, OldNotKept or SqliteTooOld; in each case the file is left as it was.
    """
    database = connected(path, alone)
    try:
        with faults_named(path):
            sweep(path)
            try:
                settle(database, keeps_older=keeps_older)
                database._waiting(partial(refuse_odd_tables, database.connection, path.name))
                _look_for_damage(database)
            except UnicodeDecodeError as error:
                # From inside sqlite3: what it has to say of a damaged file is no text.
                raise DatabaseDamaged(file=path.name, what=type(error).__name__) from error
            yield database
    finally:
        database.connection.close()
        if database.is_owner:
            disown(path)


def connected(path: Path, alone: str | None = None) -> Database:
    """Connect to the data file as it is, looked at in no way. Raises what ``opened`` does of it."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise SqliteTooOld(
            found=sqlite3.sqlite_version, needed=".".join(str(n) for n in OLDEST_SQLITE)
        )
    try:
        if not path.exists():
            if alone is None and is_remote(path):
                raise DatabaseOnShare(file=str(path))
            founding.make(path)
        elif not path.is_file() or path.stat().st_size == 1:
            raise NotOurDatabase(file=path.name)  # A device; a byte, which SQLite writes over.
        elif path.stat().st_size == 0:
            founding.fill(path)
        connection = new_connection(path)
    except (OSError, sqlite3.OperationalError) as error:
        raise DatabaseNotWritable(file=path.name, what=reason(error)) from error
    return Database(path, connection, alone)


def new_connection(path: Path | str) -> sqlite3.Connection:
    """Return a connection with our limits; ``:memory:`` is no file."""
    connection = sqlite3.connect(
        path, isolation_level=None, timeout=0, cached_statements=STATEMENTS_KEPT
    )
    connection.row_factory = sqlite3.Row
    for limit, most in _LIMITS:
        connection.setlimit(limit, most)
    return connection


def settle(database: Database, *, keeps_older: bool) -> None:
    """Give a connection its settings, and a file of ours all the steps of the schema."""
    connection = database.connection
    try:
        found, version, tables = database._waiting(lambda: _identity(connection))
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
            raise
        raise DatabaseDamaged(file=database.path.name, what=str(error)) from error
    if found != APPLICATION_ID and (found != 0 or tables):
        raise NotOurDatabase(file=database.path.name)
    if version > SCHEMA_VERSION:
        raise DatabaseTooNew(file=database.path.name, found=version, known=SCHEMA_VERSION)
    for statement in _SETTINGS.strip().splitlines():
        database._waiting(partial(connection.execute, statement))
    if version < SCHEMA_VERSION:
        if database.alone is None and is_remote(database.path):
            raise DatabaseOnShare(file=str(database.path))
        # Seldom needed, and not to be loaded by every command.
        from revisit_cli.store.file import upgrade

        if version:
            _refuse_damaged(database, "pragma integrity_check(1)")
        keeps = bool(version) and keeps_older
        with upgrade.kept_aside(connection, database.path) if keeps else nullcontext():
            upgrade.migrate(connection, database.path.name, database._waiting)


def _look_for_damage(database: Database) -> None:
    """Look through a file small enough for it not to be felt; a large one waits for db check."""
    if database.path.stat().st_size > CHECKED_UP_TO:
        return
    _refuse_damaged(database, "pragma quick_check(1)")


def _refuse_damaged(database: Database, check: str) -> None:
    found = database._waiting(lambda: database.value(check))
    if found != "ok":
        raise DatabaseDamaged(file=database.path.name, what=found)


def _identity(connection: sqlite3.Connection) -> tuple[int, int, int]:
    (application,) = connection.execute("pragma application_id").fetchone()
    (version,) = connection.execute("pragma user_version").fetchone()
    (tables,) = connection.execute("select count(*) from sqlite_schema").fetchone()
    return application, version, tables


@contextmanager
def faults_named(path: Path) -> Iterator[None]:
    """Turn what SQLite says of a bad file or disk into a refusal; a bug in our SQL stays loud."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", None)
        primary = None if code is None else code & 0xFF
        if primary == sqlite3.SQLITE_TOOBIG:
            raise TextTooLong from error
        if primary == sqlite3.SQLITE_NOTADB:
            raise NotOurDatabase(file=path.name) from error
        # Text that is no UTF-8 is refused by Python and not by SQLite: it has no code.
        is_undecodable = code is None and isinstance(error, sqlite3.OperationalError)
        if primary == sqlite3.SQLITE_CORRUPT or is_undecodable:
            # What stands there may be anybody's number: only its column is told.
            what = str(error).partition(" with text ")[0]
            raise DatabaseDamaged(file=path.name, what=what) from error
        if primary in REASONS:
            raise DatabaseNotWritable(file=path.name, what=reason(error)) from error
        if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise DatabaseBusy(file=path.name, seconds=int(BUSY_SECONDS)) from error
        raise
