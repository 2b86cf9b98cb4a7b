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
_ADD_VISIT = """
insert into visit (month, firm, due_on) values (:month, :firm, :due_on)
on conflict (month, firm) do nothing
"""
_SELECT = """
select flag.id, flag.firm, firm.name as firm_name,
       flag.month, flag.reason, flag.source, flag.evidence, flag.verified_on, unit.name as unit,
       flag.raised_at, flag.pending_since, flag.dropped_at, flag.drop_reason
from flag
join firm on firm.id = flag.firm
left join unit on unit.id = flag.unit
"""
_OF_MONTH = f"{_SELECT} where flag.month = :month order by 2, flag.id"
_ONE = f"{_SELECT} where flag.id = :flag"
_DROP = "update flag set dropped_at = :at, drop_reason = :reason where id = :flag"
_SAME = """
select id from flag
where firm = :firm and month = :month and reason = :reason and dropped_at is null
  and attempt is null and coalesce(source, '') = coalesce(:source, '')
"""
_VERIFY = """
update flag set pending_since = null, verified_on = :verified_on, month = :month,
    evidence = coalesce(:evidence, evidence)
where id = :flag
"""
_VISIT = "select id from visit where month = :month and firm = :firm"
_LIVE = f"""
select count(*) from flag
where month = :month and firm = :firm and {FLAG_COUNTS}
"""


def add(database: Database, flag: NewFlag, visit_due_on: date) -> int:
    """Add a flag and, unless it waits, the visit it asks for; return the flag's id."""
    number = database.insert(
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
    if flag.pending_since is None:
        _owe_visit(database, flag.month, flag.firm, visit_due_on)
    return number


def verify(
    database: Database, flag: Flag, verified_on: date, evidence: str | None, due_on: date
) -> None:
    """Let a flag that waited count in its month, and owe the visit it asks for."""
    database.run(
        _VERIFY,
        {
            "flag": flag.id,
            "month": flag.month,
            "verified_on": verified_on.isoformat(),
            "evidence": evidence,
        },
    )
    _owe_visit(database, flag.month, flag.firm, due_on)


def _owe_visit(database: Database, month: str, firm: int, due_on: date) -> None:
    """Put a visit on the month's list where the firm has none there yet."""
    database.run(_ADD_VISIT, {"month": month, "firm": firm, "due_on": due_on.isoformat()})


def same(database: Database, flag: NewFlag) -> Flag | None:
    """Return the flag that stands for the same firm, month, reason and source, or None."""
    found: int | None = database.value(
        _SAME,
        {"firm": flag.firm, "month": flag.month, "reason": flag.reason, "source": flag.source},
    )
    return None if found is None else find(database, found)


def visit_of(database: Database, month: str, firm: int) -> int | None:
    """Return the id of the visit that the flags of a firm and month ask for, or None."""
    found: int | None = database.value(_VISIT, {"month": month, "firm": firm})
    return found


def of_month(database: Database, month: str) -> list[Flag]:
    """Return every flag of a month, dropped ones too, by firm."""
    return [_flag(row) for row in database.rows(_OF_MONTH, {"month": month})]


def find(database: Database, flag: int) -> Flag | None:
    """Return one flag, or None."""
    row = database.row(_ONE, {"flag": flag})
    return None if row is None else _flag(row)


def live_count(database: Database, month: str, firm: int) -> int:
    """Return how many reasons to visit a firm stand in a month."""
    return int(database.value(_LIVE, {"month": month, "firm": firm}))


def drop(database: Database, flag: int, at: str, reason: str) -> None:
    """Take a flag back."""
    database.run(_DROP, {"flag": flag, "at": at, "reason": reason})


def _flag(row: Row) -> Flag:
    return Flag(**dict(row))
