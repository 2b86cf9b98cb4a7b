"""Words and kinds of lines that the reports share."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from revisit_cli.labels.calls import call
from revisit_cli.labels.ledgers import filing
from revisit_cli.labels.ledgers.unit import ROSTER_CHANGES, ROSTER_MOVES
from revisit_cli.labels.problems import problem
from revisit_cli.labels.rules.setting import ABOUT, value_word
from revisit_cli.labels.text import in_fours, minute
from revisit_cli.labels.visits import visit
from revisit_cli.pattern import pattern
from revisit_cli.readings import READINGS
from revisit_cli.records.code import RetractionKind
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.file.undo import Retraction
from revisit_cli.records.ledgers.unit import RosterChange
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.paper import Cell, Table
from revisit_cli.records.rules.setting import RuleMoved
from revisit_cli.rulebook.loader import rules
from revisit_cli.rulebook.numbers import Numbers
from revisit_cli.rulebook.periods import Period

CARRIED = "结转下期"
CALL_STATES = call.STATES | {"carried": CARRIED}
PROBLEM_STATES = problem.STATES | {"carried": CARRIED}
FILING_STATES: Mapping[str, str] = dict(filing.FILING_STATES.items())
VISIT_STATES = visit.STATES | {"carried": CARRIED}
NOT_APPLICABLE = "不适用"
PERIOD = "{month} 期（{first} 至 {last}）"
HEAD_LINE = "记录簿 {size} 条　核对码 {head}　来源 {origin}"
FOOT = "{size} · {head}"
# The names of retractions, by kind.
RETRACTIONS: dict[RetractionKind, str] = {
    "ledger": "台账报送",
    "list": "名单锁定",
    "call": "电话（企业合并）",
    "attempt": "电话记录",
    "flag": "上门理由",
    "visit": "上门记录",
    "problem": "问题办理",
    "symposium": "座谈记录",
    "finding": "回访纪律嫌疑",
    "recheck": "复核记录",
    "erasure": "人名和号码（企业要求清除）",
}
RETRACTION_LINE = "清零前撤回的记录（处）"
RETRACTED, RETRACTED_HEADINGS = "撤回", ("序号", "撤回的", "编号", "时间", "经办人")
RULE_LINE, RULE_CHANGES = "规则事后改动（处）", "规则事后改动"
RULE_HEADINGS = ("序号", "规则", "现为", "自", "时间", "经办人")
ROSTER_LINE = f"{ROSTER_CHANGES}（处）"
ROSTER_HEADINGS = ("序号", "单位", "改动", "时间", "经办人")
ROSTER_WIDTHS = (1, 4, 3, 2, 2)
ROSTER_NOTE = "本期开始以后改为不再应报本期台账的，和报送到期以后才列入应报的。"
SUMMARY = ("项目", "数", "分母", "比率")
SUMMARY_WIDTHS = (38, 14, 14, 16)
RATES = {
    "coverage": "覆盖率（拨打过至少一次）",
    "contact_rate": "接通率",
    "effective_rate": "有效回访率",
    "satisfaction": "满意率（按企业）",
}
CLASSES = {
    "I": "完成",
    "P": "部分完成",
    "R": "拒访",
    "NC": "未接通",
    "O": "其他未完成",
    "UO": "号码错误或停机",
    "UH": "尚未拨打",
    "NE": "企业已注销",
}
ANSWERS = {"satisfied": "满意", "dissatisfied": "不满意", "unrated": "未评价"}
# Firms of N whose answers are counted under another name.
MERGED_TOO = {"merged": "合并"}
PROBLEMS = {
    "raised": "记成问题",
    "answered": "已处理或答复",
    "open": "未办结",
    "carried": CARRIED,
    "carried_late": "结转下期（已超期）",
    "carried_not_due": "结转下期（未到期）",
    "came_late": "结转来时已超期",
    **problem.TIMINGS,
    "reopened": "重开",
    **{f"reopened_{code}": problem.AGAIN.format(word) for code, word in problem.TIMINGS.items()},
    "extensions": "决定延期（次）",
    "extensions_late": "其中期满后才决定",
    "back_entered": "补记（期满后才录入）",
}
# Lines that are left out if zero.
IF_ANY = frozenset(
    {"came_late", "reopened_in_time", "reopened_extended", "reopened_late", "reopened_not_due",
     "extensions_late", "back_entered", "late_added", "owed_again", "came_in_time", "came_after",
     "came_not_due", "merged", "dropped"}
)  # fmt: skip
# Verdicts on due days; what was carried over is judged in the next month.
IN_TIME = {
    "in_time": problem.TIMINGS["in_time"],
    "late": problem.TIMINGS["late"],
    "not_due": problem.TIMINGS["not_due"],
    "carried_late": PROBLEMS["carried_late"],
    "carried_not_due": PROBLEMS["carried_not_due"],
    "came_in_time": "结转来后按期",
    "came_after": "结转来后超期",
    "came_not_due": "结转来未到期",
    "back_entered": PROBLEMS["back_entered"],
}
CALLS = IN_TIME | {"late_added": "其中补入已过期"}
VISITS = {
    "flagged": "应上门",
    "dropped": "撤下理由不再上门",
    "owed_again": "其中再次上门",
    "done": "已上门",
    "signed": "其中签章",
    "refused_signature": "其中拒签",
    "unsigned": "已上门未签章",
    "to_do": "未上门",
    "carried": CARRIED,
    **IN_TIME,
}
IN_TIME_RATES = {
    "calls_in_time": "回访·按期",
    "problems_in_time": "问题·按期",
    "visits_in_time": "上门·按期",
}
CARRIES = {"calls": "回访", "visits": "上门", "problems": "问题"}
CALL_LINE, CLASS_LINE, ANSWER_LINE = "回访·{}", "回访结果·{}", "评价·{}"
PROBLEM_LINE, VISIT_LINE, FILING_LINE = "问题·{}", "上门·{}", "台账·{}"
CARRIED_IN_LINE, CARRIED_OUT_LINE = "上期结转来·{}办结", "结转下期·{}"
NONE = "无"
INTEGRITY_LINE = "吃拿卡要·{}（家，不足3不列）"
HIDDEN_APPROVALS = f"反映{problem.HIDDEN_APPROVALS}（人次）"
NOT_LISTED = "不列"
GROUP = "·"
CHECKED = "校核：{sums}"
EQUALS = " ＝ "
BALANCE = f"{{whole}}{EQUALS}{{parts}}"
PLUS, AND = " ＋ ", "；"
SIGNS = ("制表：", "审核：", "负责人：", "日期：")
NOTES_SHEET = "说明"
UNDATED = (
    "{} 个单位由旧版文件带来，没有登记自哪个月起应报台账，各月一律按应报计；"
    "登记：revisit units set 单位 --since 月份。"
)
NOTES_HEADINGS = ("解读", "内容")
RULES, RULES_JOIN = "规则", "；"
RULES_SET = "{month} 期按设定：{changed}。以下解读写的是制度的数，本期以设定为准。"
RULE = "{about} {value}（制度 {book}）"


def rate_row(label: str, rate: Rate) -> tuple[Cell, ...]:
    """Return a line of a summary with numerator, denominator and quotient."""
    return (label, rate.n, rate.of, rate)


def count_row(label: str, count: Cell) -> tuple[Cell, ...]:
    """Return a line of a summary with a count."""
    return (label, count, None, None)


def percent(rate: Rate) -> str:
    """Return a rate as text, such as ``90.0%``; 100.0% and 0.0% only for all and none."""
    tenths = rate.tenths
    return NOT_APPLICABLE if tenths is None else f"{tenths // 10}.{tenths % 10}%"


def cell_text(cell: Cell) -> str:
    """Return a cell of a table as text."""
    if cell is None:
        return ""
    return percent(cell) if isinstance(cell, Rate) else str(cell)


def period(month: str, cycle: Period) -> str:
    """Return a month with the first and last day of its cycle."""
    return PERIOD.format(month=month, first=cycle.first_on, last=cycle.last_on)


def last_rate(cells: Iterable[Cell]) -> str:
    """Return the last rate among cells as text, "" if there is none."""
    rates = [cell for cell in cells if isinstance(cell, Rate)]
    return percent(rates[-1]) if rates else ""


def balance(whole: str, total: int, parts: Sequence[tuple[str, int]]) -> str:
    """Return a total and its parts as a sum."""
    text = PLUS.join(f"{name} {count}" for name, count in parts)
    return BALANCE.format(whole=f"{whole} {total}", parts=text)


def head_line(log: LogHead, origin: str) -> str:
    """Return the log's size, head and origin in words."""
    return HEAD_LINE.format(size=log.size, head=in_fours(log.head), origin=in_fours(origin) or "—")


def foot(log: LogHead) -> str:
    """Return the log's size and head for the footer of pages."""
    return FOOT.format(size=log.size, head=in_fours(log.head))


def undated_units(count: int) -> tuple[tuple[str, str], ...]:
    """Return the note on units whose first month of owing ledgers is unknown."""
    return (("名册", UNDATED.format(count)),) if count else ()


def later_lines(
    changes: Sequence[RosterChange], back_filed: Sequence[str], rules: Sequence[RuleMoved]
) -> Iterator[tuple[Cell, ...]]:
    """Yield the lines on later changes to a month, if there were any.

    Counts of changes to rules and roster, and of ledgers whose receipt was later corrected to be
    in time.
    """
    if rules:
        yield count_row(RULE_LINE, len(rules))
    if changes:
        yield count_row(ROSTER_LINE, len(changes))
    if back_filed:
        yield count_row(FILING_LINE.format(PROBLEMS["back_entered"]), len(back_filed))


def roster_table(changes: Sequence[RosterChange]) -> Iterator[Table]:
    """Yield the table of units later added to a month's roster or removed, if there are any."""
    rows = tuple(
        (number, each.unit, ROSTER_MOVES[each.change], minute(each.at), each.by)
        for number, each in enumerate(changes, 1)
    )
    if rows:
        yield Table(ROSTER_CHANGES, ROSTER_HEADINGS, rows, ROSTER_WIDTHS, ROSTER_NOTE)


def retraction_table(found: Sequence[Retraction]) -> Iterator[Table]:
    """Yield the table of retractions in a month before it was cleared, if there are any."""
    rows = tuple(
        (number, RETRACTIONS[each.kind], each.subject, minute(each.at), each.by)
        for number, each in enumerate(found, 1)
    )
    if rows:
        yield Table(RETRACTED, RETRACTED_HEADINGS, rows, (1, 3, 2, 3, 2))


def rule_table(found: Sequence[RuleMoved]) -> Iterator[Table]:
    """Yield the table of a month's rules that were changed while it ran, if there are any."""
    rows = tuple(
        (number, ABOUT[each.name], each.value, each.since, minute(each.at), each.by)
        for number, each in enumerate(found, 1)
    )
    if rows:
        yield Table(RULE_CHANGES, RULE_HEADINGS, rows, (1, 5, 1, 2, 2, 2))


def notes(periods: Sequence[Period], own: Sequence[tuple[str, str]] = ()) -> Table:
    """Return the sheet of readings that every report prints: see :func:`note_lines`."""
    return Table(NOTES_SHEET, NOTES_HEADINGS, tuple(note_lines(periods, own)), (10, 92))


def note_lines(
    periods: Sequence[Period], own: Sequence[tuple[str, str]] = ()
) -> Iterator[tuple[str, str]]:
    """Yield a report's ``own`` notes, the rules that a bureau has changed, and the readings.

    The readings interpret the document, and give its own numbers.
    """
    yield from own
    for each in periods:
        changed = RULES_JOIN.join(_changed(each.numbers))
        if changed:
            yield RULES, RULES_SET.format(month=each.id, changed=changed)
    yield from ((each.id, each.text) for each in READINGS)


def _changed(numbers: Numbers) -> Iterator[str]:
    book = rules().numbers
    for name, value, other in zip(Numbers._fields, numbers, book, strict=True):
        if value != other:
            yield RULE.format(about=ABOUT[name], value=value_word(value), book=value_word(other))


_COUNT = pattern(
    r"(\d+\.\d%\s)?\d+(／\d+)?|—|[升降]\d+\.\d|持平|[\d.]+\D{0,4}（中位[\d.]+）|\d+（多次）|(不足3家，)?不列"
)


def is_count(text: object) -> bool:
    """Whether a text is a number, a part of a whole, or none of either."""
    return isinstance(text, str) and _COUNT.fullmatch(text) is not None
