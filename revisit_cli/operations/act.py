"""The shape of every act: load, decide, save, tell.

``writing`` opens one transaction that must be told to the log before it can end well. What became
of each act is noted in ``context.savings``: after an error that fell into a COMMIT the data file is
opened anew and its log looked at.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from revisit_cli.errors import DatabaseRefused
from revisit_cli.errors.file.database import DatabaseMissing
from revisit_cli.operations.reading import rules_of
from revisit_cli.records.context import Context
from revisit_cli.records.file.audit import Anchor, DatabaseCreated, LogHead
from revisit_cli.records.outcome import LoggedOutcome
from revisit_cli.records.saving import Fate, Saving
from revisit_cli.records.value import Json
from revisit_cli.rulebook.rules import Rules
from revisit_cli.store import log as audit_log
from revisit_cli.store.file import audit
from revisit_cli.store.file.database import Database, faults_named
from revisit_cli.store.file.look import is_there, opened_for_acts
from revisit_cli.store.migrations import SCHEMA_VERSION

if TYPE_CHECKING:
    from revisit_cli.files.workbooks.target import Placed

Event = TypeVar("Event", bound=LoggedOutcome)


class Act:
    """One act under way: the open data file, who acts, and the log it must be told to."""

    def __init__(self, database: Database, context: Context, saving: Saving | None = None) -> None:
        self.database = database
        self.context = context
        self.saving = saving or Saving()
        self.placed: list[Placed] = []
        self.head: LogHead | None = None
        # By cleared month that the act corrects, what is done about it before it is told.
        self.settling: dict[str, Callable[[], None]] = {}
        self._rules: Rules | None = None

    @property
    def rules(self) -> Rules:
        """The rules as the bureau dated them, loaded once."""
        if self._rules is None:
            self._rules = rules_of(self.database)
        return self._rules

    def tell(self, outcome: Event) -> Event:
        """Append the outcome to the log as one event of the outcome's class name.

        What the act owes to the cleared months it corrects is done first, in the same event.
        """
        for settle in self.settling.values():
            settle()
        self.head = audit.append(self.database, _body(self.context, outcome))
        self.saving.outcomes.append(outcome)
        return outcome

    def place(self, path: Path, *, is_new: bool = False) -> None:
        """Let the file about to be written at ``path`` stand and fall with the act.

        Where the act does not stand it is removed, and what lay there before is put back; where
        that cannot be known it stays, since the act may need it. ``is_new``: it was written just
        now where nothing lay.
        """
        from revisit_cli.files.workbooks.target import Placed

        self.placed.append(Placed(path, is_new=is_new))
        self.saving.files.append(str(path))

    def leave(self) -> None:
        """End well without an event: the act turned out to change nothing."""
        self.head = audit_log.head(self.database)


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
    if audit_log.head(act.database).size == 0:
        import secrets

        act.tell(DatabaseCreated(origin=secrets.token_hex(8), schema=SCHEMA_VERSION))
        act.head = None
        act.saving.outcomes.clear()


@contextmanager
def writing(context: Context, *, keep: bool = True, founds: bool = False) -> Iterator[Act]:
    """One act in one transaction; ``keep=False`` (a dry run) rolls it back at the end.

    ``founds`` is as :func:`sitting` takes it. Raises DatabaseMissing, DatabaseEmpty, or
    AssertionError when an act ends without having been told: that is a bug.
    """
    with sitting(context, founds=founds) as begin, begin(keep=keep) as act:
        yield act


@contextmanager
def sitting(context: Context, *, founds: bool = False, rehearses: bool = False) -> Iterator[Begin]:
    """Several acts in a row, each one as ``writing`` has it, over a file that is opened once.

    ``founds``: they may be a bureau's first, and make its data file. All others need what only a
    file that is there can have: no mistyped --db makes one. ``rehearses``: none of them is kept,
    and they take their time: a copy in memory lets everybody else work on.
    """
    path = Path(context.database)
    with ExitStack() as stack:
        found: list[Database] = []

        def close() -> None:
            found.clear()
            with suppress(Exception):
                stack.close()

        @contextmanager
        def begin(*, keep: bool = True) -> Iterator[Act]:
            placed: list[Placed] = []
            with noted(context, placed, close) as saving:
                if not found:
                    opening = opened_for_acts(
                        path,
                        context.absent,
                        alone=context.alone,
                        is_named=context.is_named,
                        founds=founds,
                        keep=keep,
                        rehearses=rehearses,
                    )
                    found.append(stack.enter_context(opening))
                with faults_named(path), found[0].writing(keep=keep):
                    act = Act(found[0], context, saving)
                    act.placed = placed
                    _open_log(act)
                    yield act
                    if act.head is None:
                        raise AssertionError
                    saving.head = act.head
                    if keep and saving.outcomes and not founds and not is_there(path):
                        raise DatabaseMissing(file=str(path))
                    if keep:
                        saving.fate = "unknown"
                if keep:
                    saving.fate = "saved"

        yield begin


@contextmanager
def noted(
    context: Context, placed: Sequence["Placed"], close: Callable[[], None]
) -> Iterator[Saving]:
    """Note what became of one act, and let the files placed with it share its fate.

    ``close`` gives up a connection that failed in its COMMIT before the file is looked at. An act
    that stands is no failure of the data file: the command goes on, and tells the trouble.
    """
    saving = Saving()
    context.savings.append(saving)
    try:
        yield saving
    except BaseException as error:
        if saving.fate == "unknown":
            close()
            saving.fate = _fate(Path(context.database), saving.head)
        if saving.fate != "saved" or not isinstance(error, DatabaseRefused):
            raise
        saving.trouble = str(error)
    finally:
        saving.left += [left for each in placed if (left := each.settle(saving.fate)) is not None]


def _fate(path: Path, head: LogHead | None) -> Fate:
    """Say whether the log of the data file, read anew, has the event that an act ended with."""
    if head is None or not path.is_file():
        return "unknown"
    # Seldom needed, and not to be loaded by every command.
    from revisit_cli.store.file import verification
    from revisit_cli.store.file.inspection import inspected

    try:
        with inspected(path) as database:
            anchor = Anchor(head.size, head.head)
            is_there = not any(verification.anchor_faults(database, anchor))
    except Exception:  # Whatever keeps the file from being read, the act's fate is not known.
        return "unknown"
    return "saved" if is_there else "not_saved"
