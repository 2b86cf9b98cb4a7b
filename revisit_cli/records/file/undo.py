"""Acts taken back: what the log says of one, what it wrote, and what taking it back comes to."""

from collections.abc import Mapping

from revisit_cli.records.code import RetractionKind, UndoBar
from revisit_cli.records.outcome import LoggedOutcome, Outcome
from revisit_cli.records.value import Json, Value, computed, field

# An undo in the log: whatever it took back, it can itself be taken back.
UNDO = "ActUndone"


class LoggedAct(Value):
    """An event of the log, by what may be taken back of it: ``facts`` are the event's own."""

    event: int
    kind: str
    at: str
    by: str
    facts: Mapping[str, Json] = field("")


class Image(Value):
    """A row as it was before an act changed it or took it out; ``before`` None once forgotten."""

    table: str
    row: int
    before: str | None = field(private=True)


class Written(Value):
    """What an act wrote: the rows that came with it, by table, and images of those it changed."""

    added: Mapping[str, tuple[int, ...]]
    images: tuple[Image, ...]

    @property
    def rows(self) -> dict[str, list[int]]:
        """Every row that it wrote, by table."""
        found = {table: list(rows) for table, rows in self.added.items()}
        for each in self.images:
            found.setdefault(each.table, []).append(each.row)
        return found


class Reliance(Value):
    """Why an act stays: a reason, and, where later acts rely on it, the newest of these."""

    bar: UndoBar | None = None
    by: LoggedAct | None = None
    holder: str | None = None

    @property
    def is_free(self) -> bool:
        """Whether nothing keeps the act from being taken back."""
        return self.bar is None


class Retraction(Value):
    """Something that a month had on record and that was taken back before it was cleared.

    ``subject`` is the call, visit, problem, filing … that it was of, None where that is not one.
    """

    kind: RetractionKind
    subject: int | None
    at: str
    by: str


class ActUndone(LoggedOutcome):
    """An act was taken back: rows that came with it went, others are as they were before.

    ``removed``, ``restored`` and ``returned`` count rows by table; ``firms`` names the first firms
    that it is about, of ``firm_count``.
    """

    act: LoggedAct = field("undone", logs="event=event kind=kind")
    removed: tuple[tuple[str, int], ...] = field(pairs=True, logs="gone")
    restored: tuple[tuple[str, int], ...] = field(pairs=True, logs="restored")
    returned: tuple[tuple[str, int], ...] = field(pairs=True, logs="returned")
    firms: tuple[str, ...] = field(private=True)
    firm_count: int
    is_dry_run: bool = False
    event: int | None = None


class ActListed(Value):
    """One of the asker's acts, newest first: its place among those that can be taken back."""

    act: LoggedAct = field("*")
    place: int | None = field("n")
    reliance: Reliance = field("")

    @computed(after="")
    def can_undo(self) -> bool:
        """Whether it can be taken back."""
        return self.reliance.is_free

    @computed(after="")
    def why(self) -> UndoBar | None:
        """What keeps it, None for nothing."""
        return self.reliance.bar

    @computed(after="")
    def relied_on_by(self) -> int | None:
        """The event that relies on it."""
        by = self.reliance.by
        return None if by is None else by.event


class ActsListed(Outcome):
    """The asker's newest acts, and which of them can be taken back."""

    acts: tuple[ActListed, ...] = field(rows=True)
