"""Tables and pictures stand on sheets of paper without half-empty pages, none cut or lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.files.reports.paging import FEWEST_LINES, MOST_BLANK, SLACK, Block, lay_out

PAGE = 700.0
TABLES = st.builds(
    lambda heights: Block(24.0, tuple(heights), 3.0, 19.0, 10.0),
    st.lists(st.sampled_from([15.0, 30.0, 45.0]), min_size=1, max_size=60),
)
PICTURES = st.builds(Block, st.floats(80, 400))


def table(rows: int, *, leads: frozenset[int] = frozenset()) -> Block:
    return Block(24.0, (15.0,) * rows, 3.0, 19.0, 10.0, leads=leads)


def ends(blocks: list[Block]) -> list[tuple[int, int]]:
    return [(each.first, each.last) for each in lay_out(blocks, PAGE)]


@given(st.lists(st.one_of(TABLES, PICTURES), max_size=8))
def test_every_block_stands_once_in_its_order_and_what_is_on_one_page_fits_it(
    blocks: list[Block],
) -> None:
    sheets = lay_out(blocks, PAGE)
    placed = [number for each in sheets for number in range(each.first, each.last + 1)]
    assert placed == list(range(len(blocks)))
    for each in sheets:
        own = blocks[each.first : each.last + 1]
        high = sum(block.height(each.space) for block in own)
        assert high <= PAGE or each.pages > 1
        assert high > (each.pages - 2) * PAGE
        assert (each.broken is None) == (each.pages == 1)


def test_short_tables_share_a_page() -> None:
    assert ends([table(5), table(5), table(5), Block(150.0)]) == [(0, 3)]


def test_what_overflows_a_page_by_little_stands_closer_together() -> None:
    (only,) = lay_out([table(20), table(14)], PAGE)
    assert (only.pages, only.space) == (1, 0.8)


@pytest.mark.parametrize(
    "blocks",
    [
        [table(20), Block(400.0)],
        [table(30), Block(200.0), table(30)],
        [Block(300.0), table(34), table(30)],
        [Block(350.0), table(30), Block(300.0), table(30)],
    ],
)
def test_no_page_but_the_last_is_left_half_empty_where_it_need_not_be(blocks: list[Block]) -> None:
    assert [each.blank for each in lay_out(blocks, PAGE)[:-1] if each.blank > MOST_BLANK] == []


def test_a_table_is_not_begun_where_a_page_has_room_for_a_row_alone() -> None:
    assert ends([Block(640.0), table(40)]) == [(0, 0), (1, 1)]


def test_a_long_table_has_no_few_rows_on_its_last_page() -> None:
    for rows in range(40, 160):
        (only,) = lay_out([table(rows)], PAGE)
        assert only.lines >= FEWEST_LINES
        assert only.pages > 1


def test_the_head_of_a_group_never_ends_a_page() -> None:
    # As designed, 36 rows stand on the first page: the head of a group would be the last.
    (only,) = lay_out([table(66)], PAGE)
    assert only.space == 1.0
    (only,) = lay_out([table(66, leads=frozenset({35}))], PAGE)
    assert only.space != 1.0


def _ends(block: Block, space: float, page: float) -> list[int]:
    """Return the last row of each page but the last, on pages that hold so much."""
    room, found = page - block.above - block.head, []
    for number, row in enumerate(block.rows):
        height = row + space * block.space
        if height > room:
            found.append(number - 1)
            room = page - block.head
        room -= height
    return found


@given(
    st.lists(st.sampled_from([15.0, 30.0, 45.0]), min_size=60, max_size=140),
    st.sets(st.integers(0, 139), max_size=12),
)
def test_no_head_of_a_group_ends_a_page_on_a_printer_that_has_a_little_more_room(
    heights: list[float], leads: set[int]
) -> None:
    # Heads of groups that follow one another, or end a table, there are none.
    kept = frozenset(n for n in leads if n + 1 < len(heights) and n - 1 not in leads)
    block = Block(24.0, tuple(heights), 3.0, 19.0, 10.0, leads=kept)
    (only,) = lay_out([block], PAGE)
    if only.broken is None or only.blank == 0.0:
        return  # No spacing does: the table stands as it is designed.
    for more in SLACK:
        assert not kept & set(_ends(block, only.space, PAGE + more))


def test_a_picture_higher_than_a_page_stands_alone_on_one() -> None:
    assert [(each.pages, each.broken) for each in lay_out([Block(900.0)], PAGE)] == [(1, None)]
