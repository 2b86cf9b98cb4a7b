"""The month as an office signs it: its first page, its sheets of tables, and its pictures."""

from collections.abc import Mapping
from datetime import date

from revisit_cli.records.code import FigureCode, Timing
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.paper import Paper, Table
from revisit_cli.records.value import Value, field

NO_TABLE = Table("", (), (), ())


class FormRow(Value):
    """One accepted row of a month, as 附表3 prints it: a field for each column but the first.

    ``phone`` are the numbers as they are printed.
    """

    unit: str
    officer: str
    served_on: str
    place: str
    matter: str
    completion: str
    firm_name: str
    contact: str = field(private=True)
    phone: str = field(private=True)
    remark: str = field(private=True)


class ClockTiming(Value):
    """The verdict on a clock of a problem; ``is_earlier``: it fell in a month before."""

    timing: Timing
    is_earlier: bool = False


class BookFacts(Value):
    """What the sheets tell besides the month's figures.

    ``timings`` are the verdicts on the problems' clocks by their ids, on the contact's and then on
    each that a reopening started; ``units_in_time`` those on the first ones by unit; ``pace`` an
    even one over the days of calling; ``ranks`` the units' places, None where nobody asks for them.
    ``history`` are the six rates of the months that end with this one, None of a month that had
    none. ``services`` are 附表3's rows.
    """

    timings: Mapping[int, tuple[ClockTiming, ...]]
    units_in_time: Mapping[str, Rate]
    pace: tuple[float | None, ...]
    ranks: Mapping[str, int] | None
    history: Mapping[str, Mapping[FigureCode, Rate] | None]
    services: tuple[FormRow, ...] = ()


class BurnDown(Value):
    """The calls left at the end of each day, and how many an even pace would have left."""

    caption: str
    days: tuple[date, ...]
    left: tuple[int | None, ...]
    pace: tuple[float | None, ...]


class UnitBar(Value):
    """A unit's firms by what they said: satisfied, dissatisfied, nothing."""

    label: str
    satisfied: int
    dissatisfied: int
    not_rated: int


class RateLine(Value):
    """One rate over some months, in tenths of a per cent; None of a month that has none."""

    title: str
    tenths: tuple[int | None, ...]


class RateLines(Value):
    """Rates over the same months, by the first day of each, in one scale."""

    title: str
    note: str
    months: tuple[date, ...]
    lines: tuple[RateLine, ...]


class BookSheet(Value):
    """Tables that stand one below the other, and the picture below them.

    The ``widths`` of the tables are columns of twelve. A row that is shorter than the headings
    goes on to the right edge with its last cell; one of a single cell is the head of a group.
    """

    name: str
    tables: tuple[Table, ...]
    burn_down: BurnDown | None = None
    bars: tuple[UnitBar, ...] = ()
    bars_title: str = ""
    bars_note: str = ""
    rates: RateLines | None = None


class MonthBook(Paper):
    """A month's paper with its first page: office, states, words, six figures, who signs.

    ``form`` is 附表3 of all units, across the page.
    """

    office: str = ""
    states: tuple[tuple[str, str], ...] = ()
    six: Table = NO_TABLE
    sheets: tuple[BookSheet, ...] = ()
    annex: BookSheet = BookSheet("", ())
    form: Table = NO_TABLE
