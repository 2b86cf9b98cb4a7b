"""The first page of a month: how it stands, six figures, what is not done, what comes next."""

from collections.abc import Mapping
from datetime import date

from revisit_cli.records.code import FigureCode, MonthState, StepKind, UndoneKind
from revisit_cli.records.outcome import Outcome
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.report import MonthReported
from revisit_cli.records.value import Value, computed, field


class Figure(Value):
    """One of the six, beside that of the month before; ``previous`` None: it had none such.

    Rates are told in per cent as they are printed, ``change`` is the difference of the two printed
    ones in percentage points; each None where too few are counted, and ``change`` also where the
    two months cannot be compared.
    """

    code: FigureCode
    rate: Rate = field("*")
    tenths: int | None = field("")
    previous: Rate | None
    previous_tenths: int | None = field("")
    change_tenths: int | None = field("")

    @computed(after="*")
    def percent(self) -> float | None:
        """The rate as it is printed."""
        return None if self.tenths is None else self.tenths / 10

    @computed(after="previous")
    def previous_percent(self) -> float | None:
        """The rate of the month before as it is printed."""
        return None if self.previous_tenths is None else self.previous_tenths / 10

    @computed(after="previous_percent")
    def change(self) -> float | None:
        """By how many percentage points it rose."""
        return None if self.change_tenths is None else self.change_tenths / 10


class MonthDays(Value):
    """Where a month stands among its days.

    ``as_of`` is the moment that the figures are of. ``ledgers_late`` is the moment after which a
    ledger of the month is late, None while no notice says. ``calls_left`` are the working days
    from today to the calls' last one, both included; None where no notice says.
    """

    as_of: str
    closed_at: str | None
    ledgers_late: str | None
    calls_due: date
    calls_left: int | None
    calls_over: int
    visits_due: date
    visits_over: int

    @property
    def is_open(self) -> bool:
        """Whether the month is not cleared yet."""
        return self.closed_at is None

    @property
    def are_ledgers_due(self) -> bool:
        """Whether a ledger that comes now is late."""
        return self.ledgers_late is not None and self.as_of > self.ledgers_late


class RuleChange(Value):
    """A rule that holds from this month on, so that some of its figures cannot be compared."""

    rule: str
    value: int | str
    figures: tuple[FigureCode, ...]


class MonthStood(Value):
    """What a later month is compared with: N and the rates of the document's duties."""

    month: str
    firms: int
    rates: Mapping[FigureCode, Rate]


class MonthBefore(Value):
    """The month that a month is compared with; ``firms_change`` is by how many N rose."""

    month: str
    firms: int
    is_cleared: bool
    firms_change: int
    rules: tuple[RuleChange, ...] = ()


class Undone(Value):
    """Firms whose calls brought no answer, by what came of them; ``left`` are still to be called.

    ``carried`` are calls that the next month makes; ``added_late`` firms came onto the list when
    their call was due already, one that came alone on the day ``came_on``.
    """

    kind: UndoneKind
    firms: tuple[str, ...]
    left: int = 0
    carried: int = 0
    added_late: int = 0
    came_on: date | None = None

    @computed(after="kind")
    def count(self) -> int:
        """How many firms they are."""
        return len(self.firms)


class ProblemParts(Value):
    """The problems that a month raised, by kind and by the verdict on their first clock.

    ``carried_not_due`` were carried over before their verdict fell. Of those ``transferred`` some
    were ``transferred_answered``; ``dissatisfied_flagged`` of the dissatisfied firms are to be
    visited for it.
    """

    categories: tuple[tuple[str, int], ...] = field(pairs=True)
    timings: tuple[tuple[str, int], ...] = field(pairs=True)
    transferred: int
    transferred_answered: int
    dissatisfied_flagged: int


class Left(Value):
    """How much of a month is not done, whether or not it is due.

    ``visits`` and ``problems`` count what the next month does too. ``filed_late`` are units, and
    so are ``with_overdue_rows`` and ``missing_at_freeze``, of a list that was frozen early.
    """

    calls: int
    visits: int
    problems: int
    filed_late: int
    with_overdue_rows: int
    missing_at_freeze: int


class Step(Value):
    """What is due next: until when, of how many, and by which units.

    ``due`` is None where no day is set, and where the notice of ``year`` is not loaded.
    """

    kind: StepKind
    due: date | None
    count: int
    units: tuple[str, ...] = ()
    year: int | None = None


class StateShown(Value):
    """What a reader has to know of a month before its figures, in a word and with its reason."""

    code: MonthState
    title: str
    text: str


class Paragraph(Value):
    """A paragraph of the month's words: its head, such as 一、总体情况, and its sentences."""

    head: str
    text: str

    @property
    def whole(self) -> str:
        """The paragraph as one text."""
        return f"{self.head}。{self.text}"


class MonthTold(Outcome):
    """A month's statistics with all that its first page tells, counts first and then the words."""

    month: MonthReported = field("*")
    days: MonthDays
    before: MonthBefore | None
    figures: tuple[Figure, ...]
    undone: tuple[Undone, ...]
    left: Left
    problem_parts: ProblemParts
    steps: tuple[Step, ...] = field("next")
    state_codes: tuple[MonthState, ...] = field("")
    states: tuple[StateShown, ...] = ()
    words: tuple[Paragraph, ...] = field("words=whole", default=())
