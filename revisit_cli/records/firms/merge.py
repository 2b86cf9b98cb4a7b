"""Merging firms and taking a merge back: what stood, what is decided, what came of it."""

from collections.abc import Mapping

from revisit_cli.records.code import MonthStays, MovedTable
from revisit_cli.records.outcome import LoggedOutcome
from revisit_cli.records.value import Value, field

Stored = str | int | None


class Stand(Value):
    """A call or visit of one firm in one month.

    ``is_live`` is False for a call withdrawn; ``is_begun`` says that an attempt was made, or the
    visit recorded; ``is_agreed`` that a time was
    agreed or the call was carried into the month, ``is_carried_in`` that it is there for that alone
    and so is none of N. ``held_by`` is another clerk at it now.
    """

    id: int
    firm: int
    state: str
    is_live: bool = True
    is_begun: bool = False
    is_agreed: bool = False
    is_carried_in: bool = False
    held_by: str | None = None


class Owned(Value):
    """A row that names its firm; ``visit`` is the one that a reason asks for."""

    table: MovedTable
    row: int
    visit: int | None = None


class MonthStand(Value):
    """What two firms about to be one have in a month; ``rows`` are those of the merged one."""

    month: str
    is_closed: bool
    is_locked: bool
    calls: tuple[Stand, ...]
    visits: tuple[Stand, ...]
    rows: tuple[Owned, ...]


class NamedService(Value):
    """A service, and the firm's name as its ledger wrote it."""

    id: int
    month: str
    firm_text: str


class Move(Value):
    """Columns of one row as they were and as they become."""

    table: str
    row: int
    before: Mapping[str, Stored]
    after: Mapping[str, Stored]


class MonthDecided(Value):
    """What a merge does to a month: the rows that move, or why it stays as it was.

    ``stays`` is closed; ``withdrawn`` the call that will not be made; ``twin`` the call that stays
    in N and is answered for by the one under the firm's other name.
    """

    month: str
    moves: tuple[Move, ...] = field("moved=len()")
    stays: MonthStays | None = None
    withdrawn: int | None = None
    twin: int | None = None


class StandingMerge(Value):
    """A merge that stands: number, the merged firm and the firm it went into."""

    id: int
    firm: int
    name: str
    into: int
    into_name: str
    at: str
    by: str
    reason: str


class FirmsMerged(LoggedOutcome):
    """A person said that a firm is another one."""

    merge: int = field(logs=True)
    firm: int = field("firm.id", logs="firm")
    name: str = field("firm.name")
    into: int = field("into.id", logs="into")
    into_name: str = field("into.name")
    months: tuple[MonthDecided, ...] = field(logs=True, rows=True)
    is_dry_run: bool = False


class FirmSplit(LoggedOutcome):
    """A merge was taken back.

    ``restored`` rows are as they were before it; ``followed`` came in under the firm's own name
    since and went with it; ``stayed`` belong to months cleared since. ``new_calls`` were added.
    """

    merge: int = field(logs=True)
    firm: int = field("firm.id", logs="firm")
    name: str = field("firm.name")
    kept: int = field("from.id", logs="from")
    kept_name: str = field("from.name")
    restored: int = field(logs=True)
    followed: int = field(logs=True)
    stayed: int = field(logs=True)
    new_calls: int = field(logs=True)
    is_dry_run: bool = False
