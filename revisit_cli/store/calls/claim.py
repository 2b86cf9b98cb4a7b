"""Who holds a call. Leases come and go and are no events; the token grows with every claim."""

from revisit_cli.records.calls.claim import NO_END
from revisit_cli.records.calls.stored import Lease
from revisit_cli.store.file.database import Database

_CLAIM = """
insert into lease (call, owner, token, until, seat) values (:call, :owner, 1, :until, :seat)
on conflict (call) do update
set owner = excluded.owner, token = lease.token + 1, until = excluded.until, seat = excluded.seat
"""
_HELD = "select token from lease where call = :call"
_EXTEND = """
update lease set until = :until where call = :call and owner = :owner and token = :token
"""
_RELEASE = "update lease set owner = null, until = null, seat = null where call = :call"
_SEATS = """
select distinct seat from lease where owner = :owner and until > :until and seat is not null
"""
_LEASE = "select owner, token, until, seat from lease where call = :call"
_NEWEST = "select json_extract(body, '$.at') from event order by seq desc limit 1"


def claim(database: Database, call: int, owner: str, until: str, seat: int | None = None) -> int:
    """Give a call to a clerk until a moment; return the token, one more than any before.

    ``seat`` is the number of the process at whose desk the card lies, if it lies at one.
    """
    database.run(_CLAIM, {"call": call, "owner": owner, "until": until, "seat": seat})
    token: int = database.value(_HELD, {"call": call})
    return token


def extend(database: Database, call: int, owner: str, token: int, until: str) -> bool:
    """Let a clerk hold a call until a later moment; False when the claim is no longer his."""
    values = {"call": call, "owner": owner, "token": token, "until": until}
    return database.run(_EXTEND, values) > 0


def release(database: Database, call: int) -> None:
    """Take a call back from whoever holds it; its token stays."""
    database.run(_RELEASE, {"call": call})


def seats(database: Database, owner: str, until: str) -> list[int]:
    """Return the desks at which a clerk's cards lie that are held beyond a moment."""
    return [row["seat"] for row in database.rows(_SEATS, {"owner": owner, "until": until})]


def find(database: Database, call: int) -> Lease | None:
    """Return a call's lease, None where nobody ever claimed it."""
    row = database.row(_LEASE, {"call": call})
    return None if row is None else Lease(*row)


def newest_time(database: Database) -> str | None:
    """Return when the newest event was recorded, by the clock of whoever recorded it."""
    found: str | None = database.value(_NEWEST)
    return found


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
