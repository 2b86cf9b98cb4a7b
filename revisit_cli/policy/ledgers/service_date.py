"""Days of service as people write them."""

import re
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from math import isfinite
from typing import Final
from unicodedata import normalize

from revisit_cli.document import clause
from revisit_cli.labels.ledgers import service_date as labels
from revisit_cli.pattern import pattern
from revisit_cli.policy.text import lines, says_nothing
from revisit_cli.records.context import BEIJING, YEARS
from revisit_cli.records.value import Value, replace
from revisit_cli.records.workbooks.grid import Cell, Number

# A cycle's first and last day.
Span = tuple[date, date]
_FIRST_YEAR, _LAST_YEAR = 2000, 2099
_SERIALS: Final = range(36_526, 73_051)  # the serials of 2000 to 2099
_EPOCH = date(1899, 12, 30)
_DAYS_TO_1904 = 1462
_NOISE = pattern(labels.NOISE)
_IN_BRACKETS = pattern(labels.IN_BRACKETS)
_NUMERALS = pattern(labels.NUMERALS)
_MOMENT = pattern(labels.MOMENT, re.IGNORECASE)
_ENGLISH_DAY = pattern(labels.ENGLISH_DAY, re.IGNORECASE)
_DAY_FIRST = pattern(labels.DAY_FIRST, re.IGNORECASE)
_YEAR_FIRST = pattern(labels.YEAR_FIRST, re.IGNORECASE)
_DAY_MONTH = pattern(labels.DAY_MONTH, re.IGNORECASE)
_WEEKDAY = pattern(labels.WEEKDAY)
_YEAR_LAST = pattern(labels.YEAR_LAST)
_SHORT_MIDNIGHT = pattern(labels.SHORT_MIDNIGHT)
_CLOCK = pattern(labels.CLOCK)
_JOIN = pattern(labels.JOIN)
_FULL = pattern(
    rf"(?P<y>\d{{4}}|[2-4]\d){labels.SEPARATOR}(?P<m>\d{{1,2}}){labels.SHORT_SEPARATOR}"
    rf"(?P<d>\d{{1,2}}){labels.DAY_END}"
)
_LISTED = pattern(labels.LISTED)
_COMPACT = pattern(r"(?P<y>20\d\d|2[1-9]|[34]\d)(?P<m>\d\d)(?P<d>\d\d)")
_SHORT = pattern(rf"(?P<m>\d{{1,2}}){labels.SHORT_SEPARATOR}(?P<d>\d{{1,2}}){labels.DAY_END}")
_SHORT_COMPACT = pattern(r"(?P<m>\d\d)(?P<d>\d\d)")
_ANY = (_FULL, _LISTED, _COMPACT, _SHORT, _SHORT_COMPACT)
_SERIAL_TEXT = pattern(r"(?P<serial>\d{5})(?:\.\d+)?")
_WHOLE = pattern(r"(?<=^\d{8})\.0+$")  # 20261103.0 is what some programs make of a number
_ONE_DECIMAL = pattern(r"\d{1,2}\.[1-3]")  # what 11.10 is too, once a program took it for a number
_DECIMAL = pattern(r"\d{1,2}\.\d{1,2}")
_DAY = pattern(rf"(?P<d>\d{{1,2}}){labels.DAY_END}")


class Written(Value):
    """A day as written: with its year, or with month and day only, or not to be read.

    ``other`` is a second day that may be meant as well. ``in_words``: 十一月六日, without a year;
    the moon's days are written so too.
    """

    fault: str | None = None
    year: int | None = None
    month: int = 0
    day: int = 0
    other: "Written | None" = None
    in_words: bool = False

    @property
    def on(self) -> date | None:
        """The day, when its year is written too."""
        return None if self.year is None else date(self.year, self.month, self.day)


_MISSING = Written("date_missing")
_UNREADABLE = Written("date_unreadable")


def _written_date(cell: Cell) -> Written:
    """Return the day that a cell of a date column tells.

    Of a range, and of several days, the end counts. A number is a serial of a workbook, or
    20261103, or 11.3 for 3 November. A month without a day, and a day no calendar has, are
    ``date_unreadable``.
    """
    if isinstance(cell, datetime):
        return _of_moment(cell)
    if isinstance(cell, date):
        return _checked(cell.year, cell.month, cell.day)
    if isinstance(cell, Number):
        return _of_shown(cell)
    if isinstance(cell, bool) or cell is None:
        return _MISSING if cell is None else _UNREADABLE
    if isinstance(cell, int | float):
        return _of_number(cell)
    return _of_text(cell) if isinstance(cell, str) else _UNREADABLE


@lru_cache(maxsize=16384, typed=True)
def written_day(cell: Cell) -> date | None:
    """Return the day that a cell tells with its year, or None."""
    return _written_date(cell).on


def _nearest_year(written: Written, middle: date) -> date | None:
    """Return the day in the year that puts it nearest to a day in the middle of the cycle."""
    days = [_day_or_none(year, written.month, written.day) for year in _years_around(middle)]
    found = [day for day in days if day is not None]
    return min(found, key=lambda day: abs(day - middle)) if found else None


def _years_around(middle: date) -> tuple[int, int, int]:
    return middle.year - 1, middle.year, middle.year + 1


@lru_cache(maxsize=16384, typed=True)
@clause("三(一)1", "R1")
def read_date(cell: Cell, cycle: Span | None) -> tuple[date | None, tuple[str, ...]]:
    """Return the day a cell names, and the notes on it.

    ``cycle`` (the ledger's) gives a year to dates without one, so that the day lies nearest to
    it, 「上月25日至当月25日期间」: a December row in a January ledger is last year's. The
    note ``year_inferred`` says so; without a cycle such a day is ``date_unreadable``. Of two days
    that may be meant, as by 11.1 from a program that drops the zero of 11.10, the one inside
    the cycle is taken; where that is not the one shown, or does not decide, ``date_ambiguous``.
    A day in words without its year is read where the cycle has it. A weekday beside the day that
    is not the day's is ``date_ambiguous`` too: one of the two is wrong.
    """
    written = _written_date(cell)
    if written.fault is not None:
        return None, (written.fault,)
    day = _placed(written, cycle)
    if day is None or (written.in_words and not _is_inside(day, cycle)):
        return None, ("date_unreadable",)
    notes = () if written.year is not None else ("year_inferred",)
    if isinstance(cell, str) and _is_other_weekday(cell, day):
        return day, (*notes, "date_ambiguous")
    other = None if written.other is None else _placed(written.other, cycle)
    if other is None:
        return day, notes
    inside = [each for each in (day, other) if _is_inside(each, cycle)]
    if inside == [day] and notes:
        return day, notes
    return (inside[0] if len(inside) == 1 else day), (*notes, "date_ambiguous")


def _is_other_weekday(text: str, day: date) -> bool:
    """Tell whether the one weekday that a text names is not the day's: 11月6日（周四）."""
    said = set(_WEEKDAY.findall(text))
    return len(said) == 1 and said.pop() not in labels.WEEKDAYS[day.weekday()]


def _placed(written: Written, cycle: Span | None) -> date | None:
    """Return a day; where its year is not written, the one nearest to the cycle."""
    if written.year is not None:
        return written.on
    return _nearest_year(written, _middle_of(cycle)) if cycle else None


def _is_inside(day: date, cycle: Span | None) -> bool:
    return cycle is not None and cycle[0] <= day <= cycle[1]


def _middle_of(cycle: Span) -> date:
    """Return a day in the middle of a cycle."""
    return cycle[1] - (cycle[1] - cycle[0]) // 2


@lru_cache(maxsize=16384)
def _of_number(number: float) -> Written:
    if not isfinite(number):
        return _UNREADABLE
    if int(number) in _SERIALS:
        day = _EPOCH + timedelta(days=int(number))
        return _checked(day.year, day.month, day.day)
    if number < 13:
        return _of_decimal(f"{number:.10g}")
    return _of_text(str(int(number))) if number == int(number) else _UNREADABLE


def _of_decimal(text: str) -> Written:
    """Return the day of a month that a decimal number shows; with one decimal it may be two."""
    written = _of_text(text)
    if not _ONE_DECIMAL.fullmatch(text) or written.fault is not None:
        return written
    other = _of_text(f"{text}0")
    return written if other.fault is not None else replace(written, other=other)


def _of_shown(number: Number) -> Written:
    """Return the day of a number whose format, or whose workbook, says what it means."""
    if number.is_1904:
        return _of_number(number.value + _DAYS_TO_1904)
    if int(number.value) in _SERIALS:
        return _of_number(number.value)
    if number.value < 13 and (found := _DECIMAL.search(number.shown)):
        shown = _of_decimal(found[0])
        # 11.50 is no day: it is 11.5, in a column that shows two decimals.
        return _of_number(number.value) if shown.fault is not None else shown
    shown = _of_text(number.shown)
    return _of_number(number.value) if shown.fault is not None else shown


def _of_moment(moment: datetime) -> Written:
    if moment.tzinfo is not None and moment.year in YEARS:
        moment = moment.astimezone(BEIJING)
    written = _checked(moment.year, moment.month, moment.day)
    return _after_midnight(written, moment.strftime("%H:%M:%S"))


def _after_midnight(written: Written, text: str) -> Written:
    """Return the next day for one whose time is midnight 43 seconds short, the day as its other."""
    if written.on is None or not _SHORT_MIDNIGHT.search(text):
        return written
    after = written.on + timedelta(days=1)
    return replace(_checked(after.year, after.month, after.day), other=written)


@lru_cache(maxsize=16384)
def _of_text(text: str) -> Written:
    if says_nothing(text):
        return _MISSING
    whole = normalize("NFKC", lines(text)).replace("\n", " ")
    figures = in_figures(whole)
    written = _of_figures(figures)
    if written.fault is None and written.year is None and figures != whole:
        return replace(written, in_words=True)
    return written


def _of_figures(whole: str) -> Written:
    told = whole.strip()
    if found := _DAY_MONTH.fullmatch(told):
        told = f"{_month_named(found)}-{found['d']}"
    for each in (_YEAR_FIRST, _ENGLISH_DAY, _DAY_FIRST):
        told = each.sub(_in_numbers, told)
    text = _MOMENT.sub(_in_our_zone, told)
    spread = _CLOCK.sub(" ", _NOISE.sub(" ", text))
    text = _bare(spread)
    if (found := _SERIAL_TEXT.fullmatch(text)) and int(found["serial"]) in _SERIALS:
        return _of_number(int(found["serial"]))
    text = _WHOLE.sub("", text)
    if (single := _first_match(text)) is not None:
        return _after_midnight(single, whole)
    if found := _YEAR_LAST.fullmatch(text):
        return _of_year_last(found)
    if (end := _range_end(text)) is not None:
        return end
    # A day beside a bracket with another, or with words; or no day but the one in the bracket.
    outside = _bare(_IN_BRACKETS.sub(" ", spread))
    inside = [_bare(found["inside"]) for found in _IN_BRACKETS.finditer(spread)]
    for part in (outside, *inside) if inside else ():
        if (found_day := _first_match(part) or _range_end(part)) is not None:
            return found_day
    return _UNREADABLE


def _bare(text: str) -> str:
    return re.sub(r"\s+", " ", text.strip(labels.EDGES))


def in_figures(text: str) -> str:
    """Return a text with the numbers of years, months and days in figures."""
    return _NUMERALS.sub(_figures, text)


def _figures(found: re.Match[str]) -> str:
    """Return a number in words in figures: 二〇二六, 十一, 二十五, 廿五."""
    digits = labels.NUMERAL_DIGITS
    for sign, tens in labels.TENS.items():
        if sign in found[0]:
            before, _, after = found[0].partition(sign)
            number = 10 * int(digits.get(before, tens)) + int(digits.get(after, 0))
            return str(number) if len(before) < 2 and len(after) < 2 else found[0]
    return "".join(digits.get(sign, sign) for sign in found[0])


def _of_year_last(found: re.Match[str]) -> Written:
    """Return the day of a date whose year stands last; the month may stand first or second."""
    year, first, second = map(int, found.group("y", "a", "b"))
    days = [_checked(year, first, second), _checked(year, second, first)]
    good = [day for day in days if day.fault is None]
    if len(good) == 2 and first != second:
        return replace(good[0], other=good[1])
    return good[0] if good else _UNREADABLE


def _in_numbers(found: re.Match[str]) -> str:
    return f"{found['y']}-{_month_named(found)}-{found['d']}"


def _month_named(found: re.Match[str]) -> int:
    return labels.ENGLISH_MONTHS.index(found["name"].capitalize()) + 1


def _in_our_zone(found: re.Match[str]) -> str:
    """Return the day that a moment of another zone falls on here, or the text as it is."""
    if found["sign"] in ("-", "\u2212") and not (found["t"] or found["zone"]):
        return found[0]
    offset = timedelta(hours=int(found["hours"] or 0), minutes=int(found["minutes"] or 0))
    try:
        zone = timezone(offset if found["sign"] in (None, "+") else -offset)
        year, month, day, hour, minute = map(int, found.group("y", "m", "d", "hour", "minute"))
        moment = datetime(year, month, day, hour, minute, tzinfo=zone)
        return f"{moment.astimezone(BEIJING):%Y-%m-%d}"
    except (ValueError, OverflowError):
        return found[0]


def _first_match(text: str) -> Written | None:
    for each in _ANY:
        if found := each.fullmatch(text):
            parts = found.groupdict()
            year = int(parts["y"]) if "y" in parts else None
            return _checked(year, int(parts["m"]), int(parts["d"]))
    return None


def _range_end(text: str) -> Written | None:
    """Try every place that can divide a range; year and month of its start stand in its end."""
    for joint in reversed(list(_JOIN.finditer(text))):
        start = _first_match(text[: joint.start()].strip()) or _range_end(text[: joint.start()])
        if start is None or start.fault:
            continue
        rest = text[joint.end() :].strip()
        end = _end_after(start, rest)
        if end is not None:
            return end
    return None


def _end_after(start: Written, rest: str) -> Written | None:
    if found := _DAY.fullmatch(rest):
        return _checked(start.year, start.month, int(found["d"]))
    end = _first_match(rest)
    if end is None or end.fault or end.year is not None or start.year is None:
        return end
    over = (end.month, end.day) < (start.month, start.day)
    return _checked(start.year + over, end.month, end.day)


def _checked(year: int | None, month: int, day: int) -> Written:
    if year is not None and year < 100:
        year += 2000
    if year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR:
        return _UNREADABLE
    if _day_or_none(2024 if year is None else year, month, day) is None:
        return _UNREADABLE
    return Written(None, year, month, day)


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
