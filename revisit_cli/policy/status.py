"""What the document asks for in a month, how far it is done, and what to do next."""

from datetime import date, timedelta

from revisit_cli.document import clause
from revisit_cli.errors.calendar import YearUnknown
from revisit_cli.labels.status import CLAUSES, DUTIES, NEXT
from revisit_cli.policy.cycle import cycle_of_month, half_of_day, months_of_half, remind_on
from revisit_cli.policy.workday import is_workday, workdays_left
from revisit_cli.records.calendar import Calendar
from revisit_cli.records.status import Duty, StatusFacts, StatusShown


@clause("三(一)1", "三(二)1", "三(二)2", "三(二)3", "四3", "四4")
def standing(month: str, facts: StatusFacts, today: date, calendar: Calendar) -> StatusShown:
    """Return a month's duties: ledgers, list, calls, visits, symposium, problems, close.

    Due days: the 25th's working day, the 10th, the 20th (「次月20日前完成」), the half-year's end
    (「原则上每半年召开1次」), the first problem's fifth working day. Works in a year that nobody
    has announced: working days left are then unknown.
    """
    cycle = cycle_of_month(month)
    reminder = _reminder(month, calendar)
    half_ends = _half_end(cycle.last_on)
    locked = int(facts.is_locked)
    has_calls = min(1, facts.calls)
    steps = (
        ("ledgers", reminder, facts.filed, facts.units),
        ("lock", cycle.calls_due_on, locked, has_calls or 1),
        ("calls", cycle.calls_due_on, facts.called, facts.calls),
        ("visits", cycle.visits_due_on, facts.visited, facts.visits),
        ("symposium", half_ends, min(1, facts.symposia), 1),
        ("problems", _day(facts.first_problem_due), facts.answered, facts.problems),
        ("close", cycle.visits_due_on, int(facts.is_closed), 1),
    )
    duties = tuple(
        Duty(
            clause=CLAUSES[name],
            what=DUTIES[name],
            due=None if due is None else due.isoformat(),
            done=done,
            of=of,
            is_late=due is not None and done < of and today > due,
            next_command="" if done >= of else _next(name, month, facts),
            workdays_left=_left(today, due, calendar),
        )
        for name, due, done, of in steps
    )
    return StatusShown(month, duties, known_until(today.year, calendar))


@clause("R19")
def known_until(year: int, calendar: Calendar) -> int | None:
    """Return the last year, from ``year`` on, whose holidays are known; None when not even it."""
    last = None
    for each in range(year, year + 3):
        try:
            is_workday(date(each, 1, 1), calendar)
        except YearUnknown:
            break
        last = each
    return last


def _next(name: str, month: str, facts: StatusFacts) -> str:
    if name == "ledgers" and not facts.units:
        name = "import"
    if name == "lock" and not facts.calls:
        name = "import"
    if name == "symposium" and not facts.drawn:
        name = "draw"
    return NEXT[name].format(month=month)


def _reminder(month: str, calendar: Calendar) -> date:
    cycle = cycle_of_month(month)
    try:
        return remind_on(cycle, calendar)
    except YearUnknown:
        return cycle.last_on


def _half_end(day: date) -> date:
    last = months_of_half(half_of_day(day))[-1]
    return date(int(last[:4]), 6, 30) if last.endswith("06") else date(int(last[:4]), 12, 31)


def _left(today: date, due: date | None, calendar: Calendar) -> int | None:
    if due is None or due - today > timedelta(days=400):
        return None
    try:
        return workdays_left(today, due, calendar)
    except YearUnknown:
        return None


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
