"""What was promised to firms and is not kept yet."""

from revisit_cli.records.calls.agenda import Appointment
from revisit_cli.store.file.database import Database

_PROMISE = """
select call.id, firm.name, call.next_at, attempt.callback_with, attempt.callback_by
from call join firm on firm.id = call.firm
    left join attempt on attempt.id = (
        select max(last.id) from attempt as last
        where last.call = call.id and last.voided_at is null
    )
where call.state = 'appointment' and call.state <> 'done' and call.next_at is not null
  and call.carried_to is null"""
_PROMISED = f"""{_PROMISE}
  and call.next_at < :until
order by call.next_at, call.id
"""
# By the month, its index is read: the card of a firm waits for this.
_NEXT = f"""{_PROMISE}
  and call.month = :month and call.next_at >= :now and call.next_at < :until
  and call.id <> :besides
  and coalesce(attempt.callback_by, :by) = :by
order by call.next_at, call.id limit 1
"""


def promised(database: Database, until: str) -> tuple[Appointment, ...]:
    """Return every appointment before a moment that is not kept yet, earliest first."""
    return tuple(Appointment(*row) for row in database.rows(_PROMISED, {"until": until}))


def next_promised(
    database: Database, month: str, now: str, until: str, *, by: str, besides: int
) -> Appointment | None:
    """Return a month's next appointment before a moment that is anybody's or one's own.

    ``besides`` is the call that one has open.
    """
    values = {"month": month, "now": now, "until": until, "by": by, "besides": besides}
    row = database.row(_NEXT, values)
    return None if row is None else Appointment(*row)
