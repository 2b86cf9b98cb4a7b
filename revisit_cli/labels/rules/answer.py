"""Words for the answers to the questions of the forms."""

from revisit_cli.records.rules.answer import Answer
from revisit_cli.records.value import Json
from revisit_cli.rulebook.form import Question

# The field for words about the call itself.
OF_THE_CALL = ("outcome", "结果", "reason", "原因")


def answer_word(question: Question, value: Json) -> str:
    """Return the value of an answer in words: a code's word, a number with its unit, or the text."""
    if isinstance(value, int):
        return f"{value}{question.measure}"
    text = "" if value is None else str(value)
    return question.words.get(text, text)


def answer_shown(question: Question, answer: Answer | None) -> str:
    """Return an answer in words, "" where there is none."""
    return "" if answer is None else answer_word(question, answer.as_json())
