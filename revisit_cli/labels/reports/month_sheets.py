"""The sheets of the signed monthly report: open cases, units, answers, problems, visits."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from revisit_cli.labels.calls.return_list import struck
from revisit_cli.labels.ledgers.filing import FILING_STATES
from revisit_cli.labels.problems.problem import AGAIN, CATEGORIES, TIMINGS
from revisit_cli.labels.reports import report
from revisit_cli.labels.reports import wording as w
from revisit_cli.labels.reports.front_words import FIGURES, MEASURES
from revisit_cli.labels.reports.leaf import NOUGHT, count, part
from revisit_cli.labels.reports.questions import NO_UNIT
from revisit_cli.labels.reports.wording import STOP
from revisit_cli.labels.reports.work_words import CARRIED, UNDONE, why_undone
from revisit_cli.labels.text import LISTED
from revisit_cli.labels.visits.flag import REASONS
from revisit_cli.labels.visits.visit import SIGNATURES
from revisit_cli.records.code import FigureCode, FilingStanding
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.book import (
    BookSheet,
    BurnDown,
    ClockTiming,
    RateLine,
    RateLines,
    UnitBar,
)
from revisit_cli.records.reports.facts import MonthFacts
from revisit_cli.records.reports.front import Figure, MonthTold, Undone
from revisit_cli.records.reports.paper import Cell, Table
from revisit_cli.records.reports.report import UnitFigures
from revisit_cli.records.value import replace
from revisit_cli.rulebook.loader import form
from revisit_cli.rulebook.periods import first_day

LEAST_RATED = 5
SIX = ("六项数字", "本期", "件（家）数", "上期", "增减百分点")
SIX_WIDTHS = (3, 3, 2, 2, 2)
FEW, FIRST, UP, DOWN, SAME = "不足5，不计率", "首期", "升{points}", "降{points}", "持平"
# Stands for a number that is not available.
IN_NUMBERS = (FEW, FIRST, SAME, NOUGHT, report.NOT_APPLICABLE)
UNDONE_TITLE, UNDONE_NOTE = (
    "表1　未完成名单",
    "电话回访{verb}{count}家，按结果分列；理由和去向写在各组",
)
NOT_DONE, STILL = "未完成", "尚有"
INDEX = "序号"
UNDONE_HEADS, UNDONE_WIDTHS = (INDEX, "企业", "单位", "说明"), (1, 5, 4, 2)
UNDONE_PLAIN = (1, 7, 4)
ALL_DONE_NOTE = "电话、上门没有未完成的"
HANDED, OF_BEFORE = "上期结转来", {False: "{firm}", True: "{firm}（上期结转来）"}
GROUP, PROBLEM_GROUP, WHY = "{word}{count}家", "{word}{count}件", "{head}　{why}"
VISITS_GROUP, CAME_LATE = "上门未完成", "补入已过期"
UNITS_TITLE, UNITS_NOTE = "表2　各单位", "按名册排列；评价不足5件的只列件数，不计率"
UNITS_RANKED = "按满意率排列；评价不足5件的不排名"
UNIT_HEADS = (
    "单位", "台账", "企业", "满意", "不满意", "未评价", "评价", "满意率", "错号\n空号", "问题\n按期",
)  # fmt: skip
UNIT_WIDTHS = (3, 1, 1, 1, 1, 1, 1, 1, 1, 1)
RANK, WHOLE = "名次", "合计（件次）"
FOLDED: Mapping[FilingStanding, str] = {
    "zero": "零报告（按时）",
    "on_time": "已报而没有企业",
    "late": "迟报而没有企业",
    "supplement": "补报而没有企业",
    "missing": "未报",
}
FOLD, OVERDUE, OVERDUE_OF = (
    "{word}{count}个：{units}",
    "逾期补报{count}个：{units}",
    "{unit} {count}行",  # the blank separates a name that ends in a digit from the count
)
BARS, BARS_NOTE = "图1　各单位评价", "按名册排列；灰：满意，黑：不满意，白：未评价"
BAR, BAR_BAD = "{unit}　{of}", "{unit}　{of}　不满意{bad}"
PLAIN_BAR, CONTINUED = "{unit}　无评价", "（续）"
TREND, TREND_NOTE, GAPS = "图2　近十二个月", "各图同一刻度，自{floor}%起", "{months}没有数，线断开"
TREND_TITLE, TREND_NONE = "{name}　{rate}", "{name}　—"
LEAST_MONTHS, FLOOR = 3, 600
BURN = "待回访户数（实线）：{day}剩{left}家"
BURN_PACE = "；虚线：按工作日均摊到{day}"
PROBLEMS_TITLE, NO_PROBLEMS = "表4　问题与上门", "本期没有收到问题"
PROBLEM_HEADS = (INDEX, "内容", "承办", "办理", "时限", "期限")
PROBLEM_WIDTHS = (1, 4, 2, 1, 2, 2)
FROM = "{text}\n{firm}"
PROBLEM_COUNTS = "问题{count}件：{parts}"
UNHAPPY, UNHAPPY_HEADS, UNHAPPY_WIDTHS = "不满意的企业", (INDEX, "企业", "单位"), (1, 6, 5)
VISITS, VISIT_HEADS = "上门", (INDEX, "企业", "理由", "情况", "期限")
VISIT_WIDTHS = (1, 5, 2, 2, 2)
VISIT_SUM = "应上门{flagged}家 ＝ {parts}"
VISIT_PARTS = {
    "signed": "已上门并签章",
    "refused_signature": "已上门拒签",
    "done": "已上门",
    "unsigned": "已上门未签章",
    "to_do": "未上门",
    "carried": CARRIED,
}
LATE = (TIMINGS["late"], AGAIN.format(TIMINGS["late"]))
# Words for bad or late values, which are printed bold.
BAD = frozenset((FILING_STATES["late"], FILING_STATES["supplement"], FILING_STATES["missing"],
                 *LATE, *(w.EARLIER + word for word in LATE), report.VISIT_STATES["to_do"],
                 SIGNATURES["refused"]))  # fmt: skip
GAP, INDENT = "　", "　　"
FRONT, FORM, DATA = "情况", "附表3", "图数据"
DAY_FORMAT = 'm"月"d"日"'
COUNTED_IN = "家个件"
SHEETS = ("未完成", "各单位", "五项内容", "问题与上门")
DAY = "{0.month}月{0.day}日"
MONTH = "{0.year}年{0.month}月"


def six(told: MonthTold) -> Table:
    """Return the table of the six figures, with their fractions and the month before."""
    rows = tuple(_six(each, is_first=told.before is None) for each in told.figures)
    return Table("", SIX, rows, SIX_WIDTHS)


def _six(figure: Figure, *, is_first: bool) -> tuple[Cell, ...]:
    rate, before = figure.rate, figure.previous
    shown: Cell = NOUGHT
    if rate.of:
        shown = FEW if figure.tenths is None else rate
    old: Cell = FIRST if is_first else NOUGHT
    if before is not None:
        old = part(before) if figure.previous_tenths is None else before
    change = figure.change_tenths
    moved = NOUGHT
    if change is not None:
        moved = w.changed(change, UP, DOWN, SAME)
    of = part(rate) + MEASURES[figure.code] if rate.of else NOUGHT
    return FIGURES[figure.code], shown, of, old, moved


def undone(told: MonthTold, facts: MonthFacts) -> BookSheet:
    """Return the table of firms not reached, by outcome, and of firms not visited yet."""
    units = _units_of(facts)
    late = {firm for firm, was_added_late in told.month.late_calls if was_added_late}
    rows: list[tuple[Cell, ...]] = []
    number = 0
    for group in told.undone:
        rows.append((_head(group, told),))
        for firm in group.firms:
            number += 1
            note = CAME_LATE if firm in late and group.added_late < len(group.firms) else ""
            rows.append((number, firm, LISTED.join(units.get(firm, ())), note))
    left = [each for each in facts.visits if each.state != "done"]
    if left:
        rows.append((GROUP.format(word=VISITS_GROUP, count=len(left)),))
        for visit in left:
            number += 1
            why = LISTED.join(REASONS[reason] for reason in visit.reasons)
            rows.append((number, visit.firm, why, report.VISIT_STATES[visit.state]))
    calls = told.left.calls
    is_left = told.days.is_open and any(each.left for each in told.undone)
    verb = STILL if is_left and not told.days.calls_over else NOT_DONE
    note = "" if rows else ALL_DONE_NOTE
    if calls:
        note = UNDONE_NOTE.format(verb=verb, count=calls)
    remark = "；".join((note, *folded(told))) if not rows else note
    table = Table(UNDONE_TITLE, UNDONE_HEADS, tuple(rows), UNDONE_WIDTHS, remark)
    if not any(row[3:] != ("",) for row in rows if len(row) > 1):
        # Without any remarks the names take their column.
        plain = tuple(row[:3] for row in rows)
        table = replace(table, headings=UNDONE_HEADS[:3], rows=plain, widths=UNDONE_PLAIN)
    return BookSheet(SHEETS[0], (table,), burn_down=None)


def _head(group: Undone, told: MonthTold) -> str:
    head = GROUP.format(word=UNDONE[group.kind], count=len(group.firms))
    why = why_undone(group, told)
    return WHY.format(head=head, why=why) if why else head


def _units_of(facts: MonthFacts) -> dict[str, tuple[str, ...]]:
    """Return the units that served each firm, by the firm's name."""
    found: dict[str, dict[str, None]] = {}
    for each in facts.services:
        found.setdefault(each.firm_name, {})[each.unit] = None
    return {firm: tuple(units) for firm, units in found.items()}


def burn_down(told: MonthTold, pace: Sequence[float | None]) -> BurnDown | None:
    """Return the burn-down chart of calls, None if there were none or no day is over yet."""
    days = told.month.calls_left
    known = [each for each in days if each.left is not None]
    if len(known) < 2:
        return None
    caption = BURN.format(day=DAY.format(known[-1].on), left=known[-1].left)
    if any(each is not None for each in pace):
        caption += BURN_PACE.format(day=DAY.format(days[-1].on))
    return BurnDown(
        caption,
        tuple(each.on for each in days),
        tuple(each.left for each in days),
        tuple(pace),
    )


def units(
    told: MonthTold, problems: Mapping[str, Rate], ranks: Mapping[str, int] | None
) -> BookSheet:
    """Return a row for each unit with firms, the others in one line, and the bars of units.

    In the order of the roster, or by rate if ``ranks``.
    """
    shown = [
        each for each in told.month.units if each.firms or each.beyond or each.unit in problems
    ]
    heads: tuple[str, ...] = UNIT_HEADS
    widths: tuple[int, ...] = UNIT_WIDTHS
    note = UNITS_NOTE
    if ranks is not None:
        heads, widths, note = (RANK, *heads), (1, 2, *widths[1:]), UNITS_RANKED
        shown.sort(key=lambda each: ranks.get(each.unit, len(ranks) + 1))
    rows = [_unit(each, problems.get(each.unit, Rate(0, 0)), ranks) for each in shown]
    if "" in problems:
        rows.append((NO_UNIT, *[""] * (len(heads) - 2), part(problems[""])))
    if len(rows) > 1:
        rows.append(_whole(shown, problems, has_ranks=ranks is not None))
    remark = STOP.join((note, w.SEMICOLON.join(folded(told))))
    table = Table(UNITS_TITLE, heads, tuple(rows), widths, remark.rstrip(STOP))
    bars = tuple(_bar(each) for each in shown if each.firms or each.beyond)
    return BookSheet(SHEETS[1], (table,), bars=bars, bars_title=BARS, bars_note=BARS_NOTE)


def _unit(unit: UnitFigures, problems: Rate, ranks: Mapping[str, int] | None) -> tuple[Cell, ...]:
    bad = f"{count(unit.bad_numbers.n)}{struck(unit.struck_numbers)}"
    row = (unit.unit, FILING_STATES[unit.filing], *_counts([unit]), bad, part(problems))
    return row if ranks is None else (str(ranks.get(unit.unit, NOUGHT)), *row)


def _whole(
    units: Sequence[UnitFigures], problems: Mapping[str, Rate], *, has_ranks: bool
) -> tuple[Cell, ...]:
    told = problems.values()
    kept = Rate(sum(each.n for each in told), sum(each.of for each in told))
    bad = sum(each.bad_numbers.n for each in units)
    row = (WHOLE, "", *_counts(units), count(bad), part(kept))
    return ("", *row) if has_ranks else row


def _counts(units: Sequence[UnitFigures]) -> tuple[Cell, ...]:
    """Return counts of firms and answers of some units, and the rate of the satisfied."""
    rates = [each.satisfaction for each in units]
    whole = Rate(sum(each.n for each in rates), sum(each.of for each in rates))
    return (
        count(sum(each.firms + each.beyond for each in units)),
        count(sum(each.satisfied for each in units)),
        count(sum(each.dissatisfied for each in units)),
        count(sum(each.not_rated for each in units)),
        count(whole.of),
        whole if whole.of >= LEAST_RATED else "",
    )


def folded(told: MonthTold, overdue: str = OVERDUE) -> Iterator[str]:
    """Yield a line with the units without firms, and one with those that filed rows late."""
    for state, word in FOLDED.items():
        names = [
            each.unit
            for each in told.month.units
            if each.filing == state and not each.firms and not each.beyond
        ]
        if names:
            yield FOLD.format(word=word, count=len(names), units=LISTED.join(names))
    late = [each for each in told.month.units if each.overdue]
    if late:
        named = (OVERDUE_OF.format(unit=each.unit, count=each.overdue) for each in late)
        yield overdue.format(count=len(late), units=LISTED.join(named))


def _bar(unit: UnitFigures) -> UnitBar:
    rate = unit.satisfaction
    label = PLAIN_BAR.format(unit=unit.unit)
    if rate.of:
        pattern = BAR_BAD if unit.dissatisfied else BAR
        label = pattern.format(unit=unit.unit, of=part(rate), bad=unit.dissatisfied)
    return UnitBar(label, unit.satisfied, unit.dissatisfied, unit.not_rated)


def problems(
    told: MonthTold, facts: MonthFacts, timings: Mapping[int, tuple[ClockTiming, ...]]
) -> BookSheet:
    """Return the tables of problems with verdicts, of dissatisfied firms, and of visits."""
    rows: list[tuple[Cell, ...]] = []
    number = 0
    groups = [
        (word, [each for each in facts.problems if each.category == category])
        for category, word in CATEGORIES.items()
    ]
    for word, those in (*groups, (HANDED, facts.carried_problems)):
        if those:
            rows.append((PROBLEM_GROUP.format(word=word, count=len(those)),))
        for each in those:
            number += 1
            rows.append((
                number,
                FROM.format(text=each.text, firm=each.firm) if each.firm else each.text,
                each.unit or NOUGHT,
                _in_column(report.PROBLEM_STATES[each.state]),
                "\n".join(w.kept(timings.get(each.id, ()))) or NOUGHT,
                w.day_of(each.due_on, told.month.month),
            ))  # fmt: skip
    told_of = Counter(
        first.timing for each in facts.problems for first in timings.get(each.id, ())[:1]
    )
    parts = w.counted(((TIMINGS[code], told_of[code]) for code in TIMINGS), "")
    counted = PROBLEM_COUNTS.format(count=len(facts.problems), parts=w.COMMA.join(parts))
    note = counted if facts.problems else NO_PROBLEMS
    tables = [Table(PROBLEMS_TITLE, PROBLEM_HEADS, tuple(rows), PROBLEM_WIDTHS, note)]
    unhappy = _unhappy(facts)
    if unhappy:
        tables.append(Table(UNHAPPY, UNHAPPY_HEADS, unhappy, UNHAPPY_WIDTHS))
    if facts.visits or facts.carried_visits:
        tables.append(_visits(told, facts))
    return BookSheet(SHEETS[3], tuple(tables))


def _in_column(word: str) -> str:
    """Return a word as it stands in a column that is three letters wide: a longer one in halves."""
    half = len(word) // 2
    return word if len(word) < 4 else f"{word[:half]}\n{word[half:]}"


def _unhappy(facts: MonthFacts) -> tuple[tuple[Cell, ...], ...]:
    names = {x.firm: OF_BEFORE[x.is_carried_in].format(firm=x.name) for x in facts.calls}
    overall = form().overall.code
    found: dict[int, list[str]] = {}
    for each in facts.answers:
        if each.answers.code(overall) == "dissatisfied" and not each.is_of_visit:
            found.setdefault(each.firm, []).append(each.unit)
    return tuple(
        (number, names.get(firm, ""), LISTED.join(dict.fromkeys(told)))
        for number, (firm, told) in enumerate(found.items(), 1)
    )


def _visits(told: MonthTold, facts: MonthFacts) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (
            number,
            each.firm,
            LISTED.join(REASONS[reason] for reason in each.reasons),
            SIGNATURES["refused"] if each.is_refused else report.VISIT_STATES[each.state],
            w.day_of(each.due_on, told.month.month),
        )
        for number, each in enumerate((*facts.visits, *facts.carried_visits), 1)
    ]
    if facts.carried_visits:
        rows.insert(
            len(facts.visits), (GROUP.format(word=HANDED, count=len(facts.carried_visits)),)
        )
    counts = dict(told.month.visits)
    names = [name for name in VISIT_PARTS if name != "done" or "signed" not in counts]
    parts = [f"{VISIT_PARTS[name]}{counts[name]}" for name in names if counts.get(name)]
    whole = VISIT_SUM.format(flagged=counts["flagged"], parts=" ＋ ".join(parts)) if parts else ""
    return Table(VISITS, VISIT_HEADS, tuple(rows), VISIT_WIDTHS, whole)


def rates(history: Mapping[str, Mapping[FigureCode, Rate] | None]) -> RateLines | None:
    """Return the chart of the six rates; None if there are too few months for a line."""
    known = [month for month, found in history.items() if found is not None]
    if len(known) < LEAST_MONTHS:
        return None
    told = {
        code: tuple(
            None if found is None or found[code].of < LEAST_RATED else found[code].tenths
            for found in history.values()
        )
        for code in FIGURES
    }
    lowest = min((each for line in told.values() for each in line if each is not None), default=0)
    first = next(place for place, found in enumerate(history.values()) if found is not None)
    gaps = [
        MONTH.format(first_day(month))
        for month, found in list(history.items())[first:]
        if found is None
    ]
    note = TREND_NOTE.format(floor=0 if lowest < FLOOR else FLOOR // 10)
    if gaps:
        note += w.SEMICOLON + GAPS.format(months=LISTED.join(gaps))
    return RateLines(
        TREND,
        note,
        tuple(map(first_day, history)),
        tuple(RateLine(_last(name, told[code]), told[code]) for code, name in FIGURES.items()),
    )


def _last(name: str, tenths: Iterable[int | None]) -> str:
    *_, last = tenths
    if last is None:
        return TREND_NONE.format(name=name)
    return TREND_TITLE.format(name=name, rate=w.percent(last))
