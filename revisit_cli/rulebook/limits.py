"""Time limits: by when something is due after its event."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Literal, NamedTuple

from dateutil.relativedelta import relativedelta

After = Literal["period", "contact"]
Unit = Literal["day", "workday", "day_of_next_month"]
Roll = Literal["none", "next", "previous"]
_DAY = timedelta(days=1)


class Limit(NamedTuple):
    """So many units after an event; the event's own day never counts.

    ``roll`` says where a last day of rest moves to; ``hour`` is when the last day is over, None
    for midnight.
    """

    after: After
    amount: int
    unit: Unit
    roll: Roll = "none"
    hour: time | None = None


def due_on(limit: Limit, event_on: date, is_workday: Callable[[date], bool]) -> date:
    """Return the last day of a limit that runs from the day of an event.

    A month too short for the day that is named ends with its last one. ``is_workday`` is asked
    only where days of rest matter, and may raise.
    """
    if limit.unit == "day_of_next_month":
        day = event_on + relativedelta(months=1, day=limit.amount)
    elif limit.unit == "day":
        day = event_on + timedelta(days=limit.amount)
    else:
        day, left = event_on, limit.amount
        while left > 0:
            day += _DAY
            left -= is_workday(day)
    if limit.roll != "none":
        step = _DAY if limit.roll == "next" else -_DAY
        while not is_workday(day):
            day += step
    return day
