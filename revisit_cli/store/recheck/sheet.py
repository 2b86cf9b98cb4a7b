"""Sheets that went out to re-checkers."""

from revisit_cli.records.recheck.entry import CheckSheet
from revisit_cli.store.file.database import Database

_ADD = """
insert into recheck_packet (recheck, checker, office, secret, written_at, by)
values (:recheck, :checker, :office, :secret, :at, :by)
"""
_FIND = """
select recheck_packet.id, recheck.month, recheck_packet.checker, recheck_packet.office,
       recheck_packet.secret
from recheck_packet join recheck on recheck.id = recheck_packet.recheck
where recheck_packet.id = :id
"""
_KNOWN = """
select 1 from recheck_attempt
where recheck_call = :entry and packet = :packet and answer = :answer and overall is :overall
  and at = :at
"""


def add(
    database: Database,
    recheck: int,
    checker: str,
    office: str | None,
    secret: str,
    *,
    at: str,
    by: str,
) -> int:
    """Add a sheet; return its id."""
    values = {"recheck": recheck, "checker": checker, "office": office, "secret": secret}
    return database.insert(_ADD, {**values, "at": at, "by": by})


def find(database: Database, number: int) -> CheckSheet | None:
    """Return a sheet that went out, or None."""
    row = database.row(_FIND, {"id": number})
    return None if row is None else CheckSheet(*row)


def is_known(
    database: Database, entry: int, packet: int, answer: str, overall: str | None, at: str
) -> bool:
    """Whether a row of a sheet is on record as it stands there."""
    values = {"entry": entry, "packet": packet, "answer": answer, "overall": overall, "at": at}
    return database.value(_KNOWN, values) is not None
