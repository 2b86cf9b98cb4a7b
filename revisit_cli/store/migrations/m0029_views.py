"""Step 29: views for other programs, masked, and without anything said in confidence.

They hold no free text but a matter's own name, for what people wrote may name people and numbers; a
number shows its first three and last four digits.
"""

import sqlite3

_PHONE = """case when length(attempt.phone) >= 11
        then substr(attempt.phone, 1, 3) || '****' || substr(attempt.phone, -4)
        when attempt.phone is not null then '****' || substr(attempt.phone, -2) end"""
# Its words may hold a number all the same.
_MATTER = """case when replace(replace(service.matter, ' ', ''), '-', '')
        glob '*[0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' then null else service.matter end"""

_VIEWS = (
    """
create view v_firms as
select firm.id as firm, firm.name, firm.credit_code, firm.is_sole_trader,
    firm.merged_into, own.name as merged_into_name
from firm left join firm as own on own.id = firm.merged_into
""",
    f"""
create view v_services as
select service.id as service, service.month, unit.name as unit, service.firm,
    firm.name as firm_name, service.served_on, {_MATTER} as matter,
    service.notes, service.sheet, service.row,
    filing.version, filing.state as filing_state, filing.received_at
from service
    join firm on firm.id = service.firm
    join unit on unit.id = service.unit
    left join filing on filing.id = service.filing
where service.state = 'accepted' and service.replaced_by is null and service.voided_at is null
""",
    f"""
create view v_calls as
select call.id as call, call.month, call.firm, firm.name as firm_name, call.state, call.outcome,
    call.is_listed, call.due_on, call.carried_to,
    (select count(*) from attempt where attempt.call = call.id and attempt.voided_at is null)
        as attempts,
    (select min(attempt.at) from attempt
        where attempt.call = call.id and attempt.voided_at is null) as first_at,
    (select max(attempt.at) from attempt
        where attempt.call = call.id and attempt.voided_at is null) as last_at,
    (select {_PHONE} from attempt where attempt.call = call.id and attempt.voided_at is null
        order by attempt.at desc, attempt.id desc limit 1) as last_phone
from call join firm on firm.id = call.firm
""",
    """
create view v_problems as
select problem.id as problem, problem.month, problem.source, problem.firm, firm.name as firm_name,
    unit.name as unit, problem.category, problem.tags, problem.state, problem.raised_at,
    problem.due_on, problem.stopped_at, problem.carried_to
from problem
    left join firm on firm.id = problem.firm
    left join unit on unit.id = problem.unit
where problem.voided_at is null
""",
    """
create view v_visits as
select visit.id as visit, visit.month, visit.firm, firm.name as firm_name, visit.state,
    visit.due_on, visit.visited_at, visit.lead, visit.district, visit.signature,
    (select group_concat(flag.reason, ',') from flag
        where flag.firm = visit.firm and flag.month = visit.month
          and flag.dropped_at is null and flag.pending_since is null) as reasons
from visit join firm on firm.id = visit.firm
where visit.voided_at is null
""",
    """
create view v_answers as
select evaluation.id as evaluation, evaluation.month, evaluation.firm, firm.name as firm_name,
    unit.name as unit, attempt.call, evaluation.visit, answer.question, answer.code, answer.number
from answer
    join evaluation on evaluation.id = answer.evaluation
    join firm on firm.id = evaluation.firm
    join unit on unit.id = evaluation.unit
    left join attempt on attempt.id = evaluation.attempt
where evaluation.voided_at is null and answer.question <> 'integrity'
  and (answer.code is not null or answer.number is not null)
""",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Take the step in the caller's transaction."""
    for view in _VIEWS:
        connection.execute(view)
