"""How the printed forms of calls and visits show what firms answered."""

from collections.abc import Sequence

from revisit_cli.labels.rules.answer import answer_shown as answer_in_words
from revisit_cli.labels.rules.form import (
    BLANK_NUMBER,
    RESTRICTED,
    TICKED,
    UNTICKED,
    per_unit,
    with_words,
)
from revisit_cli.records.rules.answer import Evaluation
from revisit_cli.rulebook.form import Question

_APART = " " * 8


def answer_shown(question: Question, evaluations: Sequence[Evaluation]) -> str:
    """Return the answers to a question, every choice with a box; all boxes blank if there are none.

    Units for which the answers differ have a line each.
    """
    if question.is_confidential and any(each.answers.answer(question.code) for each in evaluations):
        # Whatever the answer: if only good ones were printed, a blank would give away the others.
        return RESTRICTED
    given = [(each.unit, _given(question, each)) for each in evaluations]
    if any(text for _, text in given):
        return per_unit(given, "\n")
    return blank(question)


def blank(question: Question, between: str = "  ") -> str:
    """Return what is printed to be filled in: a box for every choice, or room to write."""
    if question.choices:
        return _boxes(question, None, between)
    return BLANK_NUMBER.format(measure=question.measure) if question.kind == "days" else ""


def overall_shown(question: Question, evaluations: Sequence[Evaluation]) -> str:
    """Return the boxes of the overall answer, unit by unit if they differ."""
    found = {each.unit: each.answers.code(question.code) for each in evaluations}
    if len(set(found.values())) > 1:
        return per_unit([(unit, _ticks(question, code)) for unit, code in found.items()], "\n")
    return _ticks(question, next(iter(found.values()), None))


def _given(question: Question, evaluation: Evaluation) -> str:
    answer = evaluation.answers.answer(question.code)
    words = dict(evaluation.answers.words).get(question.code)
    if question.kind != "coded":
        return with_words(answer_in_words(question, answer), words)
    if answer is None:
        return ""
    if question.choice(answer.code) is not None:
        return with_words(_boxes(question, answer.code), words)
    return with_words(answer_in_words(question, answer), words)


def _boxes(question: Question, code: str | None, between: str = "  ") -> str:
    return between.join(
        f"{TICKED if choice.code == code else UNTICKED}{choice.word}" for choice in question.choices
    )


def _ticks(question: Question, overall: str | None) -> str:
    return _APART.join(
        f"{choice.head or choice.word} {TICKED if choice.code == overall else UNTICKED}"
        for choice in question.choices
    )
