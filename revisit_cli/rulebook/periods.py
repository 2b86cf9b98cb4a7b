"""Periods: a month's cycle or a half-year, with its days and the numbers that hold in it.

A period is known by its id. What an id looks like is this module's business alone: everybody
else asks here, or orders periods by their days.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal, NamedTuple

from dateutil.relativedelta import relativedelta

from revisit_cli.rulebook.limits import Limit, due_on
from revisit_cli.rulebook.numbers import Numbers

Kind = Literal["month", "half"]


class Period(NamedTuple):
    """A period's first and last day, inclusive, and the numbers that hold in it.

    Cycle ``2026-11`` covers by the document 26 October to 25 November.
    """

    id: str
    kind: Kind
    first_on: date
    last_on: date
    numbers: Numbers

    @property
    def boundary_on(self) -> date:
        """The last day of the period before, which this one's ledger may still name."""
        return self.first_on - timedelta(days=1)

    @property
    def calls_due_on(self) -> date:
        """The last day for calls."""
        return _named_day(self.numbers.calls, self.last_on)

    @property
    def visits_due_on(self) -> date:
        """The last day for visits."""
        return _named_day(self.numbers.visits, self.last_on)


def _named_day(limit: Limit, event_on: date) -> date:
    """Return the day of a limit that no day of rest moves."""
    return due_on(limit, event_on, _EVERY_DAY)


_EVERY_DAY: Callable[[date], bool] = bool


def month_id(year: int, number: int) -> str:
    """Return the id of a month's cycle."""
    return f"{year}-{number:02d}"


def month_of_date(day: date) -> str:
    """Return the id of the month that bears a day's own name, whatever its cycle."""
    return month_id(day.year, day.month)


def month_parts(month: str) -> tuple[int, int]:
    """Return the year and the number that name a month."""
    return int(month[:4]), int(month[5:])


def in_short(month: str) -> str:
    """Return a month as it heads a narrow column: ``26-11``."""
    year, number = month_parts(month)
    return f"{year % 100:02d}-{number:02d}"


def half_id(year: int, number: int) -> str:
    """Return the id of a half-year."""
    return f"{year}-H{number}"


def half_parts(half: str) -> tuple[int, int]:
    """Return the year and the number that name a half-year."""
    return int(half[:4]), int(half[6:])


def first_day(month: str) -> date:
    """Return the first day of the calendar month that a month is named after."""
    return date(*month_parts(month), 1)


def month_before(month: str, count: int = 1) -> str:
    """Return the month so many months earlier."""
    return month_of_date(first_day(month) - relativedelta(months=count))


def month_after(month: str) -> str:
    """Return the month that follows."""
    return month_before(month, -1)
