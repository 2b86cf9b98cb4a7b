"""A month's calls and visits, and when each was done: facts to judge them by."""

from datetime import date

from revisit_cli.records.code import CallOutcome
from revisit_cli.records.days.task import Task
from revisit_cli.records.value import Value


class Attempt(Value):
    """One attempt that stands: when it is said to have been made, and when it was entered."""

    outcome: CallOutcome
    at: str
    entered_at: str


class CallTask(Value):
    """A call of a month's N, or one that it was handed, with the attempts that stand.

    ``came_at`` is when the first ledger with the firm came, None of one that was listed;
    ``struck_at`` when the call ended by its units' word that they never served the firm.
    """

    month: str
    firm: str
    due_on: date
    is_listed: bool
    came_at: str | None
    attempts: tuple[Attempt, ...]
    handed_on: tuple[tuple[str, str], ...] = ()
    id: int = 0
    struck_at: str | None = None


class VisitTask(Value):
    """A visit that a month owed, or was handed."""

    firm: str
    task: Task
    id: int = 0
