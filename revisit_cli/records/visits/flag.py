"""A reason to visit a firm."""

from datetime import date

from revisit_cli.records.code import FlagNote, FlagReason, FlagState, RowState
from revisit_cli.records.outcome import LoggedOutcome, Outcome
from revisit_cli.records.value import Value, computed, field


class NewFlag(Value):
    """A flag about to be raised; ``reason`` is one of the codes that the flag table checks.

    ``pending_since`` is None for one that counts; one that waits to be verified asks for no visit.
    """

    firm: int
    month: str
    reason: FlagReason
    raised_at: str
    source: str | None = None
    evidence: str | None = None
    verified_on: date | None = None
    unit: int | None = None
    attempt: int | None = None
    pending_since: str | None = None


class Flag(Value):
    """A flag as stored, with the names of its firm and unit, and the visit that settles it."""

    id: int
    firm: int = field("firm_id")
    firm_name: str = field("firm", after="id", private=True)
    month: str
    reason: FlagReason
    source: str | None
    evidence: str | None = field(private=True)
    verified_on: str | None
    unit: str | None
    raised_at: str
    pending_since: str | None = field("")
    dropped_at: str | None
    drop_reason: str | None = field(private=True)
    visit: int | None = None

    @computed(after="unit")
    def state(self) -> FlagState:
        """``counts``, ``pending`` (not verified yet) or ``dropped``."""
        if self.dropped_at is not None:
            return "dropped"
        return "counts" if self.pending_since is None else "pending"


class FlagAdded(LoggedOutcome):
    """A firm was flagged for a visit; ``is_new`` is False when the same flag stood already.

    ``visit`` is None while the flag waits to be verified.
    """

    flag: int = field(logs=True)
    visit: int | None = field(logs=True)
    firm: int = field("", logs=True)
    firm_name: str = field("firm", private=True)
    month: str = field(logs=True)
    reason: FlagReason = field(logs=True)
    due_on: date | None = field("")
    is_new: bool
    notes: tuple[FlagNote, ...] = field(rows=True)

    @computed(after="reason")
    def due(self) -> date | None:
        """The visit's last day, None while there is none."""
        return None if self.visit is None else self.due_on


class FlagsListed(Outcome):
    """The flags of one month, in order of firm; dropped ones too when asked for."""

    month: str
    flags: tuple[Flag, ...] = field(rows=True)


class FlagDropped(LoggedOutcome):
    """A flag was taken back, with a reason."""

    flag: Flag = field("flag=id firm=firm_name .reason", logs="flag=id .firm .reason")
    is_visit_left: bool


class FlagVerified(LoggedOutcome):
    """A complaint or petition was verified: its firm is to be visited."""

    flag: int = field(logs=True)
    visit: int = field(logs=True)
    firm: int = field("", logs=True)
    firm_name: str = field("firm", private=True)
    month: str = field(logs=True)
    reason: FlagReason = field(logs=True)
    verified_on: date
    due_on: date | None = field("due")
    notes: tuple[FlagNote, ...] = ()


class FlagRow(Value):
    """One row of a workbook that names a firm to visit, as read.

    ``row`` is the sheet's own 1-based number; ``reason`` is a code, None where none was found;
    ``is_true`` says that the row calls the matter verified; ``notes`` are codes, some of which
    hold the row.
    """

    sheet: str
    row: int
    firm: str = field(private=True)
    reason: FlagReason | None
    source: str | None
    evidence: str | None = field(private=True)
    verified_on: date | None
    unit: str | None
    notes: tuple[FlagNote, ...]
    is_true: bool = False


class FlagRowResult(Value):
    """What became of one row: accepted, duplicate or held, and why."""

    read: FlagRow = field(".sheet .row .firm .reason")
    state: RowState = field(after="row")
    notes: tuple[FlagNote, ...]
    flag: int | None


class FlagsImported(LoggedOutcome):
    """A workbook of firms to visit was read: every row accepted, duplicate or held.

    Nothing was kept of a dry run. ``hidden`` sheets are not read.
    """

    file: str = field(private=True)
    sha256: str = field(logs=True)
    month: str = field(logs=True)
    rows: tuple[FlagRowResult, ...] = field("flags", rows=True)
    is_dry_run: bool = False
    hidden: tuple[tuple[str, int], ...] = field(columns="sheet filled", default=())

    def count(self, state: RowState) -> int:
        """Return how many rows ended in a state."""
        return sum(each.state == state for each in self.rows)

    @computed("rows.*", logs="*", after="month")
    def counts(self) -> dict[str, int]:
        """How many rows were read, and how many ended in each state."""
        states: tuple[RowState, ...] = ("accepted", "duplicate", "held")
        return {"read": len(self.rows), **{state: self.count(state) for state in states}}

    @computed("", logs=True)
    def flags(self) -> tuple[int | None, ...]:
        """The flags that were raised."""
        return tuple(each.flag for each in self.rows if each.state == "accepted")
