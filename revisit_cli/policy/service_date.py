"""The day of service out of a date cell, in every way people write one."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from unicodedata import normalize

from revisit_cli.document import clause
from revisit_cli.labels.cycle import DAY, MONTH, YEAR
from revisit_cli.labels.ledger import AFTERNOON, MORNING, NOTHING, RANGE_MARKS
from revisit_cli.policy.cycle import cycle_of_month
from revisit_cli.records.grid import Cell

_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(36_526, 73_051)  # 2000-01-01 … 2099-12-31
_SEPARATOR = rf"\s*(?:[-./{YEAR}{MONTH}]|\s)\s*"
_FULL = re.compile(rf"(20\d{{2}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{1,2}})\s*[{DAY}]?")
_PACKED = re.compile(r"(20\d{2})(\d{2})(\d{2})")
_SHORT = re.compile(rf"(\d{{1,2}})\s*(?:[-./]|{MONTH})\s*(\d{{1,2}})\s*[{DAY}]?")
_SHORT_PACKED = re.compile(r"(\d{2})(\d{2})(?!\d)")
_TIME = re.compile(rf"(?:{MORNING}|{AFTERNOON})|[T ]?\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:\.\d+)?)?")
_RANGE = re.compile(rf"\s*(?:-|~|—|–|{'|'.join(RANGE_MARKS)})+\s*")
_DAY_ONLY = re.compile(rf"(\d{{1,2}})\s*{DAY}?")

Read = tuple[date | None, tuple[str, ...]]
_MISSING: Read = (None, ("date_missing",))
_UNREADABLE: Read = (None, ("date_unreadable",))


def read_date(cell: Cell, month: str | None) -> Read:
    """Return the day a cell names, and the notes on it.

    ``month`` (the ledger's) gives a year to dates without one: the year that puts the day nearest
    to the cycle's end; the note ``year_inferred`` says so. A range counts by its end.
    """
    if isinstance(cell, datetime):
        return _plausible(cell.date())
    if isinstance(cell, date):
        return _plausible(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _of_number(cell, month)
    if isinstance(cell, str):
        return _of_text(cell, month)
    return _MISSING if cell is None else _UNREADABLE


def _plausible(day: date) -> Read:
    return (day, ()) if 2000 <= day.year <= 2099 else _UNREADABLE


def _of_number(number: float, month: str | None) -> Read:
    if int(number) in _SERIALS:
        return _SERIAL_ZERO + timedelta(days=int(number)), ()
    text = str(int(number)) if number == int(number) else f"{number:.2f}".rstrip("0")
    return _of_text(text, month)


@lru_cache(maxsize=50_000)
def _of_text(text: str, month: str | None) -> Read:
    cleaned = normalize("NFKC", text).strip()
    if cleaned in NOTHING:
        return _MISSING
    cleaned = _TIME.sub(" ", cleaned).strip()
    if cleaned.isdecimal() and int(cleaned) in _SERIALS and len(cleaned) == 5:
        return _SERIAL_ZERO + timedelta(days=int(cleaned)), ()
    for pattern in (_FULL, _PACKED):
        if found := pattern.match(cleaned):
            return _full(found, cleaned[found.end() :])
    for pattern in (_SHORT, _SHORT_PACKED):
        if found := pattern.match(cleaned):
            return _short(found, cleaned[found.end() :], month)
    return _UNREADABLE


def _full(found: re.Match[str], rest: str) -> Read:
    day = _day(int(found[1]), int(found[2]), int(found[3]))
    if day is None:
        return _UNREADABLE
    end = _range_end(day, rest)
    return (day, ()) if end is None else (end, ())


def _short(found: re.Match[str], rest: str, month: str | None) -> Read:
    day = _nearest(int(found[1]), int(found[2]), month)
    if day is None:
        return _UNREADABLE
    end = _range_end(day, rest)
    return day if end is None else end, ("year_inferred",)


def _range_end(start: date, rest: str) -> date | None:
    """Return the last day of a range that goes on after its first day, or None."""
    mark = _RANGE.match(rest)
    if not mark or mark.end() == len(rest):
        return None
    end = rest[mark.end() :]
    if found := _FULL.match(end):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _SHORT.match(end):
        year = start.year + (int(found[1]) < start.month)
        return _day(year, int(found[1]), int(found[2]))
    if found := _DAY_ONLY.match(end):
        return _day(start.year, start.month, int(found[1]))
    return None


@clause("三(一)1", "R1")
def _nearest(number: int, day: int, month: str | None) -> date | None:
    """Return the day of the year that lies nearest the cycle's end; None without a month.

    A December row in a January ledger belongs to the year before: 「上月25日至当月25日期间」.
    """
    if month is None:
        return None
    last = cycle_of_month(month).last_on
    days = [_day(year, number, day) for year in (last.year - 1, last.year, last.year + 1)]
    found = [each for each in days if each is not None]
    return min(found, key=lambda each: abs((each - last).days)) if found else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
