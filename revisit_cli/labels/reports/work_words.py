"""The paragraphs on a month's work: problems, open cases and reasons, re-check, next steps."""

from collections.abc import Iterator, Mapping

from revisit_cli.labels.reports import wording as w
from revisit_cli.labels.reports.wording import Brevity
from revisit_cli.labels.text import LISTED
from revisit_cli.records.code import StepKind, UndoneKind
from revisit_cli.records.recheck.figures import RecheckFigures
from revisit_cli.records.reports.front import MonthTold, Step, Undone

CATEGORIES = {"suggestion": "意见建议", "difficulty": "困难问题", "other": "其他问题"}
TIMINGS = {
    "in_time": "按期处理或答复",
    "extended": "延期内",
    "late": "超期",
    "not_due": "未到期",
    "carried_not_due": "结转时未到期",
}
NO_PROBLEMS, NO_PROBLEMS_YET = "没有收到问题", "截至{when}尚未收到问题"
PROBLEMS, ONE_KIND, OF_WHICH = "收到问题{count}件", "收到问题{count}件，均为{kind}", "其中{parts}"
ONE_OF_KIND = "收到问题1件，为{kind}"
ALL_TIMINGS = {
    "in_time": "均已按期处理或答复",
    "extended": "均在延期内处理或答复",
    "late": "均超期",
    "not_due": "均未到期",
    "carried_not_due": "结转时均未到期",
}
ONE_TIMING = {
    "in_time": "已按期处理或答复",
    "extended": "在延期内处理或答复",
    "late": "已超期",
    "not_due": "未到期",
    "carried_not_due": "结转时未到期",
}
TRANSFERRED = "移交其他部门{count}件"
ALL_ANSWERED, ONE_ANSWERED = "均已答复企业", "已答复企业"
SOME_ANSWERED, NONE_ANSWERED = "其中{count}件已答复企业", "尚未答复企业"
REOPENED = "另有重开{count}件"
DISSATISFIED = "不满意{count}家"
ALL_FLAGGED, ONE_FLAGGED, SOME_FLAGGED = (
    "均已列入上门回访",
    "已列入上门回访",
    "其中{count}家已列入上门回访",
)
UNDONE: Mapping[UndoneKind, str] = {
    "unreached": "未接通",
    "refused": "拒访",
    "appointment": "约定再拨",
    "broken_off": "中途挂断",
    "contact_left": "联系人已离职",
    "wrong_number": "号码错误",
    "dead_number": "停机空号",
    "denies_service": "称未办理过",
    "not_served": "名单有误",
    "not_attempted": "未拨打",
}
CALLS_LEFT, CALLS_UNDONE = "电话回访尚有{count}家", "电话回访未完成{count}家"
MORE_GROUPS, SEE_TABLE = "{groups}等（{table}）", "（{table}）"
CAME_ONE = "{day}补入，已过{due}日"
CAME, CAME_OF = "{due}日后补入", "其中{count}家于{due}日后补入"
CARRIED, CARRIED_OF = "结转下期", "其中{count}家结转下期"
LEFT, TODAY, OVERDUE = (
    "离{day}还有{count}个工作日",
    "{day}到期，即今日",
    "{day}到期，已超期{count}日",
)
UNTIL = "{day}到期"
VISITS_LEFT, VISITS_UNDONE, VISITS_DUE = "上门尚有{count}家", "上门未完成{count}家", "{day}前完成"
REFUSED = "已上门而拒签{count}家"
PROBLEMS_LEFT, PROBLEMS_UNDONE = "问题尚有{count}件未答复", "问题未办结{count}件"
UNFILED, UNFILED_YET, FILED_LATE = (
    "未报台账{count}个",
    "尚未报台账{count}个",
    "迟报{count}个",
)
OVERDUE_ROWS = "逾期补报{units}个单位{rows}行"
DONE, ALL_DONE, AND = "{what}已完成", "{what}均已完成", "和"
DUTIES = {"calls": "电话回访", "visits": "上门", "problems": "问题", "filings": "台账"}
NOT_CHECKED, NOT_CHECKED_YET = "本期未复核。", "本期尚未复核。"
FROZEN_ONLY, RUNNING = "复核名单已封，尚未抽取。", "复核未完：抽取{drawn}通，尚余{waiting}通。"
CENSUS = "{pool}通全部复核"
DRAWN, ANSWERED, UNREACHED = (
    "从完成的{pool}通中随机抽取{drawn}通",
    "接通{answered}通",
    "未接通{unreached}通",
)
FALSE, NONE_FALSE = "与记录不符{count}通", "与记录不符0"
BOUND = "若{pool}通中有{too_many}通以上不符，这样的结果机会不到5%"
ANY = "这样的结果不能排除{pool}通全都不符"
SAME = "（以未接通的与接通的情况相同为前提；未接通的全算不符，则至多{most}通）"
MOST = "以95%的把握，{pool}通中不符的不超过{most}通（{rate}）"
DOUBTFUL = "经复核存疑{count}通，待认定"
OTHER_RATING = "另有评价不符{count}通，不属不实"
STEPS: Mapping[StepKind, str] = {
    "ledgers": "台账{day}下班前报齐",
    "unfiled": "{units}补报本期",
    "calls": "电话回访{count}家于{day}前完成",
    "visits": "上门{count}家于{day}前完成",
    "answers": "超期问题{count}件由{units}答复企业",
    "numbers": "退回补号{count}家由{units}补报号码",
    "symposium": "本半年座谈尚未召开，{day}前召开",
}
CARRIED_STEPS: Mapping[StepKind, str] = {
    "calls": "结转的电话回访{count}家于{day}前完成",
    "visits": "结转的上门{count}家于{day}前完成",
}
OVERDUE_STEPS: Mapping[StepKind, str] = {
    "calls": "电话回访{count}家未完成，已过{day}",
    "visits": "上门{count}家未完成，已过{day}",
    "symposium": "本半年座谈尚未召开，已过{day}",
}
ONLY_LEDGERS = "下期台账{day}下班前报送"
NO_STEPS = "没有待办事项"
DAY_UNKNOWN = "台账到期日待定（{year}年放假安排未载入）"
OWN_UNITS, ITS_UNIT = "原单位", "责任单位"
UNITS_NAMED = 2


def problems(told: MonthTold, brief: Brevity) -> Iterator[str]:
    """Yield sentences on problems and what became of them, and on dissatisfied firms."""
    raised = dict(told.month.problems)["raised"]
    if raised:
        yield _kinds(told, raised)
        yield _verdicts(told, raised)
        yield _transferred(told) if brief.has_asides else ""
    else:
        when = w.hour(told.days.as_of, told.month.month)
        yield w.sentence(NO_PROBLEMS_YET.format(when=when) if told.days.is_open else NO_PROBLEMS)
    reopened = dict(told.month.problems).get("reopened", 0)
    yield w.sentence(REOPENED.format(count=reopened) if reopened and brief.has_asides else "")
    unhappy = dict(told.month.answers)["dissatisfied"]
    if unhappy and brief.has_asides:
        yield _flagged(unhappy, told.problem_parts.dissatisfied_flagged)


def _kinds(told: MonthTold, raised: int) -> str:
    kinds = [(CATEGORIES[code], count) for code, count in told.problem_parts.categories if count]
    if len(kinds) == 1:
        return w.sentence(
            ONE_OF_KIND.format(kind=kinds[0][0])
            if raised == 1
            else ONE_KIND.format(count=raised, kind=kinds[0][0])
        )
    parts = LISTED.join(w.counted(kinds, "件"))
    return w.sentence(PROBLEMS.format(count=raised), OF_WHICH.format(parts=parts))


def _verdicts(told: MonthTold, raised: int) -> str:
    timings = [(code, count) for code, count in told.problem_parts.timings if count]
    if len(timings) == 1:
        return w.sentence((ALL_TIMINGS if raised > 1 else ONE_TIMING)[timings[0][0]])
    return w.sentence(*w.counted(((TIMINGS[code], count) for code, count in timings), "件"))


def _transferred(told: MonthTold) -> str:
    moved, answered = told.problem_parts.transferred, told.problem_parts.transferred_answered
    if not moved:
        return ""
    if not answered:
        said = NONE_ANSWERED
    elif answered == moved:
        said = ALL_ANSWERED if moved > 1 else ONE_ANSWERED
    else:
        said = SOME_ANSWERED.format(count=answered)
    return w.sentence(TRANSFERRED.format(count=moved), said)


def _flagged(unhappy: int, flagged: int) -> str:
    said = ""
    if flagged == unhappy:
        said = ALL_FLAGGED if unhappy > 1 else ONE_FLAGGED
    elif flagged:
        said = SOME_FLAGGED.format(count=flagged)
    return w.sentence(DISSATISFIED.format(count=unhappy), said)


def undone(told: MonthTold, brief: Brevity) -> Iterator[str]:
    """Yield sentences on open cases and their recorded reasons, or that there are none."""
    lacking = [*_calls(told, brief), *_visits(told), *_problems(told), *_ledgers(told, brief)]
    yield from lacking or [_all_done(told)]


def _calls(told: MonthTold, brief: Brevity) -> Iterator[str]:
    count = told.left.calls
    if not count:
        return
    days, month = told.days, told.month.month
    due = w.day(days.calls_due, month)
    is_left = days.is_open and any(each.left for each in told.undone)
    is_running = is_left and not days.calls_over
    said = (CALLS_LEFT if is_running else CALLS_UNDONE).format(count=count)
    groups = [_group(each, told, brief) for each in told.undone]
    shown = w.COMMA.join(groups[: brief.groups])
    if not shown:
        said += SEE_TABLE.format(table=w.UNDONE_TABLE)
    elif len(groups) > brief.groups:
        said += "：" + MORE_GROUPS.format(groups=shown, table=w.UNDONE_TABLE)
    else:
        said += "：" + shown
    yield w.sentence(said, _left(told, due) if is_left else "", joint=w.SEMICOLON)


def _left(told: MonthTold, due: str) -> str:
    """Return how many days are left for calls, or how many they are overdue."""
    days = told.days
    if days.calls_over:
        return OVERDUE.format(day=due, count=days.calls_over)
    if days.as_of[:10] == days.calls_due.isoformat():
        return TODAY.format(day=due)
    return (
        UNTIL.format(day=due)
        if days.calls_left is None
        else LEFT.format(day=due, count=days.calls_left)
    )


def _group(group: Undone, told: MonthTold, brief: Brevity) -> str:
    """Return a group of open cases: outcome, count, reasons, and where they were carried."""
    said, why = f"{UNDONE[group.kind]}{len(group.firms)}家", why_undone(group, told)
    return f"{said}（{why}）" if why and brief.has_asides else said


def why_undone(group: Undone, told: MonthTold) -> str:
    """Return that firms were listed after their due day, and carried over; "" if not."""
    count, due, why = len(group.firms), told.days.calls_due.day, []
    if group.added_late:
        if count == 1 and group.came_on is not None:
            why.append(CAME_ONE.format(day=w.day(group.came_on, told.month.month), due=due))
        elif group.added_late == count:
            why.append(CAME.format(due=due))
        else:
            why.append(CAME_OF.format(count=group.added_late, due=due))
    if group.carried:
        is_whole = group.carried == count
        why.append(CARRIED if is_whole else CARRIED_OF.format(count=group.carried))
    return w.COMMA.join(why)


def _visits(told: MonthTold) -> Iterator[str]:
    counts, days = dict(told.month.visits), told.days
    left = told.left.visits
    if left and days.is_open and not days.visits_over:
        due = VISITS_DUE.format(day=w.day(days.visits_due, told.month.month))
        yield w.sentence(VISITS_LEFT.format(count=left), due)
    elif left:
        why = ""
        if days.is_open:
            due = w.day(days.visits_due, told.month.month)
            why = OVERDUE.format(day=due, count=days.visits_over)
        elif counts["carried"]:
            whole = counts["carried"] == left
            why = CARRIED if whole else CARRIED_OF.format(count=counts["carried"])
        yield w.sentence(VISITS_UNDONE.format(count=left), why)
    refused = counts.get("refused_signature", 0)
    yield from [w.sentence(REFUSED.format(count=refused))] if refused else []


def _problems(told: MonthTold) -> Iterator[str]:
    counts, left = dict(told.month.problems), told.left.problems
    if left and told.days.is_open:
        yield w.sentence(PROBLEMS_LEFT.format(count=left))
    elif left:
        whole = counts["carried"] == left
        why = CARRIED if whole else CARRIED_OF.format(count=counts["carried"])
        yield w.sentence(PROBLEMS_UNDONE.format(count=left), why if counts["carried"] else "")


def _ledgers(told: MonthTold, brief: Brevity) -> Iterator[str]:
    units = told.month.units
    missing = dict(told.month.filings)["missing"]
    is_due = told.days.are_ledgers_due or not told.days.is_open
    names = [each.unit for each in units if each.filing == "missing"][:missing]
    late = [each.unit for each in units if each.filing in ("late", "supplement")]
    for pattern, those in ((UNFILED if is_due else UNFILED_YET, names), (FILED_LATE, late)):
        if those:
            head = pattern.format(count=len(those))
            yield w.sentence(w.headed(head, those, "个", w.UNITS_TABLE, brief))
    if told.left.with_overdue_rows:
        rows = OVERDUE_ROWS.format(units=told.left.with_overdue_rows, rows=told.month.overdue)
        yield w.sentence(rows)


def _all_done(told: MonthTold) -> str:
    month = told.month
    owed = {
        "calls": month.firms,
        "visits": dict(month.visits)["flagged"],
        "problems": dict(month.problems)["raised"],
        "filings": sum(count for _, count in month.filings),
    }
    *others, last = (DUTIES[name] for name, count in owed.items() if count)
    if not others:
        return w.sentence(DONE.format(what=last))
    return w.sentence(ALL_DONE.format(what=LISTED.join(others) + AND + last))


def rechecked(told: MonthTold, brief: Brevity) -> Iterator[str]:
    """Yield sentences on the result of the re-check, and what it proves."""
    found = told.month.recheck
    if found is not None and found.doubtful:
        yield w.sentence(DOUBTFUL.format(count=found.doubtful))
    if found is None or found.state == "none":
        yield NOT_CHECKED_YET if told.days.is_open else NOT_CHECKED
    elif found.state == "frozen":
        yield FROZEN_ONLY
    elif found.state == "running":
        yield RUNNING.format(drawn=found.drawn, waiting=found.waiting)
    else:
        yield _found(found)
        yield w.sentence(_proved(found))
        differs = found.count("rating_differs")
        yield w.sentence(OTHER_RATING.format(count=differs) if differs and brief.has_asides else "")


def _found(found: RecheckFigures) -> str:
    false = FALSE.format(count=found.false) if found.false else NONE_FALSE
    if found.answered == found.pool:
        return w.sentence(CENSUS.format(pool=found.pool), false)
    reached = ANSWERED.format(answered=found.answered)
    drawn = w.COMMA.join((DRAWN.format(pool=found.pool, drawn=found.drawn), reached))
    if not found.unreached:
        return w.sentence(drawn, false)
    drawn = w.COMMA.join((drawn, UNREACHED.format(unreached=found.unreached)))
    return w.sentence(drawn, false, joint=w.SEMICOLON)


def _proved(found: RecheckFigures) -> str:
    """Return what the sample proves for all completed calls."""
    if found.answered == found.pool or found.most is None:
        return ""
    if found.too_many is None:
        return ANY.format(pool=found.pool)
    if found.false:
        return MOST.format(pool=found.pool, most=found.most, rate=f"{found.most_percent}%")
    said = BOUND.format(pool=found.pool, too_many=found.too_many)
    return said + (SAME.format(most=found.most_with_unreached) if found.unreached else "")


def next_steps(told: MonthTold, brief: Brevity) -> Iterator[str]:
    """Yield the next due steps in order of their days, as one sentence; or that there are none."""
    if not told.steps:
        yield w.sentence(NO_STEPS)
        return
    clauses = [_step(each, told, brief) for each in told.steps[: brief.steps]]
    if [each.kind for each in told.steps] == ["ledgers"] and told.steps[0].due is not None:
        clauses = [ONLY_LEDGERS.format(day=w.day(told.steps[0].due, told.month.month))]
    yield w.sentence(*clauses, joint=w.SEMICOLON)


def _step(step: Step, told: MonthTold, brief: Brevity) -> str:
    month = told.month.month
    if step.kind == "ledgers" and step.due is None:
        return DAY_UNKNOWN.format(year=step.year)
    is_over = step.due is not None and step.due.isoformat() < told.days.as_of[:10]
    pattern = STEPS[step.kind]
    if is_over:
        pattern = OVERDUE_STEPS.get(step.kind, pattern)
    elif not told.days.is_open:
        pattern = CARRIED_STEPS.get(step.kind, pattern)
    return pattern.format(
        day="" if step.due is None else w.day(step.due, month),
        count=step.count,
        units=_by_units(step, brief),
    )


def _by_units(step: Step, brief: Brevity) -> str:
    if step.kind == "unfiled":
        return w.named(step.units, "个单位", w.UNITS_TABLE, brief)
    if 0 < len(step.units) <= min(UNITS_NAMED, brief.names):
        return LISTED.join(step.units)
    return OWN_UNITS if step.kind == "numbers" else ITS_UNIT
