"""The text of a month's first page: six paragraphs generated from its figures alone.

Only counted facts and recorded reasons. A number comes first, then its rate, and each only once; of
zero it is only said that there was none; small counts have no rate. The same figures give the same
text.
"""

from collections.abc import Iterable, Iterator

from revisit_cli.labels.reports import wording as w
from revisit_cli.labels.reports.wording import Brevity
from revisit_cli.labels.reports.work_words import next_steps, problems, rechecked, undone
from revisit_cli.labels.rules.setting import ABOUT, NO, YES
from revisit_cli.labels.text import LISTED
from revisit_cli.records.code import FigureCode, FilingStanding
from revisit_cli.records.reports.front import Figure, MonthTold, Paragraph, RuleChange

# The longest text, in characters; a longer one is shortened by listing less.
LIMIT = 560
BREVITIES = (
    Brevity(5, 9, 5),
    Brevity(5, 9, 5, is_terse=True),
    Brevity(3, 9, 4, is_terse=True),
    Brevity(3, 6, 4, is_terse=True, has_reasons=False),
    Brevity(3, 6, 3, is_terse=True, has_reasons=False),
    Brevity(2, 4, 3, is_terse=True, has_reasons=False),
    Brevity(1, 3, 3, is_terse=True, has_reasons=False),
    Brevity(1, 2, 2, is_terse=True, has_reasons=False),
    Brevity(0, 1, 2, is_terse=True, has_reasons=False),
    Brevity(0, 0, 2, is_terse=True, has_reasons=False, has_asides=False),
    Brevity(0, 0, 1, is_terse=True, has_reasons=False, has_asides=False),
)
FIGURES: dict[FigureCode, str] = {
    "filings": "台账按时报送率",
    "coverage": "覆盖率",
    "effective": "有效回访率",
    "satisfaction": "满意率",
    "problems": "问题按期办结率",
    "visits": "上门完成率",
}
MEASURES: dict[FigureCode, str] = {
    "filings": "个",
    "coverage": "家",
    "effective": "家",
    "satisfaction": "家",
    "problems": "件",
    "visits": "家",
}
OVERALL, COMPARED, PROBLEMS = "一、总体情况", "二、与上期相比", "三、问题与处理"
UNDONE, UNDONE_OPEN = "四、未完成及原因", "四、尚未完成"
RECHECKED = "五、复核情况"
NEXT, NEXT_OPEN = "六、下期要点", "六、近期要点"
# For a month without firms to call.
NO_SERVICES = "本期各单位均无涉企事项，没有应回访企业，不计各率。"
NO_SERVICES_OF_ONE = "本期没有涉企事项，没有应回访企业，不计各率。"
NO_SERVICES_FILED = "已报台账的单位均无涉企事项；{missing}个单位未报。没有应回访企业，不计各率。"
NOBODY_FILED = "{missing}个单位未报台账。没有应回访企业，不计各率。"
NO_FIRMS = "本期没有应回访企业，不计各率。"
FIRMS = "本期应回访企业{firms}家"
SERVICES, LATE_ENTRIES = "涉及涉企事项{count}件", "另含迟报补录{count}家"
EARLY, EARLY_MISSING = "名单于{day}提前锁定", "当时{units}台账未到"
EARLY_UNKNOWN, REASON, NO_REASON = "当时未到的台账不详", "理由：{reason}", "理由：未说明"
REASON_ABOVE = "理由见题下"
AS_OF = "截至{when}"
ATTEMPTED, COVERAGE = "已拨打{n}家", "覆盖率{rate}"
ALL_ATTEMPTED, NOT_YET, NOBODY_CALLED = "已全部拨打", "尚未拨打", "没有拨打"
EFFECTIVE, EFFECTIVE_RATE, NONE_EFFECTIVE = "有效回访{n}家", "有效回访率{rate}", "没有有效回访"
GONE = "已注销{count}家，不计入有效回访率"
RATED_OF = "作出总体评价的{of}家中"
SATISFIED, DISSATISFIED, SATISFACTION = "满意{count}家", "不满意{count}家", "满意率{rate}"
ALL_SATISFIED, ALL_DISSATISFIED = "作出总体评价的{of}家均满意", "作出总体评价的{of}家均不满意"
ONE_SATISFIED, ONE_DISSATISFIED = "作出总体评价的1家满意", "作出总体评价的1家不满意"
NOBODY_RATED, NOBODY_RATED_YET = "没有企业作出总体评价", "尚无企业作出总体评价"
FILED = "{units}个单位中{n}个按时报送台账"
ALL_FILED = "{units}个单位均按时报送台账"
NONE_FILED, NONE_FILED_YET = "{units}个单位中没有按时报送台账的", "{units}个单位尚无报送台账的"
ZERO = "其中零报告{count}个"
ONE_FILED: dict[FilingStanding, str] = {
    "on_time": "{unit}已按时报送台账",
    "zero": "{unit}已按时作零报告",
    "late": "{unit}台账迟报",
    "supplement": "{unit}台账迟报",
    "missing": "{unit}台账未报",
}
FIRST_MONTH = "本期为首期，无上期可比。"
NOT_CLEARED = "本期尚未清零，暂不比较。"
BEFORE_OPEN = "上期尚未清零，以{day}所知相比。"
MORE_FIRMS, FEWER_FIRMS = "应回访企业增加{count}家", "应回访企业减少{count}家"
SAME_FIRMS = "应回访企业与上期相同"
UP, DOWN, SAME = "{figure}上升{points}个百分点", "{figure}下降{points}个百分点", "{figures}持平"
UP_EACH = "{figures}分别上升{points}个百分点"
DOWN_EACH = "{figures}分别下降{points}个百分点"
ALL_SAME, NO_RATES = "各率与上期持平", "各率不作比较"
NONE_BEFORE = "上期没有{figures}，不作比较"
OTHER_RULE = "两期口径不同（{rule}自本期起为{value}），{figures}不作比较"
ALL_SIX = len(FIGURES)


def paragraphs(told: MonthTold) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a month in order, listing as much as the limit allows."""
    found = _paragraphs(told, BREVITIES[0])
    for brief in BREVITIES[1:]:
        if sum(len(each.whole) for each in found) <= LIMIT:
            break
        found = _paragraphs(told, brief)
    return found


def _paragraphs(told: MonthTold, brief: Brevity) -> tuple[Paragraph, ...]:
    is_open = told.days.is_open
    own: tuple[tuple[str, Iterable[str]], ...] = (
        (COMPARED, compared(told, brief)),
        (PROBLEMS, problems(told, brief)),
        (UNDONE_OPEN if is_open else UNDONE, undone(told, brief)),
    )
    parts = (
        (OVERALL, overall(told, brief)),
        *(own if told.month.firms else ()),
        (RECHECKED, rechecked(told, brief)),
        (NEXT_OPEN if is_open else NEXT, next_steps(told, brief)),
    )
    return tuple(Paragraph(head, "".join(sentences)) for head, sentences in parts)


def overall(told: MonthTold, brief: Brevity) -> Iterator[str]:
    """Yield sentences: how many firms there are and were reached, what they say, who filed."""
    month = told.month
    if not month.firms:
        yield from _nobody(told)
        return
    services = SERVICES.format(count=month.services) if month.services else ""
    entered = month.late_entry_firms if brief.has_asides else 0
    late = LATE_ENTRIES.format(count=entered) if entered else ""
    yield w.sentence(FIRMS.format(firms=month.firms), services, late)
    yield _early(told, brief)
    yield _reached(told)
    gone = dict(month.dispositions)["NE"] if brief.has_asides else 0
    yield w.sentence(GONE.format(count=gone) if gone else "")
    yield _satisfied(told)
    yield _filed(told)


def _nobody(told: MonthTold) -> Iterator[str]:
    counts = dict(told.month.filings)
    missing = counts["missing"]
    filed = sum(counts.values()) - missing
    if told.month.services or not filed + missing:
        yield NO_FIRMS
    elif not missing:
        yield NO_SERVICES if filed > 1 else NO_SERVICES_OF_ONE
    else:
        pattern = NO_SERVICES_FILED if filed > 1 else NOBODY_FILED
        yield pattern.format(missing=missing)
    if not missing:
        yield _filed(told)


def _early(told: MonthTold, brief: Brevity) -> str:
    """Return the sentence on a list frozen early: missing ledgers, and the reason given."""
    frozen = told.month.call_list
    if not frozen.is_early or frozen.locked_at is None:
        return ""
    if frozen.missing is None:
        missing = EARLY_UNKNOWN
    else:
        units = w.named(frozen.missing, "个单位", w.UNITS_TABLE, brief)
        missing = EARLY_MISSING.format(units=units) if frozen.missing else ""
    reason = NO_REASON if frozen.reason is None else REASON.format(reason=frozen.reason)
    if not brief.has_reasons:
        reason = REASON_ABOVE
    day = w.day_of(frozen.locked_at, told.month.month)
    return w.sentence(EARLY.format(day=day), missing, reason)


def _reached(told: MonthTold) -> str:
    """Return the sentence on how many were called and answered, with rates if there are any."""
    month, figures = told.month, {each.code: each for each in told.figures}
    is_open = told.days.is_open
    when = _as_of(told)
    coverage, effective = figures["coverage"], figures["effective"]
    if not coverage.rate.n:
        return w.sentence(AS_OF.format(when=when), NOT_YET if is_open else NOBODY_CALLED)
    is_all = coverage.rate.n == month.firms > 1 and not is_open
    attempted = ALL_ATTEMPTED if is_all else ATTEMPTED.format(n=coverage.rate.n)
    called = [AS_OF.format(when=when), attempted]
    if not is_all:
        called.append(w.rated(COVERAGE, coverage))
    answered = [EFFECTIVE.format(n=effective.rate.n), w.rated(EFFECTIVE_RATE, effective)]
    if not effective.rate.n:
        answered = [NONE_EFFECTIVE]
    parts = (w.COMMA.join(filter(None, each)) for each in (called, answered))
    return w.sentence(*parts, joint=w.SEMICOLON)


def _as_of(told: MonthTold) -> str:
    """Return until when events count: the last due day of a duty, or the later clearing."""
    days, month = told.days, told.month.month
    if days.is_open:
        return w.hour(days.as_of, month)
    due = days.visits_due.isoformat()
    return w.day_of(max(due, days.as_of[:10]), month)


def _satisfied(told: MonthTold) -> str:
    """Return the sentence on the overall answers of firms."""
    figure = next(each for each in told.figures if each.code == "satisfaction")
    of, satisfied = figure.rate.of, figure.rate.n
    if not of:
        return w.sentence(NOBODY_RATED_YET if told.days.is_open else NOBODY_RATED)
    if satisfied in (0, of):
        one, every = (
            (ONE_SATISFIED, ALL_SATISFIED) if satisfied else (ONE_DISSATISFIED, ALL_DISSATISFIED)
        )
        return w.sentence((one if of == 1 else every).format(of=of))
    dissatisfied = "" if figure.tenths is not None else DISSATISFIED.format(count=of - satisfied)
    return w.sentence(
        RATED_OF.format(of=of),
        SATISFIED.format(count=satisfied),
        dissatisfied,
        w.rated(SATISFACTION, figure),
    )


def _filed(told: MonthTold) -> str:
    """Return the sentence on how many units filed in time, with its name if there is one unit."""
    counts = dict(told.month.filings)
    units = sum(counts.values())
    if units == 1:
        state = next(state for state, count in told.month.filings if count)
        unit = next((each.unit for each in told.month.units if each.filing == state), None)
        return "" if unit is None else w.sentence(ONE_FILED[_standing(state)].format(unit=unit))
    if not units:
        return ""
    in_time = counts["on_time"] + counts["zero"]
    zero = ZERO.format(count=counts["zero"]) if counts["zero"] else ""
    if not in_time:
        is_due = told.days.are_ledgers_due or not told.days.is_open
        return w.sentence((NONE_FILED if is_due else NONE_FILED_YET).format(units=units))
    pattern = ALL_FILED if in_time == units else FILED
    return w.sentence(pattern.format(units=units, n=in_time), zero)


def _standing(state: str) -> FilingStanding:
    return next(each for each in ONE_FILED if each == state)


def compared(told: MonthTold, brief: Brevity) -> Iterator[str]:
    """Yield sentences on which rates rose, fell and stayed, as they are printed."""
    before = told.before
    if before is None:
        yield FIRST_MONTH
        return
    changes = [each for each in told.figures if each.change_tenths is not None]
    if told.days.is_open and not changes:
        yield NOT_CLEARED
        return
    if not before.is_cleared:
        yield BEFORE_OPEN.format(day=w.day_of(told.days.as_of, told.month.month))
    yield w.sentence(_firms(before.firms_change))
    yield _changes(changes, told, brief)
    for each in before.rules if brief.has_asides else ():
        yield w.sentence(_other_rule(each))


def _firms(change: int) -> str:
    if not change:
        return SAME_FIRMS
    return (MORE_FIRMS if change > 0 else FEWER_FIRMS).format(count=abs(change))


def _changes(changes: list[Figure], told: MonthTold, brief: Brevity) -> str:
    """Return the changes of rates in one sentence: risen, fallen, unchanged."""
    if not changes:
        lacking = [FIGURES[each.code] for each in told.figures if each.previous is None]
        if len(lacking) == ALL_SIX:
            return w.sentence(NO_RATES)
        return w.sentence(NONE_BEFORE.format(figures=LISTED.join(lacking)) if lacking else NO_RATES)
    same = [FIGURES[each.code] for each in changes if not each.change_tenths]
    if len(same) == ALL_SIX:
        return w.sentence(ALL_SAME)
    groups = (
        _moved([each for each in changes if (each.change_tenths or 0) > 0], UP, UP_EACH, brief),
        _moved([each for each in changes if (each.change_tenths or 0) < 0], DOWN, DOWN_EACH, brief),
        SAME.format(figures=LISTED.join(same)) if same else "",
    )
    return w.sentence(*groups, joint=w.SEMICOLON)


def _moved(changes: list[Figure], one: str, each_of: str, brief: Brevity) -> str:
    """Return the rates that rose, or fell: one by one, or in short as names and values."""
    told = [(FIGURES[each.code], w.points(each.change_tenths or 0)) for each in changes]
    if brief.is_terse and len(told) > 1:
        figures, points = (LISTED.join(column) for column in zip(*told, strict=True))
        return each_of.format(figures=figures, points=points)
    return w.COMMA.join(one.format(figure=figure, points=points) for figure, points in told)


def _other_rule(changed: RuleChange) -> str:
    value = changed.value
    if isinstance(value, bool):
        value = YES if value else NO
    figures = LISTED.join(FIGURES[code] for code in changed.figures)
    return OTHER_RULE.format(rule=ABOUT[changed.rule], value=value, figures=figures)
