"""Flags: reasons for a visit."""

from datetime import date

from revisit_cli.records.flag import NewFlag
from revisit_cli.store.database import Database

_ADD = """
insert into flag (firm, month, reason, source, evidence, verified_on, unit, attempt, raised_at)
values (:firm, :month, :reason, :source, :evidence, :verified_on, :unit, :attempt, :raised_at)
"""
_ADD_VISIT = """
insert into visit (month, firm, due_on) values (:month, :firm, :due_on)
on conflict (month, firm) do nothing
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
