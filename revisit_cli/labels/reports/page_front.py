"""The first screen of a month's page: head, words with links, six figures, open cases."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from revisit_cli.labels.reports import front_words as heads
from revisit_cli.labels.reports import wording as w
from revisit_cli.labels.reports.front_words import FIGURES, MEASURES
from revisit_cli.labels.reports.leaf import NOUGHT, part
from revisit_cli.labels.reports.work_words import CARRIED, CARRIED_OF, UNDONE
from revisit_cli.labels.text import LISTED
from revisit_cli.pattern import pattern
from revisit_cli.records.code import FigureCode
from revisit_cli.records.reports.front import Figure, MonthTold, Paragraph
from revisit_cli.records.reports.front import Undone as UndoneFirms
from revisit_cli.records.reports.page import Burn, Group, SixShown
from revisit_cli.records.reports.paper import PageParagraph, Run
from revisit_cli.records.reports.report import RollLine
from revisit_cli.rulebook.periods import Period, month_parts

ISSUE, PERIOD, FIRMS = "{year}年第{number}期", "{first}至{last}", "应回访{count}家"
DAY = "{0.year}年{0.month}月{0.day}日"
# The anchors of the rows behind figures.
UNDONE_AT, UNITS_AT, PROBLEMS_AT = "#undone", "#units", "#problems"
UNHAPPY_AT, VISITS_AT, ROLL_AT = "#unhappy", "#visits", "#roll"
PLACES: Mapping[FigureCode, str] = {
    "filings": UNITS_AT,
    "coverage": UNDONE_AT,
    "effective": UNDONE_AT,
    "satisfaction": UNHAPPY_AT,
    "problems": PROBLEMS_AT,
    "visits": VISITS_AT,
}
CLAUSES: Mapping[FigureCode, str] = {
    "filings": "三（一）1",
    "coverage": "三（二）1",
    "effective": "三（二）1",
    "satisfaction": "附表1",
    "problems": "四4",
    "visits": "三（二）2",
}
# The rows that a number in the text links to, by words in its clause; the first match counts.
LEADS = (
    ("座谈|工作日", ""),
    ("不满意", UNHAPPY_AT),
    ("上门", VISITS_AT),
    ("应回访|涉企事项|有效回访|总体评价|满意|已注销|补录|不列入", ROLL_AT),
    ("报送|台账|零报告|迟报|未报|补报|补号|号码有误的", UNITS_AT),
    ("问题|意见建议|困难|答复|办结|处理|延期|超期|未到期|移交|重开", PROBLEMS_AT),
    ("拨打|覆盖率|电话|未接通|拒访|停机|空号|号码|名单有误|未完成|结转|补入", UNDONE_AT),
)
# If none matches: by the head of the paragraph.
COMPARED_AT, RECHECK_AT = "#six", "#recheck"
HEADS: Mapping[str, str] = {
    heads.OVERALL: ROLL_AT,
    heads.COMPARED: COMPARED_AT,
    heads.PROBLEMS: PROBLEMS_AT,
    heads.UNDONE: UNDONE_AT,
    heads.UNDONE_OPEN: UNDONE_AT,
    heads.RECHECKED: RECHECK_AT,
}
# Paragraphs in which all numbers count the same kind of rows.
_WHOLE = (heads.COMPARED, heads.RECHECKED)
_CLAUSE = pattern("[^，；。：（）]*[，；。：（）]+|[^，；。：（）]+")
# A number in the text with its measure word.
NUMBER = pattern(r"\d+(?:\.\d+)?(?:%|个百分点|户次|家|件|个|行|通|份|次)")
BEFORE, NO_BEFORE = "上期 {before}", "上期没有"
UP, DOWN, SAME = "升 {points} 个百分点", "降 {points} 个百分点", "与上期持平"
NO_RATE = "不计率"
NOT_CALLED = "{word} {count}家"
BURN = "待回访户数：{day}剩{left}家"
BURN_NOTE = "虚线为按工作日均摊应剩的户数，灰底为休息日"
BURN_PLAIN = "休息日未载入，不画均摊线"
BURN_TOLD = "{day}剩{left}家"
DATE = "{0.month}月{0.day}日"


def head(told: MonthTold, cycle: Period) -> tuple[Run, ...]:
    """Return the line under the title: issue, days and number of firms."""
    year, number = month_parts(told.month.month)
    last = (DATE if cycle.first_on.year == cycle.last_on.year else DAY).format(cycle.last_on)
    period = PERIOD.format(first=DAY.format(cycle.first_on), last=last)
    firms = FIRMS.format(count=told.month.firms)
    issue = ISSUE.format(year=year, number=number)
    return (Run(issue), Run(period), Run(firms, ROLL_AT if told.month.firms else ""))


def words(paragraph: Paragraph) -> PageParagraph:
    """Return a paragraph with its numbers linked to the rows behind them."""
    runs: list[Run] = []
    for clause in _CLAUSE.findall(paragraph.text):
        place = _place(paragraph.head, clause)
        runs += linked(clause, NUMBER, partial(_one_place, place))
    return PageParagraph(paragraph.head, tuple(runs))


def _one_place(place: str, _: "re.Match[str]") -> str:
    return place


def linked(
    text: str, pattern: "re.Pattern[str]", place: Callable[["re.Match[str]"], str]
) -> tuple[Run, ...]:
    """Return a text with each match of a pattern linked to ``place(match)``, unless that is ""."""
    runs, at = [], 0
    for found in pattern.finditer(text):
        runs += [Run(text[at : found.start()]), Run(found[0], place(found))]
        at = found.end()
    return tuple(run for run in (*runs, Run(text[at:])) if run.text)


def _place(head: str, clause: str) -> str:
    own = HEADS.get(head, "")
    if head in _WHOLE:
        return own
    return next((place for told, place in LEADS if re.search(told, clause)), own)


def six(figure: Figure) -> SixShown:
    """Return one of the six figures with its fraction, and the figure of the month before."""
    rate, tenths = figure.rate, figure.tenths
    of = Run(part(rate) + MEASURES[figure.code], PLACES[figure.code])
    if not rate.of:
        shown, of = Run(NOUGHT), Run("")
    elif tenths is None:
        shown, of = of, Run(NO_RATE)
    else:
        shown = Run(w.percent(tenths))
    return SixShown(FIGURES[figure.code], CLAUSES[figure.code], shown, of, tuple(_before(figure)))


def _before(figure: Figure) -> Iterator[str]:
    before, change = figure.previous, figure.change_tenths
    if before is None:
        yield NO_BEFORE
        return
    tenths = figure.previous_tenths
    shown = part(before) if tenths is None else w.percent(tenths)
    yield BEFORE.format(before=shown)
    if change is not None:
        yield w.changed(change, UP, DOWN, SAME)


def undone(told: MonthTold, lines: tuple[RollLine, ...]) -> Iterator[Group]:
    """Yield the firms without answers, by outcome, with their units."""
    units: dict[str, list[str]] = {}
    for line in lines:
        if line.unit is not None:
            units.setdefault(line.firm, []).append(line.unit)
    for group in told.undone:
        rows = tuple((Run(firm), LISTED.join(units.get(firm, ()))) for firm in group.firms)
        head = NOT_CALLED.format(word=UNDONE[group.kind], count=len(group.firms))
        yield Group(head, _why(group), rows)


def _why(group: UndoneFirms) -> str:
    if not group.carried:
        return ""
    is_whole = group.carried == len(group.firms)
    return CARRIED if is_whole else CARRIED_OF.format(count=group.carried)


def burn(told: MonthTold) -> Burn | None:
    """Return the burn-down chart of calls, None if there were none or nothing is known yet."""
    days = told.month.calls_left
    known = [each for each in days if each.left is not None]
    if not known:
        return None
    last = known[-1]
    knows_rest = all(each.is_rest is not None for each in days)
    rows = tuple((DATE.format(each.on), str(each.left)) for each in known)
    ticks = [0, *(place for place, each in enumerate(days) if each.on.day in (1, 5)), len(days) - 1]
    return Burn(
        caption=BURN.format(day=DATE.format(last.on), left=last.left),
        note=BURN_NOTE if knows_rest else BURN_PLAIN,
        told="；".join(BURN_TOLD.format(day=day, left=left) for day, left in rows),
        days=days,
        ticks=tuple((place, DATE.format(days[place].on)) for place in dict.fromkeys(ticks)),
        rows=rows,
    )
