"""The card of a firm: everything a clerk sees before and while telephoning."""

from typing import Any

from revisit_cli.records.calls.agenda import Appointment
from revisit_cli.records.calls.call import Call, Said
from revisit_cli.records.calls.not_served import NotServed
from revisit_cli.records.code import CallbackParty, CallOutcome, CallState, CallWhy
from revisit_cli.records.outcome import Outcome
from revisit_cli.records.rules.answer import Answers, Evaluation
from revisit_cli.records.value import Json, Value, computed, field


class ServiceShown(Value):
    """One matter in which the firm was served; ``completion`` in the unit's own words."""

    unit: str
    officer: str | None
    date: str | None
    matter: str | None
    completion: str | None


class AttemptShown(Value):
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
    callback_at: str | None = field("", default=None)
    callback_with: str | None = field("", default=None)
    callback_by: str | None = field("", default=None)
    callback_party: CallbackParty | None = field("", default=None)
    is_inbound: bool = False
    suggestion: str | None = None
    difficulty: str | None = None
    tags: tuple[str, ...] = ()

    @computed(after="inbound")
    def callback(self) -> dict[str, Json] | None:
        """What was agreed for another call."""
        if self.callback_at is None:
            return None
        return {
            "at": self.callback_at,
            "with": self.callback_with,
            "by": self.callback_by,
            "party": self.callback_party,
        }


class SkipShown(Value):
    """One time the card was put aside, and why."""

    at: str
    by: str
    until: str
    words: str


class LastAnswers(Value):
    """What the firm answered about one unit in an earlier month, but not in confidence."""

    month: str
    unit: str
    answers: Answers = field("*")


class SharedCall(Value):
    """Another firm that one of this firm's numbers reaches."""

    id: int
    firm: str
    state: CallState


class CallShown(Outcome):
    """One call with all that its card tells; ``why`` and ``token`` when it is handed out.

    ``broken_minutes`` is by how much the appointment is broken; ``behind_minutes`` by how much
    this machine's clock is behind the newest record; ``draft`` what its clerk was told before.
    ``units_left`` are those the firm is still to be asked about; ``next_promised`` is the
    appointment with another firm that comes next today.
    """

    call: Call = field("*")
    history: tuple[AttemptShown, ...] = field(after="services")
    services: tuple[ServiceShown, ...] = ()
    skips: tuple[SkipShown, ...] = ()
    last: tuple[LastAnswers, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    said: tuple[Said, ...] = ()
    not_served: tuple[NotServed, ...] = ()
    shared: tuple[SharedCall, ...] = ()
    is_agent: bool = False
    broken_minutes: int = 0
    why: CallWhy | None = field(after="*", default=None)
    token: int | None = field(after="why", default=None)
    until: str | None = field(after="token", default=None)
    position: int = field("", default=0)
    total: int = field("", default=0)
    workdays_left: int | None = field("", default=None)
    behind_minutes: int = 0
    draft: tuple[tuple[str, str], ...] = field("", private=True, default=())
    units_left: tuple[str, ...] = field("", default=())
    next_promised: Appointment | None = field("", default=None)

    @computed("draft")
    def has_draft(self) -> bool:
        """Whether its clerk left answers unfinished."""
        return bool(self.draft)


class NoCallDue(Outcome):
    """Nothing is due now; ``next_at`` when something will be."""

    month: str
    left: int
    next_at: str | None

    def as_json(self) -> Any:
        """Nothing: a program reads ``null``."""


class CallFound(Value):
    """One hit of a search: a call, its firm, where it stands and who holds it."""

    id: int
    firm: str
    state: CallState
    owner: str | None = field("claimed_by")
