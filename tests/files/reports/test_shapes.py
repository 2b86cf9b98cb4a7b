"""Charts are where their numbers say, and nowhere else."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.files.reports.shapes import BOTTOM, TOP, bar, floor, line, steps

RATES = st.lists(st.integers(0, 1000) | st.none(), min_size=1, max_size=12)


def spots(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"([\d.]+) ([\d.]+)", path)]


@given(st.lists(st.tuples(st.sampled_from("gmbo"), st.integers(0, 400)), max_size=6))
def test_a_bar_is_filled_by_its_parts_in_their_order(parts: list[tuple[str, int]]) -> None:
    found = bar(parts)
    assert [each.kind for each in found] == [kind for kind, count in parts if count]
    at = 0.0
    whole = sum(count for _, count in parts)
    shown = [count for _, count in parts if count]
    for each, count in zip(found, shown, strict=True):
        assert abs(float(each.x) - at) < 0.011
        assert abs(float(each.width) - 100 * count / whole) < 0.011
        at += float(each.width)
    assert not found or abs(at - 100) < 0.011


def test_a_bar_of_nought_has_no_part() -> None:
    assert bar([]) == bar([("g", 0), ("b", 0)]) == ()


@given(RATES)
def test_a_line_is_as_high_as_its_rates_and_breaks_where_there_is_none(
    tenths: list[int | None],
) -> None:
    foot = floor([tenths])
    drawn = line(tenths, foot)
    told = [each for each in tenths if each is not None]
    assert foot == (0 if any(each < 600 for each in told) else 60)
    high = [(BOTTOM - y) / (BOTTOM - TOP) for _, y in spots(drawn.path)]
    lone = [(BOTTOM - float(y)) / (BOTTOM - TOP) for _, y in drawn.lone]
    wanted = sorted((each / 10 - foot) / (100 - foot) for each in told)
    for found, expected in zip(sorted([*high, *lone]), wanted, strict=True):
        assert abs(found - expected) < 0.001
    runs = re.findall(r"1+", "".join("0" if each is None else "1" for each in tenths))
    assert drawn.path.count("M") == sum(len(each) > 1 for each in runs)
    assert len(drawn.lone) == sum(len(each) == 1 for each in runs)
    assert (drawn.end is None) == (not told)


def test_a_line_of_one_month_is_a_point_and_of_none_nothing() -> None:
    assert line([1000], 60) == ("", (("0", "6"),), ("0", "6"))
    assert (line([None], 60).path, line([], 0).end) == ("", None)


def test_lines_of_one_scale_stand_on_one_rate() -> None:
    assert floor([[600, None], [1000]]) == 60
    assert floor([[599, None], [1000]]) == 0
    assert floor([]) == 60


@given(
    st.lists(st.integers(0, 300), min_size=2, max_size=16),
    st.integers(0, 6),
    st.lists(st.booleans(), min_size=30, max_size=30),
)
def test_steps_stand_where_each_day_ended(
    counts: list[int], to_come: int, free: list[bool]
) -> None:
    left = [*counts, *[None] * to_come]
    rests = free[: len(left)]
    drawn = steps(left, rests)
    top = max(counts) or 1
    heights = [float(y) for y in re.findall(r"(?:M[\d.]+ |V)([\d.]+)", drawn.path)]
    for found, count in zip(heights, counts, strict=True):
        assert abs(found - (BOTTOM - (BOTTOM - TOP) * count / top)) < 0.006
    assert drawn.end is not None
    assert abs(float(drawn.end[0]) - 100 * (len(counts) - 1) / (len(left) - 1)) < 0.006
    assert len(drawn.rests) == sum(rests[1:])


@given(st.integers(1, 300), st.lists(st.booleans(), min_size=2, max_size=16))
def test_the_even_pace_falls_on_days_that_are_worked_and_ends_at_nought(
    count: int, rests: list[bool]
) -> None:
    pace = spots(steps([count, *[None] * (len(rests) - 1)], rests).pace)
    if all(rests[1:]):
        assert pace == []
        return
    falls = [after[1] - before[1] for before, after in pairwise(pace)]
    even = (BOTTOM - TOP) / sum(not each for each in rests[1:])
    for fall, is_rest in zip(falls, rests[1:], strict=True):
        assert abs(fall - (0 if is_rest else even)) < 0.011
    assert pace[-1] == (100, BOTTOM)


def test_no_pace_is_drawn_where_nobody_knows_which_days_are_worked() -> None:
    assert steps([3, 2], [False, None]).pace == ""
    assert steps([], []) == ("", None, "", ())
