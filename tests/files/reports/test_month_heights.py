"""How high the tables of the month's workbook stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.files.reports.month_heights import Heights
from revisit_cli.files.reports.month_styles import FLOW, PAGE
from revisit_cli.records.reports.paper import Table

LONG = "一" * 60
texts = st.sampled_from(["短", LONG, "a", LONG * 3])


def table(*rows: tuple[str, ...], remark: str = "") -> Table:
    return Table("题", ("企业", "说明"), rows, (6, 6), remark)


def test_a_row_whose_text_takes_more_lines_stands_higher() -> None:
    one, more = Heights(table(("短", "短"), ("短", LONG)), is_annex=False).rows

    assert more > one


def test_a_head_of_a_group_and_a_table_of_nothing_have_heights_of_their_own() -> None:
    group, row = Heights(table(("组",), ("短", "短")), is_annex=False).rows
    nothing = Heights(table(), is_annex=False)

    assert group != row
    assert (
        nothing.whole(1.0)
        == nothing.whole(2.0)
        < Heights(table(("短", "")), is_annex=False).whole(1)
    )


@given(st.lists(st.tuples(texts, texts), max_size=120), st.booleans())
def test_no_page_of_a_table_is_fuller_than_a_page_and_no_row_is_lost(
    rows: list[tuple[str, ...]], is_annex: bool
) -> None:
    heights = Heights(table(*rows), is_annex=is_annex)
    stretch = heights.stretch()
    pages = heights.pages(stretch)

    assert [row for page in pages for row in page] == [row * stretch for row in heights.rows]
    assert all(sum(page) + heights.head <= FLOW for page in pages)
    if heights.whole(1.0) <= PAGE:
        assert stretch == 1.0


@pytest.mark.parametrize("count", [1, 30, 200])
def test_a_remark_makes_the_last_page_fuller(count: int) -> None:
    rows = (("短", "短"),) * count
    without, with_one = (
        Heights(table(*rows, remark=remark), is_annex=False) for remark in ("", LONG * 3)
    )

    assert with_one.last_page(1.0) > without.last_page(1.0)
