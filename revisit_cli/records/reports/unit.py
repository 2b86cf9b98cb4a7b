"""What a unit is told of a month: its filings, its figures, what it has to mend and to answer."""

from datetime import date

from revisit_cli.records.code import (
    BadNumber,
    FilingStanding,
    FilingState,
    ProblemCategory,
    ProblemReported,
    Timing,
)
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.outcome import Outcome
from revisit_cli.records.reports.question import Answered
from revisit_cli.records.reports.report import UnitFigures
from revisit_cli.records.value import Value, computed, field


class UnitVersion(Value):
    """One version of the unit's ledger: how it came, and how many of its rows wait to be mended."""

    id: int
    version: int
    state: FilingState
    received_at: str
    rows: int
    held: int


class UnitAnswers(Answered):
    """The answers to one question about the unit, and those of the month before."""

    code: str = field(after="")
    previous: Answered


class NumberToMend(Value):
    """A firm that cannot be reached by the numbers the unit gave; none where it gave none.

    ``numbers`` are contact, number as it may be shown, and state.
    """

    call: int
    firm: str
    matters: tuple[str, ...]
    numbers: tuple[tuple[str, str, BadNumber], ...] = field(
        columns="name phone state", private=True
    )


class UnitProblem(Value):
    """A problem about the unit that the month answers for; ``due`` is its clock's day."""

    id: int
    firm: str | None
    category: ProblemCategory
    text: str
    state: ProblemReported
    due: str | None
    timing: Timing
    is_to_do: bool


class UnitReported(Outcome):
    """A month as one unit is told of it: of other units nothing, and nothing in confidence.

    ``filing`` is None where the unit owes no ledger and filed none; so are ``figures`` where it
    has no line in the month's report. ``mend_by`` is the day by which numbers can still be called.
    """

    month: str
    unit: str
    filing: FilingStanding | None
    filings: tuple[UnitVersion, ...]
    figures: UnitFigures | None
    questions: tuple[UnitAnswers, ...]
    numbers: tuple[NumberToMend, ...]
    mend_by: date
    problems: tuple[UnitProblem, ...]
    is_cleared: bool
    as_of: date
    log: LogHead
    origin: str = field("")

    @property
    def to_do(self) -> tuple[UnitProblem, ...]:
        """The problems that wait for an answer, by their day."""
        waiting = [each for each in self.problems if each.is_to_do]
        return tuple(sorted(waiting, key=lambda each: (each.due is None, each.due or "", each.id)))

    @computed("problems_to_do", after="problems")
    def to_do_count(self) -> int:
        """How many problems wait for an answer."""
        return len(self.to_do)
