"""Working days: the published edges, and a year nobody has announced."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.errors.days.calendar import YearUnknown
from revisit_cli.policy.days.workday import (
    at_most_days,
    explained,
    is_workday,
    workday_after,
    workdays_left,
)
from revisit_cli.records.days.calendar import Calendar

PLAIN = Calendar()
KNOWN_DAYS = st.dates(date(2024, 1, 1), date(2026, 11, 30))


@pytest.mark.clause("四4", "R7")
@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2025-09-26", "2025-10-10"),
        ("2025-09-28", "2025-10-11"),
        ("2025-09-30", "2025-10-14"),
        ("2025-12-31", "2026-01-08"),
        ("2026-02-12", "2026-02-26"),
        ("2026-02-14", "2026-02-28"),
        ("2026-04-28", "2026-05-08"),
        ("2026-04-30", "2026-05-11"),
        ("2026-09-18", "2026-09-24"),
        ("2026-09-20", "2026-09-28"),
        ("2026-09-24", "2026-10-09"),
        ("2026-09-30", "2026-10-13"),
    ],
)
def test_five_working_days_after_a_contact(start: str, due: str) -> None:
    assert workday_after(date.fromisoformat(start), 5, PLAIN) == date.fromisoformat(due)


@pytest.mark.clause("R19")
@pytest.mark.parametrize(
    ("day", "years", "worked"),
    [
        # By the library, which has the notices of both years.
        ("2018-12-29", (), True),
        ("2018-12-31", (), False),
        # By those loaded: the next year's has the last word on the last three days.
        ("2027-12-28", (2027,), True),
        ("2027-12-29", (2027,), None),
        ("2027-12-31", (2027,), None),
        ("2027-12-31", (2027, 2028), True),
        ("2028-01-03", (2027, 2028), True),
    ],
)
def test_a_year_is_known_to_its_end_only_with_the_next(
    day: str, years: tuple[int, ...], worked: bool | None
) -> None:
    calendar, on = Calendar(years=frozenset(years)), date.fromisoformat(day)
    if worked is None:
        with pytest.raises(YearUnknown) as refused:
            is_workday(on, calendar)
        assert "2028" in str(refused.value)
    else:
        assert is_workday(on, calendar) is worked


@pytest.mark.clause("R7")
@given(KNOWN_DAYS, st.integers(1, 10))
def test_the_explanation_counts_what_the_due_day_counts(start: date, count: int) -> None:
    days = explained(start, count, PLAIN)
    assert sum(day.counts is True for day in days) == count
    assert days[-1].on == workday_after(start, count, PLAIN)
    assert workdays_left(start + timedelta(days=1), days[-1].on, PLAIN) == count


@pytest.mark.clause("R19")
def test_no_announced_year_had_a_longer_wait_for_working_days() -> None:
    """Every day since 2004 that the library knows, for one to ten working days."""
    day = date(2004, 1, 1)
    while day < date(2026, 12, 1):
        for count in range(1, 11):
            assert workday_after(day, count, Calendar()) <= day + at_most_days(count)
        day += timedelta(days=7 if day.month in (3, 7, 8, 11) else 1)


def test_a_year_without_a_notice_is_refused() -> None:
    with pytest.raises(YearUnknown) as refused:
        workday_after(date(2026, 12, 29), 5, PLAIN)
    assert refused.value.facts == {"year": 2027}


@pytest.mark.clause("R19")
def test_a_notice_loaded_here_goes_before_the_library() -> None:
    loaded = Calendar({date(2027, 1, 1): False, date(2027, 1, 3): True}, {}, frozenset({2027}))
    assert not is_workday(date(2027, 1, 1), loaded)
    assert is_workday(date(2027, 1, 3), loaded)
    assert is_workday(date(2027, 1, 4), loaded)
    assert workday_after(date(2026, 12, 29), 5, loaded) == date(2027, 1, 5)
