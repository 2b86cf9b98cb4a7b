"""Freezing a month's completed calls, drawing from them with a seed, and checking the draw."""

from collections.abc import Sequence
from pathlib import Path

from revisit_cli.errors.recheck.sample import (
    NothingFrozen,
    RecheckDrawnBefore,
    RecheckNotDrawn,
    SeedUsed,
)
from revisit_cli.labels.text import minute
from revisit_cli.operations.act import writing
from revisit_cli.operations.days.month import month_or_at_hand
from revisit_cli.operations.file import audit
from revisit_cli.operations.reading import reading, rules_of, settings_of
from revisit_cli.operations.recheck.figures import figures_of
from revisit_cli.policy.draws import sample as draw_policy
from revisit_cli.policy.recheck import entry as entry_policy
from revisit_cli.policy.recheck import sample as policy
from revisit_cli.policy.recheck.chance import sample_size
from revisit_cli.records.code import RecheckState
from revisit_cli.records.context import Context
from revisit_cli.records.draws.sample import DrawFault
from revisit_cli.records.recheck.sample import (
    NewRecheck,
    RankedCall,
    RecheckDrawn,
    RecheckExported,
    RecheckFrozen,
    RecheckVerified,
)
from revisit_cli.records.value import replace
from revisit_cli.store.draws.sample import logged_facts
from revisit_cli.store.file.database import Database
from revisit_cli.store.recheck import entry as entry_store
from revisit_cli.store.recheck import sample as store


def freeze(
    context: Context,
    month: str | None,
    *,
    size: int | None = None,
    reason: str | None = None,
    is_dry_run: bool = False,
) -> RecheckFrozen:
    """Freeze a month's completed calls and how many of them are called again.

    A dry run goes the same way and keeps nothing. Raises MonthUnreadable, RecheckListOpen,
    RecheckCallsOpen, NothingCompleted, RecheckReasonNeeded, RecheckUnfinished or
    RecheckSizeTooSmall.
    """
    with writing(context, keep=not is_dry_run) as act:
        wanted = month_or_at_hand(context, act.rules, month)
        calls = store.load(act.database, wanted)
        policy.check_ready(calls)
        before = store.freezes(act.database, wanted)
        because = (reason or "").strip() or None
        policy.check_again(before, because, _left_of(act.database, before))
        pooled = policy.pooled(calls.completed)
        pool = policy.pool_of(pooled)
        percent = act.rules.of(wanted).recheck_percent
        new = NewRecheck(
            month=wanted,
            percent=percent,
            size=policy.size_given(size, pool.count, percent),
            pool=pool,
            nth=len(before) + 1,
            reason=because,
            at=context.at,
            by=context.by,
        )
        number = store.add(act.database, new, pooled)
        return act.tell(
            RecheckFrozen(
                recheck=number,
                month=wanted,
                percent=percent,
                least=sample_size(pool.count, percent),
                size=new.size,
                pool=pool,
                nth=new.nth,
                reason=because,
                frozen_at=new.at,
                by=new.by,
            )
        )


def still_to_draw(context: Context, month: str) -> RecheckState | None:
    """Return how far a month's re-check is that can be drawn now: ``none`` or ``frozen``.

    None where none can: it was drawn, its calls are still made, or the bureau makes none.
    """
    with reading(context) as database:
        if rules_of(database).of(month).recheck == "off":
            return None
        before = store.freezes(database, month)
        if before:
            return "frozen" if before[-1].drawn_at is None else None
        return "none" if policy.is_ready(store.load(database, month)) else None


def draw(
    context: Context, month: str | None, seed: str, seed_from: str | None = None
) -> RecheckDrawn:
    """Put the frozen calls in order with the discipline committee's seed, once.

    Raises MonthUnreadable, SeedUnreadable, SeedFolded, NothingFrozen, RecheckDrawnBefore or
    SeedUsed.
    """
    seed = draw_policy.seed_given(seed)
    with writing(context) as act:
        wanted = month_or_at_hand(context, act.rules, month)
        frozen = newest(act.database, wanted)
        if frozen.drawn_at is not None:
            raise RecheckDrawnBefore(month=wanted, at=minute(frozen.drawn_at))
        used = store.seeds(act.database)
        if seed in used:
            raise SeedUsed(seed=seed, at=minute(used[seed]))
        call_of = {each.label: each.call for each in store.calls_of(act.database, frozen.recheck)}
        drawn = RecheckDrawn(
            recheck=frozen.recheck,
            frozen=frozen,
            algorithm=draw_policy.ALGORITHM,
            seed=seed,
            seed_sha256=draw_policy.digest_of(seed),
            seed_from=(seed_from or "").strip() or None,
            drawn_at=context.at,
            by=context.by,
            ranks=tuple(
                RankedCall(each, call_of[each.label])
                for each in draw_policy.drawn(frozen.pool, frozen.size, seed)
            ),
        )
        store.add_draw(act.database, drawn)
        return act.tell(drawn)


def show(context: Context, month: str | None) -> tuple[RecheckDrawn, str]:
    """Return a month's newest draw, and what it proves so far.

    Raises MonthUnreadable, NothingFrozen or RecheckNotDrawn.
    """
    with reading(context) as database:
        wanted = month_or_at_hand(context, rules_of(database), month)
        return drawn_of(database, wanted), figures_of(database, wanted).sentence


def verify(context: Context, month: str | None) -> RecheckVerified:
    """Redo a month's newest draw from its stored pool and seed and say where it differs.

    Raises MonthUnreadable, NothingFrozen or RecheckNotDrawn.
    """
    with reading(context) as database:
        found = drawn_of(database, month_or_at_hand(context, rules_of(database), month))
        frozen = found.frozen
        faults = draw_policy.draw_faults(
            frozen.pool,
            frozen.size,
            found.seed,
            tuple(each.rank for each in found.ranks),
            logged_facts(database, RecheckFrozen.__name__, "recheck", found.recheck),
            logged_facts(database, RecheckDrawn.__name__, "recheck", found.recheck),
        )
        labels = tuple(each.label for each in store.calls_of(database, found.recheck))
        if labels != frozen.pool.labels and DrawFault("pool_changed") not in faults:
            faults = (DrawFault("pool_changed"), *faults)
        sha256 = draw_policy.digest_of(frozen.pool.text)
        return RecheckVerified(sha256, len(found.ranks), faults, found.recheck, frozen.month)


def export(
    context: Context, month: str | None, folder: str | None, *, force: bool
) -> RecheckExported:
    """Write a draw's sheet, pool, seed and verifier into a folder.

    Raises MonthUnreadable, NothingFrozen, RecheckNotDrawn, ExportExists or TargetNotWritable.
    """
    from revisit_cli.files.recheck import sample as sheet

    with reading(context) as database:
        log = audit.head_of(database)
        found = drawn_of(database, month_or_at_hand(context, rules_of(database), month))
        bureau = settings_of(database).bureau
    where = Path(folder or f"recheck-{found.frozen.month}-{found.frozen.nth}")
    files = sheet.write(where, found, log, bureau, force=force)
    return RecheckExported(found.recheck, str(where), files)


def newest(database: Database, month: str) -> RecheckFrozen:
    """Return a month's newest freeze. Raises NothingFrozen."""
    found = store.freezes(database, month)
    if not found:
        raise NothingFrozen(month=month)
    frozen = found[-1]
    return replace(frozen, least=sample_size(frozen.pool.count, frozen.percent))


def _left_of(database: Database, freezes: Sequence[RecheckFrozen]) -> int:
    """Return how many calls of the newest sample are left, where any was called again."""
    if not freezes or freezes[-1].drawn_at is None:
        return 0
    entries = entry_store.entries(database, freezes[-1].recheck, "")
    called = entry_policy.sample_of(entries, freezes[-1].size)
    if not any(each.said for each in called):
        return 0
    return sum(entry_policy.final_of(each) is None for each in called)


def drawn_of(database: Database, month: str) -> RecheckDrawn:
    """Return the draw made from a month's newest freeze. Raises NothingFrozen, RecheckNotDrawn."""
    drawn = store.find_draw(database, newest(database, month))
    if drawn is None:
        raise RecheckNotDrawn(month=month)
    return replace(drawn, seed_sha256=draw_policy.digest_of(drawn.seed))
