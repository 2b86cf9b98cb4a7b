"""How N is told."""

from revisit_cli.records.calls.listing import CallList

FROZEN, ADDED = "锁定", "补入"
LOCKED = "N {size} ＝ 锁定 {frozen} ＋ 补入 {added}"
OPEN = "N {size}（名单未锁定）"
CARRIED_IN = "，另有上期结转 {count}"


def told(shown: CallList) -> str:
    """Return N as a sum that a reader can redo, such as ``N 102 ＝ 锁定 2 ＋ 补入 100``."""
    pattern = LOCKED if shown.is_locked else OPEN
    return pattern.format(size=shown.size, frozen=shown.frozen, added=shown.added)


def told_whole(shown: CallList) -> str:
    """Return the same with the calls that an earlier month left beside it."""
    return told(shown) + (CARRIED_IN.format(count=shown.carried_in) if shown.carried_in else "")
