"""Merging firms and taking a merge back: what stood, what is decided, what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from revisit_cli.records.code import MonthStays, MovedTable
from revisit_cli.records.outcome import Json

Value = str | int | None


@dataclass(frozen=True, slots=True)
class Stand:
    """A call or visit of one firm in one month.

    ``is_live`` is False for a call withdrawn; ``is_begun`` says that an attempt was made, or the
    visit recorded; ``is_agreed`` that a time was
    agreed or the call was carried into the month. ``held_by`` is another clerk at it now.
    """

    id: int
    firm: int
    state: str
    is_live: bool = True
    is_begun: bool = False
    is_agreed: bool = False
    held_by: str | None = None


@dataclass(frozen=True, slots=True)
class Owned:
    """A row that names its firm; ``is_of_visit`` when it came of a visit or asks for one."""

    table: MovedTable
    row: int
    is_of_visit: bool = False


@dataclass(frozen=True, slots=True)
class MonthStand:
    """What two firms about to be one have in a month; ``rows`` are those of the merged one."""

    month: str
    is_closed: bool
    is_locked: bool
    calls: tuple[Stand, ...]
    visits: tuple[Stand, ...]
    rows: tuple[Owned, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """Columns of one row as they were and as they become."""

    table: str
    row: int
    before: Mapping[str, Value]
    after: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class MonthDecided:
    """What a merge does to a month: the rows that move, or why it stays as it was.

    ``stays`` is closed, locked or both_called; ``withdrawn`` the call that will not be made.
    """

    month: str
    moves: tuple[Move, ...]
    stays: MonthStays | None = None
    withdrawn: int | None = None

    def as_json(self) -> dict[str, Json]:
        """``{"month","moved","stays","withdrawn"}``."""
        return {
            "month": self.month,
            "moved": len(self.moves),
            "stays": self.stays,
            "withdrawn": self.withdrawn,
        }


@dataclass(frozen=True, slots=True)
class StandingMerge:
    """A merge that stands: number, the merged firm and the firm it went into."""

    id: int
    firm: int
    name: str
    into: int
    into_name: str
    at: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class FirmsMerged:
    """A person said that a firm is another one."""

    merge: int
    firm: int
    name: str
    into: int
    into_name: str
    months: tuple[MonthDecided, ...]
    is_dry_run: bool = False

    def as_json(self) -> Json:
        """``{"merge","firm":{"id","name"},"into":{"id","name"},"months":[…],"dry_run"}``."""
        return {
            "merge": self.merge,
            "firm": {"id": self.firm, "name": self.name},
            "into": {"id": self.into, "name": self.into_name},
            "months": [each.as_json() for each in self.months],
            "dry_run": self.is_dry_run,
        }

    def facts(self) -> dict[str, Json]:
        """Ids of the merge and both firms, and what became of each month."""
        return {
            "merge": self.merge,
            "firm": self.firm,
            "into": self.into,
            "months": [each.as_json() for each in self.months],
        }


@dataclass(frozen=True, slots=True)
class FirmSplit:
    """A merge was taken back.

    ``restored`` rows are as they were before it; ``followed`` came in under the firm's own name
    since and went with it; ``stayed`` belong to months cleared since. ``new_calls`` were added.
    """

    merge: int
    firm: int
    name: str
    kept: int
    kept_name: str
    restored: int
    followed: int
    stayed: int
    new_calls: int
    is_dry_run: bool = False

    def as_json(self) -> Json:
        """The log's facts, with names: ``"firm":{"id","name"},"from":{"id","name"}``."""
        return {
            **self.facts(),
            "firm": {"id": self.firm, "name": self.name},
            "from": {"id": self.kept, "name": self.kept_name},
            "dry_run": self.is_dry_run,
        }

    def facts(self) -> dict[str, Json]:
        """``{"merge","firm","from","restored","followed","stayed","new_calls"}``."""
        return {
            "merge": self.merge,
            "firm": self.firm,
            "from": self.kept,
            "restored": self.restored,
            "followed": self.followed,
            "stayed": self.stayed,
            "new_calls": self.new_calls,
        }
