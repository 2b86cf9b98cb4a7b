"""Problems and their events."""

import json
from dataclasses import asdict

from revisit_cli.records.problem import NewProblem
from revisit_cli.store.database import Database

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
