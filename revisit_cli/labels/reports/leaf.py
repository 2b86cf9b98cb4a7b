"""Words and typefaces of reports of a page or two, and numbers as they print them."""

from datetime import date

from revisit_cli.labels.reports.report import percent
from revisit_cli.labels.rules.form import FONT, HEAD_FONT, NOTE_FONT, TITLE_FONT
from revisit_cli.labels.text import LISTED
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.paper import Cell, Table
from revisit_cli.records.value import replace

SONG, HEI, FANG, KAI = TITLE_FONT, HEAD_FONT, FONT, NOTE_FONT
FRONT, BEHIND, DATA = "正页", "附页", "数据"
SEE_BEHIND, CONTINUED = "其余见附页。", "{title}（续）"
CUT = "沿此线剪下交回"
SIGNS = ("制表：", "审核：", "负责人：", "日期：　　　年　　月　　日")
NOUGHT = "—"
OF, RATED_OF = "{n}／{of}", "{rate}　{part}"
NOUGHT_ROWS = "没有的（各为0）：{names}。"
FEW, STOP = 5, "。"
RATED = "作出总体评价的{rated}家"
ALL_SATISFIED, ONE_SATISFIED = "均满意", "满意"
SATISFIED, DISSATISFIED, RATE = "满意{count}家", "不满意{count}家", "满意率{rate}"
NO_RATING = {False: "尚无企业作出总体评价。", True: "没有企业作出总体评价。"}


def count(number: int | None) -> str:
    """Return a count for a table: a dash for zero."""
    return str(number) if number else NOUGHT


def day(on: date) -> str:
    """Return a day for a sentence, such as 12月5日."""
    return f"{on.month}月{on.day}日"


def rated(rate: Rate, *, is_cleared: bool) -> str:
    """Return how many were satisfied, of how many; with the rate from five on."""
    if not rate.of:
        return NO_RATING[is_cleared]
    text = RATED.format(rated=rate.of)
    if rate.n == rate.of:
        return text + (ALL_SATISFIED if rate.of > 1 else ONE_SATISFIED) + STOP
    counts = ((SATISFIED, rate.n), (DISSATISFIED, rate.of - rate.n))
    parts = [pattern.format(count=count) for pattern, count in counts if count]
    if rate.of >= FEW:
        parts = [SATISFIED.format(count=rate.n), RATE.format(rate=percent(rate))]
    return f"{text}中，{'，'.join(parts)}{STOP}"


def part(rate: Rate) -> str:
    """Return a rate's fraction, a dash if the denominator is zero."""
    return OF.format(n=rate.n, of=rate.of) if rate.of else NOUGHT


def rated_part(rate: Rate) -> str:
    """Return a rate with its fraction, or the fraction alone if the count is small."""
    told = part(rate)
    return RATED_OF.format(rate=percent(rate), part=told) if unless_few(rate) else told


def without_nought(table: Table) -> Table:
    """Return a table of counts, with rows of zero replaced by one line that names them."""
    nought = [place for place, row in enumerate(table.rows) if all(map(_is_nought, row[1:]))]
    if not nought:
        return table
    kept = [place for place in range(len(table.rows)) if place not in nought]
    named = NOUGHT_ROWS.format(names=LISTED.join(str(table.rows[place][0]) for place in nought))
    return replace(
        table,
        rows=tuple(table.rows[place] for place in kept),
        anchors=tuple(table.anchors[place] for place in kept) if table.anchors else (),
        remark=named + table.remark,
    )


def _is_nought(cell: Cell) -> bool:
    return not cell or cell == NOUGHT or (isinstance(cell, Rate) and not cell.of)


def unless_few(rate: Rate) -> Rate | None:
    """Return a rate, or None if its denominator is below five."""
    return rate if rate.of >= FEW else None
