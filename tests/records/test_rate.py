"""A rate as a reader sees it: one decimal, half up, from whole numbers."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from revisit_cli.labels.reports.report import percent
from revisit_cli.records.rate import Rate


@pytest.mark.parametrize(
    ("n", "of", "told"),
    [(1999, 2000, "99.9%"), (1, 2000, "0.1%"), (1, 100000, "0.1%"), (0, 7, "0.0%"),
     (7, 7, "100.0%"), (1, 16, "6.3%"), (0, 0, "不适用"), (210, 212, "99.1%")],
)  # fmt: skip
def test_all_and_none_are_printed_only_where_they_are_exact(n: int, of: int, told: str) -> None:
    assert percent(Rate(n, of)) == told


@given(some.integers(1, 5000).flatmap(lambda of: some.tuples(some.integers(0, of), some.just(of))))
def test_a_rate_is_rounded_half_up_from_whole_numbers(of_and_n: tuple[int, int]) -> None:
    n, of = of_and_n
    rounded = (Decimal(100 * n) / of).quantize(Decimal("0.1"), ROUND_HALF_UP)
    told = Decimal(percent(Rate(n, of)).rstrip("%"))
    assert told in (rounded, Decimal("0.1"), Decimal("99.9"))
    assert abs(told - rounded) <= Decimal("0.1")
    assert (told == 0, told == 100) == (n == 0, n == of)
