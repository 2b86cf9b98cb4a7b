"""When a problem is due, and what stops its clock."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from revisit_cli.document import clause
from revisit_cli.errors.days.calendar import YearUnknown
from revisit_cli.policy.days.workday import is_workday
from revisit_cli.records.code import ProblemState
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.records.problems.problem import NewProblem, ProblemClock, Recount
from revisit_cli.records.value import replace
from revisit_cli.rulebook import limits
from revisit_cli.rulebook.numbers import Numbers
from revisit_cli.rulebook.rules import Rules


@clause("四4", "R7", "R19")
def due_on(contact_on: date, numbers: Numbers, calendar: Calendar) -> date | None:
    """Return the day by which a problem is handled or answered.

    「企业反馈的问题应在回访后5个工作日内作出处理或答复」. None while the notice that decides it is
    not loaded: 「期限待定，载入后再算」.
    """
    try:
        return limits.due_on(numbers.answers, contact_on, partial(is_workday, calendar=calendar))
    except YearUnknown:
        return None


@clause("四4", "R7")
def with_clock(problem: NewProblem, rules: Rules, calendar: Calendar) -> NewProblem:
    """Return a problem with the day by which it is answered, by the rules of its month."""
    raised_on = date.fromisoformat(problem.raised_at[:10])
    day = due_on(raised_on, rules.of(problem.month), calendar)
    return replace(problem, due_on=day, calendar=calendar_version(calendar))


def calendar_version(calendar: Calendar) -> str:
    """Return a text that names the calendar a due day was counted by.

    The library alone, or with the years loaded here and a digest of every day they decide, so
    that a corrected notice is another version.
    """
    if not calendar.days and not calendar.years:
        return "chinesecalendar"
    from hashlib import sha256

    years = ",".join(str(year) for year in sorted(calendar.years))
    days = "".join(f"{day}{int(calendar.days[day])}" for day in sorted(calendar.days))
    digest = sha256(f"{years}\n{days}".encode()).hexdigest()
    return f"chinesecalendar+{years}#{digest[:8]}"


STOPPED: frozenset[ProblemState] = frozenset({"handled", "answered", "closed"})


@clause("R7")
def stopped_at(state: ProblemState, before: str | None, moment: str) -> str | None:
    """Return when the clock stopped: 「处理、答复以先到者为准」; None while it runs.

    ``before`` is when it stopped earlier, ``moment`` the time of the act that led to ``state``.
    """
    return (before or moment) if state in STOPPED else None


@clause("R7", "R19")
def recounted(
    clocks: Sequence[ProblemClock], rules: Rules, calendar: Calendar
) -> tuple[Recount, ...]:
    """Return the problems whose due day is another one by the calendar as it is now.

    An extension is a decision and stays; a year not known leaves the day on record. Those that
    have none yet are ``policy.problems.in_time.counted_first``'s.
    """
    found = []
    for clock in clocks:
        if clock.is_extended or clock.due_on is None:
            continue
        new = due_on(clock.started_on, rules.of(clock.month), calendar)
        if new is not None and new != clock.due_on:
            found.append(Recount(clock.problem, clock.due_on, new, new))
    return tuple(found)
