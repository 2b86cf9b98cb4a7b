"""The card of a firm: everything a clerk sees before and while telephoning."""

from dataclasses import dataclass, field

from revisit_cli.records.calls.call import Call
from revisit_cli.records.code import CallOutcome, CallState, CallWhy
from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class ServiceShown:
    """One matter in which the firm was served; ``completion`` in the unit's own words."""

    unit: str
    officer: str | None
    date: str | None
    matter: str | None
    completion: str | None

    def as_json(self) -> dict[str, Json]:
        """``{"unit","officer","date","matter","completion"}``."""
        return {
            "unit": self.unit,
            "officer": self.officer,
            "date": self.date,
            "matter": self.matter,
            "completion": self.completion,
        }


@dataclass(frozen=True, slots=True)
class AttemptShown:
    """One earlier attempt of a call, with what was agreed in it.

    ``suggestion`` and ``difficulty`` are what was said without a problem being opened; ``at`` is
    when somebody rang, ``entered_at`` when it was put on record.
    """

    id: int
    at: str
    entered_at: str
    by: str
    outcome: CallOutcome
    words: str | None
    is_voided: bool
    callback_at: str | None = None
    callback_with: str | None = None
    callback_by: str | None = None
    is_inbound: bool = False
    suggestion: str | None = None
    difficulty: str | None = None

    def as_json(self) -> dict[str, Json]:
        """The attempt's columns; ``callback`` an object or ``null``."""
        callback: Json = None
        if self.callback_at is not None:
            callback = {"at": self.callback_at, "with": self.callback_with, "by": self.callback_by}
        return {
            "id": self.id,
            "at": self.at,
            "entered_at": self.entered_at,
            "by": self.by,
            "outcome": self.outcome,
            "words": self.words,
            "voided": self.is_voided,
            "inbound": self.is_inbound,
            "callback": callback,
            "suggestion": self.suggestion,
            "difficulty": self.difficulty,
        }


@dataclass(frozen=True, slots=True)
class SkipShown:
    """One time the card was put aside, and why."""

    at: str
    by: str
    until: str
    words: str

    def as_json(self) -> dict[str, Json]:
        """``{"at","by","until","words"}``."""
        return {"at": self.at, "by": self.by, "until": self.until, "words": self.words}


@dataclass(frozen=True, slots=True)
class LastAnswers:
    """What the firm answered about one unit in an earlier month, integrity left out."""

    month: str
    unit: str
    attitude: str | None
    one_time_notice: str | None
    days: int | None
    days_text: str | None
    extra_trips: str | None
    overall: str | None

    def as_json(self) -> dict[str, Json]:
        """The answers by question, with month and unit."""
        return {
            "month": self.month,
            "unit": self.unit,
            "attitude": self.attitude,
            "one_time_notice": self.one_time_notice,
            "days": self.days if self.days is not None else self.days_text,
            "extra_trips": self.extra_trips,
            "overall": self.overall,
        }


@dataclass(frozen=True, slots=True)
class SharedCall:
    """Another firm that one of this firm's numbers reaches."""

    id: int
    firm: str
    state: CallState

    def as_json(self) -> dict[str, Json]:
        """``{"id","firm","state"}``."""
        return {"id": self.id, "firm": self.firm, "state": self.state}


@dataclass(frozen=True, slots=True)
class CallShown:
    """One call with all that its card tells; ``why`` and ``token`` when it is handed out.

    ``broken_minutes`` is by how much the appointment is broken; ``behind_minutes`` by how much
    this machine's clock is behind the newest record; ``draft`` what its clerk was told before.
    """

    call: Call
    history: tuple[AttemptShown, ...]
    services: tuple[ServiceShown, ...] = ()
    skips: tuple[SkipShown, ...] = ()
    last: tuple[LastAnswers, ...] = ()
    shared: tuple[SharedCall, ...] = ()
    is_agent: bool = False
    broken_minutes: int = 0
    why: CallWhy | None = None
    token: int | None = None
    until: str | None = None
    position: int = 0
    total: int = 0
    workdays_left: int | None = None
    behind_minutes: int = 0
    draft: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    def as_json(self) -> Json:
        """The call's keys with why, token, history and whatever else the card tells."""
        return {
            **self.call.as_json(),
            "why": self.why,
            "token": self.token,
            "until": self.until,
            "services": [each.as_json() for each in self.services],
            "history": [each.as_json() for each in self.history],
            "skips": [each.as_json() for each in self.skips],
            "last": [each.as_json() for each in self.last],
            "shared": [each.as_json() for each in self.shared],
            "agent": self.is_agent,
            "broken_minutes": self.broken_minutes,
            "behind_minutes": self.behind_minutes,
            "draft": bool(self.draft),
        }


@dataclass(frozen=True, slots=True)
class NoCallDue:
    """Nothing is due now; ``next_at`` when something will be."""

    month: str
    left: int
    next_at: str | None

    def as_json(self) -> Json:
        """``null``."""
        return None


@dataclass(frozen=True, slots=True)
class CallFound:
    """One hit of a search: a call, its firm, where it stands and who holds it."""

    id: int
    firm: str
    state: CallState
    owner: str | None

    def as_json(self) -> dict[str, Json]:
        """``{"id","firm","state","claimed_by"}``."""
        return {"id": self.id, "firm": self.firm, "state": self.state, "claimed_by": self.owner}
