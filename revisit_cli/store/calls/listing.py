"""The call list of a month: how N comes about, its freeze, and opening it again."""

import json
from collections.abc import Sequence

from revisit_cli.records.calls.listing import Freeze
from revisit_cli.records.code import InTheWay
from revisit_cli.store.file.database import Database
from revisit_cli.store.standing import CALL_COUNTS, IS_CARRIED_IN, LIST_STANDS

_OWN = f"call.month = :month and {CALL_COUNTS} and not {IS_CARRIED_IN}"
_NAMES = f"""
select firm.name from call join firm on firm.id = call.firm
where {_OWN} order by firm.name
"""
_FREEZE = f"""
select locked_at, size, sha256, is_early, missing, reason from call_list
where month = :month and {LIST_STANDS}
"""
# A list that was opened again is the same row: the log tells each of its freezes.
_LOCK = """
insert into call_list (month, locked_at, size, sha256, is_early, missing, reason)
values (:month, :locked_at, :size, :sha256, :is_early, :missing, :reason)
on conflict (month) do update
set locked_at = excluded.locked_at, size = excluded.size, sha256 = excluded.sha256,
    is_early = excluded.is_early, missing = excluded.missing, reason = excluded.reason,
    unlocked_at = null
"""
_LIST_ALL = f"update call set is_listed = 1 where {_OWN}"
_UNLOCK = "update call_list set unlocked_at = :at where month = :month"
_UNLIST = "update call set is_listed = 0 where month = :month and is_listed = 1"
_IN_THE_WAY = """
select exists (
    select 1 from attempt join call on call.id = attempt.call
    where call.month = :month and attempt.voided_at is null) as recorded,
  exists (
    select 1 from lease join call on call.id = lease.call
    where call.month = :month and lease.until >= '9999') as sheet,
  exists (select 1 from recheck where month = :month) as recheck
"""


def freeze(database: Database, month: str) -> Freeze | None:
    """Return how a month's list was frozen; None while it is open."""
    row = database.row(_FREEZE, {"month": month})
    if row is None:
        return None
    return Freeze(
        row["locked_at"],
        row["size"],
        row["sha256"],
        None if row["is_early"] is None else bool(row["is_early"]),
        None if row["missing"] is None else tuple(json.loads(row["missing"])),
        row["reason"],
    )


def names(database: Database, month: str) -> list[str]:
    """Return the names of the firms to be called in a month."""
    return [row["name"] for row in database.rows(_NAMES, {"month": month})]


def lock(database: Database, month: str, frozen: Freeze) -> None:
    """Freeze a month's list."""
    values = {
        "month": month,
        "locked_at": frozen.locked_at,
        "size": frozen.size,
        "sha256": frozen.sha256,
        "is_early": frozen.is_early,
        "missing": _json(frozen.missing),
        "reason": frozen.reason,
    }
    database.run(_LOCK, values)
    database.run(_LIST_ALL, {"month": month})


def _json(names: Sequence[str] | None) -> str | None:
    return None if names is None else json.dumps(names, ensure_ascii=False)


def in_the_way(database: Database, month: str) -> tuple[InTheWay, ...]:
    """Return what keeps a frozen list from being opened again."""
    row = database.row(_IN_THE_WAY, {"month": month})
    if row is None:
        raise AssertionError
    kinds: tuple[InTheWay, ...] = ("recorded", "sheet", "recheck")
    return tuple(kind for kind in kinds if row[kind])


def unlock(database: Database, month: str, at: str) -> None:
    """Open a month's list again: nobody is on a frozen one."""
    database.run(_UNLOCK, {"month": month, "at": at})
    database.run(_UNLIST, {"month": month})
