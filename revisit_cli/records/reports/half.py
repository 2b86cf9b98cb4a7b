"""The half-year's figures: six months side by side."""

from revisit_cli.records.draws.symposium import HalfDuty
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.outcome import Outcome
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.question import QuestionFigures, TagFigures
from revisit_cli.records.reports.report import MonthReported
from revisit_cli.records.value import computed, field


class HalfReported(Outcome):
    """Six months, the sums of their counts and rates, the symposium, the way satisfaction goes.

    ``trend`` holds for each month the change of the satisfaction rate, in hundredths of a per
    cent, since the last month that had one; None where there is none to compare.
    """

    half: str
    months: tuple[MonthReported, ...]
    counts: tuple[tuple[str, int], ...] = field("total.*", pairs=True)
    rates: tuple[tuple[str, Rate], ...] = field("total.*", pairs=True)
    trend: tuple[int | None, ...] = field("")
    symposium: HalfDuty
    questions: tuple[QuestionFigures, ...]
    hidden_approvals: TagFigures = field("hidden_approvals=contacts hidden_approval")
    log: LogHead
    origin: str = field("")

    @computed("trend", columns="month change", after="total.*")
    def trend_told(self) -> tuple[tuple[str, float | None], ...]:
        """Each month with the change as a quotient."""
        return tuple(
            (month.month, None if change is None else change / 10000)
            for month, change in zip(self.months, self.trend, strict=True)
        )
