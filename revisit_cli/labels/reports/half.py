"""The half-year's report, line by line."""

from revisit_cli.labels.reports import questions
from revisit_cli.labels.reports import report as words
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.half import HalfReported
from revisit_cli.records.reports.paper import Cell, Chart, Paper, Table

TITLE = "{bureau}涉企服务对象回访半年报"
PERIOD = "{half}（{first} 至 {last} 期）"
SUMMARY, MONTHS, TREND = "半年汇总", "逐月", "走势"
LINES = {
    "firms": "回访企业（户次，各期 N 之和）",
    "services": "涉企服务事项数",
    "late_entries": "其中迟报补录",
    "problems_raised": "问题·立项",
    "problems_answered": "问题·已处理或答复",
    "problems_open": "问题·未办结",
    "visits_flagged": "上门·应上门",
    "visits_done": "上门·已上门",
}
SYMPOSIUM = "座谈（截止 {due}）"
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
            words.notes(),
        ),
        signs=words.SIGNS,
        line=words.head_line(figures.log, figures.origin),
        foot=words.foot(figures.log),
    )


def _summary(figures: HalfReported) -> Table:
    rows = [words.count_row(LINES[name], count) for name, count in figures.counts]
    rows += [words.rate_row(words.RATES[name], rate) for name, rate in figures.rates]
    held = Rate(figures.symposium.held_count, 1)
    rows += questions.complaints(figures.questions)
    tagged = figures.hidden_approvals.contacts
    rows.append(words.count_row(words.HIDDEN_APPROVALS, tagged))
    due = SYMPOSIUM.format(due=figures.symposium.due_on)
    rows.append((due, held.n, held.of, None))
    return Table(SUMMARY, words.SUMMARY, tuple(rows), words.SUMMARY_WIDTHS)


def _months(figures: HalfReported) -> Table:
    months = figures.months
    rows: list[tuple[Cell, ...]] = []
    for name, label in COUNTS:
        counts = [int(getattr(each, name)) for each in months]
        rows.append((label, *counts, sum(counts)))
    totals = dict(figures.rates)
    for name, label in words.RATES.items():
        rates: list[Rate] = [getattr(each, name) for each in months]
        rows.append((label, *map(words.shown, rates), words.shown(totals[name])))
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
        for code, word in names.items():
            # A month that was cleared before the report parted them has no such count.
            parts = [each.get(code) for each in found]
            known = any(part is not None for part in parts)
            if any(parts) or (known and code not in words.IF_ANY):
                rows.append((pattern.format(word), *parts, sum(filter(None, parts))))
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
