"""How several things, moments and days stand in a line, and words that say nothing."""

from datetime import date, datetime

LISTED = "、"
PENDING = "待定"
# Words and signs for nothing, after NFKC and without white space.
_NOTHING = """无 暂无 没有 不详 未知 空 空号 未提供 未留 未填 未登记 待补 待补充 待定 略 无电话
    无联系人 无联系方式 无号码 不愿提供 不便提供 none null n/a na nan x"""
NOTHING = frozenset({"", "-", "--", "—", "——", "/", "\\", *_NOTHING.split()})
NOTHING_SIGNS = "-—–―_/\\\u2573.。*×,、…?〇#+|~ "


def minute(iso: str | None) -> str:
    """Return a moment to the minute, such as ``2026-11-24 17:58``; "" for None."""
    return (iso or "")[:16].replace("T", " ")


def day_and_minute(iso: str, year: int) -> str:
    """Return a moment as people say it, ``11月3日 09:12``; with its year where that is another.

    What is no moment is told as it is.
    """
    try:
        at = datetime.fromisoformat(iso)
    except ValueError:
        return minute(iso)
    return f"{'' if at.year == year else f'{at.year}年'}{at.month}月{at.day}日 {at:%H:%M}"


def day_or_pending(day: date | str | None) -> str:
    """Return a day as it is printed: none while the notice that decides it is not loaded."""
    return PENDING if day is None else str(day)


def by_day(day: date | str | None, what: str) -> str:
    """Return by when something is to be done, such as ``2026-12-03 前完成``."""
    return f"{what}期限{PENDING}" if day is None else f"{day} 前{what}"
