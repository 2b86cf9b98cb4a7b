"""The data file as shown to a clerk, its copies, what a check and a query of it found."""

from revisit_cli.records.file.audit import Fault, LogHead
from revisit_cli.records.outcome import LoggedOutcome, Outcome
from revisit_cli.records.value import Json, Value, computed, field


class DatabaseLocated(Outcome):
    """Where the data file is, and whether it exists yet; size in bytes."""

    path: str
    exists: bool
    size: int | None


class DatabaseBackedUp(LoggedOutcome):
    """A whole copy of the data file was written; ``removed`` are older copies let go.

    ``log`` is the log's size and head in the copy. ``not_logged`` says why the data file, though
    it can be read, takes no event, as on a full disk; None where it took it.
    """

    file: str
    size: int = field(logs=True)
    sha256: str = field(logs=True)
    log: LogHead = field(logs=True)
    removed: tuple[str, ...] = field(logs="removed=len()", rows=True, default=())
    not_logged: str | None = field("", default=None)

    @computed("logged")
    def is_logged(self) -> bool:
        """Whether the data file took the event."""
        return self.not_logged is None


class DatabaseShared(LoggedOutcome):
    """The data file, its folder, journal and backups were given to a group of the machine.

    ``taken_over`` are the backups that were somebody else's.
    """

    file: str
    group: str = field(logs=True)
    given: tuple[str, ...] = field(logs="given=len()", rows=True, default=())
    taken_over: tuple[str, ...] = field(logs="taken_over=len()", default=())


class DatabaseWithdrawn(LoggedOutcome):
    """The data file, its folder, journal and backups were made their owner's alone again.

    ``taken_over`` are the backups that were somebody else's.
    """

    file: str
    given: tuple[str, ...] = field(logs="given=len()", rows=True, default=())
    taken_over: tuple[str, ...] = field(logs="taken_over=len()", default=())


class DatabaseRestored(LoggedOutcome):
    """The data file was replaced by a backup; ``kept_aside`` is where the one before now lies.

    ``before`` is the head of the log that was replaced, None where it could not be read;
    ``after`` the head the backup came with; ``sha256`` is the backup's.
    """

    file: str
    source: str
    sha256: str = field(logs=True)
    before: LogHead | None = field(logs=True)
    after: LogHead = field(logs=True)
    kept_aside: str | None = field(after="source")


class Note(Value):
    """Something that is no fault but that the one in charge should know; ``text`` says which."""

    what: str
    text: str = ""


class DatabaseChecked(Outcome):
    """What a check of the whole data file, and of what lies around it, found."""

    faults: tuple[Fault, ...]
    notes: tuple[Note, ...]

    @computed(after="")
    def is_ok(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.faults


class Queried(Outcome):
    """The columns of a query's result, and its rows in the same order."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Json, ...], ...] = field(rows=True)

    @property
    def list_keys(self) -> tuple[str, ...]:
        """Its columns: the question says them."""
        return self.columns

    def as_json(self) -> dict[str, Json]:
        """``{"rows":[{column: value}]}``."""
        return {"rows": [dict(zip(self.columns, row, strict=True)) for row in self.rows]}
