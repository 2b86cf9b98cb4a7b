"""Corrections made to cleared months: asked after and noted by every act that writes."""

from revisit_cli.store.file.database import Database

_CLOSED = "select month from closing"
_IS_CLOSED = "select exists (select 1 from closing where month = :month)"
_CORRECT = """
insert into correction (month, at, by, kind, subject, reason)
values (:month, :at, :by, :kind, :subject, :reason)
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
