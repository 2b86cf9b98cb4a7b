"""The moment at which a day that something is due on is over, and whether it was kept."""

from datetime import date, datetime, time

from revisit_cli.document import clause
from revisit_cli.records.code import Timing
from revisit_cli.records.context import BEIJING
from revisit_cli.records.days.task import Kept, Task
from revisit_cli.rulebook.limits import Limit


def due_at(limit: Limit, last_on: date) -> datetime:
    """Return the last moment of a limit's last day: its closing time, else the day's own end."""
    return datetime.combine(last_on, limit.hour or time.max, BEIJING)


@clause("三(二)1", "三(二)2", "R6", "R21", "R19")
def kept(task: Task, limit: Limit, now: datetime, earliest: date | None = None) -> Kept:
    """Return the verdict on what is due on a day: by the time it is said to have been done.

    「时间以所称的为准，期满后才录入的另计补记」. A month that carries it over when it is overdue
    has its verdict; whatever is put on record afterwards does not change that. While its day is
    not known the verdict waits, but what was done by ``earliest`` is in time whatever day it is.
    """
    until = None if task.due_on is None else due_at(limit, task.due_on)
    month = task.month
    done = None if task.done_at is None else datetime.fromisoformat(task.done_at)
    is_sure = done is not None and earliest is not None and done <= due_at(limit, earliest)
    known = None if task.known_at is None else datetime.fromisoformat(task.known_at)
    entered = None if task.entered_at is None else datetime.fromisoformat(task.entered_at)
    for to, at in task.handed_on:
        moment = datetime.fromisoformat(at)
        is_known = until is not None and (known is None or known <= moment)
        if entered is not None and entered <= moment and (is_known or is_sure):
            break
        if is_known and until is not None and moment > until:
            return Kept(month, "late")
        month = to
    if until is None:
        return Kept(month, "in_time" if is_sure else "not_due")
    if done is None:
        running: Timing = "late" if now > until else "not_due"
        return Kept(month, running)
    if done > until:
        return Kept(month, "late")
    return Kept(month, "in_time", entered is not None and entered > until)
