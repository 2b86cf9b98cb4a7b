"""A month's problems: raised, answered, carried over, and whether each clock was kept."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from revisit_cli.document import clause
from revisit_cli.policy.days.due import due_at
from revisit_cli.policy.problems.problem import STOPPED
from revisit_cli.policy.problems.verdict import history
from revisit_cli.records.code import Timing
from revisit_cli.records.problems.problem import ProblemHistory, ProblemVerdict
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.report import MonthFacts, ProblemFact
from revisit_cli.rulebook.rules import Rules

# The first form of a certificate whose month counts verdicts from events. What was cleared before
# keeps the figures that it printed, which went by the day a problem had in the end.
COUNTS_EVENTS_FROM = 3
TIMINGS: tuple[Timing, ...] = ("in_time", "extended", "late", "not_due")
Figures = tuple[tuple[str, int], ...]


@clause("四3", "四4", "R15", "R21")
def problem_figures(facts: MonthFacts, now: datetime, rules: Rules) -> Figures:
    """Return a month's counts of problems; each verdict stands in the month in which it fell.

    The classes are of first clocks: 「重开的另起时限、另作判定（重开几件），原先的判定不变」.
    Raises AssertionError where parts and whole differ.
    """
    if counts_as_printed(facts):
        return _as_printed(facts, rules)
    return _figures({facts.month}, (*facts.problems, *facts.carried_problems), now, rules)


@clause("R22", "R21")
def problem_figures_of(months: Sequence[MonthFacts], now: datetime, rules: Rules) -> Figures:
    """Return the same counts over several months, each problem as it ended up: 「计其最后的情况」.

    ``carried`` are those that left the last of them.
    """
    every = (each for facts in months for each in (*facts.problems, *facts.carried_problems))
    last = {each.id: each for each in every}
    return _figures({facts.month for facts in months}, tuple(last.values()), now, rules)


def _figures(
    months: Collection[str], problems: Sequence[ProblemFact], now: datetime, rules: Rules
) -> Figures:
    raised = [each for each in problems if each.month in months]
    own = [history(each.month, each.events, now, rules) for each in raised]
    came = [
        history(each.month, each.events, now, rules)
        for each in problems
        if each.month not in months
    ]
    every = [*own, *came]
    states = Counter(each.state for each in raised)
    answered = sum(states[state] for state in STOPPED)
    firsts = _timings(each.first for each in every if each.first.month in months)
    again = [clock for each in every for clock in each.clocks if clock.is_reopened]
    returned = _timings(clock for clock in again if clock.month in months)
    handed_on = Counter(
        over
        for each in every
        for by, to, over in each.handed_on
        if by in months and to not in months
    )
    extended = Counter(in_time for each in every for by, in_time in each.extensions if by in months)
    _check_clocks(months, own, came, firsts)
    return (
        ("raised", len(own)),
        ("answered", answered),
        ("open", len(own) - answered - states["carried"]),
        ("carried", states["carried"]),
        *((timing, firsts[timing]) for timing in TIMINGS),
        ("carried_late", handed_on[True]),
        ("carried_not_due", handed_on[False]),
        ("came_late", sum(_came_late(each, months) for each in came)),
        ("reopened", sum(clock.opened_in in months for clock in again)),
        *((f"reopened_{timing}", returned[timing]) for timing in TIMINGS),
        ("extensions", extended.total()),
        ("extensions_late", extended[False]),
        ("back_entered", sum(_is_back_entered(each, months) for each in every)),
    )


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


def _as_printed(facts: MonthFacts, rules: Rules) -> Figures:
    answered = [each for each in facts.problems if each.state in STOPPED]
    limit = rules.of(facts.month).answers
    in_time = sum(
        each.stopped_at is None
        or datetime.fromisoformat(each.stopped_at) <= due_at(limit, date.fromisoformat(each.due_on))
        for each in answered
    )
    carried = sum(each.state == "carried" for each in facts.problems)
    return (
        ("raised", len(facts.problems)),
        ("answered", len(answered)),
        ("in_time", in_time),
        ("open", len(facts.problems) - len(answered) - carried),
        ("carried", carried),
        ("late", len(answered) - in_time),
    )


def _timings(clocks: Iterable[ProblemVerdict]) -> Counter[Timing]:
    return Counter(clock.timing for clock in clocks)


def _came_late(found: ProblemHistory, months: Collection[str]) -> bool:
    return any(over for by, to, over in found.handed_on if to in months and by not in months)


def _is_back_entered(found: ProblemHistory, months: Collection[str]) -> bool:
    return any(clock.is_back_entered and clock.month in months for clock in found.clocks)


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
