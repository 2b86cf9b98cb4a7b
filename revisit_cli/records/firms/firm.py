"""Firms as listed, found and shown."""

from revisit_cli.records.code import (
    CallEnd,
    CallState,
    FlagReason,
    ProblemCategory,
    ProblemState,
    VisitState,
)
from revisit_cli.records.firms.person import Person
from revisit_cli.records.outcome import Outcome
from revisit_cli.records.value import Value, field


class FirmLine(Value):
    """One firm of a list: units that served it, how many services and calls it has.

    ``other_names`` are the names merged into it or given to it; ``contacts`` carry masked
    numbers and stand only where a search was made.
    """

    id: int
    name: str
    units: tuple[str, ...] = ()
    service_count: int = field("services", default=0)
    call_count: int = field("calls", default=0)
    credit_code: str | None = None
    is_sole_trader: bool = False
    other_names: tuple[str, ...] = ()
    contacts: tuple[Person, ...] = ()


class StoredFirm(Value):
    """A firm that is merged into no other, as it is stored."""

    id: int
    name: str
    credit_code: str | None
    is_sole_trader: bool


class KinFirm(Value):
    """A firm that is merged into another, which is ``root``."""

    id: int
    root: int
    name: str


class FirmUnit(Value):
    """A unit that served a firm, and how often."""

    firm: int
    unit: str
    services: int


class FirmContact(Value):
    """Somebody who speaks for a firm, and one number of his; "" for none."""

    firm: int
    name: str = field(private=True)
    phone: str = field(private=True)


class FirmsListed(Outcome):
    """Firms in order, at most as many as asked for, and how many there are."""

    firms: tuple[FirmLine, ...] = field(rows=True)
    total: int


class OtherName(Value):
    """A name that a person has said belongs to a firm; ``firm`` is the merged firm's own id."""

    name: str
    firm: int
    by: str
    at: str
    reason: str


class ServedRow(Value):
    """One service a firm received."""

    month: str
    unit: str
    officer: str | None
    served_on: str | None = field("date")
    matter: str | None
    completion: str | None
    named: str | None


class CalledRow(Value):
    """One month's call of a firm and what came of it; never what was said of integrity."""

    id: int
    month: str
    state: CallState
    outcome: CallEnd | None
    attempts: int
    overall: tuple[tuple[str, str], ...] = field(columns="unit overall", rows=True, default=())


class OverallAnswer(Value):
    """What was answered on the whole about a unit in a call."""

    call: int
    unit: str
    overall: str


class VisitedRow(Value):
    """One month's visit to a firm and the reasons for it."""

    id: int
    month: str
    state: VisitState
    due: str | None
    reasons: tuple[FlagReason, ...] = field(rows=True)


class RaisedRow(Value):
    """One problem a firm raised."""

    id: int
    month: str
    unit: str | None
    category: ProblemCategory
    state: ProblemState
    due: str | None
    text: str


class DrawnRow(Value):
    """A firm's rank in one draw, and whether it came to the symposium (None: not recorded)."""

    draw: int
    scope: str
    rank: int
    is_selected: bool
    is_declined: bool
    is_present: bool | None


class FirmShown(Outcome):
    """Everything known about one firm, but what it said of integrity."""

    firm: FirmLine = field("*")
    names: tuple[OtherName, ...]
    codes: tuple[str, ...]
    services: tuple[ServedRow, ...] = field("history.services")
    calls: tuple[CalledRow, ...] = field("history.calls")
    visits: tuple[VisitedRow, ...] = field("history.visits")
    problems: tuple[RaisedRow, ...] = field("history.problems")
    draws: tuple[DrawnRow, ...] = field("history.draws")
