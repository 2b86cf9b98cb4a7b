"""What the figures of a re-check are counted from: no report of a month needs it."""

from revisit_cli.records.recheck.doubt import Doubt
from revisit_cli.records.recheck.entry import RecheckEntry
from revisit_cli.records.recheck.sample import CompletedCall, PooledCall
from revisit_cli.records.value import Value


class RecheckFacts(Value):
    """A month's re-checks as stored: the newest freeze, its draw, and what was said since.

    ``nth`` of them were frozen for the month. ``completed_later`` are completed calls that the
    frozen pool does not know.
    """

    month: str
    nth: int
    percent: int
    size: int
    pool: int
    frozen_at: str
    drawn_at: str | None
    entries: tuple[RecheckEntry, ...]
    completed_later: int


class RecheckSource(Value):
    """What the figures of a month's re-check are counted from, row by row.

    ``later`` are completed calls that the pool does not know, one of each firm; ``earlier`` the
    draws of the same month before this one.
    """

    facts: RecheckFacts | None
    pool: tuple[PooledCall, ...] = ()
    later: tuple[CompletedCall, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    earlier: tuple[RecheckFacts, ...] = ()
