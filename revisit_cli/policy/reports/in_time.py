"""How many of a month's calls and visits were made in time, and which were not."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from revisit_cli.document import clause
from revisit_cli.policy.calls.call import TABLE
from revisit_cli.policy.days.due import due_at, kept
from revisit_cli.records.days.deed import Deed, Kept
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.deed import CallDeed, VisitDeed
from revisit_cli.records.value import Value, replace
from revisit_cli.rulebook.rules import Rules

LateCall = tuple[str, bool]


class InTime(Value):
    """What a month's calls, or visits, come to.

    Its own are those of ``rate`` (in time, of all), ``late``, ``not_due`` and ``carried_not_due``,
    whose verdict falls in the month they were carried to; ``carried_late`` of the late were
    carried over. Of those it was handed before they were due ``came_in_time`` were made in time,
    ``came_after`` were not, and ``came_not_due`` are not due yet.
    """

    rate: Rate
    counts: tuple[tuple[str, int], ...]

    @property
    def late_count(self) -> int:
        """How many of its own are late."""
        return dict(self.counts)["late"]


@clause("三(二)1", "R21")
def call_verdict(call: CallDeed, now: datetime, rules: Rules) -> Kept:
    """Return the verdict on a call: 「次月上旬内完成」, by its first final outcome."""
    final = next((each for each in call.attempts if TABLE[each.outcome].is_final), None)
    deed = Deed(call.month, call.due_on, handed_on=call.handed_on)
    if final is not None:
        deed = replace(deed, done_at=final.at, entered_at=final.entered_at)
    return kept(deed, rules.of(call.month).calls, now)


@clause("三(二)1", "R21")
def calls_in_time(month: str, calls: Sequence[CallDeed], now: datetime, rules: Rules) -> InTime:
    """Return how many of a month's calls were made in time: 「10日24时以前得出最终结果」."""
    found = _counted(
        month, [(each.month, each.handed_on, call_verdict(each, now, rules)) for each in calls]
    )
    added = sum(was_added_late for _, was_added_late in late_calls(month, calls, now, rules))
    return InTime(found.rate, (*found.counts, ("late_added", added)))


@clause("三(二)1", "R21")
def late_calls(
    month: str, calls: Sequence[CallDeed], now: datetime, rules: Rules
) -> tuple[LateCall, ...]:
    """Return the firms of a month that were called late, or are, and whether they came late.

    「补入已过期」: the ledger that brought the firm came when its call was due already.
    """
    limit = rules.of(month).calls
    found = []
    for each in calls:
        verdict = call_verdict(each, now, rules)
        if each.month == month == verdict.month and verdict.timing == "late":
            came = None if each.came_at is None else datetime.fromisoformat(each.came_at)
            until = due_at(limit, each.due_on)
            found.append((each.firm, not each.is_listed and came is not None and came > until))
    return tuple(found)


@clause("三(二)2", "R6", "R21")
def visits_in_time(month: str, visits: Sequence[VisitDeed], now: datetime, rules: Rules) -> InTime:
    """Return how many of a month's visits took place by 「20日24时以前进行」."""
    deeds = [each.deed for each in visits]
    return _counted(
        month,
        [
            (each.month, each.handed_on, kept(each, rules.of(each.month).visits, now))
            for each in deeds
        ],
    )


def _counted(
    month: str, verdicts: Sequence[tuple[str, tuple[tuple[str, str], ...], Kept]]
) -> InTime:
    """Count a month's own verdicts, and those on what it was handed. Raises AssertionError."""
    own = [verdict for owed, _, verdict in verdicts if owed == month]
    came = [verdict for owed, _, verdict in verdicts if owed != month]
    carried_late = sum(
        owed == month == verdict.month and bool(handed_on) and verdict.timing == "late"
        for owed, handed_on, verdict in verdicts
    )
    back = sum(each.is_back_entered and each.month == month for _, _, each in verdicts)
    here = Counter(verdict.timing for verdict in own if verdict.month == month)
    there = Counter(verdict.timing for verdict in came if verdict.month == month)
    gone = sum(verdict.month != month for verdict in own)
    if here.total() + gone != len(own):
        raise AssertionError((month, dict(here), gone, len(own)))
    counts = (
        ("late", here["late"]),
        ("not_due", here["not_due"]),
        ("carried_late", carried_late),
        ("carried_not_due", gone),
        ("came_in_time", there["in_time"]),
        ("came_after", there["late"]),
        ("came_not_due", there["not_due"]),
        ("back_entered", back),
    )
    return InTime(Rate(here["in_time"], len(own)), counts)
