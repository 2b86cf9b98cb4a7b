"""The rules: what holds for which month, and which month a day belongs to."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from revisit_cli.document import clause
from revisit_cli.rulebook.numbers import Numbers
from revisit_cli.rulebook.periods import (
    Period,
    first_day,
    half_id,
    half_parts,
    month_after,
    month_before,
    month_id,
    month_of_date,
    month_parts,
)


class Rules(NamedTuple):
    """The numbers that hold from the beginning, and those that hold from some month on.

    ``dated`` goes by month, oldest first. ``half_months`` is how many months a half-year has.
    """

    numbers: Numbers
    half_months: int
    dated: tuple[tuple[str, Numbers], ...] = ()

    def of(self, month: str) -> Numbers:
        """Return the numbers that hold for a month."""
        found = self.numbers
        for since, numbers in self.dated:
            if first_day(since) > first_day(month):
                break
            found = numbers
        return found

    @clause("三(一)1", "三(二)1", "三(二)2", "R1", "R5", "R6", "R26")
    def period(self, month: str) -> Period:
        """Return the cycle of a month such as ``2026-11``: 「上月25日至当月25日期间」 by R1.

        It begins the day after the one before it ended. Calls are due 「次月上旬内完成」, visits
        「次月20日前完成」; neither moves for holidays.
        """
        return _period(self, month)

    @clause("R1", "R3")
    def month_of_day(self, day: date) -> str:
        """Return the month whose cycle a day belongs to."""
        return _month_of_day(self, day)

    @clause("三(二)1", "R8")
    def month_at_hand(self, today: date) -> str:
        """Return the month being worked on: the first whose visits may still be paid in time.

        After their last day it is the month whose ledgers are coming in.
        """
        before = month_before(month_of_date(today))
        return before if today <= self.period(before).visits_due_on else month_after(before)

    @clause("R26")
    def month_to_come(self, today: date) -> str:
        """Return the first month whose cycle has not begun: 「一期自上期结束的次日开始」."""
        return month_after(self.month_of_day(today))

    @clause("R8", "三(二)3")
    def half_of_day(self, day: date) -> str:
        """Return the half-year of a day, such as ``2026-H2``: 「原则上每半年召开1次」."""
        return self.half_of_month(month_of_date(day))

    @clause("R8")
    def half_of_month(self, month: str) -> str:
        """Return the half-year of a month such as ``2026-11``."""
        year, number = month_parts(month)
        return half_id(year, (number - 1) // self.half_months + 1)

    @clause("R8")
    def half_at_hand(self, today: date) -> str:
        """Return the half-year of the month at hand, which is the one every command means."""
        return self.half_of_month(self.month_at_hand(today))

    @clause("R8")
    def half(self, half: str) -> Period:
        """Return a half-year as a period; it keeps the numbers of its first month."""
        months = self.months_of_half(half)
        last_on = first_day(months[-1]) + relativedelta(months=1, days=-1)
        return Period(half, "half", first_day(months[0]), last_on, self.of(months[0]))

    def of_draw(self, half: str | None, month: str | None) -> Numbers:
        """Return the numbers that hold for a draw, which is for a half-year or for one month."""
        return self.of(month) if month else self.half(half or "").numbers

    @clause("R8")
    def months_of_half(self, half: str) -> tuple[str, ...]:
        """Return the months of ``2026-H2``, in order."""
        year, number = half_parts(half)
        first = (number - 1) * self.half_months + 1
        return tuple(month_id(year, each) for each in range(first, first + self.half_months))

    def _last_on(self, month: str) -> date:
        return first_day(month) + relativedelta(day=self.of(month).cycle_last_day)


@lru_cache(maxsize=500)
def _period(rules: Rules, month: str) -> Period:
    before = month_before(month)
    first_on = rules._last_on(before) + relativedelta(days=1)
    return Period(month, "month", first_on, rules._last_on(month), rules.of(month))


# A ledger of thousands of rows asks for the same few days again and again.
@lru_cache(maxsize=2000)
def _month_of_day(rules: Rules, day: date) -> str:
    month = month_of_date(day)
    return month if day <= rules._last_on(month) else month_after(month)
