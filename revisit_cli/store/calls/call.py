"""Calls: one per firm per cycle, and what firms answered in them."""

import json
from collections.abc import Sequence
from datetime import date

from revisit_cli.records.calls.call import FirmAnswered
from revisit_cli.records.calls.card import CallFound
from revisit_cli.records.calls.stored import Reachable, ServedFor, ServedMatter, StoredCall
from revisit_cli.records.rules.answer import Evaluation
from revisit_cli.store.file.database import Database, Row
from revisit_cli.store.rules import answer
from revisit_cli.store.standing import (
    CONTACT_REACHES,
    CONTACT_STANDS,
    EVALUATION_STANDS,
    SERVICE_STANDS,
    UNIT_IS_STRUCK,
)

_ADD_WHERE = f"""
insert into call (month, firm, due_on)
select :month, service.firm, :due_on
from service
where {{which}} and service.month = :month and {SERVICE_STANDS}
group by service.firm
having not exists (
    select 1 from call
    where call.month = :month and call.firm = service.firm
) and not exists (
    -- cross: the few merged firms first, not every call of the month for every firm.
    select 1 from firm as kin cross join call on call.month = :month and call.firm = kin.id
    where kin.merged_into = service.firm and call.state <> 'withdrawn'
)
order by min(service.id)
"""
# A call that was withdrawn comes back when a ledger names its firm again.
_REVIVE = f"""
update call set state = 'new'
where month = :month and state = 'withdrawn' and twin_of is null and exists (
    select 1 from service
    where service.firm = call.firm and service.month = call.month and {SERVICE_STANDS}
) and not exists (
    select 1 from firm as kin join call as other on other.month = :month and other.firm = kin.id
    where kin.merged_into = call.firm and other.state <> 'withdrawn'
)
"""
_ADD_MISSING = _ADD_WHERE.format(which="true")
# By the file's rows alone: a month fills up with forty ledgers, and each has its own to look at.
_ADD_OF_FILE = _ADD_WHERE.format(which="service.file = :file")


def add_missing(database: Database, month: str, due_on: date, file: int | None = None) -> int:
    """Add a call for every firm served in a month that has none yet; return how many.

    Where ``file`` is given, only for firms that it names. A withdrawn call of a firm that is
    served again is made live and counts as one.
    """
    revived = database.run(_REVIVE, {"month": month})
    sql = _ADD_MISSING if file is None else _ADD_OF_FILE
    added = database.run(sql, {"month": month, "due_on": due_on.isoformat(), "file": file})
    return revived + added


_CALL = """
select call.id, call.month, call.firm, firm.name as name, call.state, call.outcome, call.attempts,
       call.next_at, call.due_on, call.is_listed, call.twin_of,
       (select carry.month from carry where carry.target = call.id) as carried_from,
       call.carried_to, (
         select carry.target from carry where carry.kind = 'call' and carry.subject = call.id
       ) as carried_as,
       case when lease.until > :now then lease.owner end as owner, lease.until, lease.token
from call join firm on firm.id = call.firm left join lease on lease.call = call.id
"""
_ONE = f"{_CALL} where call.id = :id"
_MONTH = f"{_CALL} where call.month = :month and call.state <> 'withdrawn' order by call.id"
_CALLS_SINCE = "(select value from json_each(line.calls))"
_CALL_OF = "(select id from call where call.firm = {firm} and call.month = :month)"
# The month's own services and, for a call carried into it, those of the months it came from.
# A cleared month keeps the firm that was called then, whatever it was merged into since. Left out
# is what a unit says of by its leader, on that call or on one that was carried into it since: that
# it never served the firm. ``calls`` are these.
_SERVED = f"""
with recursive line (firm, month, calls) as (
    select :firm, :month, json_array({_CALL_OF.format(firm=":firm")})
    union
    select source.firm, source.month, json_insert(line.calls, '$[#]', source.id) from line
        join call on call.month = line.month and call.firm = line.firm
        join carry on carry.target = call.id join call as source on source.id = carry.subject
)
select :firm as firm, unit.name as unit_name, service.matter, unit.id as unit, service.served_on,
       service.date_text, service.completion, service.officer
from line join service on service.month = line.month and service.firm = line.firm
    join unit on unit.id = service.unit
where {SERVICE_STANDS}
  and not {UNIT_IS_STRUCK.format(calls=_CALLS_SINCE)}
order by service.id
"""
# Ordered by a sum, so that the rows are not looked for in the order of the whole table.
_SERVED_MONTH = f"""
with recursive line (called, firm, month, calls) as (
    select call.firm, source.firm, source.month, json_array(call.id, source.id)
    from carry join call on call.id = carry.target join call as source on source.id = carry.subject
    where call.month = :month
    union
    select line.called, source.firm, source.month, json_insert(line.calls, '$[#]', source.id)
    from line
        join call on call.firm = line.firm and call.month = line.month
        join carry on carry.target = call.id join call as source on source.id = carry.subject
)
select service.firm, unit.name as unit_name, service.matter, service.id + 0
from service join unit on unit.id = service.unit
where service.month = :month and {SERVICE_STANDS}
  and not {UNIT_IS_STRUCK.format(calls=_CALL_OF.format(firm="service.firm"))}
union all
select line.called, unit.name, service.matter, service.id + 0
from line cross join service on service.month = line.month and service.firm = line.firm
    join unit on unit.id = service.unit
where {SERVICE_STANDS} and not {UNIT_IS_STRUCK.format(calls=_CALLS_SINCE)}
order by 4
"""
# A firm is reached by its own contacts and by those of the firms merged into it.
_CONTACTS = f"""
select id, firm, name, phone, extension, state from contact
where state <> 'erased'
  and {CONTACT_REACHES}
  and {CONTACT_STANDS.format(contact="contact")}
order by id
"""
_CONTACTS_MONTH = f"""
select contact.id as id, call.firm, contact.name, contact.phone, contact.extension, contact.state
from call join contact on contact.firm = call.firm
where call.month = :month and contact.state <> 'erased'
  and {CONTACT_STANDS.format(contact="contact")}
union all
select contact.id as id, call.firm, contact.name, contact.phone, contact.extension, contact.state
from call join firm as kin on kin.merged_into = call.firm
    join contact on contact.firm = kin.id
where call.month = :month and contact.state <> 'erased'
  and {CONTACT_STANDS.format(contact="contact")}
order by id
"""
_SET_STATE = """
update call set state = :state, next_at = :next_at, outcome = :outcome,
    attempts = attempts + :more, first_at = null
where id = :id
"""
_LAST_ANSWERS = f"""
evaluation.firm = :firm and {EVALUATION_STANDS}
  and evaluation.month = (
    select max(other.month) from evaluation as other
    where other.firm = :firm and other.month < :month and other.voided_at is null
  )
"""
_OF_FIRMS = """
select call.id, firm.name as firm, call.state,
       case when lease.until > :now then lease.owner end as owner
from call join firm on firm.id = call.firm left join lease on lease.call = call.id
where call.month = :month and call.state <> 'withdrawn'
  and call.firm in (select value from json_each(:firms))
order by call.state = 'done', call.id
"""
_COUNTS = """
select state, count(*) as count from call where month = :month and state <> 'withdrawn'
group by state
"""


def find(database: Database, call: int, now: str) -> StoredCall | None:
    """Return one call with its firm and who holds it."""
    row = database.row(_ONE, {"id": call, "now": now})
    return None if row is None else _call(row)


def _call(row: Row) -> StoredCall:
    return StoredCall(**{**dict(row), "is_listed": bool(row["is_listed"])})


def of_month(database: Database, month: str, now: str) -> list[StoredCall]:
    """Return every call of a month."""
    return [_call(row) for row in database.rows(_MONTH, {"month": month, "now": now})]


def services(database: Database, firm: int, month: str) -> list[ServedFor]:
    """Return what one firm was served in a month."""
    return [ServedFor(*row) for row in database.rows(_SERVED, {"firm": firm, "month": month})]


def services_of_month(database: Database, month: str) -> list[ServedMatter]:
    """Return what every firm was served in a month."""
    rows = database.rows(_SERVED_MONTH, {"month": month})
    return [ServedMatter(firm, unit_name, matter) for firm, unit_name, matter, _ in rows]


def contacts(database: Database, firm: int) -> list[Reachable]:
    """Return one firm's contacts."""
    return [Reachable(*row) for row in database.rows(_CONTACTS, {"firm": firm})]


def contacts_of_month(database: Database, month: str) -> list[Reachable]:
    """Return the contacts of every firm to be called in a month."""
    return [Reachable(*row) for row in database.rows(_CONTACTS_MONTH, {"month": month})]


def set_state(
    database: Database,
    call: int,
    state: str,
    next_at: str | None,
    outcome: str | None,
    *,
    attempts: int = 0,
) -> None:
    """Set a call's state and outcome, and add to its count of attempts, or take from it.

    Whatever put it at the head of the queue is used up by that.
    """
    database.run(
        _SET_STATE,
        {"id": call, "state": state, "next_at": next_at, "outcome": outcome, "more": attempts},
    )


def counts(database: Database, month: str) -> dict[str, int]:
    """Return how many calls of a month are in each state."""
    return {row["state"]: row["count"] for row in database.rows(_COUNTS, {"month": month})}


def last_answers(database: Database, firm: int, month: str) -> list[Evaluation]:
    """Return a firm's answers of the last month before this one that has any, by unit."""
    return answer.evaluations(database, _LAST_ANSWERS, {"firm": firm, "month": month})


def of_firms(
    database: Database, month: str, firms: Sequence[int], now: str
) -> tuple[CallFound, ...]:
    """Return a month's calls of some firms with who holds them, the unfinished first."""
    values = {"month": month, "firms": json.dumps(firms), "now": now}
    return tuple(CallFound(*row) for row in database.rows(_OF_FIRMS, values))


_ANSWERS = f"{EVALUATION_STANDS} and attempt.call in (select id from call where month = :month)"
_FIRM_NAMES = """
select call.id, firm.name from call join firm on firm.id = call.firm where call.month = :month
"""


def answers_of_month(database: Database, month: str) -> tuple[FirmAnswered, ...]:
    """Return the answers about units that stand, by call."""
    firms = {row["id"]: row["name"] for row in database.rows(_FIRM_NAMES, {"month": month})}
    return tuple(
        FirmAnswered(call, firms[call], each.unit, each.answers)
        for call, each in answer.by_call(database, _ANSWERS, {"month": month})
    )
