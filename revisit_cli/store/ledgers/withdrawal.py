"""Rows that a corrected ledger no longer has, and their firms' calls."""

import json
from collections.abc import Sequence

from revisit_cli.records.ledgers.withdrawal import GoneRow
from revisit_cli.store.file.database import Database
from revisit_cli.store.standing import LIST_STANDS

_GONE = f"""
select service.id, service.month, call.id as call,
       coalesce(call.attempts > 0 or call.state in ('appointment', 'done')
         or lease.until > :now, 0) as is_called,
       exists (
         select 1 from call_list where month = service.month and {LIST_STANDS}
       ) as is_locked,
       exists (select 1 from carry where carry.target = call.id) as is_carried,
       exists (
         select 1 from service as other
         where other.firm = service.firm and other.month = service.month
           and other.state = 'accepted' and other.replaced_by is null and other.voided_at is null
           and other.id not in (select value from json_each(:ids))
       ) as is_served_still
from service
    left join call on call.month = service.month and call.firm = service.firm
      and call.state <> 'withdrawn'
    left join lease on lease.call = call.id
where service.id in (select value from json_each(:ids)) order by service.id
"""
_VOID = """
update service set voided_at = :at, void_reason = 'gone'
where id in (select value from json_each(:ids))
"""
_WITHDRAW = """
update call set state = 'withdrawn', next_at = null
where id in (select value from json_each(:ids))
"""


def gone(database: Database, ids: Sequence[int], now: str) -> list[GoneRow]:
    """Return how the calls of rows that are gone stand at a moment."""
    rows = database.rows(_GONE, {"ids": json.dumps(ids), "now": now})
    return [GoneRow(**dict(row)) for row in rows]


def withdraw(database: Database, rows: Sequence[int], calls: Sequence[int], at: str) -> None:
    """Void rows and take calls off the list."""
    database.run(_VOID, {"ids": json.dumps(rows), "at": at})
    database.run(_WITHDRAW, {"ids": json.dumps(calls)})
