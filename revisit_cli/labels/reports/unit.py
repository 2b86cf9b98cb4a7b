"""The letter to a unit about a month, line by line."""

from collections.abc import Iterator
from datetime import date

from revisit_cli.labels.calls.return_list import NO_NUMBER, WRONGS
from revisit_cli.labels.firms.masking import hidden
from revisit_cli.labels.problems.problem import problem_name
from revisit_cli.labels.reports import leaf as shapes
from revisit_cli.labels.reports import report as words
from revisit_cli.labels.text import LISTED, PENDING
from revisit_cli.records.code import FilingStanding
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.paper import Cell, Leaf, Slip, Table
from revisit_cli.records.reports.report import UnitFigures
from revisit_cli.records.reports.unit import UnitAnswers, UnitReported
from revisit_cli.records.rules.setting import Settings
from revisit_cli.rulebook.loader import form
from revisit_cli.rulebook.periods import Period

TITLE = "涉企服务对象回访情况告知单"
AS_OF, CLEARED = "截至{day}", "已清零"
HEADS = ("一、台账报送。", "二、企业评价。", "三、待补号码。", "四、待办问题。")
FIGURES, NUMBERS, PROBLEMS = "本期数字", "请补号的企业", "请答复的问题"
FIGURE_HEADINGS = ("项目", "数", "项目", "数")
NUMBER_HEADINGS = ("企业", "原号码", "问题", "新号码、联系人")
PROBLEM_HEADINGS = ("编号", "企业", "内容", "期限")
FILED: dict[FilingStanding, str] = {
    "on_time": "本期台账按时报送",
    "late": "本期台账迟报",
    "supplement": "本期台账清零后补报",
    "zero": "本期已作零报告",
    "missing": "本期台账未报",
}
NOT_OWED = "本期不应报台账。"
SERVED = "，涉企事项{services}件，企业{firms}家"
OVERDUE, LATE_ENTRIES = "逾期补报{count}件", "迟报补录{count}件"
AMONG = "其中"
HELD = "待改{held}行，请照回执改好寄回。"
NO_FIRMS = "没有应回访的企业。"
NO_NUMBERS = "没有要补的号码。"
TO_MEND = "{count}家企业的号码打不通，请于{day}前补报。"
TO_MEND_LATE = "{count}家企业的号码打不通，电话回访已于{day}到期，请尽快补报。"
NO_PROBLEMS = {False: "截至{day}尚未收到问题。", True: "没有收到问题。"}
RAISED = "收到问题{count}件"
PARTS = {
    "answered": "已处理或答复{count}件",
    "carried": "结转下期{count}件",
    "open": "待办{count}件",
}
ALL_PARTS = {"answered": "已处理或答复", "carried": "结转下期", "open": "待办"}
BOTH = "均"
OVER, ONE_OVER, NEXT_DUE = "超期{count}件", "已超期", "最近的期限是{day}"
LATE = "{day}，超期"
COMPLAINT = "{question}·{answer}"
MEAN = "{mean:g}{measure}（中位{median:g}）"
MEAN_LABEL = "{label}（平均）"
LABELS = {
    "services": "涉企事项",
    "firms": "企业",
    "not_rated": "未作总体评价",
    "satisfaction": "满意",
    "bad_numbers": "号码有误或停机",
    "late": "逾期补报",
}
SLIP = "回　执"
SLIP_DUE = "请于{day}前交回{office}。"
SLIP_ANY = "请交回{office}。"
OFFICE_PHONE = "（电话{phone}）"
SLIP_LINES = (
    "{unit}　{month}期　收到日期：　　月　　日　　　{due}",
    "已补号　　　家　　已答复问题　　　件　　未办的原因：",
    "经办人：　　　　　　　负责人：　　　　　　　日期：　　年　　月　　日",
)
Pair = tuple[str, Cell]


def paper(figures: UnitReported, cycle: Period, settings: Settings) -> Leaf:
    """Return the letter: words, figures, numbers to correct, problems to answer, reply slip."""
    told = (_filed, _rated, _numbers_told, _problems_told)
    as_of = CLEARED if figures.is_cleared else AS_OF.format(day=shapes.day(figures.as_of))
    return Leaf(
        title=TITLE,
        period=words.period(figures.month, cycle),
        remark=f"{figures.unit}　{as_of}",
        tables=tuple(
            table for table in (*_figures(figures), *_numbers(figures), *_problems(figures))
        ),
        signs=(),
        line=words.head_line(figures.log, figures.origin),
        foot=words.foot(figures.log),
        words=tuple((head, tell(figures)) for head, tell in zip(HEADS, told, strict=True)),
        office=settings.bureau,
        slip=_slip(figures, settings),
    )


def _filed(figures: UnitReported) -> str:
    line = figures.figures
    if figures.filing is None:
        return NOT_OWED
    text = FILED[figures.filing]
    if line is not None and line.services:
        text += SERVED.format(services=line.services, firms=line.firms)
        parts = ((OVERDUE, line.overdue), (LATE_ENTRIES, line.late_entries))
        found = [pattern.format(count=count) for pattern, count in parts if count]
        text += f"，{AMONG}{LISTED.join(found)}" if found else ""
    held = sum(each.held for each in figures.filings[-1:])
    return text + shapes.STOP + (HELD.format(held=held) if held else "")


def _rated(figures: UnitReported) -> str:
    line = figures.figures
    rate = Rate(0, 0) if line is None else line.satisfaction
    if not rate.of and (line is None or not line.firms):
        return NO_FIRMS
    return shapes.rated(rate, is_cleared=figures.is_cleared)


def _numbers_told(figures: UnitReported) -> str:
    if not figures.numbers:
        return NO_NUMBERS
    pattern = TO_MEND if figures.as_of <= figures.mend_by else TO_MEND_LATE
    return pattern.format(count=len(figures.numbers), day=shapes.day(figures.mend_by))


def _problems_told(figures: UnitReported) -> str:
    if not figures.problems:
        return NO_PROBLEMS[figures.is_cleared].format(day=shapes.day(figures.as_of))
    count = len(figures.problems)
    carried = sum(each.state == "carried" for each in figures.problems)
    open_ones = len(figures.to_do)
    counts = {"answered": count - carried - open_ones, "carried": carried, "open": open_ones}
    text = RAISED.format(count=count)
    parts = {name: number for name, number in counts.items() if number}
    if len(parts) == 1:
        (name,) = parts
        text += f"，{BOTH if count > 1 else ''}{ALL_PARTS[name]}"
    else:
        told = LISTED.join(PARTS[name].format(count=number) for name, number in parts.items())
        text += f"，{AMONG}{told}"
    late = sum(each.timing == "late" for each in figures.to_do)
    if late:
        text += "，" + (ONE_OVER if late == count == 1 else OVER.format(count=late))
    ahead = _ahead(figures)
    if ahead:
        text += "，" + NEXT_DUE.format(day=shapes.day(ahead[0]))
    return text + shapes.STOP


def _ahead(figures: UnitReported) -> list[date]:
    """Return the days, as far as they are known, by which what is not late yet is answered."""
    ahead = (each.due for each in figures.to_do if each.timing != "late")
    return [date.fromisoformat(each) for each in ahead if each is not None]


def _figures(figures: UnitReported) -> Iterator[Table]:
    none = ((LABELS[name], shapes.NOUGHT) for name in ("services", "firms"))
    counts = none if figures.figures is None else _counts(figures.figures)
    pairs: list[Pair] = [*counts, *_answers(figures.questions)]
    if len(pairs) % 2:
        pairs.append(("", None))
    rows = tuple((*pairs[n], *pairs[n + 1]) for n in range(0, len(pairs), 2))
    yield Table(FIGURES, FIGURE_HEADINGS, rows, (3, 3, 3, 3))


def _counts(line: UnitFigures) -> Iterator[Pair]:
    """Yield the counts of the unit's line; rates from five on, with their fraction."""
    yield LABELS["services"], shapes.count(line.services)
    yield LABELS["firms"], shapes.count(line.firms)
    yield LABELS["satisfaction"], _with_rate(line.satisfaction)
    yield LABELS["not_rated"], shapes.count(line.not_rated)
    yield LABELS["bad_numbers"], _with_rate(line.bad_numbers)
    if line.overdue:
        yield LABELS["late"], shapes.count(line.overdue)


def _answers(questions: tuple[UnitAnswers, ...]) -> Iterator[Pair]:
    """Yield the counts of answers that are complaints, of all answers, and the mean of days."""
    for each in questions:
        question = form().question(each.code)
        counts = dict(each.counts)
        answered = each.of - (counts.get("unasked") or 0)
        if each.mean is not None and each.median is not None:
            yield (
                MEAN_LABEL.format(label=question.label),
                MEAN.format(mean=each.mean, measure=question.measure, median=each.median),
            )
        for choice in question.choices:
            if choice.asks_on and not question.is_overall:
                label = COMPLAINT.format(question=question.label, answer=choice.word)
                yield label, shapes.part(Rate(counts[choice.code] or 0, answered))


def _with_rate(rate: Rate) -> str:
    part = shapes.part(rate)
    if not rate.n:
        return shapes.NOUGHT if not rate.of else part
    return f"{words.percent(rate)}　{part}" if shapes.unless_few(rate) else part


def _numbers(figures: UnitReported) -> Iterator[Table]:
    rows = tuple(
        (
            each.firm,
            "\n".join(f"{name} {phone}".strip() for name, phone, _ in each.numbers) or NO_NUMBER,
            "\n".join(WRONGS[state] for _, _, state in each.numbers),
            "",
        )
        for each in figures.numbers
    )
    if rows:
        yield Table(NUMBERS, NUMBER_HEADINGS, rows, (4, 3, 2, 3))


def _problems(figures: UnitReported) -> Iterator[Table]:
    rows = tuple(
        (
            problem_name(each.id),
            each.firm or "",
            each.text,
            _due(each.due, is_late=each.timing == "late"),
        )
        for each in figures.to_do
    )
    if rows:
        yield Table(PROBLEMS, PROBLEM_HEADINGS, rows, (2, 3, 5, 2))


def _due(on: str | None, *, is_late: bool) -> str:
    if on is None:
        return PENDING
    told = shapes.day(date.fromisoformat(on))
    return LATE.format(day=told) if is_late else told


def _slip(figures: UnitReported, settings: Settings) -> Slip:
    phone = OFFICE_PHONE.format(phone=settings.office_phone) if settings.office_phone else ""
    # The slip is written without masking: its only number is the office's.
    office = f"{hidden(settings.office_name)}{phone}"
    days = [figures.mend_by] if figures.numbers and figures.as_of <= figures.mend_by else []
    days += _ahead(figures)
    due = (
        SLIP_DUE.format(day=shapes.day(min(days)), office=office)
        if days
        else SLIP_ANY.format(office=office)
    )
    lines = tuple(
        line.format(unit=hidden(figures.unit), month=figures.month, due=due) for line in SLIP_LINES
    )
    return Slip(SLIP, lines)
