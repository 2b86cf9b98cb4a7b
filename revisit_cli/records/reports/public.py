"""Figures to publish: no firm, no person, no small number."""

from dataclasses import dataclass

from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class PublicRate:
    """A rate to publish; None where its parts would tell too much."""

    n: int | None
    of: int | None

    @property
    def value(self) -> float | None:
        """The quotient to four decimals; None where it is not told or the denominator is zero."""
        return None if self.n is None or not self.of else round(self.n / self.of, 4)

    def as_json(self) -> dict[str, Json]:
        """``{"n","of","value"}``; null where not told."""
        return {"n": self.n, "of": self.of, "value": self.value}


@dataclass(frozen=True, slots=True)
class PublicReported:
    """A month's figures to publish; a count that is None is kept back."""

    month: str
    firms: int | None
    services: int | None
    rates: tuple[tuple[str, PublicRate], ...]
    answers: tuple[tuple[str, int | None], ...]
    problems: tuple[tuple[str, int | None], ...]
    visits: tuple[tuple[str, int | None], ...]
    filings: tuple[tuple[str, int], ...]
    log: LogHead
    origin: str

    def as_json(self) -> dict[str, Json]:
        """``{"month","firms","services",…,"problems","visits","filings","log"}``."""
        return {
            "month": self.month,
            "firms": self.firms,
            "services": self.services,
            **{name: rate.as_json() for name, rate in self.rates},
            "answers": dict(self.answers),
            "problems": dict(self.problems),
            "visits": dict(self.visits),
            "filings": dict(self.filings),
            "log": self.log.as_json(),
        }
