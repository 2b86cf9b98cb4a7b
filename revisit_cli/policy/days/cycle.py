"""Months and half-years as people type them, and when a month's ledgers fall due."""

import re
from datetime import date, datetime
from functools import lru_cache, partial
from unicodedata import normalize

from revisit_cli.document import clause
from revisit_cli.errors.command import HalfUnreadable, MonthUnreadable
from revisit_cli.labels.days.words import MONTH, YEAR
from revisit_cli.policy.days.workday import is_workday
from revisit_cli.records.context import BEIJING
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.rulebook.limits import due_on
from revisit_cli.rulebook.periods import Period, half_id, month_id

_MONTH = re.compile(rf"(\d{{4}})(?:-|/|\.|{YEAR})?(\d{{1,2}})(?:{MONTH})?")
_HALF = re.compile(r"(\d{4})-?[Hh]([12])")


@clause("三(一)1", "R2")
def remind_on(cycle: Period, calendar: Calendar) -> date:
    """Return the last working day on or before the cycle's last day. Raises YearUnknown."""
    return due_on(cycle.numbers.reminder, cycle.last_on, partial(is_workday, calendar=calendar))


@clause("三(一)1", "三(四)2", "R2")
def late_after(cycle: Period, calendar: Calendar) -> datetime:
    """Return the moment, in Beijing time, after which a ledger is late: 「每月25日下班前」 by R2.

    Raises YearUnknown.
    """
    numbers = cycle.numbers
    day = due_on(numbers.ledgers, cycle.last_on, partial(is_workday, calendar=calendar))
    return datetime.combine(day, numbers.closing_time, BEIJING)


@lru_cache(maxsize=500)
def month_given(text: str) -> str:
    """Return a typed month as ``2026-11``; full-width digits and 2026年11月 are understood.

    Raises MonthUnreadable.
    """
    found = _MONTH.fullmatch(normalize("NFKC", text).strip())
    if not found or not 1 <= int(found[2]) <= 12 or not 2000 <= int(found[1]) <= 2999:
        raise MonthUnreadable(text=text)
    return month_id(int(found[1]), int(found[2]))


def half_given(text: str) -> str:
    """Return a typed half-year as ``2026-H2``. Raises HalfUnreadable."""
    found = _HALF.fullmatch(normalize("NFKC", text).strip())
    if not found:
        raise HalfUnreadable(text=text)
    return half_id(int(found[1]), int(found[2]))
