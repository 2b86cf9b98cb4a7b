"""Words of problems."""

from collections.abc import Iterable

from revisit_cli.labels.text import LISTED
from revisit_cli.records.code import (
    ProblemAct,
    ProblemCategory,
    ProblemEventKind,
    ProblemNote,
    ProblemSource,
    ProblemState,
    Timing,
)
from revisit_cli.records.problems.problem import Problem

STATES: dict[ProblemState, str] = {
    "open": "未办",
    "assigned": "已交办",
    "transferred": "已移交",
    "handled": "已处理",
    "answered": "已答复",
    "closed": "已办结",
}
SOURCES: dict[ProblemSource, str] = {
    "call": "电话",
    "visit": "上门",
    "symposium": "座谈",
    "other": "其他",
}
CATEGORIES: dict[ProblemCategory, str] = {
    "suggestion": "意见建议",
    "difficulty": "困难问题",
    "other": "其他",
}
EVENTS: dict[ProblemEventKind, str] = {
    "raised": "记成问题",
    "assigned": "交办",
    "handled": "处理",
    "answered": "答复",
    "transferred": "移交",
    "receipt": "回执",
    "extended": "延期",
    "reopened": "重开",
    "closed": "办结",
    "recomputed": "重算期限",
    "carried": "转到下月",
}
NOTES: dict[ProblemNote, str] = {
    "extended_late": "原期限已过才决定延期，经过里留有原期限和决定日期"
}
TIMINGS: dict[Timing, str] = {
    "in_time": "按期",
    "extended": "延期内",
    "late": "超期",
    "not_due": "未到期",
}
BACK_ENTERED = "补记"
REOPENED, AGAIN = "重开 {count}", "重开后{}"
# The command for each kind of event.
COMMANDS: dict[ProblemAct, str] = {
    "assigned": "assign",
    "handled": "handle",
    "answered": "answer",
    "transferred": "transfer",
    "receipt": "transfer --receipt",
    "extended": "extend",
    "closed": "close",
    "reopened": "reopen",
}
# Tags for 二(二)3, which the forms have no field for, and their names in reports.
HIDDEN_APPROVALS = "隐性审批、体外循环、前置、不按流程"
HIDDEN_APPROVAL = (
    "隐性审批", "体外循环", "前置", "公示流程", "hidden_approval", "added_condition", "off_procedure",
)  # fmt: skip
ASSIGNED = "{team}，牵头：{leader}"
DECIDED = "{name}决定"
DECIDED_WHY = "{name}决定：{words}"
TARGET, RECEIPT, RESULT = "{text}", "回执：{text}", "结果：{text}"
# For a problem that concerns none of the units.
NOBODYS = "都不是"
NO_WORD = "企业未表态：{reason}"


def problem_name(number: int) -> str:
    """Return a problem's name, such as ``P-0012``."""
    return f"P-{number:04d}"


def verdict_words(problem: Problem) -> tuple[str, ...]:
    """Return the verdict on a problem in words: in time or late, and whether it was reopened."""
    found = [TIMINGS[problem.timing]]
    if problem.is_back_entered:
        found.append(BACK_ENTERED)
    if problem.reopened_count:
        found.append(REOPENED.format(count=problem.reopened_count))
        if problem.is_late_again:
            found.append(AGAIN.format(TIMINGS["late"]))
    return tuple(found)


def problem_names(numbers: Iterable[int]) -> str:
    """Return the names of several problems in one phrase."""
    return LISTED.join(map(problem_name, numbers))


# Texts that mean "nothing", without signs at either end.
NOTHING_SAID = (
    "(都|也|暂时?|目前|现在)?(无|没有?)(什么|任何|其他|别的|啥)?"
    "((意见|建议|困难|问题|想法|要求|需要|改进)[和、及与或]?)*(了|的)?"
)
SIGNS = "。，、；：！？.,;:!?~～-—…“”\"'（）()"
