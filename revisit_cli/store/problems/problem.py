"""Problems and their events."""

import json
from datetime import date

from revisit_cli.records.problems.problem import (
    Move,
    NewProblem,
    Problem,
    ProblemClock,
    ProblemEvent,
    Recount,
)
from revisit_cli.records.value import Value, as_dict
from revisit_cli.store.file.database import Database, Row
from revisit_cli.store.standing import OF_MONTH

_ADD = """
insert into problem (source, attempt, visit, symposium, firm, unit, month, category, tags, text,
                     raised_at, raised_by, due_on, calendar)
values (:source, :attempt, :visit, :symposium, :firm, :unit, :month, :category, :tags, :text,
        :raised_at, :raised_by, :due_on, :calendar)
"""
_ADD_EVENT = """
insert into problem_event (problem, kind, at, entered_at, by, words, due_on)
values (:problem, :kind, :at, :entered_at, :by, :words, :due_on)
"""


_SAME = """
select id, due_on from problem
where source = :source and firm is :firm and unit is :unit and month = :month
  and category = :category and text = :text and raised_by = :raised_by
  and substr(raised_at, 1, 10) = substr(:raised_at, 1, 10)
  and state <> 'closed' and voided_at is null
order by id limit 1
"""


def same(database: Database, problem: NewProblem) -> tuple[int, str | None] | None:
    """Return the id and due day of an open problem that says the same by the same person."""
    row = database.row(_SAME, as_dict(problem) | {"tags": "", "due_on": ""})
    return None if row is None else (row["id"], row["due_on"])


_BROUGHT = """
select category, text from problem
where (attempt = :attempt or visit = :visit) and voided_at is null
"""
_MOVED = """
select event.at from problem_event as event join problem on problem.id = event.problem
where event.id = (select max(id) from problem_event where problem = :problem)
  and event.problem = :problem and event.kind = :kind and event.by = :by
  and event.words is :words and problem.team is coalesce(:team, problem.team)
  and problem.leader is coalesce(:leader, problem.leader)
  and ((:at is null and event.entered_at >= :since) or event.at = :at)
"""


def brought_by(
    database: Database, *, attempt: int | None = None, visit: int | None = None
) -> set[tuple[str, str]]:
    """Return category and text of each problem that an attempt or a visit brought."""
    rows = database.rows(_BROUGHT, {"attempt": attempt, "visit": visit})
    return {(row["category"], row["text"]) for row in rows}


def moved_at(
    database: Database, number: int, move: Move, *, by: str, at: str | None, since: str
) -> str | None:
    """Return when somebody did the last thing that was done, where it was this very one.

    Entered ``since`` a moment, or done ``at`` that very one.
    """
    values = {"problem": number, "kind": move.act, "words": move.words, "team": move.team}
    values |= {"leader": move.leader, "by": by, "at": at, "since": since}
    found: str | None = database.value(_MOVED, values)
    return found


def add(database: Database, problem: NewProblem, entered_at: str) -> int:
    """Add a problem and its first event; return the problem's id."""
    due_on = None if problem.due_on is None else problem.due_on.isoformat()
    tags = json.dumps(problem.tags, ensure_ascii=False)
    number = database.insert(_ADD, as_dict(problem) | {"tags": tags, "due_on": due_on})
    event = _Event("raised", problem.raised_at, entered_at, problem.raised_by, due_on=due_on)
    _add_event(database, number, event)
    return number


class _Event(Value):
    """What happened to a problem; ``due_on`` where it sets the day."""

    kind: str
    at: str
    entered_at: str
    by: str
    words: str | None = None
    due_on: str | None = None


def _add_event(database: Database, problem: int, event: _Event) -> None:
    database.insert(_ADD_EVENT, as_dict(event) | {"problem": problem})


_PROBLEM = """
select problem.id, problem.source, coalesce(root.name, firm.name) as firm, unit.name as unit,
       problem.category, problem.text, problem.state, problem.raised_at,
       problem.due_on as due, problem.stopped_at, problem.month, problem.carried_to, problem.team,
       problem.leader, problem.cause, problem.calendar
from problem left join unit on unit.id = problem.unit
    left join firm on firm.id = problem.firm left join firm as root on root.id = firm.merged_into
"""
_ALL = f"""{_PROBLEM}
where problem.voided_at is null and (:month is null or {OF_MONTH.format(kind="problem")})
order by problem.due_on is null, problem.due_on, problem.id
"""
_ONE = f"{_PROBLEM} where problem.id = :id and problem.voided_at is null"
_EVENTS = """
select kind, at, by, words, due_on as due, entered_at
from problem_event where problem = :id order by id
"""
# To which month a problem was carried is told even where its words were erased.
_STORIES = """
select event.problem, event.kind, event.at, event.by,
       coalesce(event.words, case when event.kind = 'carried' then (
         select carry.to_month from carry
         where carry.kind = 'problem' and carry.subject = event.problem and carry.at = event.at
       ) end) as words,
       event.due_on as due, event.entered_at
from problem_event as event join problem on problem.id = event.problem
where problem.voided_at is null and {which}
order by event.problem, event.id
"""
_MOVE = """
update problem set state = :state, due_on = :due_on, stopped_at = :stopped_at,
    team = coalesce(:team, team), leader = coalesce(:leader, leader),
    cause = coalesce(:cause, cause)
where id = :id
"""
_CLOCKS = """
select problem.id, substr(start.at, 1, 10) as started_on, problem.due_on,
       exists (
         select 1 from problem_event as later
         where later.problem = problem.id and later.kind = 'extended' and later.id > start.id
       ) as is_extended,
       problem.month, problem.calendar
from problem join problem_event as start on start.id = (
    select max(event.id) from problem_event as event
    where event.problem = problem.id and event.kind in ('raised', 'reopened')
)
where problem.voided_at is null
  and (problem.id = :id
       or (:id is null and problem.state in ('open', 'assigned', 'transferred')))
order by problem.due_on is null, problem.due_on, problem.id
"""
# Problems with a clock whose day was not known when it started.
_STARTED_PENDING = """
problem.id in (select start.problem from problem_event as start
               where start.due_on is null and start.kind in ('raised', 'reopened'))"""
_MONTHS_OF = f"select problem.id, problem.month from problem where {_STARTED_PENDING}"
_RECOUNT = """
update problem set due_on = coalesce(:due_on, due_on), calendar = :calendar where id = :id
"""
_CARRY = "update problem set carried_to = :month, carried_by = :by where id = :id"


def all_problems(database: Database, month: str | None) -> list[Problem]:
    """Return the problems of a month, or all, by due day; whether one is late is not looked at."""
    return [_problem(row) for row in database.rows(_ALL, {"month": month})]


def find(database: Database, number: int) -> Problem | None:
    """Return one problem; whether it is late is not looked at."""
    row = database.row(_ONE, {"id": number})
    return None if row is None else _problem(row)


def _problem(row: Row) -> Problem:
    return Problem(**dict(row), is_late=False)


def events(database: Database, number: int) -> tuple[ProblemEvent, ...]:
    """Return a problem's events, oldest first."""
    return tuple(ProblemEvent(**dict(row)) for row in database.rows(_EVENTS, {"id": number}))


def stories(database: Database, month: str | None) -> dict[int, tuple[ProblemEvent, ...]]:
    """Return the events of each problem that a month has, or was handed; of all when None."""
    which = "true" if month is None else OF_MONTH.format(kind="problem")
    return _stories(database, which, month)


def started_pending(database: Database) -> list[tuple[int, str, tuple[ProblemEvent, ...]]]:
    """Return id, month and events of each problem with a clock whose day was not known then."""
    stories = _stories(database, _STARTED_PENDING, None)
    return [
        (row["id"], row["month"], stories.get(row["id"], ())) for row in database.rows(_MONTHS_OF)
    ]


def _stories(
    database: Database, which: str, month: str | None
) -> dict[int, tuple[ProblemEvent, ...]]:
    found: dict[int, list[ProblemEvent]] = {}
    for row in database.rows(_STORIES.format(which=which), {"month": month}):
        number, *told = row
        found.setdefault(number, []).append(ProblemEvent(*told))
    return {number: tuple(each) for number, each in found.items()}


def clocks(database: Database, number: int | None) -> list[ProblemClock]:
    """Return the clocks of all problems still running, or of the one named, by due day."""
    return [
        ProblemClock(
            row["id"],
            date.fromisoformat(row["started_on"]),
            None if row["due_on"] is None else date.fromisoformat(row["due_on"]),
            bool(row["is_extended"]),
            row["month"],
            row["calendar"],
        )
        for row in database.rows(_CLOCKS, {"id": number})
    ]


def recount(database: Database, change: Recount, calendar: str, at: str, by: str) -> None:
    """Set a due day counted anew, and add the event that tells of it."""
    old = None if change.old is None else change.old.isoformat()
    stands = None if change.stands is None else change.stands.isoformat()
    database.run(_RECOUNT, {"id": change.problem, "due_on": stands, "calendar": calendar})
    event = _Event("recomputed", at, at, by, words=old, due_on=change.new.isoformat())
    _add_event(database, change.problem, event)


def carry(database: Database, number: int, month: str, by: str, at: str) -> None:
    """Carry a problem over to a month in a person's name."""
    database.run(_CARRY, {"id": number, "month": month, "by": by})
    _add_event(database, number, _Event("carried", at, at, by, words=month))


def move(
    database: Database,
    number: int,
    move: Move,
    *,
    state: str,
    due_on: str | None,
    stopped_at: str | None,
    at: str,
    entered_at: str,
    by: str,
) -> None:
    """Bring a problem into a state and add the event that did it."""
    database.run(
        _MOVE,
        {
            "id": number,
            "state": state,
            "due_on": due_on,
            "stopped_at": stopped_at,
            "team": move.team,
            "leader": move.leader,
            "cause": move.cause,
        },
    )
    sets_day = move.act in ("extended", "reopened")
    event = _Event(move.act, at, entered_at, by, move.words, due_on if sets_day else None)
    _add_event(database, number, event)
