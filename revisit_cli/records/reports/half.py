"""The half-year's figures: six months side by side."""

from dataclasses import dataclass

from revisit_cli.records.draws.symposium import HalfDuty
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.outcome import Json
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.report import MonthReported


@dataclass(frozen=True, slots=True)
class HalfReported:
    """Six months, the sums of their counts and rates, the symposium, the way satisfaction goes.

    ``trend`` holds for each month the change of the satisfaction rate, in hundredths of a per
    cent, since the last month that had one; None where there is none to compare.
    """

    half: str
    months: tuple[MonthReported, ...]
    counts: tuple[tuple[str, int], ...]
    rates: tuple[tuple[str, Rate], ...]
    trend: tuple[int | None, ...]
    symposium: HalfDuty
    log: LogHead
    origin: str

    def as_json(self) -> dict[str, Json]:
        """``{"half","months":[…],"total":{…},"trend":[…],"symposium","log"}``."""
        return {
            "half": self.half,
            "months": [each.as_json() for each in self.months],
            "total": {
                **dict(self.counts),
                **{name: rate.as_json() for name, rate in self.rates},
            },
            "trend": [
                {"month": month.month, "change": None if change is None else change / 10000}
                for month, change in zip(self.months, self.trend, strict=True)
            ],
            "symposium": self.symposium.as_json(),
            "log": self.log.as_json(),
        }
