"""Freezes, draws and ranks."""

import json
from collections.abc import Mapping, Sequence

from revisit_cli.records.draws.sample import (
    NewFreeze,
    Pool,
    PoolFrozen,
    Rank,
    RankedFirm,
    Scope,
    ServedFirm,
    StoredDraw,
    Stratum,
)
from revisit_cli.records.value import Json
from revisit_cli.rulebook.rules import Rules
from revisit_cli.store.file.database import Database, Row
from revisit_cli.store.standing import SERVICE_STANDS

_SERVED = f"""
select coalesce(root.id, firm.id) as firm, coalesce(root.name, firm.name) as name,
       unit.name as unit, count(*) as services
from service
join firm on firm.id = service.firm
left join firm as root on root.id = firm.merged_into
join unit on unit.id = service.unit
where service.month in (select value from json_each(:months)) and {SERVICE_STANDS}
group by 1, 2, 3
order by 1, 3
"""
_NEWEST_MONTH = f"""
select max(month) from service
where {SERVICE_STANDS}
"""
_ADD_FREEZE = """
insert into freeze (half, month, size, pool, firms, pool_count, pool_sha256, strata, nth_draw,
                    reason, frozen_at, by)
values (:half, :month, :size, :pool, :firms, :pool_count, :pool_sha256, :strata, :nth_draw,
        :reason, :frozen_at, :by)
"""
_FREEZES = """
select freeze.id, freeze.half, freeze.month, freeze.size, freeze.pool, freeze.firms,
       freeze.pool_sha256, freeze.strata, freeze.nth_draw, freeze.reason, freeze.frozen_at,
       freeze.by, draw.id as draw
from freeze left join draw on draw.freeze = freeze.id
order by freeze.id
"""
_ADD_DRAW = """
insert into draw (freeze, algorithm, seed, seed_from, drawn_at, by)
values (:freeze, :algorithm, :seed, :seed_from, :drawn_at, :by)
"""
_ADD_RANK = """
insert into rank (draw, rank, label, firm, hash, is_selected, invited_at)
values (:draw, :rank, :label, :firm, :hash, :is_selected, :invited_at)
"""
_DRAW = """
select freeze, algorithm, seed, seed_from, drawn_at, by from draw where id = :draw
"""
_NEWEST = "select max(id) from draw"
_RANKS = """
select rank, label, firm, hash, is_selected, invited_at, declined_at, decline_reason
from rank where draw = :draw order by rank
"""
_DECLINE = """
update rank set declined_at = :at, decline_reason = :reason where draw = :draw and rank = :rank
"""
_INVITE = "update rank set invited_at = :at where draw = :draw and rank = :rank"
_LOGGED = "select body from event where body like :kind order by seq"


def served(database: Database, months: Sequence[str]) -> list[ServedFirm]:
    """Return every firm with an accepted service in these months; merged firms as one."""
    found: dict[int, tuple[str, dict[str, int]]] = {}
    for row in database.each(_SERVED, {"months": json.dumps(months)}):
        _, services = found.setdefault(row["firm"], (row["name"], {}))
        services[row["unit"]] = row["services"]
    return [ServedFirm(firm, name, services) for firm, (name, services) in found.items()]


def newest_month(database: Database) -> str | None:
    """Return the newest month with an accepted service, or None."""
    found: str | None = database.value(_NEWEST_MONTH)
    return found


def add_freeze(database: Database, freeze: NewFreeze) -> int:
    """Store a frozen pool; return its id."""
    strata = [
        {"unit": each.unit, "seats": each.seats, "labels": each.labels}
        for each in freeze.pool.strata
    ]
    return database.insert(
        _ADD_FREEZE,
        {
            "half": freeze.scope.half,
            "month": freeze.scope.month,
            "size": freeze.size,
            "pool": freeze.pool.text,
            "firms": json.dumps(freeze.pool.firms),
            "pool_count": freeze.pool.count,
            "pool_sha256": freeze.pool.sha256,
            "strata": json.dumps({"units": strata}, ensure_ascii=False) if strata else None,
            "nth_draw": freeze.nth_draw,
            "reason": freeze.reason,
            "frozen_at": freeze.frozen_at,
            "by": freeze.by,
        },
    )


def freezes(database: Database, rules: Rules) -> list[PoolFrozen]:
    """Return every freeze, oldest first."""
    return [_freeze(row, rules) for row in database.rows(_FREEZES)]


def add_draw(
    database: Database, freeze: int, algorithm: str, seed: str, seed_from: str | None, at: str,
    by: str,
) -> int:  # fmt: skip
    """Store a draw; return its id."""
    values = {"freeze": freeze, "algorithm": algorithm, "seed": seed, "seed_from": seed_from}
    return database.insert(_ADD_DRAW, {**values, "drawn_at": at, "by": by})


def add_ranks(database: Database, draw: int, ranks: Sequence[RankedFirm]) -> None:
    """Store a draw's ranks."""
    database.run_many(
        _ADD_RANK,
        [
            {
                "draw": draw,
                "rank": each.rank.rank,
                "label": each.rank.label,
                "firm": each.firm,
                "hash": each.rank.hash,
                "is_selected": each.rank.is_selected,
                "invited_at": each.invited_at,
            }
            for each in ranks
        ],
    )


def find_draw(database: Database, draw: int) -> StoredDraw | None:
    """Return a draw without its ranks, or None."""
    row = database.row(_DRAW, {"draw": draw})
    return None if row is None else StoredDraw(*row)


def newest_draw(database: Database) -> int | None:
    """Return the newest draw's id, or None when nothing was drawn yet."""
    found: int | None = database.value(_NEWEST)
    return found


def ranks(database: Database, draw: int) -> tuple[RankedFirm, ...]:
    """Return a draw's ranks in order."""
    return tuple(_rank(row) for row in database.rows(_RANKS, {"draw": draw}))


def decline(database: Database, draw: int, rank: int, at: str, reason: str) -> None:
    """Note that a firm declined or stayed away."""
    database.run(_DECLINE, {"draw": draw, "rank": rank, "at": at, "reason": reason})


def invite(database: Database, draw: int, rank: int, at: str) -> None:
    """Note that a reserve was invited."""
    database.run(_INVITE, {"draw": draw, "rank": rank, "at": at})


def logged_facts(
    database: Database, kind: str, subject: str, number: int
) -> Mapping[str, Json] | None:
    """Return the facts of the logged event ``kind`` whose fact ``subject`` is ``number``."""
    for row in database.each(_LOGGED, {"kind": f'%"kind":"{kind}"%'}):
        facts: Mapping[str, Json] = json.loads(row["body"])["facts"]
        if facts.get(subject) == number:
            return facts
    return None


def _freeze(row: Row, rules: Rules) -> PoolFrozen:
    strata = json.loads(row["strata"])["units"] if row["strata"] else []
    pool = Pool(
        row["pool"],
        tuple(json.loads(row["firms"])),
        row["pool_sha256"],
        tuple(Stratum(each["unit"], each["seats"], tuple(each["labels"])) for each in strata),
    )
    return PoolFrozen(
        freeze=row["id"],
        scope=Scope(row["half"], row["month"]),
        size=row["size"],
        pool=pool,
        nth_draw=row["nth_draw"],
        reason=row["reason"],
        frozen_at=row["frozen_at"],
        by=row["by"],
        draw=row["draw"],
        least=rules.of_draw(row["half"], row["month"]).sample_least,
    )


def _rank(row: Row) -> RankedFirm:
    return RankedFirm(
        Rank(row["rank"], row["label"], row["hash"], bool(row["is_selected"])),
        row["firm"],
        row["invited_at"],
        row["declined_at"],
        row["decline_reason"],
    )
