"""Days and times as people type them: 6-25, 0625, today, Friday, tomorrow 15:30.

One parser for every option that takes a date or a time. A day without a year, and a bare weekday,
lie where the option looks: back (when was it), ahead (until when), or whichever is nearer. But a
day without a year that is close by is that one: tomorrow's date is never taken for last year's.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Literal
from unicodedata import normalize

from revisit_cli.errors.days.words import (
    ComingMomentUnreadable,
    DayAhead,
    DayUnreadable,
    MomentAhead,
    MomentOfWriting,
    MomentUnreadable,
    PastMomentUnreadable,
)
from revisit_cli.labels.days import words
from revisit_cli.pattern import pattern
from revisit_cli.records.context import BEIJING, YEARS
from revisit_cli.rulebook.periods import month_before, month_of_date, month_parts

Side = Literal["past", "future", "near"]

_DASH = r"[-./]"
_WEEK = f"(?:{'|'.join(words.WEEK)})([{''.join(words.WEEKDAYS)}])"
_MONTH = f"{words.MONTH}{words.PART}"
_FROM_NOW = "|".join(words.COUNTED_FROM_NOW)
_FULL = pattern(
    rf"(\d{{4}})(?:{_DASH}|{words.YEAR})(\d{{1,2}})(?:{_DASH}|{words.MONTH})(\d{{1,2}}){words.DAY}?"
    rf"|(\d\d){words.YEAR}(\d{{1,2}}){words.MONTH}(\d{{1,2}}){words.DAY}?"
    r"|(\d{4})(\d\d)(\d\d)"
)
_YEARLESS = pattern(rf"(\d{{1,2}})(?:{_DASH}|{words.MONTH})(\d{{1,2}}){words.DAY}?|(\d\d)(\d\d)")
_MONTHLESS = pattern(rf"(\d{{1,2}}){words.DAY}")
_IN_MONTH = pattern(
    rf"(?P<from_now>{_FROM_NOW}){words.MEASURE}{_MONTH}(?:(?P<day>\d{{1,2}}){words.DAY}?|(?P<edge>\D))"
)
_EDGE = pattern(
    rf"(?:(?P<year>\d{{4}})?{words.YEAR})?(?:(?P<month>\d{{1,2}})?{_MONTH})?(?P<edge>\D)"
)
_NUMBER = pattern(r"\d{1,2}")
_YEAR_SAID = pattern(f"({'|'.join(words.YEARS_FROM_NOW)})")
_WEEKDAY = pattern(rf"(?:({_FROM_NOW}){words.MEASURE})?{_WEEK}")
_BESIDE = pattern(rf"(.+?) ?\(?{_WEEK}\)?")
_TIME = pattern(
    rf"(?P<half>{'|'.join(words.HALVES)})?\s*"
    rf"(?:(?P<hour>\d{{1,2}})(?::(?P<minute>\d{{1,2}})(?::(?P<second>\d\d))?"
    rf"|\.(?P<dotted>\d\d)|(?<=\d\d)(?P<joined>\d\d)"
    rf"|(?P<said>{words.O_CLOCK})(?:(?P<half_hour>{words.HALF_HOUR})|(?P<minutes>\d{{1,2}}){words.MINUTE}?)?))?"
)
_SHORT = pattern(words.SHORTENED)
_ABOUT = pattern(words.ABOUT)
_BY = pattern(f"{words.BY}$")
_COUNTED = pattern(words.COUNTED)
_QUARTER = pattern(rf"(\d){words.QUARTER}")
_SHARP = pattern(words.SHARP)
_PAST_THE_HOUR = pattern(words.PAST_THE_HOUR)
_SHORT_OF = pattern(words.SHORT_OF)
_SPAN = pattern(words.SPAN)
# A day named alone stands for its beginning, or, where one is rung up again, for a decent hour.
_CLOSE, _A_WEEK = timedelta(days=60), timedelta(days=7)
_BEGINNING, _MORNING = time(0, 0), time(9, 0)
_MIDDLE = 15


def day_given(text: str, today: date, side: Side = "near") -> date:
    """Return the day that a text names. Raises DayUnreadable, or DayAhead on the past side."""
    cleaned = _cleaned(text)
    if _NUMBER.fullmatch(cleaned):
        cleaned += words.DAY[1]
    found = _day(cleaned, today, side)
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


def moment_written(text: str, now: datetime) -> datetime:
    """Return the past moment that a text in a file names: the same one whenever it is read.

    Raises MomentOfWriting for yesterday, Friday, a time alone; else what :func:`moment_given` does.
    """
    found = moment_given(text, now, "past")
    if moment_given(text, now + _A_WEEK, "past") != found:
        raise MomentOfWriting(text=text)
    return found


_UNREADABLE: dict[Side, type[MomentUnreadable]] = {
    "past": PastMomentUnreadable,
    "future": ComingMomentUnreadable,
    "near": MomentUnreadable,
}


def _cleaned(text: str) -> str:
    """Return a text with its numbers as digits, days by their whole names, hours in one way."""
    line = " ".join(normalize("NFKC", text).translate(words.TRADITIONAL).split())
    line = _ABOUT.sub("", line).strip()
    line = _SHORT.sub(lambda found: words.SHORT[found[1] or found[2]], line)
    line = _COUNTED.sub(lambda found: _number(found[0]) or found[0], line)
    line = _QUARTER.sub(lambda found: f"{int(found[1]) * 15}{words.MINUTE}", line)
    line = _SHORT_OF.sub(_hour_before, line)
    line = _PAST_THE_HOUR.sub(r"\1", line)
    return _SHARP.sub(r"\1", line)


def _number(said: str) -> str:
    """Return a number as it is said in digits: 十, 十二, 二十, 二十五; "" for none."""
    tens, ten, ones = said.partition(words.TEN)
    if not ten:
        return str(words.DIGITS[said]) if said in words.DIGITS else ""
    known = all(each in words.DIGITS for each in (tens, ones) if each)
    return str(words.DIGITS.get(tens, 1) * 10 + words.DIGITS.get(ones, 0)) if known else ""


def _hour_before(found: re.Match[str]) -> str:
    """Return a quarter to ten as 9点45分."""
    hour = int(found["hour"] or found["hour_first"])
    wants = int(found["wants"] or found["wants_then"])
    before = hour - 1 if hour > 1 else 12
    return f"{before}{words.O_CLOCK[1]}{60 - wants}{words.MINUTE}"


def _span(text: str, now: datetime) -> datetime | None:
    """Return the moment that lies so long from now, or ago."""
    if text in words.NOW:
        return now
    found = _spanned(text)
    if found is None:
        return None
    what, halves = found
    if what in words.SPAN_DAYS:
        return now + timedelta(days=words.SPAN_DAYS[what] * halves / 2)
    return now + timedelta(minutes=words.SPAN_MINUTES[what] * halves / 2)


def _spanned(text: str) -> tuple[str, int] | None:
    """Return what a text counts from now and how many halves of it, those ago below zero.

    Half a day is no time: nobody means twelve hours by it.
    """
    found = _SPAN.fullmatch(text)
    if found is None or bool(found["half"]) == bool(found["count"]):
        return None
    is_ago = found["way"] == words.AGO
    if not (found["over"] or found["way"]) or (found["over"] and is_ago):
        return None
    halves = (2 * int(found["count"]) if found["count"] else 1) + bool(found["more"])
    if found["what"] in words.SPAN_DAYS and halves % 2:
        return None
    return found["what"], -halves if is_ago else halves


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
    day = _day(text, now.date(), side)
    if day is not None:
        return datetime.combine(day, _MORNING if side == "future" else _BEGINNING, BEIJING)
    for at in range(len(text)):
        clock = _TIME.fullmatch(text, at)
        # A number is never torn: 12.25 9:30 has two, 12.259:30 none.
        if clock is None or (re.search(r"[\d.]$", text[:at]) and text[at].isdigit()):
            continue
        hour = _time(clock)
        before = text[:at].strip().removesuffix("T")
        day = _day(before, now.date(), side) if before else now.date()
        if hour is not None and day is not None:
            return datetime.combine(day, hour, BEIJING)
    return None


def _time(found: re.Match[str]) -> time | None:
    if found["hour"] is None and found["half"] is None:
        return None
    first, last, alone = words.HALVES.get(found["half"] or "", (0, 23, None))
    if found["hour"] is None:
        return None if alone is None else time(alone)
    hour = int(found["hour"])
    minutes = (found[name] for name in ("minute", "minutes", "dotted", "joined") if found[name])
    minute = 30 if found["half_hour"] else int(next(minutes, 0))
    is_said = not found["half"] and found["said"] is not None
    if hour < first or (is_said and 0 < hour < words.AFTERNOON_UNTIL):
        hour += 12
    if not first <= hour <= last:
        return None
    try:
        return time(hour, minute, int(found["second"] or 0))
    except ValueError:
        return None


def _day(text: str, today: date, side: Side) -> date | None:
    """Return the day that a cleaned text names; a weekday that stands beside it must be its own."""
    found = _named(text, today, side)
    if found is None and (beside := _BESIDE.fullmatch(text)):
        found = _named(beside[1].rstrip(" ("), today, side)
        if found is not None and found.weekday() != words.WEEKDAYS[beside[2]]:
            return None
    if found is None and side == "future" and (by := _BY.sub("", text)) != text:
        return _named(by, today, side)
    return found


def _named(text: str, today: date, side: Side) -> date | None:
    if text in words.NEAR:
        return today + timedelta(days=words.NEAR[text])
    if (span := _spanned(text)) and span[0] in words.SPAN_DAYS:
        return today + timedelta(days=words.SPAN_DAYS[span[0]] * span[1] // 2)
    text = _YEAR_SAID.sub(
        lambda said: f"{today.year + words.YEARS_FROM_NOW[said[1]]}{words.YEAR}", text, count=1
    )
    if found := _FULL.fullmatch(text):
        year, month, day = (int(part) for part in found.groups() if part)
        return _date(year if year > 99 else today.year // 100 * 100 + year, month, day)
    if found := _YEARLESS.fullmatch(text):
        month, day = (int(part) for part in found.groups() if part)
        return _of_a_year([_date(year, month, day) for year in _years(today)], today, side)
    if found := _MONTHLESS.fullmatch(text):
        months = (month_parts(month_before(month_of_date(today), count)) for count in (1, 0, -1))
        return _nearest([_date(*month, int(found[1])) for month in months], today, side)
    if found := _WEEKDAY.fullmatch(text):
        monday = today - timedelta(days=today.weekday())
        weeks = (words.COUNTED_FROM_NOW[found[1]],) if found[1] else (-1, 0, 1)
        weekday = words.WEEKDAYS[found[2]]
        days = [monday + timedelta(days=7 * week + weekday) for week in weeks]
        # A weekday without more is this week's unless the option looks one way only.
        return days[len(days) // 2] if side == "near" else _nearest(days, today, side)
    return _in_month(text, today, side)


def _in_month(text: str, today: date, side: Side) -> date | None:
    """Return a day of a month that is counted from now, or the first, middle or last of one."""
    if found := _IN_MONTH.fullmatch(text):
        back = -words.COUNTED_FROM_NOW[found["from_now"]]
        year, month = month_parts(month_before(month_of_date(today), back))
        return (
            _date(year, month, int(found["day"]))
            if found["day"]
            else _edge(year, month, month, found["edge"])
        )
    found = _EDGE.fullmatch(text)
    if found is None or text == found["edge"]:
        return None
    if words.MONTH not in text:
        years = [int(found["year"])] if found["year"] else _years(today)
        return _nearest([_edge(year, 1, 12, found["edge"]) for year in years], today, side)
    if found["month"]:
        month = int(found["month"])
        years = [int(found["year"])] if found["year"] else _years(today)
        return _of_a_year([_edge(year, month, month, found["edge"]) for year in years], today, side)
    months = (month_parts(month_before(month_of_date(today), count)) for count in (1, 0, -1))
    return _nearest(
        [_edge(year, month, month, found["edge"]) for year, month in months], today, side
    )


def _edge(year: int, first: int, last: int, edge: str) -> date | None:
    """Return the first, middle or last day of months of a year."""
    if re.fullmatch(words.LAST, edge):
        return _date(year, last, monthrange(year, last)[1]) if 0 < last < 13 else None
    if edge == words.FIRST:
        return _date(year, first, 1)
    return _date(year, first, _MIDDLE) if edge == words.MIDDLE and first == last else None


def _years(today: date) -> range:
    return range(today.year - 4, today.year + 5)


def _of_a_year(known: list[date | None], today: date, side: Side) -> date | None:
    """Return of a day in several years the one close by, else the nearest on a side."""
    nearest = _nearest(known, today, "near")
    if nearest is not None and abs(nearest - today) <= _CLOSE:
        return nearest
    return _nearest(known, today, side)


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
