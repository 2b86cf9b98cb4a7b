"""A table's services by row and by column."""

from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.policy.ledgers.row_kind import cell_at, is_ordinary, odd_rows
from revisit_cli.policy.ledgers.services import WIDEST, Services
from revisit_cli.policy.workbooks.heading import Header
from revisit_cli.records.workbooks.grid import Cell, CellError

words: st.SearchStrategy[Cell] = st.sampled_from(
    [
        "示例一有限公司",
        "示例二厂",
        "企业名称",
        "5家",
        "",
        "小计",
        7,
        7.5,
        True,
        None,
        CellError("#N/A"),
    ]
)
rows = st.lists(st.lists(words, max_size=4).map(tuple), max_size=12)


@given(rows=rows)
def test_a_column_holds_each_rows_cell_and_none_where_a_row_is_short(
    rows: list[tuple[Cell, ...]],
) -> None:
    services = Services.of(rows, range(1, len(rows) + 1), [None] * len(rows))
    for place in (0, 1, 3, 9, None):
        assert list(services.column(place)) == [cell_at(cells, place) for cells in rows]


def test_a_stray_cell_far_to_the_right_widens_no_other_row() -> None:
    far = (*[None] * WIDEST, "远")
    services = Services.of([("甲",), far], [1, 2], [None, None])
    assert len(services.columns) == WIDEST
    assert services.rows[1] == far


@given(rows=rows, times=st.sampled_from([1, 700]), column=st.sampled_from([0, 2, None]))
def test_the_odd_rows_are_those_that_name_no_ordinary_firm(
    rows: list[tuple[Cell, ...]], times: int, column: int | None
) -> None:
    grid = rows * times
    header = Header((1,), {} if column is None else {"firm": (column,)}, {})
    first, last = 2, len(grid) - 1
    assert list(odd_rows(grid, header, first, last)) == [
        number
        for number in range(first, last + 1)
        if not is_ordinary(cell_at(grid[number - 1], column))
    ]
