"""The board: how far a month's calls are, by clerk, unit and day, and the pace still needed."""

from revisit_cli.records.calls.listing import CallList
from revisit_cli.records.code import CallbackParty, CallOutcome, CallState
from revisit_cli.records.outcome import Outcome
from revisit_cli.records.rate import Rate
from revisit_cli.records.value import Value, computed, field


class CallStanding(Value):
    """One call of a month: its state, whether frozen or carried in, the units it is about.

    ``made_by`` is the call under the firm's other name, where that answers for this one;
    ``is_struck``: it ended by its units' word that they never served the firm.
    """

    id: int
    state: CallState
    is_listed: bool
    is_carried_in: bool
    holder: str | None
    units: tuple[str, ...]
    is_twin: bool = False
    made_by: int | None = None
    is_struck: bool = False


class AttemptFact(Value):
    """One attempt that stands: on which call, by whom, on which day, with which outcome."""

    call: int
    by: str
    day: str
    outcome: CallOutcome
    party: CallbackParty | None = None


class BoardRow(Value):
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

    @computed()
    def rate(self) -> Rate:
        """回访率: reached of all."""
        return Rate(self.reached, self.of)


class ProgressShown(Outcome):
    """Where a month's calls stand; ``pace`` is how many a working day the rest needs.

    ``total`` and ``states`` are over N, ``left`` counts what earlier months left to be made too.
    ``workdays_left`` and ``pace`` are None in a year nobody has announced, ``pace`` also when the
    last day is past. ``clerks`` is empty on a board made to be shared.
    """

    month: str
    is_locked: bool
    call_list: CallList = field("list")
    due: str
    workdays_left: int | None
    left: int
    pace: int | None
    states: tuple[tuple[CallState, int], ...] = field(pairs=True)
    total: BoardRow
    clerks: tuple[BoardRow, ...] = field(private=True)
    units: tuple[BoardRow, ...]
    days: tuple[BoardRow, ...]
