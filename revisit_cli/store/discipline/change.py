"""Answers that were changed from dissatisfied to satisfied: both rows stay, one of them voided."""

from revisit_cli.records.discipline.change import AnswerChange
from revisit_cli.store.file.database import Database

_CHANGES = """
select later.month, firm.name as firm, unit.name as unit, now_attempt.call as call, later.visit,
       coalesce(attempt.at, visit.visited_at, earlier.voided_at) as first_at,
       coalesce(attempt.by, visit.by, '') as first_by,
       earlier.voided_at, attempt.voided_by, coalesce(attempt.void_reason, visit.void_reason)
           as reason,
       coalesce(now_attempt.at, now_visit.visited_at, later.voided_at, '') as now_at,
       coalesce(now_attempt.by, now_visit.by, '') as now_by
from evaluation as earlier
    join evaluation as later on later.month = earlier.month and later.unit = earlier.unit
        and later.firm = earlier.firm and later.id > earlier.id
    join firm on firm.id = later.firm
    join unit on unit.id = later.unit
    left join attempt on attempt.id = earlier.attempt
    left join visit on visit.id = earlier.visit
    left join attempt as now_attempt on now_attempt.id = later.attempt
    left join visit as now_visit on now_visit.id = later.visit
where earlier.overall = 'dissatisfied' and earlier.voided_at is not null
  and later.overall = 'satisfied' and later.voided_at is null
  and (:month is null or later.month = :month)
order by later.month, later.id, earlier.id
"""


def changes(database: Database, month: str | None) -> tuple[AnswerChange, ...]:
    """Return every answer of a month, or of all, that was dissatisfied and is satisfied now."""
    rows = database.rows(_CHANGES, {"month": month})
    return tuple(AnswerChange(**dict(row)) for row in rows)
