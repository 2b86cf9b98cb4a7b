"""The order of the queue, and for whom a firm waits."""

from datetime import datetime, timedelta

import pytest

from revisit_cli.labels.calls.call import WHYS
from revisit_cli.policy.calls.queue import is_agent, may_ask_again, minutes_broken, steps
from revisit_cli.records.context import BEIJING
from revisit_cli.store.calls.queue import STEPS

NOW = datetime(2026, 11, 26, 10, tzinfo=BEIJING)


@pytest.mark.clause("三(一)1", "三(二)1")
def test_appointments_come_before_never_attempted_and_those_before_the_rested() -> None:
    order = [step for step, _ in steps(9)]
    wanted = ["held", "appointment", "number_corrected", "carried", "new", "retry"]
    assert [step for step in order if step in wanted] == wanted


def test_a_number_just_reached_comes_first_while_somebody_is_at_the_telephone() -> None:
    assert [step for step, _ in steps(9, is_on_the_line=True)][:2] == ["held", "shared"]
    assert [step for step, _ in steps(9)].count("shared") == 1


@pytest.mark.clause("三(二)1")
@pytest.mark.parametrize(
    ("left", "risky"), [(None, []), (9, []), (2, ["new"]), (1, ["retry"]), (0, [])]
)
def test_before_the_tenth_what_can_still_be_lost_comes_first(
    left: int | None, risky: list[str]
) -> None:
    assert [step for step, why in steps(left) if why == "deadline"] == risky
    if left == 1:
        order = [step for step, _ in steps(left)]
        assert order.index("retry") < order.index("new")


def test_every_step_has_its_select_and_every_reason_its_word() -> None:
    for left in (None, 0, 1, 2, 9):
        for on_the_line in (True, False):
            for step, why in steps(left, is_on_the_line=on_the_line):
                assert step in STEPS
                assert why in WHYS


@pytest.mark.clause("三(一)")
def test_a_soft_refusal_is_asked_again_by_somebody_else() -> None:
    assert not may_ask_again(others_at_work=True)
    assert may_ask_again(others_at_work=False)


@pytest.mark.parametrize(("late", "minutes"), [(0, 0), (29, 0), (30, 30), (95, 95)])
def test_an_appointment_is_broken_after_half_an_hour(late: int, minutes: int) -> None:
    assert minutes_broken(NOW - timedelta(minutes=late), NOW) == minutes
    assert minutes_broken(None, NOW) == 0


def test_a_number_behind_three_firms_is_an_agents() -> None:
    assert [is_agent(count) for count in (1, 2, 3, 40)] == [False, False, True, True]
