"""The monthly report: its tables, line by line."""

from collections.abc import Iterator, Sequence
from typing import get_args

from revisit_cli.document import FORM_3, LEDGER_COLUMNS
from revisit_cli.labels.calls import listing
from revisit_cli.labels.calls.return_list import struck
from revisit_cli.labels.ledgers.filing import FILING_STATES
from revisit_cli.labels.reports import leaf as shapes
from revisit_cli.labels.reports import month_sheets, questions, recheck
from revisit_cli.labels.reports import report as words
from revisit_cli.labels.reports.leaf import rated_part, without_nought
from revisit_cli.labels.rules.form import ledger_title
from revisit_cli.labels.text import minute
from revisit_cli.records.code import Unevaluated
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.book import BookFacts, BookSheet, FormRow, MonthBook
from revisit_cli.records.reports.facts import MonthFacts
from revisit_cli.records.reports.front import MonthTold
from revisit_cli.records.reports.paper import Cell, Table
from revisit_cli.records.reports.report import MonthReported
from revisit_cli.records.value import as_dict, replace
from revisit_cli.rulebook.periods import Period, month_parts

TITLE, FORECAST = "涉企服务对象回访情况月报", "涉企服务对象回访情况月报（预告）"
PERIOD = (
    "{year}年第{number}期　　{first.year}年{first.month}月{first.day}日至{last}　　应回访{firms}家"
)
DAY, DAY_OF_YEAR = "{0.month}月{0.day}日", "{0.year}年{0.month}月{0.day}日"
FOOT = "{month}　记录簿{foot}"
SUMMARY_WIDTHS = (6, 2, 2, 2)
SHEETS = {
    "summary": "汇总",
    "form": "附表3汇总",
    "units": "分单位·企业和评价",
    "filed": "分单位·台账",
    "not_done": "未完成名单",
    "late_calls": "超期回访名单",
    "unevaluated": "未评价名单",
    "not_served": "名单有误",
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
    "corrections": "更正（处）",
    "doubtful_times": "倒填、补录等时间存疑（条）",
}
CALLED_IN = "清零后补报（{}回访）"
CAME_FROM = "其中清零后补报（{}台账）"
COUNTED = ("sole_traders", "late_entry_firms", "services", "late_entries", "overdue")
UNIT_HEADINGS = (
    "单位", "企业", "另计", "评价", "未作总评", "未问到", "未访到", "待回访", "已结转", "名单有误",
    "上门评价",
)  # fmt: skip
# In the order of the headings.
UNIT_COUNTS = (
    "firms", "beyond", "evaluations", *get_args(Unevaluated), "visited",
)  # fmt: skip
UNIT_LEDGER_HEADINGS = ("单位", "报送", "事项", "迟报补录", "逾期补报", "错号空号", "排名")
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
    "aapor": ("率", "怎样算", "分子", "分母", "比率"),
    "corrections": ("月份", "时间", "经办人", "更正对象", "理由"),
}
RANKED, NOT_RANKED = "参加", "评价不足，不排名"
NOTE = (
    ("结转", "上期结转来的回访不计入本期 N，另列一行；对它的评价计入各单位的评价数。"),
    ("时间", "记录所称时间与录入时间对不上的，逐条列出用 revisit audit verify --times。"),
    ("清零", "已清零月份的结转事项，其后的办理计入转入的月份。"),
)
KEPT = ("清零", "本期在依解读R21计数以前清零，按期、超期照清零时的算法印出。")
ADDED_LATE = "补入已过期"
SUBJECT = "{kind} {subject}"
SIGNS = ("制表：", "审核：", "负责人：", "日期：　　　　年　　月　　日")
ANNEX = "附件"
FORM_REMARK = "共{count}件，{firms}户企业。电话只显示前三位和后四位。"
AAPOR_NOTE = (
    "AAPOR（美国民意研究协会）标准定义，e＝1：无法判定的都算应访。完成、部分完成、拒访、其他未完成为联系上的；"
    "号码错误、停机、尚未拨打为无法判定的；已注销的不计。"
)
# Rates of whole, by what they leave out.
EXPLAINED = {
    "RR1": "完成 ÷ 全部应访",
    "RR2": "（完成＋部分完成）÷ 全部应访：有效回访率",
    "RR3": "完成 ÷ 应访，无法判定的按 e 计入",
    "RR4": "（完成＋部分完成）÷ 应访，无法判定的按 e 计入",
    "RR5": "完成 ÷ 已判定的",
    "RR6": "（完成＋部分完成）÷ 已判定的",
    "COOP1": "完成 ÷ 联系上的",
    "COOP2": "（完成＋部分完成）÷ 联系上的",
    "COOP3": "完成 ÷（完成＋部分完成＋拒访）",
    "COOP4": "（完成＋部分完成）÷（完成＋部分完成＋拒访）",
    "REF1": "拒访 ÷ 全部应访",
    "REF2": "拒访 ÷ 应访，无法判定的按 e 计入",
    "REF3": "拒访 ÷ 已判定的",
    "CON1": "联系上的 ÷ 全部应访：接通率",
    "CON2": "联系上的 ÷ 应访，无法判定的按 e 计入",
    "CON3": "联系上的 ÷ 已判定的",
}
Line = tuple[Cell, ...]
Counts = tuple[tuple[str, int], ...]
KINDS = {
    "event": "撤销",
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


def paper(
    facts: MonthFacts, told: MonthTold, behind: BookFacts, cycle: Period, bureau: str
) -> MonthBook:
    """Return the month's report: words and six figures to sign, four sheets, and the annex."""
    year, number = month_parts(told.month.month)
    period = PERIOD.format(
        year=year, number=number, first=cycle.first_on, last=_last(cycle), firms=told.month.firms
    )
    annex = _annex(told.month, cycle)
    undone = month_sheets.undone(told, facts)
    return MonthBook(
        title=FORECAST if told.days.is_open else TITLE,
        period=period,
        tables=annex,
        signs=SIGNS,
        line=words.head_line(told.month.log, told.month.origin),
        foot=FOOT.format(month=told.month.month, foot=words.foot(told.month.log)),
        remark=_list(told),
        words=tuple((f"{each.head}。", each.text) for each in told.words),
        office=bureau,
        states=tuple((each.title, each.text) for each in told.states),
        six=month_sheets.six(told),
        sheets=(
            replace(undone, burn_down=month_sheets.burn_down(told, behind.pace)),
            month_sheets.units(told, behind.units_in_time, behind.ranks),
            questions.answers(told, month_sheets.rates(behind.history)),
            month_sheets.problems(told, facts, behind.timings),
        ),
        annex=BookSheet(ANNEX, (without_nought(annex[0]), *annex[1:])),
        form=_form(facts, behind.services),
    )


def _last(cycle: Period) -> str:
    is_same = cycle.first_on.year == cycle.last_on.year
    return (DAY if is_same else DAY_OF_YEAR).format(cycle.last_on)


def _list(told: MonthTold) -> str:
    """Return N as a sum, for the head of the figures."""
    return listing.sum_words(told.month.call_list)


def _annex(figures: MonthReported, cycle: Period) -> tuple[Table, ...]:
    """Return the annex: all figures and names that the sheets lack, and the readings last."""
    lists = (_not_done(figures), _late_calls(figures), _unevaluated(figures))
    by_unit = questions.units_table(
        figures.questions, figures.hidden_approvals, questions.BEFORE_MONTH
    )
    checked = recheck.table(figures.recheck, figures.later_rechecks)
    return (
        summary(figures),
        *units(figures),
        *(each for each in lists if each.rows),
        *_not_served(figures),
        *words.roster_table(figures.roster_changes),
        *words.rule_table(figures.rule_changes),
        replace(checked, widths=(9, 3)),
        *((aapor(figures),) if figures.firms else ()),
        corrections(figures),
        *words.retraction_table(figures.retractions),
        by_unit,
        replace(words.notes((cycle,), notes(figures)), widths=(1, 11)),
    )


def summary(figures: MonthReported) -> Table:
    """Return the first table: counts, rates with their denominators, and sums."""
    rows = (*_firm_lines(figures), *_kind_lines(figures), *_other_lines(figures))
    checked = words.CHECKED.format(sums=_sums(figures))
    return Table(SHEETS["summary"], words.SUMMARY, rows, SUMMARY_WIDTHS, checked)


def _firm_lines(figures: MonthReported) -> Iterator[Line]:
    """Yield the lines of firms and services, and the rates over all firms."""
    yield words.count_row(LINES["firms"], figures.firms)
    if figures.is_locked:
        yield words.count_row(LINES["frozen"], figures.call_list.frozen)
        yield words.count_row(LINES["added"], figures.call_list.added)
    if figures.call_list.merged:
        yield words.count_row(LINES["merged"], figures.call_list.merged)
    if figures.unlisted:
        yield words.count_row(LINES["unlisted"], figures.unlisted)
    for came in figures.after_close:
        is_own = came.month == figures.month
        label = CALLED_IN.format(came.called_in) if is_own else CAME_FROM.format(came.month)
        yield words.count_row(label, came.firms)
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
    """Yield counts; what was in time comes with its denominator, before what was late."""
    for name, count in counts:
        if name == "late":
            yield "in_time", in_time
        if name != "in_time":
            yield name, count


def _other_lines(figures: MonthReported) -> Iterator[Line]:
    """Yield the lines on what was carried in, on integrity, and on cases to look into."""
    for kind, rate in figures.carried_in:
        yield words.rate_row(words.CARRIED_IN_LINE.format(words.CARRIES[kind]), rate)
    yield from questions.complaint_lines(figures.questions)
    yield from questions.in_confidence(figures.questions)
    yield words.count_row(words.HIDDEN_APPROVALS, figures.hidden_approvals.contacts)
    yield words.count_row(LINES["corrections"], len(figures.corrections))
    yield words.count_row(words.RETRACTION_LINE, len(figures.retractions))
    yield words.count_row(LINES["doubtful_times"], figures.doubtful_times)
    yield from words.later_lines(figures.roster_changes, figures.back_filed, figures.rule_changes)


def _sums(figures: MonthReported) -> str:
    """Return N as the sum of outcomes, and as the sum of answers."""
    count = figures.call_list.merged
    merged = (("merged", count),) if count else ()
    return words.AND.join(
        words.balance("N", figures.firms, [(names[name], count) for name, count in parts])
        for names, parts in (
            (words.CLASSES, figures.dispositions),
            (words.ANSWERS | words.MERGED_TOO, (*figures.answers, *merged)),
        )
    )


def units(figures: MonthReported) -> tuple[Table, Table]:
    """Return the table of units: their firms by outcome, and their filings."""
    firms = tuple(
        (unit.unit, *(shapes.count(getattr(unit, name)) for name in UNIT_COUNTS))
        for unit in figures.units
    )
    filed = tuple(
        (
            unit.unit,
            FILING_STATES[unit.filing],
            *map(shapes.count, (unit.services, unit.late_entries, unit.overdue)),
            rated_part(unit.bad_numbers) + struck(unit.struck_numbers),
            RANKED if unit.is_ranked else NOT_RANKED,
        )
        for unit in figures.units
    )
    return (
        without_nought(Table(SHEETS["units"], UNIT_HEADINGS, firms, (2, *[1] * 10), UNITS_REMARK)),
        Table(SHEETS["filed"], UNIT_LEDGER_HEADINGS, filed, (3, 1, 1, 1, 1, 2, 3)),
    )


def _form(facts: MonthFacts, services: Sequence[FormRow]) -> Table:
    rows = tuple(
        (str(number), *as_dict(service).values()) for number, service in enumerate(services, 1)
    )
    firms = len({service.firm for service in facts.services})
    return Table(
        ledger_title(FORM_3.title, facts.month),
        LEDGER_COLUMNS,
        rows,
        (),
        FORM_REMARK.format(count=len(rows), firms=firms),
    )


def _not_done(figures: MonthReported) -> Table:
    rows = tuple(
        (number, firm, words.CALL_STATES[state])
        for number, (firm, state) in enumerate(figures.not_done, 1)
    )
    return Table(SHEETS["not_done"], HEADINGS["not_done"], rows, (1, 8, 3))


def _unevaluated(figures: MonthReported) -> Table:
    rows = tuple(
        (number, firm, unit, UNEVALUATED[reason])
        for number, (firm, unit, reason) in enumerate(figures.unevaluated, 1)
    )
    return Table(SHEETS["unevaluated"], HEADINGS["unevaluated"], rows, (1, 6, 3, 2))


def _not_served(figures: MonthReported) -> Iterator[Table]:
    """Yield the table of firms that a unit states it never served, if there are any."""
    rows = tuple(
        (number, each.firm, each.unit, each.leader, each.reason, each.at[:10])
        for number, each in enumerate(figures.not_served, 1)
    )
    if rows:
        yield Table(SHEETS["not_served"], HEADINGS["not_served"], rows, (1, 3, 2, 1, 3, 2))


def _late_calls(figures: MonthReported) -> Table:
    rows = tuple(
        (number, firm, ADDED_LATE if was_added_late else "")
        for number, (firm, was_added_late) in enumerate(figures.late_calls, 1)
    )
    return Table(SHEETS["late_calls"], HEADINGS["late_calls"], rows, (1, 8, 3))


def notes(figures: MonthReported) -> tuple[tuple[str, str], ...]:
    """Return the notes on a month, which come before the readings."""
    kept = (KEPT,) if figures.keeps_what_it_printed else ()
    return (*NOTE, *kept, *words.undated_units(figures.undated_units))


def aapor(figures: MonthReported) -> Table:
    """Return the table of AAPOR's rates, with their meaning and denominators."""
    rows = tuple((name, EXPLAINED[name], rate.n, rate.of, rate) for name, rate in figures.aapor)
    return Table(SHEETS["aapor"], HEADINGS["aapor"], rows, (1, 7, 1, 1, 2), AAPOR_NOTE)


def corrections(figures: MonthReported) -> Table:
    """Return the table of changes to cleared months."""
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
    return Table(SHEETS["corrections"], HEADINGS["corrections"], rows, (1, 2, 2, 2, 5))
