"""The simulation's short form: honest months raise no signal, fakes in a row always do."""

import pytest

from tests.policy.recheck.simulation import (
    POOLS,
    exactly_found,
    faked_months_missed,
    found_in_draws,
    honest_months_signalled,
)


@pytest.mark.clause("R39")
def test_no_honest_month_is_signalled() -> None:
    assert honest_months_signalled(100) == 0


@pytest.mark.clause("R39")
def test_every_month_with_ten_fakes_in_a_row_is_signalled() -> None:
    assert faked_months_missed(100) == 0


@pytest.mark.clause("R37")
@pytest.mark.parametrize(("calls", "percent"), POOLS)
def test_planted_fakes_are_found_as_often_as_reckoned(calls: int, percent: int) -> None:
    exact = exactly_found(calls, percent)
    assert exact >= 0.95
    # Four standard deviations of 200 draws.
    assert abs(found_in_draws(calls, percent, 200) - exact) < 4 * (0.05 * 0.95 / 200) ** 0.5
