"""The questions of 附表1 for the face: which comes next, and the record they make."""

from collections.abc import Mapping, Sequence

from revisit_cli.policy.calls import questionnaire as policy
from revisit_cli.policy.calls.questionnaire import Question
from revisit_cli.records.calls.record import CallRecord

__all__ = ["Question", "keyed", "next_question", "pruned", "questions", "record_of"]


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


def pruned(given: Mapping[str, str], units: Sequence[str], *, is_partial: bool) -> dict[str, str]:
    """Return what was given without answers to questions that are not asked any more."""
    return policy.pruned(given, units, is_partial=is_partial)


def keyed(question: Question, text: str) -> str | None:
    """Return what a typed line means as an answer, or None when it means nothing."""
    return policy.keyed(question, text)


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
    )
