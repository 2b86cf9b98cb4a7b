"""Firms whose numbers are known to be bad, and the numbers a firm has."""

import json
from collections.abc import Iterable
from typing import Any

from revisit_cli.records.calls.stored import FirmNumber, Unreachable
from revisit_cli.store.file.database import Database
from revisit_cli.store.standing import CALL_IS_OPEN, CONTACT_STANDS, HAS_NUMBER

_BAD = f"""
select call.id as call, call.firm as firm_id, firm.name as firm, call.state
from call join firm on firm.id = call.firm
where call.month = :month and {CALL_IS_OPEN} and (
    call.state = 'returned'
    or call.id in (select value from json_each(:calls))
    or not exists (
        select 1 from contact
        where contact.firm = call.firm and {HAS_NUMBER.format(contact="contact")}
          and {CONTACT_STANDS.format(contact="contact")})
)
order by call.id
"""
_CONTACTS = f"""
select name, phone, state from contact
where firm = :firm and state <> 'erased' and {CONTACT_STANDS.format(contact="contact")}
order by id
"""
_NAMED = """
select call.id from call join firm on firm.id = call.firm
where call.month = :month and call.state <> 'withdrawn' and firm.key in (
    select value from json_each(:keys)
)
"""


def unreachable(database: Database, month: str, calls: Iterable[int]) -> list[Unreachable]:
    """Return a month's unfinished ``calls``, and those of firms with no number left."""
    values = {"month": month, "calls": json.dumps(list(calls))}
    return [Unreachable(*row) for row in database.rows(_BAD, values)]


def numbers(database: Database, firm: int) -> list[FirmNumber]:
    """Return a firm's contacts with their numbers and states."""
    return [FirmNumber(*row) for row in database.rows(_CONTACTS, {"firm": firm})]


def calls_named(database: Database, month: str, key: str) -> list[int]:
    """Return the month's calls of firms whose name has that key."""
    values: dict[str, Any] = {"month": month, "keys": json.dumps([key], ensure_ascii=False)}
    return [row["id"] for row in database.rows(_NAMED, values)]
