"""What the document asks for in a month, how far it is done, and what to do next."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from revisit_cli.document import clause
from revisit_cli.errors.days.calendar import YearUnknown
from revisit_cli.labels.reports.status import AGENDA, CLAUSES, DUTIES, NEXT
from revisit_cli.policy.calls.listing import list_of
from revisit_cli.policy.days.cycle import late_after
from revisit_cli.policy.days.due import due_at
from revisit_cli.policy.days.workday import (
    is_known,
    workday_after,
    workdays_left,
)
from revisit_cli.policy.draws.duty import duty_of_half
from revisit_cli.policy.problems.clock import due_on
from revisit_cli.policy.problems.in_time import history
from revisit_cli.policy.reports.count import (
    calls_counted,
    calls_made,
    causes_found,
    ledgers_filed,
    problems_answered,
    problems_here,
)
from revisit_cli.policy.reports.in_time import calls_in_time, visits_in_time
from revisit_cli.records.calls.agenda import Appointment
from revisit_cli.records.context import BEIJING, stamp
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.records.problems.problem import ProblemVerdict
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.facts import MonthFacts
from revisit_cli.records.reports.status import (
    Agenda,
    Count,
    DueProblem,
    Duty,
    HalfShown,
    ProblemStory,
    StatusFacts,
    StatusShown,
    Unproposed,
)
from revisit_cli.records.value import replace
from revisit_cli.rulebook.periods import Period
from revisit_cli.rulebook.rules import Rules

SOON_WORKDAYS = 2
HOLIDAY_HORIZON = timedelta(days=60)
STEPS_AT_MOST = 3


@clause(
    "三(一)1", "三(一)2", "三(二)1", "三(二)2", "三(二)3", "三(三)1", "三(三)2", "三(三)3",
    "三(四)2", "四3", "四4",
)  # fmt: skip
def standing(
    month: str, facts: StatusFacts, now: datetime, calendar: Calendar, rules: Rules
) -> StatusShown:
    """Return a month's duties in the document's order, each with its due day and next step.

    Due days: the first working day from the 25th on (R2), the 10th, the 20th (「次月20日前完成」),
    the half-year's end (「原则上每半年召开1次」), the first problem's fifth working day; an
    analysis of causes and a decision about a suspicion have none. A duty is late by the moment its
    day is over, as lists and reports count it. Works in a year that nobody has announced: working
    days left are then unknown.
    """
    cycle, today = rules.period(month), now.date()
    steps = _asked_for(cycle, facts, now, calendar, rules)
    return StatusShown(
        month=month,
        today=today.isoformat(),
        duties=tuple(_duty(step, cycle, facts, now, calendar, rules) for step in steps),
        known_until=known_until(today.year, calendar),
        holidays_end_on=holidays_end_on(today, calendar, rules),
        answer_workdays=cycle.numbers.answer_workdays,
        first_on=cycle.first_on.isoformat(),
        last_on=cycle.last_on.isoformat(),
        call_list=facts.call_list,
        roster_changes=facts.roster_changes,
    )


class _Step(NamedTuple):
    """One thing that a month asks for: by when, how much of it is done, and how much was late."""

    name: str
    due: datetime | None
    progress: Count
    late_count: int = 0
    is_pending: bool = False


def _asked_for(
    cycle: Period, facts: StatusFacts, now: datetime, calendar: Calendar, rules: Rules
) -> Iterator[_Step]:
    """Yield what a month asks for, in the document's order."""
    calls_due = due_at(cycle.numbers.calls, cycle.calls_due_on)
    visits_due = due_at(cycle.numbers.visits, cycle.visits_due_on)
    yield _Step("ledgers", _ledgers_due(cycle, calendar), facts.ledgers)
    yield _Step("lock", calls_due, Count(int(facts.freeze is not None), 1))
    late_calls = calls_in_time(cycle.id, facts.call_tasks, now, rules).late_count
    yield _Step("calls", calls_due, facts.calls, late_calls)
    yield _Step("key_projects", visits_due, facts.key_projects)
    yield _Step("must_visits", visits_due, facts.must_visits)
    yield _Step("bad_reviews", visits_due, facts.bad_reviews)
    late_visits = visits_in_time(cycle.id, facts.visit_tasks, now, rules).late_count
    yield _Step("visits", visits_due, facts.visits, late_visits)
    half = rules.half(rules.half_of_month(cycle.id))
    symposium = duty_of_half(half, facts.sessions)
    half_ends = datetime.combine(half.last_on, time.max, BEIJING)
    held = Count(int(symposium.is_done), 1)
    yield _Step("symposium", half_ends, held, int(symposium.is_late))
    yield _Step("recheck", _recheck_due(cycle, visits_due), _recheck(cycle, facts))
    clocks = [
        clock
        for each in facts.stories
        for clock in history(each.month, each.events, now, rules).clocks
    ]
    late_problems = sum(clock.timing == "late" for clock in clocks)
    is_pending = any(clock.is_running and clock.is_pending for clock in clocks)
    yield _Step("problems", _first_due(clocks), facts.problems, late_problems, is_pending)
    yield _Step("causes", None, facts.causes)
    yield _Step("findings", None, facts.findings)
    yield _Step("close", visits_due, Count(int(facts.is_closed), 1))


def _duty(
    step: _Step,
    cycle: Period,
    facts: StatusFacts,
    now: datetime,
    calendar: Calendar,
    rules: Rules,
) -> Duty:
    """Return a step as it is shown: whether it is late, and what to type next."""
    due, is_done = step.due, step.progress.done >= step.progress.of
    half = rules.half_of_month(cycle.id)
    return Duty(
        clause=CLAUSES[step.name],
        what=DUTIES[step.name],
        due=None if due is None else due.date().isoformat(),
        done=step.progress.done,
        of=step.progress.of,
        is_late=step.late_count > 0 or (due is not None and not is_done and now > due),
        next_command="" if is_done else _next(step.name, cycle.id, half, facts),
        workdays_left=_left(now.date(), due and due.date(), calendar),
        late_count=step.late_count,
        is_pending=step.is_pending,
    )


def with_month(facts: StatusFacts, month: MonthFacts, last_on: date) -> StatusFacts:
    """Return a month's facts with its ledgers, calls and problems counted as the report does."""
    return replace(
        facts,
        ledgers=_of(ledgers_filed(month)),
        calls=_of(calls_made(month)),
        call_list=list_of(calls_counted(month), month.freeze, last_on),
        freeze=month.freeze,
        problems=_of(problems_answered(month)),
        stories=tuple(ProblemStory(each.month, each.events) for each in problems_here(month)),
        call_tasks=month.call_tasks,
        visit_tasks=month.visit_tasks,
        causes=_of(causes_found(month)),
        missing=month.missing,
    )


def _of(rate: Rate) -> Count:
    return Count(rate.n, rate.of)


@clause("三(二)3", "四3", "R8")
def standing_of_half(
    half: str, facts: Sequence[StatusFacts], now: datetime, calendar: Calendar, rules: Rules
) -> HalfShown:
    """Return each of a half-year's months with its duties, and the half-year's symposium."""
    months = rules.months_of_half(half)
    shown = [
        standing(each, its, now, calendar, rules) for each, its in zip(months, facts, strict=True)
    ]
    symposium = next(d for d in shown[-1].duties if d.what == DUTIES["symposium"])
    return HalfShown(
        half,
        tuple(
            (each.month, tuple(d for d in each.duties if d.what != DUTIES["symposium"]))
            for each in shown
        ),
        symposium,
    )


@clause("四4", "三(四)2", "三(一)1")
def agenda_of(
    promised: Sequence[Appointment],
    open_problems: Sequence[DueProblem],
    agenda: Agenda,
    now: datetime,
    calendar: Calendar,
) -> Agenda:
    """Return what today asks for: appointments kept and broken, problems due in two working days.

    「企业反馈的问题应在回访后5个工作日内作出处理或答复」: whoever hears of it on the fifth day
    hears of it too late.
    """
    moment, today = stamp(now), now.date()
    soon = _soon(today, calendar).isoformat()
    day = today.isoformat()
    return replace(
        agenda,
        appointments=tuple(p for p in promised if p.at[:10] == day and p.at >= moment),
        broken=tuple(each for each in promised if each.at < moment),
        problems=tuple(each for each in open_problems if each.due and each.due <= soon),
        pending=tuple(each for each in open_problems if each.due is None),
    )


@clause("三(四)2")
def to_propose(found: Unproposed, shown: StatusShown) -> int:
    """Return over how many ledgers 「不按时上报」 could be proposed now: missing ones once due."""
    is_due = next(duty.is_late for duty in shown.duties if duty.what == DUTIES["ledgers"])
    return found.late + (found.missing if is_due else 0)


def next_steps(shown: StatusShown) -> tuple[str, ...]:
    """Return at most three commands to type next: broken promises, near problems, late duties.

    Then whatever is due first; each command once.
    """
    return tuple(dict.fromkeys(_steps(shown)))[:STEPS_AT_MOST]


def _steps(shown: StatusShown) -> Iterator[str]:
    agenda = shown.agenda
    if agenda.broken:
        yield AGENDA["broken"]
    for problem in agenda.problems[:1]:
        yield AGENDA["problems"].format(problem=problem.problem)
    far = date.max.isoformat()
    for duty in sorted(shown.duties, key=lambda each: (not each.is_late, each.due or far)):
        if duty.next_command:
            yield duty.next_command


@clause("R19")
def known_until(year: int, calendar: Calendar) -> int | None:
    """Return the last year, from ``year`` on, whose holidays are known; None when not even it."""
    last = None
    for each in range(year, year + 3):
        if not is_known(each, calendar):
            break
        last = each
    return last


@clause("R19", "四4")
def holidays_end_on(today: date, calendar: Calendar, rules: Rules) -> str | None:
    """Return the first day, within sixty, on which a problem's due day could not be counted.

    Late December is governed by next year's notice: said while there is still time to load it.
    """
    day = today
    while day <= today + HOLIDAY_HORIZON:
        if due_on(day, rules.of(rules.month_of_day(day)), calendar) is None:
            return day.isoformat()
        day += timedelta(days=1)
    return None


def _next(name: str, month: str, half: str, facts: StatusFacts) -> str:
    if name == "ledgers" and not facts.ledgers.of:
        name = "import"
    if name == "lock" and not facts.calls.of and facts.ledgers.done < max(1, facts.ledgers.of):
        name = "import"
    if name == "symposium" and not facts.drawn:
        name = "draw"
    if name == "recheck":
        if facts.freeze is None or facts.calls.done < facts.calls.of:
            return ""
        name = _recheck_step(facts)
    return NEXT[name].format(month=month, half=half)


@clause("三(一)", "R37")
def _recheck(cycle: Period, facts: StatusFacts) -> Count:
    """Return how far a month's re-check is: of the calls drawn, or of the one thing to be done.

    Nothing where the month is not to be checked, or has no call to check.
    """
    found = facts.recheck
    if found is None or cycle.numbers.recheck == "off" or not facts.calls.done:
        return Count(0, 0)
    if found.state in ("none", "frozen"):
        return Count(0, 1)
    return Count(found.drawn - found.waiting, found.drawn)


def _recheck_due(cycle: Period, closing: datetime) -> datetime | None:
    """Return by when a month is re-checked: before it is closed, and only where it has to be."""
    return closing if cycle.numbers.recheck == "required" else None


def _recheck_step(facts: StatusFacts) -> str:
    state = facts.recheck.state if facts.recheck else "none"
    return {"frozen": "recheck_draw", "running": "recheck_next"}.get(state, "recheck")


def _ledgers_due(cycle: Period, calendar: Calendar) -> datetime:
    try:
        return late_after(cycle, calendar)
    except YearUnknown:
        return due_at(cycle.numbers.ledgers, cycle.last_on)


def _first_due(clocks: Sequence[ProblemVerdict]) -> datetime | None:
    """Return by when the first of the problems still running is due, None where none is known."""
    running = [clock.until for clock in clocks if clock.is_running and clock.until is not None]
    return min(running, default=None)


def _soon(today: date, calendar: Calendar) -> date:
    try:
        return workday_after(today, SOON_WORKDAYS, calendar)
    except YearUnknown:
        return today + timedelta(days=SOON_WORKDAYS)


def _left(today: date, due: date | None, calendar: Calendar) -> int | None:
    if due is None or due - today > timedelta(days=400):
        return None
    try:
        return workdays_left(today, due, calendar)
    except YearUnknown:
        return None
