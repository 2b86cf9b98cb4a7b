"""What a shell may offer while somebody types: months, units and open numbers, never a firm.

Looked at without a lock of ours, without waiting, and without making a file: what cannot be had at
once is not offered.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from revisit_cli.store.standing import CALL_IS_LEFT

SECONDS_AT_MOST: Final = 0.2
_STEPS = 200_000  # of SQLite's machine: a tenth of a second
_MOST = 500

_MONTHS = """
select month from filing where voided_at is null
union select month from call_list order by 1 desc
"""
_UNITS = "select name from unit where voided_at is null order by id"
_CALLS = f"select call.id from call where {CALL_IS_LEFT} order by call.id"
_PROBLEMS = "select id from problem where state <> 'closed' and voided_at is null order by id"
_VISITS = "select id from visit where state <> 'done' order by id"
_DOUBTS = "select id from doubt where state = 'suspected' order by id"
_FINDINGS = "select id from finding where state = 'suspected' order by id"
_OFFERS: Final = {
    "month": _MONTHS,
    "unit": _UNITS,
    "call": _CALLS,
    "problem": _PROBLEMS,
    "visit": _VISITS,
    "doubt": _DOUBTS,
    "finding": _FINDINGS,
}


def offered(path: Path, kind: str) -> list[str]:
    """Return what there is of a kind in the data file; nothing where that cannot be told now."""
    address = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=SECONDS_AT_MOST)) as connection:
            connection.execute("pragma trusted_schema = off")
            connection.set_progress_handler(lambda: 1, _STEPS)
            rows = connection.execute(f"{_OFFERS[kind]} limit {_MOST}").fetchall()
    except (sqlite3.Error, OSError, ValueError):
        return []
    return [str(row[0]) for row in rows if row[0] is not None]
