"""What units say of firms that they never served, and the rows that named these firms."""

from revisit_cli.records.calls.not_served import NamedRow, NotServed
from revisit_cli.store.file.database import Database
from revisit_cli.store.standing import LIST_STANDS, NAME_THEN, SERVICE_IN_FORCE, SERVICE_STANDS

_ADD = """
insert into not_served (call, unit, leader, reason, by, at)
values (:call, :unit, :leader, :reason, :by, :at)
"""
# The call's firm and month and, where it was carried, those of the calls that it came from.
_LINE = """with recursive line (call) as (
      select {call}
      union
      select carry.subject from line join carry on carry.target = line.call and carry.kind = 'call')
    select {wanted} from line join call as source on source.id = line.call
        join service on service.firm = source.firm and service.month = source.month"""
_ROWS = f"""
{
    _LINE.format(
        call=":call",
        wanted="service.id, file.name as file, service.sheet, service.row, "
        f"service.month, {SERVICE_IN_FORCE} as is_in_force, exists ("
        f"select 1 from call_list where month = service.month and {LIST_STANDS}"
        ") as is_locked",
    )
}
        join file on file.id = service.file
where service.unit = :unit and {SERVICE_STANDS} order by service.id
"""
# The ledger of :month names the firm again for the unit that said it never served it.
_NAMED_AGAIN = f"""
select not_served.id from not_served join call on call.id = not_served.call
where not_served.voided_at is null and call.carried_to is null
  and not exists (select 1 from closing where closing.month = call.month)
  and exists (
    {_LINE.format(call="not_served.call", wanted="1")}
    where service.unit = not_served.unit and service.month = :month and {SERVICE_STANDS}
      and {SERVICE_IN_FORCE})
order by not_served.id
"""
_VOID = "update not_served set voided_at = :at where id = :id"
_REOPEN = """
update call set state = case when attempts > 0 then 'retry' else 'new' end, outcome = null
where id = (select call from not_served where id = :id) and outcome = 'not_served'
"""
_OF_CALL = """
select not_served.call, firm.name as firm, unit.name as unit, not_served.leader,
       not_served.reason, not_served.at
from not_served join call on call.id = not_served.call join firm on firm.id = call.firm
    join unit on unit.id = not_served.unit
where not_served.call = :call and not_served.voided_at is null order by not_served.id
"""
_OF_MONTH = f"""
select not_served.call, firm.name as firm, {NAME_THEN} as unit, not_served.leader,
       not_served.reason, not_served.at
from not_served join call on call.id = not_served.call join firm on firm.id = call.firm
    join unit on unit.id = not_served.unit
where call.month = :month and not_served.voided_at is null order by not_served.id
"""


def add(
    database: Database, call: int, unit: int, leader: str, reason: str, by: str, at: str
) -> int:
    """Note what a unit's leader says of a call's firm; return the note's id."""
    values = {"call": call, "unit": unit, "leader": leader, "reason": reason, "by": by, "at": at}
    return database.insert(_ADD, values)


def rows(database: Database, call: int, unit: int) -> tuple[NamedRow, ...]:
    """Return the rows that stand by which a unit's ledgers named the firm of a call."""
    return tuple(
        NamedRow(
            row["file"],
            row["sheet"],
            row["row"],
            row["month"],
            bool(row["is_in_force"]),
            bool(row["is_locked"]),
        )
        for row in database.rows(_ROWS, {"call": call, "unit": unit})
    )


def reopen_named(database: Database, month: str, at: str) -> int:
    """Void what was said of firms that the ledgers of a month name again; return how many.

    A call that had ended by it alone is to be made again. Cleared months keep theirs.
    """
    found = [row["id"] for row in database.rows(_NAMED_AGAIN, {"month": month})]
    for number in found:
        database.run(_REOPEN, {"id": number})
        database.run(_VOID, {"id": number, "at": at})
    return len(found)


def of_call(database: Database, call: int) -> tuple[NotServed, ...]:
    """Return what units say of a call's firm, in the order in which they said it."""
    return tuple(NotServed(*row) for row in database.rows(_OF_CALL, {"call": call}))


def of_month(database: Database, month: str, named_on: str) -> tuple[NotServed, ...]:
    """Return what units say of a month's firms; they bear the names they had on a day."""
    found = database.rows(_OF_MONTH, {"month": month, "named_on": named_on})
    return tuple(NotServed(*row) for row in found)
