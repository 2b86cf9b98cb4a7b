"""Working days as known: the calendar library's years, and notices loaded here."""

from collections.abc import Mapping
from datetime import date

from revisit_cli.records.code import DayWhy
from revisit_cli.records.value import Value, field


class Calendar(Value):
    """Notices loaded here over the calendar library's own years.

    ``days`` maps a day to whether it is worked; ``names`` to the holiday's name; ``years`` are
    those for which a notice was loaded here.
    """

    days: Mapping[date, bool] = field(factory=dict)
    names: Mapping[date, str] = field(factory=dict)
    years: frozenset[int] = frozenset()


class CountedDay(Value):
    """One day: whether it counts, and why; ``counts`` is None while no notice says so.

    ``why`` is a code of labels.days.calendar.
    """

    on: date
    counts: bool | None
    why: DayWhy
    name: str = ""


class NoticeDay(Value):
    """One day of a notice: whether it is worked, and the holiday's name."""

    on: date
    is_work: bool
    name: str
