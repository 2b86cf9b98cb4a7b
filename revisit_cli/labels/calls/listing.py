"""How N is told."""

from revisit_cli.records.calls.listing import CallList
from revisit_cli.records.code import InTheWay

FROZEN, ADDED = "锁定", "补入"
LOCKED = "N {size} ＝ 锁定 {frozen} ＋ 补入 {added}"
OPEN = "N {size}（名单未锁定）"
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


def told_whole(shown: CallList) -> str:
    """Return the same with the calls that an earlier month left beside it."""
    return told(shown) + (CARRIED_IN.format(count=shown.carried_in) if shown.carried_in else "")
