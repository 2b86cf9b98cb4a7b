"""What the commands of the calendar tell, and deadlines on their way into one."""

from dataclasses import dataclass
from datetime import date

from revisit_cli.records.code import DayWhy
from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day as shown: ``why`` in words, ``kind`` the code behind them, ``marks`` deadlines."""

    on: date
    counts: bool
    why: str
    kind: DayWhy
    marks: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Json]:
        """``{"date","counts","why"}``, and ``"kind"``."""
        return {
            "date": self.on.isoformat(),
            "counts": self.counts,
            "why": self.why,
            "kind": self.kind,
        }


@dataclass(frozen=True, slots=True)
class DaysExplained:
    """How a due day was counted; ``problem`` and ``stored`` (its due day on record) when asked.

    ``is_extended`` says that the day on record is a decision, not a count; ``calendar`` is the
    calendar's version that it was counted by, ``calendar_now`` the one that counted here.
    """

    start: date
    end: date
    days: tuple[DayLine, ...]
    problem: int | None = None
    stored: str | None = None
    is_extended: bool = False
    calendar: str | None = None
    calendar_now: str = ""

    def as_json(self) -> Json:
        """``{"from","to","days":[…]}``, and ``"problem"``, ``"due"``, ``"extended"`` and so on."""
        return {
            "from": self.start.isoformat(),
            "to": self.end.isoformat(),
            "days": [each.as_json() for each in self.days],
            "problem": self.problem,
            "due": self.stored,
            "extended": self.is_extended,
            "calendar": self.calendar,
            "calendar_now": self.calendar_now,
        }


@dataclass(frozen=True, slots=True)
class MonthPictured:
    """Every day of one calendar month, with the deadlines that fall on it."""

    month: str
    days: tuple[DayLine, ...]

    def as_json(self) -> Json:
        """``{"month","workdays","days":[{"date","counts","why","kind","deadlines"}]}``."""
        return {
            "month": self.month,
            "workdays": sum(each.counts for each in self.days),
            "days": [each.as_json() | {"deadlines": list(each.marks)} for each in self.days],
        }


@dataclass(frozen=True, slots=True)
class NoticeImported:
    """A holiday notice was loaded; ``problem_count`` open problems' due days would now differ."""

    file: str
    sha256: str
    years: tuple[int, ...]
    work_count: int
    rest_count: int
    changed_count: int
    problem_count: int

    def as_json(self) -> Json:
        """``{"file","sha256","years","work","rest","changed","problems"}``."""
        return {"file": self.file, **self.facts()}

    def facts(self) -> dict[str, Json]:
        """The same without the file's name."""
        return {
            "sha256": self.sha256,
            "years": list(self.years),
            "work": self.work_count,
            "rest": self.rest_count,
            "changed": self.changed_count,
            "problems": self.problem_count,
        }


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day of a calendar file: ``uid`` stays the same however often it is written."""

    uid: str
    on: date
    title: str


@dataclass(frozen=True, slots=True)
class DeadlinesExported:
    """A month's deadlines as a calendar file; ``text`` is the file, ``path`` where it went."""

    month: str
    deadlines: tuple[Deadline, ...]
    text: str
    path: str | None

    def as_json(self) -> Json:
        """``{"month","file","deadlines":[{"uid","date","title"}]}``."""
        return {
            "month": self.month,
            "file": self.path,
            "deadlines": [
                {"uid": each.uid, "date": each.on.isoformat(), "title": each.title}
                for each in self.deadlines
            ],
        }
