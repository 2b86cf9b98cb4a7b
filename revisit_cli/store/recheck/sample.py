"""Freezes and draws of re-checks, and the calls in them."""

from collections.abc import Sequence
from itertools import groupby

from revisit_cli.records.draws.sample import Pool, Rank
from revisit_cli.records.recheck.sample import (
    CompletedCall,
    MonthCalls,
    NewRecheck,
    PooledCall,
    RankedCall,
    RecheckDrawn,
    RecheckFrozen,
)
from revisit_cli.rulebook.loader import form
from revisit_cli.store.calls.listing import freeze
from revisit_cli.store.file.database import Database, Row
from revisit_cli.store.standing import CALL_IS_LEFT

_OPEN = f"""
select firm.name from call join firm on firm.id = call.firm
where call.month = :month and {CALL_IS_LEFT}
order by call.id
"""
_COMPLETED = """
select call.id as call, coalesce(root.id, firm.id) as firm, coalesce(root.name, firm.name) as name,
       coalesce((select max(attempt.at) from attempt
                 where attempt.call = call.id and attempt.voided_at is null), '') as last_at,
       answer.code
from call join firm on firm.id = call.firm left join firm as root on root.id = firm.merged_into
    left join attempt on attempt.call = call.id and attempt.voided_at is null
    left join evaluation on evaluation.attempt = attempt.id and evaluation.voided_at is null
    left join answer on answer.evaluation = evaluation.id and answer.question = :overall
where call.month = :month and call.state = 'done' and call.outcome = 'completed'
order by call.id, answer.id
"""
_ADD = """
insert into recheck (month, percent, size, pool, pool_count, pool_sha256, nth, reason, frozen_at,
                     by)
values (:month, :percent, :size, :pool, :pool_count, :pool_sha256, :nth, :reason, :frozen_at, :by)
"""
_ADD_CALL = """
insert into recheck_call (recheck, call, firm, label, recorded)
values (:recheck, :call, :firm, :label, :recorded)
"""
_FREEZES = """
select recheck.id, recheck.month, recheck.percent, recheck.size, recheck.pool, recheck.pool_sha256,
       recheck.nth, recheck.reason, recheck.frozen_at, recheck.by, recheck_draw.drawn_at
from recheck left join recheck_draw on recheck_draw.recheck = recheck.id
where :month is null or recheck.month = :month
order by recheck.id
"""
# What was done last in the re-check of each month that is cleared, and when that was cleared.
_CLOSED = """
select recheck.month, closing.closed_at,
       max(recheck.frozen_at, coalesce(recheck_draw.drawn_at, ''),
           coalesce((select max(recheck_attempt.entered_at) from recheck_attempt
                     join recheck_call on recheck_call.id = recheck_attempt.recheck_call
                     where recheck_call.recheck = recheck.id), '')) as last_at
from recheck join closing on closing.month = recheck.month
    left join recheck_draw on recheck_draw.recheck = recheck.id
order by recheck.id
"""
_CALLS = """
select call, firm, label, recorded from recheck_call where recheck = :recheck order by label
"""
_SEEDS = """
select seed, drawn_at from recheck_draw
union all
select seed, drawn_at from draw
"""
_ADD_DRAW = """
insert into recheck_draw (recheck, algorithm, seed, seed_from, drawn_at, by)
values (:recheck, :algorithm, :seed, :seed_from, :drawn_at, :by)
"""
_RANK = """
update recheck_call set rank = :rank, hash = :hash where recheck = :recheck and label = :label
"""
_DRAW = """
select algorithm, seed, seed_from, drawn_at, by from recheck_draw where recheck = :recheck
"""
_RANKS = """
select rank, label, hash, call from recheck_call
where recheck = :recheck and rank is not null order by rank
"""


def load(database: Database, month: str) -> MonthCalls:
    """Return a month's calls, as far as a freeze asks of them."""
    rows = database.rows(_COMPLETED, {"month": month, "overall": form().overall.code})
    return MonthCalls(
        month=month,
        is_locked=freeze(database, month) is not None,
        open_firms=tuple(row["name"] for row in database.rows(_OPEN, {"month": month})),
        completed=tuple(
            _completed(list(each)) for _, each in groupby(rows, key=lambda row: row["call"])
        ),
    )


def _completed(rows: Sequence[Row]) -> CompletedCall:
    first = rows[0]
    told = tuple(row["code"] for row in rows if row["code"] is not None)
    return CompletedCall(first["call"], first["firm"], first["name"], first["last_at"], told)


def add(database: Database, new: NewRecheck, calls: Sequence[PooledCall]) -> int:
    """Store a frozen re-check and the calls in its pool; return its id."""
    number = database.insert(
        _ADD,
        {
            "month": new.month,
            "percent": new.percent,
            "size": new.size,
            "pool": new.pool.text,
            "pool_count": new.pool.count,
            "pool_sha256": new.pool.sha256,
            "nth": new.nth,
            "reason": new.reason,
            "frozen_at": new.at,
            "by": new.by,
        },
    )
    database.run_many(
        _ADD_CALL,
        [
            {
                "recheck": number,
                "call": each.call,
                "firm": each.firm,
                "label": each.label,
                "recorded": each.recorded,
            }
            for each in calls
        ],
    )
    return number


def freezes(database: Database, month: str | None = None) -> tuple[RecheckFrozen, ...]:
    """Return a month's freezes, or those of all months, oldest first."""
    rows = database.rows(_FREEZES, {"month": month})
    return tuple(_frozen(row, calls_of(database, row["id"])) for row in rows)


def closed(database: Database) -> dict[str, tuple[str, str]]:
    """Return by cleared month when it was cleared, and when its newest re-check last went on."""
    rows = database.rows(_CLOSED)
    return {row["month"]: (row["closed_at"], row["last_at"]) for row in rows}


def calls_of(database: Database, recheck: int) -> tuple[PooledCall, ...]:
    """Return the calls of a pool in the order of their labels, by code point."""
    rows = database.rows(_CALLS, {"recheck": recheck})
    return tuple(PooledCall(*row) for row in rows)


def seeds(database: Database) -> dict[str, str]:
    """Return every seed that any draw was made with, and when last."""
    return {row["seed"]: row["drawn_at"] for row in database.rows(_SEEDS)}


def add_draw(database: Database, drawn: RecheckDrawn) -> None:
    """Store a draw: its seed, and the place of every call."""
    database.insert(
        _ADD_DRAW,
        {
            "recheck": drawn.recheck,
            "algorithm": drawn.algorithm,
            "seed": drawn.seed,
            "seed_from": drawn.seed_from,
            "drawn_at": drawn.drawn_at,
            "by": drawn.by,
        },
    )
    database.run_many(
        _RANK,
        [
            {
                "recheck": drawn.recheck,
                "label": each.rank.label,
                "rank": each.rank.rank,
                "hash": each.rank.hash,
            }
            for each in drawn.ranks
        ],
    )


def find_draw(database: Database, frozen: RecheckFrozen) -> RecheckDrawn | None:
    """Return the draw made from a freeze, or None; its digest of the seed is left empty."""
    row = database.row(_DRAW, {"recheck": frozen.recheck})
    if row is None:
        return None
    return RecheckDrawn(
        recheck=frozen.recheck,
        frozen=frozen,
        algorithm=row["algorithm"],
        seed=row["seed"],
        seed_sha256="",
        seed_from=row["seed_from"],
        drawn_at=row["drawn_at"],
        by=row["by"],
        ranks=tuple(
            RankedCall(
                Rank(each["rank"], each["label"], each["hash"], each["rank"] <= frozen.size),
                each["call"],
            )
            for each in database.rows(_RANKS, {"recheck": frozen.recheck})
        ),
    )


def _frozen(row: Row, calls: Sequence[PooledCall]) -> RecheckFrozen:
    return RecheckFrozen(
        recheck=row["id"],
        month=row["month"],
        percent=row["percent"],
        least=0,
        size=row["size"],
        pool=Pool(row["pool"], tuple(each.firm for each in calls), row["pool_sha256"]),
        nth=row["nth"],
        reason=row["reason"],
        frozen_at=row["frozen_at"],
        by=row["by"],
        drawn_at=row["drawn_at"],
    )
