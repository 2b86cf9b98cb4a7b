"""Working days by the State Council's calendar, make-up days included.

chinesecalendar carries the announced years; notices loaded here go before it. A year nobody has
announced is refused, never taken for Monday to Friday.
"""

from datetime import date, timedelta
from functools import cache
from typing import Final

from revisit_cli.document import clause
from revisit_cli.errors.days.calendar import YearUnknown
from revisit_cli.labels.days.calendar import HOLIDAYS
from revisit_cli.records.code import DayWhy
from revisit_cli.records.days.calendar import Calendar, CountedDay

_DAY = timedelta(days=1)
# From this day on a year may be settled by the next one's notice, as 2018-12-29 to 31 were.
_SETTLED_LATE = (12, 29)
# Why a day counts or not, by whether it is worked and whether it is a weekend.
WHY: dict[tuple[bool, bool], DayWhy] = {
    (True, False): "workday",
    (True, True): "make_up",
    (False, True): "weekend",
    (False, False): "holiday",
}
UNANNOUNCED: Final = "unannounced"


@clause("R19")
def is_workday(day: date, calendar: Calendar) -> bool:
    """Whether a day is worked. Raises YearUnknown: 「绝不擅自按周一至周五计算」.

    The last three days of a year may be settled by the next one's notice: without it they are not
    known either.
    """
    if day in calendar.days:
        return calendar.days[day]
    needed = (day.year, day.year + 1) if (day.month, day.day) >= _SETTLED_LATE else (day.year,)
    for year in needed:
        if not is_known(year, calendar):
            raise YearUnknown(year=year)
    return day.weekday() < 5 if day.year in calendar.years else _is_worked(day)


@clause("R19")
def is_known(year: int, calendar: Calendar) -> bool:
    """Whether a year's own notice is loaded here, or known to the calendar library."""
    return year in calendar.years or _is_announced(year)


# The library looks through all its holidays for each day that it is asked of, and a command asks
# of the same days hundreds of times.
@cache
def _is_worked(day: date) -> bool:
    import chinese_calendar

    worked: bool = chinese_calendar.is_workday(day)
    return worked


@cache
def _is_announced(year: int) -> bool:
    try:
        _is_worked(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


@clause("四4", "R7")
def workday_after(start: date, count: int, calendar: Calendar) -> date:
    """Return the ``count``-th working day after ``start``, which itself never counts.

    「企业反馈的问题应在回访后5个工作日内作出处理或答复」. Raises YearUnknown.
    """
    day = start
    while count > 0:
        day += _DAY
        count -= is_workday(day, calendar)
    return day


def at_most_days(count: int) -> timedelta:
    """Return how long that many working days take at most, whatever a notice will say.

    The longest rest was nine days, with a weekend worked before and after; in all years announced
    five working days took 15 days at most.
    """
    return timedelta(days=10 + 2 * count)


def last_workday_until(day: date, calendar: Calendar) -> date:
    """Return the last working day on or before ``day``. Raises YearUnknown."""
    while not is_workday(day, calendar):
        day -= _DAY
    return day


def workdays_left(today: date, due: date, calendar: Calendar) -> int:
    """Return how many working days there are from ``today`` to ``due``, both included; 0 if past.

    Raises YearUnknown.
    """
    days = range((due - today).days + 1)
    return sum(is_workday(today + timedelta(days=n), calendar) for n in days)


@clause("R7")
def explained(start: date, count: int, calendar: Calendar) -> tuple[CountedDay, ...]:
    """Return each day from the one after ``start`` to the ``count``-th working day, with its why.

    ``why`` is ``workday``, ``make_up`` (a weekend worked), ``weekend`` or ``holiday``.
    """
    last = workday_after(start, count, calendar)
    days = (start + timedelta(days=n) for n in range(1, (last - start).days + 1))
    return tuple(counted(day, calendar) for day in days)


def counted(day: date, calendar: Calendar) -> CountedDay:
    """Return one day with its why and, where there is one, its holiday's name.

    Raises YearUnknown.
    """
    worked, weekend = is_workday(day, calendar), day.weekday() >= 5
    name = calendar.names.get(day, "")
    if day not in calendar.days and day.year not in calendar.years:
        import chinese_calendar

        _, known = chinese_calendar.get_holiday_detail(day)
        name = HOLIDAYS.get(known or "", "")
    why = WHY[worked, weekend]
    if why == "weekend" and name:
        why = "holiday"
    return CountedDay(day, worked, why, name)
