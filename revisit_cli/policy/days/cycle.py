"""Which month a day belongs to, and when the month's duties fall due."""

import re
from datetime import date, datetime, time
from functools import lru_cache
from unicodedata import normalize

from dateutil.relativedelta import relativedelta

from revisit_cli.document import clause
from revisit_cli.errors.command import HalfUnreadable, MonthUnreadable
from revisit_cli.labels.days.words import MONTH, YEAR
from revisit_cli.policy.days.workday import first_workday_from, last_workday_until
from revisit_cli.records.context import BEIJING
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.records.days.cycle import Cycle

_MONTH = re.compile(rf"(\d{{4}})(?:-|/|\.|{YEAR})?(\d{{1,2}})(?:{MONTH})?")


@clause("三(一)1", "三(二)1", "三(二)2", "R1", "R5", "R6")
def cycle_of_month(month: str) -> Cycle:
    """Return the cycle of a month such as ``2026-11``: 「上月25日至当月25日期间」 by R1.

    Calls are due 「次月上旬内完成」, visits 「次月20日前完成」; neither moves for holidays.
    Raises MonthUnreadable.
    """
    return _cycle(*_parts(month))


@lru_cache(maxsize=500)
def _cycle(year: int, number: int) -> Cycle:
    this = date(year, number, 25)
    before, after = this - relativedelta(months=1), this + relativedelta(months=1)
    return Cycle(
        month=f"{year}-{number:02d}",
        first_on=before.replace(day=26),
        last_on=this,
        boundary_on=before,
        calls_due_on=after.replace(day=10),
        visits_due_on=after.replace(day=20),
    )


@clause("R1", "R3")
def month_of_day(day: date) -> str:
    """Return the month whose cycle a day of service belongs to."""
    return f"{day + relativedelta(months=day.day > 25):%Y-%m}"


@clause("三(二)1")
def month_at_hand(today: date) -> str:
    """Return the month being worked on: until the 20th the one whose visits are still due.

    From the 21st it is the month whose ledgers are coming in.
    """
    return f"{today - relativedelta(months=today.day <= 20):%Y-%m}"


def month_before(month: str, count: int = 1) -> str:
    """Return the month so many months earlier. Raises MonthUnreadable."""
    year, number = _parts(month)
    return f"{date(year, number, 1) - relativedelta(months=count):%Y-%m}"


def month_after(month: str) -> str:
    """Return the month that follows. Raises MonthUnreadable."""
    return month_before(month, -1)


@clause("R8", "三(二)3")
def half_of_day(day: date) -> str:
    """Return the half-year of a day, such as ``2026-H2``: 「原则上每半年召开1次」."""
    return f"{day.year}-H{1 if day.month <= 6 else 2}"


@clause("R8")
def half_of_month(month: str) -> str:
    """Return the half-year of a month such as ``2026-11``. Raises MonthUnreadable."""
    year, number = _parts(month)
    return half_of_day(date(year, number, 1))


@clause("R8")
def months_of_half(half: str) -> tuple[str, ...]:
    """Return the six months of ``2026-H2``. Raises HalfUnreadable."""
    found = re.fullmatch(r"(\d{4})-?[Hh]([12])", normalize("NFKC", half).strip())
    if not found:
        raise HalfUnreadable(text=half)
    first = 1 if found[2] == "1" else 7
    return tuple(f"{found[1]}-{number:02d}" for number in range(first, first + 6))


@clause("三(一)1", "R2")
def remind_on(cycle: Cycle, calendar: Calendar) -> date:
    """Return the last working day on or before the 25th. Raises YearUnknown."""
    return last_workday_until(cycle.last_on, calendar)


@clause("三(一)1", "三(四)2", "R2")
def late_after(cycle: Cycle, calendar: Calendar, closing_time: time) -> datetime:
    """Return the moment, in Beijing time, after which a ledger is late: 「每月25日下班前」 by R2.

    Raises YearUnknown.
    """
    return datetime.combine(first_workday_from(cycle.last_on, calendar), closing_time, BEIJING)


def month_given(text: str) -> str:
    """Return a typed month as ``2026-11``; full-width digits and 2026年11月 are understood.

    Raises MonthUnreadable.
    """
    year, number = _parts(text)
    return f"{year}-{number:02d}"


@lru_cache(maxsize=500)
def _parts(text: str) -> tuple[int, int]:
    found = _MONTH.fullmatch(normalize("NFKC", text).strip())
    if not found or not 1 <= int(found[2]) <= 12 or not 2000 <= int(found[1]) <= 2999:
        raise MonthUnreadable(text=text)
    return int(found[1]), int(found[2])
