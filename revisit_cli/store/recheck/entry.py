"""Drawn calls, and what firms said when they were called again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from revisit_cli.records.firms.person import Person
from revisit_cli.records.recheck.entry import RecheckEntry, Said
from revisit_cli.store.calls import call as call_store
from revisit_cli.store.file.database import Database

_RECORDED_BY = """
select attempt.by, count(distinct attempt.call) as calls
from attempt join call on call.id = attempt.call
where call.month = :month group by attempt.by
"""
_ENTRIES = """
select recheck_call.id, recheck_call.rank, recheck_call.label, recheck_call.call,
       coalesce(root.id, firm.id) as firm, recheck_call.recorded, root.name as now_named,
       case when lease.until > :now then lease.owner end as held_by, lease.until
from recheck_call join firm on firm.id = recheck_call.firm
    left join firm as root on root.id = firm.merged_into
    left join lease on lease.call = recheck_call.call
where recheck_call.recheck = :recheck and recheck_call.rank is not null
order by recheck_call.rank
"""
_SAID = """
select recheck_attempt.recheck_call, recheck_attempt.id, recheck_attempt.answer,
       recheck_attempt.overall, recheck_attempt.by, recheck_attempt.office, recheck_attempt.at
from recheck_attempt join recheck_call on recheck_call.id = recheck_attempt.recheck_call
where recheck_call.recheck = :recheck
  and (:until is null or recheck_attempt.entered_at <= :until)
order by recheck_attempt.at, recheck_attempt.id
"""
_ADD = """
insert into recheck_attempt (recheck_call, answer, overall, by, office, at, entered_at, packet)
values (:recheck_call, :answer, :overall, :by, :office, :at, :entered_at, :packet)
"""
_KIN = "select id from firm where id = :firm or merged_into = :firm order by id"
_NUMBERS = """
select contact.name, contact.phone, contact.extension
from contact join firm on firm.id = contact.firm
where coalesce(firm.merged_into, firm.id) = :firm and contact.state <> 'erased'
order by contact.id
"""


def recorded_by(database: Database, month: str) -> dict[str, int]:
    """Return whoever recorded an attempt of a month, voided ones too, and of how many calls."""
    return {row["by"]: row["calls"] for row in database.rows(_RECORDED_BY, {"month": month})}


def entries(
    database: Database, recheck: int, now: str, until: str | None = None
) -> tuple[RecheckEntry, ...]:
    """Return every call of a drawn re-check, in rank order, with who holds its card now.

    ``until`` leaves out what was entered after a moment.
    """
    said: dict[int, list[Said]] = {}
    for row in database.rows(_SAID, {"recheck": recheck, "until": until}):
        told = Said(
            row["id"],
            row["answer"],
            row["overall"],
            row["by"],
            row["office"],
            datetime.fromisoformat(row["at"]),
        )
        said.setdefault(row["recheck_call"], []).append(told)
    return tuple(
        RecheckEntry(
            id=row["id"],
            rank=row["rank"],
            label=row["label"],
            call=row["call"],
            firm=row["firm"],
            recorded=row["recorded"],
            now_named=row["now_named"],
            said=tuple(said.get(row["id"], ())),
            held_by=row["held_by"],
            held_until=row["until"] if row["held_by"] else None,
        )
        for row in database.rows(_ENTRIES, {"recheck": recheck, "now": now})
    )


def add(database: Database, values: Mapping[str, Any]) -> int:
    """Add what a firm said; return its id."""
    return database.insert(_ADD, values)


def people(database: Database, firm: int) -> tuple[Person, ...]:
    """Return a firm's people with all their numbers, whichever was dialled before."""
    found: dict[str, list[str]] = {}
    for row in database.rows(_NUMBERS, {"firm": firm}):
        phones = found.setdefault(row["name"], [])
        if row["phone"]:
            extension = f"-{row['extension']}" if row["extension"] else ""
            phones.append(row["phone"] + extension)
    return tuple(Person(name, tuple(phones)) for name, phones in found.items())


def matters(
    database: Database, firm: int, month: str
) -> tuple[tuple[str, str | None, str | None], ...]:
    """Return unit, matter and day of all that a firm, by each of its names, was served in."""
    served = (
        row
        for kin in database.rows(_KIN, {"firm": firm})
        for row in call_store.services(database, kin["id"], month)
    )
    return tuple((row.unit_name, row.matter, row.served_on) for row in served)
