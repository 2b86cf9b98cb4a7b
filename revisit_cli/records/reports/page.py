"""A month's report as a page: what stands in its places, in words and numbers.

``href`` are places on the page itself, "" where there is nothing to go to. Parts of bars are
pairs of a kind (``good``, ``middling``, ``bad``, ``none``) and a count.
"""

from collections.abc import Mapping
from typing import Final

from revisit_cli.records.reports.front import StateShown
from revisit_cli.records.reports.paper import PageParagraph, Run, Table
from revisit_cli.records.reports.question import AnswerFact, TagFact
from revisit_cli.records.reports.report import DayLeft, RollLine
from revisit_cli.records.value import Value

NUMBERS: Final = "numbers"
Parts = tuple[tuple[str, int], ...]


class SaidRows(Value):
    """The evaluations behind an answer to a question.

    ``kind`` is its code, or its number; ``NUMBERS`` are all numbers but the most frequent one.
    ``is_rule``: what nearly all say, of whom the others are the exceptions.
    """

    question: str
    kind: str
    rows: tuple[AnswerFact, ...]
    is_rule: bool


class PageFacts(Value):
    """The rows that the figures of a page lead to.

    ``bad_numbers`` are, by unit, firms with a number that proved bad, as it is printed. ``listed``
    are the firms behind the parts of N, by the parts' keys; ``shares`` the outcomes above and below
    the line of AAPOR's rates.
    """

    roll: tuple[RollLine, ...]
    said: tuple[SaidRows, ...]
    bad_numbers: Mapping[str, tuple[tuple[str, str], ...]]
    listed: Mapping[str, tuple[str, ...]]
    shares: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    tagged: tuple[TagFact, ...]


class SixShown(Value):
    """One of the six figures: its name, the clause it is asked by, itself, and the one before."""

    name: str
    clause: str
    rate: Run
    of: Run
    before: tuple[str, ...]


class Group(Value):
    """Names under one head: each with what is said beside it, and where it leads."""

    head: str
    why: str
    rows: tuple[tuple[Run, str], ...]


class UnitShown(Value):
    """A unit's row: ledger, firms, evaluations as a bar, rate, bad numbers, problems in time."""

    anchor: str
    unit: str
    filing: Run
    firms: Run
    parts: Parts
    said: tuple[Run, ...]
    rate: str
    of: Run
    bad_numbers: Run
    in_time: Run


class QuestionShown(Value):
    """A question: its bar and last month's, the counts in words; no bar where one is kept back."""

    label: str
    parts: Parts
    before: Parts
    said: tuple[Run, ...]
    said_before: str


class Trend(Value):
    """One measure over some months: the rate of each in tenths of a per cent, None for a gap."""

    name: str
    tenths: tuple[int | None, ...]
    of: tuple[str, ...]
    last: str
    told: str

    @property
    def is_told(self) -> bool:
        """Whether any month has a rate."""
        return any(each is not None for each in self.tenths)


class Burn(Value):
    """The calls left day by day, with what the chart says in words."""

    caption: str
    note: str
    told: str
    days: tuple[DayLeft, ...]
    ticks: tuple[tuple[int, str], ...]
    rows: tuple[tuple[str, str], ...]


class Row(Value):
    """A row of a table with a place of its own; a cell is a run."""

    anchor: str
    cells: tuple[Run, ...]


class Complaints(Value):
    """The units that somebody complained of: a row each, and how many are not among them."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str


class Named(Value):
    """Whom a count covers: a place, what is counted, how many, each with what is said beside it.

    ``note`` stands where nobody is named.
    """

    anchor: str
    head: str
    count: str
    rows: tuple[tuple[str, str], ...]
    note: str = ""


class Listed(Value):
    """One firm of the roll: its number, None where it has one already; what is out of the way."""

    number: int | None
    firm: str
    said: Run


class Rolled(Value):
    """A unit's firms."""

    anchor: str
    unit: str
    count: str
    firms: tuple[Listed, ...]


class Rates(Value):
    """AAPOR's rates: a row each, what each is above and below the line as a sum, a note."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    sums: tuple[Row, ...]
    note: str


class MonthPage(Value):
    """Everything on a month's page, from top to bottom."""

    bureau: str
    title: str
    links: tuple[tuple[str, str], ...]
    head: tuple[Run, ...]
    list_sum: tuple[Run, ...]
    states: tuple[StateShown, ...]
    words: tuple[PageParagraph, ...]
    six: tuple[SixShown, ...]
    undone: tuple[Group, ...]
    burn: Burn | None
    units: tuple[UnitShown, ...]
    folded: str
    questions: tuple[QuestionShown, ...]
    evaluations: str
    complaints: Complaints | None
    problems: tuple[Row, ...]
    problems_caption: str
    unhappy: tuple[Row, ...]
    visits: tuple[Row, ...]
    trends: tuple[Trend, ...]
    months: tuple[str, ...]
    trend_note: str
    balances: tuple[tuple[Run, ...], ...]
    roll: tuple[Rolled, ...]
    answered: tuple[Named, ...]
    bad_numbers: tuple[Named, ...]
    listed: tuple[Named, ...]
    rates: Rates | None
    tables: tuple[Table, ...]
    notes: tuple[tuple[str, str], ...]
    signs: tuple[str, ...]
    line: str
