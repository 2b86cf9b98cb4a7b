"""The monthly report, line by line."""

from collections.abc import Iterator

from revisit_cli.document import LEDGER_COLUMNS
from revisit_cli.labels.calls import listing
from revisit_cli.labels.calls.return_list import struck
from revisit_cli.labels.ledgers.ledger import FILING_STATES
from revisit_cli.labels.problems.problem import CATEGORIES
from revisit_cli.labels.reports import questions, recheck
from revisit_cli.labels.reports import report as words
from revisit_cli.labels.text import LISTED, minute
from revisit_cli.labels.visits.flag import REASONS
from revisit_cli.labels.visits.visit import SIGNATURES
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.paper import Cell, Chart, Paper, Table
from revisit_cli.records.reports.report import MonthFacts, MonthReported
from revisit_cli.rulebook.periods import Period

TITLE = "{bureau}涉企服务对象回访月报"
SHEETS = {
    "summary": "汇总",
    "form": "附表3汇总",
    "units": "分单位",
    "not_done": "未完成名单",
    "late_calls": "超期回访",
    "unevaluated": "未评价名单",
    "not_served": "名单有误",
    "problems": "问题",
    "visits": "上门",
    "aapor": "AAPOR各率",
    "corrections": "更正",
}
LINES = {
    "firms": "回访企业数 N",
    "frozen": "其中锁定",
    "added": "其中补入",
    "merged": "其中合并（与另一名称同一通电话）",
    "sole_traders": "其中个体工商户",
    "unlisted": "锁定后新增（清零时不计入 N）",
    "services": "涉企服务事项数",
    "late_entries": "其中迟报补录",
    "late_entry_firms": "其中只因迟报补录列入的企业",
    "overdue": "其中逾期补报",
    "corrections": "更正已清零月份（处）",
    "doubtful_times": "倒填、补录等时间存疑（条）",
}
COUNTED = ("sole_traders", "late_entry_firms", "services", "late_entries", "overdue")
UNIT_HEADINGS = (
    "单位", "报送", "事项", "企业", "另计", "满意", "不满意", "未评价", "满意率", "错号空号", "排名",
    "评价", "未作总评", "未问到", "未访到", "待回访", "已结转", "上门评价",
    "迟报补录", "逾期补报", "名单有误",
)  # fmt: skip
UNITS_REMARK = (
    "企业 ＋ 另计（上期结转来的、台账已撤下的）＝ 满意 ＋ 不满意 ＋ 未评价；"
    "未评价 ＝ 未作总评 ＋ 未问到 ＋ 未访到 ＋ 待回访 ＋ 已结转 ＋ 名单有误；评价 ＝ 满意 ＋ 不满意 ＋ 未作总评。"
)
UNEVALUATED = {"unrated": "未作总评", "unasked": "未问到", "unreached": "未访到"}
HEADINGS = {
    "not_done": ("序号", "企业", "状态"),
    "late_calls": ("序号", "企业", "说明"),
    "unevaluated": ("序号", "企业", "单位", "缘由"),
    "not_served": ("序号", "企业", "单位", "负责人", "理由", "日期"),
    "problems": ("企业", "单位", "类别", "内容", "状态", "期限"),
    "visits": ("企业", "理由", "状态", "期限"),
    "corrections": ("月份", "时间", "经办人", "更正对象", "理由"),
}
RANKED, NOT_RANKED = "参加", "评价不足，不排名"
CHART = "各单位评价"
NOTE = (
    ("结转", "上期结转来的回访不计入本期 N，另列一行；对它的评价计入各单位的评价数。"),
    ("时间", "记录所称时间与录入时间对不上的，逐条列出用 revisit audit verify --times。"),
    ("清零", "已清零月份的结转事项，其后的办理计入转入的月份。"),
)
KEPT = ("清零", "本期在依解读R21计数以前清零，按期、超期照清零时的算法印出。")
ADDED_LATE = "补入已过期"
SUBJECT = "{kind} {subject}"
REMARK = "　"
MERGED_TOO = {"merged": "合并"}
Line = tuple[Cell, ...]
Counts = tuple[tuple[str, int], ...]
KINDS = {
    "event": "撤销日志",
    "filing": "台账",
    "unit": "名册",
    "attempt": "电话记录",
    "call": "回访",
    "not_served": "名单有误",
    "flag": "上门理由",
    "visit": "上门",
    "problem": "问题",
    "symposium": "座谈",
}


def paper(facts: MonthFacts, figures: MonthReported, cycle: Period, bureau: str) -> Paper:
    """Return the month's report laid out: figures, 附表3 of all units, names, readings."""
    each = figures.call_list
    return Paper(
        title=TITLE.format(bureau=bureau),
        period=words.PERIOD.format(month=figures.month, first=cycle.first_on, last=cycle.last_on),
        remark=REMARK.join(filter(None, (listing.told(each), listing.told_early(each)))),
        tables=(
            summary(figures),
            _form(facts),
            units(figures),
            _not_done(figures),
            _late_calls(figures),
            _problems(facts),
            _visits(facts),
            _unevaluated(figures),
            *_not_served(figures),
            questions.table(figures.questions, figures.hidden_approvals),
            questions.units_table(figures.questions, figures.hidden_approvals),
            recheck.table(figures.recheck, figures.later_rechecks),
            aapor(figures),
            corrections(figures),
            words.notes(_notes(figures)),
        ),
        signs=words.SIGNS,
        line=words.head_line(figures.log, figures.origin),
        foot=words.foot(figures.log),
    )


def summary(figures: MonthReported) -> Table:
    """Return the first table: counts, rates with their denominators, and sums to redo."""
    rows = (*_firm_lines(figures), *_kind_lines(figures), *_other_lines(figures))
    checked = words.CHECKED.format(sums=_sums(figures))
    return Table(SHEETS["summary"], words.SUMMARY, rows, words.SUMMARY_WIDTHS, checked)


def _firm_lines(figures: MonthReported) -> Iterator[Line]:
    """Yield how many firms and services there are, and the rates over all firms."""
    yield words.count_row(LINES["firms"], figures.firms)
    if figures.is_locked:
        yield words.count_row(LINES["frozen"], figures.call_list.frozen)
        yield words.count_row(LINES["added"], figures.call_list.added)
    if figures.call_list.merged:
        yield words.count_row(LINES["merged"], figures.call_list.merged)
    if figures.unlisted:
        yield words.count_row(LINES["unlisted"], figures.unlisted)
    for name in COUNTED:
        yield words.count_row(LINES[name], getattr(figures, name))
    for name, label in words.RATES.items():
        yield words.rate_row(label, getattr(figures, name))
        if name == "coverage" and figures.recheck and figures.recheck.doubtful:
            yield words.count_row(recheck.DOUBTFUL, figures.recheck.doubtful)


def _kind_lines(figures: MonthReported) -> Iterator[Line]:
    """Yield counts by outcome, answer, state and kind."""
    for pattern, names, counted in (
        (words.CLASS_LINE, words.CLASSES, figures.dispositions),
        (words.ANSWER_LINE, words.ANSWERS, figures.answers),
        (words.CALL_LINE, words.CALLS, _in_time(figures.calls, figures.calls_in_time)),
        (words.PROBLEM_LINE, words.PROBLEMS, _in_time(figures.problems, figures.problems_in_time)),
        (words.VISIT_LINE, words.VISITS, _in_time(figures.visits, figures.visits_in_time)),
        (words.FILING_LINE, words.FILING_STATES, figures.filings),
        (words.CARRIED_OUT_LINE, words.CARRIES, figures.carried_out),
    ):
        for name, found in counted:
            if isinstance(found, Rate):
                yield words.rate_row(pattern.format(names[name]), found)
            elif found or name not in words.IF_ANY:
                yield words.count_row(pattern.format(names[name]), found)


def _in_time(counts: Counts, in_time: Rate) -> Iterator[tuple[str, int | Rate]]:
    """Yield counts, and what was done in time, with its denominator, before what was late."""
    for name, count in counts:
        if name == "late":
            yield "in_time", in_time
        if name != "in_time":
            yield name, count


def _other_lines(figures: MonthReported) -> Iterator[Line]:
    """Yield what came from earlier months, answers on integrity, and what is to be looked into."""
    for kind, rate in figures.carried_in:
        yield words.rate_row(words.CARRIED_IN_LINE.format(words.CARRIES[kind]), rate)
    yield from questions.complaints(figures.questions)
    yield from questions.in_confidence(figures.integrity)
    yield words.count_row(words.HIDDEN_APPROVALS, figures.hidden_approvals.contacts)
    yield words.count_row(LINES["corrections"], len(figures.corrections))
    yield words.count_row(LINES["doubtful_times"], figures.doubtful_times)


def _sums(figures: MonthReported) -> str:
    """Return N as the sum of the outcomes, and again of the answers."""
    count = figures.call_list.merged
    merged = (("merged", count),) if count else ()
    return words.AND.join(
        words.balance("N", figures.firms, [(names[name], count) for name, count in parts])
        for names, parts in (
            (words.CLASSES, figures.dispositions),
            (words.ANSWERS | MERGED_TOO, (*figures.answers, *merged)),
        )
    )


def units(figures: MonthReported) -> Table:
    """Return the units' table; a rate shows its denominator, few evaluations no rank."""
    rows = tuple(
        (
            unit.unit,
            FILING_STATES[unit.filing],
            unit.services,
            unit.firms,
            unit.beyond,
            unit.satisfied,
            unit.dissatisfied,
            unit.not_rated,
            words.shown(unit.satisfaction),
            words.shown(unit.bad_numbers) + struck(unit.struck_numbers),
            RANKED if unit.is_ranked else NOT_RANKED,
            unit.evaluations,
            unit.unrated,
            unit.unasked,
            unit.unreached,
            unit.pending,
            unit.carried,
            unit.visited,
            unit.late_entries,
            unit.overdue,
            unit.not_served,
        )
        for unit in figures.units
    )
    return Table(
        SHEETS["units"],
        UNIT_HEADINGS,
        rows,
        (22, 10, 8, 8, 8, 8, 8, 8, 14, 20, 18, *[10] * 10),
        UNITS_REMARK,
        is_landscape=True,
        chart=Chart(CHART, "column", 0, (5, 6, 7)),
        on_screen=(0, 1, 3, 4, 5, 6, 7, 8),
    )


def _form(facts: MonthFacts) -> Table:
    rows = tuple(
        (
            str(number),
            service.unit,
            service.officer,
            service.served_on,
            service.place,
            service.matter,
            service.completion,
            service.firm_name,
            service.contact,
            service.phone,
            service.remark,
        )
        for number, service in enumerate(facts.services, 1)
    )
    widths = (6, 12, 9, 12, 10, 16, 12, 28, 10, 18, 12)
    return Table(SHEETS["form"], LEDGER_COLUMNS, rows, widths, is_landscape=True, is_annex=True)


def _not_done(figures: MonthReported) -> Table:
    rows = tuple(
        (number, firm, words.CALL_STATES[state])
        for number, (firm, state) in enumerate(figures.not_done, 1)
    )
    return Table(SHEETS["not_done"], HEADINGS["not_done"], rows, (8, 50, 20))


def _unevaluated(figures: MonthReported) -> Table:
    rows = tuple(
        (number, firm, unit, UNEVALUATED[reason])
        for number, (firm, unit, reason) in enumerate(figures.unevaluated, 1)
    )
    return Table(SHEETS["unevaluated"], HEADINGS["unevaluated"], rows, (8, 50, 20, 14))


def _not_served(figures: MonthReported) -> Iterator[Table]:
    """Yield the firms that a unit says it never served, where there are any."""
    rows = tuple(
        (number, each.firm, each.unit, each.leader, each.reason, each.at[:10])
        for number, each in enumerate(figures.not_served, 1)
    )
    if rows:
        yield Table(SHEETS["not_served"], HEADINGS["not_served"], rows, (8, 40, 20, 12, 40, 14))


def _late_calls(figures: MonthReported) -> Table:
    rows = tuple(
        (number, firm, ADDED_LATE if was_added_late else "")
        for number, (firm, was_added_late) in enumerate(figures.late_calls, 1)
    )
    return Table(SHEETS["late_calls"], HEADINGS["late_calls"], rows, (8, 50, 20), on_screen=())


def _notes(figures: MonthReported) -> tuple[tuple[str, str], ...]:
    kept = (KEPT,) if figures.keeps_what_it_printed else ()
    return (*NOTE, *kept, *words.undated_units(figures.undated_units))


def _problems(facts: MonthFacts) -> Table:
    rows = tuple(
        (
            each.firm or "",
            each.unit or "",
            CATEGORIES[each.category],
            each.text,
            words.PROBLEM_STATES[each.state],
            each.due_on,
        )
        for each in facts.problems
    )
    widths = (30, 16, 12, 44, 10, 12)
    return Table(SHEETS["problems"], HEADINGS["problems"], rows, widths, is_landscape=True)


def _visits(facts: MonthFacts) -> Table:
    rows = tuple(
        (
            each.firm,
            LISTED.join(REASONS[reason] for reason in each.reasons),
            SIGNATURES["refused"] if each.is_refused else words.VISIT_STATES[each.state],
            each.due_on,
        )
        for each in facts.visits
    )
    return Table(SHEETS["visits"], HEADINGS["visits"], rows, (40, 30, 16, 14))


def aapor(figures: MonthReported) -> Table:
    """Return AAPOR's rates, each with its denominator."""
    rows = tuple(words.rate_row(words.AAPOR.format(name), rate) for name, rate in figures.aapor)
    return Table(SHEETS["aapor"], words.SUMMARY, rows, words.SUMMARY_WIDTHS, on_screen=())


def corrections(figures: MonthReported) -> Table:
    """Return what was changed in months that were cleared."""
    rows = tuple(
        (
            each.month,
            minute(each.at),
            each.by,
            SUBJECT.format(kind=KINDS.get(each.kind, each.kind), subject=each.subject),
            each.reason,
        )
        for each in figures.corrections
    )
    return Table(SHEETS["corrections"], HEADINGS["corrections"], rows, (10, 17, 12, 16, 40))
