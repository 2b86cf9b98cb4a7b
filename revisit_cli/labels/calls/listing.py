"""Words of the month's call list: its N, appointments, cases for attention, progress."""

from datetime import datetime

from revisit_cli.records.calls.agenda import Appointment
from revisit_cli.records.calls.listing import CallList
from revisit_cli.records.code import AttentionReason, InTheWay

LOCKED = "N {size} ＝ 锁定 {frozen} ＋ 补入 {added}"
OPEN = "N {size}（名单还没有定）"
IN_THE_WAY: dict[InTheWay, str] = {
    "recorded": "已有拨打记录（先撤销：revisit calls undo 电话号 --reason 理由）",
    "sheet": "有回访表没有收回（先收回：revisit calls absorb 文件，或 revisit calls release --clerk 姓名）",
    "recheck": "复核名单已封",
}
MERGED = "（其中合并 {count}，与另一名称同一通）"
CARRIED_IN = "，另有上期转来 {count}"


def sum_words(shown: CallList) -> str:
    """Return N as a sum, such as ``N 102 ＝ 锁定 2 ＋ 补入 100``."""
    pattern = LOCKED if shown.is_locked else OPEN
    told_sum = pattern.format(size=shown.size, frozen=shown.frozen, added=shown.added)
    return told_sum + (MERGED.format(count=shown.merged) if shown.merged else "")


def whole_sum_words(shown: CallList) -> str:
    """Return N as a sum, with the calls carried in from an earlier month beside it."""
    return sum_words(shown) + carried_in_words(shown)


def carried_in_words(shown: CallList) -> str:
    """Return the words for calls carried in from an earlier month, "" if there are none."""
    return CARRIED_IN.format(count=shown.carried_in) if shown.carried_in else ""


AGENDA_HEADINGS = ("号", "企业", "时间", "还有多久", "和谁约的", "由谁来拨")
AGENDA_EMPTY = "今天没有约好的"
_AN_HOUR = 60


def wait_words(promised: Appointment, now: datetime) -> str:
    """Return how near an appointment is: minutes within the hour, overdue, or ""."""
    minutes = int((datetime.fromisoformat(promised.at) - now).total_seconds() // 60)
    if minutes < 0:
        return "过了"
    return f"{minutes}分钟后" if minutes <= _AN_HOUR else ""


ATTENTION: dict[AttentionReason, str] = {
    "past_due": "过截止",
    "broken": "失约",
    "asks_number": "两天三次没通",
    "returned": "等单位补号码",
    "denied": "称未办理过",
}
ATTENTION_HEADINGS = ("号", "企业", "为什么", "状态", "次数", "最近由", "时间")
ATTENTION_EMPTY = "：没有需要过问的"


BOARDS = {"clerk": "经办人", "unit": "单位", "day": "日期"}
BOARD_HEADINGS = ("应访", "已访", "未接", "拒访", "其他", "未拨", "回访率", "拨打", "办结")


def pace(of: int, left: int, days: int | None, needed: int | None) -> str:
    """Return what is left, of so many firms, against the working days left."""
    if left == 0:
        return "全部办结" if of else "没有要打的"
    if days is None:
        return f"还剩 {left} 户（放假安排未载入，工作日不明）"
    if needed is None:
        return f"还剩 {left} 户，已过期限"
    return f"还剩 {left} 户，还有 {days} 个工作日，每个工作日须办结 {needed} 户"
