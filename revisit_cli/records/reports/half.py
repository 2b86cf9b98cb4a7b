"""The half-year's figures: six months side by side, and what they come to."""

from datetime import date

from revisit_cli.records.code import FigureCode
from revisit_cli.records.draws.symposium import HalfDuty
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.outcome import Outcome
from revisit_cli.records.rate import Rate
from revisit_cli.records.recheck.figures import RecheckFigures
from revisit_cli.records.reports.front import Figure, Paragraph
from revisit_cli.records.reports.question import QuestionFigures, TagFigures
from revisit_cli.records.reports.report import MonthReported
from revisit_cli.records.value import Value, computed, field


class FirmRates(Value):
    """The same counted by different firms: each once, however many months it was called in.

    A firm is reached where any of its calls was, and dissatisfied where it ever said so.
    """

    firms: int
    coverage: Rate
    effective_rate: Rate
    satisfaction: Rate


class HalfBefore(Value):
    """The half-year that a half-year is compared with."""

    half: str
    firms: int
    distinct_firms: int
    is_cleared: bool


class HalfPoint(Value):
    """A month's six figures: one point of each line over the half-year."""

    month: str
    firms: int
    rates: tuple[tuple[FigureCode, Rate], ...] = field("*", pairs=True)


class HalfFigures(Value):
    """What several months come to, each of their facts counted once, where it ended up.

    ``firms`` is the sum of the months' N, ``distinct_firms`` how many firms that are. Of the
    ``answers`` those that a later call settled, which counts itself, are ``settled_later``, and
    those of a firm's second name, which count under its first, ``merged``.
    ``carried_in`` is what came from before the first month, ``carried_out`` what left the last.
    """

    firms: int
    distinct_firms: int
    services: int
    late_entries: int
    coverage: Rate
    contact_rate: Rate
    effective_rate: Rate
    satisfaction: Rate
    dispositions: tuple[tuple[str, int], ...] = field(pairs=True)
    answers: tuple[tuple[str, int], ...] = field(pairs=True)
    problems: tuple[tuple[str, int], ...] = field(pairs=True)
    problems_in_time: Rate
    visits: tuple[tuple[str, int], ...] = field(pairs=True)
    carried_in: tuple[tuple[str, Rate], ...] = field(pairs=True)
    carried_out: tuple[tuple[str, int], ...] = field(pairs=True)
    by_firm: FirmRates

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """The counts that the total has told under keys of their own from the beginning."""
        problems, visits = dict(self.problems), dict(self.visits)
        return (
            *((f"problems_{name}", problems[name]) for name in ("raised", "answered", "open")),
            *((f"visits_{name}", visits[name]) for name in ("flagged", "done")),
        )


class HalfShare(Value):
    """How a figure of the half-year is made up of its months, by the figure's key.

    A case counts in the month whose N or whose duty it is, with what it came to in the end; what
    counts once, such as a firm, in the first month in which it does.
    """

    key: str
    months: tuple[tuple[str, int], ...] = field(pairs=True)

    @property
    def total(self) -> int:
        """What the months come to together."""
        return sum(count for _, count in self.months)


class HalfReported(Outcome):
    """Six months, what they come to, the symposium, the way satisfaction goes.

    ``trend`` holds for each month the change of the satisfaction rate, in hundredths of a per
    cent, since the last month that had one; None where there is none to compare.
    """

    half: str
    months: tuple[MonthReported, ...]
    total: HalfFigures
    trend: tuple[int | None, ...] = field("")
    symposium: HalfDuty
    questions: tuple[QuestionFigures, ...]
    hidden_approvals: TagFigures = field("hidden_approvals=contacts hidden_approval")
    log: LogHead
    origin: str = field("")
    as_of: date
    is_final: bool
    figures: tuple[Figure, ...]
    before: HalfBefore | None
    points: tuple[HalfPoint, ...]
    shares: tuple[HalfShare, ...]
    words: tuple[Paragraph, ...] = field("words=whole", default=())

    @computed("total.*", pairs=True, after="total")
    def counts(self) -> tuple[tuple[str, int], ...]:
        """Counts of problems and visits within the total."""
        return self.total.counts

    @computed("trend", columns="month change", after="total.*")
    def trend_told(self) -> tuple[tuple[str, float | None], ...]:
        """Each month with the change as a quotient."""
        return tuple(
            (month.month, None if change is None else change / 10000)
            for month, change in zip(self.months, self.trend, strict=True)
        )

    @computed("symposium_present")
    def present_count(self) -> int | None:
        """How many firms came to the symposium, None where none does the half-year's duty."""
        return self.symposium.present_count

    @computed("symposium_late")
    def is_symposium_late(self) -> bool:
        """Whether it was held only after the half-year."""
        return self.symposium.is_late

    @computed("recheck")
    def rechecks(self) -> tuple[RecheckFigures, ...]:
        """Each month's re-check, in the order of the months."""
        return tuple(each.recheck for each in self.months if each.recheck is not None)
