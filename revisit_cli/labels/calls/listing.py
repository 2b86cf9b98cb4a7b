"""How N is told."""

from revisit_cli.labels.text import LISTED, minute
from revisit_cli.records.calls.listing import CallList
from revisit_cli.records.code import InTheWay

FROZEN, ADDED = "锁定", "补入"
LOCKED = "N {size} ＝ 锁定 {frozen} ＋ 补入 {added}"
OPEN = "N {size}（名单未锁定）"
EARLY = "提前锁定（{day}；未报送 {missing}；{reason}）"
UNSAID, NOBODY, UNKNOWN = "理由未说明", "无", "不详"
REASON = "理由：{reason}"
IN_THE_WAY: dict[InTheWay, str] = {
    "recorded": "已有拨打记录（先撤销：revisit calls undo 电话号 --reason 理由）",
    "sheet": "有回访表没有收回（先收回：revisit calls absorb 文件，或 revisit calls release --clerk 姓名）",
    "recheck": "复核名单已冻结",
}
MERGED = "（其中合并 {count}，与另一名称同一通）"
CARRIED_IN = "，另有上期结转 {count}"


def told(shown: CallList) -> str:
    """Return N as a sum that a reader can redo, such as ``N 102 ＝ 锁定 2 ＋ 补入 100``."""
    pattern = LOCKED if shown.is_locked else OPEN
    told_sum = pattern.format(size=shown.size, frozen=shown.frozen, added=shown.added)
    return told_sum + (MERGED.format(count=shown.merged) if shown.merged else "")


def told_early(shown: CallList) -> str:
    """Return that a list was frozen early, when, without whose ledgers, and why; else nothing."""
    if not shown.is_early:
        return ""
    missing = UNKNOWN if shown.missing is None else LISTED.join(shown.missing) or NOBODY
    reason = UNSAID if shown.reason is None else REASON.format(reason=shown.reason)
    return EARLY.format(day=minute(shown.locked_at), missing=missing, reason=reason)


def told_whole(shown: CallList) -> str:
    """Return the same with the calls that an earlier month left beside it."""
    return told(shown) + (CARRIED_IN.format(count=shown.carried_in) if shown.carried_in else "")
