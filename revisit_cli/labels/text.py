"""Formatting lists, times and days in a line; words for nothing; legacy characters."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

LISTED = "、"
SHOWN = 5  # how many of several candidates are listed
PENDING = "待定"
# Words and signs for nothing, after NFKC and without white space.
_NOTHING = """无 暂无 没有 不详 未知 空 空号 未提供 未留 未填 未登记 待补 待补充 待定 略 无电话
    无联系人 无联系方式 无号码 不愿提供 不便提供 none null n/a na nan x"""
NOTHING = frozenset({"", "-", "--", "—", "——", "/", "\\", *_NOTHING.split()})
NOTHING_SIGNS = "-—–―_/\\\u2573.。*×,、…?〇#+|~ "
# Characters that GBK and the first GB18030 mapped to the private use area, in order of their code
# points there; each has a code point of its own now.
ONCE_PRIVATE = (
    "\u2e81\U00020087\U00020089\U000200cc\u2e84\u3473\u3447\u2e88\u2e8b\u9fb4\u359e\u361a\u360e"
    "\u2e8c\u2e97\u396e\u3918\u9fb5\u39cf\u39df\u3a73\u39d0\u9fb6\u9fb7\u3b4e\u3c6e\u3ce0\u2ea7"
    "\U000215d7\u9fb8\u2eaa\u4056\u415f\u2eae\u4337\u2eb3\u2eb6\u2eb7\U0002298f\u43b1\u43ac"
    "\u2ebb\u43dd\u44d6\u4661\u464c\u9fb9\u4723\u4729\u477c\u478d\u2eca\u4947\u497a\u497d\u4982"
    "\u4983\u4985\u4986\u499f\u499b\u49b7\u49b6\u9fba\U000241fe\u4ca3\u4c9f\u4ca0\u4ca1\u4c77"
    "\u4ca2\u4d13\u4d14\u4d15\u4d16\u4d17\u4d18\u4d19\u4dae\u9fbb"
)
FIRST_PRIVATE = 0xE815


def in_fours(code: str) -> str:
    """Return a long code as it stands on paper, to be read aloud and held to by pencil."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def minute(iso: str | None) -> str:
    """Return a moment to the minute, such as ``2026-11-24 17:58``; "" for None."""
    return (iso or "")[:16].replace("T", " ")


def day_and_minute(iso: str, year: int) -> str:
    """Return a moment such as ``11月3日 09:12``, with the year if it is not ``year``.

    A text that is not a moment is returned unchanged.
    """
    try:
        at = datetime.fromisoformat(iso)
    except ValueError:
        return minute(iso)
    return f"{'' if at.year == year else f'{at.year}年'}{at.month}月{at.day}日 {at:%H:%M}"


def day_or_pending(day: date | str | None) -> str:
    """Return a day as text, or 待定 while the holiday notice that decides it is missing."""
    return PENDING if day is None else str(day)


def by_day(day: date | str | None, what: str) -> str:
    """Return a due day with words, such as ``2026-12-03 前完成``."""
    return f"{what}期限{PENDING}" if day is None else f"{day} 前{what}"


def tried(is_dry_run: bool) -> str:
    """Return the prefix of a dry run's messages, "" for a real run."""
    return "预演，未写入：" if is_dry_run else ""


def rows_counted(counts: Mapping[str, int], *, is_dry_run: bool) -> str:
    """Return how many rows had which result: ``共 3 行 = 记入 2 + 未填 1``."""
    parts = " + ".join(f"{word} {count}" for word, count in counts.items())
    return f"共 {sum(counts.values())} 行 = {parts}{'（预演，未写入）' if is_dry_run else ''}"


def several(names: Sequence[tuple[int, str]]) -> str:
    """Return the first few of some (id, name) pairs in one phrase."""
    pairs = LISTED.join(f"{number} {name}" for number, name in names[:SHOWN])
    return f"{pairs}……" if len(names) > SHOWN else pairs
