"""What is published points at nobody, and lets nobody be worked out."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.policy.reports.suppression import hidden_cells, told_sum


@pytest.mark.clause("三(四)1")
@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ([], []),
        ([0, 5, 9], []),
        ([1, 5, 9], [1, 5]),
        ([0, 1, 5, 9], [0, 1, 5]),
        ([2, 1, 9], [2, 1, 9]),
        ([1, 1, 9], [1, 1, 9]),
        ([1, 1, 4, 9], [1, 1, 4]),
        ([2, 0, 0], [2, 0, 0]),
        ([1, 1], [1, 1]),
    ],
)
def test_small_cells_are_kept_back_and_as_many_more_as_it_takes(
    counts: list[int], hidden: list[int]
) -> None:
    cells = dict(enumerate(counts))
    assert [cells[key] for key in sorted(hidden_cells(cells))] == hidden


@pytest.mark.clause("三(四)1")
@given(st.lists(st.integers(0, 9), min_size=1, max_size=6))
def test_no_sum_that_is_told_is_small_nor_tells_a_hidden_cell(counts: list[int]) -> None:
    cells = dict(enumerate(counts))
    hidden = hidden_cells(cells)
    assert all(key in hidden for key, count in cells.items() if 0 < count < 3)
    parts = [
        frozenset(part) for size in range(len(cells) + 1) for part in combinations(cells, size)
    ]
    told = {part: told_sum(part, cells, hidden) for part in parts}
    for part, total in told.items():
        assert total is None or total == 0 or total >= 3
        assert total in (None, sum(cells[key] for key in part))
    # All that can be worked out by adding and taking away: no difference of two nested sums that
    # are told is the count of a part of the hidden cells only, unless it is all of them.
    for larger, most in told.items():
        for smaller, least in told.items():
            if most is not None and least is not None and smaller < larger:
                left = (larger - smaller) & hidden
                assert not left or left == hidden
