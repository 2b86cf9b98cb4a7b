"""What is due next after a month, in the order of its day, and what its problems came to."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import takewhile

from revisit_cli.document import clause
from revisit_cli.errors.days.calendar import YearUnknown
from revisit_cli.policy.calls.listing import of_n
from revisit_cli.policy.days.cycle import remind_on
from revisit_cli.policy.problems.clock import STOPPED
from revisit_cli.policy.problems.in_time import history
from revisit_cli.policy.reports.count import calls_counted
from revisit_cli.policy.reports.front import BAD_NUMBERS, UNDONE
from revisit_cli.policy.reports.month_rows import listed_rows
from revisit_cli.policy.reports.problems import TIMINGS, counts_as_printed
from revisit_cli.records.code import ProblemCategory, Timing
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.records.draws.symposium import HalfDuty
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.book import ClockTiming
from revisit_cli.records.reports.facts import CallFact, MonthFacts, ProblemFact, VisitFact
from revisit_cli.records.reports.front import MonthDays, ProblemParts, Step
from revisit_cli.records.value import Value
from revisit_cli.rulebook.periods import Period, month_after
from revisit_cli.rulebook.rules import Rules

CATEGORIES: tuple[ProblemCategory, ...] = ("suggestion", "difficulty", "other")

# After an answer was taken back a call may be due again, its last attempt a completed one.
_SPOILED = frozenset(outcome for kind in BAD_NUMBERS for outcome in UNDONE[kind])


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
    here, after = rules.period(facts.month), rules.period(month_after(facts.month))
    due = here if days.is_open else after
    rows = step_rows(facts, days, rules)
    unfiled = facts.missing if days.are_ledgers_due else ()
    cycle = after if days.are_ledgers_due or not days.is_open else here
    ledgers = _ledgers_on(cycle, calendar)
    unknown = cycle.last_on.year if ledgers is None else None
    late, spoiled = rows.answers, rows.numbers
    # A day that is over by then is no step to come.
    is_over = ledgers is not None and ledgers.isoformat() < days.as_of[:10]
    steps = (
        Step("ledgers", ledgers, int(not is_over), year=unknown),
        Step("unfiled", ledgers, len(unfiled), unfiled),
        Step("calls", due.calls_due_on, len(rows.calls)),
        Step("visits", due.visits_due_on, len(rows.visits)),
        Step("answers", None, len(late), _units(each.unit for each in late)),
        Step("numbers", None, len(spoiled), _units_of(spoiled, facts)),
        Step("symposium", symposium.due_on, int(not symposium.is_done)),
    )
    return tuple(sorted((each for each in steps if each.count), key=_place))


class StepRows(Value):
    """What is behind the steps that count calls, visits and problems.

    ``answers`` are problems that are overdue, ``numbers`` calls whose number proved bad.
    """

    calls: tuple[CallFact, ...]
    visits: tuple[VisitFact, ...]
    answers: tuple[ProblemFact, ...]
    numbers: tuple[CallFact, ...]


def step_rows(facts: MonthFacts, days: MonthDays, rules: Rules) -> StepRows:
    """Return what is behind the steps."""
    moment = datetime.fromisoformat(days.as_of)
    calls = tuple(each for each in of_n(calls_counted(facts)) if each.state != "done")
    return StepRows(
        calls,
        tuple(each for each in facts.visits if each.state != "done"),
        tuple(each for each in facts.problems if _is_overdue(each, moment, rules)),
        tuple(each for each in calls if _is_spoiled(each)),
    )


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
    return call.last is not None and (call.outcome or call.last) in _SPOILED


def _is_overdue(problem: ProblemFact, now: datetime, rules: Rules) -> bool:
    # Nearly all: no day that any clock was given is over.
    day = now.date().isoformat()
    if not any(each.due is not None and each.due <= day for each in problem.events):
        return False
    # By then: whatever a later month did, a cleared one knew nothing of it.
    events = [each for each in problem.events if datetime.fromisoformat(each.entered_at) <= now]
    clocks = history(problem.month, events, now, rules).clocks if events else ()
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
    rows = part_rows(facts, days, rules)
    names = () if counts_as_printed(facts) else (*TIMINGS, "carried_not_due")
    return ProblemParts(
        categories=tuple((name, len(rows[f"categories.{name}"])) for name in CATEGORIES),
        timings=tuple((name, len(rows[f"timings.{name}"])) for name in names),
        transferred=len(rows["transferred"]),
        transferred_answered=len(rows["transferred_answered"]),
        dissatisfied_flagged=len(dissatisfied_flagged(facts)),
    )


def _is_transferred(problem: ProblemFact) -> bool:
    """Whether the month that raised a problem transferred it, before it handed it on."""
    kinds = (each.kind for each in problem.events)
    return "transferred" in takewhile(lambda kind: kind != "carried", kinds)


def part_rows(
    facts: MonthFacts, days: MonthDays, rules: Rules
) -> dict[str, tuple[ProblemFact, ...]]:
    """Return the problems behind each of these counts."""
    problems, moment = facts.problems, datetime.fromisoformat(days.as_of)
    moved = [each for each in problems if _is_transferred(each)]
    rows = {
        f"categories.{name}": tuple(each for each in problems if each.category == name)
        for name in CATEGORIES
    }
    if not counts_as_printed(facts):
        told = list(zip(problems, _timings(facts, moment, rules), strict=True))
        for name in (*TIMINGS, "carried_not_due"):
            rows[f"timings.{name}"] = tuple(each for each, timing in told if timing == name)
    rows["transferred"] = tuple(moved)
    rows["transferred_answered"] = tuple(each for each in moved if each.state in STOPPED)
    return rows


@clause("四4", "R21")
def units_in_time(
    facts: MonthFacts, timings: Mapping[int, tuple[ClockTiming, ...]]
) -> dict[str, Rate]:
    """Return of each unit's problems how many were answered in time, of all that a verdict fell on.

    Those of no unit stand under "". A verdict of a month before is not this month's, and one on a
    reopened problem is in no rate.
    """
    found: dict[str, list[Timing]] = {}
    for each in (*facts.problems, *facts.carried_problems):
        for first in timings.get(each.id, ())[:1]:
            if first.timing != "not_due" and not first.is_earlier:
                found.setdefault(each.unit or "", []).append(first.timing)
    return {unit: Rate(told.count("in_time"), len(told)) for unit, told in found.items()}


def _timings(facts: MonthFacts, now: datetime, rules: Rules) -> Iterator[str]:
    """Yield the verdict on each problem's first clock, where it fell in the month itself."""
    for each in facts.problems:
        first = history(each.month, each.events, now, rules).first
        yield first.timing if first.month == facts.month else "carried_not_due"


def dissatisfied_flagged(facts: MonthFacts) -> tuple[CallFact, ...]:
    """Return the calls of N's firms that were dissatisfied, and are to be visited for it."""
    visited = {each.firm for each in facts.visits if "dissatisfied" in each.reasons}
    unhappy = listed_rows(facts)["answers.dissatisfied"]
    return tuple(call for call in unhappy if call.name in visited)
