"""Figures to publish: no firm, no person, and no count of few firms told in confidence."""

from revisit_cli.records.code import Withheld
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.outcome import Outcome
from revisit_cli.records.rate import Rate
from revisit_cli.records.value import Value, field


class PublicAnswers(Value):
    """How many of the firms that gave an overall answer gave each answer to one question.

    Of what is asked in confidence only what accuses is told, and that only of 3 firms and more.
    """

    code: str
    counts: tuple[tuple[str, int | None], ...] = field(pairs=True)
    of: int
    mean: float | None
    median: float | None
    withheld: Withheld | None


class PublicUnit(Value):
    """How many firms are satisfied with a unit and how many are not; None where not listed."""

    unit: str
    satisfied: int | None
    dissatisfied: int | None


class PublicRecheck(Value):
    """All that is published of a re-check that is done."""

    answered: int
    false: int = field("not_as_recorded")


class PublicReported(Outcome):
    """A month's figures to publish; a count that is None is not listed.

    ``withheld`` says why none of the protected ones is: the month is open, or was corrected since
    it was cleared.
    """

    month: str
    firms: int
    services: int
    coverage: Rate
    contact_rate: Rate
    effective_rate: Rate
    satisfaction: Rate
    answers: tuple[tuple[str, int], ...] = field(pairs=True)
    questions: tuple[PublicAnswers, ...]
    hidden_approvals: int | None
    problems: tuple[tuple[str, int], ...] = field(pairs=True)
    visits: tuple[tuple[str, int], ...] = field(pairs=True)
    filings: tuple[tuple[str, int], ...] = field(pairs=True)
    units: tuple[PublicUnit, ...]
    recheck: PublicRecheck | None
    is_cleared: bool
    withheld: Withheld | None
    log: LogHead
    origin: str = field("")
