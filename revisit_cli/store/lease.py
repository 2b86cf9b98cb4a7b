"""Who holds a call. Leases come and go and are no events; the token grows with every claim."""

from revisit_cli.store.database import Database, Row

_CLAIM = """
insert into lease (call, owner, token, until) values (:call, :owner, 1, :until)
on conflict (call) do update
set owner = excluded.owner, token = lease.token + 1, until = excluded.until
"""
_HELD = "select token from lease where call = :call"
_EXTEND = """
update lease set until = :until where call = :call and owner = :owner and token = :token
"""
_RELEASE = "update lease set owner = null, until = null where call = :call"
_LEASE = "select owner, token, until from lease where call = :call"
_NEWEST = "select json_extract(body, '$.at') from event order by seq desc limit 1"


def claim(database: Database, call: int, owner: str, until: str) -> int:
    """Give a call to a clerk until a moment; return the token, one more than any before."""
    database.run(_CLAIM, {"call": call, "owner": owner, "until": until})
    token: int = database.value(_HELD, {"call": call})
    return token


def extend(database: Database, call: int, owner: str, token: int, until: str) -> bool:
    """Let a clerk hold a call until a later moment; False when the claim is no longer his."""
    values = {"call": call, "owner": owner, "token": token, "until": until}
    return database.run(_EXTEND, values) > 0


def release(database: Database, call: int) -> None:
    """Take a call back from whoever holds it; its token stays."""
    database.run(_RELEASE, {"call": call})


def find(database: Database, call: int) -> Row | None:
    """Return owner, token and until of a call's lease."""
    return database.row(_LEASE, {"call": call})


def newest_time(database: Database) -> str | None:
    """Return when the newest event was recorded, by the clock of whoever recorded it."""
    found: str | None = database.value(_NEWEST)
    return found
