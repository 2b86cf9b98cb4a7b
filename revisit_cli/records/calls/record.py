"""A call on record, and what recording it did."""

from dataclasses import dataclass, field
from datetime import datetime

from revisit_cli.records.code import CallOutcome, CallState
from revisit_cli.records.outcome import Json
from revisit_cli.records.rules.answer import Answers


@dataclass(frozen=True, slots=True)
class Earlier:
    """An attempt that stands, as deciding what comes next needs it."""

    outcome: CallOutcome
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
    outcome: CallOutcome
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
    outcome: CallOutcome
    problems: tuple[int, ...]
    flags: tuple[int, ...]
    state: CallState
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
