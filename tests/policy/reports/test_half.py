"""The half-year's trend: against the last month that had a rate."""

import pytest

from revisit_cli.policy.reports.half import trend
from revisit_cli.records.rate import Rate


@pytest.mark.clause("R17")
@pytest.mark.parametrize(
    ("rates", "changes"),
    [
        ([], ()),
        ([Rate(0, 0), Rate(1, 2)], (None, None)),
        ([Rate(1, 2), Rate(3, 4), Rate(1, 4)], (None, 2500, -5000)),
        ([Rate(1, 2), Rate(0, 0), Rate(1, 1)], (None, None, 5000)),
    ],
)
def test_a_change_is_since_the_last_month_that_had_a_rate(
    rates: list[Rate], changes: tuple[int | None, ...]
) -> None:
    assert trend(rates) == changes
