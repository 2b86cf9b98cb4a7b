"""Whether a problem was answered in time: decided once, from its events."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache

from revisit_cli.document import clause
from revisit_cli.policy.days.due import due_at
from revisit_cli.policy.problems.clock import due_on as answer_due_on
from revisit_cli.records.code import ProblemEventKind, Timing
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.records.problems.problem import (
    Problem,
    ProblemEvent,
    ProblemHistory,
    ProblemVerdict,
    Recount,
)
from revisit_cli.records.value import replace
from revisit_cli.rulebook.limits import Limit, due_on
from revisit_cli.rulebook.rules import Rules

# What stops a clock; the first of them that is put on record decides.
STOPS: frozenset[ProblemEventKind] = frozenset({"handled", "answered"})
STARTS: frozenset[ProblemEventKind] = frozenset({"raised", "reopened"})


@clause("四4", "R7", "R21")
def history(
    month: str, events: Sequence[ProblemEvent], now: datetime, rules: Rules
) -> ProblemHistory:
    """Return the verdict on each clock of a problem of ``month``, in the order of its events.

    「问题是否按期，由经过一次定下」: closing time of the fifth working day against the first
    time that it was handled or answered, as that is said. Whatever comes after changes nothing: a
    month that carries an overdue problem over has its verdict, and an extension counts only where
    it was decided before the moment then due.
    """
    book = _Book(month, rules.of(month).answers)
    for event in events:
        book.take(event)
    return book.as_of(now)


@clause("四4", "R21")
def judged(
    problem: Problem, events: Sequence[ProblemEvent], now: datetime, rules: Rules
) -> Problem:
    """Return a problem with its verdict: late where any of its clocks was not kept."""
    found = history(problem.month, events, now, rules)
    return replace(
        problem,
        timing=found.first.timing,
        reopened_count=len(found.clocks) - 1,
        is_late=any(clock.timing == "late" for clock in found.clocks),
        is_late_again=any(clock.timing == "late" for clock in found.clocks[1:]),
        is_back_entered=any(clock.is_back_entered for clock in found.clocks),
    )


@clause("R19", "四4")
def counted_first(
    problem: int, month: str, events: Sequence[ProblemEvent], rules: Rules, calendar: Calendar
) -> tuple[Recount, ...]:
    """Return the days that a calendar decides now of clocks which had none: 「载入后再算」.

    The problem's own day is that of its last clock, unless it was extended beyond.
    """
    if not events:
        return ()
    clocks = history(month, events, datetime.fromisoformat(events[-1].at), rules).clocks
    found = []
    for clock in clocks:
        day = answer_due_on(_day(clock.started_at), rules.of(month), calendar)
        if clock.is_pending and day is not None:
            is_last = clock is clocks[-1]
            until = None if clock.until is None else clock.until.date()
            stands = max(day, until or day) if is_last else None
            found.append(Recount(problem, None, day, stands))
    return tuple(found)


@cache
def _earliest(limit: Limit, day: date) -> datetime:
    """Return when an answer would be due if every day were worked."""
    return due_at(limit, due_on(limit, day, lambda _: True))


def _day(moment: str) -> date:
    return date.fromisoformat(moment[:10])


class _Clock:
    """A clock while its events are read."""

    def __init__(self, month: str, start: ProblemEvent, due: datetime | None, limit: Limit) -> None:
        self.opened_in = self.month = month
        self.start, self.due, self.limit = start, due, limit
        self.extended_to: datetime | None = None
        self.stop: ProblemEvent | None = None
        self.timing: Timing | None = None

    @property
    def until(self) -> datetime | None:
        """The moment that the clock runs to, as far as it is known."""
        if self.due is None or self.extended_to is None:
            return self.due or self.extended_to
        return max(self.due, self.extended_to)

    def is_over(self, moment: datetime) -> bool:
        """Whether a moment is past all that the clock was given."""
        return self.due is not None and moment > (self.until or self.due)

    def decide(self, month: str, timing: Timing) -> None:
        """Take a verdict; the first one stays."""
        if self.timing is None:
            self.month, self.timing = month, timing

    def judge(self, month: str) -> None:
        """Take the verdict on a clock that has stopped, once its day is known.

        No notice makes that day earlier than if every day were worked.
        """
        if self.stop is None:
            return
        at = datetime.fromisoformat(self.stop.at)
        if self.due is None:
            if at <= _earliest(self.limit, _day(self.start.at)):
                self.decide(month, "in_time")
            return
        late: Timing = "late" if self.is_over(at) else "extended"
        self.decide(month, "in_time" if at <= self.due else late)

    def verdict(self, month: str, now: datetime) -> ProblemVerdict:
        timing, counted = self.timing, self.month
        if timing is None:
            is_late = self.stop is None and self.is_over(now)
            timing, counted = "late" if is_late else "not_due", month
        is_back_entered = (
            timing == "in_time"
            and self.stop is not None
            and self.due is not None
            and datetime.fromisoformat(self.stop.entered_at) > self.due
        )
        # By place: by name it takes three times as long, and a report makes thousands.
        return ProblemVerdict(
            self.start.at,
            self.opened_in,
            counted,
            timing,
            self.until,
            self.start.kind == "reopened",
            self.stop is None,
            is_back_entered,
            self.due is None,
        )


class _Book:
    """A problem's clocks, and the month that answers for it, while its events are read."""

    def __init__(self, month: str, limit: Limit) -> None:
        self.month = self.first_month = month
        self.limit = limit
        self.clocks: list[_Clock] = []
        self.extensions: list[tuple[str, bool]] = []
        self.handed_on: list[tuple[str, str, bool]] = []

    def take(self, event: ProblemEvent) -> None:
        due = None if event.due is None else due_at(self.limit, date.fromisoformat(event.due))
        if event.kind in STARTS:
            self.clocks.append(_Clock(self.month, event, due, self.limit))
            return
        if not self.clocks:
            # As of a moment: by a computer's clock that went back, entered before what began it.
            return
        clock = self.clocks[-1]
        if event.kind == "carried":
            self._hand_on(clock, event)
        elif event.kind == "extended":
            self._extend(clock, event, due)
        elif event.kind == "recomputed":
            # A day counted for the first time is that of the first clock which has none.
            counted = next((each for each in self.clocks if each.due is None), clock)
            counted.due = due
            counted.judge(self.month)
        elif event.kind in STOPS and clock.stop is None:
            clock.stop = event
            clock.judge(self.month)

    def _extend(self, clock: _Clock, event: ProblemEvent, to: datetime | None) -> None:
        at, until = datetime.fromisoformat(event.at), clock.until
        is_in_time = clock.due is None or until is None or at < until
        self.extensions.append((self.month, is_in_time))
        if is_in_time:
            clock.extended_to = to

    def _hand_on(self, clock: _Clock, event: ProblemEvent) -> None:
        entered = datetime.fromisoformat(event.entered_at)
        is_overdue = clock.stop is None and clock.is_over(entered)
        if is_overdue:
            clock.decide(self.month, "late")
        to = event.words or self.month
        self.handed_on.append((self.month, to, is_overdue))
        self.month = to

    def as_of(self, now: datetime) -> ProblemHistory:
        verdicts = tuple(clock.verdict(self.month, now) for clock in self.clocks)
        months = (self.first_month, *(to for _, to, _ in self.handed_on))
        return ProblemHistory(verdicts, tuple(self.extensions), tuple(self.handed_on), months)
