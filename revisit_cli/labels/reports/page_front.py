"""The first screen of a month's page: its head, its words with links, six figures, what is left."""

import re
from collections.abc import Iterator, Mapping

from revisit_cli.labels.calls import listing
from revisit_cli.labels.reports import wording as w
from revisit_cli.labels.reports.words import FIGURES
from revisit_cli.labels.reports.words_work import CARRIED, CARRIED_OF, UNDONE
from revisit_cli.labels.text import LISTED
from revisit_cli.records.code import FigureCode
from revisit_cli.records.reports.front import Figure, MonthTold, Paragraph
from revisit_cli.records.reports.front import Undone as UndoneFirms
from revisit_cli.records.reports.page import Burn, Group, Run, SixShown, Told
from revisit_cli.records.reports.roll import RollLine
from revisit_cli.rulebook.periods import Period, month_parts

ISSUE, PERIOD, FIRMS = "{year}年第{number}期", "{first}至{last}", "应回访{count}家"
DAY = "{0.year}年{0.month}月{0.day}日"
# Where the rows behind a figure stand on the page.
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
MEASURES: Mapping[FigureCode, str] = {
    "filings": "个",
    "coverage": "家",
    "effective": "家",
    "satisfaction": "家",
    "problems": "件",
    "visits": "家",
}
# Which rows a number of the words leads to, by the word before it; the first that fits.
LEADS = (
    ("应回访企业", ROLL_AT),
    ("涉企事项", ROLL_AT),
    ("已拨打", ROLL_AT),
    ("有效回访", ROLL_AT),
    ("总体评价的", ROLL_AT),
    ("不满意", UNHAPPY_AT),
    ("电话回访未完成", UNDONE_AT),
    ("电话回访尚有", UNDONE_AT),
    ("收到问题", PROBLEMS_AT),
    ("上门未完成", VISITS_AT),
    ("上门尚有", VISITS_AT),
    ("报台账", UNITS_AT),
    ("迟报", UNITS_AT),
)
_LEAD = re.compile(f"(?P<word>{'|'.join(word for word, _ in LEADS)})(?P<count>\\d+[家件个])")
FRACTION, BEFORE, NO_BEFORE = "{n}／{of}", "上期 {before}", "上期没有"
UP, DOWN, SAME = "升 {points} 个百分点", "降 {points} 个百分点", "与上期持平"
NOTHING, NO_RATE = "—", "不计率"
NOT_CALLED = "{word} {count}家"
BURN = "待回访户数：{day}剩{left}家"
BURN_NOTE = "虚线为按工作日均摊应剩的户数，灰底为休息日"
BURN_PLAIN = "休息日未载入，不画均摊线"
BURN_TOLD = "{day}剩{left}家"
DATE = "{0.month}月{0.day}日"


def head(told: MonthTold, cycle: Period) -> tuple[Run, ...]:
    """Return the line under the title: which issue, which days, how many firms, as a sum."""
    year, number = month_parts(told.month.month)
    last = (DATE if cycle.first_on.year == cycle.last_on.year else DAY).format(cycle.last_on)
    period = PERIOD.format(first=DAY.format(cycle.first_on), last=last)
    firms = FIRMS.format(count=told.month.firms)
    issue = ISSUE.format(year=year, number=number)
    frozen = listing.told(told.month.call_list)
    return (Run(issue), Run(period), Run(firms, ROLL_AT if told.month.firms else ""), Run(frozen))


def words(paragraph: Paragraph) -> Told:
    """Return a paragraph whose numbers lead to the rows behind them."""
    places, runs, at = dict(LEADS), [], 0
    for found in _LEAD.finditer(paragraph.text):
        start, end = found.span("count")
        runs += [Run(paragraph.text[at:start]), Run(found["count"], places[found["word"]])]
        at = end
    return Told(paragraph.head, (*runs, Run(paragraph.text[at:])))


def six(figure: Figure) -> SixShown:
    """Return one of the six figures with its numbers, and the same of the month before."""
    rate, tenths = figure.rate, figure.tenths
    of = FRACTION.format(n=rate.n, of=rate.of) + MEASURES[figure.code]
    if not rate.of:
        shown, of = NOTHING, ""
    elif tenths is None:
        shown, of = of, NO_RATE
    else:
        shown = w.percent(tenths)
    return SixShown(
        FIGURES[figure.code],
        CLAUSES[figure.code],
        shown,
        Run(of, PLACES[figure.code] if rate.of and tenths is not None else ""),
        tuple(_before(figure)),
    )


def _before(figure: Figure) -> Iterator[str]:
    before, change = figure.previous, figure.change_tenths
    if before is None:
        yield NO_BEFORE
        return
    tenths = figure.previous_tenths
    told = FRACTION.format(n=before.n, of=before.of) if tenths is None else w.percent(tenths)
    yield BEFORE.format(before=told)
    if change is not None:
        pattern = UP if change > 0 else DOWN if change < 0 else SAME
        yield pattern.format(points=w.points(change))


def undone(told: MonthTold, lines: tuple[RollLine, ...]) -> Iterator[Group]:
    """Yield the firms whose calls brought no answer, by what came of them, with their units."""
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
    """Return the calls left day by day, None where there were none or nothing is known yet."""
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
