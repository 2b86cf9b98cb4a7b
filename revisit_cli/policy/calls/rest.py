"""Rests between tries, and the hours in which firms are called."""

from datetime import date, datetime, time, timedelta

from revisit_cli.document import clause
from revisit_cli.errors.calls.call import CallbackOffHours, CallbackTooSoon
from revisit_cli.errors.days.calendar import YearUnknown
from revisit_cli.policy.days.workday import is_workday, workday_after
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.records.rules.setting import Settings

OPENS, MIDDAY, REOPENS, CLOSES = time(8, 30), time(11, 30), time(14, 30), time(17, 30)
# A decent hour in either half of a day.
MORNING, AFTERNOON = time(9, 0), time(15, 0)
# The rests that a clerk may lengthen by choosing another time.
CHOSEN = ("other_half", "busy", "soft")


def rested(at: datetime, rest: str, calendar: Calendar, settings: Settings) -> datetime:
    """Return when a rest of that kind is over, within the hours in which firms are called."""
    if rest == "busy":
        return _in_hours(at + timedelta(minutes=settings.busy_rest_minutes), calendar)
    if rest == "soft":
        day = _days_after(at.date(), settings.soft_refusal_rest_days, calendar)
        return datetime.combine(day, OPENS, at.tzinfo)
    later = at + timedelta(hours=settings.no_answer_rest_hours)
    if at.time() < MIDDAY:
        later = max(later, datetime.combine(at.date(), REOPENS, at.tzinfo))
    else:
        day = _days_after(at.date(), 1, calendar)
        later = max(later, datetime.combine(day, OPENS, at.tzinfo))
    return _in_hours(later, calendar)


def next_tries(
    rest: str, at: datetime, calendar: Calendar, settings: Settings
) -> tuple[datetime | None, ...]:
    """Return when a firm may be tried again: as proposed, this afternoon, and next working day.

    The proposal is when the rest is over; then come this afternoon, the next working day's
    morning and its afternoon, None where a choice would be sooner. Empty where no try is chosen.
    """
    if rest not in CHOSEN:
        return ()
    soonest = rested(at, rest, calendar, settings)
    tomorrow = _days_after(at.date(), 1, calendar)
    choices = (
        datetime.combine(at.date(), AFTERNOON, at.tzinfo),
        datetime.combine(tomorrow, MORNING, at.tzinfo),
        datetime.combine(tomorrow, AFTERNOON, at.tzinfo),
    )
    return (soonest, *(each if each >= soonest else None for each in choices))


@clause("三(四)1")
def check_next_try(
    rest: str, callback: datetime | None, at: datetime, calendar: Calendar, settings: Settings
) -> None:
    """Refuse another try chosen too soon or for an hour at which nobody is called.

    「不得干扰、阻碍企业正常生产经营秩序」. What a firm itself agreed to is its own wish. Raises
    CallbackTooSoon or CallbackOffHours.
    """
    if callback is None or rest not in CHOSEN:
        return
    soonest = rested(at, rest, calendar, settings)
    if callback < soonest:
        raise CallbackTooSoon(at=_minute(callback), rested=_minute(soonest))
    if not is_in_hours(callback, calendar):
        raise CallbackOffHours(at=_minute(callback))


def is_in_hours(moment: datetime, calendar: Calendar) -> bool:
    """Whether firms are called at that moment: on working days, not early, at noon or late."""
    return _in_hours(moment, calendar) == moment


@clause("三(二)1", "R5")
def is_past_due(next_at: datetime | None, due_on: date) -> bool:
    """Whether another try would come after the 10th: 「次月上旬指次月1日至10日」."""
    return next_at is not None and next_at.date() > due_on


def _in_hours(moment: datetime, calendar: Calendar) -> datetime:
    def on(day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, moment.tzinfo)

    if moment.time() > CLOSES:
        return on(_days_after(moment.date(), 1, calendar), OPENS)
    if not _is_called_on(moment.date(), calendar):
        return on(_days_after(moment.date(), 1, calendar), OPENS)
    if moment.time() < OPENS:
        return on(moment.date(), OPENS)
    if MIDDAY < moment.time() < REOPENS:
        return on(moment.date(), REOPENS)
    return moment


def _minute(moment: datetime) -> str:
    return f"{moment:%m-%d %H:%M}"


def _is_called_on(day: date, calendar: Calendar) -> bool:
    try:
        return is_workday(day, calendar)
    except YearUnknown:
        # A rest is no deadline: where the year is not announced, any day will do.
        return True


def _days_after(day: date, count: int, calendar: Calendar) -> date:
    try:
        return workday_after(day, count, calendar)
    except YearUnknown:
        return day + timedelta(days=count)
