"""The text of a half-year's first page: six paragraphs generated from its figures alone.

The style is that of a month's: see ``front_words``.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from revisit_cli.labels.recheck.figures import STATES
from revisit_cli.labels.reports import front_words as month
from revisit_cli.labels.reports import page_front as page
from revisit_cli.labels.reports import wording as w
from revisit_cli.labels.text import LISTED
from revisit_cli.pattern import pattern
from revisit_cli.records.code import FigureCode
from revisit_cli.records.reports.front import Figure, Paragraph
from revisit_cli.records.reports.half import HalfReported
from revisit_cli.records.reports.paper import PageParagraph
from revisit_cli.rulebook.periods import month_parts

OVERALL, COMPARED, PROBLEMS = "一、总体情况", "二、与上一半年相比", "三、问题与上门"
CARRIED, SYMPOSIUM, RECHECKED = "四、结转情况", "五、座谈情况", "六、复核情况"
FIRMS, DISTINCT = "本半年应回访企业{firms}户次", "为不同的企业{count}家"
ONE_EACH = "均为不同的企业"
SERVICES = "涉及涉企事项{count}件"
AS_OF = "截至{day}，"
NO_FIRMS = "本半年没有应回访企业，不计各率。"
ATTEMPTED, ALL_ATTEMPTED = "已拨打{n}户次", "已全部拨打"
COVERAGE = "覆盖率{rate}"
EFFECTIVE, EFFECTIVE_RATE = "有效回访{n}户次", "有效回访率{rate}"
RATED, NOBODY_RATED = "作出总体评价的{of}户次", "没有企业作出总体评价"
NOBODY_RATED_YET = "尚无企业作出总体评价"
ALL_SATISFIED, SATISFIED = "均满意", "满意{n}户次"
DISSATISFIED, SATISFACTION = "不满意{n}户次", "满意率{rate}"
FILED, ALL_FILED = "应报台账{of}份，按时报送{n}份", "应报台账{of}份，均按时报送"
FIRST_HALF = "本半年为首个半年，无上一半年可比。"
NOT_CLEARED = "本半年尚未全部清零，暂不比较。"
BEFORE_OPEN = "上一半年尚未全部清零，以{day}所知相比。"
MORE, FEWER, SAME_FIRMS = (
    "应回访企业增加{n}户次",
    "应回访企业减少{n}户次",
    "应回访企业与上一半年相同",
)
ALL_SAME, NO_RATES = "各率与上一半年持平", "各率不作比较"
RAISED, NO_PROBLEMS = "收到问题{n}件", "没有收到问题"
TIMINGS = (
    ("in_time", "按期处理或答复"), ("extended", "延期内"), ("late", "超期"), ("not_due", "未到期"),
)  # fmt: skip
ALL_IN_TIME, ONE_IN_TIME = "均已按期处理或答复", "已按期处理或答复"
VISITS, NO_VISITS, ALL_VISITED = "应上门{n}户次", "没有应上门的企业", "均已上门"
VISITED, ONE_VISITED, REFUSED = "已上门{n}户次", "已上门", "其中拒签{n}户次"
KINDS = {"calls": "回访{n}户次", "visits": "上门{n}户次", "problems": "问题{n}件"}
CAME, CAME_DONE, LEFT = "上一半年结转来{told}", "其中办结{told}", "转入下一半年{told}"
NOTHING_CAME = "没有上一半年结转来的"
ALL_DONE, NONE_LEFT, NOTHING_CARRIED = (
    "均已办结",
    "没有转入下一半年的",
    "没有上一半年结转来的，也没有转入下一半年的",
)
BACK_ENTERED = "半年过后才录入"
HELD, HELD_LATE = "召开座谈{n}次", "座谈迟开，召开{n}次"
PRESENT, FEW = "到会企业{n}家", "不足制度规定的家数"
NOT_HELD = "座谈尚未召开，{day}前召开"
NOT_HELD_OVER = "座谈没有召开，已于{day}到期"
CHECKED, UNCHECKED = "{months}已复核，结论见表2", "{months}{state}"
MONTH = "{number}月"
NOTHING_CHECKED = "没有须复核的回访"


# The line that a number of the text is the total of, by the words before it and its measure word;
# for what was carried over, by the sentence too.
LEADS = (
    ("应回访企业(?:增加|减少)?{}户次", "firms"),
    ("不同的企业{}家", "distinct_firms"),
    ("涉企事项{}件", "services"),
    ("(?:已拨打{}户次|覆盖率{}%)", "coverage"),
    ("有效回访(?:{}户次|率{}%)", "effective_rate"),
    ("不满意{}户次", "answers.dissatisfied"),
    ("(?:总体评价的|满意){}户次|满意率{}%", "satisfaction"),
    ("(?:台账|报送){}份", "filings"),
    ("收到问题{}件", "problems.raised"),
    ("按期处理或答复{}件", "problems_in_time"),
    ("延期内{}件", "problems.extended"),
    ("超期{}件", "problems.late"),
    ("未到期{}件", "problems.not_due"),
    ("应上门{}户次", "visits.flagged"),
    ("已上门{}户次", "visits.done"),
    ("拒签{}户次", "visits.refused_signature"),
    ("结转来[^。]*回访{}户次", "carried_in.calls"),
    ("结转来[^。]*上门{}户次", "carried_in.visits"),
    ("结转来[^。]*问题{}件", "carried_in.problems"),
    ("转入下一半年[^。]*回访{}户次", "carried_out.calls"),
    ("转入下一半年[^。]*上门{}户次", "carried_out.visits"),
    ("转入下一半年[^。]*问题{}件", "carried_out.problems"),
    ("召开座谈{}次|迟开，召开{}次", "symposium"),
    ("到会企业{}家", "present"),
)
_LEADS = tuple(
    (pattern(f"(?:{before})$".replace("{}", r"\d+(?:\.\d+)?")), key) for before, key in LEADS
)
SIX_AT = "six-{}"
_CHANGE = pattern(r"([^，；。]+?)(?:上升|下降)[\d.]+个百分点$")


def linked(paragraph: Paragraph, place: Callable[[str], str]) -> PageParagraph:
    """Return a paragraph with its numbers linked to the lines that they are totals of, by key."""
    codes = {name: code for code, name in month.FIGURES.items()}

    def to(found: "re.Match[str]") -> str:
        said = found.string[: found.end()]
        change = _CHANGE.search(said)
        if change is not None:
            return "#" + SIX_AT.format(codes[change[1]])
        return next((place(key) for before, key in _LEADS if before.search(said)), "")

    return PageParagraph(paragraph.head, page.linked(paragraph.text, page.NUMBER, to))


def paragraphs(told: HalfReported) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a half-year in order."""
    parts = (
        (OVERALL, _overall(told)),
        *(((COMPARED, _compared(told)),) if told.total.firms else ()),
        (PROBLEMS, _problems(told)),
        (CARRIED, _carried(told)),
        (SYMPOSIUM, _symposium(told)),
        (RECHECKED, _rechecked(told)),
    )
    return tuple(Paragraph(head, "".join(sentences)) for head, sentences in parts)


def _overall(told: HalfReported) -> Iterator[str]:
    total, figures = told.total, {each.code: each for each in told.figures}
    if not total.firms:
        yield NO_FIRMS
    else:
        is_each = total.firms == total.distinct_firms
        distinct = ONE_EACH if is_each else DISTINCT.format(count=total.distinct_firms)
        services = SERVICES.format(count=total.services) if total.services else ""
        yield w.sentence(FIRMS.format(firms=total.firms), distinct, services)
        yield from _called(told, figures)
    filed = figures["filings"].rate
    if filed.of:
        pattern = ALL_FILED if filed.n == filed.of > 1 else FILED
        yield w.sentence(pattern.format(n=filed.n, of=filed.of))


def _called(told: HalfReported, figures: Mapping[FigureCode, Figure]) -> Iterator[str]:
    """Yield sentences on how many were called, and the outcomes; or that nobody was."""
    day = w.day(told.as_of, told.months[-1].month)
    since = "" if told.is_final else AS_OF.format(day=day)
    coverage, effective = figures["coverage"], figures["effective"]
    if not coverage.rate.n:
        yield since + w.sentence(month.NOBODY_CALLED if told.is_final else month.NOT_YET)
        return
    called = [ATTEMPTED.format(n=coverage.rate.n), w.rated(COVERAGE, coverage)]
    if coverage.rate.n == told.total.firms > 1:
        called = [ALL_ATTEMPTED]
    answered = [EFFECTIVE.format(n=effective.rate.n), w.rated(EFFECTIVE_RATE, effective)]
    if not effective.rate.n:
        answered = [month.NONE_EFFECTIVE]
    parts = (w.COMMA.join(filter(None, each)) for each in (called, answered))
    yield since + w.sentence(*parts, joint=w.SEMICOLON)
    yield _satisfied(figures["satisfaction"], is_final=told.is_final)


def _satisfied(figure: Figure, *, is_final: bool) -> str:
    n, of = figure.rate.n, figure.rate.of
    if not of:
        return w.sentence(NOBODY_RATED if is_final else NOBODY_RATED_YET)
    rated = RATED.format(of=of)
    if n == of > 1:
        return w.sentence(rated + ALL_SATISFIED)
    bad = "" if figure.tenths is not None or n == of else DISSATISFIED.format(n=of - n)
    good = SATISFIED.format(n=n) if n else ""
    return w.sentence(f"{rated}中", good, bad, w.rated(SATISFACTION, figure))


def _compared(told: HalfReported) -> Iterator[str]:
    """Yield sentences on which rates rose, fell and stayed, as they are printed."""
    before = told.before
    if before is None:
        yield FIRST_HALF
        return
    if not told.is_final:
        yield NOT_CLEARED
        return
    if not before.is_cleared:
        yield BEFORE_OPEN.format(day=w.day(told.as_of, told.months[-1].month))
    change = told.total.firms - before.firms
    pattern = MORE if change > 0 else FEWER
    yield w.sentence(pattern.format(n=abs(change)) if change else SAME_FIRMS)
    moved = [each for each in told.figures if each.change_tenths is not None]
    if not moved:
        yield w.sentence(NO_RATES)
        return
    same = [month.FIGURES[each.code] for each in moved if not each.change_tenths]
    if len(same) == len(told.figures):
        yield w.sentence(ALL_SAME)
        return
    yield w.sentence(
        _moved([each for each in moved if (each.change_tenths or 0) > 0], month.UP),
        _moved([each for each in moved if (each.change_tenths or 0) < 0], month.DOWN),
        month.SAME.format(figures=LISTED.join(same)) if same else "",
        joint=w.SEMICOLON,
    )


def _moved(changes: list[Figure], pattern: str) -> str:
    return w.COMMA.join(
        pattern.format(figure=month.FIGURES[each.code], points=w.points(each.change_tenths or 0))
        for each in changes
    )


def _problems(told: HalfReported) -> Iterator[str]:
    counts = dict(told.total.problems)
    raised = counts["raised"]
    if raised:
        parts = w.counted([(word, counts[code]) for code, word in TIMINGS], "件")
        if counts["in_time"] == raised:
            parts = [ALL_IN_TIME if raised > 1 else ONE_IN_TIME]
        yield w.sentence(RAISED.format(n=raised), LISTED.join(parts))
    else:
        yield w.sentence(NO_PROBLEMS)
    visits = dict(told.total.visits)
    flagged, done, refused = visits["flagged"], visits["done"], visits["refused_signature"]
    if not flagged:
        yield w.sentence(NO_VISITS)
        return
    visited = VISITED.format(n=done)
    if done == flagged:
        visited = ALL_VISITED if flagged > 1 else ONE_VISITED
    yield w.sentence(
        VISITS.format(n=flagged), visited, REFUSED.format(n=refused) if refused else ""
    )


def _carried(told: HalfReported) -> Iterator[str]:
    came = [(kind, rate) for kind, rate in told.total.carried_in if rate.of]
    if came:
        done = _kinds([(kind, rate.n) for kind, rate in came])
        then = CAME_DONE.format(told=done) if done else ""
        if all(rate.n == rate.of for _, rate in came):
            then = ALL_DONE
        yield w.sentence(CAME.format(told=_kinds([(kind, rate.of) for kind, rate in came])), then)
    left = _kinds(list(told.total.carried_out))
    if left:
        yield w.sentence(LEFT.format(told=left))
    elif told.is_final:
        yield w.sentence(NONE_LEFT if came else NOTHING_CARRIED)
    elif not came:
        # What remains at its end is not known before.
        yield w.sentence(NOTHING_CAME)


def _kinds(counts: list[tuple[str, int]]) -> str:
    return LISTED.join(KINDS[kind].format(n=count) for kind, count in counts if count)


def _symposium(told: HalfReported) -> Iterator[str]:
    duty, last = told.symposium, told.months[-1].month
    if not duty.held_count:
        pattern = NOT_HELD_OVER if duty.due_on < told.as_of else NOT_HELD
        yield w.sentence(pattern.format(day=w.day(duty.due_on, last)))
        return
    held = (HELD_LATE if duty.is_late else HELD).format(n=duty.held_count)
    present = "" if duty.present_count is None else PRESENT.format(n=duty.present_count)
    entered = BACK_ENTERED if duty.is_back_entered else ""
    yield w.sentence(held, present, FEW if duty.is_few else "", entered)


def _rechecked(told: HalfReported) -> Iterator[str]:
    """Yield which months were re-checked, months of the same state together."""
    states: dict[str, list[str]] = {}
    for each in told.months:
        if each.firms:
            state = each.recheck.state if each.recheck else "none"
            states.setdefault(state, []).append(MONTH.format(number=month_parts(each.month)[1]))
    if not states:
        yield w.sentence(NOTHING_CHECKED)
    for code, word in STATES.items():
        if code in states:
            names = LISTED.join(states[code])
            pattern = CHECKED if code == "done" else UNCHECKED
            yield w.sentence(pattern.format(months=names, state=word))
