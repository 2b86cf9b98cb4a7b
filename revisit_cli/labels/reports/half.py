"""The half-year's report, line by line."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from revisit_cli.labels.problems.problem import HIDDEN_APPROVALS
from revisit_cli.labels.recheck.figures import sentence
from revisit_cli.labels.reports import half_words, questions, recheck
from revisit_cli.labels.reports import leaf as shapes
from revisit_cli.labels.reports import report as words
from revisit_cli.labels.reports.front_words import FIGURES as FIGURE_NAMES
from revisit_cli.labels.reports.half_words import SIX_AT
from revisit_cli.labels.reports.wording import changed
from revisit_cli.labels.text import LISTED
from revisit_cli.records.code import FigureCode
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.half import HalfFigures, HalfPoint, HalfReported
from revisit_cli.records.reports.paper import Cell, Chart, Leaf, Run, Table
from revisit_cli.records.value import Value, replace
from revisit_cli.rulebook.periods import Period, month_parts

TITLE, FORECAST = "涉企服务对象回访半年报", "（预告）"
AS_OF = "截至{day}，尚未全部清零"
PERIOD = "{half}（{first} 至 {last} 期）"
SUMMARY, SUMS = "半年汇总", "逐月相加"
FIGURES, POINTS, CHECKED, TREND = "六项数字", "表1　各期", "表2　复核", "图　各期走势"
FIGURE_HEADINGS = ("项目", "本半年", "件数", "上一半年", "增减百分点")
FIGURE_WIDTHS = (4, 2, 2, 2, 2)
UP, DOWN, SAME = "升{points}", "降{points}", "持平"
POINT_HEADINGS = ("期", "应回访", "台账按时", "覆盖", "有效回访", "满意", "问题", "上门")
POINT_WIDTHS = (1, 1, 2, 2, 2, 2, 1, 1)
FEW_EACH: tuple[FigureCode, ...] = ("problems", "visits")
FLOOR = 60  # Per cent: the start of the axes, unless a rate is lower.
IN_ALL, BY_FIRM = "按户次", "按企业"
MONTH_NAME = "{number}月"
VOID = "{months}没有数。"
POINTS_REMARK = (
    "末两行是半年的，数的是事实，不是各期之和：结转过的只计一次，计其最后的情况（解读R22）。"
    "按户次一期一计；按企业一户只计一次，有一期有效回访就算有效回访，有一期不满意就算不满意。不足{few}件的不列比率。"
)
CHECK_HEADINGS = ("期", "结论")
TREND_REMARK = "纵轴自{floor}%起；没有数、不足{few}件的期不计率，线断开。"
LINES = {
    "firms": "回访企业（户次，各期 N 之和）",
    "distinct_firms": "其中不同的企业（户）",
    "services": "涉企服务事项数",
    "late_entries": "其中迟报补录",
}
LEFT = "结转下半年"
SETTLED = {"settled_later": "已由其后一次电话了结"}
ANSWERS = words.ANSWERS | SETTLED | words.MERGED_TOO
PROBLEMS = words.PROBLEMS | {
    "carried": LEFT,
    "carried_late": "结转下半年（已超期）",
    "carried_not_due": "结转下半年（未到期）",
}
VISITS = words.VISITS | {"carried": LEFT}
LEFT_LINE, CAME_LINE = "结转下半年·{}", "上半年结转来·{}办结"
REMARK = "半年数的是事实，不是逐月各栏之和：结转过的只计一次，计其最后的情况（解读R22）。"
SYMPOSIUM = "座谈（截止 {due}）"
BACK_ENTERED = "，补记（半年过后才录入）"
LATE, PRESENT, PRESENT_FEW = "，迟开", "座谈·到会企业", "座谈·到会企业（不足制度规定的家数）"
MONTH, TOTAL = "项目", "半年"
COUNTS = {"firms": "回访企业 N", **{name: LINES[name] for name in LINES if name != "firms"}}
# Distinct firms, each counted in its first month.
BY_FIRM_LINES = {
    "coverage.n": "按企业·已拨打",
    "effective_rate.n": "按企业·有效回访",
    "effective_rate.of": "按企业·除已注销外",
    "satisfaction.n": "按企业·满意",
    "satisfaction.of": "按企业·作出总体评价",
}
EVALUATIONS, NUMBERS = "各题·评价（件）", "各题·{question}答出{measure}数"
TAG_LINES = {"contacts": words.HIDDEN_APPROVALS, "firms": f"反映{HIDDEN_APPROVALS}（企业）"}
# The line that each of the six figures is the total of.
MADE_OF: Mapping[FigureCode, str] = {
    "filings": "filings",
    "coverage": "coverage",
    "effective": "effective_rate",
    "satisfaction": "satisfaction",
    "problems": "problems_in_time",
    "visits": "visits",
}
OF_FIRMS = ("coverage", "effective_rate", "satisfaction")
Place = Callable[[str], str]
SUM_AT, MEETING = "s-{}", ("symposium", "present")
SUMS_REMARK = (
    "每行逐期相加得半年：每户次、每件事计在它所属的那一期，数的是最后的情况，结转过的也只计一次；"
    "不同的企业计在最早的一期（解读R22）。各期自己的月报按清零时所知，因此可以不同。"
)


def paper(figures: HalfReported, periods: Sequence[Period], bureau: str) -> Leaf:
    """Return the half-year's report: words and six figures, then a table by month.

    ``periods`` are its months with the rules in force in them.
    """
    months = [each.month for each in figures.months]
    summary, checked, sums = _summary(figures), tuple(_checked(figures)), _sums(figures)
    at = {anchor: f"#{anchor}" for anchor in sums.anchors}

    def place(key: str) -> str:
        return at.get(SUM_AT.format(key.replace(".", "-")), "")

    asked = questions.table(figures.questions, figures.hidden_approvals, questions.BEFORE_HALF)
    answers = dict(questions.leads(figures.questions, asked, place))
    return Leaf(
        title=TITLE + ("" if figures.is_final else FORECAST),
        period=PERIOD.format(half=figures.half, first=months[0], last=months[-1]),
        remark="" if figures.is_final else AS_OF.format(day=shapes.day(figures.as_of)),
        tables=(_figures(figures, place), *checked, _points(figures, place), _trend(figures)),
        signs=shapes.SIGNS,
        line=words.head_line(figures.log, figures.origin),
        foot=words.foot(figures.log),
        words=tuple((f"{each.head}。", each.text) for each in figures.words),
        runs=tuple(half_words.linked(each, place) for each in figures.words),
        office=bureau,
        front=2 + len(checked),
        flat=summary,
        aside=(replace(asked, leads=answers),),
        more=(
            sums,
            questions.units_table(
                figures.questions, figures.hidden_approvals, questions.BEFORE_HALF
            ),
            *recheck.half_table(figures.rechecks),
            words.notes(periods),
        ),
    )


def _figures(figures: HalfReported, place: Place) -> Table:
    rows = tuple(
        (
            FIGURE_NAMES[each.code],
            # Below five there is no rate, and the counts are beside it anyway.
            shapes.unless_few(each.rate) or shapes.NOUGHT,
            shapes.part(each.rate),
            shapes.NOUGHT if each.previous is None else _told(each.previous),
            _change(each.change_tenths),
        )
        for each in figures.figures
    )
    codes = [each.code for each in figures.figures]
    return Table(
        FIGURES,
        FIGURE_HEADINGS,
        rows,
        FIGURE_WIDTHS,
        anchors=tuple(map(SIX_AT.format, codes)),
        leads={
            (row, 2): (Run(str(rows[row][2]), place(MADE_OF[code])),)
            for row, code in enumerate(codes)
        },
    )


def _told(rate: Rate) -> Cell:
    return shapes.unless_few(rate) or (shapes.part(rate) if rate.of else shapes.NOUGHT)


def _change(tenths: int | None) -> str:
    return shapes.NOUGHT if tenths is None else changed(tenths, UP, DOWN, SAME)


def _points(figures: HalfReported, place: Place) -> Table:
    """Return a line for each month, then the half-year by calls and by distinct firms."""
    rows: list[tuple[Cell, ...]] = [
        (_name(each.month), shapes.count(each.firms), *_cells(each.rates))
        for each in figures.points
        if not _is_void(each)
    ]
    void = LISTED.join(_name(each.month) for each in figures.points if _is_void(each))
    total, firms = figures.total, figures.total.by_firm
    whole = [(each.code, each.rate) for each in figures.figures]
    rows.append((IN_ALL, shapes.count(total.firms), *_cells(whole)))
    own = (firms.coverage, firms.effective_rate, firms.satisfaction)
    rows.append((BY_FIRM, shapes.count(firms.firms), "", *map(shapes.rated_part, own), "", ""))
    by_call = ("firms", *(MADE_OF[each.code] for each in figures.figures))
    by_firm = ("distinct_firms", "", *(f"by_firm.{key}.n" for key in OF_FIRMS))
    leads = {
        (row, column): (Run(str(rows[row][column]), place(key)),)
        for row, keys in ((len(rows) - 2, by_call), (len(rows) - 1, by_firm))
        for column, key in enumerate(keys, 1)
    }
    remark = (VOID.format(months=void) if void else "") + POINTS_REMARK.format(few=shapes.FEW)
    shown = (0, 1, 3, 4, 5)
    return Table(
        POINTS, POINT_HEADINGS, tuple(rows), POINT_WIDTHS, remark, on_screen=shown, leads=leads
    )


def _is_void(point: HalfPoint) -> bool:
    """Return whether a month has no figures, so that it is only named below the table."""
    return not point.firms and not any(rate.of for _, rate in point.rates)


def _name(month: str) -> str:
    return MONTH_NAME.format(number=month_parts(month)[1])


def _cells(rates: Iterable[tuple[FigureCode, Rate]]) -> Iterator[str]:
    """Yield each rate with its fraction, or the fraction alone if the count is small."""
    for code, rate in rates:
        yield shapes.part(rate) if code in FEW_EACH else shapes.rated_part(rate)


def _checked(figures: HalfReported) -> Iterator[Table]:
    rows = tuple(
        (_name(each.month), sentence(each).partition("：")[2])
        for each in figures.rechecks
        if each.state != "none"
    )
    if rows:
        yield Table(CHECKED, CHECK_HEADINGS, rows, (1, 11), on_screen=())


def _summary(figures: HalfReported) -> Table:
    rows = (*_firm_lines(figures.total), *_kind_lines(figures.total), *_own_lines(figures))
    return Table(SUMMARY, words.SUMMARY, rows, words.SUMMARY_WIDTHS, REMARK)


def _own_lines(figures: HalfReported) -> Iterator[tuple[Cell, ...]]:
    """Yield the lines that are counted for the half-year only."""
    for kind, rate in figures.total.carried_in:
        yield words.rate_row(CAME_LINE.format(words.CARRIES[kind]), rate)
    yield from questions.complaint_lines(figures.questions)
    yield words.count_row(words.HIDDEN_APPROVALS, figures.hidden_approvals.contacts)
    yield from _meeting(figures)


def _meeting(figures: HalfReported) -> Iterator[tuple[Cell, ...]]:
    """Yield the lines on symposia, and how many firms came, with a remark if too few."""
    label = SYMPOSIUM.format(due=figures.symposium.due_on)
    late = LATE if figures.symposium.is_late else ""
    late += BACK_ENTERED if figures.symposium.is_back_entered else ""
    yield label + late, figures.symposium.held_count, 1, None
    if figures.symposium.present_count is not None:
        label = PRESENT_FEW if figures.symposium.is_few else PRESENT
        yield words.count_row(label, figures.symposium.present_count)


def _firm_lines(total: HalfFigures) -> Iterator[tuple[Cell, ...]]:
    for name, label in LINES.items():
        yield words.count_row(label, getattr(total, name))
    for name, label in words.RATES.items():
        yield words.rate_row(label, getattr(total, name))


def _kind_lines(total: HalfFigures) -> Iterator[tuple[Cell, ...]]:
    """Yield counts by outcome, answer and state, and what was carried in and out."""
    for pattern, names, found in (
        (words.CLASS_LINE, words.CLASSES, total.dispositions),
        (words.ANSWER_LINE, ANSWERS, total.answers),
        (words.PROBLEM_LINE, PROBLEMS, total.problems),
        (words.VISIT_LINE, VISITS, total.visits),
        (LEFT_LINE, words.CARRIES, total.carried_out),
    ):
        for code, count in found:
            if count or code not in words.IF_ANY:
                yield words.count_row(pattern.format(names[code]), count)


class _Sum(Value):
    """A line with a total: its key, and for each month a count, or numerator and denominator."""

    key: str
    label: str
    counts: tuple[int, ...]
    of: tuple[int, ...] = ()

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The months, then their total."""
        whole = sum(self.counts)
        if not self.of:
            return (*map(shapes.count, self.counts), shapes.count(whole))
        rates = map(Rate, self.counts, self.of)
        return (*map(shapes.part, rates), shapes.rated_part(Rate(whole, sum(self.of))))


def _sums(figures: HalfReported) -> Table:
    """Return every figure by month, with the half-year's total.

    Lines of zero are only named below; the symposium has one figure for the half-year.
    """
    lines = list(_sum_lines(figures))
    rows: list[tuple[Cell, ...]] = [(each.label, *each.cells) for each in lines]
    none = ("",) * len(figures.months)
    for label, n, _, _ in _meeting(figures):
        rows.append((label, *none, n))
    keys = [*(each.key for each in lines), *MEETING]
    headings = (MONTH, *(_name(each.month) for each in figures.months), TOTAL)
    anchors = tuple(SUM_AT.format(key.replace(".", "-")) for key in keys[: len(rows)])
    widths = (30, *[15] * 7)
    whole = Table(SUMS, headings, tuple(rows), widths, SUMS_REMARK, on_screen=(), anchors=anchors)
    return shapes.without_nought(whole)


def _sum_lines(figures: HalfReported) -> Iterator[_Sum]:
    """Yield the lines with totals: list, calls, answers, problems, visits, distinct firms."""
    shares = {each.key: tuple(count for _, count in each.months) for each in figures.shares}

    def rated(key: str, label: str) -> _Sum:
        return _Sum(key, label, shares[f"{key}.n"], shares[f"{key}.of"])

    yield from (_Sum(key, label, shares[key]) for key, label in COUNTS.items())
    yield rated("filings", FIGURE_NAMES["filings"])
    yield from (rated(key, label) for key, label in words.RATES.items())
    for key, label in words.IN_TIME_RATES.items():
        rates = [getattr(each, key) for each in figures.months]
        yield _Sum(key, label, tuple(each.n for each in rates), tuple(each.of for each in rates))
    yield _Sum("visits", FIGURE_NAMES["visits"], shares["visits.done"], shares["visits.flagged"])
    kept = [dict(each.visits) for each in figures.months]
    shares |= {
        f"visits.{code}": tuple(each.get(code, 0) for each in kept) for code in words.IN_TIME
    }
    for above, pattern, names in (
        ("dispositions", words.CLASS_LINE, words.CLASSES),
        ("answers", words.ANSWER_LINE, ANSWERS),
        ("problems", words.PROBLEM_LINE, PROBLEMS),
        ("visits", words.VISIT_LINE, VISITS),
    ):
        for code, word in names.items():
            counts = shares.get(f"{above}.{code}", ())
            # What was in time is in a line above, with its denominator.
            if code != "in_time" and (any(counts) or (counts and code not in words.IF_ANY)):
                yield _Sum(f"{above}.{code}", pattern.format(word), counts)
    for kind, word in words.CARRIES.items():
        yield rated(f"carried_in.{kind}", CAME_LINE.format(word))
    for kind, word in words.CARRIES.items():
        counts = shares["carried_out.calls" if kind == "calls" else f"{kind}.carried"]
        yield _Sum(f"carried_out.{kind}", LEFT_LINE.format(word), counts)
    for key, label in BY_FIRM_LINES.items():
        yield _Sum(f"by_firm.{key}", label, shares[f"by_firm.{key}"])
    yield from _answer_lines(figures, shares)
    for key, label in TAG_LINES.items():
        yield _Sum(f"hidden_approval.{key}", label, shares[f"hidden_approval.{key}"])


def _answer_lines(figures: HalfReported, shares: Mapping[str, tuple[int, ...]]) -> Iterator[_Sum]:
    """Yield the evaluations, and how many gave each answer that is not confidential."""
    for question, told in questions.asked(figures.questions):
        if told.by == "firms":
            continue
        counts = {code: shares[f"questions.{told.code}.{code}"] for code, _ in told.counts}
        if question.is_overall:
            yield _Sum("evaluations", EVALUATIONS, _added(counts.values()))
        complaints = {each.code for each in questions.complaints(question)}
        for code, each in counts.items():
            if any(each) or code in complaints:
                word = questions.word(question, code)
                label = questions.LINE.format(question=question.label, answer=word)
                yield _Sum(f"questions.{told.code}.{code}", label, each)
        numbers = [each for code, each in counts.items() if code.isdecimal()]
        if numbers:
            label = NUMBERS.format(question=question.label, measure=question.measure)
            yield _Sum(f"questions.{told.code}.numbers", label, _added(numbers))


def _added(counts: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*counts, strict=True)))


def _trend(figures: HalfReported) -> Table:
    """Return the chart of the months' rates, with gaps for months without one."""
    rows = tuple(
        (_name(each.month), *(shapes.unless_few(rate) for _, rate in each.rates))
        for each in figures.points
    )
    found = [cell.tenths or 0 for row in rows for cell in row if isinstance(cell, Rate)]
    floor = FLOOR if found and min(found) >= FLOOR * 10 else 0
    headings = (POINT_HEADINGS[0], *(FIGURE_NAMES[each.code] for each in figures.figures))
    chart = Chart(TREND, "line", 0, tuple(range(1, len(headings))))
    return Table(
        TREND,
        headings,
        rows,
        (2,) * len(headings),
        TREND_REMARK.format(floor=floor, few=shapes.FEW),
        chart=chart,
        on_screen=(),
    )
