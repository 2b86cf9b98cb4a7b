"""Calling a drawn call again: its card, what was said, and how far the sample has come."""

from datetime import datetime

from revisit_cli.records.code import (
    KeyedState,
    PressureAnswer,
    RecheckAnswer,
    RecheckClass,
    RecheckOverall,
    RecheckProgress,
)
from revisit_cli.records.firms.person import Person
from revisit_cli.records.outcome import LoggedOutcome, Outcome
from revisit_cli.records.value import Value, computed, field


class Said(Value):
    """What a firm said, once it was called again."""

    id: int
    answer: RecheckAnswer
    overall: RecheckOverall | None
    by: str
    office: str | None
    at: datetime


class RecheckEntry(Value):
    """One drawn call and what came of calling it again.

    ``recorded`` is what the bureau had recorded on the whole. ``now_named`` is the name of the
    firm that this one was merged into since the freeze, None where it was not.
    """

    id: int
    rank: int
    label: str
    call: int
    firm: int
    recorded: str | None = field(private=True)
    now_named: str | None
    said: tuple[Said, ...] = ()
    held_by: str | None = None
    held_until: str | None = None


class EntryRecord(Value):
    """What a re-checker puts on record of one drawn call.

    ``as_merged`` is the name that the firm bears since it was merged, where the re-checker knows
    it; ``token`` the claim of the card it comes from.
    """

    rank: int
    answer: RecheckAnswer
    overall: RecheckOverall | None = None
    pressure: PressureAnswer | None = None
    words: str | None = field(private=True, default=None)
    office: str | None = None
    at: datetime | None = None
    token: int | None = None
    as_merged: str | None = None
    packet: int | None = None


class BlindCard(Outcome):
    """The card of a drawn call: the ledger's own, and nothing that was recorded."""

    month: str
    rank: int
    firm: str
    was: str | None
    units: tuple[str, ...]
    matters: tuple[tuple[str, str | None, str | None], ...] = field(columns="unit matter date")
    contacts: tuple[Person, ...] = field(private=True)
    position: int
    of: int
    tries: int
    call: int
    token: int | None


class NothingToCheck(Outcome):
    """No drawn call is due now: how many are not done, and when the next one is."""

    month: str
    left: int
    next_at: str | None
    rank: int | None = None
    token: int | None = None


class EntryRecorded(LoggedOutcome):
    """What a firm said when it was called again was put on record; nothing of the call changed."""

    recheck: int = field(logs=True)
    month: str = field(logs=True)
    rank: int = field(logs=True)
    recheck_attempt: int = field(logs=True)
    firm: str = field(private=True)
    next_at: str | None
    left: int
    doubt: int | None = field("", logs=True)


class SheetEntry(Value):
    """One drawn call as it stands on a re-checker's sheet; ``check`` brings it home."""

    card: BlindCard
    check: str


class CheckSheet(Value):
    """One re-checker's sheet. ``secret`` marks its rows."""

    id: int
    month: str
    checker: str
    office: str | None
    secret: str = field(private=True)
    entries: tuple[SheetEntry, ...] = ()


class CheckSheetWritten(Value):
    """One re-checker's sheet, and how many calls went out with it."""

    id: int
    checker: str = field(private=True)
    path: str
    ranks: tuple[int, ...]


class CheckSheetsWritten(LoggedOutcome):
    """Sheets went out to re-checkers who have no tool, each call on one of them."""

    recheck: int = field(logs=True)
    month: str = field(logs=True)
    sheets: tuple[CheckSheetWritten, ...] = field(rows=True)

    @computed(logs="phones_shown")
    def count(self) -> int:
        """How many calls went out."""
        return sum(len(each.ranks) for each in self.sheets)


class CheckRow(Value):
    """What became of one row of a sheet that came back; ``what`` says why it was held."""

    file: str
    row: int
    rank: int | None
    firm: str | None = field(private=True)
    state: KeyedState
    what: str | None = field(private=True, default=None)


class CheckSheetsAbsorbed(LoggedOutcome):
    """Sheets came back; each row was put on record once, or held with its reason."""

    rows: tuple[CheckRow, ...] = field(rows=True)
    refusals: tuple[str, ...] = ()
    recheck_attempt: tuple[int, ...] = field("", logs=True, default=())
    doubts: tuple[int, ...] = field("", logs=True, default=())

    def count(self, state: KeyedState) -> int:
        """Return how many rows came to that."""
        return sum(each.state == state for each in self.rows)

    @computed()
    def has_held(self) -> bool:
        """Whether any row or file was left aside."""
        return bool(self.refusals) or any(each.state == "held" for each in self.rows)


class EntryShown(Value):
    """One line of the list: ``result`` is None until the whole sample is done."""

    rank: int
    firm: str
    call: int
    state: RecheckProgress
    next_at: str | None
    tries: int
    by: str | None = field(private=True)
    office: str | None
    result: RecheckClass | None


class EntriesListed(Outcome):
    """The calls of a month's sample, in rank order; ``sentence`` is what they prove once done."""

    month: str
    is_finished: bool
    entries: tuple[EntryShown, ...] = field(rows=True)
    sentence: str | None = field("", default=None)

    @computed()
    def left(self) -> int:
        """How many are not done."""
        return sum(each.state in ("waiting", "retry", "held") for each in self.entries)
