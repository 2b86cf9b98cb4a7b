"""Months and half-years as people type them, and when a month's ledgers fall due."""

from collections.abc import Collection
from datetime import date, datetime
from functools import lru_cache, partial
from unicodedata import normalize

from revisit_cli.document import clause
from revisit_cli.errors.command import HalfUnreadable, MonthUnreadable
from revisit_cli.errors.days.calendar import YearUnknown
from revisit_cli.labels.days.words import MONTH, MONTH_WORD, PERIODS, YEAR
from revisit_cli.pattern import pattern
from revisit_cli.policy.days.workday import is_workday
from revisit_cli.records.context import BEIJING, YEARS
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.rulebook.limits import due_on
from revisit_cli.rulebook.periods import (
    Period,
    first_day,
    half_id,
    month_after,
    month_before,
    month_id,
    month_parts,
)
from revisit_cli.rulebook.rules import Rules

_MONTH = pattern(rf"(\d{{4}})(?:-|/|\.|{YEAR})?(\d{{1,2}})(?:{MONTH})?")
_NUMBER = pattern(rf"(\d{{1,2}})(?:{MONTH_WORD})?")
_HALF = pattern(r"(\d{4})-?[Hh]([12])")


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


def closes_at(cycle: Period) -> datetime:
    """Return closing time of a cycle's last day, whatever day that is."""
    return datetime.combine(cycle.last_on, cycle.numbers.closing_time, BEIJING)


def late_or_last(cycle: Period, calendar: Calendar) -> datetime:
    """Return the same, or closing time of the cycle's last day in a year not announced."""
    try:
        return late_after(cycle, calendar)
    except YearUnknown:
        return closes_at(cycle)


@lru_cache(maxsize=500)
def month_given(text: str) -> str:
    """Return a typed month as ``2026-11``; full-width digits and 2026年11月 are understood.

    Raises MonthUnreadable.
    """
    found = _MONTH.fullmatch(normalize("NFKC", text).strip())
    if not found or not 1 <= int(found[2]) <= 12 or int(found[1]) not in YEARS:
        raise MonthUnreadable(text=text)
    return month_id(int(found[1]), int(found[2]))


def month_said(text: str, at_hand: str, months_ahead: int = 1) -> str:
    """Return the month that a text means to somebody who works on ``at_hand``.

    Besides what is written out, 11 and 11月 are the last such month that is not further ahead than
    so many months, 本期 and 上期 are counted from the one at hand. Raises MonthUnreadable.
    """
    said = normalize("NFKC", text).strip()
    if said in PERIODS:
        return month_before(at_hand, -PERIODS[said])
    found = _NUMBER.fullmatch(said)
    if found and 1 <= int(found[1]) <= 12:
        ahead = (int(found[1]) - month_parts(at_hand)[1]) % 12
        return month_before(at_hand, -ahead if ahead <= months_ahead else 12 - ahead)
    return month_given(text)


def half_given(text: str) -> str:
    """Return a typed half-year as ``2026-H2``. Raises HalfUnreadable."""
    found = _HALF.fullmatch(normalize("NFKC", text).strip())
    if not found or int(found[1]) not in YEARS:
        raise HalfUnreadable(text=text)
    return half_id(int(found[1]), int(found[2]))


@clause("R15", "R38")
def told_in(month: str, on: date, rules: Rules) -> str:
    """Return which month's report tells of what was done to a cleared one on a day.

    「其后的复核由当时在办的月份印出」, corrections too; it is the next month where the cleared one
    was still at hand.
    """
    return max((rules.month_at_hand(on), month_after(month)), key=first_day)


@clause("四3", "R15")
def carried_to(month: str, closed: Collection[str]) -> str:
    """Return the month that takes over: the next one that is not cleared itself."""
    target = month_after(month)
    while target in closed:
        target = month_after(target)
    return target
