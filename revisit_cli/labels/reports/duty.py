"""The report of filings and findings, line by line."""

from revisit_cli.labels.discipline.duty import KINDS, ROLES
from revisit_cli.labels.ledgers.ledger import FILING_STATES
from revisit_cli.labels.reports import report as words
from revisit_cli.labels.text import minute
from revisit_cli.records.reports.duty import DutyReported
from revisit_cli.records.reports.paper import Paper, Table
from revisit_cli.rulebook.periods import Period

TITLE = "{bureau}台账报送纪律情况"
REMARK = "内部资料，只供机关纪委和局领导"
FILINGS, UNITS, CONFIRMED = "报送汇总", "分单位", "已认定"
FILING_HEADINGS = ("报送情况", "单位数")
UNIT_HEADINGS = (
    "单位",
    "报送",
    "收到时间",
    "嫌疑（件）",
    "已认定",
    "不成立",
    "至本期12个月内认定",
    "逾期补报（行）",
)
CONFIRMED_HEADINGS = ("编号", "单位", "事由", "认定人", "认定日期", "应约谈", "约谈日期")
TOTAL, REPEATED = "合计", "{}（多次）"
NOTE = (("嫌疑", "嫌疑只是程序列出的线索，未经具名的人认定，不得作为结论。"),)


def paper(figures: DutyReported, cycle: Period, bureau: str) -> Paper:
    """Return the report laid out: how units filed, suspicions as counts, what was confirmed."""
    counts = tuple((FILING_STATES[state], count) for state, count in figures.filings)
    total = (TOTAL, sum(count for _, count in figures.filings))
    return Paper(
        title=TITLE.format(bureau=bureau),
        period=words.PERIOD.format(month=figures.month, first=cycle.first_on, last=cycle.last_on),
        remark=REMARK,
        tables=(
            Table(FILINGS, FILING_HEADINGS, (*counts, total), (40, 20)),
            _units(figures),
            _confirmed(figures),
            words.notes((*NOTE, *words.undated_units(figures.undated_units))),
        ),
        signs=words.SIGNS[:2],
        line=words.head_line(figures.log, figures.origin),
        foot=words.foot(figures.log),
    )


def _units(figures: DutyReported) -> Table:
    rows = tuple(
        (
            each.unit,
            FILING_STATES[each.filing],
            minute(each.received_at),
            each.suspected,
            each.confirmed,
            each.dismissed,
            REPEATED.format(each.confirmed_in_a_year)
            if each.is_repeated
            else each.confirmed_in_a_year,
            each.overdue,
        )
        for each in figures.units
    )
    return Table(UNITS, UNIT_HEADINGS, rows, (26, 10, 18, 12, 10, 10, 16, 14), is_landscape=True)


def _confirmed(figures: DutyReported) -> Table:
    rows = tuple(
        (
            each.id,
            each.unit_name,
            KINDS[each.kind],
            each.decided_by or "",
            (each.decided_at or "")[:10],
            ROLES[role],
            each.admonished_on or "",
        )
        for each, role in zip(figures.confirmed, figures.roles, strict=True)
    )
    return Table(CONFIRMED, CONFIRMED_HEADINGS, rows, (8, 24, 18, 12, 14, 24, 14))
