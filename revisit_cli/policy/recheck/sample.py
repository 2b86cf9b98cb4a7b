"""The sample of a re-check: what may be frozen, its pool and size, and its order by a seed."""

from collections.abc import Iterable, Sequence

from revisit_cli.document import clause
from revisit_cli.errors.recheck.sample import (
    NothingCompleted,
    RecheckCallsOpen,
    RecheckListOpen,
    RecheckReasonNeeded,
    RecheckSizeTooSmall,
    RecheckUnfinished,
)
from revisit_cli.labels.text import LISTED, minute
from revisit_cli.policy.draws import sample as draw
from revisit_cli.policy.recheck.chance import sample_size
from revisit_cli.records.draws.sample import Pool
from revisit_cli.records.recheck.sample import CompletedCall, MonthCalls, PooledCall, RecheckFrozen
from revisit_cli.rulebook.loader import form

_NAMED = 3


@clause("三(一)", "R37")
def check_ready(calls: MonthCalls) -> None:
    """Refuse a re-check of a month that is still being called: 「已完成的回访抽一部分」.

    Raises RecheckListOpen, RecheckCallsOpen or NothingCompleted.
    """
    if not calls.is_locked:
        raise RecheckListOpen(month=calls.month)
    if calls.open_firms:
        named = LISTED.join(calls.open_firms[:_NAMED])
        raise RecheckCallsOpen(month=calls.month, count=len(calls.open_firms), firms=named)
    if not calls.completed:
        raise NothingCompleted(month=calls.month)


def is_ready(calls: MonthCalls) -> bool:
    """Whether a month's completed calls may be frozen for a re-check."""
    try:
        check_ready(calls)
    except (RecheckListOpen, RecheckCallsOpen, NothingCompleted):
        return False
    return True


@clause("R37")
def check_again(before: Sequence[RecheckFrozen], reason: str | None, left: int) -> None:
    """Refuse another freeze of a month without a reason, or while the last sample is called.

    ``left`` is how many calls of a sample that was begun have no answer yet. Raises
    RecheckReasonNeeded or RecheckUnfinished.
    """
    if not before:
        return
    last = before[-1]
    if not reason:
        raise RecheckReasonNeeded(
            month=last.month, count=len(before), at=minute(last.frozen_at), nth=len(before) + 1
        )
    if left:
        raise RecheckUnfinished(month=last.month, left=left)


@clause("三(一)", "R37")
def pooled(completed: Iterable[CompletedCall]) -> tuple[PooledCall, ...]:
    """Return the pool, in the order of its labels: 「名单上已合并的两个名称算一通」.

    Where both were called, the later call stands for the firm.
    """
    latest: dict[int, CompletedCall] = {}
    for each in completed:
        kept = latest.get(each.firm)
        if kept is None or (each.last_at, each.call) > (kept.last_at, kept.call):
            latest[each.firm] = each
    found = (
        PooledCall(each.call, each.firm, draw.label_of(each.name), overall_of(each.overall))
        for each in latest.values()
    )
    return tuple(sorted(found, key=lambda each: each.label))


@clause("R25")
def overall_of(answers: Sequence[str]) -> str | None:
    """Return the one answer on the whole: what accuses somebody goes before what does not."""
    overall = form().overall
    return next(
        (each for each in answers if not overall.may_stand_for_all(each)),
        next(iter(answers), None),
    )


def pool_of(calls: Sequence[PooledCall]) -> Pool:
    """Return the pool as it is frozen: a label a line, and the digest over them."""
    text = "".join(f"{each.label}\n" for each in calls)
    return Pool(text, tuple(each.firm for each in calls), draw.digest_of(text))


@clause("R37")
def size_given(asked: int | None, pool: int, percent: int) -> int:
    """Return how many calls are drawn: what the rule asks for, or more. Raises RecheckSizeTooSmall.

    「家数、名单在种子产生之前定下」; more than there are is all of them.
    """
    least = sample_size(pool, percent)
    if asked is not None and asked < least:
        raise RecheckSizeTooSmall(size=asked, pool=pool, least=least)
    return min(pool, asked or least)
