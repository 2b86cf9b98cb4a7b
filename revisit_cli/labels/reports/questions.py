"""The counts of every question, a line each."""

from collections.abc import Sequence

from revisit_cli.labels.reports.report import NOT_LISTED
from revisit_cli.labels.text import LISTED
from revisit_cli.records.reports.paper import Table
from revisit_cli.records.reports.question import Counts, QuestionFigures
from revisit_cli.rulebook.form import Question
from revisit_cli.rulebook.loader import form

SHEET = "各题"
HEADINGS = ("题目", "回答", "评价", "上期")
OTHERS = {"unasked": "未答", "words": "原话"}
NUMBER = "{number}天"


def table(figures: Sequence[QuestionFigures]) -> Table:
    """Return a line for each question: each answer with its count, and the count of all."""
    rows = tuple(
        (
            question.label,
            counts_shown(question, each.counts),
            each.of,
            counts_shown(question, each.previous.counts) if each.previous.of else "",
        )
        for each in figures
        if (question := form().find(each.code)) is not None
    )
    return Table(SHEET, HEADINGS, rows, (14, 56, 8, 56), on_screen=(0, 1, 2))


def counts_shown(question: Question, counts: Counts) -> str:
    """Return each answer that was given, or may have been, with how often."""
    return LISTED.join(
        f"{_word(question, code)} {NOT_LISTED if count is None else count}"
        for code, count in counts
        if count is None or count or code in question.codes
    )


def _word(question: Question, code: str) -> str:
    if code.isdecimal():
        return NUMBER.format(number=code)
    return question.words.get(code) or OTHERS.get(code, code)
