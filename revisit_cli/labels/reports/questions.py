"""The answers to each question as tables and words, for workbook, page and screen."""

import re
from collections.abc import Callable, Iterator, Sequence

from revisit_cli.labels.problems.problem import HIDDEN_APPROVALS
from revisit_cli.labels.reports import report as words
from revisit_cli.labels.reports.leaf import NOUGHT, OF, STOP
from revisit_cli.labels.reports.page_front import linked
from revisit_cli.labels.text import LISTED
from revisit_cli.pattern import pattern
from revisit_cli.records.code import AnswerKind, Withheld
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.book import BookSheet, RateLines
from revisit_cli.records.reports.front import MonthTold
from revisit_cli.records.reports.paper import Cell, Run, Table
from revisit_cli.records.reports.question import (
    Answered,
    Given,
    QuestionFigures,
    TagFigures,
    UnitCounts,
)
from revisit_cli.rulebook.form import Choice, Question
from revisit_cli.rulebook.loader import form

SHEET, TITLE = "五项内容", "表3　五项内容"
NOTE, NOTE_BEFORE = "按评价计，共{count}件", "；括号内为{before}"
NUMBERS_SAID = "；{numbers}是企业所答"
NO_ANSWERS = "没有企业作出评价。"
BEFORE_MONTH, BEFORE_HALF = "上期", "上一半年"
# In the order of the kinds of answers.
HEADS = ("内容", "好", "一般", "不好", "其他回答", "合计")
WIDTHS = (2, 3, 2, 2, 2, 1)
COLUMNS: tuple[AnswerKind, ...] = ("good", "middling", "bad", "none")
SAID, SAID_BEFORE = "{word}{count}", "{word}{count}（{before}）"
NUMBERS, MEAN, NO_NUMBERS = (
    "平均{mean:g}{measure}，中位{median:g}{measure}，{count}件答出{measure}数",
    "平均{mean:g}{measure}",
    "没有答出{measure}数的",
)
ASIDE = "（{text}）"
TAGGED, TAGGED_BEFORE = "{contacts}人次，{firms}家企业", "{before}人次"
UNITS_TITLE = "各题分单位"
UNITS_NOTE = "没有企业作的回答不列；廉洁一项不分单位"
TAG_UNIT, NO_UNIT = "{tag}{contacts}人次", "未说明"
COMPLAINED, COMPLAINT = "有所反映的单位", "{label}·{word}"
REST, NO_COMPLAINTS = "其余{count}个单位各项均无。", "各单位各项均无。"
OTHERS = {"unasked": "未答", "words": "原话", "days": "答了{measure}数"}
LINE, UNIT = "各题·{question}{answer}", "单位"
# The reasons for withholding a count.
KEPT_BACK: dict[Withheld, str] = {
    "small": "不足3家，不列",
    "open_month": "清零后列",
    "corrected": "更正过，不列",
    "sealed": "未启封",
}
KEPT_REST = "其余{why}"
TAG_COUNTS = {"人次": "contacts", "家企业": "firms"}
# Counts: of an answer, without the time before; of numbers given; of contacts with a tag.
_ANSWERS = pattern(
    r"(?:^|(?<=[、；]))(?P<word>[^\d、；（）]+)\d+(?=[（、；]|$)|平均[^；（]*件答出[^；（]*"
    r"|(?:^|(?<=，))\d+(?P<tag>人次|家企业)"
)


def answers(told: MonthTold, rates: RateLines | None) -> BookSheet:
    """Return the sheet of a month's answers, units with complaints, and rates over the months."""
    month = told.month
    own = table(month.questions, month.hidden_approvals, BEFORE_MONTH, title=TITLE)
    units = [each.unit for each in month.units if each.firms or each.beyond]
    behind = complained(month.questions, units)
    return BookSheet(SHEET, (own, *((behind,) if behind else ())), rates=rates)


def table(
    figures: Sequence[QuestionFigures], tagged: TagFigures, before: str, *, title: str = SHEET
) -> Table:
    """Return a line for each question but the overall one, with its answers by kind.

    Counts of the period ``before`` are in brackets. The last line is 二(二)3, which the forms have
    no question for, if anybody reported it.
    """
    rows: list[tuple[Cell, ...]] = [
        _choices(question, each) if question.choices else (question.label, _told(question, each))
        for question, each in asked(figures)
        if not question.is_overall and (each.of or each.previous.of)
    ]
    if tagged.contacts or tagged.previous:
        rows.append((HIDDEN_APPROVALS, tag_words(tagged) + aside(tag_words_before(tagged))))
    remark = counted(figures) + NOTE_BEFORE.format(before=before) if rows else NO_ANSWERS
    return Table(title, HEADS, tuple(rows), WIDTHS, remark)


def leads(
    figures: Sequence[QuestionFigures], table: Table, place: Callable[[str], str]
) -> Iterator[tuple[tuple[int, int], tuple[Run, ...]]]:
    """Yield the cells of :func:`table` with links to where their counts are explained.

    ``place`` gives the anchor of a key: ``evaluations``, ``questions.attitude.good``, ``questions.days.numbers``,
    ``hidden_approval.firms``.
    """
    known = {each.label: figure for each, figure in asked(figures)}
    codes = {
        (each.label, word(each, code)): f"questions.{figure.code}.{code}"
        for each, figure in asked(figures)
        for code, _ in figure.counts
    }
    for number, (label, *cells) in enumerate(table.rows):
        figure = known.get(str(label))
        # Confidential answers have no rate by month.
        if figure is not None and figure.by == "firms":
            continue
        above = "hidden_approval" if figure is None else f"questions.{figure.code}"

        def to(found: "re.Match[str]", label: Cell = label, above: str = above) -> str:
            word = found["word"] or TAG_COUNTS.get(found["tag"] or "", "numbers")
            return place(codes.get((str(label), word), f"{above}.{word}"))

        for column, cell in enumerate(cells, 1):
            if isinstance(cell, int):
                yield (number, column), (Run(str(cell), place("evaluations")),)
            else:
                yield (number, column), linked(str(cell), _ANSWERS, to)


def counted(figures: Sequence[QuestionFigures]) -> str:
    """Return how many evaluations were answered, and which numbers only repeat what firms say."""
    known = tuple(asked(figures))
    count = sum(each.of for question, each in known if question.is_overall)
    numbers = LISTED.join(
        question.columns[0] if question.columns else question.label
        for question, _ in known
        if question.kind == "days"
    )
    return NOTE.format(count=count) + (NUMBERS_SAID.format(numbers=numbers) if numbers else "")


def _choices(question: Question, now: QuestionFigures) -> tuple[Cell, ...]:
    columns: dict[AnswerKind, list[str]] = {kind: [] for kind in COLUMNS}
    for each in given(question, now, now.previous):
        columns[each.kind] += _said(each)
    columns["none"] += filter(None, (kept_back(now),))
    return (question.label, *(LISTED.join(columns[kind]) or NOUGHT for kind in COLUMNS), now.of)


def _told(question: Question, now: QuestionFigures) -> str:
    others = LISTED.join(
        told for each in given(question, now, now.previous) for told in _said(each)
    )
    if question.kind != "days":
        return others or NOUGHT
    own = numbers(question, now) or NO_NUMBERS.format(measure=question.measure)
    return words.AND.join(filter(None, (own + aside(_mean(question, now.previous)), others)))


def _said(answer: Given) -> Iterator[str]:
    if answer.count is not None:
        pattern = SAID if answer.before is None else SAID_BEFORE
        yield pattern.format(word=answer.word, count=answer.count, before=answer.before)


def units_table(figures: Sequence[QuestionFigures], tagged: TagFigures, before: str) -> Table:
    """Return a line for each unit with its answers to each question that is not confidential.

    Counts of the period ``before`` are in brackets. Below are the units with reports of what the
    forms have no question for.
    """
    found: dict[str, list[str]] = {}
    heads: list[str] = []
    for question, each in asked(figures):
        if question.is_confidential:
            continue
        heads.append(question.label)
        for unit in each.units:
            cells = found.setdefault(unit.unit, [])
            cells.append(_cell(question, unit))
    rows: list[tuple[Cell, ...]] = [(unit, *cells) for unit, cells in found.items()]
    for told in tagged.units:
        then = TAGGED_BEFORE.format(before=told.previous) if told.previous else ""
        now = TAG_UNIT.format(tag=HIDDEN_APPROVALS, contacts=told.contacts)
        rows.append((told.unit or NO_UNIT, now + aside(then)))
    own = 10 // max(len(heads), 1)
    widths = (12 - own * len(heads), *[own] * len(heads))
    remark = UNITS_NOTE + NOTE_BEFORE.format(before=before) + STOP
    return Table(UNITS_TITLE, (UNIT, *heads), tuple(rows), widths, remark, on_screen=())


def _cell(question: Question, unit: UnitCounts) -> str:
    """Return one unit's answers to a question, with those of the period before."""
    counts = (told for each in given(question, unit, unit.previous) for told in _said(each))
    mean = _mean(question, unit)
    own = mean + aside(_mean(question, unit.previous)) if mean else ""
    return LISTED.join(filter(None, (own, *counts))) or NOUGHT


def _mean(question: Question, told: Answered) -> str:
    return "" if told.mean is None else MEAN.format(mean=told.mean, measure=question.measure)


def complained(figures: Sequence[QuestionFigures], units: Sequence[str]) -> Table | None:
    """Return the table of units with complaints: about what, how many of how many answers.

    Below it is how many of ``units`` have none; None if there are no units.
    """
    found: dict[str, dict[str, str]] = {}
    heads: list[str] = []
    for question, each in asked(figures):
        for choice in complaints(question):
            head = COMPLAINT.format(label=question.label, word=choice.word)
            heads.append(head)
            for unit in each.units:
                counts = {code: count or 0 for code, count in unit.counts}
                if counts.get(choice.code):
                    of = unit.of - counts["unasked"]
                    said = OF.format(n=counts[choice.code], of=of)
                    found.setdefault(unit.unit, {})[head] = said
    if not units or not heads:
        return None
    rows = tuple(
        (unit, *(found[unit].get(head, NOUGHT) for head in heads))
        for unit in units
        if unit in found
    )
    rest = len(units) - len(rows)
    remark = NO_COMPLAINTS
    if rows:
        remark = REST.format(count=rest) if rest else ""
    width = 9 // len(heads)
    widths = (12 - width * len(heads), *[width] * len(heads))
    return Table(COMPLAINED, (UNIT, *heads), rows, widths, remark)


def complaints(question: Question) -> tuple[Choice, ...]:
    """Return the answers to a question that are complaints and not counted elsewhere."""
    if question.is_confidential or question.is_overall:
        return ()
    return tuple(choice for choice in question.choices if choice.asks_on)


def complaint_lines(figures: Sequence[QuestionFigures]) -> Iterator[tuple[Cell, ...]]:
    """Yield a summary's line for each answer that is a complaint, such as 态度差.

    Confidential and overall answers have lines of their own.
    """
    for question, each in asked(figures):
        counts = {code: count or 0 for code, count in each.counts}
        for choice in complaints(question):
            label = LINE.format(question=question.label, answer=choice.word)
            rate = Rate(counts[choice.code], each.of - counts["unasked"])
            yield words.rate_row(label, rate)


def in_confidence(figures: Sequence[QuestionFigures]) -> Iterator[tuple[Cell, ...]]:
    """Yield a summary's line for each answer to the confidential question, counted by firm."""
    for question, each in asked(figures):
        if question.is_confidential:
            for code, count in each.counts:
                label = words.INTEGRITY_LINE.format(word(question, code))
                why = KEPT_BACK[each.withheld or "small"]
                yield words.count_row(label, why if count is None else count)


def given(question: Question, now: Answered, then: Answered) -> Iterator[Given]:
    """Yield each answer with a count in this period or the one before; none for numbers.

    ``before`` is None if there is no period before, or its count is withheld.
    """
    counts, before = dict(now.counts), dict(then.counts)
    for code in dict.fromkeys((*counts, *before)):
        count, old = counts.get(code, 0), before.get(code, 0)
        if (count or old) and not code.isdecimal():
            kind = kind_of(question, code)
            yield Given(code, word(question, code), kind, count, old if then.of else None)


def numbers(question: Question, told: Answered) -> str:
    """Return mean and median of the numbers answered, "" if there are none."""
    if told.mean is None or told.median is None:
        return ""
    count = sum(count or 0 for code, count in told.counts if code.isdecimal())
    return NUMBERS.format(mean=told.mean, median=told.median, count=count, measure=question.measure)


def kept_back(told: Answered) -> str:
    """Return why counts are withheld, "" if none is."""
    if all(count is not None for _, count in told.counts):
        return ""
    why = KEPT_BACK[told.withheld or "small"]
    return KEPT_REST.format(why=why) if any(count for _, count in told.counts) else why


def tag_words(tagged: TagFigures) -> str:
    """Return how many contacts, with how many firms, reported what the forms have no field for."""
    return TAGGED.format(contacts=tagged.contacts, firms=tagged.firms)


def tag_words_before(tagged: TagFigures) -> str:
    """Return the same for the period before, "" if none did."""
    return TAGGED_BEFORE.format(before=tagged.previous) if tagged.previous else ""


def aside(text: str) -> str:
    """Return a text in brackets, "" for an empty one."""
    return ASIDE.format(text=text) if text else ""


def kind_of(question: Question, code: str) -> AnswerKind:
    """Return the kind of an answer: what it says about the unit."""
    choice = question.choice(code)
    if choice is None:
        return "none"
    if choice.asks_on:
        return "bad"
    if choice.is_fine:
        return "good"
    return "middling" if choice.accuses_nobody else "none"


def asked(figures: Sequence[QuestionFigures]) -> Iterator[tuple[Question, QuestionFigures]]:
    """Yield each question of the form with its figures."""
    for each in figures:
        question = form().find(each.code)
        if question is not None:
            yield question, each


def word(question: Question, code: str) -> str:
    """Return the word for an answer to a question."""
    if code.isdecimal():
        return f"{code}{question.measure}"
    return question.words.get(code) or OTHERS.get(code, code).format(measure=question.measure)
