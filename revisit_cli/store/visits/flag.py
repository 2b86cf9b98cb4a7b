"""Flags: reasons for a visit."""

from datetime import date

from revisit_cli.records.visits.flag import Flag, NewFlag
from revisit_cli.store.file.database import Database, Row
from revisit_cli.store.standing import FLAG_COUNTS

_ADD = """
insert into flag (firm, month, reason, source, evidence, verified_on, unit, attempt, raised_at,
                  pending_since)
values (:firm, :month, :reason, :source, :evidence, :verified_on, :unit, :attempt, :raised_at,
        :pending_since)
"""
_SELECT = """
select flag.id, flag.firm, firm.name as firm_name,
       flag.month, flag.reason, flag.source, flag.evidence, flag.verified_on, unit.name as unit,
       flag.raised_at, flag.pending_since, flag.dropped_at, flag.drop_reason, flag.visit
from flag
join firm on firm.id = flag.firm
left join unit on unit.id = flag.unit
"""
_OF_MONTH = f"{_SELECT} where flag.month = :month order by 2, flag.id"
_ONE = f"{_SELECT} where flag.id = :flag"
_DROP = "update flag set dropped_at = :at, drop_reason = :reason where id = :flag"
_SAME = """
select id from flag
where firm = :firm and reason = :reason and dropped_at is null
  and (month = :month or pending_since is not null)
  and attempt is null and coalesce(source, '') = coalesce(:source, '')
  and (:source is not null
    or coalesce(verified_on, :verified_on, '') = coalesce(:verified_on, verified_on, ''))
order by id limit 1
"""
_VERIFY = """
update flag set pending_since = null, verified_on = :verified_on, month = :month,
    evidence = coalesce(:evidence, evidence)
where id = :flag
"""
_LIVE = f"select count(*) from flag where visit = :visit and {FLAG_COUNTS}"


def add(database: Database, flag: NewFlag) -> int:
    """Add a flag; return its id. What it asks for is store.visits.owing's."""
    return database.insert(
        _ADD,
        {
            "firm": flag.firm,
            "month": flag.month,
            "reason": flag.reason,
            "source": flag.source,
            "evidence": flag.evidence,
            "verified_on": flag.verified_on and flag.verified_on.isoformat(),
            "unit": flag.unit,
            "attempt": flag.attempt,
            "raised_at": flag.raised_at,
            "pending_since": flag.pending_since,
        },
    )


def verify(database: Database, flag: Flag, verified_on: date, evidence: str | None) -> None:
    """Let a flag that waited count in its month."""
    database.run(
        _VERIFY,
        {
            "flag": flag.id,
            "month": flag.month,
            "verified_on": verified_on.isoformat(),
            "evidence": evidence,
        },
    )


def same(database: Database, flag: NewFlag) -> Flag | None:
    """Return the flag that stands for the same firm, month, reason and source, or None."""
    found: int | None = database.value(
        _SAME,
        {
            "firm": flag.firm,
            "month": flag.month,
            "reason": flag.reason,
            "source": flag.source,
            "verified_on": flag.verified_on and flag.verified_on.isoformat(),
        },
    )
    return None if found is None else find(database, found)


def of_month(database: Database, month: str) -> list[Flag]:
    """Return every flag of a month, dropped ones too, by firm."""
    return [_flag(row) for row in database.rows(_OF_MONTH, {"month": month})]


def find(database: Database, flag: int) -> Flag | None:
    """Return one flag, or None."""
    row = database.row(_ONE, {"flag": flag})
    return None if row is None else _flag(row)


def live_count(database: Database, visit: int | None) -> int:
    """Return how many reasons for a visit stand."""
    return int(database.value(_LIVE, {"visit": visit}))


def drop(database: Database, flag: int, at: str, reason: str) -> None:
    """Take a flag back."""
    database.run(_DROP, {"flag": flag, "at": at, "reason": reason})


def _flag(row: Row) -> Flag:
    return Flag(**dict(row))
