"""What a re-check proves: how many were called again, what they came to, and the exact bounds."""

from collections import Counter
from datetime import date

from revisit_cli.document import clause
from revisit_cli.labels.recheck.entry import CLASSES
from revisit_cli.policy.recheck.chance import most_false
from revisit_cli.policy.recheck.entry import class_of, sample_of
from revisit_cli.records.recheck.figures import RecheckFacts, RecheckFigures
from revisit_cli.rulebook.periods import first_day, month_after
from revisit_cli.rulebook.rules import Rules


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
    if facts.drawn_at is None:
        return known
    sample = sample_of(facts.entries, facts.size)
    counts = Counter(found for each in sample if (found := class_of(each)) is not None)
    classes = tuple((kind, counts[kind]) for kind in CLASSES)
    unreached = counts["unreached"]
    answered = counts.total() - unreached
    waiting = len(sample) - counts.total()
    false = counts["not_called"] + counts["not_ours"]
    if len(sample) != answered + unreached + waiting:
        raise AssertionError(month)
    is_done = waiting == 0
    reached_or_not = answered + unreached
    return RecheckFigures(
        state="done" if is_done else "running",
        month=month,
        nth=facts.nth,
        percent=facts.percent,
        pool=facts.pool,
        size=facts.size,
        drawn=len(sample),
        answered=answered,
        unreached=unreached,
        waiting=waiting,
        false=false,
        classes=classes,
        most=most_false(facts.pool, answered, false) if is_done else None,
        most_with_unreached=(
            most_false(facts.pool, reached_or_not, false + unreached) if is_done else None
        ),
        completed_later=facts.completed_later,
        doubtful=doubtful,
    )


@clause("R38")
def told_in(month: str, on: date, rules: Rules) -> str:
    """Return which month's report tells of a re-check made once its own month was cleared.

    「其后的复核由当时在办的月份印出」, which is the next one where its own was still at hand.
    """
    return max((rules.month_at_hand(on), month_after(month)), key=first_day)
