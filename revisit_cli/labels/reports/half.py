"""The half-year's report, line by line."""

from collections.abc import Iterator

from revisit_cli.labels.reports import questions, recheck
from revisit_cli.labels.reports import report as words
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.half import HalfFigures, HalfReported
from revisit_cli.records.reports.paper import Cell, Chart, Paper, Table

TITLE = "{bureau}涉企服务对象回访半年报"
PERIOD = "{half}（{first} 至 {last} 期）"
SUMMARY, MONTHS, TREND = "半年汇总", "逐月", "走势"
LINES = {
    "firms": "回访企业（户次，各期 N 之和）",
    "distinct_firms": "其中不同的企业（户）",
    "services": "涉企服务事项数",
    "late_entries": "其中迟报补录",
}
LEFT = "结转下半年"
ANSWERS = words.ANSWERS | {"settled_later": "已由其后一次电话了结"}
PROBLEMS = words.PROBLEMS | {
    "carried": LEFT,
    "carried_late": "结转下半年（已超期）",
    "carried_not_due": "结转下半年（未到期）",
}
VISITS = words.VISITS | {"carried": LEFT}
LEFT_LINE, CAME_LINE = "结转下半年·{}", "上半年结转来·{}办结"
REMARK = "半年数的是事实，不是逐月各栏之和：结转过的只计一次，计其最后的情况（解读R22）。"
SYMPOSIUM = "座谈（截止 {due}）"
LATE, PRESENT, PRESENT_FEW = "，迟开", "座谈·到会企业", "座谈·到会企业（不足制度规定的家数）"
MONTH, TOTAL = "项目", "半年"
COUNTS = (("firms", "回访企业 N"), ("services", "事项"), ("late_entries", "迟报补录"))
TREND_HEADINGS = ("月份", "回访企业 N", "覆盖率", "有效回访率", "满意率", "较上次（百分点）")
TREND_REMARK = "各率的分母见工作簿、网页的“逐月”。"
CHART = "覆盖率、有效回访率与满意率"
MONTH_COLUMN = "{month} 期"


def paper(figures: HalfReported, bureau: str) -> Paper:
    """Return the half-year's report laid out: totals, month by month, the way it goes."""
    months = [each.month for each in figures.months]
    return Paper(
        title=TITLE.format(bureau=bureau),
        period=PERIOD.format(half=figures.half, first=months[0], last=months[-1]),
        tables=(
            _summary(figures),
            _months(figures),
            _trend(figures),
            questions.table(figures.questions, figures.hidden_approvals),
            questions.units_table(figures.questions, figures.hidden_approvals),
            recheck.half_table(figures.rechecks),
            words.notes(),
        ),
        signs=words.SIGNS,
        line=words.head_line(figures.log, figures.origin),
        foot=words.foot(figures.log),
    )


def _summary(figures: HalfReported) -> Table:
    held = Rate(figures.symposium.held_count, 1)
    due = SYMPOSIUM.format(due=figures.symposium.due_on)
    tagged = figures.hidden_approvals.contacts
    rows = (
        *_firm_lines(figures.total),
        *_kind_lines(figures.total),
        *questions.complaints(figures.questions),
        words.count_row(words.HIDDEN_APPROVALS, tagged),
        (due + (LATE if figures.symposium.is_late else ""), held.n, held.of, None),
        *_present(figures),
    )
    return Table(SUMMARY, words.SUMMARY, rows, words.SUMMARY_WIDTHS, REMARK)


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
    for kind, rate in total.carried_in:
        yield words.rate_row(CAME_LINE.format(words.CARRIES[kind]), rate)


def _months(figures: HalfReported) -> Table:
    months = figures.months
    rows: list[tuple[Cell, ...]] = []
    for name, label in COUNTS:
        counts = [int(getattr(each, name)) for each in months]
        rows.append((label, *counts, int(getattr(figures.total, name))))
    for name, label in words.RATES.items():
        rates: list[Rate] = [getattr(each, name) for each in months]
        rows.append((label, *map(words.shown, rates), words.shown(getattr(figures.total, name))))
    for name, label in words.IN_TIME_RATES.items():
        rates = [getattr(each, name) for each in months]
        whole = Rate(sum(each.n for each in rates), sum(each.of for each in rates))
        rows.append((label, *map(words.shown, rates), words.shown(whole)))
    for pattern, names, field in (
        (words.CLASS_LINE, words.CLASSES, "dispositions"),
        (words.ANSWER_LINE, words.ANSWERS, "answers"),
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
            if any(parts) or (known and code not in words.IF_ANY):
                rows.append((pattern.format(word), *parts, total.get(code)))
    headings = (MONTH, *(MONTH_COLUMN.format(month=each.month) for each in months), TOTAL)
    return Table(MONTHS, headings, tuple(rows), (30, *[15] * 7), is_landscape=True, on_screen=())


def _trend(figures: HalfReported) -> Table:
    rows = tuple(
        (
            each.month,
            each.firms,
            each.coverage,
            each.effective_rate,
            each.satisfaction,
            "" if change is None else f"{change / 100:+.1f}",
        )
        for each, change in zip(figures.months, figures.trend, strict=True)
    )
    chart = Chart(CHART, "line", 0, (2, 3, 4))
    return Table(TREND, TREND_HEADINGS, rows, (12, 14, 12, 14, 12, 18), TREND_REMARK, chart=chart)
