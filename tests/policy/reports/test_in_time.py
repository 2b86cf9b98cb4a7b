"""Calls and visits in time: every one in one month and one class."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.policy.calls.outcome import TABLE
from revisit_cli.policy.reports.in_time import (
    call_rows,
    calls_in_time,
    late_calls,
    may_be_late,
    visits_in_time,
)
from revisit_cli.records.context import BEIJING, stamp
from revisit_cli.records.days.task import Task
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.task import Attempt, CallTask, VisitTask
from revisit_cli.records.value import replace
from revisit_cli.rulebook import loader

RULES = loader.rules()
MONTH, NEXT = "2026-11", "2026-12"
START = datetime(2026, 11, 26, 9, tzinfo=BEIJING)
NOW = datetime(2026, 12, 28, 9, tzinfo=BEIJING)
MOMENTS = st.integers(0, 24 * 40).map(lambda hours: stamp(START + timedelta(hours=hours)))


def _attempt(outcome: str, at: str) -> Attempt:
    return Attempt(next(each for each in TABLE if each == outcome), at, at)


@st.composite
def calls(draw: st.DrawFn) -> CallTask:
    times = sorted(draw(st.lists(MOMENTS, max_size=4)))
    attempts = tuple(_attempt(draw(st.sampled_from(sorted(TABLE))), at) for at in times)
    is_carried = not any(TABLE[each.outcome].is_final for each in attempts) and draw(st.booleans())
    handed_on = ((NEXT, draw(MOMENTS)),) if is_carried else ()
    return CallTask(
        MONTH, "示例厂", date(2026, 12, 10), draw(st.booleans()), draw(MOMENTS), attempts, handed_on
    )


@pytest.mark.clause("三(二)1", "R21")
@given(st.lists(calls(), max_size=12))
def test_every_call_is_in_one_month_and_one_class(found: list[CallTask]) -> None:
    own = calls_in_time(MONTH, found, NOW, RULES)
    counts = dict(own.counts)
    assert own.rate.of == len(found)
    assert own.rate.n + counts["late"] + counts["not_due"] + counts["carried_not_due"] == len(found)
    assert counts["carried_late"] <= counts["late"]
    told = late_calls(MONTH, call_rows(MONTH, found, NOW, RULES), RULES)
    assert (len(told), sum(late for _, late in told)) == (counts["late"], counts["late_added"])
    handed = [each for each in found if each.handed_on]
    there = dict(calls_in_time(NEXT, handed, NOW, RULES).counts)
    came = there["came_in_time"] + there["came_after"] + there["came_not_due"]
    assert came == counts["carried_not_due"]


@pytest.mark.clause("三(二)1", "R21")
@given(st.lists(calls(), max_size=6), st.integers(0, 24 * 20))
def test_no_call_is_late_before_the_first_of_them_is_due(found: list[CallTask], hours: int) -> None:
    now = START + timedelta(hours=hours)
    # Nothing is put on record before it happens.
    done = [each for each in found if all(told.at <= stamp(now) for told in each.attempts)]
    done = [each for each in done if all(at <= stamp(now) for _, at in each.handed_on)]
    first = min((each.due_on for each in done), default=None)
    if not may_be_late(first, now.date()):
        assert calls_in_time(MONTH, done, now, RULES).late_count == 0


@pytest.mark.clause("三(二)1", "R21")
def test_a_call_may_be_late_from_its_day_on() -> None:
    due = date(2026, 12, 10)
    days = [due - timedelta(days=1), due, due + timedelta(days=1)]
    assert [may_be_late(due, day) for day in days] == [False, True, True]
    assert not may_be_late(None, due)


@pytest.mark.clause("三(二)1", "R21")
def test_a_call_is_in_time_by_its_first_final_outcome() -> None:
    ten, eleven = "2026-12-10T23:59:59+08:00", "2026-12-11T00:00:00+08:00"

    def call(*attempts: Attempt, came: str | None = None, listed: bool = True) -> CallTask:
        return CallTask(MONTH, "示例厂", date(2026, 12, 10), listed, came, attempts)

    found = [
        call(_attempt("partial", ten), _attempt("completed", eleven)),
        call(_attempt("no_answer", ten), _attempt("completed", eleven)),
        call(_attempt("no_answer", ten)),
        call(_attempt("completed", eleven), came=eleven, listed=False),
        call(_attempt("completed", eleven), came=ten, listed=False),
        call(_attempt("completed", eleven), came=eleven),
    ]
    counted = calls_in_time(MONTH, found, NOW, RULES)
    assert counted.rate == Rate(1, 6)
    assert (counted.late_count, dict(counted.counts)["late_added"]) == (5, 1)
    assert [late for _, late in late_calls(MONTH, call_rows(MONTH, found, NOW, RULES), RULES)] == [
        False, False, True, False, False,
    ]  # fmt: skip


@pytest.mark.clause("三(二)2", "R6", "R21")
def test_a_visit_stays_late_after_it_was_made() -> None:
    due, after = date(2026, 12, 20), "2026-12-21T00:00:00+08:00"
    made = Task(MONTH, due, "2026-12-20T23:00:00+08:00", "2026-12-20T23:00:00+08:00")
    found = [
        VisitTask("甲", made),
        VisitTask("乙", replace(made, entered_at="2026-12-22T09:00:00+08:00")),
        VisitTask("丙", Task(MONTH, due, after, after)),
        VisitTask("丁", Task(MONTH, due)),
        VisitTask("戊", Task(MONTH, due, handed_on=((NEXT, "2026-12-19T09:00:00+08:00"),))),
        VisitTask("己", Task(MONTH, due, handed_on=((NEXT, "2026-12-21T09:00:00+08:00"),))),
    ]
    counted = visits_in_time(MONTH, found, NOW, RULES)
    assert counted.rate == Rate(2, 6)
    assert {name: count for name, count in counted.counts if count} == {
        "late": 3, "carried_late": 1, "carried_not_due": 1, "back_entered": 1,
    }  # fmt: skip
    there = visits_in_time(NEXT, found[4:], NOW, RULES)
    assert (there.rate, dict(there.counts)["came_after"]) == (Rate(0, 0), 1)
