"""The shape of every operation: load, decide, save, tell.

``reading`` opens the data file for a look; ``writing`` opens one transaction that must be told to
the log before it can end well.
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import TypeVar

from revisit_cli.records.audit import DatabaseCreated, LogHead
from revisit_cli.records.context import Context
from revisit_cli.records.outcome import Json, LoggedOutcome
from revisit_cli.store import audit
from revisit_cli.store.database import Database, faults_named, opened
from revisit_cli.store.migrations import SCHEMA_VERSION

Told = TypeVar("Told", bound=LoggedOutcome)


class Act:
    """One act under way: the open data file, who acts, and the log it must be told to."""

    def __init__(self, database: Database, context: Context) -> None:
        self.database = database
        self.context = context
        self.head: LogHead | None = None

    def tell(self, outcome: Told) -> Told:
        """Append the outcome to the log as one event of the outcome's class name."""
        self.head = audit.append(self.database, _body(self.context, outcome))
        return outcome

    def leave(self) -> None:
        """End well without an event: the act turned out to change nothing."""
        self.head = audit.head(self.database)


Begin = Callable[..., AbstractContextManager[Act]]


def _body(context: Context, outcome: LoggedOutcome) -> dict[str, Json]:
    body: dict[str, Json] = {
        "kind": type(outcome).__name__,
        "at": context.at,
        "by": context.by,
        "facts": outcome.facts(),
    }
    if context.is_back_entry:
        body["clock"] = "given"
    return body


def _open_log(act: Act) -> None:
    """Begin an empty log with the event that says which hash it uses and where it comes from."""
    if audit.head(act.database).size == 0:
        act.tell(DatabaseCreated(origin=secrets.token_hex(8), schema=SCHEMA_VERSION))
        act.head = None


@contextmanager
def reading(context: Context, *, has_tables: bool = True) -> Iterator[Database]:
    """Open the data file for reading; made when it does not exist yet.

    ``has_tables=False`` is for who names a table that is missing.
    """
    opening = opened(Path(context.database), has_tables=has_tables, alone=context.alone)
    with opening as database:
        yield database


@contextmanager
def writing(context: Context, *, keep: bool = True) -> Iterator[Act]:
    """One act in one transaction; ``keep=False`` (a dry run) rolls it back at the end.

    Raises AssertionError when an act ends without having been told: that is a bug.
    """
    with sitting(context) as begin, begin(keep=keep) as act:
        yield act


@contextmanager
def sitting(context: Context) -> Iterator[Begin]:
    """Several acts in a row, each one as ``writing`` has it, over a file that is opened once."""
    path = Path(context.database)
    with ExitStack() as stack:
        found: list[Database] = []

        @contextmanager
        def begin(*, keep: bool = True) -> Iterator[Act]:
            if not found:
                found.append(stack.enter_context(opened(path, alone=context.alone)))
            with faults_named(path), found[0].writing(keep=keep):
                act = Act(found[0], context)
                _open_log(act)
                yield act
                if act.head is None:
                    raise AssertionError

        yield begin
