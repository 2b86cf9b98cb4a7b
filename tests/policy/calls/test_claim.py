"""Whose clock counts for a lease."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.policy.calls.claim import file_clock, lease_until, minutes_behind
from revisit_cli.records.context import BEIJING
from revisit_cli.records.rules.setting import Settings

NOW = datetime(2026, 11, 26, 9, tzinfo=BEIJING)


@given(st.integers(-100_000, 100_000))
def test_the_clock_of_the_file_never_goes_backwards(minutes: int) -> None:
    newest = NOW + timedelta(minutes=minutes)
    clock = file_clock(NOW, newest.isoformat())
    assert clock == max(NOW, newest)
    assert file_clock(clock, newest.isoformat()) == clock
    assert minutes_behind(NOW, newest.isoformat()) == (minutes if minutes > 5 else 0)


@pytest.mark.clause("三(四)1")
def test_a_lease_lasts_as_the_bureau_set_it() -> None:
    assert lease_until(NOW, Settings()) == NOW + timedelta(minutes=30)
    assert lease_until(NOW, Settings(lease_minutes=5)) == NOW + timedelta(minutes=5)
    assert file_clock(NOW, None) == NOW
    assert minutes_behind(NOW, None) == 0
