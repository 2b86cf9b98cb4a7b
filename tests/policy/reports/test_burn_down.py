"""The calls left at the end of each day are those of N that had come and were not final."""

from datetime import date, datetime, time, timedelta
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.policy.calls.outcome import TABLE
from revisit_cli.policy.reports.burn_down import calls_left
from revisit_cli.records.code import CallOutcome
from revisit_cli.records.context import BEIJING, stamp
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.records.reports.facts import MonthFacts
from revisit_cli.records.reports.task import Attempt, CallTask
from revisit_cli.records.value import replace
from revisit_cli.rulebook import loader

MONTH, DUE = "2026-11", date(2026, 12, 10)
CYCLE = loader.rules().period(MONTH)
START = datetime(2026, 11, 20, 9, tzinfo=BEIJING)
AFTER = datetime(2026, 12, 21, 9, tzinfo=BEIJING)
MOMENTS = st.integers(0, 24 * 35).map(lambda hours: stamp(START + timedelta(hours=hours)))


def _attempt(outcome: str, at: str) -> Attempt:
    return Attempt(cast(CallOutcome, outcome), at, at)


def _call(*attempts: Attempt, came: str | None = None, listed: bool = True) -> CallTask:
    return CallTask(MONTH, "示例厂", DUE, listed, came, attempts)


def _facts(*calls: CallTask) -> MonthFacts:
    return MonthFacts(MONTH, True, (), (), (), (), (), (), call_tasks=calls)


def _left(facts: MonthFacts, now: datetime = AFTER) -> dict[str, int | None]:
    days = calls_left(facts, CYCLE, Calendar(), now)
    return {each.on.strftime("%m-%d"): each.left for each in days}


@st.composite
def calls(draw: st.DrawFn) -> CallTask:
    times = sorted(draw(st.lists(MOMENTS, max_size=4)))
    attempts = (_attempt(draw(st.sampled_from(sorted(TABLE))), at) for at in times)
    return _call(*attempts, came=draw(MOMENTS | st.none()), listed=draw(st.booleans()))


@pytest.mark.clause("三(二)1", "R12")
@given(st.lists(calls(), min_size=1, max_size=12))
def test_each_day_counts_what_stood_at_its_end(found: list[CallTask]) -> None:
    days = calls_left(_facts(*found), CYCLE, Calendar(), AFTER)
    assert [each.on for each in days] == [
        CYCLE.last_on + timedelta(days=number) for number in range(16)
    ]
    for each in days:
        night = stamp(datetime.combine(each.on, time.max, BEIJING))
        open_then = [
            call
            for call in found
            if not any(TABLE[one.outcome].is_final and one.at <= night for one in call.attempts)
            and (call.is_listed or call.came_at is None or call.came_at <= night)
        ]
        assert each.left == len(open_then)


@pytest.mark.clause("三(二)1")
def test_a_call_is_left_until_its_first_final_outcome() -> None:
    told = _left(
        _facts(
            _call(_attempt("no_answer", "2026-11-26T09:00:00+08:00")),
            _call(
                _attempt("completed", "2026-11-30T23:59:59+08:00"),
                _attempt("completed", "2026-12-05T09:00:00+08:00"),
            ),
            _call(_attempt("refused_hard", "2026-12-01T00:00:00+08:00")),
        )
    )
    assert (told["11-25"], told["11-29"], told["11-30"], told["12-01"], told["12-10"]) == (
        3, 3, 2, 1, 1,
    )  # fmt: skip


@pytest.mark.clause("R12")
def test_a_firm_added_later_counts_from_the_day_it_came() -> None:
    late = _call(came="2026-12-03T10:00:00+08:00", listed=False)
    told = _left(_facts(_call(), late))
    assert (told["12-02"], told["12-03"]) == (1, 2)
    cleared_long_ago = replace(_facts(_call(), late), certificate_format=2)
    assert set(_left(cleared_long_ago).values()) == {1}
    frozen = _call(came="2026-12-03T10:00:00+08:00")
    assert set(_left(_facts(frozen)).values()) == {1}


@pytest.mark.clause("R12")
def test_what_another_month_handed_on_is_not_left_of_this_one() -> None:
    handed = replace(_call(), month="2026-10")
    assert set(_left(_facts(_call(), handed)).values()) == {1}
    assert _left(_facts(handed)) == {}
    assert _left(_facts()) == {}


def test_days_to_come_have_no_count() -> None:
    told = _left(_facts(_call()), datetime(2026, 12, 2, 8, tzinfo=BEIJING))
    assert (told["12-02"], told["12-03"]) == (1, None)


@pytest.mark.clause("R19")
def test_days_of_rest_are_told_and_of_a_year_nobody_announced_nothing_is() -> None:
    made_up = Calendar(days={date(2026, 11, 28): True})
    rest = {
        each.on.day: each.is_rest for each in calls_left(_facts(_call()), CYCLE, made_up, AFTER)
    }
    assert (rest[27], rest[28], rest[29], rest[30]) == (False, False, True, False)
    december = loader.rules().period("2026-12")
    call = replace(_call(), month="2026-12")
    facts = replace(_facts(call), month="2026-12")
    days = calls_left(facts, december, Calendar(), AFTER)
    assert [each.is_rest for each in days if each.on.year == 2027] == [None] * 10
