"""How many calls of a month were left at the end of each day."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from revisit_cli.document import clause
from revisit_cli.errors.days.calendar import YearUnknown
from revisit_cli.policy.days.workday import is_workday
from revisit_cli.policy.reports.count import counts_added
from revisit_cli.policy.reports.in_time import ended
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.records.reports.facts import MonthFacts
from revisit_cli.records.reports.report import DayLeft
from revisit_cli.records.reports.task import CallTask
from revisit_cli.rulebook.periods import Period

# From when to when a call was left: its first day, and the day of its final outcome.
Span = tuple[CallTask, date, date]


@clause("三(二)1", "R12", "R19")
def calls_left(
    facts: MonthFacts, cycle: Period, calendar: Calendar, now: datetime
) -> tuple[DayLeft, ...]:
    """Return how many of N had no final outcome at the end of each day of a month's calling.

    The days are the cycle's last one and all after it to that on which calls are due: 「次月上旬
    内完成」; those to come have no count. A firm added after the freeze counts from the day its
    ledger came. Empty where N is zero.
    """
    spans = _spans(facts, cycle)
    if not spans:
        return ()
    first, last = cycle.last_on, cycle.calls_due_on
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return tuple(
        DayLeft(
            day,
            len(_left(spans, day)) if day <= now.date() else None,
            _is_rest(day, calendar),
        )
        for day in days
    )


def left_rows(facts: MonthFacts, cycle: Period, on: date) -> tuple[CallTask, ...]:
    """Return the calls that were left at the end of a day."""
    return _left(_spans(facts, cycle), on)


def _spans(facts: MonthFacts, cycle: Period) -> list[Span]:
    own = (each for each in facts.call_tasks if each.month == facts.month and _counts(facts, each))
    return [(each, *_span(each, cycle.last_on)) for each in own]


def _counts(facts: MonthFacts, call: CallTask) -> bool:
    """Whether N counts a call: of a month cleared long ago the frozen list alone."""
    return call.is_listed or counts_added(facts.certificate_format)


def _span(call: CallTask, first: date) -> tuple[date, date]:
    came = first if call.is_listed or call.came_at is None else _day(call.came_at)
    end = ended(call)
    return came, date.max if end is None else _day(end[0])


def _left(spans: Sequence[Span], day: date) -> tuple[CallTask, ...]:
    return tuple(call for call, came, final in spans if came <= day < final)


def _day(moment: str) -> date:
    return datetime.fromisoformat(moment).date()


def _is_rest(day: date, calendar: Calendar) -> bool | None:
    """Whether nobody works on a day; None in a year whose days off nobody has announced."""
    try:
        return not is_workday(day, calendar)
    except YearUnknown:
        return None


@clause("三(二)1", "R19")
def even_pace(days: tuple[DayLeft, ...]) -> tuple[float | None, ...]:
    """Return how many calls an even pace over the working days would leave at each day's end.

    From what the first day left to none on the last; unknown where a day's rest is.
    """
    if not days or days[0].left is None or any(each.is_rest is None for each in days):
        return (None,) * len(days)
    whole, worked = days[0].left, [0]
    for each in days[1:]:
        worked.append(worked[-1] + (not each.is_rest))
    return tuple(round(whole * (1 - done / max(worked[-1], 1)), 1) for done in worked)
