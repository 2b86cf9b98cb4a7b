"""How often each answer to each question of the forms was given."""

from collections import Counter
from collections.abc import Sequence

from revisit_cli.document import clause
from revisit_cli.policy.rules.confidence import SMALL_CELL, suppressed
from revisit_cli.records.reports.question import (
    AnswerFact,
    Counts,
    EarlierCounts,
    QuestionFigures,
    UnitCounts,
    Withheld,
)
from revisit_cli.rulebook.form import Question
from revisit_cli.rulebook.loader import form

# Not a choice of any question: what was answered in words, and not at all.
IN_WORDS, UNASKED = "words", "unasked"


@clause("四3", "附表1", "附表2", "R11")
def question_figures(
    facts: Sequence[AnswerFact], before: Sequence[AnswerFact]
) -> tuple[QuestionFigures, ...]:
    """Return the counts of every question: 「每月一统计」.

    They count 「企业×单位」, in all and unit by unit, beside those of the time ``before``. Raises
    AssertionError where the parts and the whole differ.
    """
    by_unit: dict[str, list[AnswerFact]] = {}
    for each in facts:
        by_unit.setdefault(each.unit, []).append(each)
    found = []
    for question in form().of_units:
        counts, withheld = _counted(question, facts)
        earlier, earlier_withheld = _counted(question, before)
        units = tuple(_of_unit(question, unit, told) for unit, told in by_unit.items())
        previous = EarlierCounts(earlier, len(before), earlier_withheld)
        found.append(QuestionFigures(question.code, counts, len(facts), units, previous, withheld))
    return tuple(found)


@clause("三(四)1")
def _of_unit(question: Question, unit: str, facts: Sequence[AnswerFact]) -> UnitCounts:
    """Return one unit's counts; those told in confidence would point at a firm."""
    counts, withheld = _counted(question, facts)
    if question.is_confidential:
        counts, withheld = tuple((code, None) for code, _ in counts), "small"
    return UnitCounts(unit, counts, len(facts), withheld)


def _counted(question: Question, facts: Sequence[AnswerFact]) -> tuple[Counts, Withheld | None]:
    given = Counter(_kind(question, each) for each in facts)
    numbers = sorted((each for each in given if each.isdecimal()), key=int)
    kinds = [*question.codes, *numbers, *([] if question.choices else [IN_WORDS]), UNASKED]
    # A code that this form does not know was given under another.
    kinds += sorted(given.keys() - set(kinds))
    counts = [given[kind] for kind in kinds]
    if sum(counts) != len(facts):
        raise AssertionError(question.code)
    if not question.is_confidential:
        return tuple(zip(kinds, counts, strict=True)), None
    # Firms are what must not be told from one another, and not what was said of several units.
    firms = [len({each.firm for each in facts if _kind(question, each) == kind}) for kind in kinds]
    is_few = any(0 < count < SMALL_CELL for count in firms)
    shown = [
        None if is_few and few is None else count
        for count, few in zip(suppressed(counts), suppressed(firms), strict=True)
    ]
    withheld: Withheld | None = "small" if None in shown else None
    return tuple(zip(kinds, shown, strict=True)), withheld


def _kind(question: Question, fact: AnswerFact) -> str:
    answer = fact.answers.answer(question.code)
    if answer is None:
        return UNASKED
    if answer.code is not None:
        return answer.code
    return IN_WORDS if answer.number is None else str(answer.number)
