"""The rows that belong to a firm, a unit, a call or a problem, by which the log is searched.

And what the tables say beside an event: the log itself keeps no answer.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence

from revisit_cli.store.file.database import Database

# Every sealed table that points at a firm, call, problem or unit: a test asks the schema.
_CALL = """
select 'call' as name, :id as id
union all select 'attempt', id from attempt where call = :id
union all
select 'evaluation', evaluation.id
from evaluation join attempt on attempt.id = evaluation.attempt where attempt.call = :id
union all select 'skip', rowid from skip where call = :id
union all select 'not_served', rowid from not_served where call = :id
union all select 'packet_call', rowid from packet_call where call = :id
union all select 'recheck_call', rowid from recheck_call where call = :id
union all select 'doubt', rowid from doubt where call = :id
"""
_PROBLEM = """
select 'problem' as name, :id as id
union all select 'problem_event', id from problem_event where problem = :id
"""
_FIRM = """
select 'firm' as name, :id as id
union all select 'firm_alias', rowid from firm_alias where firm = :id
union all select 'firm_code', rowid from firm_code where firm = :id
union all select 'firm_merge', rowid from firm_merge where :id in (firm, into_firm)
union all select 'firm_apart', rowid from firm_apart where :id in (firm, other)
union all select 'firm_erasure', rowid from firm_erasure where firm = :id
union all select 'contact', rowid from contact where firm = :id
union all select 'service', id from service where firm = :id
union all select 'call', id from call where firm = :id
union all select 'evaluation', id from evaluation where firm = :id
union all
select 'attempt', attempt.id from attempt join call on call.id = attempt.call where call.firm = :id
union all select 'skip', skip.rowid from skip join call on call.id = skip.call where call.firm = :id
union all
select 'not_served', not_served.rowid
from not_served join call on call.id = not_served.call where call.firm = :id
union all
select 'packet_call', packet_call.rowid
from packet_call join call on call.id = packet_call.call where call.firm = :id
union all select 'recheck_call', rowid from recheck_call where firm = :id
union all
select 'doubt', doubt.rowid from doubt join call on call.id = doubt.call where call.firm = :id
union all select 'rank', rowid from rank where firm = :id
union all select 'attendance', rowid from attendance where firm = :id
union all select 'flag', id from flag where firm = :id
union all select 'visit', id from visit where firm = :id
union all select 'problem', id from problem where firm = :id
union all
select 'problem_event', problem_event.id
from problem_event join problem on problem.id = problem_event.problem where problem.firm = :id
"""
_UNIT = """
select 'unit' as name, :id as id
union all select 'unit_alias', rowid from unit_alias where unit = :id
union all select 'roster_term', rowid from roster_term where unit = :id
union all select 'column_map', rowid from column_map where unit = :id
union all select 'filing', id from filing where unit = :id
union all select 'not_served', rowid from not_served where unit = :id
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
