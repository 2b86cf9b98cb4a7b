"""Answers to the forms' questions as people give them."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from unicodedata import normalize

from revisit_cli.document import clause
from revisit_cli.errors.rules.answer import (
    AboutUnreadable,
    AnswerUnreadable,
    QuestionUnknown,
    WordsUnreadable,
)
from revisit_cli.labels.rules.answer import OF_THE_CALL
from revisit_cli.labels.text import LISTED
from revisit_cli.policy.text import says_nothing
from revisit_cli.policy.word import said_once, typed
from revisit_cli.records.rules.answer import Answer, Answers
from revisit_cli.rulebook.form import Question
from revisit_cli.rulebook.loader import form

_DAYS_AT_MOST = 10_000


@clause("二(二)1", "二(二)2", "二(二)4", "附表1", "附表2")
def answer_given(question: str, text: str | None) -> Answer | None:
    """Return the answer that a text means: by its code or words, by its days, or as it is.

    The questions are the forms': 「涉企工作人员服务态度如何」, 「是否存在让办事群众“多头跑”办理」
    and so on. None, and no days or words, are no answer. Raises AnswerUnreadable.
    """
    if text is None:
        return None
    asked, said = form().question(question), text.strip()
    code = _code_given(asked, said)
    if code is not None:
        return Answer(code)
    if asked.kind == "coded":
        known = LISTED.join(asked.words.values())
        raise AnswerUnreadable(question=asked.label, text=text, known=known)
    if not said:
        return None
    return days_given(said) if asked.kind == "days" else Answer(text=said)


def _code_given(question: Question, text: str) -> str | None:
    word = typed(text)
    for choice in question.answers:
        if word in (choice.code, choice.word):
            return choice.code
    for choice in question.answers:
        if word in choice.synonyms:
            return choice.code
    return None


@clause("二(二)2")
def days_given(text: str) -> Answer:
    """Return the days that an answer to 「您所办理的事项在几天办结」 names, and its words."""
    found = re.search(r"\d+", normalize("NFKC", text))
    days = int(found[0]) if found and int(found[0]) < _DAYS_AT_MOST else None
    return Answer(number=days, text=text)


@clause("附表1", "附表2")
def answers_given(
    given: Mapping[str, str | None], words: Iterable[tuple[str, str]] = ()
) -> Answers:
    """Return typed answers by the codes of their questions, with words by question.

    Raises AnswerUnreadable.
    """
    found = {question: answer_given(question, text) for question, text in given.items()}
    return Answers.of(tuple(words), **found)


def named_answers(
    options: Iterable[str], given: Mapping[str, str | None] = MappingProxyType({})
) -> dict[str, str]:
    """Return what ``CODE=VALUE`` options say, and what was ``given``, by the question's code.

    A question goes by any of its names. Raises QuestionUnknown, or OptionRepeated where one is
    answered twice and not alike.
    """
    own = [(f"{code}={said}", code, said) for code, said in given.items() if said is not None]
    return said_once("--answer", [*own, *((text, *_named_answer(text)) for text in options)])


def _named_answer(text: str) -> tuple[str, str]:
    name, equals, said = text.replace("＝", "=", 1).partition("=")
    question = question_named(name)
    if not equals or question is None or not said.strip():
        known = LISTED.join(f"{each.code}（{each.label}）" for each in form().of_units)
        raise QuestionUnknown(text=text, known=known)
    return question, said.strip()


def question_named(name: str) -> str | None:
    """Return a question's code by its code, its word or another name people give it."""
    found = form().named(typed(name))
    return None if found is None else found.code


@clause("附表1", "附表2")
def words_given(text: str) -> tuple[str, str]:
    """Return the question and the words of ``question=words``. Raises WordsUnreadable."""
    name, equals, said = text.replace("＝", "=", 1).partition("=")
    question = question_named(name)
    if not equals or question is None or not said.strip():
        raise WordsUnreadable(text=text, known=asked(form().of_units))
    return question, said.strip()


def about_given(text: str) -> tuple[str, str]:
    """Return the question, "" for each put once a contact, and the unit of ``[question=]unit``.

    Raises AboutUnreadable.
    """
    name, equals, unit = text.replace("＝", "=", 1).rpartition("=")
    once = {word: each.code for each in form().of_call for word in (each.code, each.summary)}
    question = once.get(typed(name), question_named(name)) if equals else ""
    if question not in ("", *once.values()) or not unit.strip():
        raise AboutUnreadable(text=text, known=LISTED.join(each.summary for each in form().of_call))
    return question, unit.strip()


def words_of_call(text: str) -> tuple[str, str]:
    """Return as :func:`words_given`, words on the call itself under ``outcome``.

    Those are words without a question and ``outcome=words``. Raises WordsUnreadable: words put
    under no question would be lost, or be seen by more people than their question allows.
    """
    name, equals, said = text.replace("＝", "=", 1).partition("=")
    if not equals and text.strip():
        return "outcome", text.strip()
    if typed(name) in OF_THE_CALL and said.strip():
        return "outcome", said.strip()
    return words_given(text)


def asked(questions: Iterable[Question]) -> str:
    """Return the short names of questions as a list."""
    return LISTED.join(each.label for each in questions)


def answered(answers: Answers) -> tuple[Question, ...]:
    """Return the questions about a unit that have an answer, or words, that say something."""
    said = {question_named(name) or name for name, text in answers.words if not says_nothing(text)}
    return tuple(
        each for each in form().of_units if each.code in said or is_said(answers.answer(each.code))
    )


def is_said(answer: Answer | None) -> bool:
    """Whether an answer says something: a word for nothing in its place does not."""
    if answer is None:
        return False
    is_known = answer.code is not None or answer.number is not None
    return is_known or not says_nothing(answer.text or "")
