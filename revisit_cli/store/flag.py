"""Flags: reasons for a visit."""

from datetime import date

from revisit_cli.records.flag import Flag, NewFlag
from revisit_cli.store.database import Database, Row

_ADD = """
insert into flag (firm, month, reason, source, evidence, verified_on, unit, attempt, raised_at)
values (:firm, :month, :reason, :source, :evidence, :verified_on, :unit, :attempt, :raised_at)
"""
_ADD_VISIT = """
insert into visit (month, firm, due_on) values (:month, :firm, :due_on)
on conflict (month, firm) do nothing
"""
_SELECT = """
select flag.id, coalesce(root.id, firm.id) as firm, coalesce(root.name, firm.name) as firm_name,
       flag.month, flag.reason, flag.source, flag.evidence, flag.verified_on, unit.name as unit,
       flag.raised_at, flag.dropped_at, flag.drop_reason
from flag
join firm on firm.id = flag.firm
left join firm as root on root.id = firm.merged_into
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
_VISIT = "select id from visit where month = :month and firm = :firm"
_LIVE = """
select count(*) from flag where month = :month and firm = :firm and dropped_at is null
"""


def add(database: Database, flag: NewFlag, visit_due_on: date) -> int:
    """Add a flag and, where the firm has none yet this month, its visit; return the flag's id."""
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
        },
    )
    due_on = visit_due_on.isoformat()
    database.run(_ADD_VISIT, {"month": flag.month, "firm": flag.firm, "due_on": due_on})
    return number


def same(database: Database, flag: NewFlag) -> int | None:
    """Return the id of a flag that stands for the same firm, month, reason and source."""
    found: int | None = database.value(
        _SAME,
        {"firm": flag.firm, "month": flag.month, "reason": flag.reason, "source": flag.source},
    )
    return found


def visit_of(database: Database, month: str, firm: int) -> int:
    """Return the id of the visit that the flags of a firm and month ask for."""
    return int(database.value(_VISIT, {"month": month, "firm": firm}))


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
    return Flag(**{name: row[name] for name in row.keys()})  # noqa: SIM118
