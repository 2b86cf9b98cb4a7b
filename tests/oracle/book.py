"""What was done in a half-year, as facts with their moments; what follows is counted from them.

Moments are texts such as ``2026-01-09T15:30``: they compare as they follow one another.
"""

from dataclasses import dataclass, field
from datetime import date

from tests.oracle.days import month_of

FINAL = {"completed", "partial", "refused_hard", "denies_service", "firm_gone", "exhausted"}
# AAPOR's classes as the design gives them; whoever was not tried is of unknown eligibility.
CLASSES = {
    "completed": "I", "partial": "P", "refused_hard": "R", "refused_soft": "R",
    "no_answer": "NC", "busy": "NC", "left_message": "NC", "exhausted": "NC",
    "broken_off": "O", "contact_left": "O", "denies_service": "O", "appointment": "O",
    "wrong_number": "UO", "dead_number": "UO", "firm_gone": "NE",
}  # fmt: skip
Said = dict[str, str]


@dataclass(frozen=True)
class Row:
    """One row of a ledger."""

    unit: str
    firm: str
    day: date
    matter: str


@dataclass
class Filing:
    """One version of a unit's ledger; a zero report has no rows."""

    at: str
    state: str


@dataclass
class Attempt:
    """One time that a firm was rung up, and what it said of each unit."""

    at: str
    outcome: str
    said: dict[str, Said] = field(default_factory=dict)
    suggestion: str = ""
    tag: str = ""


@dataclass
class Call:
    """A firm to be called for a month; ``sources`` are the calls that were carried into it."""

    month: str
    firm: str
    number: int = 0
    is_frozen: bool = False
    attempts: list[Attempt] = field(default_factory=list)
    carried_to: str | None = None
    sources: list["Call"] = field(default_factory=list)

    @property
    def outcome(self) -> str | None:
        """The final outcome, once there is one."""
        return next((each.outcome for each in self.attempts if each.outcome in FINAL), None)

    @property
    def last(self) -> str | None:
        return self.outcome or (self.attempts[-1].outcome if self.attempts else None)

    @property
    def group(self) -> str:
        return CLASSES[self.last] if self.last else "UH"

    @property
    def is_open(self) -> bool:
        return self.outcome is None and self.carried_to is None


@dataclass
class Clock:
    """One clock of a problem: the contact's, or one that a reopening started.

    A verdict has fallen once it stopped, or once a month handed it on when it was over.
    """

    opened_in: str
    due: str
    extended_to: str | None = None
    # The day it bears, by whatever extension, also one decided too late.
    day: str = ""
    stop: str | None = None
    entered: str | None = None
    fell_in: str | None = None
    timing: str | None = None

    def is_over(self, moment: str) -> bool:
        return moment > (self.extended_to or self.due)

    def fall(self, month: str, timing: str) -> None:
        if self.timing is None:
            self.fell_in, self.timing = month, timing

    def verdict(self, month: str, now: str) -> tuple[str, str]:
        """Its class, and the month that it stands in."""
        if self.timing is not None and self.fell_in is not None:
            return self.timing, self.fell_in
        is_late = self.stop is None and self.is_over(now)
        return ("late" if is_late else "not_due"), month


@dataclass
class Problem:
    """Something to be answered in five working days, with all that was done about it."""

    number: int
    month: str
    firm: str | None
    unit: str | None
    contact: str
    tag: str
    clocks: list["Clock"] = field(default_factory=list)
    carried_to: list[str] = field(default_factory=list)
    # Each carrying over: by which month, to which, and whether the clock was over by then.
    handed_on: list[tuple[str, str, bool]] = field(default_factory=list)
    # The months that extended it, and whether that was decided in time.
    extensions: list[tuple[str, bool]] = field(default_factory=list)

    @property
    def works_in(self) -> str:
        return self.carried_to[-1] if self.carried_to else self.month

    @property
    def is_open(self) -> bool:
        return self.clocks[-1].stop is None


@dataclass
class Visit:
    """A firm to be visited for a month, and why."""

    number: int
    month: str
    firm: str
    reasons: set[str]
    # Units that its reasons name: those that the firm was dissatisfied with.
    named: set[str] = field(default_factory=set)
    state: str = "to_do"
    # By unit, with the month that the visit answered for when it was said.
    said: dict[str, tuple[str, Said]] = field(default_factory=dict)
    carried_to: list[str] = field(default_factory=list)

    @property
    def works_in(self) -> str:
        return self.carried_to[-1] if self.carried_to else self.month


@dataclass
class Book:
    """All of it."""

    units: tuple[str, ...]
    # Rows in force by the unit and month of the ledger that brought them.
    ledgers: dict[tuple[str, str], list[Row]] = field(default_factory=dict)
    filings: dict[tuple[str, str], list[Filing]] = field(default_factory=dict)
    calls: dict[tuple[str, str], Call] = field(default_factory=dict)
    problems: dict[int, Problem] = field(default_factory=dict)
    visits: dict[int, Visit] = field(default_factory=dict)
    locked: dict[str, str] = field(default_factory=dict)
    closed: dict[str, str] = field(default_factory=dict)

    def rows(self, month: str) -> list[Row]:
        return [row for (_, its), rows in self.ledgers.items() if its == month for row in rows]

    def units_of(self, call: Call) -> list[str]:
        """The units that a call asks about: of its own month, and of what was carried into it."""
        found = [row.unit for row in self.rows(call.month) if row.firm == call.firm]
        for source in call.sources:
            found += self.units_of(source)
        return list(dict.fromkeys(found))

    def first_served(self, call: Call) -> date:
        days = [row.day for row in self.rows(call.month) if row.firm == call.firm]
        days += [self.first_served(source) for source in call.sources]
        return min(days, default=date.min)

    def calls_of(self, month: str) -> list[Call]:
        return [call for (its, _), call in self.calls.items() if its == month]

    def is_own(self, call: Call) -> bool:
        """Whether a call counts in its month's N: served then, or frozen on its list."""
        is_served = any(row.firm == call.firm for row in self.rows(call.month))
        return is_served or not call.sources

    def taken(self, unit: str, month: str, rows: list[Row]) -> list[Row]:
        """The rows of a ledger that count for its month: none that an earlier one already has."""
        kept = self.ledgers.get((unit, month), [])
        known = {
            row
            for (its, other), found in self.ledgers.items()
            if its == unit and other != month
            for row in found
        }
        return [
            row for row in rows if row in kept or month_of(row.day) == month or row not in known
        ]

    def file(self, unit: str, month: str, rows: list[Row], filing: Filing) -> None:
        """Take a version of a ledger: what it no longer holds is withdrawn.

        But for the rows of a firm that was called, and a firm's last ones once the list is frozen.
        """
        before = self.ledgers.get((unit, month), [])
        self.ledgers[unit, month] = self.taken(unit, month, rows)
        self.filings.setdefault((unit, month), []).append(filing)
        served = {row.firm for row in self.rows(month)}
        for row in self.ledgers[unit, month]:
            self.calls.setdefault((month, row.firm), Call(month, row.firm))
        for row in before:
            call = self.calls[month, row.firm]
            is_last = month in self.locked and row.firm not in served
            if row not in self.ledgers[unit, month] and (call.attempts or is_last):
                self.ledgers[unit, month].append(row)
        served = {row.firm for row in self.rows(month)}
        for firm in {row.firm for row in before} - served:
            if not self.calls[month, firm].sources:
                del self.calls[month, firm]
