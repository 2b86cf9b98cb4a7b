"""Cycles: every day in exactly one, and the edges of each month."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.errors.command import HalfUnreadable, MonthUnreadable
from revisit_cli.policy.days.cycle import (
    cycle_of_month,
    half_of_day,
    late_after,
    month_at_hand,
    month_before,
    month_given,
    month_of_day,
    months_of_half,
    remind_on,
)
from revisit_cli.policy.days.workday import last_workday_until
from revisit_cli.records.days.calendar import Calendar

PLAIN = Calendar()


@pytest.mark.clause("三(一)1", "R1", "R3")
@given(st.dates(date(2001, 1, 1), date(2200, 1, 1)))
def test_every_day_is_in_exactly_one_cycle(day: date) -> None:
    month = month_of_day(day)
    near = [month_before(month), month, month_before(month, -1)]
    cycles = [cycle_of_month(each) for each in near]
    assert [each.month for each in cycles if each.first_on <= day <= each.last_on] == [month]


@pytest.mark.clause("三(一)1", "三(二)1", "三(二)2", "R2", "R5", "R6")
@pytest.mark.parametrize(
    ("month", "remind", "late", "calls", "visits"),
    [
        ("2025-10", "2025-10-24", "2025-10-27", "2025-11-10", "2025-11-20"),
        ("2025-12", "2025-12-25", "2025-12-25", "2026-01-09", "2026-01-20"),
        ("2026-01", "2026-01-23", "2026-01-26", "2026-02-10", "2026-02-14"),
        ("2026-04", "2026-04-24", "2026-04-27", "2026-05-09", "2026-05-20"),
        ("2026-09", "2026-09-24", "2026-09-28", "2026-10-10", "2026-10-20"),
    ],
)
def test_the_edges_of_a_month(month: str, remind: str, late: str, calls: str, visits: str) -> None:
    cycle = cycle_of_month(month)
    assert remind_on(cycle, PLAIN).isoformat() == remind
    moment = late_after(cycle, PLAIN, time(18))
    assert moment.isoformat() == f"{late}T18:00:00+08:00"
    assert cycle.calls_due_on.day == 10
    assert cycle.visits_due_on.day == 20
    assert last_workday_until(cycle.calls_due_on, PLAIN).isoformat() == calls
    assert last_workday_until(cycle.visits_due_on, PLAIN).isoformat() == visits


@pytest.mark.clause("三(二)3", "R8")
def test_half_years_are_calendar_halves() -> None:
    assert [half_of_day(date(2026, 6, 30)), half_of_day(date(2026, 7, 1))] == ["2026-H1", "2026-H2"]
    assert months_of_half("2026-H2")[0] == "2026-07"
    assert months_of_half("2026-H2")[-1] == "2026-12"
    for text in ("2026-H3", "bogus", "2026-11"):
        with pytest.raises(HalfUnreadable) as refusal:
            months_of_half(text)
        assert "2026-H2" in str(refusal.value)


@pytest.mark.parametrize(
    ("today", "month"),
    [("2026-11-20", "2026-10"), ("2026-11-21", "2026-11"), ("2026-12-01", "2026-11")],
)
def test_the_month_at_hand_turns_when_the_visits_are_due(today: str, month: str) -> None:
    assert month_at_hand(date.fromisoformat(today)) == month


@pytest.mark.parametrize("text", ["2026-11", "2026年11月", "２０２６－１１", "202611", "2026.11"])
def test_a_month_is_read_as_people_type_it(text: str) -> None:
    assert month_given(text) == "2026-11"


@pytest.mark.parametrize("text", ["2026-13", "11", "2026-00", "十一月", ""])
def test_a_month_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(MonthUnreadable):
        month_given(text)
