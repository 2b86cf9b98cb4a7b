"""A problem found by a call, a visit or a symposium, and its clock."""

from datetime import date, datetime

from revisit_cli.records.code import (
    ProblemAct,
    ProblemCategory,
    ProblemEventKind,
    ProblemNote,
    ProblemSource,
    ProblemState,
    Timing,
)
from revisit_cli.records.outcome import LoggedOutcome, Outcome
from revisit_cli.records.value import Value, field


class NewProblem(Value):
    """A problem about to be opened.

    ``source`` is call, visit, symposium or other; ``category`` suggestion, difficulty or other;
    ``raised_at`` the moment of the contact (ISO). ``policy.problems.problem.with_clock`` gives it
    ``due_on``, the fifth working day after it, which stays None while the notice that decides it
    is not loaded, and ``calendar``, the version of the calendar that it was counted by.
    """

    source: ProblemSource
    month: str
    category: ProblemCategory
    text: str
    raised_at: str
    raised_by: str
    due_on: date | None = None
    calendar: str = ""
    firm: int | None = None
    unit: int | None = None
    attempt: int | None = None
    visit: int | None = None
    symposium: int | None = None
    tags: tuple[str, ...] = ()


class Problem(Value):
    """One problem as it stands.

    ``due`` is None while no notice loaded decides it. ``timing`` is of its first
    clock; ``is_late`` says that this one, or one that a reopening started, was not kept;
    ``is_late_again`` that one of the latter was not;
    ``is_back_entered`` that it is in time by what was put on record only when it was due.
    """

    id: int
    source: ProblemSource
    firm: str | None
    unit: str | None
    category: ProblemCategory
    text: str
    state: ProblemState
    raised_at: str
    due: str | None
    is_late: bool
    month: str
    timing: Timing = field(after="late", default="not_due")
    reopened_count: int = field("reopened", after="timing", default=0)
    is_back_entered: bool = field(after="reopened", default=False)
    is_late_again: bool = field(after="back_entered", default=False)
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


class ProblemVerdict(Value):
    """Whether one clock of a problem was kept: its first, or one that a reopening started.

    ``opened_in`` and ``month`` are the months that answered for the problem when the clock started
    and when its verdict fell. ``until`` is the moment that the clock runs to, by an extension
    decided in time where there was one; None while its day cannot be counted. ``is_back_entered``:
    it is said to have stopped in time, but was put on record when it was due already.
    ``is_pending``: no notice loaded so far decides its day.
    """

    started_at: str
    opened_in: str
    month: str
    timing: Timing
    until: datetime | None
    is_reopened: bool
    is_running: bool
    is_back_entered: bool
    is_pending: bool = False


class ProblemHistory(Value):
    """What a problem's events come to.

    ``extensions`` are the months that extended it, each with whether that was decided in time;
    ``handed_on`` the months that carried it over, to which, and whether it was overdue by then;
    ``months`` all that answered for it, in order.
    """

    clocks: tuple[ProblemVerdict, ...]
    extensions: tuple[tuple[str, bool], ...]
    handed_on: tuple[tuple[str, str, bool], ...]
    months: tuple[str, ...]

    @property
    def first(self) -> ProblemVerdict:
        """The verdict on the clock that the contact itself started."""
        return self.clocks[0]


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
    due_on: date | None
    is_extended: bool
    month: str
    calendar: str = ""


class Recount(Value):
    """The day of one problem's clock by the old calendar and by the new one.

    ``old`` is None where no calendar decided it; ``stands`` the problem's own day after it.
    """

    problem: int = field("id")
    old: date | None
    new: date
    stands: date | None = field("")


class ProblemsRecounted(LoggedOutcome):
    """Due days were counted anew after the calendar changed; nothing was kept of a dry run."""

    recounts: tuple[Recount, ...] = field("problems", logs="problems", rows=True)
    calendar: str = field(logs=True)
    is_dry_run: bool


class ProblemAdded(LoggedOutcome):
    """A problem was put on record by hand; not ``is_new`` when it stood there already."""

    problem: int = field(logs=True)
    month: str = field(logs=True)
    due: str | None = field(logs=True)
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
    due: str | None = field(logs=True)
    notes: tuple[ProblemNote, ...] = field(logs=True, rows=True, default=())
