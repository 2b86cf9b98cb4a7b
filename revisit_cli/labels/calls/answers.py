"""The headings and rows of a list of answers, made from the questions of the form."""

from revisit_cli.labels.rules.answer import answer_shown
from revisit_cli.labels.text import LISTED
from revisit_cli.records.calls.call import FirmAnswered
from revisit_cli.rulebook.loader import form

TITLE = "回答"
_BEFORE, _AFTER = ("号", "企业", "单位"), ("意见建议", "困难问题", "标签", "原话")
# The columns of a list of suggestions and difficulties on the screen.
SAID = (*_BEFORE, *_AFTER[:3])


def headings() -> tuple[str, ...]:
    """Return the headings: a column for each question that is not confidential."""
    return (*_BEFORE, *(each.label for each in form().open_ones), *_AFTER)


def row(found: FirmAnswered) -> tuple[str | int, ...]:
    """Return one firm's answers about one unit, in the order of :func:`headings`."""
    questions, words = form().open_ones, dict(found.answers.words)
    answers = [answer_shown(each, found.answers.answer(each.code)) for each in questions]
    said = "；".join(
        f"{each.label}：{words[each.code]}" for each in questions if each.code in words
    )
    tags = LISTED.join(found.tags)
    beside = (found.suggestion or "", found.difficulty or "", tags, said)
    return (found.call, found.firm, found.unit or "", *answers, *beside)
