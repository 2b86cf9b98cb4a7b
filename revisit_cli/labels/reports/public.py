"""The report for publication, line by line."""

from collections.abc import Iterator
from datetime import date

from revisit_cli.labels.problems.problem import HIDDEN_APPROVALS
from revisit_cli.labels.recheck import figures as recheck_words
from revisit_cli.labels.reports import leaf as shapes
from revisit_cli.labels.reports import questions
from revisit_cli.labels.reports import report as words
from revisit_cli.records.code import Withheld
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.paper import Cell, Leaf, Table
from revisit_cli.records.reports.public import PublicReported
from revisit_cli.rulebook.loader import form
from revisit_cli.rulebook.periods import Period

TITLE, FORECAST = "涉企服务对象回访情况", "（预告）"
AS_OF = "截至{day}，尚未清零"
CALLED = "本期应回访企业{firms}家，涉及涉企事项{services}件；已拨打{n}家，覆盖率{rate}。"
ALL_CALLED = "本期应回访企业{firms}家，涉及涉企事项{services}件，已全部拨打。"
FEW_CALLED = "本期应回访企业{firms}家，涉及涉企事项{services}件；已拨打{n}家。"
# By how many units filed, and whether any did not: 各 needs several units.
NO_SERVICES = "本期各单位均无涉企事项，没有应回访企业。"
NO_SERVICES_FILED = "已报台账的单位均无涉企事项；{missing}个单位未报。"
NOBODY_FILED = "{missing}个单位未报台账，没有应回访企业。"
NO_FIRMS = "本期没有应回访企业。"
ENTRY = "{}·{}"
FIGURES, PROTECTED, UNITS, ALL = "回访情况", "廉洁和隐性审批", "各单位", "公布的数"
FIGURE_HEADINGS = ("项目", "数", "比率")
PROTECTED_HEADINGS = ("项目", "企业（家）")
UNIT = "单位"
UNIT_COUNTS = {"satisfied": "满意", "dissatisfied": "不满意"}
IN_FIRMS, NONE_LISTED = "{}（家）", "各单位{}的家数都不列。"
REST = "其余{count}个单位不列。"
RATES = {
    "coverage": "拨打过的企业（覆盖率）",
    "effective_rate": "有效回访的企业（有效回访率）",
    "satisfaction": "满意的企业（满意率）",
}
PROBLEMS, VISITS, FILINGS = "已处理或答复的问题", "已上门回访的企业", "已报送台账的单位"
ANSWER = "反映吃拿卡要：{word}"
TAG = f"反映{HIDDEN_APPROVALS}"
NOT_LISTED: dict[Withheld, str] = {
    "small": "不足3家，不列",
    "open_month": "清零以后公布",
    "corrected": "更正过，不列",
    "sealed": "机关纪委未启封",
}
WHY_NOT = "不足3家，不列；凭它可推算出不足3家的数，也不列。"
UNIT_REMARK = "一户由几个单位服务的，分别计入。" + WHY_NOT
ISSUED = "{bureau}{office}"


def paper(figures: PublicReported, cycle: Period, bureau: str, office: str, as_of: date) -> Leaf:
    """Return the report: three sentences, the bureau's figures, what is protected."""
    tables = (_figures(figures), _protected(figures), *_units(figures))
    return Leaf(
        title=TITLE + ("" if figures.is_cleared else FORECAST),
        period=words.period(figures.month, cycle),
        remark="" if figures.is_cleared else AS_OF.format(day=shapes.day(as_of)),
        tables=tables,
        signs=(),
        line=ISSUED.format(bureau=bureau, office=office),
        foot="",
        words=tuple(("", sentence) for sentence in _sentences(figures)),
        office=bureau,
        flat=_flat(figures, tables),
    )


def _sentences(figures: PublicReported) -> Iterator[str]:
    """Yield the sentences: what was done, what firms say, and how it was checked."""
    rate, count = figures.coverage, figures.firms
    if not count:
        yield _nobody(figures)
    else:
        pattern = CALLED if rate.of >= shapes.FEW else FEW_CALLED
        pattern = ALL_CALLED if rate.n == rate.of else pattern
        yield pattern.format(
            firms=count, services=figures.services, n=rate.n, rate=words.percent(rate)
        )
        yield shapes.rated(figures.satisfaction, is_cleared=figures.is_cleared)
    told = figures.recheck
    checked = None if told is None else (told.answered, told.false)
    yield recheck_words.public(checked) + shapes.STOP


def _nobody(figures: PublicReported) -> str:
    """Return why there was no firm to call."""
    counts = dict(figures.filings)
    missing = counts["missing"]
    several = sum(counts.values()) - missing > 1
    if figures.services or not (several or missing):
        return NO_FIRMS
    if not missing:
        return NO_SERVICES
    return (NO_SERVICES_FILED if several else NOBODY_FILED).format(missing=missing)


def _figures(figures: PublicReported) -> Table:
    rows = tuple(
        (label, shapes.part(rate), shapes.unless_few(rate)) for label, rate in _rates(figures)
    )
    return Table(FIGURES, FIGURE_HEADINGS, rows, (6, 3, 3))


def _rates(figures: PublicReported) -> Iterator[tuple[str, Rate]]:
    """Yield the bureau's figures: duties first, then answers of firms."""
    filings, visits = dict(figures.filings), dict(figures.visits)
    problems = dict(figures.problems)
    filed = sum(count for state, count in filings.items() if state != "missing")
    yield FILINGS, Rate(filed, filed + filings["missing"])
    for name, label in RATES.items():
        yield label, getattr(figures, name)
    yield PROBLEMS, Rate(problems["answered"], problems["raised"])
    yield VISITS, Rate(visits["done"], visits["flagged"])


def _protected(figures: PublicReported) -> Table:
    why = NOT_LISTED[figures.withheld or "small"]
    rows: list[tuple[Cell, ...]] = []
    for each in figures.questions:
        question = form().question(each.code)
        counts = dict(each.counts)
        rows += [
            (
                ANSWER.format(word=choice.word),
                _told(counts[choice.code], NOT_LISTED[each.withheld or "small"]),
            )
            for choice in question.choices
            if question.is_confidential and not choice.accuses_nobody
        ]
    rows.append((TAG, _told(figures.hidden_approvals, why)))
    remark = "" if figures.withheld else WHY_NOT
    return Table(PROTECTED, PROTECTED_HEADINGS, tuple(rows), (6, 6), remark)


def _units(figures: PublicReported) -> Iterator[Table]:
    """Yield the units with something to list; the others are in one sentence."""
    kinds = [
        (heading, [getattr(each, name) for each in figures.units])
        for name, heading in UNIT_COUNTS.items()
    ]
    shown = [(heading, counts) for heading, counts in kinds if any(n is not None for n in counts)]
    rows = [
        (each.unit, *(_told(counts[place], words.NOT_LISTED) for _, counts in shown))
        for place, each in enumerate(figures.units)
        if any(counts[place] is not None for _, counts in shown)
    ]
    if not rows:
        return
    left = len(figures.units) - len(rows)
    remark = "".join(
        (
            UNIT_REMARK,
            *(NONE_LISTED.format(heading) for heading, _ in kinds if heading not in dict(shown)),
            REST.format(count=left) if left else "",
        )
    )
    widths = (6, *[6 // len(shown)] * len(shown))
    yield Table(
        UNITS,
        (UNIT, *(IN_FIRMS.format(heading) for heading, _ in shown)),
        tuple(rows),
        widths,
        remark,
    )


def _told(count: int | None, why: str) -> Cell:
    return why if count is None else str(count)


def _flat(figures: PublicReported, tables: tuple[Table, ...]) -> Table:
    """Return all published figures as one list, with the questions, which the page lacks."""
    rows = [words.rate_row(label, rate) for label, rate in _rates(figures)]
    for table in tables[1:]:
        for label, *cells in table.rows:
            pairs = zip(table.headings[1:], cells, strict=True)
            rows += [words.count_row(ENTRY.format(label, head), cell) for head, cell in pairs]
    for each in figures.questions:
        question = form().question(each.code)
        if not question.is_confidential:
            rows += [
                words.count_row(ENTRY.format(question.label, questions.word(question, code)), count)
                for code, count in each.counts
            ]
    return Table(ALL, words.SUMMARY, tuple(rows), (6, 2, 2, 2))
