"""What is due next after a month, in the order of its day, and what its problems came to."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from revisit_cli.document import clause
from revisit_cli.errors.days.calendar import YearUnknown
from revisit_cli.policy.calls.listing import of_n
from revisit_cli.policy.days.cycle import remind_on
from revisit_cli.policy.problems.problem import STOPPED
from revisit_cli.policy.problems.verdict import history
from revisit_cli.policy.reports.count import calls_counted
from revisit_cli.policy.reports.front import BAD_NUMBERS, kind_of
from revisit_cli.policy.reports.problems import TIMINGS, counts_as_printed
from revisit_cli.policy.reports.questions import gravest
from revisit_cli.records.code import ProblemCategory
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.records.draws.symposium import HalfDuty
from revisit_cli.records.reports.front import MonthDays, ProblemParts, Step
from revisit_cli.records.reports.report import CallFact, MonthFacts, ProblemFact
from revisit_cli.rulebook.loader import form
from revisit_cli.rulebook.periods import Period, month_after
from revisit_cli.rulebook.rules import Rules

CATEGORIES: tuple[ProblemCategory, ...] = ("suggestion", "difficulty", "other")


@clause("三(一)1", "三(二)1", "三(二)2", "三(二)3", "四4")
def next_steps(
    facts: MonthFacts,
    days: MonthDays,
    symposium: HalfDuty,
    calendar: Calendar,
    rules: Rules,
) -> tuple[Step, ...]:
    """Return the duties that have a day or a named receiver, in the order of their days.

    While a month is open its own calls and visits are due, then the ledgers of the next; of a
    month that is cleared what it handed on.
    """
    moment = datetime.fromisoformat(days.as_of)
    here, after = rules.period(facts.month), rules.period(month_after(facts.month))
    due = here if days.is_open else after
    calls = [each for each in of_n(calls_counted(facts)) if each.state != "done"]
    visits = [each for each in facts.visits if each.state != "done"]
    unfiled = facts.missing if days.are_ledgers_due else ()
    cycle = after if days.are_ledgers_due or not days.is_open else here
    ledgers = _ledgers_on(cycle, calendar)
    unknown = cycle.last_on.year if ledgers is None else None
    late = [each for each in facts.problems if _is_overdue(each, moment, rules)]
    spoiled = [each for each in calls if _is_spoiled(each)]
    steps = (
        Step("ledgers", ledgers, 1, year=unknown),
        Step("unfiled", ledgers, len(unfiled), unfiled),
        Step("calls", due.calls_due_on, len(calls)),
        Step("visits", due.visits_due_on, len(visits)),
        Step("answers", None, len(late), _units(each.unit for each in late)),
        Step("numbers", None, len(spoiled), _units_of(spoiled, facts)),
        Step("symposium", symposium.due_on, int(not symposium.is_done)),
    )
    return tuple(sorted((each for each in steps if each.count), key=_place))


def _place(step: Step) -> date:
    """Return the day that a step goes by; ledgers whose day nobody can tell go first."""
    if step.due is not None:
        return step.due
    return date.min if step.kind in ("ledgers", "unfiled") else date.max


def _ledgers_on(cycle: Period, calendar: Calendar) -> date | None:
    """Return the day for which units are reminded of a cycle's ledgers, None while unknown."""
    try:
        return remind_on(cycle, calendar)
    except YearUnknown:
        return None


def _is_spoiled(call: CallFact) -> bool:
    return call.last is not None and kind_of(call) in BAD_NUMBERS


def _is_overdue(problem: ProblemFact, now: datetime, rules: Rules) -> bool:
    clocks = history(problem.month, problem.events, now, rules).clocks if problem.events else ()
    return any(clock.is_running and clock.timing == "late" for clock in clocks)


def _units(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in names if each))


def _units_of(calls: Iterable[CallFact], facts: MonthFacts) -> tuple[str, ...]:
    firms = {each.firm for each in calls}
    return _units(each.unit for each in facts.services if each.firm in firms)


@clause("四4", "R21", "R18")
def problem_parts(facts: MonthFacts, days: MonthDays, rules: Rules) -> ProblemParts:
    """Return the problems that a month raised, by kind and verdict, and the dissatisfied firms.

    Of a month that keeps what it printed there are no verdicts to tell. A transfer is no answer,
    and 「电话中答“不满意”的企业也列入上门回访」 only where that rule holds.
    """
    moment = datetime.fromisoformat(days.as_of)
    kinds = Counter(each.category for each in facts.problems)
    moved = [each for each in facts.problems if any(e.kind == "transferred" for e in each.events)]
    timings: tuple[tuple[str, int], ...] = ()
    if not counts_as_printed(facts):
        found = Counter(_timings(facts, moment, rules))
        timings = tuple((name, found[name]) for name in (*TIMINGS, "carried_not_due"))
    return ProblemParts(
        categories=tuple((name, kinds[name]) for name in CATEGORIES),
        timings=timings,
        transferred=len(moved),
        transferred_answered=sum(each.state in STOPPED for each in moved),
        dissatisfied_flagged=_flagged(facts),
    )


def _timings(facts: MonthFacts, now: datetime, rules: Rules) -> Iterator[str]:
    """Yield the verdict on each problem's first clock, where it fell in the month itself."""
    for each in facts.problems:
        first = history(each.month, each.events, now, rules).first
        yield first.timing if first.month == facts.month else "carried_not_due"


def _flagged(facts: MonthFacts) -> int:
    """Return how many of the firms that were dissatisfied on the telephone are to be visited."""
    told = gravest(form().overall, (each for each in facts.answers if not each.is_of_visit))
    unhappy = {firm for firm, kind in told.items() if kind == "dissatisfied"}
    visited = {each.firm for each in facts.visits if "dissatisfied" in each.reasons}
    return sum(call.name in visited for call in facts.calls if call.firm in unhappy)
