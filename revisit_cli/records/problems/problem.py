"""A problem found by a call, a visit or a symposium, and its clock."""

from dataclasses import dataclass
from datetime import date

from revisit_cli.records.code import (
    ProblemAct,
    ProblemCategory,
    ProblemEventKind,
    ProblemNote,
    ProblemSource,
    ProblemState,
)
from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class NewProblem:
    """A problem about to be opened.

    ``source`` is call, visit, symposium or other; ``category`` suggestion, difficulty or other;
    ``raised_at`` the moment of the contact (ISO); ``due_on`` the fifth working day after it;
    ``calendar`` the calendar's version, as policy.problems.problem names it.
    """

    source: ProblemSource
    month: str
    category: ProblemCategory
    text: str
    raised_at: str
    raised_by: str
    due_on: date
    calendar: str
    firm: int | None = None
    unit: int | None = None
    attempt: int | None = None
    visit: int | None = None
    symposium: int | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem as it stands."""

    id: int
    source: ProblemSource
    firm: str | None
    unit: str | None
    category: ProblemCategory
    text: str
    state: ProblemState
    raised_at: str
    due: str
    is_late: bool
    month: str
    team: str | None = None
    leader: str | None = None
    cause: str | None = None
    stopped_at: str | None = None
    carried_to: str | None = None
    calendar: str = ""

    def as_json(self) -> dict[str, Json]:
        """``{"id","source","firm","unit","category","text","state","raised_at","due","late",…}``."""
        return {
            "id": self.id,
            "source": self.source,
            "firm": self.firm,
            "unit": self.unit,
            "category": self.category,
            "text": self.text,
            "state": self.state,
            "raised_at": self.raised_at,
            "due": self.due,
            "late": self.is_late,
            "month": self.month,
            "team": self.team,
            "leader": self.leader,
            "cause": self.cause,
            "stopped_at": self.stopped_at,
            "carried_to": self.carried_to,
            "calendar": self.calendar,
        }


@dataclass(frozen=True, slots=True)
class ProblemsListed:
    """Problems by due day."""

    problems: tuple[Problem, ...]

    def as_json(self) -> Json:
        """``{"problems":[…]}``."""
        return {"problems": [each.as_json() for each in self.problems]}


@dataclass(frozen=True, slots=True)
class ProblemEvent:
    """One thing that happened to a problem: a code of labels.problems.problem.EVENTS.

    ``at`` is when it is said to have happened, ``entered_at`` when it was put on record.
    """

    kind: ProblemEventKind
    at: str
    by: str
    words: str | None
    due: str | None
    entered_at: str

    def as_json(self) -> dict[str, Json]:
        """``{"kind","at","by","words","due","entered_at"}``."""
        return {
            "kind": self.kind,
            "at": self.at,
            "by": self.by,
            "words": self.words,
            "due": self.due,
            "entered_at": self.entered_at,
        }


@dataclass(frozen=True, slots=True)
class ProblemShown:
    """One problem with its whole story."""

    problem: Problem
    events: tuple[ProblemEvent, ...]

    def as_json(self) -> Json:
        """The problem's keys and ``"events"``."""
        return {
            **self.problem.as_json(),
            "events": [each.as_json() for each in self.events],
        }


@dataclass(frozen=True, slots=True)
class ProblemClock:
    """A problem's clock: the contact (or the reopening) it runs from, and the day it runs to.

    ``is_extended`` says that the day is a decision and no longer a count; ``month`` is the one
    whose rules hold.
    """

    problem: int
    started_on: date
    due_on: date
    is_extended: bool
    month: str
    calendar: str = ""


@dataclass(frozen=True, slots=True)
class Recount:
    """One problem's due day by the old calendar and by the new one."""

    problem: int
    old: date
    new: date


@dataclass(frozen=True, slots=True)
class ProblemsRecounted:
    """Due days were counted anew after the calendar changed; nothing was kept of a dry run."""

    recounts: tuple[Recount, ...]
    calendar: str
    is_dry_run: bool

    def as_json(self) -> Json:
        """``{"problems":[{"id","old","new"}],"calendar","dry_run"}``."""
        return {**self.facts(), "dry_run": self.is_dry_run}

    def facts(self) -> dict[str, Json]:
        """``{"problems":[{"id","old","new"}],"calendar"}``."""
        return {
            "problems": [
                {"id": each.problem, "old": each.old.isoformat(), "new": each.new.isoformat()}
                for each in self.recounts
            ],
            "calendar": self.calendar,
        }


@dataclass(frozen=True, slots=True)
class ProblemAdded:
    """A problem was put on record by hand; not ``is_new`` when it stood there already."""

    problem: int
    month: str
    due: str
    is_new: bool = True

    def as_json(self) -> Json:
        """The log's facts, and ``is_new``."""
        return {**self.facts(), "is_new": self.is_new}

    def facts(self) -> dict[str, Json]:
        """``{"problem","month","due"}``."""
        return {"problem": self.problem, "month": self.month, "due": self.due}


@dataclass(frozen=True, slots=True)
class Move:
    """What a clerk does to a problem, and what goes with it.

    ``act`` is one of policy.problems.problem.ACTS.
    """

    act: ProblemAct
    words: str | None = None
    to: date | None = None
    team: str | None = None
    leader: str | None = None
    cause: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class ProblemMoved:
    """A problem was assigned, handled, answered, transferred, extended, closed or reopened.

    ``notes`` are codes of what is to be remarked.
    """

    problem: int
    kind: ProblemAct
    state: ProblemState
    due: str
    notes: tuple[ProblemNote, ...] = ()

    def as_json(self) -> Json:
        """The same as the log's facts."""
        return self.facts()

    def facts(self) -> dict[str, Json]:
        """``{"problem","kind","state","due","notes"}``."""
        return {
            "problem": self.problem,
            "kind": self.kind,
            "state": self.state,
            "due": self.due,
            "notes": list(self.notes),
        }
