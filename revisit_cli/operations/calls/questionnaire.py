"""The questions of 附表1 for the desk: which comes next, and the record they make."""

from collections.abc import Mapping, Sequence

from revisit_cli.policy.calls import questionnaire as policy
from revisit_cli.policy.calls.questionnaire import WHOSE, WORDS, Question
from revisit_cli.records.calls.record import CallRecord
from revisit_cli.records.rules.answer import Answers
from revisit_cli.rulebook.loader import form

__all__ = [
    "WHOSE",
    "WORDS",
    "Question",
    "about_of",
    "alike",
    "is_answered",
    "is_of_all",
    "keyed",
    "next_question",
    "opened",
    "problem_tags",
    "pruned",
    "put_together",
    "questions",
    "record_of",
    "taken_back",
    "without",
]


def questions(
    given: Mapping[str, str], units: Sequence[str], *, is_partial: bool
) -> tuple[Question, ...]:
    """Return all questions in their order, as far as the answers so far decide them."""
    return policy.questions(given, units, is_partial=is_partial)


def next_question(
    given: Mapping[str, str], units: Sequence[str], *, is_partial: bool
) -> Question | None:
    """Return the first question without an answer, or None when all have one."""
    return policy.next_question(given, units, is_partial=is_partial)


def put_together(given: Mapping[str, str], units: Sequence[str], question: Question) -> list[str]:
    """Return the units that a question is put of at once."""
    return policy.put_together(given, units, question)


def is_of_all(question: Question, answer: str) -> bool:
    """Whether an answer stands for all units that the question was put of."""
    return policy.is_of_all(question, answer)


def taken_back(given: Mapping[str, str]) -> dict[str, str]:
    """Return what was given without the last answer."""
    return policy.taken_back(given)


def pruned(given: Mapping[str, str], units: Sequence[str], *, is_partial: bool) -> dict[str, str]:
    """Return what was given without answers to questions that are not asked any more."""
    return policy.pruned(given, units, is_partial=is_partial)


def opened(given: Mapping[str, str], units: Sequence[str]) -> dict[str, str]:
    """Return what was given with each answer on its own, in the order of the questions."""
    return policy.opened(given, units)


def without(
    given: Mapping[str, str], units: Sequence[str], code: str, unit: str | None
) -> dict[str, str]:
    """Return what was given without the answer to one question, of one unit or of all."""
    return policy.without(given, units, code, unit)


def keyed(question: Question, text: str) -> str | None:
    """Return what a typed line means as an answer, or None when it means nothing."""
    return policy.keyed(question, text)


def alike(given: Mapping[str, str], units: Sequence[str]) -> tuple[tuple[str | None, Answers], ...]:
    """Return the answers as they may be told: once for all units, or unit by unit."""
    return policy.alike(given, units)


def is_answered(given: Mapping[str, str], units: Sequence[str]) -> bool:
    """Whether the firm answered anything of the form."""
    said = (given.get(each.code) for each in form().of_call)
    told = policy.answers_by_unit(given, units)
    return any(said) or any(answers.given or answers.words for _, answers in told)


def problem_tags(given: Mapping[str, str]) -> tuple[str, ...]:
    """Return the tag that a clerk gave a contact."""
    return policy.problem_tags(given)


def about_of(given: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the unit that each thing said in free words is about, as far as it was asked."""
    return policy.about_of(given)


def record_of(call: int, given: Mapping[str, str], units: Sequence[str]) -> CallRecord:
    """Return the record of a call that was answered, whole or in part."""
    return CallRecord(
        call=call,
        outcome="completed" if "mode" in given else "partial",
        by_unit=policy.answers_by_unit(given, units),
        suggestion=given.get("suggestion") or None,
        difficulty=given.get("difficulty") or None,
        opens_problem=given.get("problem") != "none",
        tags=policy.problem_tags(given),
        about=policy.about_of(given),
    )
