"""Four rules that point at records, and shares that point at nobody."""

from datetime import datetime, time, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.policy.recheck import signal as policy
from revisit_cli.records.context import BEIJING
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.records.recheck.doubt import Rated, SavedCall, Signal
from revisit_cli.records.value import replace
from revisit_cli.rulebook.loader import form

OPENED = datetime(2026, 12, 1, 9, 0, tzinfo=BEIJING)
SHORTEST = policy.least_seconds()


def saved(nth: int, seconds: int | None, clerk: str = "王芳", **other: object) -> SavedCall:
    opened = OPENED + timedelta(minutes=nth)
    at = opened + timedelta(seconds=seconds or 0)
    known = SavedCall(
        nth, nth, clerk, at, None if seconds is None else opened, at, None, ("satisfied",)
    )
    return replace(known, **other)


def found(*calls: SavedCall) -> list[Signal]:
    return list(policy.signals(calls, Calendar(), time(18, 0)))


def kinds(*calls: SavedCall) -> list[str]:
    return [each.kind for each in found(*calls)]


def test_the_shortest_time_is_that_of_the_forms_own_sentences() -> None:
    characters = sum(len(each.aloud) for each in form().questions)
    assert 8 * (SHORTEST - 1) < characters <= 8 * SHORTEST
    assert SHORTEST >= 15


@pytest.mark.clause("R39", "三(四)2")
def test_a_call_saved_before_its_questions_can_be_read_is_too_short() -> None:
    assert kinds(saved(1, SHORTEST - 1)) == ["too_short"]
    assert kinds(saved(1, SHORTEST)) == []
    # Files, sheets and what is keyed in later have no card.
    assert kinds(saved(1, None)) == []


@pytest.mark.clause("R39")
def test_ten_in_a_row_by_one_clerk_are_a_run_whatever_came_between_without_a_card() -> None:
    run = [saved(number, 3) for number in range(1, 11)]
    assert kinds(*run) == ["too_short", "in_a_row"]
    assert kinds(*run[:9]) == ["too_short"]
    assert kinds(*run[:9], saved(20, 300), saved(30, 3)) == ["too_short"]
    between = saved(5, None, attempt=99)
    assert kinds(*run, between) == ["too_short", "in_a_row"]
    # Another clerk's call in between breaks no run, and belongs to none.
    others = [replace(each, clerk="李敏") for each in run[5:]]
    assert kinds(*run[:5], *others) == ["too_short", "too_short"]
    assert kinds(*run, saved(3, 300, "李敏", attempt=50)) == ["too_short", "in_a_row"]


def test_a_run_is_told_apart_by_its_first_record_and_grows() -> None:
    run = [saved(number, 3) for number in range(1, 13)]
    short, longer = found(*run[:10])[1], found(*run)[1]
    assert short.subject == longer.subject
    assert longer.attempts == tuple(range(1, 13))


@pytest.mark.clause("R39")
def test_several_firms_on_one_number_are_one_signal() -> None:
    one, other = saved(1, 60, number="13800000001"), saved(2, 60, number="13800000001")
    assert kinds(one, other) == ["one_number"]
    assert "13800000001" not in found(one, other)[0].subject
    assert kinds(one, replace(other, number="13800000002")) == []
    # One firm called twice, and numbers that nobody knows, are none.
    assert kinds(one, replace(other, firm=1)) == []
    assert kinds(saved(1, 60), saved(2, 60)) == []


@pytest.mark.clause("R39")
@pytest.mark.parametrize(
    ("at", "is_odd"),
    [
        ("2026-12-01T08:29", True),
        ("2026-12-01T08:30", False),
        ("2026-12-01T12:30", False),
        ("2026-12-01T18:00", False),
        ("2026-12-01T18:01", True),
        ("2026-12-05T10:00", True),  # a Saturday
        ("2026-10-10T10:00", False),  # a Saturday that is worked
        ("2026-10-02T10:00", True),  # a holiday
        ("2036-10-02T10:00", False),  # nobody knows yet
    ],
)
def test_calls_outside_working_hours_are_signalled(at: str, is_odd: bool) -> None:
    moment = datetime.fromisoformat(at).replace(tzinfo=BEIJING)
    assert kinds(saved(1, 60, at=moment)) == (["off_hours"] if is_odd else [])


@given(st.lists(st.tuples(st.integers(0, 40), st.booleans(), st.sampled_from("甲乙")), max_size=60))
def test_runs_are_those_of_a_plain_count(calls: list[tuple[int, bool, str]]) -> None:
    made = [
        saved(number, seconds if is_carded else None, clerk)
        for number, (seconds, is_carded, clerk) in enumerate(calls, start=1)
    ]
    expected: list[list[int]] = []
    for clerk in "甲乙":
        run: list[int] = []
        for each in [*made, saved(99, SHORTEST, clerk)]:
            if each.clerk != clerk or each.opened_at is None:
                continue
            if (each.saved_at - each.opened_at).total_seconds() < SHORTEST:
                run.append(each.attempt)
                continue
            if len(run) >= 10:
                expected.append(run)
            run = []
    told = [list(each.attempts) for each in found(*made) if each.kind == "in_a_row"]
    assert sorted(told) == sorted(expected)


def test_alike_is_the_largest_lot_of_records_with_the_same_answers() -> None:
    answers = [("a",), ("b",), ("a",), ("a", "c")]
    calls = [saved(number, 3, answers=each) for number, each in enumerate(answers, start=1)]
    assert policy.alike(calls) == 2
    assert policy.alike([]) == 0


@pytest.mark.clause("R39")
def test_shares_stand_within_one_unit_with_exact_chances_and_in_the_order_of_names() -> None:
    rated = [
        Rated("质安站", "王芳", 10, 0),
        Rated("审批科", "王芳", 10, 0),
        Rated("审批科", "李敏", 2, 8),
        Rated("燃气办", "李敏", 0, 0),
        Rated("燃气办", "王芳", 3, 1),
    ]
    told = policy.shares(rated)
    # A unit with one clerk, or one whose clerks have no answers, compares nobody.
    assert [(each.unit, each.clerk) for each in told] == [("审批科", "李敏"), ("审批科", "王芳")]
    assert {each.chance for each in told} == {Fraction(2 * 66, 184_756)}
    assert {each.corrected for each in told} == {Fraction(4 * 66, 184_756)}
    assert (told[1].satisfied.n, told[1].satisfied.of) == (10, 10)
