"""Merges of firms, and what each changed."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from revisit_cli.records.firms.firm import OtherName
from revisit_cli.records.firms.merge import (
    MonthStand,
    Move,
    NamedService,
    Owned,
    Stand,
    StandingMerge,
    Stored,
)
from revisit_cli.store import correction
from revisit_cli.store.file.database import Database, Row
from revisit_cli.store.standing import IS_CARRIED_IN, LIST_STANDS

_NAMES = """
select firm.name, firm.id as firm, firm_merge.by, firm_merge.at, firm_merge.reason
from firm join firm_merge on firm_merge.firm = firm.id and firm_merge.undone_at is null
where firm.merged_into = :firm order by firm_merge.id
"""
_STANDING = """
select firm_merge.id, firm.id as firm, firm.name, kept.id as into_firm, kept.name as into_name,
       firm_merge.at, firm_merge.by, firm_merge.reason
from firm_merge join firm on firm.id = firm_merge.firm
    join firm as kept on kept.id = firm_merge.into_firm
where firm_merge.undone_at is null order by firm_merge.id
"""
_ADD = """
insert into firm_merge (firm, into_firm, reason, at, by)
values (:firm, :into_firm, :reason, :at, :by)
"""
_UNDO = """
update firm_merge set undone_at = :at, undone_by = :by, undo_reason = :reason where id = :id
"""
_UNDONE = """
select firm.name from firm_merge join firm on firm.id = firm_merge.firm
where undone_by = :by and undo_reason = :reason and undone_at >= :since
order by undone_at desc, firm_merge.id limit 1
"""
_SET_ROOT = """
update firm set merged_into = :root where id = :firm and merged_into is not :root
"""
_ADD_MOVE = """
insert into firm_move (merge, tbl, row, before, after)
values (:merge, :tbl, :row, :before, :after)
"""
_MOVES = "select tbl, row, before, after from firm_move where merge = :merge order by id"
# Every row of a firm that belongs to a month, and the visit that a reason asks for.
_ROWS = """
select 'service' as tbl, id, month, null as visit from service where firm = :firm
union all select 'evaluation', id, month, null from evaluation where firm = :firm
union all select 'flag', id, month, visit from flag where firm = :firm
union all select 'problem', id, month, null from problem where firm = :firm
order by 1, 2
"""
_CALLS = f"""
select call.id, call.firm, call.month, call.state, call.state <> 'withdrawn' as is_live,
       call.attempts > 0 or call.state = 'done' as is_begun,
       call.state = 'appointment'
         or exists (select 1 from carry where carry.target = call.id) as is_agreed,
       {IS_CARRIED_IN} as is_carried_in,
       case when lease.until > :now and lease.owner <> :by then lease.owner end as held_by
from call left join lease on lease.call = call.id
where call.firm in (:firm, :into) order by call.id
"""
_VISITS = """
select id, firm, month, state, state <> 'to_do' as is_begun from visit
where firm in (:firm, :into) order by id
"""
_LOCKED = f"select month from call_list where {LIST_STANDS}"
_NAMED = """
select id, month, firm_text from service where firm = :firm and firm_text is not null order by id
"""
_ONE = {
    table: f"select * from {table} where id = :row"
    for table in ("service", "call", "evaluation", "flag", "visit", "problem")
}
# A call is unique by month and firm: two that change places go by way of no firm.
_AWAY = {"call": "update call set firm = -id where id = :row"}
_SET_FIRM = {table: f"update {table} set firm = :firm where id = :row" for table in _ONE}
_SET = {
    "state": "update call set state = :state where id = :row",
    "visit": "update flag set visit = :visit where id = :row",
    "twin_of": "update call set twin_of = :twin_of where id = :row",
    "voided_at": "update evaluation set voided_at = :voided_at where id = :row",
}
# The call that makes what was carried over: under the firm's own name, else under the one that it
# counts as.
_MAKES = """
select live.id from call as source join firm on firm.id = source.firm
    join call as live on live.month = carry.to_month and live.state <> 'withdrawn'
      and live.firm in (source.firm, firm.merged_into)
where source.id = carry.subject order by live.firm <> source.firm limit 1
"""
_SET_TARGETS = f"""
update carry set target = ({_MAKES})
where kind = 'call' and to_month in (select value from json_each(:months))
  and target <> ({_MAKES})
"""
# Of two calls about one unit the later answers count.
_SUPERSEDED = """
select earlier.id from evaluation as earlier join attempt as first on first.id = earlier.attempt
where earlier.firm = :firm and earlier.month = :month and earlier.voided_at is null
  and exists (
    select 1 from evaluation as later join attempt as second on second.id = later.attempt
    where later.firm = earlier.firm and later.month = earlier.month
      and later.unit = earlier.unit and later.voided_at is null
      and second.call <> first.call
      and (second.at, later.id) > (first.at, earlier.id))
order by earlier.id
"""


def names(database: Database, firm: int) -> tuple[OtherName, ...]:
    """Return the names merged into a firm, with who said so, when and why."""
    return tuple(OtherName(*row) for row in database.rows(_NAMES, {"firm": firm}))


def standing(database: Database) -> list[StandingMerge]:
    """Return every merge that stands, the oldest first."""
    return [StandingMerge(*row) for row in database.rows(_STANDING)]


def add(database: Database, firm: int, into: int, reason: str, at: str, by: str) -> int:
    """Add a merge; return its number."""
    values = {"firm": firm, "into_firm": into, "reason": reason, "at": at, "by": by}
    return database.insert(_ADD, values)


def undo(database: Database, merge: int, reason: str, at: str, by: str) -> None:
    """Take a merge back."""
    database.run(_UNDO, {"id": merge, "reason": reason, "at": at, "by": by})


def undone_since(database: Database, by: str, reason: str, since: str) -> str | None:
    """Return the firm whose merge somebody took back for that reason since a moment."""
    values = {"by": by, "reason": reason, "since": since}
    found: str | None = database.value(_UNDONE, values)
    return found


def set_roots(database: Database, found: Mapping[int, int | None]) -> None:
    """Say of each of these firms as which firm it counts; None as itself."""
    for firm, root in found.items():
        database.run(_SET_ROOT, {"firm": firm, "root": root})


def months(database: Database, firm: int, into: int, now: str, by: str) -> list[MonthStand]:
    """Return what two firms have in each month in which the first one has anything."""
    values = {"firm": firm, "into": into, "now": now, "by": by}
    rows: dict[str, list[Owned]] = defaultdict(list)
    calls: dict[str, list[Stand]] = defaultdict(list)
    visits: dict[str, list[Stand]] = defaultdict(list)
    mine = set()
    for row in database.rows(_ROWS, {"firm": firm}):
        mine.add(row["month"])
        rows[row["month"]].append(Owned(row["tbl"], row["id"], row["visit"]))
    for row in database.rows(_CALLS, values):
        calls[row["month"]].append(_call(row))
    for row in database.rows(_VISITS, {"firm": firm, "into": into}):
        stand = Stand(row["id"], row["firm"], row["state"], is_begun=bool(row["is_begun"]))
        visits[row["month"]].append(stand)
    for month, found in (*calls.items(), *visits.items()):
        if any(each.firm == firm for each in found):
            mine.add(month)
    closed = correction.closed_months(database)
    locked = {row["month"] for row in database.rows(_LOCKED)}
    return [
        MonthStand(
            month=month,
            is_closed=month in closed,
            is_locked=month in locked,
            calls=tuple(calls[month]),
            visits=tuple(visits[month]),
            rows=tuple(rows[month]),
        )
        for month in sorted(mine)
    ]


def apply(database: Database, moves: Sequence[Move]) -> None:
    """Write the new values of every move."""
    database.run("pragma defer_foreign_keys = on")
    for move in moves:
        if move.table in _AWAY and "firm" in move.after:
            database.run(_AWAY[move.table], {"row": move.row})
    for move in moves:
        for column, statement in _SET.items():
            if column in move.after:
                database.run(statement, {"row": move.row, column: move.after[column]})
        if "firm" in move.after:
            database.run(_SET_FIRM[move.table], {"row": move.row, "firm": move.after["firm"]})


def set_targets(database: Database, months: Sequence[str]) -> None:
    """Let what was carried into some months be made by the calls that are made there."""
    database.run(_SET_TARGETS, {"months": json.dumps(months)})


def superseded(database: Database, firm: int, month: str) -> list[int]:
    """Return a firm's evaluations by telephone that a later one of another call replaces."""
    return [row["id"] for row in database.rows(_SUPERSEDED, {"firm": firm, "month": month})]


def add_moves(database: Database, merge: int, moves: Iterable[Move]) -> None:
    """Keep what a merge changed, so that it can be taken back."""
    database.run_many(
        _ADD_MOVE,
        [
            {
                "merge": merge,
                "tbl": move.table,
                "row": move.row,
                "before": json.dumps(dict(move.before), sort_keys=True),
                "after": json.dumps(dict(move.after), sort_keys=True),
            }
            for move in moves
        ],
    )


def moves(database: Database, merge: int) -> list[Move]:
    """Return what a merge changed."""
    return [
        Move(row["tbl"], row["row"], json.loads(row["before"]), json.loads(row["after"]))
        for row in database.rows(_MOVES, {"merge": merge})
    ]


def now(database: Database, move: Move) -> dict[str, Stored]:
    """Return the row that a move changed as it is now, by column."""
    row = database.row(_ONE[move.table], {"row": move.row})
    if row is None:
        raise AssertionError
    return dict(row)


def named_services(database: Database, firm: int) -> list[NamedService]:
    """Return every service of a firm with the firm's name as it was written."""
    return [NamedService(*row) for row in database.rows(_NAMED, {"firm": firm})]


def _call(row: Row) -> Stand:
    return Stand(
        row["id"],
        row["firm"],
        row["state"],
        is_live=bool(row["is_live"]),
        is_begun=bool(row["is_begun"]),
        is_agreed=bool(row["is_agreed"]),
        is_carried_in=bool(row["is_carried_in"]),
        held_by=row["held_by"],
    )
