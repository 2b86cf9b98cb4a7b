"""表3: what firms answered to each question, and the units they complained of."""

from collections.abc import Iterator, Sequence

from revisit_cli.labels.reports.leaf import NOUGHT, OF
from revisit_cli.labels.reports.questions import TAG, asked
from revisit_cli.labels.text import LISTED
from revisit_cli.records.reports.book import BookSheet, RateLines
from revisit_cli.records.reports.front import MonthTold
from revisit_cli.records.reports.paper import Cell, Table
from revisit_cli.records.reports.question import Answered
from revisit_cli.rulebook.form import Choice, Question

SHEET = "五项内容"
TITLE, NOTE = "表3　五项内容", "按评价计，共{count}件；办结天数是企业所答；括号内为上期"
HEADS = ("内容", "好", "一般", "不好", "其他回答", "合计")
WIDTHS = (2, 3, 2, 2, 2, 1)
SAID, SAID_BEFORE = "{word}{count}", "{word}{count}（{before}）"
KEPT_BACK = "不足3家，不列"
DAYS, DAYS_BEFORE, NO_DAYS = (
    "平均{mean:g}天，中位{median:g}天，{count}件答出天数",
    "（上期平均{mean:g}天）",
    "没有答出天数的",
)
TAGGED, TAGGED_BEFORE = "{contacts}人次，{firms}家企业", "（上期{before}人次）"
COMPLAINTS, COMPLAINT = "有所反映的单位", "{label}·{word}"
REST, NO_COMPLAINTS = "其余{count}个单位各项均无。", "各单位各项均无。"
UNIT = "单位"


def answers(told: MonthTold, rates: RateLines | None) -> BookSheet:
    """Return each question with its answers and last month's, and the units complained of."""
    count = sum(each.evaluations + each.visited for each in told.month.units)
    table = Table(TITLE, HEADS, tuple(_rows(told)), WIDTHS, NOTE.format(count=count))
    return BookSheet(SHEET, (table, *_complaints(told)), rates=rates)


def _rows(told: MonthTold) -> Iterator[tuple[Cell, ...]]:
    for question, figures in asked(told.month.questions):
        if question.is_overall:
            continue
        if question.choices:
            yield _choices(question, figures, figures.previous)
        else:
            yield question.label, _days(figures, figures.previous)
    tagged = told.month.hidden_approvals
    if tagged.contacts or tagged.previous:
        before = TAGGED_BEFORE.format(before=tagged.previous) if tagged.previous else ""
        yield TAG, TAGGED.format(contacts=tagged.contacts, firms=tagged.firms) + before


def _choices(question: Question, now: Answered, then: Answered) -> tuple[Cell, ...]:
    columns: list[list[str]] = [[], [], [], []]
    counts, before = dict(now.counts), dict(then.counts)
    for choice in question.answers:
        said = _said(choice, counts.get(choice.code), before.get(choice.code, 0), then)
        if said:
            columns[_column(question, choice)].append(said)
    if now.withheld:
        columns = [columns[0], columns[1], columns[2], [*columns[3], KEPT_BACK]]
    return (question.label, *(LISTED.join(each) or NOUGHT for each in columns), now.of)


def _said(choice: Choice, count: int | None, before: int | None, then: Answered) -> str:
    if count is None or not (count or before):
        return ""
    if not then.of or before is None:
        return SAID.format(word=choice.word, count=count)
    return SAID_BEFORE.format(word=choice.word, count=count, before=before)


def _column(question: Question, choice: Choice) -> int:
    """Return where an answer stands: fine, middling, a complaint, or none of these."""
    if choice.is_fine:
        return 0
    if choice.asks_on:
        return 2
    return 1 if choice in question.choices and choice.accuses_nobody else 3


def _days(now: Answered, then: Answered) -> str:
    if now.mean is None or now.median is None:
        return NO_DAYS
    count = sum(count or 0 for code, count in now.counts if code.isdecimal())
    told = DAYS.format(mean=now.mean, median=now.median, count=count)
    return told if then.mean is None else told + DAYS_BEFORE.format(mean=then.mean)


def _complaints(told: MonthTold) -> Iterator[Table]:
    """Yield the units of which somebody complained, and how many are not among them."""
    heads: list[str] = []
    found: dict[str, dict[str, str]] = {}
    units: Sequence[str] = [each.unit for each in told.month.units if each.firms or each.beyond]
    for question, figures in asked(told.month.questions):
        for choice in question.choices:
            if choice.asks_on and not question.is_overall and not question.is_confidential:
                head = COMPLAINT.format(label=question.label, word=choice.word)
                heads.append(head)
                for unit in figures.units:
                    counts = {code: count or 0 for code, count in unit.counts}
                    if counts.get(choice.code):
                        of = unit.of - counts["unasked"]
                        said = OF.format(n=counts[choice.code], of=of)
                        found.setdefault(unit.unit, {})[head] = said
    if not units or not heads:
        return
    rows = tuple(
        (unit, *(found[unit].get(head, NOUGHT) for head in heads))
        for unit in units
        if unit in found
    )
    rest = sum(unit not in found for unit in units)
    remark = (REST.format(count=rest) if rest else "") if rows else NO_COMPLAINTS
    width = 9 // len(heads)
    widths = (12 - width * len(heads), *[width] * len(heads))
    yield Table(COMPLAINTS, (UNIT, *heads), rows, widths, remark)
