"""The half-year's report, line by line."""

from collections.abc import Iterable, Iterator, Sequence

from revisit_cli.labels.recheck.figures import sentence
from revisit_cli.labels.reports import leaf as shapes
from revisit_cli.labels.reports import questions, recheck
from revisit_cli.labels.reports import report as words
from revisit_cli.labels.reports.front_words import FIGURES as FIGURE_NAMES
from revisit_cli.labels.reports.wording import points
from revisit_cli.labels.text import LISTED
from revisit_cli.records.code import FigureCode
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.half import HalfFigures, HalfPoint, HalfReported
from revisit_cli.records.reports.paper import Cell, Chart, Leaf, Table
from revisit_cli.rulebook.periods import Period, month_parts

TITLE, FORECAST = "涉企服务对象回访半年报", "（预告）"
AS_OF = "截至{day}，尚未全部清零"
PERIOD = "{half}（{first} 至 {last} 期）"
SUMMARY, MONTHS = "半年汇总", "逐月"
FIGURES, POINTS, CHECKED, TREND = "六项数字", "表1　各期", "表2　复核", "图　各期走势"
FIGURE_HEADINGS = ("项目", "本半年", "件数", "上一半年", "增减百分点")
FIGURE_WIDTHS = (4, 2, 2, 2, 2)
UP, DOWN, SAME = "升{points}", "降{points}", "持平"
POINT_HEADINGS = ("期", "应回访", "台账按时", "覆盖", "有效回访", "满意", "问题", "上门")
POINT_WIDTHS = (1, 1, 2, 2, 2, 2, 1, 1)
FEW_EACH: tuple[FigureCode, ...] = ("problems", "visits")
FLOOR = 60  # Per cent, where the axes begin unless a rate is lower.
IN_ALL, BY_FIRM = "按户次", "按企业"
MONTH_NAME = "{number}月"
VOID = "{months}没有数。"
POINTS_REMARK = (
    "末两行是半年的，数的是事实，不是各期之和：结转过的只计一次，计其最后的情况（解读R22）。"
    "按户次一期一计；按企业一户只计一次，有一期有效回访就算有效回访，有一期不满意就算不满意。不足{few}件的不列比率。"
)
CHECK_HEADINGS = ("期", "结论")
TREND_REMARK = "纵轴自{floor}%起；没有数、不足{few}件的期不计率，线断开。"
LINES = {
    "firms": "回访企业（户次，各期 N 之和）",
    "distinct_firms": "其中不同的企业（户）",
    "services": "涉企服务事项数",
    "late_entries": "其中迟报补录",
}
LEFT = "结转下半年"
SETTLED = {"settled_later": "已由其后一次电话了结"}
ANSWERS = words.ANSWERS | SETTLED | words.MERGED_TOO
PROBLEMS = words.PROBLEMS | {
    "carried": LEFT,
    "carried_late": "结转下半年（已超期）",
    "carried_not_due": "结转下半年（未到期）",
}
VISITS = words.VISITS | {"carried": LEFT}
LEFT_LINE, CAME_LINE = "结转下半年·{}", "上半年结转来·{}办结"
REMARK = "半年数的是事实，不是逐月各栏之和：结转过的只计一次，计其最后的情况（解读R22）。"
SYMPOSIUM = "座谈（截止 {due}）"
BACK_ENTERED = "，补记（半年过后才录入）"
LATE, PRESENT, PRESENT_FEW = "，迟开", "座谈·到会企业", "座谈·到会企业（不足制度规定的家数）"
MONTH, TOTAL = "项目", "半年"
COUNTS = {"firms": "回访企业 N"} | {name: LINES[name] for name in ("services", "late_entries")}


def paper(figures: HalfReported, periods: Sequence[Period], bureau: str) -> Leaf:
    """Return the half-year's report laid out: words and six figures, then month by month.

    ``periods`` are its months with the rules that held in them.
    """
    months = [each.month for each in figures.months]
    summary, checked = _summary(figures), tuple(_checked(figures))
    return Leaf(
        title=TITLE + ("" if figures.is_final else FORECAST),
        period=PERIOD.format(half=figures.half, first=months[0], last=months[-1]),
        remark="" if figures.is_final else AS_OF.format(day=shapes.day(figures.as_of)),
        tables=(_figures(figures), *checked, _points(figures), _trend(figures)),
        signs=shapes.SIGNS,
        line=words.head_line(figures.log, figures.origin),
        foot=words.foot(figures.log),
        words=tuple((f"{each.head}。", each.text) for each in figures.words),
        office=bureau,
        front=2 + len(checked),
        flat=summary,
        aside=(
            questions.table(figures.questions, figures.hidden_approvals, questions.BEFORE_HALF),
        ),
        more=(
            shapes.without_nought(_months(figures)),
            questions.units_table(
                figures.questions, figures.hidden_approvals, questions.BEFORE_HALF
            ),
            *recheck.half_table(figures.rechecks),
            words.notes(periods),
        ),
    )


def _figures(figures: HalfReported) -> Table:
    rows = tuple(
        (
            FIGURE_NAMES[each.code],
            # Of under five the parts alone are told, and they stand beside it.
            shapes.unless_few(each.rate) or shapes.NOUGHT,
            shapes.part(each.rate),
            shapes.NOUGHT if each.previous is None else _told(each.previous),
            _change(each.change_tenths),
        )
        for each in figures.figures
    )
    return Table(FIGURES, FIGURE_HEADINGS, rows, FIGURE_WIDTHS)


def _told(rate: Rate) -> Cell:
    return shapes.unless_few(rate) or (shapes.part(rate) if rate.of else shapes.NOUGHT)


def _change(tenths: int | None) -> str:
    if tenths is None:
        return shapes.NOUGHT
    return (UP if tenths > 0 else DOWN).format(points=points(tenths)) if tenths else SAME


def _points(figures: HalfReported) -> Table:
    """Return a line a month, then the half-year by calls and by different firms, side by side."""
    rows: list[tuple[Cell, ...]] = [
        (_name(each.month), shapes.count(each.firms), *_cells(each.rates))
        for each in figures.points
        if not _is_void(each)
    ]
    void = LISTED.join(_name(each.month) for each in figures.points if _is_void(each))
    total, firms = figures.total, figures.total.by_firm
    whole = [(each.code, each.rate) for each in figures.figures]
    rows.append((IN_ALL, shapes.count(total.firms), *_cells(whole)))
    own = (firms.coverage, firms.effective_rate, firms.satisfaction)
    rows.append((BY_FIRM, shapes.count(firms.firms), "", *map(shapes.rated_part, own), "", ""))
    remark = (VOID.format(months=void) if void else "") + POINTS_REMARK.format(few=shapes.FEW)
    return Table(
        POINTS, POINT_HEADINGS, tuple(rows), POINT_WIDTHS, remark, on_screen=(0, 1, 3, 4, 5)
    )


def _is_void(point: HalfPoint) -> bool:
    """Whether a month has nothing to tell: it is named below the table."""
    return not point.firms and not any(rate.of for _, rate in point.rates)


def _name(month: str) -> str:
    return MONTH_NAME.format(number=month_parts(month)[1])


def _cells(rates: Iterable[tuple[FigureCode, Rate]]) -> Iterator[str]:
    """Yield each rate with its parts, where there are few of them the parts alone."""
    for code, rate in rates:
        yield shapes.part(rate) if code in FEW_EACH else shapes.rated_part(rate)


def _checked(figures: HalfReported) -> Iterator[Table]:
    rows = tuple(
        (_name(each.month), sentence(each).partition("：")[2])
        for each in figures.rechecks
        if each.state != "none"
    )
    if rows:
        yield Table(CHECKED, CHECK_HEADINGS, rows, (1, 11), on_screen=())


def _summary(figures: HalfReported) -> Table:
    rows = (*_firm_lines(figures.total), *_kind_lines(figures.total), *_own_lines(figures))
    return Table(SUMMARY, words.SUMMARY, rows, words.SUMMARY_WIDTHS, REMARK)


def _own_lines(figures: HalfReported) -> Iterator[tuple[Cell, ...]]:
    """Yield what is counted of the half-year alone, and of no month."""
    for kind, rate in figures.total.carried_in:
        yield words.rate_row(CAME_LINE.format(words.CARRIES[kind]), rate)
    yield from questions.complaint_lines(figures.questions)
    yield words.count_row(words.HIDDEN_APPROVALS, figures.hidden_approvals.contacts)
    label = SYMPOSIUM.format(due=figures.symposium.due_on)
    late = LATE if figures.symposium.is_late else ""
    late += BACK_ENTERED if figures.symposium.is_back_entered else ""
    yield label + late, figures.symposium.held_count, 1, None
    yield from _present(figures)


def _present(figures: HalfReported) -> Iterator[tuple[Cell, ...]]:
    """Yield how many firms came to the symposium, with a remark where they were few."""
    if figures.symposium.present_count is not None:
        label = PRESENT_FEW if figures.symposium.is_few else PRESENT
        yield words.count_row(label, figures.symposium.present_count)


def _firm_lines(total: HalfFigures) -> Iterator[tuple[Cell, ...]]:
    for name, label in LINES.items():
        yield words.count_row(label, getattr(total, name))
    for name, label in words.RATES.items():
        yield words.rate_row(label, getattr(total, name))


def _kind_lines(total: HalfFigures) -> Iterator[tuple[Cell, ...]]:
    """Yield counts by outcome, answer and state, what came from before and what left."""
    for pattern, names, found in (
        (words.CLASS_LINE, words.CLASSES, total.dispositions),
        (words.ANSWER_LINE, ANSWERS, total.answers),
        (words.PROBLEM_LINE, PROBLEMS, total.problems),
        (words.VISIT_LINE, VISITS, total.visits),
        (LEFT_LINE, words.CARRIES, total.carried_out),
    ):
        for code, count in found:
            if count or code not in words.IF_ANY:
                yield words.count_row(pattern.format(names[code]), count)


def _months(figures: HalfReported) -> Table:
    """Return every count and rate month by month, beside what the half-year comes to."""
    months = figures.months
    rows: list[tuple[Cell, ...]] = []
    for name, label in COUNTS.items():
        counts = [int(getattr(each, name)) for each in months]
        rows.append((label, *counts, int(getattr(figures.total, name))))
    for name, label in words.RATES.items():
        rates: list[Rate] = [getattr(each, name) for each in months]
        rows.append(
            (label, *map(shapes.rated_part, rates), shapes.rated_part(getattr(figures.total, name)))
        )
    for name, label in words.IN_TIME_RATES.items():
        rates = [getattr(each, name) for each in months]
        whole = Rate(sum(each.n for each in rates), sum(each.of for each in rates))
        rows.append((label, *map(shapes.rated_part, rates), shapes.rated_part(whole)))
    for pattern, names, field in (
        (words.CLASS_LINE, words.CLASSES, "dispositions"),
        (words.ANSWER_LINE, words.ANSWERS | SETTLED, "answers"),
        (words.PROBLEM_LINE, words.PROBLEMS, "problems"),
        (words.VISIT_LINE, words.VISITS, "visits"),
        (words.CARRIED_OUT_LINE, words.CARRIES, "carried_out"),
    ):
        found = [dict(getattr(each, field)) for each in months]
        total = dict(getattr(figures.total, field))
        for code, word in names.items():
            # A month that was cleared before the report parted them has no such count.
            parts = [each.get(code) for each in found]
            known = any(part is not None for part in parts)
            if any((*parts, total.get(code))) or (known and code not in words.IF_ANY):
                rows.append((pattern.format(word), *parts, total.get(code)))
    # Of the other lines there is one figure, the half-year's.
    none = ("",) * len(months)
    distinct = (LINES["distinct_firms"], figures.total.distinct_firms, None, None)
    for own, n, _, rate in (distinct, *_own_lines(figures)):
        rows.append((own, *none, shapes.rated_part(rate) if isinstance(rate, Rate) else n))
    headings = (MONTH, *(_name(each.month) for each in months), TOTAL)
    told = tuple((label, *map(shapes.dashed, cells)) for label, *cells in rows)
    return Table(MONTHS, headings, told, (30, *[15] * 7), REMARK, on_screen=())


def _trend(figures: HalfReported) -> Table:
    """Return the months' rates to be drawn, a gap where there is none to tell."""
    rows = tuple(
        (_name(each.month), *(shapes.unless_few(rate) for _, rate in each.rates))
        for each in figures.points
    )
    found = [cell.tenths or 0 for row in rows for cell in row if isinstance(cell, Rate)]
    floor = FLOOR if found and min(found) >= FLOOR * 10 else 0
    headings = (POINT_HEADINGS[0], *(FIGURE_NAMES[each.code] for each in figures.figures))
    chart = Chart(TREND, "line", 0, tuple(range(1, len(headings))))
    return Table(
        TREND,
        headings,
        rows,
        (2,) * len(headings),
        TREND_REMARK.format(floor=floor, few=shapes.FEW),
        chart=chart,
        on_screen=(),
    )
