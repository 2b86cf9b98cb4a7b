"""The board: how far a month's calls are, by clerk, unit and day, and the pace still needed."""

from dataclasses import dataclass, field

from revisit_cli.records.code import CallOutcome, CallState
from revisit_cli.records.outcome import Json
from revisit_cli.records.rate import Rate


@dataclass(frozen=True, slots=True)
class CallStanding:
    """One call of a month: its state, whether it counts in N, and the units that served it."""

    id: int
    state: CallState
    is_listed: bool
    holder: str | None
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AttemptFact:
    """One attempt that stands: on which call, by whom, on which day, with which outcome."""

    call: int
    by: str
    day: str
    outcome: CallOutcome


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One line of the board: ``of`` = reached + no_answer + refused + other + untouched.

    ``name`` is a clerk, a unit or a day; ``attempts`` counts every time somebody rang.
    """

    name: str
    of: int
    reached: int
    no_answer: int
    refused: int
    other: int
    untouched: int
    attempts: int
    finished: int

    @property
    def rate(self) -> Rate:
        """回访率: reached of all."""
        return Rate(self.reached, self.of)

    def as_json(self) -> dict[str, Json]:
        """``{"name","of","reached","no_answer","refused","other","untouched",…,"rate"}``."""
        return {
            "name": self.name,
            "of": self.of,
            "reached": self.reached,
            "no_answer": self.no_answer,
            "refused": self.refused,
            "other": self.other,
            "untouched": self.untouched,
            "attempts": self.attempts,
            "finished": self.finished,
            "rate": self.rate.as_json(),
        }


@dataclass(frozen=True, slots=True)
class ProgressShown:
    """Where a month's calls stand; ``pace`` is how many a working day the rest needs.

    ``workdays_left`` and ``pace`` are None in a year nobody has announced, ``pace`` also when the
    last day is past. ``clerks`` is empty on a board made to be shared.
    """

    month: str
    is_locked: bool
    due: str
    workdays_left: int | None
    left: int
    pace: int | None
    states: tuple[tuple[CallState, int], ...]
    total: BoardRow
    clerks: tuple[BoardRow, ...] = field(repr=False)
    units: tuple[BoardRow, ...]
    days: tuple[BoardRow, ...]

    def as_json(self) -> Json:
        """``{"month","locked","due","workdays_left","left","pace","states","total",…}``."""
        return {
            "month": self.month,
            "locked": self.is_locked,
            "due": self.due,
            "workdays_left": self.workdays_left,
            "left": self.left,
            "pace": self.pace,
            "states": dict(self.states),
            "total": self.total.as_json(),
            "clerks": [each.as_json() for each in self.clerks],
            "units": [each.as_json() for each in self.units],
            "days": [each.as_json() for each in self.days],
        }
