"""The counts of every question, a line each."""

from collections.abc import Iterator, Sequence

from revisit_cli.labels.reports import report as words
from revisit_cli.labels.reports.report import NOT_LISTED
from revisit_cli.labels.text import LISTED
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.paper import Cell, Table
from revisit_cli.records.reports.question import (
    Answered,
    QuestionFigures,
    TagFigures,
    Withheld,
)
from revisit_cli.rulebook.form import Question
from revisit_cli.rulebook.loader import form

SHEET, UNITS_SHEET = "各题", "各题分单位"
HEADINGS = ("题目", "回答", "评价", "未答", "上期")
COUNTED_BY = {"evaluations": "{label}", "firms": "{label}（按企业）"}
DAYS = "平均 {mean:g} 天，中位 {median:g} 天"
REMARK = "评价是企业×单位的份数，电话和上门的都在内；按企业的，一户只算一次，不足3家的不列。"
UNITS_REMARK = "没有企业作的回答不列；廉洁一项不分单位。"
TAG = "隐性审批、体外循环、前置"
TAG_SHOWN, TAG_UNIT, NO_UNIT = "{contacts} 人次，{firms} 家企业", "{contacts} 人次", "未说明"
OTHERS = {"unasked": "未答", "words": "原话", "days": "答了天数"}
NUMBER = "{number}天"
COMPLAINT, UNIT = "各题·{question}{answer}", "单位"
# By why a count is kept back.
KEPT_BACK: dict[Withheld, str] = {
    "small": NOT_LISTED,
    "open_month": "清零后列",
    "corrected": "更正过，不列",
    "sealed": "未启封",
}


def table(figures: Sequence[QuestionFigures], tagged: TagFigures) -> Table:
    """Return a line for each question: each answer with its count, and the count of all.

    The last line is 二(二)3, which the forms have no question for.
    """
    rows: list[tuple[Cell, ...]] = [
        (
            COUNTED_BY[each.by].format(label=question.label),
            shown(question, each),
            each.of,
            _unasked(each),
            _previous(question, each.previous),
        )
        for question, each in asked(figures)
    ]
    told = TAG_SHOWN.format(contacts=tagged.contacts, firms=tagged.firms)
    before = TAG_UNIT.format(contacts=tagged.previous)
    rows.append((TAG, told, "", "", before))
    widths = (16, 56, 8, 8, 56)
    return Table(SHEET, HEADINGS, tuple(rows), widths, REMARK, on_screen=(0, 1, 2, 3))


def units_table(figures: Sequence[QuestionFigures], tagged: TagFigures) -> Table:
    """Return the same unit by unit, but for what is told in confidence."""
    rows: list[tuple[Cell, ...]] = [
        (unit.unit, question.label, shown(question, unit, is_short=True), unit.of, _unasked(unit),
         _previous(question, unit.previous, is_short=True))
        for question, each in asked(figures)
        if not question.is_confidential
        for unit in each.units
    ]  # fmt: skip
    rows += [
        (each.unit or NO_UNIT, TAG, TAG_UNIT.format(contacts=each.contacts), "", "",
         TAG_UNIT.format(contacts=each.previous))
        for each in tagged.units
    ]  # fmt: skip
    places = {name: place for place, name in enumerate(dict.fromkeys(row[0] for row in rows))}
    rows.sort(key=lambda row: places[row[0]])
    return Table(
        UNITS_SHEET,
        (UNIT, *HEADINGS),
        tuple(rows),
        (16, 12, 50, 8, 8, 50),
        UNITS_REMARK,
        on_screen=(),
    )


def complaints(figures: Sequence[QuestionFigures]) -> Iterator[tuple[Cell, ...]]:
    """Yield a summary's line for each answer that complains, such as 态度差, over all answers.

    Of what is told in confidence there is a line of its own, and so there is of the whole.
    """
    for question, each in asked(figures):
        counts = {code: count or 0 for code, count in each.counts}
        for choice in question.choices:
            if choice.asks_on and not question.is_overall and each.by == "evaluations":
                label = COMPLAINT.format(question=question.label, answer=choice.word)
                rate = Rate(counts[choice.code], each.of - counts["unasked"])
                yield words.rate_row(label, rate)


def in_confidence(figures: Sequence[QuestionFigures]) -> Iterator[tuple[Cell, ...]]:
    """Yield a summary's line for each answer to what is asked in confidence, firm by firm."""
    for question, each in asked(figures):
        if question.is_confidential:
            for code, count in each.counts:
                label = words.INTEGRITY_LINE.format(word(question, code))
                yield words.count_row(label, kept_back(each) if count is None else count)


def kept_back(told: Answered) -> str:
    """Return what stands where a count may not be told."""
    return KEPT_BACK[told.withheld or "small"]


def shown(question: Question, told: Answered, *, is_short: bool = False) -> str:
    """Return each answer with how often it was given; numbers averaged.

    Of those that nobody gave there are the question's own, in short none.
    """
    kinds = [
        f"{word(question, code)} {kept_back(told) if count is None else count}"
        for code, count in told.counts
        if code != "unasked"
        and (count is None or count or (code in question.codes and not is_short))
    ]
    counts = LISTED.join(kinds)
    if told.mean is None or told.median is None:
        return counts
    return words.AND.join(filter(None, (DAYS.format(mean=told.mean, median=told.median), counts)))


def asked(figures: Sequence[QuestionFigures]) -> Iterator[tuple[Question, QuestionFigures]]:
    """Yield the figures of each question that the form knows, with the question."""
    for each in figures:
        question = form().find(each.code)
        if question is not None:
            yield question, each


def _unasked(told: Answered) -> Cell:
    count = dict(told.counts)["unasked"]
    return NOT_LISTED if count is None else count


def _previous(question: Question, told: Answered, *, is_short: bool = False) -> str:
    """Return the counts of the time before, with how many gave no answer; "" where none did."""
    if not told.of:
        return ""
    count = _unasked(told)
    unasked = "" if is_short and not count else f"{OTHERS['unasked']} {count}"
    return LISTED.join(filter(None, (shown(question, told, is_short=is_short), unasked)))


def word(question: Question, code: str) -> str:
    """Return the word for an answer to a question."""
    if code.isdecimal():
        return NUMBER.format(number=code)
    return question.words.get(code) or OTHERS.get(code, code)
