"""Answers as a clerk types them."""

from collections.abc import Iterable, Mapping

from revisit_cli.policy.calls import call, questionnaire
from revisit_cli.policy.rules import answer as policy
from revisit_cli.policy.word import said_once
from revisit_cli.records.code import CallbackParty, CallOutcome
from revisit_cli.records.rules.answer import Answers
from revisit_cli.rulebook.form import Question


def outcome_given(text: str) -> CallOutcome:
    """Return an outcome's code. Raises OutcomeUnknown."""
    return call.outcome_given(text)


def party_given(text: str) -> CallbackParty:
    """Return with whom an appointment was made. Raises PartyUnknown."""
    return call.party_given(text)


def answers_of_call(
    given: Mapping[str, str | None], options: Iterable[str], words: Iterable[str]
) -> Answers:
    """Return answers given by the codes of their questions, as ``CODE=VALUE``, and in words.

    Raises QuestionUnknown, AnswerUnreadable or WordsUnreadable.
    """
    return _answers(given, options, map(policy.words_of_call, words))


def answers_of_visit(
    given: Mapping[str, str | None], options: Iterable[str], words: Iterable[str]
) -> Answers:
    """Return as :func:`answers_of_call`; all words are about a question."""
    return _answers(given, options, map(policy.words_given, words))


def _answers(
    given: Mapping[str, str | None], options: Iterable[str], words: Iterable[tuple[str, str]]
) -> Answers:
    return policy.answers_given(policy.named_answers(options, given), words)


def about_given(texts: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return which unit what was said in free words is about.

    Raises AboutUnreadable, or OptionRepeated where two units are named for one thing.
    """
    said = ((text, *policy.about_given(text)) for text in texts)
    return tuple(said_once("--about", said).items())


def fine_questions() -> tuple[Question, ...]:
    """Return the questions that are answered by saying that nothing was wrong."""
    return questionnaire.fine_questions()
