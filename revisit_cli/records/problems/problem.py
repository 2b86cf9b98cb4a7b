"""A problem found by a call, a visit or a symposium, and its clock."""

from datetime import date

from revisit_cli.records.code import (
    ProblemAct,
    ProblemCategory,
    ProblemEventKind,
    ProblemNote,
    ProblemSource,
    ProblemState,
)
from revisit_cli.records.outcome import LoggedOutcome, Outcome
from revisit_cli.records.value import Value, field


class NewProblem(Value):
    """A problem about to be opened.

    ``source`` is call, visit, symposium or other; ``category`` suggestion, difficulty or other;
    ``raised_at`` the moment of the contact (ISO); ``due_on`` the fifth working day after it;
    ``calendar`` the calendar's version, as policy.problems.problem names it.
    """

    source: ProblemSource
    month: str
    category: ProblemCategory
    text: str
    raised_at: str
    raised_by: str
    due_on: date
    calendar: str
    firm: int | None = None
    unit: int | None = None
    attempt: int | None = None
    visit: int | None = None
    symposium: int | None = None
    tags: tuple[str, ...] = ()


class Problem(Value):
    """One problem as it stands."""

    id: int
    source: ProblemSource
    firm: str | None
    unit: str | None
    category: ProblemCategory
    text: str
    state: ProblemState
    raised_at: str
    due: str
    is_late: bool
    month: str
    team: str | None = None
    leader: str | None = None
    cause: str | None = None
    stopped_at: str | None = None
    carried_to: str | None = None
    calendar: str = ""


class ProblemsListed(Outcome):
    """Problems by due day."""

    problems: tuple[Problem, ...] = field(rows=True)


class ProblemEvent(Value):
    """One thing that happened to a problem: a code of labels.problems.problem.EVENTS.

    ``at`` is when it is said to have happened, ``entered_at`` when it was put on record.
    """

    kind: ProblemEventKind
    at: str
    by: str
    words: str | None
    due: str | None
    entered_at: str


class ProblemShown(Outcome):
    """One problem with its whole story."""

    problem: Problem = field("*")
    events: tuple[ProblemEvent, ...] = field(rows=True)


class ProblemClock(Value):
    """A problem's clock: the contact (or the reopening) it runs from, and the day it runs to.

    ``is_extended`` says that the day is a decision and no longer a count; ``month`` is the one
    whose rules hold.
    """

    problem: int
    started_on: date
    due_on: date
    is_extended: bool
    month: str
    calendar: str = ""


class Recount(Value):
    """One problem's due day by the old calendar and by the new one."""

    problem: int = field("id")
    old: date
    new: date


class ProblemsRecounted(LoggedOutcome):
    """Due days were counted anew after the calendar changed; nothing was kept of a dry run."""

    recounts: tuple[Recount, ...] = field("problems", logs="problems", rows=True)
    calendar: str = field(logs=True)
    is_dry_run: bool


class ProblemAdded(LoggedOutcome):
    """A problem was put on record by hand; not ``is_new`` when it stood there already."""

    problem: int = field(logs=True)
    month: str = field(logs=True)
    due: str = field(logs=True)
    is_new: bool = field("is_new", default=True)


class Move(Value):
    """What a clerk does to a problem, and what goes with it.

    ``act`` is one of policy.problems.problem.ACTS.
    """

    act: ProblemAct
    words: str | None = None
    to: date | None = None
    team: str | None = None
    leader: str | None = None
    cause: str | None = None
    at: str | None = None


class ProblemMoved(LoggedOutcome):
    """A problem was assigned, handled, answered, transferred, extended, closed or reopened.

    ``notes`` are codes of what is to be remarked.
    """

    problem: int = field(logs=True)
    kind: ProblemAct = field(logs=True)
    state: ProblemState = field(logs=True)
    due: str = field(logs=True)
    notes: tuple[ProblemNote, ...] = field(logs=True, rows=True, default=())
