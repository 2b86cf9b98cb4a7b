"""Days and times as people type them: 6-25, 0625, today, Friday, tomorrow 15:30.

One parser for every option that takes a date or a time. A day without a year, and a bare weekday,
lie where the option looks: back (when was it), ahead (until when), or whichever is nearer. But a
day without a year that is close by is that one: tomorrow's date is never taken for last year's.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Literal
from unicodedata import normalize

from revisit_cli.errors.days.words import (
    ComingMomentUnreadable,
    DayAhead,
    DayUnreadable,
    MomentAhead,
    MomentUnreadable,
    PastMomentUnreadable,
)
from revisit_cli.labels.days import words
from revisit_cli.records.context import BEIJING, YEARS
from revisit_cli.rulebook.periods import month_before, month_of_date, month_parts

Side = Literal["past", "future", "near"]

_DASH = r"[-./]"
_FULL = re.compile(
    rf"(\d{{4}})(?:{_DASH}|{words.YEAR})(\d{{1,2}})(?:{_DASH}|{words.MONTH})(\d{{1,2}}){words.DAY}?"
    r"|(\d{4})(\d\d)(\d\d)"
)
_YEARLESS = re.compile(rf"(\d{{1,2}})(?:{_DASH}|{words.MONTH})(\d{{1,2}}){words.DAY}?|(\d\d)(\d\d)")
_MONTHLESS = re.compile(rf"(\d{{1,2}}){words.DAY}")
_WEEKDAY = re.compile(
    rf"([{''.join(words.WEEKS)}])?(?:{'|'.join(words.WEEK)})([{''.join(words.WEEKDAYS)}])"
)
_TIME = re.compile(
    rf"(?P<half>{'|'.join(words.HALVES)})?\s*"
    rf"(?:(?P<hour>\d{{1,2}})(?::(?P<minute>\d\d)(?::(?P<second>\d\d))?"
    rf"|(?P<said>{words.O_CLOCK})(?:(?P<half_hour>{words.HALF_HOUR})|(?P<minutes>\d{{1,2}}){words.MINUTE}?)?))?"
)
_SHORT = re.compile(rf"({'|'.join(words.SHORT)}){words.PART}")
_COUNTED = re.compile(words.COUNTED)
_QUARTER = re.compile(rf"(\d){words.QUARTER}")
_SHARP = re.compile(words.SHARP)
_SPAN = re.compile(words.SPAN)
# A day named alone stands for its beginning, or, where one is rung up again, for a decent hour.
_CLOSE = timedelta(days=60)
_BEGINNING, _MORNING = time(0, 0), time(9, 0)


def day_given(text: str, today: date, side: Side = "near") -> date:
    """Return the day that a text names. Raises DayUnreadable, or DayAhead on the past side."""
    found = _day(_cleaned(text), today, side)
    if found is None:
        raise DayUnreadable(text=text)
    if side == "past" and found > today:
        raise DayAhead(text=text, day=found)
    return found


def moment_given(text: str, now: datetime, side: Side = "near") -> datetime:
    """Return the moment that a text names, in Beijing time to the second.

    A time alone is today's; a day alone is its beginning, on the future side nine o'clock. Three
    o'clock without more is the afternoon's: nobody is rung up at night. Raises MomentUnreadable,
    or MomentAhead on the past side.
    """
    cleaned = _cleaned(text)
    here = now.astimezone(BEIJING)
    found = _iso(cleaned) or _span(cleaned, here) or _moment(cleaned, here, side)
    if found is None:
        raise _UNREADABLE[side](text=text)
    if side == "past" and found > now:
        raise MomentAhead(text=text, moment=f"{found:%Y-%m-%d %H:%M}")
    return found


_UNREADABLE: dict[Side, type[MomentUnreadable]] = {
    "past": PastMomentUnreadable,
    "future": ComingMomentUnreadable,
    "near": MomentUnreadable,
}


def _cleaned(text: str) -> str:
    """Return a text with its numbers as digits, and days by their whole names."""
    line = " ".join(normalize("NFKC", text).split())
    line = _SHORT.sub(lambda found: words.SHORT[found[1]], line)
    line = _COUNTED.sub(lambda found: _number(found[1]) or found[0], line)
    line = _QUARTER.sub(lambda found: f"{int(found[1]) * 15}{words.MINUTE}", line)
    return _SHARP.sub(r"\1", line)


def _number(said: str) -> str:
    """Return a number as it is said in digits: 十, 十二, 二十, 二十五; "" for none."""
    tens, ten, ones = said.partition(words.TEN)
    if not ten:
        return str(words.DIGITS[said]) if said in words.DIGITS else ""
    known = all(each in words.DIGITS for each in (tens, ones) if each)
    return str(words.DIGITS.get(tens, 1) * 10 + words.DIGITS.get(ones, 0)) if known else ""


def _span(text: str, now: datetime) -> datetime | None:
    """Return the moment that lies so long from now, or ago."""
    if text in words.NOW:
        return now
    found = _SPAN.fullmatch(text)
    if found is None or bool(found["half"]) == bool(found["count"]):
        return None
    halves = (2 * int(found["count"]) if found["count"] else 1) + bool(found["more"])
    span = timedelta(minutes=words.SPAN_MINUTES[found["what"]] * halves / 2)
    return now - span if found["way"] == words.AGO else now + span


def _iso(text: str) -> datetime | None:
    """Read a whole date-time by ISO 8601; a date alone is left to the rules of days."""
    if ":" not in text:
        return None
    try:
        found = datetime.fromisoformat(text.replace("/", "-"))
    except ValueError:
        return None
    if found.year not in YEARS:
        return None
    if found.tzinfo is None:
        found = found.replace(tzinfo=BEIJING)
    return found.astimezone(BEIJING).replace(microsecond=0)


def _moment(text: str, now: datetime, side: Side) -> datetime | None:
    for at in range(len(text)):
        clock = _TIME.fullmatch(text, at)
        if clock is None:
            continue
        hour = _time(clock)
        before = text[:at].strip().removesuffix("T")
        day = _day(before, now.date(), side) if before else now.date()
        if hour is not None and day is not None:
            return datetime.combine(day, hour, BEIJING)
    day = _day(text, now.date(), side)
    if day is None:
        return None
    return datetime.combine(day, _MORNING if side == "future" else _BEGINNING, BEIJING)


def _time(found: re.Match[str]) -> time | None:
    if found["hour"] is None and found["half"] is None:
        return None
    is_later, alone = words.HALVES.get(found["half"] or "", (False, 0))
    if found["hour"] is None:
        return time(alone)
    hour = int(found["hour"])
    minute = 30 if found["half_hour"] else int(found["minute"] or found["minutes"] or 0)
    is_said = not found["half"] and found["said"] is not None
    if (is_later and hour < 12) or (is_said and 0 < hour < words.AFTERNOON_UNTIL):
        hour += 12
    try:
        return time(hour, minute, int(found["second"] or 0))
    except ValueError:
        return None


def _day(text: str, today: date, side: Side) -> date | None:
    if text in words.NEAR:
        return today + timedelta(days=words.NEAR[text])
    if found := _FULL.fullmatch(text):
        return _date(*(int(part) for part in found.groups() if part))
    if found := _YEARLESS.fullmatch(text):
        month, day = (int(part) for part in found.groups() if part)
        known = [_date(year, month, day) for year in range(today.year - 4, today.year + 5)]
        nearest = _nearest(known, today, "near")
        if nearest is not None and abs(nearest - today) <= _CLOSE:
            return nearest
        return _nearest(known, today, side)
    if found := _MONTHLESS.fullmatch(text):
        months = (month_parts(month_before(month_of_date(today), count)) for count in (1, 0, -1))
        return _nearest([_date(*month, int(found[1])) for month in months], today, side)
    if found := _WEEKDAY.fullmatch(text):
        monday = today - timedelta(days=today.weekday())
        weeks = (words.WEEKS[found[1]],) if found[1] else (-1, 0, 1)
        weekday = words.WEEKDAYS[found[2]]
        days = [monday + timedelta(days=7 * week + weekday) for week in weeks]
        # A weekday without more is this week's unless the option looks one way only.
        return days[len(days) // 2] if side == "near" else _nearest(days, today, side)
    return None


def _nearest(days: Iterable[date | None], today: date, side: Side) -> date | None:
    """Return the nearest day on a side of today, today included; on the other if there is none."""
    known = sorted((each for each in days if each is not None), key=lambda day: abs(day - today))
    fitting = [
        each
        for each in known
        if side == "near" or (each <= today if side == "past" else each >= today)
    ]
    return next(iter([*fitting, *known]), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None
