"""Claims to be given back many at once."""

from revisit_cli.records.calls.claim import NO_END
from revisit_cli.store.file.database import Database

_OF_CLERK = "select call from lease where owner = :clerk order by call"
_EXPIRED = """
select call from lease where owner is not null and until <= :now order by call
"""
_ON_SHEETS = "select count(*) from lease where owner = :clerk and until = :no_end"


def of_clerk(database: Database, clerk: str) -> list[int]:
    """Return the calls that a clerk holds, at the desk or in a packet."""
    return [row["call"] for row in database.rows(_OF_CLERK, {"clerk": clerk})]


def on_sheets(database: Database, clerk: str) -> int:
    """Return how many of a clerk's calls are out in packets."""
    count: int = database.value(_ON_SHEETS, {"clerk": clerk, "no_end": NO_END})
    return count


def expired(database: Database, now: str) -> list[int]:
    """Return the calls whose claim has run out; a packet's never does."""
    return [row["call"] for row in database.rows(_EXPIRED, {"now": now})]
