"""How the printed forms of calls and visits show what firms answered."""

from collections.abc import Mapping, Sequence

from revisit_cli.labels.rules.answer import ANSWERS
from revisit_cli.labels.rules.form import (
    BLANK_DAYS,
    RESTRICTED,
    TICKED,
    UNTICKED,
    days,
    per_unit,
    with_words,
)
from revisit_cli.records.visits.visit import Evaluation

QUESTIONS = ("attitude", "one_time_notice", "days", "extra_trips", "integrity")
_SATISFACTIONS = ("satisfied", "dissatisfied")
_APART = " " * 8


def answer_shown(question: str, evaluations: Sequence[Evaluation], *, with_boxes: bool) -> str:
    """Return the answers to a question, unit by unit where they differ; blank boxes without any.

    ``with_boxes`` shows every choice with its box, else an answer is its word alone.
    """
    if question == "integrity" and any(each.answers.integrity for each in evaluations):
        # Whatever was said: a form that tells only the good answers betrays the other ones.
        return RESTRICTED
    given = [(each.unit, _given(question, each, with_boxes=with_boxes)) for each in evaluations]
    if any(text for _, text in given):
        return per_unit(given)
    return BLANK_DAYS if question == "days" else _boxes(question, None)


def overall_shown(heads: Mapping[str, str], evaluations: Sequence[Evaluation]) -> str:
    """Return the two boxes of satisfaction, unit by unit where they differ."""
    found = {each.unit: each.answers.overall for each in evaluations}
    if len(set(found.values())) > 1:
        return per_unit([(unit, _ticks(heads, overall)) for unit, overall in found.items()])
    return _ticks(heads, next(iter(found.values()), None))


def _given(question: str, evaluation: Evaluation, *, with_boxes: bool) -> str:
    answers = evaluation.answers
    words = dict(answers.words).get(question)
    if question == "days":
        return with_words(days(answers.days, answers.days_text), words)
    if with_boxes:
        answer = getattr(answers, question)
        text = _boxes(question, answer) if answer else ""
    else:
        text = ANSWERS[question].get(getattr(answers, question) or "", "")
    return with_words(text, words) if text else ""


def _boxes(question: str, answer: str | None) -> str:
    return "  ".join(
        f"{TICKED if code == answer else UNTICKED}{word}"
        for code, word in ANSWERS[question].items()
    )


def _ticks(heads: Mapping[str, str], overall: str | None) -> str:
    return _APART.join(
        f"{heads[each]} {TICKED if each == overall else UNTICKED}" for each in _SATISFACTIONS
    )
