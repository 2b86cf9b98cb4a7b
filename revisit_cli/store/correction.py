"""Corrections made to cleared months, and what was taken back of others.

Asked after and noted by every act that writes.
"""

from revisit_cli.records.code import RetractionNoted
from revisit_cli.records.file.undo import Retraction
from revisit_cli.store.file.database import Database

_CLOSED = "select month from closing"
_IS_CLOSED = "select exists (select 1 from closing where month = :month)"
_CORRECT = """
insert into correction (month, at, by, kind, subject, reason)
values (:month, :at, :by, :kind, :subject, :reason)
"""
_RETRACT = """
insert into retraction (month, kind, subject, at, by)
values (:month, :kind, :subject, :at, :by)
"""
# A call that a merge took off its list is back once the firms are split. What was erased of a firm
# of the month is known by no later call or ledger: a number that proves bad, or good, counts anew.
# Of whom the rows were then: a merge that came later moved them, and of the other firm nothing was
# erased.
_RETRACTED = """
select kind, subject, at, by from retraction where month = :month
union all
select 'call', call.id, firm_merge.at, firm_merge.by
from call
    cross join firm_merge on firm_merge.firm = call.firm and firm_merge.undone_at is null
    cross join firm_move as moved on moved.merge = firm_merge.id
where call.month = :month and call.state = 'withdrawn' and moved.tbl = 'call'
  and moved.row = call.id and json_extract(moved.after, '$.state') = 'withdrawn'
union all
select 'erasure', firm_erasure.firm, firm_erasure.at, firm_erasure.by
from firm_erasure
where exists (
    with recursive its (firm) as (
        select firm_erasure.firm union
        select firm_merge.firm from its join firm_merge on +firm_merge.into_firm = its.firm
        where firm_merge.at <= firm_erasure.at
          and (firm_merge.undone_at is null or firm_merge.undone_at > firm_erasure.at)
    ), theirs (firm) as (
        select firm from its union
        select firm_merge.into_firm from theirs join firm_merge
          on firm_merge.firm = theirs.firm and firm_merge.undone_at is null
    )
    select 1 from theirs cross join service
          on service.firm = theirs.firm and service.month = :month
        join filing on filing.id = service.filing and filing.received_at <= firm_erasure.at
    where coalesce((
        select json_extract(moved.before, '$.firm')
        from firm_merge cross join firm_move as moved indexed by firm_move_by_merge
          on moved.merge = firm_merge.id
        where firm_merge.at > firm_erasure.at and firm_merge.undone_at is null
          and moved.tbl = 'service' and moved.row = service.id
        order by firm_merge.id limit 1), service.firm) in (select firm from its)
) and not exists (
    select 1 from closing where closing.month = :month and closing.closed_at <= firm_erasure.at
)
order by at, kind, subject
"""


def is_closed(database: Database, month: str) -> bool:
    """Whether a month is cleared."""
    return bool(database.value(_IS_CLOSED, {"month": month}))


def closed_months(database: Database) -> frozenset[str]:
    """Return the months that are cleared."""
    return frozenset(row["month"] for row in database.rows(_CLOSED))


def add_correction(
    database: Database, month: str, kind: str, subject: int, reason: str, at: str, by: str
) -> int:
    """Note one change to a cleared month; return the note's id."""
    return database.insert(
        _CORRECT,
        {
            "month": month,
            "at": at,
            "by": by,
            "kind": kind,
            "subject": subject,
            "reason": reason,
        },
    )


def add_retraction(
    database: Database, month: str, kind: RetractionNoted, subject: int | None, at: str, by: str
) -> int:
    """Note that something of a month was taken back; return the note's id."""
    values = {"month": month, "kind": kind, "subject": subject, "at": at, "by": by}
    return database.insert(_RETRACT, values)


def retractions(database: Database, month: str) -> tuple[Retraction, ...]:
    """Return what was taken back, or erased, of a month before it was cleared, oldest first."""
    return tuple(Retraction(*row) for row in database.rows(_RETRACTED, {"month": month}))


_CLOSED_AT = "select closed_at from closing where month = :month"


def closed_at(database: Database, month: str) -> str | None:
    """Return when a month was cleared; None while it is open."""
    found: str | None = database.value(_CLOSED_AT, {"month": month})
    return found
