"""Answers as a clerk types them."""

from revisit_cli.policy.calls import call
from revisit_cli.policy.rules import answer as policy
from revisit_cli.records.code import CallOutcome


def outcome_given(text: str) -> CallOutcome:
    """Return an outcome's code. Raises OutcomeUnknown."""
    return call.outcome_given(text)


def answer_given(question: str, text: str | None) -> str | None:
    """Return an answer's code; None stays None. Raises AnswerUnreadable."""
    return policy.answer_given(question, text)


def days_given(text: str | None) -> tuple[int | None, str | None]:
    """Return the number of days that an answer names, and its words."""
    return policy.days_given(text)


def words_of_call(text: str) -> tuple[str, str]:
    """Return the question, or ``outcome``, and the words about it. Raises WordsUnreadable."""
    return policy.words_of_call(text)
