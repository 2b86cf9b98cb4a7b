"""What is due on a day, and whether it was done in time."""

from datetime import date

from revisit_cli.records.code import Timing
from revisit_cli.records.value import Value


class Task(Value):
    """One thing due on a day, of the month that owed it first.

    ``due_on`` is None while no notice loaded decides it, ``known_at`` when one came to. ``done_at``
    is when it is said to have been done, ``entered_at`` when that was put on record;
    ``handed_on`` the months it was carried over to, each with the moment.
    """

    month: str
    due_on: date | None
    done_at: str | None = None
    entered_at: str | None = None
    handed_on: tuple[tuple[str, str], ...] = ()
    known_at: str | None = None


class Kept(Value):
    """The verdict on a task: the month in which it fell, and what it is.

    ``is_back_entered``: said to have been done in time, but put on record when it was due already.
    """

    month: str
    timing: Timing
    is_back_entered: bool = False
