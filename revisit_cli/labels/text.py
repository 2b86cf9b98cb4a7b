"""How several things, moments and days stand in a line."""

from datetime import date, datetime

LISTED = "、"
PENDING = "待定"


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
