"""Problems and their events."""

import json
from dataclasses import asdict

from revisit_cli.records.problem import NewProblem
from revisit_cli.store.database import Database, Row

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


def add(database: Database, problem: NewProblem, entered_at: str) -> int:
    """Add a problem and its first event; return the problem's id."""
    values = asdict(problem) | {
        "tags": json.dumps(problem.tags, ensure_ascii=False),
        "due_on": problem.due_on.isoformat(),
    }
    number = database.insert(_ADD, values)
    database.insert(
        _ADD_EVENT,
        {
            "problem": number,
            "kind": "raised",
            "at": problem.raised_at,
            "entered_at": entered_at,
            "by": problem.raised_by,
            "words": None,
            "due_on": values["due_on"],
        },
    )
    return number


_PROBLEM = """
select problem.id, problem.source, firm.name as firm, unit.name as unit, problem.category,
       problem.text, problem.state, problem.raised_at, problem.due_on, problem.stopped_at,
       problem.month
from problem left join firm on firm.id = problem.firm left join unit on unit.id = problem.unit
"""
_ALL = f"""{_PROBLEM}
where problem.voided_at is null and (:month is null or problem.month = :month)
order by problem.due_on, problem.id
"""
_ONE = f"{_PROBLEM} where problem.id = :id and problem.voided_at is null"
_EVENTS = """
select kind, at, by, words, due_on as due from problem_event where problem = :id order by id
"""
_MOVE = """
update problem set state = :state, due_on = :due_on, stopped_at = :stopped_at,
    team = coalesce(:team, team), leader = coalesce(:leader, leader),
    cause = coalesce(:cause, cause)
where id = :id
"""


def all_problems(database: Database, month: str | None) -> list[Row]:
    """Return the problems of a month, or all, by due day."""
    return database.rows(_ALL, {"month": month})


def find(database: Database, number: int) -> Row | None:
    """Return one problem."""
    return database.row(_ONE, {"id": number})


def events(database: Database, number: int) -> list[Row]:
    """Return a problem's events, oldest first."""
    return database.rows(_EVENTS, {"id": number})


def move(
    database: Database,
    number: int,
    *,
    state: str,
    due_on: str,
    stopped_at: str | None,
    kind: str,
    at: str,
    entered_at: str,
    by: str,
    words: str | None,
    team: str | None = None,
    leader: str | None = None,
    cause: str | None = None,
) -> None:
    """Bring a problem into a state and add the event that did it."""
    database.run(
        _MOVE,
        {
            "id": number,
            "state": state,
            "due_on": due_on,
            "stopped_at": stopped_at,
            "team": team,
            "leader": leader,
            "cause": cause,
        },
    )
    database.insert(
        _ADD_EVENT,
        {
            "problem": number,
            "kind": kind,
            "at": at,
            "entered_at": entered_at,
            "by": by,
            "words": words,
            "due_on": due_on if kind == "extended" else None,
        },
    )
