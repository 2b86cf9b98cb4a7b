"""Calls: one for each firm of a cycle, and what was listed or locked of them."""

from revisit_cli.records.code import CallEnd, CallState, ProblemCategory
from revisit_cli.records.firms.person import Person
from revisit_cli.records.outcome import LoggedOutcome, Outcome
from revisit_cli.records.rules.answer import Answer, Answers
from revisit_cli.records.value import Value, field


class Call(Value):
    """One call: a firm in a cycle over all its units and matters. Phones as they may be shown."""

    id: int
    firm: str
    units: tuple[str, ...]
    matters: tuple[str, ...]
    contacts: tuple[Person, ...]
    state: CallState
    attempts: int
    next_at: str | None
    claimed_by: str | None
    due: str
    is_listed: bool = field("")
    outcome: CallEnd | None = None
    carried_from: str | None = None

    @property
    def phones(self) -> tuple[str, ...]:
        """Every number, whoever answers it, the first contact's first."""
        return tuple(phone for who in self.contacts for phone in who.phones)


class CallsListed(Outcome):
    """A month's calls; ``locked`` once N is frozen."""

    month: str
    is_locked: bool
    calls: tuple[Call, ...] = field(rows=True)


class FirmAnswered(Value):
    """What one firm answered about one unit in a month's call, and what it said beside.

    A firm that told of something and answered nothing has a row of no unit.
    """

    call: int
    firm: str
    unit: str | None
    answers: Answers = field("* .words", pairs=True)
    suggestion: str | None = None
    difficulty: str | None = None
    tags: tuple[str, ...] = ()


class FirmTagged(Value):
    """What a firm told of in a call that the forms have no field for, and about which unit."""

    call: int
    firm: str
    unit: str | None
    tags: tuple[str, ...]


class Said(Value):
    """A suggestion or a difficulty that a firm told of in a call.

    ``problem`` is the one opened of it, ``unit`` the one it was given to; either may be none.
    """

    kind: ProblemCategory
    text: str = field(private=True)
    unit: str | None
    problem: int | None


class FirmSaid(Said):
    """The same, with whose call it was told in."""

    call: int
    firm: str


class AnswersWanted(Value):
    """Which rows of answers are asked for: those that every part of it lets through.

    ``given``: of each question named one of its answers; ``has_said``: something was said beside.
    """

    given: tuple[tuple[str, tuple[Answer, ...]], ...] = ()
    unit: str | None = None
    has_said: bool = False


class AnswersListed(Outcome):
    """The answers of a month's calls that stand, a row for each firm and unit; or some of them."""

    month: str
    answers: tuple[FirmAnswered, ...] = field(rows=True)


class PhoneCorrected(LoggedOutcome):
    """A unit sent another number; the firm is at the head of the list."""

    call: int = field(logs=True)
