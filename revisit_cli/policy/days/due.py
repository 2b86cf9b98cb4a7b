"""The moment at which a day that something is due on is over, and whether it was kept."""

from datetime import date, datetime, time

from revisit_cli.document import clause
from revisit_cli.records.code import Timing
from revisit_cli.records.context import BEIJING
from revisit_cli.records.days.deed import Deed, Kept
from revisit_cli.rulebook.limits import Limit


def due_at(limit: Limit, last_on: date) -> datetime:
    """Return the last moment of a limit's last day: its closing time, else the day's own end."""
    return datetime.combine(last_on, limit.hour or time.max, BEIJING)


@clause("三(二)1", "三(二)2", "R6", "R21")
def kept(deed: Deed, limit: Limit, now: datetime) -> Kept:
    """Return the verdict on what is due on a day: by the time it is said to have been done.

    「时间以所称的为准，期满后才录入的另计补记」. A month that carries it over when it is overdue
    has its verdict; whatever is put on record afterwards does not change that.
    """
    until, month = due_at(limit, deed.due_on), deed.month
    entered = None if deed.entered_at is None else datetime.fromisoformat(deed.entered_at)
    for to, at in deed.handed_on:
        moment = datetime.fromisoformat(at)
        if entered is not None and entered <= moment:
            break
        if moment > until:
            return Kept(month, "late")
        month = to
    if deed.done_at is None:
        running: Timing = "late" if now > until else "not_due"
        return Kept(month, running)
    if datetime.fromisoformat(deed.done_at) > until:
        return Kept(month, "late")
    return Kept(month, "in_time", entered is not None and entered > until)
