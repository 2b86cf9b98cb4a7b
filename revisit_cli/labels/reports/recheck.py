"""The re-check in a report: counts, and the sentence on what they prove."""

from collections.abc import Iterator, Sequence

from revisit_cli.labels.recheck.entry import CLASSES
from revisit_cli.labels.recheck.figures import NAME, STATES, sentence
from revisit_cli.records.code import RecheckClass
from revisit_cli.records.recheck.figures import RecheckFigures
from revisit_cli.records.reports.paper import Cell, Table

HEADINGS = ("项目", "数")
WIDTHS = (40, 20)
DOUBTFUL = "经复核存疑"
LATER = "{month} 期清零后补做的{sentence}"
LINES = {
    "pool": "完成的回访（通）",
    "drawn": "抽取",
    "answered": "接通",
    "unreached": "未接通",
    "waiting": "还没有打",
    "false": "与记录不符",
}
_PARTS: tuple[RecheckClass, ...] = ("not_called", "not_ours", "rating_differs", "unsure")
LATER_COUNTED = "未入池（封名单以后完成的）"
HALF_HEADINGS = ("月份", "完成的回访", "抽取", "接通", "未接通", "与记录不符", "存疑", "结论")
HALF_WIDTHS = (12, 12, 8, 8, 8, 12, 8, 60)


def table(figures: RecheckFigures | None, later: Sequence[RecheckFigures]) -> Table:
    """Return a month's re-check as a table with its sentence; 未复核 if there was none."""
    own = RecheckFigures("none", "") if figures is None else figures
    rows: list[tuple[Cell, ...]] = [(NAME, STATES[own.state])]
    if own.state != "none":
        rows += [(label, getattr(own, name)) for name, label in LINES.items()]
        rows += [(f"其中{CLASSES[kind]}", own.count(kind)) for kind in _PARTS if own.count(kind)]
        rows.append((LATER_COUNTED, own.completed_later))
    if own.doubtful:
        rows.append((DOUBTFUL, own.doubtful))
    # Without a re-check the line says so.
    sentences = [sentence(own)] if own.state != "none" else []
    sentences += [*(LATER.format(month=x.month, sentence=sentence(x)) for x in later)]
    return Table(NAME, HEADINGS, tuple(rows), WIDTHS, "　".join(sentences))


def half_table(months: Sequence[RecheckFigures]) -> Iterator[Table]:
    """Yield the table of a half-year's re-checks, a line for each month with one."""
    rows: list[tuple[Cell, ...]] = [
        (
            each.month,
            each.pool,
            each.drawn,
            each.answered,
            each.unreached,
            each.false,
            each.doubtful,
            sentence(each).partition("：")[2],
        )
        for each in months
        if each.state != "none"
    ]
    if rows:
        shown = (0, 1, 2, 3, 4, 5)
        yield Table(NAME, HALF_HEADINGS, tuple(rows), HALF_WIDTHS, on_screen=shown)
