"""Building blocks of a report's text: days, rates, and lists that are cut if too long."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from revisit_cli.labels.problems.problem import AGAIN, TIMINGS
from revisit_cli.labels.text import LISTED, PENDING
from revisit_cli.records.reports.book import ClockTiming
from revisit_cli.records.reports.front import Figure
from revisit_cli.records.value import Value
from revisit_cli.rulebook.periods import month_parts

COMMA, STOP, SEMICOLON = "，", "。", "；"
_DAY, _DAY_OF_YEAR = "{0.month}月{0.day}日", "{0.year}年{0.month}月{0.day}日"
_HOUR = "{day}{hour}时"
_AND_MORE = "{named}等{count}{measure}（{table}）"
_ONLY_COUNT = "{count}{measure}"
_AFTER, _IN_TABLE = "{head}：{names}", "{head}（{table}）"
# The names of tables that the text refers to.
UNDONE_TABLE, UNITS_TABLE = "表1", "表2"


# Behind a verdict that an earlier month has counted.
EARLIER = "上期"


class Brevity(Value):
    """How much the text may list before it refers the reader to a table instead.

    ``names`` of units, ``groups`` of firms and next ``steps``; ``is_terse`` combines similar
    changes. Without ``has_reasons`` the reason for an early freeze is left to the box under the
    title, without ``has_asides`` remarks on counts are left to the tables.
    """

    names: int
    groups: int
    steps: int
    is_terse: bool = False
    has_reasons: bool = True
    has_asides: bool = True


def day(on: date | None, month: str) -> str:
    """Return a day, such as 12月10日; with its year if that is not the month's."""
    if on is None:
        return PENDING
    year, _ = month_parts(month)
    return (_DAY if on.year == year else _DAY_OF_YEAR).format(on)


def hour(iso: str, month: str) -> str:
    """Return a date-time to the hour, such as 12月4日16时."""
    at = datetime.fromisoformat(iso)
    return _HOUR.format(day=day(at.date(), month), hour=at.hour)


def day_of(iso: str | None, month: str) -> str:
    """Return the day of an ISO day or date-time, formatted by :func:`day`."""
    return day(None if iso is None else datetime.fromisoformat(iso).date(), month)


def percent(tenths: int) -> str:
    """Return a rate in tenths of a per cent as text, such as 97.3%."""
    return f"{tenths / 10:.1f}%"


def rated(pattern: str, figure: Figure) -> str:
    """Return a phrase with a figure's rate filled in, "" if it has none."""
    return "" if figure.tenths is None else pattern.format(rate=percent(figure.tenths))


def points(tenths: int) -> str:
    """Return a difference of rates in percentage points, without sign."""
    return f"{abs(tenths) / 10:.1f}"


def changed(tenths: int, up: str, down: str, same: str) -> str:
    """Return the words for a change of a rate, with its percentage points filled in."""
    if tenths == 0:
        return same
    return (up if tenths > 0 else down).format(points=points(tenths))


def named(names: Sequence[str], measure: str, table: str, brief: Brevity) -> str:
    """Return names as a list; of many only the first, the count, and the table with all."""
    if len(names) <= brief.names:
        return LISTED.join(names)
    first = LISTED.join(names[: brief.names])
    pattern = _AND_MORE if first else _ONLY_COUNT
    return pattern.format(named=first, count=len(names), measure=measure, table=table)


def headed(head: str, names: Sequence[str], measure: str, table: str, brief: Brevity) -> str:
    """Return a count with the names, or with the table that lists them."""
    if not brief.names:
        return _IN_TABLE.format(head=head, table=table)
    return _AFTER.format(head=head, names=named(names, measure, table, brief))


def sentence(*parts: str, joint: str = COMMA) -> str:
    """Return parts joined into one sentence without empty ones, "" if all are empty."""
    said = [each for each in parts if each]
    return joint.join(said) + STOP if said else ""


def counted(parts: Iterable[tuple[str, int]], measure: str) -> list[str]:
    """Return each part that is not zero as word, number and measure word."""
    return [f"{word}{count}{measure}" for word, count in parts if count]


def kept(clocks: Sequence[ClockTiming]) -> tuple[str, ...]:
    """Return the verdict on each clock of a problem, and whether a month before took it."""
    return tuple(
        (EARLIER if clock.is_earlier else "")
        + (AGAIN if place else "{}").format(TIMINGS[clock.timing])
        for place, clock in enumerate(clocks)
    )
