"""A month's report as a web page: words, six figures, names, and the rows behind figures."""

from collections.abc import Iterator, Mapping

from revisit_cli.labels.calls import listing
from revisit_cli.labels.reports import month as sheets
from revisit_cli.labels.reports import page_front as front
from revisit_cli.labels.reports import page_rows as rows
from revisit_cli.labels.reports import page_sums as sums
from revisit_cli.labels.reports import recheck, report
from revisit_cli.labels.reports.front_words import FIGURES
from revisit_cli.labels.reports.month_sheets import folded
from revisit_cli.labels.reports.page_words import LINKS
from revisit_cli.labels.reports.questions import counted
from revisit_cli.records.code import FigureCode
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.book import BookFacts
from revisit_cli.records.reports.facts import MonthFacts
from revisit_cli.records.reports.front import MonthTold
from revisit_cli.records.reports.page import MonthPage, PageFacts, Trend
from revisit_cli.records.reports.paper import Table
from revisit_cli.rulebook.periods import Period, in_short

TITLE, FORECAST = "涉企服务对象回访情况月报", "涉企服务对象回访情况月报（预告）"
LEAST_MONTHS = 3
# Sections that are left out if a month has nothing for them.
TRENDS, QUESTIONS = "trends", "questions"
# The chart fills in the rate at the foot of its axis.
TREND_NOTE = "最近{count}个月，纵轴自{{floor}}%起；不足5件的月份不计率，线断开。"


def page(
    facts: MonthFacts,
    told: MonthTold,
    leads: PageFacts,
    behind: BookFacts,
    *,
    cycle: Period,
    bureau: str,
) -> MonthPage:
    """Return the page of a month.

    ``leads`` are the rows that figures link to, ``behind`` the facts besides the figures.
    """
    lines, at = leads.roll, sums.places(told.month, leads)
    trends = tuple(_trends(behind.history))
    absent = [] if trends else [TRENDS]
    absent += [] if lines else [QUESTIONS]
    return MonthPage(
        bureau=bureau,
        title=FORECAST if told.days.is_open else TITLE,
        links=tuple(each for each in LINKS if each[0] not in absent),
        head=front.head(told, cycle),
        list_sum=sums.linked(listing.sum_words(told.month.call_list), at),
        states=told.states,
        words=tuple(front.words(each) for each in told.words),
        six=tuple(front.six(each) for each in told.figures),
        undone=tuple(front.undone(told, lines)),
        burn=front.burn(told),
        units=rows.units(told, behind.units_in_time),
        folded="；".join(folded(told, rows.OVERDUE)),
        questions=tuple(rows.questions(told, leads.said)),
        evaluations=counted(told.month.questions),
        complaints=rows.complaints(told),
        problems_caption=rows.problems_caption(facts),
        problems=rows.problems(facts, behind.timings),
        unhappy=rows.unhappy(lines),
        visits=rows.visits(facts),
        trends=trends,
        months=tuple(map(in_short, behind.history)),
        trend_note=TREND_NOTE.format(count=len(behind.history)),
        balances=tuple(
            sums.linked(each, at) for each in sheets.summary(told.month).remark.split(report.AND)
        ),
        roll=tuple(rows.rolled(told, lines)),
        answered=(*rows.answered(leads.said), *rows.tagged(leads.tagged)),
        bad_numbers=tuple(rows.bad_numbers(told, leads.bad_numbers)),
        listed=tuple(sums.listed(told.month, leads)),
        rates=sums.rates(told.month, leads.shares, at),
        tables=tuple(_annexes(told)),
        notes=tuple(report.note_lines((cycle,), sheets.notes(told.month))),
        signs=report.SIGNS,
        line=report.head_line(told.month.log, told.month.origin),
    )


def _trends(history: Mapping[str, Mapping[FigureCode, Rate] | None]) -> Iterator[Trend]:
    """Yield the chart of each of the six figures, if enough months have figures."""
    if sum(rates is not None for rates in history.values()) < LEAST_MONTHS:
        return
    months = [in_short(month) for month in history]
    for code, name in FIGURES.items():
        rates = [None if each is None else each[code] for each in history.values()]
        yield rows.trend(name, rates, months)


def _annexes(told: MonthTold) -> Iterator[Table]:
    """Yield the tables of the annex: the re-check if there was one, corrections."""
    month = told.month
    if (month.recheck and month.recheck.state != "none") or month.later_rechecks:
        yield recheck.table(month.recheck, month.later_rechecks)
    yield from report.roster_table(month.roster_changes)
    yield from report.rule_table(month.rule_changes)
    yield sheets.corrections(month)
    yield from report.retraction_table(month.retractions)
