"""How many of a month's calls and visits were made in time, and which were not."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol, TypeVar

from revisit_cli.document import clause
from revisit_cli.policy.calls.outcome import TABLE
from revisit_cli.policy.days.due import due_at, kept
from revisit_cli.policy.reports.count import counts_of
from revisit_cli.policy.visits.in_time import verdict as visit_verdict
from revisit_cli.records.code import Timing
from revisit_cli.records.days.task import Kept, Task
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.task import CallTask, VisitTask
from revisit_cli.records.value import Value
from revisit_cli.rulebook.limits import Limit
from revisit_cli.rulebook.rules import Rules

LateCall = tuple[str, bool]
T = TypeVar("T")
# What stands behind each count, under its key.
Rows = dict[str, tuple[T, ...]]


class Owed(Protocol):
    """A task as far as it goes which month owes it, and which it was handed on to."""

    @property
    def month(self) -> str:
        """The month that owes it."""

    @property
    def handed_on(self) -> tuple[tuple[str, str], ...]:
        """To which months it was carried over, and when."""


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


@clause("R12", "R21")
def ended(call: CallTask) -> tuple[str, str] | None:
    """Return when a call is said to have ended and when that was entered; None while it is open.

    Its first final outcome ends it, or the word of its units that they never served the firm.
    """
    final = next((each for each in call.attempts if TABLE[each.outcome].is_final), None)
    if final is not None:
        return final.at, final.entered_at
    return None if call.struck_at is None else (call.struck_at, call.struck_at)


@clause("三(二)1", "R21")
def call_verdict(call: CallTask, now: datetime, rules: Rules) -> Kept:
    """Return the verdict on a call: 「次月上旬内完成」, by its first final outcome."""
    done_at, entered_at = ended(call) or (None, None)
    task = Task(call.month, call.due_on, done_at, entered_at, call.handed_on, None)
    return kept(task, rules.of(call.month).calls, now)


@clause("三(二)1", "R21")
def may_be_late(first_due: date | None, today: date) -> bool:
    """Whether one of some calls, the first of which is due on a day, can be late: 「10日24时」.

    Before that day none is, whatever came of it.
    """
    return first_due is not None and first_due <= today


@clause("三(二)1", "R21")
def calls_in_time(month: str, calls: Sequence[CallTask], now: datetime, rules: Rules) -> InTime:
    """Return how many of a month's calls were made in time: 「10日24时以前得出最终结果」."""
    return in_time_of(call_rows(month, calls, now, rules))


def call_rows(month: str, calls: Sequence[CallTask], now: datetime, rules: Rules) -> Rows[CallTask]:
    """Return the calls behind each of these counts."""
    found = _rows(month, [(each, each, call_verdict(each, now, rules)) for each in calls])
    limit = rules.of(month).calls
    added = tuple(each for each in found["late"] if _was_added_late(each, limit))
    return {**found, "late_added": added}


@clause("三(二)1", "R21")
def late_calls(month: str, rows: Rows[CallTask], rules: Rules) -> tuple[LateCall, ...]:
    """Return the firms of a month that were called late, or are, and whether they came late.

    ``rows`` are those behind its counts. 「补入已过期」: the ledger that brought the firm came when
    its call was due already.
    """
    limit = rules.of(month).calls
    return tuple((call.firm, _was_added_late(call, limit)) for call in rows["late"])


def _was_added_late(call: CallTask, limit: Limit) -> bool:
    came = None if call.came_at is None else datetime.fromisoformat(call.came_at)
    return not call.is_listed and came is not None and came > due_at(limit, call.due_on)


@clause("三(二)2", "R6", "R21")
def visits_in_time(month: str, visits: Sequence[VisitTask], now: datetime, rules: Rules) -> InTime:
    """Return how many of a month's visits took place by 「20日24时以前进行」."""
    return in_time_of(visit_rows(month, visits, now, rules))


def visit_rows(
    month: str, visits: Sequence[VisitTask], now: datetime, rules: Rules
) -> Rows[VisitTask]:
    """Return the visits behind each of these counts."""
    return _rows(
        month,
        [(each, each.task, visit_verdict(each.task, now, rules)) for each in visits],
    )


def in_time_of(rows: Mapping[str, Sequence[object]]) -> InTime:
    """Return what the rows behind the counts come to."""
    counts = dict(counts_of(rows))
    return InTime(Rate(counts.pop("in_time"), counts.pop("own")), tuple(counts.items()))


def _rows(month: str, verdicts: Sequence[tuple[T, Owed, Kept]]) -> Rows[T]:
    """Return a month's tasks by verdict, its own and those it was handed. Raises AssertionError."""
    own = [each for each in verdicts if each[1].month == month]
    came = [each for each in verdicts if each[1].month != month]
    here = [each for each in own if each[2].month == month]
    there = [each for each in came if each[2].month == month]

    def timed(among: Sequence[tuple[T, Owed, Kept]], timing: Timing) -> tuple[T, ...]:
        return tuple(task for task, _, verdict in among if verdict.timing == timing)

    rows: Rows[T] = {
        "own": tuple(task for task, _, _ in own),
        "in_time": timed(here, "in_time"),
        "late": timed(here, "late"),
        "not_due": timed(here, "not_due"),
        "carried_late": timed([each for each in here if each[1].handed_on], "late"),
        "carried_not_due": tuple(task for task, _, verdict in own if verdict.month != month),
        "came_in_time": timed(there, "in_time"),
        "came_after": timed(there, "late"),
        "came_not_due": timed(there, "not_due"),
        "back_entered": tuple(
            task
            for task, _, verdict in verdicts
            if verdict.is_back_entered and verdict.month == month
        ),
    }
    parts = ("in_time", "late", "not_due", "carried_not_due")
    if sum(len(rows[part]) for part in parts) != len(own):
        raise AssertionError((month, counts_of(rows)))
    return rows
