"""What is said of answers to the forms' questions, whichever the questions are."""

from revisit_cli.records.rules.answer import Answer
from revisit_cli.records.value import Json
from revisit_cli.rulebook.form import Question

# What words on the call itself come under.
OF_THE_CALL = ("outcome", "结果", "reason", "原因")


def answer_word(question: Question, value: Json) -> str:
    """Return the word of an answer's value: of a code its own, a number with its measure, else its text."""
    if isinstance(value, int):
        return f"{value}{question.measure}"
    text = "" if value is None else str(value)
    return question.words.get(text, text)


def answer_shown(question: Question, answer: Answer | None) -> str:
    """Return an answer in words, "" where there is none."""
    return "" if answer is None else answer_word(question, answer.as_json())
