"""Cleared months, what was carried over, and the corrections made since."""

import json
from typing import Any

from revisit_cli.records.code import CarryKind
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.reports.closing import ClosingFacts, MissingUnit
from revisit_cli.rulebook.periods import Period
from revisit_cli.store.file.database import Database
from revisit_cli.store.standing import (
    CALL_IS_LEFT,
    LIST_STANDS,
    NAME_THEN,
    SERVICE_IS_HELD,
    STANDS_IN,
    UNIT_IS_MISSING,
    VISIT_STANDS,
)

_HEADER = f"""
select (select closed_at from closing where month = :month) as closed_at,
       call_list.locked_at, call_list.size, call_list.sha256,
       (select count(*) from finding
        where month = :month and state = 'suspected') as undecided_count,
       (select count(*) from service
        where month = :month and {SERVICE_IS_HELD}) as held_count
from (select 1) left join call_list
    on call_list.month = :month and {LIST_STANDS}
"""
_MISSING = f"""
select {NAME_THEN} as name, exists (
    select 1 from finding
    where finding.unit = unit.id and finding.month = :month and finding.kind = 'missing'
) as is_named
from unit
where {UNIT_IS_MISSING}
order by unit.id
"""
_CLOSE = """
insert into closing (month, closed_at, by, certificate)
values (:month, :closed_at, :by, :certificate)
"""
_CERTIFICATE = "select certificate from closing where month = :month"
_LOG_HEAD = """
select seq, substr(hash, 1, 20) as head from event
where json_extract(body, '$.kind') = 'MonthClosed'
  and json_extract(body, '$.facts.month') = :month
order by seq desc limit 1
"""
_CARRY = """
insert into carry (month, kind, subject, to_month, target, by, at)
values (:month, :kind, :subject, :to_month, :target, :by, :at)
"""
_CALL = "select firm, due_on from call where id = :id"
_TARGET = "select id from call where month = :month and firm = :firm"
_ADD_TARGET = "insert into call (month, firm, due_on) values (:month, :firm, :due_on)"
# What has no end yet in a month that is cleared.
_LEFT_OPEN = f"""
select 'call' as kind, call.id from call
where call.month = :month and {CALL_IS_LEFT}
union all
select 'visit', visit.id from visit
where {STANDS_IN.format(kind="visit")} = :month and visit.state <> 'done' and {VISIT_STANDS}
union all
select 'problem', problem.id from problem
where {STANDS_IN.format(kind="problem")} = :month and problem.voided_at is null
  and problem.state in ('open', 'assigned', 'transferred')
order by 1, 2
"""
_CARRIED_CALL = "update call set carried_to = :to_month, carried_by = :by where id = :id"


def load(database: Database, cycle: Period) -> ClosingFacts:
    """Return what clearing a month looks at besides its own facts, the symposium and the log."""
    values = {"month": cycle.id, "named_on": cycle.last_on.isoformat()}
    header = database.row(_HEADER, values)
    if header is None:
        raise AssertionError
    return ClosingFacts(
        month=cycle.id,
        closed_at=header["closed_at"],
        locked_at=header["locked_at"],
        list_size=header["size"] or 0,
        list_sha256=header["sha256"] or "",
        missing=tuple(
            MissingUnit(row["name"], bool(row["is_named"]))
            for row in database.rows(_MISSING, values)
        ),
        undecided_count=header["undecided_count"],
        held_count=header["held_count"],
    )


def close(
    database: Database, month: str, closed_at: str, by: str, certificate: dict[str, Any]
) -> int:
    """Clear a month; return the clearing's id."""
    text = json.dumps(certificate, ensure_ascii=False)
    return database.insert(
        _CLOSE, {"month": month, "closed_at": closed_at, "by": by, "certificate": text}
    )


def certificate(database: Database, month: str) -> dict[str, Any] | None:
    """Return the certificate a month was cleared by, as it was stored; None when it was not."""
    text = database.value(_CERTIFICATE, {"month": month})
    if text is None:
        return None
    found: dict[str, Any] = json.loads(text)
    return found


def log_head(database: Database, month: str) -> LogHead | None:
    """Return size and head of the log right after a month was cleared."""
    row = database.row(_LOG_HEAD, {"month": month})
    return None if row is None else LogHead(row["seq"], row["head"])


def carry(
    database: Database,
    month: str,
    kind: str,
    subject: int,
    to_month: str,
    by: str,
    at: str,
    target: int | None = None,
) -> int:
    """Note that one thing is carried over; return the note's id."""
    return database.insert(
        _CARRY,
        {
            "month": month,
            "kind": kind,
            "subject": subject,
            "to_month": to_month,
            "target": target,
            "by": by,
            "at": at,
        },
    )


def left_open(database: Database, month: str) -> list[tuple[CarryKind, int]]:
    """Return the calls, visits and problems that a month answers for and that have no end yet."""
    return [(row["kind"], row["id"]) for row in database.rows(_LEFT_OPEN, {"month": month})]


def target_of(database: Database, call: int, to_month: str, due_on: str) -> int:
    """Return the firm's call in another month, added when there is none yet.

    One that was made there already settles what is carried to it.
    """
    row = database.row(_CALL, {"id": call})
    if row is None:
        raise AssertionError
    found = database.row(_TARGET, {"month": to_month, "firm": row["firm"]})
    if found is not None:
        target: int = found["id"]
        return target
    values = {"month": to_month, "firm": row["firm"], "due_on": due_on}
    return database.insert(_ADD_TARGET, values)


def mark_call(database: Database, call: int, to_month: str, by: str) -> None:
    """Write on a call where it was carried to and by whom."""
    database.run(_CARRIED_CALL, {"id": call, "to_month": to_month, "by": by})
