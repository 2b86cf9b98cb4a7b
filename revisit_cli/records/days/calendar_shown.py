"""What the commands of the calendar tell, and deadlines on their way into one."""

from datetime import date

from revisit_cli.records.code import DayWhy
from revisit_cli.records.outcome import LoggedOutcome, Outcome
from revisit_cli.records.value import Json, Value, computed, field


class DayLine(Value):
    """One day as shown: ``why`` in words, ``kind`` the code behind them, ``marks`` deadlines.

    ``counts`` is None for a day that the next year's notice may still settle.
    """

    on: date = field("date")
    counts: bool | None
    why: str
    kind: DayWhy
    marks: tuple[str, ...] = field("", default=())


class DaysExplained(Outcome):
    """How a due day was counted; ``problem`` and ``stored`` (its due day on record) when asked.

    ``is_extended`` says that the day on record is a decision, not a count; ``calendar`` is the
    calendar's version that it was counted by, ``calendar_now`` the one that counted here.
    """

    start: date = field("from")
    end: date = field("to")
    days: tuple[DayLine, ...] = field(rows=True)
    problem: int | None = None
    stored: str | None = field("due", default=None)
    is_extended: bool = False
    calendar: str | None = None
    calendar_now: str = ""


class MonthPictured(Outcome):
    """Every day of one calendar month, with the deadlines that fall on it."""

    month: str
    days: tuple[DayLine, ...] = field("")

    @computed("workdays", after="month")
    def workday_count(self) -> int:
        """How many days are worked."""
        return sum(each.counts is True for each in self.days)

    @computed("days", rows=True)
    def days_told(self) -> list[dict[str, Json]]:
        """Every day with its deadlines."""
        return [{**each.as_json(), "deadlines": list(each.marks)} for each in self.days]


class NoticeImported(LoggedOutcome):
    """A holiday notice was loaded; ``problem_count`` open problems' due days would now differ.

    ``counted_problems`` and ``counted_visits`` had none for want of it, and have one now.
    """

    file: str
    sha256: str = field(logs=True)
    years: tuple[int, ...] = field(logs=True, rows=True)
    work_count: int = field("work", logs="work")
    rest_count: int = field("rest", logs="rest")
    changed_count: int = field("changed", logs="changed")
    problem_count: int = field("problems", logs="problems")
    counted_problems: int = field(logs=True, default=0)
    counted_visits: int = field(logs=True, default=0)


class Deadline(Value):
    """One day of a calendar file: ``uid`` stays the same however often it is written."""

    uid: str
    on: date = field("date")
    title: str


class DeadlinesExported(Outcome):
    """A month's deadlines as a calendar file; ``text`` is the file, ``path`` where it went."""

    month: str
    deadlines: tuple[Deadline, ...] = field(rows=True)
    text: str = field("")
    path: str | None = field("file", after="month")
