"""What is printed of answers given in confidence: a tally, and never what their rows come to."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from revisit_cli.document import clause
from revisit_cli.policy.reports.questions import UNASKED, gravest
from revisit_cli.policy.rules.confidence import SEALED, suppressed
from revisit_cli.records.code import Withheld
from revisit_cli.records.reports.question import (
    Answered,
    AnswerFact,
    Confided,
    QuestionFigures,
    Tally,
    UnitCounts,
)
from revisit_cli.records.rules.answer import Answer, Answers
from revisit_cli.records.value import replace
from revisit_cli.rulebook.form import Question
from revisit_cli.rulebook.loader import form


def asked() -> Question:
    """Return the question that is asked in confidence."""
    (question,) = form().confidential
    return question


@clause("三(四)1", "二(二)4")
def confided(
    answers: Iterable[AnswerFact], tally: Tally | None, *, is_cleared: bool, is_corrected: bool
) -> Confided:
    """Return what a month, or months, may print: its tally, or why nothing.

    「严格执行保密纪律」: sealed answers are counted by the committee alone, others once their month
    is cleared; what was corrected since shows with the tally of the next month's end.
    """
    if tally is not None:
        return Confided(tally)
    question = asked().code
    if any(each.answers.code(question) == SEALED for each in answers):
        return Confided(withheld="sealed")
    if not is_cleared:
        return Confided(withheld="open_month")
    return Confided(withheld="corrected") if is_corrected else Confided()


def is_sealed(fact: AnswerFact) -> bool:
    """Whether what a firm answered about a unit in confidence is the committee's to read."""
    answer = fact.answers.answer(asked().code)
    return answer is not None and answer.code == SEALED


def opened(
    answers: Sequence[AnswerFact], codes: Mapping[int, str]
) -> tuple[AnswerFact, ...] | None:
    """Return answers with those opened, by evaluation; None while one of them stays sealed."""
    question, found = asked(), []
    for each in answers:
        if is_sealed(each):
            if each.id not in codes:
                return None
            given = {**dict(each.answers.given), question.code: Answer(codes[each.id])}
            each = replace(each, answers=Answers.of((), **given))
        found.append(each)
    return tuple(found)


@clause("三(四)1", "R25")
def tallied(answers: Iterable[AnswerFact], shown_from: date) -> Tally:
    """Return how many firms gave each answer: however many units one spoke of, it counts once."""
    question = asked()
    counts = Counter(gravest(question, answers).values())
    kinds = [*question.codes, UNASKED, *sorted(counts.keys() - {*question.codes, UNASKED})]
    return Tally(tuple((kind, counts[kind]) for kind in kinds), sum(counts.values()), shown_from)


def with_confided(
    questions: Iterable[QuestionFigures], now: Confided, before: Confided
) -> tuple[QuestionFigures, ...]:
    """Return figures in which what was told in confidence is as it may be printed."""
    return tuple(
        replace(
            told,
            **_changes(told, now),
            units=tuple(_of_unit(each, now.withheld or "small") for each in told.units),
            previous=replace(told.previous, **_changes(told.previous, before)),
        )
        if told.by == "firms"
        else told
        for told in questions
    )


def _of_unit(told: UnitCounts, why: Withheld) -> UnitCounts:
    counts = tuple(each for each in told.counts if each[0] != SEALED)
    before = tuple(each for each in told.previous.counts if each[0] != SEALED)
    return replace(
        told, counts=counts, withheld=why, previous=replace(told.previous, counts=before)
    )


def _changes(told: Answered, confided: Confided) -> dict[str, object]:
    tally = confided.tally
    if tally is not None:
        shown = suppressed([count for _, count in tally.counts])
        return {
            "counts": tuple(zip((kind for kind, _ in tally.counts), shown, strict=True)),
            "of": tally.firms,
            "withheld": "small" if None in shown else None,
        }
    if confided.withheld is None:
        return {}
    kinds = [code for code, _ in told.counts if code != SEALED]
    return {
        "counts": tuple((kind, None) for kind in kinds),
        "withheld": confided.withheld,
    }
