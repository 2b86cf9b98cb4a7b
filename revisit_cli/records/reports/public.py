"""Figures to publish: no firm, no person, no small number."""

from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.outcome import Outcome
from revisit_cli.records.value import Value, computed, field


class PublicRate(Value):
    """A rate to publish; None where its parts would tell too much."""

    n: int | None
    of: int | None

    @computed()
    def value(self) -> float | None:
        """The quotient to four decimals; None where it is not told or the denominator is zero."""
        return None if self.n is None or not self.of else round(self.n / self.of, 4)


class PublicAnswers(Value):
    """How many of the firms that gave an overall answer gave each answer to one question.

    ``mean`` and ``median`` are of the days that 3 firms or more told.
    """

    code: str
    counts: tuple[tuple[str, int | None], ...] = field(pairs=True)
    of: int | None
    mean: float | None
    median: float | None


class PublicRecheck(Value):
    """All that is published of a re-check that is done."""

    answered: int
    false: int = field("not_as_recorded")


class PublicReported(Outcome):
    """A month's figures to publish; a count that is None is kept back."""

    month: str
    firms: int | None
    services: int | None
    rates: tuple[tuple[str, PublicRate], ...] = field("*", pairs=True)
    answers: tuple[tuple[str, int | None], ...] = field(pairs=True)
    questions: tuple[PublicAnswers, ...]
    hidden_approvals: int | None
    problems: tuple[tuple[str, int | None], ...] = field(pairs=True)
    visits: tuple[tuple[str, int | None], ...] = field(pairs=True)
    filings: tuple[tuple[str, int], ...] = field(pairs=True)
    recheck: PublicRecheck | None
    log: LogHead
    origin: str = field("")
