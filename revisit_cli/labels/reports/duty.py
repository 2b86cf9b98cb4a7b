"""The report of filings and findings, line by line."""

from collections.abc import Sequence

from revisit_cli.labels.discipline.duty import KINDS, ROLES
from revisit_cli.labels.ledgers.filing import FILING_STATES
from revisit_cli.labels.reports import leaf as shapes
from revisit_cli.labels.reports import report as words
from revisit_cli.labels.text import LISTED, minute
from revisit_cli.records.reports.duty import DutyReported, UnitDuty
from revisit_cli.records.reports.paper import Cell, Leaf, Table
from revisit_cli.rulebook.periods import Period

TITLE = "台账报送纪律情况"
BAND = "内部资料　只供机关纪委和局领导"
UNITS, CONFIRMED = "各单位", "已认定"
UNIT_HEADINGS = ("单位", "报送", "收到", "补报行", "嫌疑", "不成立", "认定", "12个月认定")
CONFIRMED_HEADINGS = ("编号", "单位", "事由", "认定人", "认定日期", "应约谈", "约谈日期")
CONFIRMED_WIDTHS = (1, 2, 2, 1, 2, 2, 2)
FILINGS, REPEATED_UNITS = "一、报送。", "三、多次。"
FINDINGS = "二、嫌疑和认定。"
FILED = "{count}个单位中，{parts}。"
ALL_FILED = "{count}个单位均{part}。"
ONE_FILED = "{unit}{part}。"
NONE_OWED = "没有须报送台账的单位。"
PART = "{word}{count}个"
BACK_FILED = "其中期满后才录入、写明期内收到的：{units}。"
FOUND = {"suspected": "嫌疑{}件", "confirmed": "已认定{}件", "dismissed": "不成立{}件"}
NOTHING_FOUND = "没有嫌疑，也没有认定。"
REPEATED_TOLD = "至本期12个月内多次认定的{count}个：{units}。"
NOT_REPEATED = "至本期12个月内没有多次认定的单位。"
REPEATED = "{}（多次）"
NOTE = "补报行是逾期补报的行数；12个月至本期为止，认定归入台账所属的月份（解读R16）。嫌疑只是程序列出的线索，未经具名的人认定，不得作为结论。"
REST = "其余{count}个单位按时报送或零报告，没有逾期补报、嫌疑和认定：{units}。"
SIGNS = ("制表：", "机关纪委（签字）：", "局领导（签字）：", "日期：　　　年　　月　　日")
# If there are more units, only those with something to report have a line.
FOLDED_FROM = 13


def paper(figures: DutyReported, cycle: Period, bureau: str) -> Leaf:
    """Return the report: how units filed, counts of suspicions, confirmed findings."""
    return Leaf(
        title=TITLE,
        period=words.period(figures.month, cycle),
        remark=BAND,
        tables=(
            _units(figures),
            *words.roster_table(figures.roster_changes),
            *_confirmed(figures),
        ),
        signs=SIGNS,
        line=words.head_line(figures.log, figures.origin),
        foot=words.foot(figures.log),
        words=(
            (FILINGS, _filed(figures)),
            (FINDINGS, _found(figures.units)),
            (REPEATED_UNITS, _repeated(figures.units)),
        ),
        office=bureau,
        band=BAND,
    )


def _filed(figures: DutyReported) -> str:
    """Return how the units filed, and whose late filings were corrected to be in time."""
    names = LISTED.join(figures.back_filed)
    said = BACK_FILED.format(units=names) if names else ""
    return _states(figures) + said


def _states(figures: DutyReported) -> str:
    count = len(figures.units)
    if count == 0:
        return NONE_OWED
    if count == 1:
        (unit,) = figures.units
        return ONE_FILED.format(unit=unit.unit, part=FILING_STATES[unit.filing])
    parts = [(FILING_STATES[state], number) for state, number in figures.filings if number]
    if len(parts) == 1:
        return ALL_FILED.format(count=count, part=parts[0][0])
    told = LISTED.join(PART.format(word=word, count=number) for word, number in parts)
    return FILED.format(count=count, parts=told)


def _found(units: Sequence[UnitDuty]) -> str:
    counts = ((word, sum(getattr(each, name) for each in units)) for name, word in FOUND.items())
    told = LISTED.join(word.format(count) for word, count in counts if count)
    return f"{told}{shapes.STOP}" if told else NOTHING_FOUND


def _repeated(units: Sequence[UnitDuty]) -> str:
    names = [each.unit for each in units if each.is_repeated]
    told = REPEATED_TOLD.format(count=len(names), units=LISTED.join(names))
    return told if names else NOT_REPEATED


def _units(figures: DutyReported) -> Table:
    """Return a line for each unit; of many units, those that only filed in time are listed below."""
    told, rest = figures.units, tuple[UnitDuty, ...]()
    if len(told) >= FOLDED_FROM:
        rest = tuple(each for each in told if _is_clean(each))
        told = tuple(each for each in told if not _is_clean(each))
    remarks = [NOTE]
    if rest:
        names = LISTED.join(each.unit for each in rest)
        remarks.append(REST.format(count=len(rest), units=names))
    remarks += [text for _, text in words.undated_units(figures.undated_units)]
    rows = tuple(map(_row, told))
    return Table(UNITS, UNIT_HEADINGS, rows, (3, 1, 2, 1, 1, 1, 1, 2), "".join(remarks))


def _is_clean(unit: UnitDuty) -> bool:
    counts = (unit.overdue, unit.suspected, unit.confirmed, unit.dismissed)
    return unit.filing in ("on_time", "zero") and not any((*counts, unit.confirmed_in_a_year))


def _row(unit: UnitDuty) -> tuple[Cell, ...]:
    year = shapes.count(unit.confirmed_in_a_year)
    return (
        unit.unit,
        FILING_STATES[unit.filing],
        # The month is in the title.
        minute(unit.received_at)[5:],
        shapes.count(unit.overdue),
        shapes.count(unit.suspected),
        shapes.count(unit.dismissed),
        shapes.count(unit.confirmed),
        REPEATED.format(year) if unit.is_repeated else year,
    )


def _confirmed(figures: DutyReported) -> tuple[Table, ...]:
    rows = tuple(
        (
            str(each.id),
            each.unit_name,
            KINDS[each.kind],
            each.decided_by or "",
            (each.decided_at or "")[:10],
            ROLES[role],
            each.admonished_on or "",
        )
        for each, role in zip(figures.confirmed, figures.roles, strict=True)
    )
    return (Table(CONFIRMED, CONFIRMED_HEADINGS, rows, CONFIRMED_WIDTHS),) if rows else ()
