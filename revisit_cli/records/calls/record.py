"""A call on record, what recording it did, and how it was taken back."""

from datetime import datetime

from revisit_cli.records.code import CallbackParty, CallOutcome, CallState
from revisit_cli.records.outcome import LoggedOutcome
from revisit_cli.records.rules.answer import Answers
from revisit_cli.records.value import Value, field


class Earlier(Value):
    """An attempt that stands, as deciding what comes next needs it."""

    outcome: CallOutcome
    by: str
    at: datetime
    callback_at: datetime | None = None
    party: CallbackParty | None = None


class CallRecord(Value):
    """What a clerk records of one attempt. ``at`` None is now; ``unit`` None all units.

    ``by_unit`` are answers that differ by unit name and go before ``answers``. ``callback`` is
    the time agreed, or chosen for another try, ``callback_party`` whether with the firm itself;
    ``new_phone`` a number learnt in its place.
    ``about`` names the unit that a suggestion or difficulty is about, "" both of them.
    ``opened_at`` is when the desk laid its card on the table; nothing else knows it.
    """

    call: int
    outcome: CallOutcome
    answers: Answers = field(factory=Answers)
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
    callback_party: CallbackParty | None = None
    new_phone: str | None = None
    new_contact: str | None = None
    opens_problem: bool = True
    about: tuple[tuple[str, str], ...] = ()
    token: int | None = None
    evidence: str | None = None
    second_person: str | None = None
    tags: tuple[str, ...] = ()
    is_inbound: bool = False
    opened_at: datetime | None = None


class CallRecorded(LoggedOutcome):
    """An attempt is on record, and what it opened.

    ``outcome`` is as which it is kept; ``missing`` are the questions by unit for want of which one
    said to be completed is kept as answered in part.
    """

    call: int = field(logs=True)
    attempt: int = field(logs=True)
    outcome: CallOutcome = field(logs=True)
    problems: tuple[int, ...] = field(logs=True)
    flags: tuple[int, ...] = field(logs=True)
    state: CallState
    next_at: str | None
    findings: tuple[int, ...] = field(logs=True, default=())
    problem_due: str | None = None
    is_past_due: bool = False
    asks_number: bool = False
    is_off_hours: bool = field("", default=False)
    resting: tuple[int, ...] = field(logs=True, default=())
    is_kept: bool = field("", default=False)
    missing: tuple[tuple[str, tuple[str, ...]], ...] = field(columns="unit questions", default=())


class CallUndone(LoggedOutcome):
    """The newest attempt of a call was voided with a reason; the firm is back."""

    call: int = field(logs=True)
    attempt: int = field(logs=True)
    state: CallState = field(logs=True)


class UndoShown(Value):
    """What an undo would take back: the record, and how much came of it."""

    call: int
    attempt: int
    firm: str
    outcome: CallOutcome
    at: str
    problems: int
    flags: int
    state: CallState
