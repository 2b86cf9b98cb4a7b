"""What other programs may ask of the data file: selects over its masked views, and nothing else."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from typing import Any

from revisit_cli.errors.file.database import QueryChanges, QueryNotAllowed, QueryTooSlow, QueryWrong
from revisit_cli.labels.firms.masking import hidden
from revisit_cli.records.file.database import Queried
from revisit_cli.store.file.database import Database

VIEWS = ("v_answers", "v_calls", "v_firms", "v_problems", "v_services", "v_visits")
SECONDS_AT_MOST = 30.0
_STEPS = 10_000  # of SQLite's machine, between two looks at the clock
_HARMLESS = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE)
_WORDS = frozenset({"district", "firm_name", "lead", "matter", "merged_into_name", "name", "unit"})
_NEVER = ("load_extension", "zeroblob", "randomblob")
_Words = tuple[Any, ...]


def queried(database: Database, sql: str) -> Queried:
    """Return the columns and rows of one select over the views.

    Raises QueryNotAllowed where it asks for anything else, QueryWrong where SQLite does not
    understand it, QueryTooSlow after half a minute.
    """
    _try_on_views_alone(database, sql)
    connection, utils = database.connection, database.introspect()
    _mask(connection)
    ends = time.monotonic() + SECONDS_AT_MOST
    connection.set_authorizer(lambda *words: _judged(words, _is_of_view))
    connection.set_progress_handler(lambda: time.monotonic() > ends, _STEPS)
    try:
        found = utils.execute(sql)
        rows = found.fetchall()
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
            raise QueryTooSlow(seconds=int(SECONDS_AT_MOST)) from error
        raise QueryWrong(what=str(error), views="、".join(VIEWS)) from error
    finally:
        connection.set_progress_handler(None, 0)
        connection.set_authorizer(None)
    return Queried(tuple(each[0] for each in found.description), tuple(map(tuple, rows)))


def _mask(connection: sqlite3.Connection) -> None:
    """Let this connection's views show words as a screen does: a query may take them apart.

    Those of the file leave out numbers in plain digits alone, which is all that SQL can see.
    """
    connection.create_function("masked_words", 1, _masked, deterministic=True)
    for view in VIEWS:
        described = connection.execute(f"select * from main.{view} limit 0").description
        columns = ", ".join(
            f'masked_words("{name}") as "{name}"' if name in _WORDS else f'"{name}"'
            for name, *_ in described
        )
        connection.execute(f"create temp view {view} as select {columns} from main.{view}")


def _masked(value: Any) -> Any:
    return hidden(value) if isinstance(value, str) else value


def _try_on_views_alone(database: Database, sql: str) -> None:
    """Have SQLite read the query where there is nothing but empty tables of the views' names.

    While a query runs, SQLite does not always say whether a table is read for a view or for
    itself; where there is no such table it cannot be asked for.
    """
    denied: list[str] = []
    changes: list[str] = []

    def judged(*words: Any) -> int:
        answer = _judged(words, _is_view)
        if answer != sqlite3.SQLITE_OK:
            name = str(words[1] or words[2] or "")
            (changes if name in VIEWS else denied).append(name)
        return answer

    with closing(sqlite3.connect(":memory:")) as alone:
        for view in VIEWS:
            columns = database.connection.execute(f"select * from {view} limit 0").description
            names = ", ".join(f'"{each[0]}"' for each in columns)
            alone.execute(f"create table {view} ({names})")
        alone.set_authorizer(judged)
        try:
            alone.execute(f"explain {sql}")
        except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
            views = "、".join(VIEWS)
            missing = str(error).removeprefix("no such table: ")
            what = denied[0] if denied else missing if missing != str(error) else None
            if changes:
                raise QueryChanges(what=changes[0], views=views) from error
            if what is not None:
                raise QueryNotAllowed(what=what, views=views) from error
            raise QueryWrong(what=str(error), views=views) from error


def _judged(words: _Words, may_read: Callable[[_Words], bool]) -> int:
    action, _, name = words[:3]
    is_allowed = (
        action in _HARMLESS
        or (action == sqlite3.SQLITE_FUNCTION and name not in _NEVER)
        or (action == sqlite3.SQLITE_READ and may_read(words))
    )
    return sqlite3.SQLITE_OK if is_allowed else sqlite3.SQLITE_DENY


def _is_view(words: _Words) -> bool:
    return words[1] in VIEWS


def _is_of_view(words: _Words) -> bool:
    """Tell whether a view is read, or a table for one: for its values, or only to count by it.

    The file's own view is read for the masked one alone.
    """
    is_masked = _is_view(words) and words[3] == "temp"
    return is_masked or words[4] in VIEWS or words[2] == ""
