"""Answers to the forms' questions as people give them."""

import re
from unicodedata import normalize

from revisit_cli.document import clause
from revisit_cli.errors.rules.answer import AnswerUnreadable, WordsUnreadable
from revisit_cli.labels.rules.answer import ANSWERS, OF_THE_CALL, OTHER_NAMES, QUESTIONS, SYNONYMS
from revisit_cli.labels.text import LISTED
from revisit_cli.policy.word import code_of, typed

_DAYS_AT_MOST = 10_000


@clause("二(二)1", "二(二)2", "二(二)4", "附表1", "附表2")
def answer_given(question: str, text: str | None) -> str | None:
    """Return an answer's code by its code or Chinese word; None stays None.

    The questions are the forms': 「涉企工作人员服务态度如何」, 「是否存在让办事群众“多头跑”办理」
    and so on. Raises AnswerUnreadable.
    """
    if text is None:
        return None
    if found := code_of(text, ANSWERS[question]) or SYNONYMS.get((question, typed(text))):
        return found
    known = LISTED.join(ANSWERS[question].values())
    raise AnswerUnreadable(question=QUESTIONS[question], text=text, known=known)


@clause("二(二)2")
def days_given(text: str | None) -> tuple[int | None, str | None]:
    """Return the days that an answer to 「您所办理的事项在几天办结」 names, and its words."""
    if text is None or not text.strip():
        return None, None
    found = re.search(r"\d+", normalize("NFKC", text))
    days = int(found[0]) if found and int(found[0]) < _DAYS_AT_MOST else None
    return days, text.strip()


def question_named(name: str) -> str | None:
    """Return a question's code by its code, its word or another name people give it."""
    word = typed(name).replace("-", "_")
    named = {label: code for code, label in QUESTIONS.items()} | OTHER_NAMES
    return word if word in QUESTIONS else named.get(word)


@clause("附表1", "附表2")
def words_given(text: str) -> tuple[str, str]:
    """Return the question and the words of ``question=words``. Raises WordsUnreadable."""
    name, equals, said = text.replace("＝", "=", 1).partition("=")
    question = question_named(name)
    if not equals or question is None or not said.strip():
        raise WordsUnreadable(text=text, known=LISTED.join(QUESTIONS.values()))
    return question, said.strip()


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
