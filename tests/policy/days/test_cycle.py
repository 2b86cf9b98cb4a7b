"""Cycles: the edges of each month, and months as people type them."""

import pytest

from revisit_cli.errors.command import HalfUnreadable, MonthUnreadable
from revisit_cli.policy.days.cycle import (
    half_given,
    late_after,
    month_given,
    month_said,
    remind_on,
)
from revisit_cli.policy.days.workday import last_workday_until
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.rulebook import loader

PLAIN = Calendar()


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
    cycle = loader.rules().period(month)
    assert remind_on(cycle, PLAIN).isoformat() == remind
    moment = late_after(cycle, PLAIN)
    assert moment.isoformat() == f"{late}T18:00:00+08:00"
    assert cycle.calls_due_on.day == 10
    assert cycle.visits_due_on.day == 20
    assert last_workday_until(cycle.calls_due_on, PLAIN).isoformat() == calls
    assert last_workday_until(cycle.visits_due_on, PLAIN).isoformat() == visits


@pytest.mark.parametrize(
    ("text", "at_hand", "month"),
    [
        ("11", "2026-11", "2026-11"),
        ("11月", "2026-11", "2026-11"),
        ("１１月", "2026-11", "2026-11"),
        ("11月份", "2026-12", "2026-11"),
        ("12", "2026-11", "2026-12"),
        ("1", "2026-11", "2026-01"),
        ("12", "2027-01", "2026-12"),
        ("2", "2027-01", "2027-02"),
        ("本期", "2026-11", "2026-11"),
        ("上期", "2027-01", "2026-12"),
        ("上上期", "2027-01", "2026-11"),
        ("下期", "2026-12", "2027-01"),
        ("2026-08", "2026-11", "2026-08"),
        ("2026年8月", "2026-11", "2026-08"),
    ],
)
def test_a_month_is_understood_as_people_say_it(text: str, at_hand: str, month: str) -> None:
    assert month_said(text, at_hand) == month


def test_a_month_from_which_something_holds_lies_ahead() -> None:
    assert month_said("3", "2026-11", 11) == "2027-03"


@pytest.mark.parametrize("text", ["", "0", "13", "13月", "上个", "下个礼拜"])
def test_a_month_that_is_none_is_refused_with_what_may_be_written(text: str) -> None:
    with pytest.raises(MonthUnreadable) as refused:
        month_said(text, "2026-11")
    assert "11月" in str(refused.value)
    assert "上期" in str(refused.value)


@pytest.mark.parametrize("text", ["2026-H2", "2026h2", "２０２６-H２"])
def test_a_half_year_is_read_as_people_type_it(text: str) -> None:
    assert half_given(text) == "2026-H2"


@pytest.mark.parametrize(
    "text", ["2026-H3", "bogus", "2026-11", "1999-H2", "3000-H1", "9999-H2", "0001-H1"]
)
def test_a_half_year_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(HalfUnreadable) as refusal:
        half_given(text)
    assert "2026-H2" in str(refusal.value)


@pytest.mark.parametrize("text", ["2026-11", "2026年11月", "２０２６－１１", "202611", "2026.11"])
def test_a_month_is_read_as_people_type_it(text: str) -> None:
    assert month_given(text) == "2026-11"


@pytest.mark.parametrize(
    "text", ["2026-13", "11", "2026-00", "十一月", "", "1999-12", "3000-01", "0001-01"]
)
def test_a_month_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(MonthUnreadable):
        month_given(text)
