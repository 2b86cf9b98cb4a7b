"""Calls, attempts, answers, and what recording one did."""

from dataclasses import dataclass, field
from datetime import datetime

from revisit_cli.records.answer import Answers
from revisit_cli.records.ledger import Person
from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class Call:
    """One call: a firm in a cycle over all its units and matters. Phones as they may be shown."""

    id: int
    firm: str
    units: tuple[str, ...]
    matters: tuple[str, ...]
    contacts: tuple[Person, ...]
    state: str
    attempts: int
    next_at: str | None
    claimed_by: str | None
    due: str
    is_listed: bool
    outcome: str | None = None
    carried_from: str | None = None

    def as_json(self) -> dict[str, Json]:
        """DESIGN's keys of one call, its outcome, and the month it was carried over from."""
        return {
            "id": self.id,
            "firm": self.firm,
            "units": list(self.units),
            "matters": list(self.matters),
            "contacts": [{"name": who.name, "phones": list(who.phones)} for who in self.contacts],
            "state": self.state,
            "attempts": self.attempts,
            "next_at": self.next_at,
            "claimed_by": self.claimed_by,
            "due": self.due,
            "outcome": self.outcome,
            "carried_from": self.carried_from,
        }


@dataclass(frozen=True, slots=True)
class CallsListed:
    """A month's calls; ``locked`` once N is frozen."""

    month: str
    is_locked: bool
    calls: tuple[Call, ...]

    def as_json(self) -> Json:
        """``{"month","locked","calls":[…]}``."""
        return {
            "month": self.month,
            "locked": self.is_locked,
            "calls": [each.as_json() for each in self.calls],
        }


@dataclass(frozen=True, slots=True)
class Earlier:
    """An attempt that stands, as deciding what comes next needs it."""

    outcome: str
    by: str
    at: datetime
    callback_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CallRecord:
    """What a clerk records of one attempt. ``at`` None is now; ``unit`` None all units.

    ``by_unit`` are answers that differ by unit name and go before ``answers``. ``callback`` is
    the time agreed, or chosen for another try; ``new_phone`` a number learnt in its place.
    """

    call: int
    outcome: str
    answers: Answers = field(default_factory=Answers)
    by_unit: tuple[tuple[str, Answers], ...] = ()
    unit: str | None = None
    suggestion: str | None = None
    difficulty: str | None = None
    respondent: str | None = None
    phone: str | None = None
    at: datetime | None = None
    callback: datetime | None = None
    callback_with: str | None = None
    callback_by: str | None = None
    new_phone: str | None = None
    new_contact: str | None = None
    opens_problem: bool = True
    token: int | None = None
    evidence: str | None = None
    second_person: str | None = None
    tags: tuple[str, ...] = ()
    is_inbound: bool = False


@dataclass(frozen=True, slots=True)
class CallRecorded:
    """An attempt is on record, and what it opened."""

    call: int
    attempt: int
    outcome: str
    problems: tuple[int, ...]
    flags: tuple[int, ...]
    state: str
    next_at: str | None
    findings: tuple[int, ...] = ()
    problem_due: str | None = None
    is_past_due: bool = False
    asks_number: bool = False
    is_off_hours: bool = False
    resting: tuple[int, ...] = ()
    is_kept: bool = False

    def as_json(self) -> Json:
        """``{"call","attempt","outcome","problems","flags"}``, and what follows from it.

        ``past_due``: the next try would come after the deadline; ``asks_number``: tried often
        enough to ask the unit for another; ``resting``: calls that wait because only this number
        reaches them.
        """
        return {
            "call": self.call,
            "attempt": self.attempt,
            "outcome": self.outcome,
            "problems": list(self.problems),
            "flags": list(self.flags),
            "state": self.state,
            "next_at": self.next_at,
            "findings": list(self.findings),
            "problem_due": self.problem_due,
            "past_due": self.is_past_due,
            "asks_number": self.asks_number,
            "resting": list(self.resting),
        }

    def facts(self) -> dict[str, Json]:
        """Ids, the outcome's code and the state."""
        return {
            "call": self.call,
            "attempt": self.attempt,
            "outcome": self.outcome,
            "problems": list(self.problems),
            "flags": list(self.flags),
            "findings": list(self.findings),
            "resting": list(self.resting),
        }


@dataclass(frozen=True, slots=True)
class CallsLocked:
    """N is frozen: the month's list, its size and the SHA-256 of its names."""

    month: str
    size: int
    sha256: str

    def as_json(self) -> Json:
        """The same as the log's facts."""
        return self.facts()

    def facts(self) -> dict[str, Json]:
        """``{"month","size","sha256"}``."""
        return {"month": self.month, "size": self.size, "sha256": self.sha256}


@dataclass(frozen=True, slots=True)
class CallUndone:
    """The newest attempt of a call was voided with a reason; the firm is back."""

    call: int
    attempt: int
    state: str

    def as_json(self) -> Json:
        """``{"call","attempt","state"}``."""
        return self.facts()

    def facts(self) -> dict[str, Json]:
        """``{"call","attempt","state"}``."""
        return {"call": self.call, "attempt": self.attempt, "state": self.state}


@dataclass(frozen=True, slots=True)
class UndoShown:
    """What an undo would take back: the record, and how much came of it."""

    call: int
    attempt: int
    firm: str
    outcome: str
    at: str
    problems: int
    flags: int
    state: str


@dataclass(frozen=True, slots=True)
class PhoneCorrected:
    """A unit sent another number; the firm is at the head of the list."""

    call: int

    def as_json(self) -> Json:
        """``{"call"}``."""
        return {"call": self.call}

    def facts(self) -> dict[str, Json]:
        """``{"call"}``."""
        return {"call": self.call}
