"""Cycles: the edges of each month, and months as people type them."""

import pytest

from revisit_cli.errors.command import HalfUnreadable, MonthUnreadable
from revisit_cli.policy.days.cycle import half_given, late_after, month_given, remind_on
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


@pytest.mark.parametrize("text", ["2026-H2", "2026h2", "２０２６-H２"])
def test_a_half_year_is_read_as_people_type_it(text: str) -> None:
    assert half_given(text) == "2026-H2"


@pytest.mark.parametrize("text", ["2026-H3", "bogus", "2026-11"])
def test_a_half_year_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(HalfUnreadable) as refusal:
        half_given(text)
    assert "2026-H2" in str(refusal.value)


@pytest.mark.parametrize("text", ["2026-11", "2026年11月", "２０２６－１１", "202611", "2026.11"])
def test_a_month_is_read_as_people_type_it(text: str) -> None:
    assert month_given(text) == "2026-11"


@pytest.mark.parametrize("text", ["2026-13", "11", "2026-00", "十一月", ""])
def test_a_month_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(MonthUnreadable):
        month_given(text)
