"""How often each answer to each question of the forms was given."""

from typing import Literal

from revisit_cli.records.rules.answer import Answers
from revisit_cli.records.value import Value, field

Withheld = Literal["small"]
# How often each answer was given, None where that would give a firm away.
Counts = tuple[tuple[str, int | None], ...]


class AnswerFact(Value):
    """What one firm answered about one unit, by telephone or on a visit."""

    firm: int
    unit: str
    answers: Answers


class UnitCounts(Value):
    """The answers about one unit: how many of its ``of`` evaluations gave each."""

    unit: str
    counts: Counts = field(pairs=True)
    of: int
    withheld: Withheld | None = None


class EarlierCounts(Value):
    """The same counts of the month, or half-year, before."""

    counts: Counts = field(pairs=True)
    of: int
    withheld: Withheld | None = None


class QuestionFigures(Value):
    """The answers to one question: how many of ``of`` evaluations gave each; parts of a whole."""

    code: str
    counts: Counts = field(pairs=True)
    of: int
    units: tuple[UnitCounts, ...]
    previous: EarlierCounts
    withheld: Withheld | None = None
