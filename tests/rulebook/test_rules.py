"""The rules: every day in exactly one cycle, whatever was dated, and the edges of each period."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.rulebook import loader
from revisit_cli.rulebook.periods import first_day, month_after, month_before, month_id
from revisit_cli.rulebook.rules import Rules

OURS = loader.rules()
DAYS = st.dates(date(2001, 1, 1), date(2200, 1, 1))
MONTHS = st.builds(month_id, st.integers(2001, 2199), st.integers(1, 12))


@st.composite
def dated_rules(draw: st.DrawFn, near: str) -> Rules:
    """Rules dated anyhow from months close to one, last days up to the 31st."""
    months = [month_before(near, count) for count in range(3, -4, -1)]
    since = draw(st.lists(st.sampled_from(months), unique=True).map(sorted))
    dated = tuple(
        (
            month,
            OURS.numbers._replace(
                cycle_last_day=draw(st.integers(1, 31)),
                calls_due_day=draw(st.integers(1, 31)),
                visits_due_day=draw(st.integers(1, 31)),
            ),
        )
        for month in since
    )
    return OURS._replace(dated=dated)


@pytest.mark.clause("三(一)1", "R1", "R3")
@given(DAYS, st.data())
def test_every_day_is_in_exactly_one_cycle_whatever_was_dated(
    day: date, data: st.DataObject
) -> None:
    rules = data.draw(dated_rules(month_id(day.year, day.month)))
    month = rules.month_of_day(day)
    near = [month_before(month, count) for count in range(2, -3, -1)]
    cycles = [rules.period(each) for each in near]
    assert [each.id for each in cycles if each.first_on <= day <= each.last_on] == [month]
    for earlier, later in pairwise(cycles):
        assert (later.first_on - earlier.last_on).days == 1
        assert later.boundary_on == earlier.last_on


@pytest.mark.clause("三(二)1", "R8")
@given(DAYS, st.data())
def test_the_month_at_hand_is_the_first_whose_visits_may_still_be_paid_in_time(
    day: date, data: st.DataObject
) -> None:
    rules = data.draw(dated_rules(month_id(day.year, day.month)))
    month = rules.month_at_hand(day)
    assert day <= rules.period(month).visits_due_on
    assert day > rules.period(month_before(month)).visits_due_on


@given(DAYS, st.data())
def test_the_month_to_come_has_not_begun_and_the_one_before_it_has(
    day: date, data: st.DataObject
) -> None:
    rules = data.draw(dated_rules(month_id(day.year, day.month)))
    month = rules.month_to_come(day)
    assert rules.period(month_before(month)).first_on <= day < rules.period(month).first_on


@given(MONTHS, st.data())
def test_a_month_keeps_the_numbers_of_its_own_whatever_is_dated_later(
    month: str, data: st.DataObject
) -> None:
    rules = data.draw(dated_rules(month))
    kept = rules._replace(
        dated=tuple(each for each in rules.dated if first_day(each[0]) <= first_day(month))
    )
    assert kept.period(month) == rules.period(month)
    assert kept.of(month) == rules.of(month)


def test_the_month_in_which_the_last_day_changes_begins_where_the_one_before_ended() -> None:
    rules = OURS._replace(dated=(("2026-12", OURS.numbers._replace(cycle_last_day=20)),))
    days = {
        month: (rules.period(month).first_on.isoformat(), rules.period(month).last_on.isoformat())
        for month in ("2026-11", "2026-12", "2027-01")
    }
    assert days == {
        "2026-11": ("2026-10-26", "2026-11-25"),
        "2026-12": ("2026-11-26", "2026-12-20"),
        "2027-01": ("2026-12-21", "2027-01-20"),
    }


def test_a_month_too_short_for_its_last_day_ends_with_its_own() -> None:
    rules = OURS._replace(numbers=OURS.numbers._replace(cycle_last_day=31, calls_due_day=30))
    february = rules.period("2027-02")
    assert (february.first_on, february.last_on) == (date(2027, 2, 1), date(2027, 2, 28))
    assert rules.period("2027-01").calls_due_on == date(2027, 2, 28)


@pytest.mark.clause("三(二)3", "R8")
def test_half_years_are_calendar_halves() -> None:
    days = (date(2026, 6, 30), date(2026, 7, 1))
    assert [OURS.half_of_day(day) for day in days] == ["2026-H1", "2026-H2"]
    assert OURS.months_of_half("2026-H2") == tuple(f"2026-{n:02d}" for n in range(7, 13))
    half = OURS.half("2026-H1")
    assert (half.first_on, half.last_on) == (date(2026, 1, 1), date(2026, 6, 30))


@pytest.mark.clause("R8")
@pytest.mark.parametrize(
    ("today", "half"),
    [("2027-01-20", "2026-H2"), ("2027-01-21", "2027-H1"), ("2026-07-20", "2026-H1")],
)
def test_the_half_year_at_hand_is_that_of_the_month_at_hand(today: str, half: str) -> None:
    assert OURS.half_at_hand(date.fromisoformat(today)) == half


@given(MONTHS)
def test_every_month_is_in_the_half_year_that_lists_it(month: str) -> None:
    assert month in OURS.months_of_half(OURS.half_of_month(month))
    assert month_before(month_after(month)) == month


@pytest.mark.parametrize(
    ("today", "month"),
    [("2026-11-20", "2026-10"), ("2026-11-21", "2026-11"), ("2026-12-01", "2026-11")],
)
def test_the_month_at_hand_turns_when_the_visits_are_due(today: str, month: str) -> None:
    assert OURS.month_at_hand(date.fromisoformat(today)) == month


@pytest.mark.parametrize(("size", "usual"), [(9, 10), (15, 15), (16, 15)])
def test_the_usual_size_lies_within_what_may_be_drawn(size: int, usual: int) -> None:
    assert OURS.numbers._replace(sample_size=size).usual_size == usual
