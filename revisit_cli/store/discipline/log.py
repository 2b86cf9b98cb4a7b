"""The rows that belong to a firm, a unit, a call or a problem, by which the log is searched.

And what the tables say beside an event: the log itself keeps no answer.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence

from revisit_cli.store.file.database import Database

_CALL = """
select 'call' as name, :id as id
union all select 'attempt', id from attempt where call = :id
"""
_PROBLEM = """
select 'problem' as name, :id as id
union all select 'problem_event', id from problem_event where problem = :id
"""
_FIRM = """
select 'firm' as name, :id as id
union all select 'service', id from service where firm = :id
union all select 'call', id from call where firm = :id
union all
select 'attempt', attempt.id from attempt join call on call.id = attempt.call where call.firm = :id
union all select 'flag', id from flag where firm = :id
union all select 'visit', id from visit where firm = :id
union all select 'problem', id from problem where firm = :id
union all
select 'problem_event', problem_event.id
from problem_event join problem on problem.id = problem_event.problem where problem.firm = :id
"""
_UNIT = """
select 'unit' as name, :id as id
union all select 'filing', id from filing where unit = :id
union all select 'finding', id from finding where unit = :id
union all select 'problem', id from problem where unit = :id
"""

_ANSWERS = """
select distinct evaluation.attempt, answer.code
from evaluation join answer on answer.evaluation = evaluation.id
where answer.question = :question and answer.code is not null
  and evaluation.attempt in (select value from json_each(:attempts))
order by evaluation.attempt, answer.code
"""


def answers(
    database: Database, question: str, attempts: Sequence[int]
) -> Mapping[int, tuple[str, ...]]:
    """Return the codes that each of some attempts keeps for a question, voided since or not."""
    found: dict[int, tuple[str, ...]] = defaultdict(tuple)
    values = {"question": question, "attempts": json.dumps(attempts)}
    for row in database.rows(_ANSWERS, values):
        found[row["attempt"]] += (row["code"],)
    return found


def rows_of_call(database: Database, call: int) -> Mapping[str, list[int]]:
    """Return, by table, the rows that make up a call."""
    return _rows(database, _CALL, call)


def rows_of_problem(database: Database, problem: int) -> Mapping[str, list[int]]:
    """Return, by table, the rows that make up a problem."""
    return _rows(database, _PROBLEM, problem)


def rows_of_firm(database: Database, firm: int) -> Mapping[str, list[int]]:
    """Return, by table, the rows that are about a firm."""
    return _rows(database, _FIRM, firm)


def rows_of_unit(database: Database, unit: int) -> Mapping[str, list[int]]:
    """Return, by table, the rows that are about a unit: what it filed, and what is said of it."""
    return _rows(database, _UNIT, unit)


def _rows(database: Database, sql: str, number: int) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for row in database.rows(sql, {"id": number}):
        found[row["name"]].append(row["id"])
    return found
