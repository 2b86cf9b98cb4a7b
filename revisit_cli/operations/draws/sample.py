"""Freezing a pool, drawing from it with a seed, and checking the draw."""

from pathlib import Path

from revisit_cli.errors.draws.sample import (
    AlreadyDrawn,
    DeclineNeedsReason,
    DrawUnknown,
    FirmNotInDraw,
    NothingDrawn,
    PoolElsewhere,
    PoolEmpty,
    ReasonNeeded,
    SizeFixed,
)
from revisit_cli.files.draws import sample as sheet
from revisit_cli.operations.act import writing
from revisit_cli.operations.file import audit
from revisit_cli.operations.reading import reading, rules_of, settings_of
from revisit_cli.policy.draws import sample as policy
from revisit_cli.policy.firms import lookup
from revisit_cli.records.context import Context
from revisit_cli.records.draws.sample import (
    DrawExported,
    DrawsListed,
    DrawVerified,
    FirmDeclined,
    FirmsDrawn,
    NewFreeze,
    PoolFrozen,
    RankedFirm,
)
from revisit_cli.records.firms.lookup import Candidate
from revisit_cli.records.value import Value, replace
from revisit_cli.store.draws import sample as store
from revisit_cli.store.file.database import Database


class DrawRequest(Value):
    """What a clerk asks for: the half or month, the size, a reason, seats by unit."""

    half: str | None = None
    month: str | None = None
    size: int | None = None
    reason: str | None = None
    by_unit: bool = False


def freeze(
    context: Context, request: DrawRequest, *, is_dry_run: bool = False, is_with_seed: bool = False
) -> PoolFrozen:
    """Freeze the pool of a half or month, its size and any seats by unit, before a seed exists.

    A dry run goes the same way and keeps nothing. Raises SizeOutOfRange, PoolEmpty, or
    ReasonNeeded when one was frozen before.
    """
    with writing(context, keep=not is_dry_run) as act:
        rules = act.rules
        scope = policy.scope_given(request.half, request.month, rules.half_at_hand(context.today))
        numbers = rules.of_draw(scope.half, scope.month)
        size = policy.size_given(request.size, numbers)
        before = [each for each in store.freezes(act.database, rules) if each.scope == scope]
        reason = (request.reason or "").strip() or None
        nth = len(before) + 1
        if before and not reason:
            raise ReasonNeeded(
                scope=scope.name, count=len(before), freeze=before[-1].freeze, nth=nth
            )
        served = store.served(act.database, policy.months_of(scope, rules))
        if not served:
            month = store.newest_month(act.database)
            if month is None:
                raise PoolEmpty(scope=scope.name)
            raise PoolElsewhere(scope=scope.name, half=rules.half_of_month(month))
        pool = policy.pool_of(served, size, by_unit=request.by_unit)
        at = context.at
        new = NewFreeze(scope, size, pool, nth, reason, at, context.by)
        number = store.add_freeze(act.database, new)
        least = numbers.sample_least
        return act.tell(
            PoolFrozen(
                number,
                scope,
                size,
                pool,
                nth,
                reason,
                at,
                context.by,
                least=least,
                is_with_seed=is_with_seed,
            )
        )


def freeze_first(context: Context, request: DrawRequest, seed: str) -> PoolFrozen | None:
    """Freeze a pool when none waits for a seed and none was drawn; None when there is no need.

    The seed is looked at first, so that a draw that cannot be made freezes nothing.
    """
    policy.seed_given(seed)
    with reading(context) as database:
        if _frozen_for(database, context, request) is not None:
            return None
    return freeze(context, request, is_with_seed=True)


def draw(context: Context, request: DrawRequest, seed: str, seed_from: str | None) -> FirmsDrawn:
    """Draw from the frozen pool with the discipline committee's seed, once.

    Raises SeedUnreadable, SeedFolded, NothingDrawn, AlreadyDrawn or SizeFixed.
    """
    seed = policy.seed_given(seed)
    with writing(context) as act:
        frozen = _frozen_for(act.database, context, request)
        if frozen is None:
            raise NothingDrawn
        if frozen.draw is not None:
            raise AlreadyDrawn(scope=frozen.scope.name, draw=frozen.draw)
        frozen = _as_logged(act.database, frozen)
        if request.size is not None and request.size != frozen.size:
            raise SizeFixed(frozen=frozen.size, asked=request.size)
        at = context.at
        firm_of = dict(zip(frozen.pool.labels, frozen.pool.firms, strict=True))
        ranks = tuple(
            RankedFirm(rank, firm_of[rank.label], at if rank.is_selected else None)
            for rank in policy.drawn(frozen.pool, frozen.size, seed)
        )
        number = store.add_draw(
            act.database, frozen.freeze, policy.ALGORITHM, seed, seed_from, at, context.by
        )
        store.add_ranks(act.database, number, ranks)
        return act.tell(
            FirmsDrawn(
                draw=number,
                algorithm=policy.ALGORITHM,
                frozen=replace(frozen, draw=number),
                seed=seed,
                seed_sha256=policy.digest_of(seed),
                seed_from=seed_from,
                drawn_at=at,
                by=context.by,
                ranks=ranks,
            )
        )


def show(context: Context, number: int | None) -> FirmsDrawn:
    """Return a draw, by default the newest. Raises DrawUnknown or NothingDrawn."""
    with reading(context) as database:
        return drawn(database, number)


def list_draws(context: Context) -> DrawsListed:
    """Return every freeze with its draw, oldest first."""
    with reading(context) as database:
        return DrawsListed(tuple(store.freezes(database, rules_of(database))))


def verify(context: Context, number: int | None) -> DrawVerified:
    """Redo a draw from its stored pool and seed and say where it differs.

    Raises DrawUnknown or NothingDrawn.
    """
    with reading(context) as database:
        found = drawn(database, number)
        faults = policy.draw_faults(
            found.frozen.pool,
            found.frozen.size,
            found.seed,
            tuple(each.rank for each in found.ranks),
            store.logged_facts(database, PoolFrozen.__name__, "freeze", found.frozen.freeze),
            store.logged_facts(database, FirmsDrawn.__name__, "draw", found.draw),
        )
        pool = policy.digest_of(found.frozen.pool.text)
        return DrawVerified(pool, len(found.ranks), faults, found.draw)


def decline(context: Context, number: int | None, firm: str, reason: str) -> FirmDeclined:
    """Note that an invited firm declines or stays away, and invite the next reserve.

    Raises DrawUnknown, NothingDrawn, FirmNotInDraw, FirmNotInvited, DeclinedBefore, FirmNotClear
    or DeclineNeedsReason.
    """
    if not reason.strip():
        raise DeclineNeedsReason
    with writing(context) as act:
        found = drawn(act.database, number)
        candidates = [Candidate(each.firm, (each.rank.label,)) for each in found.ranks]
        if not lookup.matches(firm, candidates):
            raise FirmNotInDraw(draw=found.draw, firm=firm)
        chosen = lookup.chosen_firm(firm, candidates).id
        declining = next(each for each in found.ranks if each.firm == chosen)
        policy.check_invited(declining)
        at = context.at
        store.decline(act.database, found.draw, declining.rank.rank, at, reason.strip())
        reserve = policy.next_reserve(found.ranks, declining, found.frozen.pool)
        if reserve is not None:
            store.invite(act.database, found.draw, reserve.rank.rank, at)
            reserve = replace(reserve, invited_at=at)
        declined = replace(declining, declined_at=at, decline_reason=reason.strip())
        return act.tell(FirmDeclined(found.draw, declined, reserve))


def export(
    context: Context, number: int | None, folder: str | None, *, force: bool
) -> DrawExported:
    """Write a draw's sheet, pool, seed and verifier into a folder.

    Raises DrawUnknown, NothingDrawn, ExportExists or TargetNotWritable.
    """
    with reading(context) as database:
        log = audit.head_of(database)
        found = drawn(database, number)
        bureau = settings_of(database).bureau
    where = Path(folder or f"draw-{found.draw}")
    return DrawExported(found.draw, str(where), sheet.write(where, found, log, bureau, force=force))


def _frozen_for(database: Database, context: Context, request: DrawRequest) -> PoolFrozen | None:
    """Return the freeze that a seed given now belongs to, drawn from already or not."""
    rules = rules_of(database)
    return policy.frozen_for(
        store.freezes(database, rules),
        request.half,
        request.month,
        context.today,
        rules,
    )


def _as_logged(database: Database, frozen: PoolFrozen) -> PoolFrozen:
    """Return a freeze with whether the log says that list and seed were given at once."""
    told = store.logged_facts(database, PoolFrozen.__name__, "freeze", frozen.freeze) or {}
    return replace(frozen, is_with_seed=bool(told.get("with_seed")))


def drawn(database: Database, number: int | None) -> FirmsDrawn:
    """Return a draw, by default the newest. Raises DrawUnknown or NothingDrawn."""
    wanted = store.newest_draw(database) if number is None else number
    if wanted is None:
        raise NothingDrawn
    row = store.find_draw(database, wanted)
    if row is None:
        raise DrawUnknown(draw=wanted)
    freezes = store.freezes(database, rules_of(database))
    frozen = next(each for each in freezes if each.freeze == row.freeze)
    return FirmsDrawn(
        draw=wanted,
        algorithm=row.algorithm,
        frozen=_as_logged(database, frozen),
        seed=row.seed,
        seed_sha256=policy.digest_of(row.seed),
        seed_from=row.seed_from,
        drawn_at=row.drawn_at,
        by=row.by,
        ranks=store.ranks(database, wanted),
    )
