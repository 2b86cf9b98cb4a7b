"""What a re-check proves: how many were called again, what they came to, and the exact bounds."""

from collections.abc import Iterable, Sequence

from revisit_cli.document import clause
from revisit_cli.labels.recheck.entry import CLASSES
from revisit_cli.policy.recheck.entry import class_of, sample_of
from revisit_cli.records.recheck.entry import RecheckEntry
from revisit_cli.records.recheck.figures import RecheckFigures
from revisit_cli.records.recheck.sample import CompletedCall, PooledCall
from revisit_cli.records.recheck.source import RecheckFacts
from revisit_cli.records.value import replace


@clause("三(一)", "R37", "R38")
def figures(facts: RecheckFacts | None, month: str, *, doubtful: int = 0) -> RecheckFigures:
    """Return a month's re-check in figures; without one the state is ``none``.

    「“没接到过”和“不是本人号码”（含空号、停机）为与记录不符」. The second bound counts whoever was
    not reached as false too. Raises AssertionError where parts and whole differ.
    """
    if facts is None:
        return RecheckFigures("none", month, doubtful=doubtful)
    known = RecheckFigures(
        "frozen",
        month,
        nth=facts.nth,
        percent=facts.percent,
        pool=facts.pool,
        size=facts.size,
        completed_later=facts.completed_later,
        doubtful=doubtful,
    )
    return known if facts.drawn_at is None else _drawn(known, facts)


def _drawn(known: RecheckFigures, facts: RecheckFacts) -> RecheckFigures:
    """Return the figures of a re-check that is drawn, with the bounds once it is done."""
    # Loaded here, because months without a draw need no exact fractions.
    from revisit_cli.policy.recheck.chance import most_false

    rows = recheck_rows(facts)
    counts = {name: len(each) for name, each in rows.items()}
    classes = tuple((kind, counts[f"classes.{kind}"]) for kind in CLASSES)
    answered, unreached = counts["answered"], counts["unreached"]
    waiting, false = counts["waiting"], counts["not_as_recorded"]
    if counts["drawn"] != sum(count for _, count in classes) + waiting:
        raise AssertionError(known.month)
    is_done = waiting == 0
    reached_or_not = answered + unreached
    return replace(
        known,
        state="done" if is_done else "running",
        drawn=counts["drawn"],
        answered=answered,
        unreached=unreached,
        waiting=waiting,
        false=false,
        classes=classes,
        most=most_false(facts.pool, answered, false) if is_done else None,
        most_with_unreached=(
            most_false(facts.pool, reached_or_not, false + unreached) if is_done else None
        ),
    )


def recheck_rows(facts: RecheckFacts) -> dict[str, tuple[RecheckEntry, ...]]:
    """Return the calls behind each count of a re-check that is drawn."""
    sample = sample_of(facts.entries, facts.size)
    classes = {kind: tuple(each for each in sample if class_of(each) == kind) for kind in CLASSES}
    unreached = classes["unreached"]
    return {
        "drawn": sample,
        "answered": tuple(
            each for each in sample if class_of(each) is not None and each not in unreached
        ),
        "unreached": unreached,
        "waiting": tuple(each for each in sample if class_of(each) is None),
        "not_as_recorded": (*classes["not_called"], *classes["not_ours"]),
        **{f"classes.{kind}": rows for kind, rows in classes.items()},
    }


def not_in_pool(
    completed: Iterable[CompletedCall], pool: Sequence[PooledCall]
) -> tuple[CompletedCall, ...]:
    """Return completed calls of firms that a frozen pool does not know, one of each: later ones."""
    calls, firms = {each.call for each in pool}, {each.firm for each in pool}
    later = {
        each.firm: each for each in completed if each.call not in calls and each.firm not in firms
    }
    return tuple(later.values())
