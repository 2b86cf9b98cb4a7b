"""Reading a holiday notice: which days it decides, and for which year it is whole."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from unicodedata import normalize

from revisit_cli.document import clause
from revisit_cli.errors.days.calendar import NoticeUnreadable
from revisit_cli.labels.days import calendar as words
from revisit_cli.labels.text import LISTED
from revisit_cli.policy.days.workday import is_known
from revisit_cli.policy.word import typed
from revisit_cli.records.context import YEARS
from revisit_cli.records.days.calendar import Calendar, NoticeDay

# Days off by law in every year: 1 January, 1 May, 1 to 3 October.
_BY_LAW = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))
# How many days the State Council's regulation frees in a year, by the first year it holds for.
_STATUTORY = ((2025, 13), (2008, 11), (0, 10))


@clause("R19")
def days_given(file: str, text: str) -> tuple[tuple[NoticeDay, ...], int]:
    """Return the days that a notice decides and the year it is about.

    CSV with a heading row, a day a line (day, worked or off, name) or a holiday a line (name,
    from, to, weekends worked for it); or JSON as public calendars have it:
    ``{"year":2027,"days":[{"name","date","isOffDay"}]}``, ``{"holiday":{"01-01":{"holiday",
    "name","date"}}}`` or ``{"holidays":{"2027-01-01":name},"workdays":{…}}``. Raises
    NoticeUnreadable with every fault and its row.
    """
    stripped = text.lstrip("\ufeff \r\n\t")
    year = None
    if stripped[:1] in ("{", "["):
        year, rows = _json_rows(file, stripped)
    else:
        rows = list(_csv_rows(file, stripped))
    faults: list[str] = []
    found: dict[date, NoticeDay] = {}
    for number, (day_text, work, work_text, name) in rows:
        day = _day(day_text)
        if day is None:
            faults.append(words.BAD_DAY.format(row=number, text=day_text[:20]))
        elif work is None:
            faults.append(words.BAD_WORK.format(row=number, text=work_text[:20]))
        elif day in found and found[day].is_work != work:
            faults.append(words.TWICE.format(row=number, day=day))
        else:
            found[day] = NoticeDay(day, work, name)
    if not faults and not found:
        faults.append(words.NO_DAYS)
    if faults:
        raise NoticeUnreadable(file=file, what="；".join(faults[:10]))
    counts = Counter(day.year for day in found)
    return tuple(found[day] for day in sorted(found)), year or counts.most_common(1)[0][0]


@clause("R19")
def new_years(
    file: str, days: Sequence[NoticeDay], year: int, calendar: Calendar
) -> tuple[int, ...]:
    """Return the years that become known by a notice: its own, unless it was known before.

    「绝不擅自按周一至周五计算」: a torn notice makes no year known, it may only amend one. Raises
    NoticeUnreadable with all that is missing.
    """
    if is_known(year, calendar):
        return ()
    if missing := missing_of_year(days, year):
        what = words.NOT_WHOLE.format(year=year, what=LISTED.join(missing))
        raise NoticeUnreadable(file=file, what=what)
    return (year,)


@clause("R19")
def missing_of_year(days: Sequence[NoticeDay], year: int) -> tuple[str, ...]:
    """Return what a notice lacks to be the whole of a year's, in words; empty where it is whole.

    「放假安排须写全七个节日、不少于法定天数」: each festival is named on a day off of
    that year, and the days off by law are among them.
    """
    rest = {day.on: day.name for day in days if not day.is_work and day.on.year == year}
    work = {day.on for day in days if day.is_work}
    missing = []
    by_law = [date(year, month, day) for month, day in _BY_LAW]
    if lacking := [d for d in by_law if d in work or (d not in rest and d.weekday() < 5)]:
        told = LISTED.join(day.isoformat() for day in lacking)
        missing.append(words.DAYS_MISSING.format(days=told))
    named = " ".join(re.sub(r"[\s'’-]", "", name).casefold() for name in rest.values())
    if lost := [
        name for name, marks in words.FESTIVALS.items() if not any(mark in named for mark in marks)
    ]:
        missing.append(words.FESTIVALS_MISSING.format(names=LISTED.join(lost)))
    least = next(count for since, count in _STATUTORY if year >= since)
    if len(rest) < least:
        missing.append(words.TOO_FEW_DAYS.format(count=len(rest), least=least))
    return tuple(missing)


def changed(days: Sequence[NoticeDay], calendar: Calendar) -> tuple[NoticeDay, ...]:
    """Return the days of a notice that are not on record as it has them."""
    return tuple(
        day
        for day in days
        if calendar.days.get(day.on) != day.is_work or calendar.names.get(day.on, "") != day.name
    )


_Row = tuple[int, tuple[str, bool | None, str, str]]


def _json_rows(file: str, text: str) -> tuple[int | None, list[_Row]]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NoticeUnreadable(file=file, what=words.NOT_TABLE) from error
    year = found.get("year") if isinstance(found, dict) else None
    if isinstance(found, dict) and isinstance(found.get("holidays"), dict):
        found = _two_lists(found["holidays"], found.get("workdays"))
    days = found.get("days", found.get("holiday")) if isinstance(found, dict) else found
    if isinstance(days, dict):
        days = list(days.values())
    if not isinstance(days, list) or not all(isinstance(each, dict) for each in days):
        raise NoticeUnreadable(file=file, what=words.NOT_CALENDAR)
    is_year = isinstance(year, int) and year in YEARS
    return year if is_year else None, [(n, _json_row(each)) for n, each in enumerate(days, 1)]


def _two_lists(rest: Mapping[str, Any], work: Any) -> list[dict[str, Any]]:
    """Return a calendar of two lists, days off and days worked, as one list of days."""
    lists = ((rest, True), (work if isinstance(work, dict) else {}, False))
    return [
        {"date": day, "name": _told_name(name), "isOffDay": is_off}
        for days, is_off in lists
        for day, name in days.items()
    ]


def _told_name(name: Any) -> str:
    """Return a holiday's Chinese name; some calendars give ``English,中文,days``."""
    parts = str(name).split(",")
    return parts[1] if len(parts) == 3 else str(name)


def _json_row(day: Mapping[str, Any]) -> tuple[str, bool | None, str, str]:
    keyed = {str(key).lower(): value for key, value in day.items()}
    off = next((keyed[key] for key in words.OFF_HEADINGS if key in keyed), None)
    work = next((keyed[key] for key in words.WORK_HEADINGS if key in keyed), None)
    decided = work if isinstance(work, bool) else not off if isinstance(off, bool) else None
    return str(keyed.get("date", "")), decided, str(work or off), _name(str(keyed.get("name", "")))


def _csv_rows(file: str, text: str) -> Iterator[_Row]:
    separator = "\t" if "\t" in text.split("\n", 1)[0] else ","
    try:
        lines = list(csv.reader(text.splitlines(), delimiter=separator))
    except csv.Error as error:
        raise NoticeUnreadable(file=file, what=words.NOT_TABLE) from error
    heads = [typed(cell) for cell in lines[0]] if lines else []
    day = _column(heads, words.DAY_HEADINGS)
    work, off = _column(heads, words.WORK_HEADINGS), _column(heads, words.OFF_HEADINGS)
    name = _column(heads, words.NAME_HEADINGS)
    decider = off if work is None else work
    start, end = _column(heads, words.START_HEADINGS), _column(heads, words.END_HEADINGS)
    if start is not None and end is not None:
        make_up = _column(heads, words.MAKE_UP_HEADINGS)
        yield from _holiday_rows(file, lines, (start, end, make_up, name))
        return
    if day is None or decider is None:
        raise NoticeUnreadable(file=file, what=words.HEADINGS_MISSING)
    for number, cells in enumerate(lines[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        padded = [*cells, *[""] * len(heads)]
        said = _yes_no(padded[decider])
        worked = said if said is None or work is not None else not said
        known = "" if name is None else _name(padded[name])
        yield number, (padded[day], worked, padded[decider], known)


def _holiday_rows(
    file: str, lines: Sequence[Sequence[str]], columns: tuple[int, int, int | None, int | None]
) -> Iterator[_Row]:
    """Yield every day of each holiday, and the weekends worked for it."""
    start, end, make_up, name = columns
    for number, cells in enumerate(lines[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        padded = [*cells, *[""] * len(lines[0])]
        known = "" if name is None else _name(padded[name])
        first, last = _day(padded[start]), _day(padded[end])
        if first is None or last is None or not 0 <= (last - first).days < words.LONGEST:
            what = words.BAD_RANGE.format(row=number, start=padded[start], end=padded[end])
            raise NoticeUnreadable(file=file, what=what)
        for count in range((last - first).days + 1):
            day = (first + timedelta(days=count)).isoformat()
            yield number, (day, False, "", known)
        worked = "" if make_up is None else normalize("NFKC", padded[make_up])
        for day in re.split(r"[\s、;,]+", worked):
            if day:
                yield number, (day, True, "", known)


def _column(heads: Sequence[str], known: Sequence[str]) -> int | None:
    return next((n for n, head in enumerate(heads) if head in known), None)


def _yes_no(text: str) -> bool | None:
    word = typed(text)
    return True if word in words.YES else False if word in words.NO else None


def _day(text: str) -> date | None:
    cleaned = normalize("NFKC", text).strip().replace("/", "-").replace(".", "-")
    if len(cleaned) == 8 and cleaned.isdecimal():
        cleaned = f"{cleaned[:4]}-{cleaned[4:6]}-{cleaned[6:]}"
    try:
        year, month, day = (int(part) for part in cleaned.split("-"))
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def _name(text: str) -> str:
    return "".join(c for c in normalize("NFC", text) if c.isprintable()).strip()[:20]
