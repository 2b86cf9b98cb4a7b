"""The days on which a firm can have been rung up or visited."""

from collections.abc import Iterable
from datetime import date, datetime

from revisit_cli.document import clause
from revisit_cli.errors.calls.call import ContactAhead, ContactTooEarly


@clause("R35", "R30")
def first_day(served: Iterable[str | None]) -> date | None:
    """Return the first day on which a firm may be contacted, by the days it was served on (ISO).

    「不早于台账上这户企业最早的办理日期」; None where no day is known, and any day may be it. A
    row that lies ahead 「到了那天才回访」.
    """
    days = [day for day in served if day]
    return date.fromisoformat(min(days)) if days else None


@clause("R35")
def check_contact_day(at: datetime, now: datetime, firm: str, first: date | None) -> None:
    """Refuse a contact that lies ahead, or before the ``first`` day on which it could be.

    「也不晚于现在」. Raises ContactAhead or ContactTooEarly.
    """
    if at > now:
        raise ContactAhead(at=f"{at:%Y-%m-%d %H:%M}", now=f"{now:%Y-%m-%d %H:%M}")
    if first is not None and at.date() < first:
        raise ContactTooEarly(firm=firm, on=at.date(), first=first)
