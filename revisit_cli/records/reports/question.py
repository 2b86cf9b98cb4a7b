"""How often each answer to each question of the forms was given."""

from datetime import date
from typing import Literal

from revisit_cli.records.code import AnswerKind, Withheld
from revisit_cli.records.rules.answer import Answers
from revisit_cli.records.value import Value, field

# What is counted: firms by units, or each firm once.
CountedBy = Literal["evaluations", "firms"]
# How often each answer was given, None where that would give a firm away.
Counts = tuple[tuple[str, int | None], ...]


class Tally(Value):
    """How many of ``firms`` gave each answer in confidence; printed from ``shown_from`` on."""

    counts: tuple[tuple[str, int], ...] = field(pairs=True)
    firms: int
    shown_from: date


class Confided(Value):
    """What may be printed of answers given in confidence: a tally, or why nothing.

    Neither: their rows are counted.
    """

    tally: Tally | None = None
    withheld: Withheld | None = None


class AnswerFact(Value):
    """What one firm answered about one unit, by telephone or on a visit: ``contact`` says which."""

    firm: int
    unit: str
    answers: Answers
    is_of_visit: bool = False
    id: int = 0
    contact: int | None = None
    firm_name: str = ""


class Answered(Value):
    """How many of ``of`` gave each answer; parts of a whole.

    ``mean`` and ``median`` are those of the numbers answered, None where the question asks for
    none or nobody told one.
    """

    counts: Counts = field(pairs=True)
    of: int
    mean: float | None
    median: float | None
    withheld: Withheld | None


class Given(Value):
    """How often one answer was given, and how often in the time before; None where not told."""

    code: str
    word: str
    kind: AnswerKind
    count: int | None
    before: int | None


class UnitCounts(Answered):
    """The answers about one unit, and those of the time before."""

    unit: str = field(after="")
    previous: Answered


class QuestionFigures(Answered):
    """The answers to one question: in all, unit by unit, and those of the time before."""

    code: str = field(after="")
    by: CountedBy
    units: tuple[UnitCounts, ...] = field(after="of")
    previous: Answered = field(after="units")


class TagFact(Value):
    """One contact in which a firm told of what the forms have no field for.

    ``contact`` says which: a call, a visit, a firm at a symposium, or else the problem itself.
    """

    firm: int | None
    unit: str | None
    contact: str
    tags: tuple[str, ...]
    firm_name: str | None = None


class Feedback(Value):
    """What firms told of units in some months: their answers, and what the tag fell on."""

    answers: tuple[AnswerFact, ...] = ()
    tags: tuple[TagFact, ...] = ()
    confided: Confided = Confided()


class UnitTagged(Value):
    """In how many contacts the tag fell about one unit, now and in the time before."""

    unit: str
    contacts: int
    previous: int


class TagFigures(Value):
    """In how many contacts a tag fell, from how many firms, and in the time before.

    What was told of no unit stands on the line of the unit "".
    """

    contacts: int
    firms: int
    previous: int
    units: tuple[UnitTagged, ...]
