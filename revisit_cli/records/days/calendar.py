"""Working days as known: the calendar library's years, and notices loaded here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from revisit_cli.records.code import DayWhy


@dataclass(frozen=True, slots=True)
class Calendar:
    """Notices loaded here over the calendar library's own years.

    ``days`` maps a day to whether it is worked; ``names`` to the holiday's name; ``years`` are
    those for which a notice was loaded here.
    """

    days: Mapping[date, bool] = field(default_factory=dict)
    names: Mapping[date, str] = field(default_factory=dict)
    years: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day on the way to a due day: whether it counts, and why.

    ``why`` is a code of labels.days.calendar.
    """

    on: date
    counts: bool
    why: DayWhy
    name: str = ""


@dataclass(frozen=True, slots=True)
class NoticeDay:
    """One day of a notice: whether it is worked, and the holiday's name."""

    on: date
    is_work: bool
    name: str
