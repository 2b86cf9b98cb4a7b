"""A month's problems: raised, answered, carried over, and whether each clock was kept."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice

from revisit_cli.document import clause
from revisit_cli.policy.days.due import due_at
from revisit_cli.policy.problems.clock import STOPPED
from revisit_cli.policy.problems.in_time import history
from revisit_cli.policy.reports.count import counts_of
from revisit_cli.records.code import Timing
from revisit_cli.records.problems.problem import ProblemHistory, ProblemVerdict
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.book import ClockTiming
from revisit_cli.records.reports.facts import MonthFacts, ProblemFact
from revisit_cli.records.value import replace
from revisit_cli.rulebook.rules import Rules

# The first form of a certificate whose month counts verdicts from events. What was cleared before
# keeps the figures that it printed, which went by the day a problem had in the end.
COUNTS_EVENTS_FROM = 3
TIMINGS: tuple[Timing, ...] = ("in_time", "extended", "late", "not_due")
Figures = tuple[tuple[str, int], ...]
Rows = dict[str, tuple[ProblemFact, ...]]
# Each with the month that it counts in.
DatedRows = dict[str, tuple[tuple[str, ProblemFact], ...]]


@clause("四3", "四4", "R15", "R21")
def problem_figures(facts: MonthFacts, now: datetime, rules: Rules) -> Figures:
    """Return a month's counts of problems; each verdict stands in the month in which it fell.

    The classes are of first clocks: 「重开的另起时限、另作判定（重开几件），原先的判定不变」.
    Raises AssertionError where parts and whole differ.
    """
    return counts_of(problem_rows(facts, now, rules))


def problem_rows(facts: MonthFacts, now: datetime, rules: Rules) -> Rows:
    """Return the problems behind each of these counts, one as often as it counts."""
    if counts_as_printed(facts):
        return _as_printed(facts, rules)
    rows = _rows({facts.month}, (*facts.problems, *facts.carried_problems), now, rules)
    return {name: tuple(each for _, each in found) for name, found in rows.items()}


@clause("R22", "R21")
def problem_rows_of(months: Sequence[MonthFacts], now: datetime, rules: Rules) -> DatedRows:
    """Return the same of several months, each problem as it ended up: 「计其最后的情况」.

    Each counts in the month that raised it, a verdict in the one in which it fell. ``carried`` are
    those that left the last of the months.
    """
    every = (each for facts in months for each in (*facts.problems, *facts.carried_problems))
    last = {each.id: each for each in every}
    own = {facts.month for facts in months}
    return _rows(own, tuple(last.values()), now, rules)


@clause("四4", "R21")
def clock_timings(
    facts: MonthFacts, now: datetime, rules: Rules
) -> dict[int, tuple[ClockTiming, ...]]:
    """Return the verdicts on the clocks of each problem of a month, by the problem's id.

    「重开的另起时限、另作判定（重开几件），原先的判定不变」: the contact's clock, then each that a
    reopening started by the time that the month handed the problem on. A verdict that fell only
    after that is not the month's to tell.
    """
    found: dict[int, tuple[ClockTiming, ...]] = {}
    for each in (*facts.problems, *facts.carried_problems):
        told = history(each.month, each.events, now, rules)
        place = told.months.index(facts.month) if facts.month in told.months else 0
        fell = [(clock, told.months.index(clock.month)) for clock in told.clocks]
        found[each.id] = tuple(
            ClockTiming("not_due" if when > place else clock.timing, when < place)
            for clock, when in fell
            if told.months.index(clock.opened_in) <= place
        )
    return found


@clause("R21", "R15")
def as_handed_on(facts: MonthFacts) -> MonthFacts:
    """Return a month's facts with the days that its problems had when it handed them on.

    What a later month extended or opened again changes nothing that this one knew.
    """

    def known(problem: ProblemFact) -> ProblemFact:
        if problem.state != "carried":
            return problem
        month, due = problem.month, None
        for event in problem.events:
            if event.kind == "carried":
                if month == facts.month:
                    break
                month = event.words or month
            due = event.due or due
        return replace(problem, due_on=due)

    return replace(
        facts,
        problems=tuple(map(known, facts.problems)),
        carried_problems=tuple(map(known, facts.carried_problems)),
    )


def _rows(
    months: Collection[str], problems: Sequence[ProblemFact], now: datetime, rules: Rules
) -> DatedRows:
    told = [(each, history(each.month, each.events, now, rules)) for each in problems]
    raised = [(each.month, each) for each in problems if each.month in months]
    own = [found for each, found in told if each.month in months]
    came = [(each, found) for each, found in told if each.month not in months]
    # Those of its own before those that it was handed.
    told.sort(key=lambda pair: pair[0].month not in months)
    firsts = [(each, found.first) for each, found in told if found.first.month in months]
    again = [(each, clock) for each, found in told for clock in found.clocks if clock.is_reopened]
    returned = [(each, clock) for each, clock in again if clock.month in months]
    handed_on = [
        (by, each, over)
        for each, found in told
        for by, to, over in found.handed_on
        if by in months and to not in months
    ]
    extended = [
        (by, each, in_time)
        for each, found in told
        for by, in_time in found.extensions
        if by in months
    ]
    timings = Counter(clock.timing for _, clock in firsts)
    _check_clocks(months, own, [found for _, found in came], timings)
    standing = [(month, each) for month, each in raised if each.state != "carried"]
    return {
        "raised": tuple(raised),
        "answered": tuple((month, each) for month, each in standing if each.state in STOPPED),
        "open": tuple((month, each) for month, each in standing if each.state not in STOPPED),
        "carried": tuple((month, each) for month, each in raised if each.state == "carried"),
        **{timing: _timed(firsts, timing) for timing in TIMINGS},
        "carried_late": tuple((by, each) for by, each, over in handed_on if over),
        "carried_not_due": tuple((by, each) for by, each, over in handed_on if not over),
        "came_late": tuple(_firsts(came, lambda found: _came_late_to(found, months))),
        "reopened": tuple(
            (clock.opened_in, each) for each, clock in again if clock.opened_in in months
        ),
        **{f"reopened_{timing}": _timed(returned, timing) for timing in TIMINGS},
        "extensions": tuple((by, each) for by, each, _ in extended),
        "extensions_late": tuple((by, each) for by, each, in_time in extended if not in_time),
        "back_entered": tuple(_firsts(told, lambda found: _back_entered_in(found, months))),
    }


@clause("四4", "R21")
def in_time_rate(figures: Figures) -> Rate:
    """Return how many first clocks were kept, of all whose verdict has fallen.

    「比率只计按期」: the document knows no extension.
    """
    counts = dict(figures)
    decided = [counts.get(timing, 0) for timing in ("in_time", "extended", "late")]
    return Rate(decided[0], sum(decided))


@clause("四3", "R21")
def counts_as_printed(facts: MonthFacts) -> bool:
    """Whether a month was cleared when lateness still went by what later acts had made of it."""
    form = facts.certificate_format
    return form is not None and form < COUNTS_EVENTS_FROM


def _as_printed(facts: MonthFacts, rules: Rules) -> Rows:
    answered = tuple(each for each in facts.problems if each.state in STOPPED)
    limit = rules.of(facts.month).answers
    in_time = tuple(
        each
        for each in answered
        if each.stopped_at is None
        or each.due_on is None
        or datetime.fromisoformat(each.stopped_at) <= due_at(limit, date.fromisoformat(each.due_on))
    )
    carried = tuple(each for each in facts.problems if each.state == "carried")
    return {
        "raised": facts.problems,
        "answered": answered,
        "in_time": in_time,
        "open": tuple(each for each in facts.problems if each not in (*answered, *carried)),
        "carried": carried,
        "late": tuple(each for each in answered if each not in in_time),
    }


def _timed(
    clocks: Iterable[tuple[ProblemFact, ProblemVerdict]], timing: Timing
) -> tuple[tuple[str, ProblemFact], ...]:
    return tuple((clock.month, each) for each, clock in clocks if clock.timing == timing)


def _firsts(
    told: Iterable[tuple[ProblemFact, ProblemHistory]],
    months_of: Callable[[ProblemHistory], Iterator[str]],
) -> Iterator[tuple[str, ProblemFact]]:
    """Yield each problem that has such a month, once, with the first."""
    for each, found in told:
        for month in islice(months_of(found), 1):
            yield month, each


def _came_late_to(found: ProblemHistory, months: Collection[str]) -> Iterator[str]:
    return (to for by, to, over in found.handed_on if over and to in months and by not in months)


def _back_entered_in(found: ProblemHistory, months: Collection[str]) -> Iterator[str]:
    return (each.month for each in found.clocks if each.is_back_entered and each.month in months)


def _check_clocks(
    months: Collection[str],
    own: list[ProblemHistory],
    came: list[ProblemHistory],
    firsts: Counter[Timing],
) -> None:
    """Hold the clocks that months had to answer for to their verdicts and those they handed on."""
    places = []
    for each in came:
        entered = next(n for n, month in enumerate(each.months) if month in months)
        places.append((each.months.index(each.first.month) - entered, each.first.month))
    taken = sum(place >= 0 for place, _ in places)
    handed_on = sum(place > 0 and month not in months for place, month in places)
    handed_on += sum(each.first.month not in months for each in own)
    if len(own) + taken != firsts.total() + handed_on:
        raise AssertionError((sorted(months), len(own), taken, dict(firsts), handed_on))
