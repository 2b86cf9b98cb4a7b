"""The exact sample sizes and bounds, against the design's figures and two other ways of reckoning.

The second implementation counts samples one by one where they are few, and otherwise goes by
factors of probabilities instead of binomials.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.policy.recheck.chance import (
    chance_of_at_most,
    difference,
    fakes_to_find,
    holm,
    most_false,
    sample_size,
)

TWENTIETH = Fraction(1, 20)


def counted(found: int, calls: int, fakes: int, size: int) -> Fraction:
    """The chance of at most ``found``, by drawing every sample there is."""
    samples = [sum(each < fakes for each in drawn) for drawn in combinations(range(calls), size)]
    return Fraction(sum(hits <= found for hits in samples), len(samples))


def stepped(found: int, calls: int, fakes: int, size: int) -> Fraction:
    """The same, draw by draw: a walk over how many fakes came up so far."""
    chances = {0: Fraction(1)}
    for drawn in range(size):
        after: dict[int, Fraction] = {}
        for hits, chance in chances.items():
            left = calls - drawn
            hit = Fraction(max(0, fakes - hits), left)
            after[hits + 1] = after.get(hits + 1, Fraction(0)) + chance * hit
            after[hits] = after.get(hits, Fraction(0)) + chance * (1 - hit)
        chances = {hits: chance for hits, chance in after.items() if chance}
    return sum((chance for hits, chance in chances.items() if hits <= found), Fraction(0))


@pytest.mark.clause("R37")
@pytest.mark.parametrize(
    ("percent", "calls", "size"),
    [
        (10, 100, 25),
        (10, 312, 27),
        (10, 600, 28),
        (10, 2000, 29),
        (5, 100, 45),
        (5, 312, 52),
        (5, 600, 56),
        (5, 2000, 58),
        # One more to be found, and fewer suffice.
        (5, 20, 19),
        (5, 21, 16),
        (10, 20, 16),
        (10, 19, 19),
        (10, 1, 1),
        (10, 0, 0),
    ],
)
def test_the_sizes_of_the_design_come_out(percent: int, calls: int, size: int) -> None:
    assert sample_size(calls, percent) == size


@pytest.mark.clause("R37")
@given(st.integers(20, 400), st.integers(1, 50))
def test_a_sample_is_the_smallest_that_finds_one(calls: int, percent: int) -> None:
    size, fakes = sample_size(calls, percent), fakes_to_find(calls, percent)
    assert 100 * (fakes - 1) < calls * percent <= 100 * fakes
    assert stepped(0, calls, fakes, size) <= TWENTIETH
    assert stepped(0, calls, fakes, size - 1) > TWENTIETH


@pytest.mark.clause("R37")
@pytest.mark.parametrize(
    ("calls", "size", "found", "most"),
    [
        (312, 52, 0, 15),  # 「若 312 通中有 16 通以上不符」
        (312, 60, 8, 68),  # the eight that were not reached counted as false
        (312, 52, 1, 25),
        (209, 27, 0, 20),
        (12, 12, 2, 2),  # a census leaves nothing open
        (12, 0, 0, 12),  # nobody reached says nothing
    ],
)
def test_the_bounds_of_the_design_come_out(calls: int, size: int, found: int, most: int) -> None:
    assert most_false(calls, size, found) == most


@pytest.mark.clause("R37")
@given(st.data())
def test_one_more_than_the_bound_would_hardly_have_looked_so_good(data: st.DataObject) -> None:
    calls = data.draw(st.integers(1, 60))
    size = data.draw(st.integers(0, calls))
    found = data.draw(st.integers(0, size))
    most = most_false(calls, size, found)
    assert found <= most <= calls - (size - found)
    assert stepped(found, calls, most, size) >= TWENTIETH
    if most < calls - (size - found):
        assert stepped(found, calls, most + 1, size) < TWENTIETH


@given(st.data())
def test_chances_are_those_of_counting_every_sample(data: st.DataObject) -> None:
    calls = data.draw(st.integers(1, 9))
    fakes = data.draw(st.integers(0, calls))
    size = data.draw(st.integers(0, calls))
    found = data.draw(st.integers(0, size))
    exact = chance_of_at_most(found, calls, fakes, size)
    assert exact == counted(found, calls, fakes, size) == stepped(found, calls, fakes, size)


@pytest.mark.parametrize(
    ("table", "published"),
    [
        # Fisher's tea: all four right of four, three of four.
        ((4, 4, 0, 4), Fraction(2, 70)),
        ((3, 4, 1, 4), Fraction(34, 70)),
        # Fisher 1935, convicted twins: 3095/6653325 one-sided, 0.0005367 two-sided.
        ((10, 13, 2, 17), Fraction(3_571, 6_653_325)),
    ],
)
def test_fishers_own_examples_come_out(
    table: tuple[int, int, int, int], published: Fraction
) -> None:
    assert difference(*table) == published


@given(st.integers(0, 8), st.integers(0, 8), st.integers(0, 8), st.integers(0, 8))
def test_two_shares_differ_no_more_one_way_than_the_other(a: int, b: int, c: int, d: int) -> None:
    p = difference(a, a + b, c, c + d)
    assert 0 < p <= 1
    assert p == difference(c, c + d, a, a + b) == difference(b, a + b, d, c + d)


def test_holm_steps_down() -> None:
    hundredths = [Fraction(each, 100) for each in (1, 4, 3)]
    assert holm(hundredths) == (Fraction(3, 100), Fraction(6, 100), Fraction(6, 100))
    assert holm([]) == ()
    assert holm([Fraction(9, 10), Fraction(8, 10)]) == (Fraction(1), Fraction(1))


@given(st.lists(st.fractions(0, 1), max_size=6))
def test_a_corrected_chance_is_never_smaller_nor_out_of_order(chances: list[Fraction]) -> None:
    corrected = holm(chances)
    pairs: Iterator[tuple[Fraction, Fraction]] = zip(chances, corrected, strict=True)
    assert all(before <= after <= 1 for before, after in pairs)
    order = sorted(range(len(chances)), key=chances.__getitem__)
    assert [corrected[each] for each in order] == sorted(corrected)
