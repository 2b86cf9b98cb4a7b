"""Packets and their calls. Whether a call is still out is what its lease says."""

import json
from collections import Counter

from revisit_cli.records.calls.claim import NO_END
from revisit_cli.records.calls.sheet import Candidate, Packet
from revisit_cli.store.file.database import Database
from revisit_cli.store.standing import CALL_IS_OPEN, CONTACT_STANDS, HAS_NUMBER

# next_at does not matter: a packet stays out for days.
_CANDIDATES = f"""
select call.id as call, (
    select json_group_array(phone) from contact
    where contact.firm = call.firm and {HAS_NUMBER.format(contact="contact")}
      and {CONTACT_STANDS.format(contact="contact")}
) as phones, (
    select case outcome when 'refused_soft' then by end from attempt
    where attempt.call = call.id and voided_at is null order by id desc limit 1
) as refused
from call left join lease on lease.call = call.id
where call.month = :month and call.state in ('new', 'retry', 'appointment')
  and (lease.until is null or lease.until <= :now)
order by call.state <> 'appointment', call.state = 'retry', call.next_at, call.id
"""
_UNFINISHED = f"select count(*) from call where call.month = :month and {CALL_IS_OPEN}"
_ADD = """
insert into packet (month, kind, clerk, part, parts, secret, written_at, by)
values (:month, :kind, :clerk, :part, :parts, :secret, :written_at, :by)
"""
_ADD_CALL = "insert into packet_call (packet, call, token) values (:packet, :call, :token)"
_FIND = "select id, month, kind, clerk, part, parts, secret from packet where id = :id"
_TAKEN_WITH = "select token from packet_call where packet = :packet and call = :call"
_OUT = """
select packet_call.packet, count(*) as count
from packet_call
    join lease on lease.call = packet_call.call and lease.token = packet_call.token
where lease.until = :no_end group by packet_call.packet
"""


def candidates(database: Database, month: str, now: str) -> list[Candidate]:
    """Return a month's unfinished calls that nobody holds, in the order of the queue."""
    rows = database.rows(_CANDIDATES, {"month": month, "now": now})
    return [
        Candidate(row["call"], frozenset(json.loads(row["phones"])), row["refused"]) for row in rows
    ]


def unfinished(database: Database, month: str) -> int:
    """Return how many of a month's calls have no final outcome."""
    count: int = database.value(_UNFINISHED, {"month": month})
    return count


def add(database: Database, packet: Packet, written_at: str, by: str) -> int:
    """Add a packet without its calls; return its id."""
    return database.insert(
        _ADD,
        {
            "month": packet.month,
            "kind": packet.kind,
            "clerk": packet.clerk,
            "part": packet.part,
            "parts": packet.parts,
            "secret": packet.secret,
            "written_at": written_at,
            "by": by,
        },
    )


def add_call(database: Database, packet: int, call: int, token: int) -> None:
    """Put a call into a packet, with the token of the claim that took it there."""
    database.insert(_ADD_CALL, {"packet": packet, "call": call, "token": token})


def find(database: Database, packet: int) -> Packet | None:
    """Return a packet without its calls, or None."""
    row = database.row(_FIND, {"id": packet})
    return None if row is None else Packet(**dict(row), due="")


def token_of(database: Database, packet: int, call: int) -> int | None:
    """Return the token with which a call went into a packet; None when it is not in it."""
    found: int | None = database.value(_TAKEN_WITH, {"packet": packet, "call": call})
    return found


def still_out(database: Database) -> Counter[int]:
    """Return how many calls of each packet are out."""
    rows = database.rows(_OUT, {"no_end": NO_END})
    return Counter({row["packet"]: row["count"] for row in rows})
