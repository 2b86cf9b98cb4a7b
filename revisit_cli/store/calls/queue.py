"""Who comes next: one select a step, each answered by an index.

The order of the steps is policy; what each step finds is here. ``cross join`` keeps SQLite to the
order written: from the few rows at hand to a call, never from a month's calls to the few.
"""

from collections.abc import Mapping
from typing import Any

from revisit_cli.records.calls.card import SharedCall
from revisit_cli.records.code import QueueStep
from revisit_cli.store.file.database import Database
from revisit_cli.store.standing import CONTACT_STANDS, HAS_NUMBER, SERVICE_STANDS

# A card that lies at another desk of the same clerk is as much taken as another clerk's.
_HERE = "coalesce(lease.seat, 0) not in (select value from json_each(:elsewhere))"
# A claim without an end is a packet's: not offered again, even to its own clerk.
_FREE = f"""(
    lease.until is null or lease.until <= :clock
    or (lease.owner = :by and lease.until < '9999' and {_HERE})
)"""
_FROM = "select call.id from call left join lease on lease.call = call.id"
_LAST = """(
    select max(other.id) from attempt as other
    where other.call = call.id and other.voided_at is null
)"""
_REFUSED_ME = f"""exists (
    select 1 from attempt
    where attempt.id = {_LAST} and attempt.outcome = 'refused_soft' and attempt.by = :by
)"""
_PROMISED_TO_OTHERS = f"""exists (
    select 1 from attempt
    where attempt.id = {_LAST} and attempt.outcome = 'appointment'
      and attempt.callback_by is not null and attempt.callback_by <> :by
)"""
_UNFINISHED = "call.state in ('new', 'retry', 'appointment')"
# The first day of the month's own services has come; what was carried in came before it.
_FIRST_DAY = f"""(
    select min(service.served_on) from service
    where service.firm = call.firm and service.month = call.month and {SERVICE_STANDS}
)"""
_HAS_COME = f"""(
    coalesce({_FIRST_DAY}, '') <= :now
    or exists (select 1 from carry where carry.target = call.id)
)"""
# A contact at whose number its firm is reached.
_REACHES = f"{HAS_NUMBER} and {CONTACT_STANDS}"
_BOTH_REACH = " and ".join(_REACHES.format(contact=each) for each in ("mine", "theirs"))
_RESTED = "(call.next_at is null or call.next_at <= :now)"

STEPS: Mapping[QueueStep, str] = {
    "held": f"""
select call.id from lease join call on call.id = lease.call
where lease.owner = :by and lease.until > :clock and lease.until < '9999'
  and call.month = :month and call.state <> 'done' and {_HERE}
order by lease.until limit 1
""",
    "draft": f"""
select call.id from draft cross join call on call.id = draft.call
    left join lease on lease.call = call.id
where draft.owner = :by and call.month = :month and {_UNFINISHED} and {_RESTED} and {_FREE}
  and {_HAS_COME}
order by draft.saved_at limit 1
""",
    "shared": f"""
select call.id from contact as mine
    cross join contact as theirs on theirs.phone = mine.phone and theirs.firm <> mine.firm
    cross join call on call.firm = theirs.firm and call.month = :month
    left join lease on lease.call = call.id
where mine.firm = :reached and {_BOTH_REACH}
  and call.state in ('new', 'retry') and {_FREE} and {_HAS_COME}
order by call.id limit 1
""",
    "number_corrected": f"""
{_FROM}
where call.month = :month and call.first_at is not null and call.first_at <= :now
  and {_UNFINISHED} and {_FREE} and {_HAS_COME}
order by call.first_at, call.id limit 1
""",
    "appointment": f"""
{_FROM}
where call.month = :month and call.state = 'appointment' and call.next_at <= :now and {_FREE}
  and {_HAS_COME}
  and (call.next_at <= :broken or not {_PROMISED_TO_OTHERS})
order by call.next_at, call.id limit 1
""",
    "carried": f"""
select call.id from carry cross join call on call.id = carry.target
    left join lease on lease.call = call.id
where carry.to_month = :month and carry.kind = 'call' and call.state in ('new', 'retry')
  and {_RESTED} and {_FREE}
order by call.id limit 1
""",
    "new": f"""
{_FROM}
where call.month = :month and call.state = 'new' and call.next_at is null and {_FREE}
  and {_HAS_COME}
order by call.id limit 1
""",
    "skipped": f"""
{_FROM}
where call.month = :month and call.state = 'new' and call.next_at <= :now and {_FREE}
  and {_HAS_COME}
order by call.next_at, call.id limit 1
""",
    "retry": f"""
{_FROM}
where call.month = :month and call.state = 'retry' and call.next_at <= :now and {_FREE}
  and {_HAS_COME}
  and not {_REFUSED_ME}
order by call.next_at, call.id limit 1
""",
    "same_number": f"""
{_FROM}
where call.month = :month and call.state = 'new' and call.next_at > :now and {_FREE}
  and {_HAS_COME}
  and not exists (select 1 from skip where skip.call = call.id and skip.until > :now)
order by call.next_at, call.id limit 1
""",
    "refused_me": f"""
{_FROM}
where call.month = :month and call.state = 'retry' and call.next_at <= :now and {_FREE}
  and {_HAS_COME}
  and {_REFUSED_ME}
order by call.next_at, call.id limit 1
""",
}
_OTHERS = """
select exists (select 1 from attempt where at >= :since and by <> :by and voided_at is null)
"""
_REACHED = """
select call.firm from attempt join call on call.id = attempt.call
where attempt.at >= :since and attempt.by = :by and attempt.voided_at is null
  and attempt.outcome in ('completed', 'partial')
order by attempt.id desc limit 1
"""
_NEXT_AT = f"""
select min(next_at) from call where month = :month and {_UNFINISHED} and {_HAS_COME}
"""
_NEXT_DAY = f"""
select min({_FIRST_DAY}) from call where month = :month and {_UNFINISHED} and not {_HAS_COME}
"""
_SHARING = f"""
select distinct call.id, firm.name as firm, call.state
from contact as mine
    cross join contact as theirs on theirs.phone = mine.phone and theirs.firm <> mine.firm
    cross join call on call.firm = theirs.firm and call.month = :month
    join firm on firm.id = call.firm
where mine.firm = :firm and call.state <> 'withdrawn' and {_BOTH_REACH}
order by call.id
"""
_ONLY_BY = f"""
select distinct call.id from contact as theirs cross join call on call.firm = theirs.firm
where theirs.phone = :phone and {_REACHES.format(contact="theirs")} and theirs.firm <> :firm
  and call.month = :month and call.state in ('new', 'retry')
  and (call.next_at is null or call.next_at < :until)
  and not exists (
    select 1 from contact as other
    where other.firm = theirs.firm and other.phone <> :phone
      and {_REACHES.format(contact="other")}
  )
order by call.id
"""
_REST = "update call set next_at = :until where id = :id"
_SET_FIRST = "update call set first_at = :at where id = :id"


def find(database: Database, step: QueueStep, values: Mapping[str, Any]) -> int | None:
    """Return the call that one step of the queue finds for a clerk, or None.

    ``values`` are month, by, now, clock (which tells leases apart), broken (an appointment no
    later than this is anybody's), reached (the firm just spoken to, or None) and elsewhere (as JSON
    the clerk's other desks, whose cards are not offered here).
    """
    found: int | None = database.value(STEPS[step], values)
    return found


def others_at_work(database: Database, by: str, since: str) -> bool:
    """Whether anybody else has called since a moment."""
    return bool(database.value(_OTHERS, {"by": by, "since": since}))


def reached_since(database: Database, by: str, since: str) -> int | None:
    """Return the firm that a clerk spoke to last since a moment, or None."""
    found: int | None = database.value(_REACHED, {"by": by, "since": since})
    return found


def next_moment(database: Database, month: str, now: str) -> str | None:
    """Return when the next rest or appointment of a month is over."""
    found: str | None = database.value(_NEXT_AT, {"month": month, "now": now})
    return found


def next_day(database: Database, month: str, now: str) -> str | None:
    """Return the next day from which a firm may be called that was served only then."""
    found: str | None = database.value(_NEXT_DAY, {"month": month, "now": now})
    return found


def sharing(database: Database, firm: int, month: str) -> tuple[SharedCall, ...]:
    """Return the month's calls of other firms that one of a firm's numbers reaches."""
    rows = database.rows(_SHARING, {"firm": firm, "month": month})
    return tuple(SharedCall(*row) for row in rows)


def reached_only_by(database: Database, phone: str, firm: int, month: str, until: str) -> list[int]:
    """Return other firms' calls that only this number reaches and that would be due sooner."""
    values = {"phone": phone, "firm": firm, "month": month, "until": until}
    return [row["id"] for row in database.rows(_ONLY_BY, values)]


def rest(database: Database, call: int, until: str) -> None:
    """Let a call wait until a moment, its state as it is."""
    database.run(_REST, {"id": call, "until": until})


def set_first(database: Database, call: int, at: str | None) -> None:
    """Put a call at the head of the queue as of a moment, or take it from there."""
    database.run(_SET_FIRST, {"id": call, "at": at})
