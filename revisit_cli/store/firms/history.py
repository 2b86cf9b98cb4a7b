"""What happened to a firm: services, calls, visits, problems, draws. Never integrity answers."""

import json
from collections.abc import Sequence

from revisit_cli.records.firms.firm import (
    CalledRow,
    DrawnRow,
    OverallAnswer,
    RaisedRow,
    ServedRow,
    VisitedRow,
)
from revisit_cli.rulebook.loader import form
from revisit_cli.store.file.database import Database
from revisit_cli.store.standing import EVALUATION_STANDS, FLAG_COUNTS, SERVICE_STANDS, VISIT_STANDS

_SERVICES = f"""
select service.month, unit.name as unit, service.officer, service.served_on, service.matter,
       service.completion, service.firm_text as named
from service join unit on unit.id = service.unit
where service.firm in (select value from json_each(:ids)) and {SERVICE_STANDS}
order by service.month, service.served_on, service.id
"""
_CALLS = """
select id, month, state, outcome, attempts from call
where firm in (select value from json_each(:ids)) and state <> 'withdrawn' order by month, id
"""
_OVERALL = f"""
select attempt.call, unit.name as unit, answer.code as overall
from evaluation join attempt on attempt.id = evaluation.attempt
    join unit on unit.id = evaluation.unit
    join answer on answer.evaluation = evaluation.id and answer.question = :question
where evaluation.firm in (select value from json_each(:ids))
  and {EVALUATION_STANDS}
order by evaluation.id
"""
_VISITS = f"""
select visit.id, visit.month, visit.state, visit.due_on as due,
       (select json_group_array(reason) from (
            select distinct reason from flag
            where flag.visit = visit.id
              and {FLAG_COUNTS}
            order by reason)) as reasons
from visit
where visit.firm in (select value from json_each(:ids))
  and {VISIT_STANDS}
order by visit.month, visit.id
"""
_PROBLEMS = """
select problem.id, problem.month, unit.name as unit, problem.category, problem.state,
       problem.due_on as due, problem.text
from problem left join unit on unit.id = problem.unit
where problem.firm in (select value from json_each(:ids)) and problem.voided_at is null
order by problem.raised_at, problem.id
"""
_DRAWS = """
select rank.draw, coalesce(freeze.half, freeze.month) as scope, rank.rank, rank.is_selected,
       rank.declined_at is not null as is_declined,
       (select max(attendance.is_present) from attendance
            join symposium on symposium.id = attendance.symposium
        where symposium.draw = rank.draw and attendance.firm in (select value from json_each(:ids))
          and symposium.voided_at is null) as is_present
from rank join draw on draw.id = rank.draw join freeze on freeze.id = draw.freeze
where rank.firm in (select value from json_each(:ids)) order by rank.draw, rank.rank
"""


def services(database: Database, ids: Sequence[int]) -> tuple[ServedRow, ...]:
    """Return the services of these firms that stand, by month."""
    return tuple(ServedRow(*row) for row in database.rows(_SERVICES, {"ids": json.dumps(ids)}))


def calls(database: Database, ids: Sequence[int]) -> list[CalledRow]:
    """Return the calls of these firms, by month, yet without what was answered."""
    return [CalledRow(*row) for row in database.rows(_CALLS, {"ids": json.dumps(ids)})]


def overall(database: Database, ids: Sequence[int]) -> list[OverallAnswer]:
    """Return what was answered on the whole in every evaluation by telephone."""
    values = {"ids": json.dumps(ids), "question": form().overall.code}
    return [OverallAnswer(*row) for row in database.rows(_OVERALL, values)]


def visits(database: Database, ids: Sequence[int]) -> tuple[VisitedRow, ...]:
    """Return the visits to these firms that were made or are asked for."""
    rows = database.rows(_VISITS, {"ids": json.dumps(ids)})
    return tuple(
        VisitedRow(
            row["id"], row["month"], row["state"], row["due"], (*json.loads(row["reasons"]),)
        )
        for row in rows
    )


def problems(database: Database, ids: Sequence[int]) -> tuple[RaisedRow, ...]:
    """Return the problems these firms raised."""
    return tuple(RaisedRow(*row) for row in database.rows(_PROBLEMS, {"ids": json.dumps(ids)}))


def draws(database: Database, ids: Sequence[int]) -> tuple[DrawnRow, ...]:
    """Return these firms' ranks in draws, and whether they came."""
    return tuple(
        DrawnRow(
            draw=row["draw"],
            scope=row["scope"],
            rank=row["rank"],
            is_selected=bool(row["is_selected"]),
            is_declined=bool(row["is_declined"]),
            is_present=None if row["is_present"] is None else bool(row["is_present"]),
        )
        for row in database.rows(_DRAWS, {"ids": json.dumps(ids)})
    )
