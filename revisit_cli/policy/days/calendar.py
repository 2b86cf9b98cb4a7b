"""Showing working days: how a due day was counted, a month's picture, a month's deadlines."""

from collections.abc import Sequence
from datetime import date, timedelta

from revisit_cli.document import clause
from revisit_cli.errors.days.calendar import YearUnknown
from revisit_cli.labels.days.calendar import DEADLINES, NAMED, PLANNED, WHYS
from revisit_cli.policy.days.cycle import late_after, remind_on
from revisit_cli.policy.days.workday import (
    UNANNOUNCED,
    counted,
    explained,
    is_known,
    last_workday_until,
)
from revisit_cli.records.days.calendar import Calendar, CountedDay
from revisit_cli.records.days.calendar_shown import DayLine, Deadline
from revisit_cli.rulebook.periods import first_day, month_of_date
from revisit_cli.rulebook.rules import Rules

_DAY = timedelta(days=1)


@clause("R7", "R19")
def explained_lines(start: date, count: int, calendar: Calendar) -> tuple[DayLine, ...]:
    """Return each day after ``start`` up to the ``count``-th working day, its why in words.

    「自回访次日起算，按国务院放假调休安排」. Raises YearUnknown.
    """
    return tuple(_line(day) for day in explained(start, count, calendar))


@clause("R19")
def pictured(month: str, deadlines: Sequence[Deadline], calendar: Calendar) -> tuple[DayLine, ...]:
    """Return every day of a calendar month with the deadlines on it.

    The last days of a year that wait for the next one's notice are told as such. Raises
    YearUnknown.
    """
    day = first_day(month)
    lines = []
    while month_of_date(day) == month:
        marks = tuple(each.title for each in deadlines if each.on == day)
        lines.append(_line(_counted(day, calendar), marks))
        day += _DAY
    return tuple(lines)


def _counted(day: date, calendar: Calendar) -> CountedDay:
    try:
        return counted(day, calendar)
    except YearUnknown:
        if not is_known(day.year, calendar):
            raise
        return CountedDay(day, None, UNANNOUNCED)


@clause("三(一)1", "三(二)1", "三(二)2", "三(二)3", "四4")
def deadlines_of(
    month: str, problems: Sequence[tuple[int, str]], calendar: Calendar, rules: Rules
) -> tuple[Deadline, ...]:
    """Return a month's deadlines by day; ``problems`` are numbers and due days of open ones.

    Those of the ledger are left out in a year whose holidays are not known: they move with them.
    """
    cycle = rules.period(month)
    half = rules.half_of_month(month)
    days = {
        "calls": cycle.calls_due_on,
        "visits": cycle.visits_due_on,
        "symposium": rules.half(half).last_on,
    }
    try:
        days["remind"] = remind_on(cycle, calendar)
        days["ledgers"] = late_after(cycle, calendar).date()
    except YearUnknown:
        pass
    found = [
        Deadline(
            f"{name}-{half if name == 'symposium' else month}",
            on,
            _planned(DEADLINES[name].format(month=month, half=half), on, calendar),
        )
        for name, on in days.items()
    ]
    found += [
        Deadline(
            f"problem-{number}",
            date.fromisoformat(due),
            DEADLINES["problem"].format(number=number),
        )
        for number, due in problems
    ]
    return tuple(sorted(found, key=lambda each: (each.on, each.uid)))


@clause("R6")
def _planned(title: str, on: date, calendar: Calendar) -> str:
    """Return a deadline's title, with the day to plan for where it falls on a day of rest.

    「10日、20日遇休息日均不顺延，计划按之前最后一个工作日安排」
    """
    try:
        day = last_workday_until(on, calendar)
    except YearUnknown:
        return title
    return title if day == on else PLANNED.format(title=title, day=f"{day:%m-%d}")


def _line(day: CountedDay, marks: tuple[str, ...] = ()) -> DayLine:
    why = WHYS[day.why]
    if day.name:
        why = NAMED.format(why=why, name=day.name)
    return DayLine(day.on, day.counts, why, day.why, marks)
