"""What a reason asks for, and which visit of the firm settles it."""

from datetime import date

from revisit_cli.records.code import FlagReason, VisitState
from revisit_cli.records.value import Value


class Owing(Value):
    """A reason as far as visits go.

    ``day`` is the one it falls on (of a complaint the day it was verified), None where nobody said
    any; ``case`` its number, where it has one.
    """

    flag: int
    month: str
    reason: FlagReason
    day: date | None
    case: str | None


class VisitStand(Value):
    """A visit of the firm: when it took place, and which cases its record names.

    ``names_reasons``: the record says which reasons it settles, and so settles no others.
    """

    id: int
    month: str
    state: VisitState
    visited_on: date | None
    cases: tuple[str, ...]
    names_reasons: bool = False


class PendingVisit(Value):
    """A visit whose last day no notice decided when its reason was entered."""

    id: int
    month: str
    owed_on: date


class Settled(Value):
    """The visit that a reason was given: made already, or to make; ``is_again``: one more."""

    visit: int
    is_made: bool
    is_again: bool
