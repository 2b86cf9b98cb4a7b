"""Tables of calls: found under any headings, every cell by its name."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.errors.calls.sheet import NoCallTable
from revisit_cli.labels.calls.entry import headings as known_headings
from revisit_cli.policy.calls.table import cell_at, from_records, read
from revisit_cli.records.workbooks.grid import Cell, Sheet, Workbook

NEEDED = ("call", "outcome")


HEADINGS = known_headings()


def book(*rows: Sequence[Cell], hidden: bool = False) -> Workbook:
    sheet = Sheet("甲", tuple(tuple(row) for row in rows), is_hidden=hidden)
    return Workbook("甲.xlsx", "0" * 64, 1, "xlsx", (sheet,))


def test_no_heading_means_two_fields() -> None:
    words = [word for found in HEADINGS.values() for word in found]
    assert len(words) == len(set(words))


@given(st.data())
def test_a_table_is_read_under_any_of_its_headings_in_any_order(data: st.DataObject) -> None:
    order = data.draw(st.permutations(sorted(HEADINGS)))
    headings = [data.draw(st.sampled_from(HEADINGS[name])) for name in order]
    above: list[Sequence[Cell]] = [["标题"]] * data.draw(st.integers(0, 3))
    (row,) = read(book(*above, headings, [f"值{name}" for name in order]), NEEDED, "")
    assert row.cells == {name: f"值{name}" for name in order}
    assert row.row == len(above) + 2


def test_hidden_sheets_and_empty_rows_are_not_read() -> None:
    head = ["电话号", "结果"]
    assert len(read(book(head, [1, "占线"], [None, ""], ["", None]), NEEDED, "")) == 1
    with pytest.raises(NoCallTable):
        read(book(head, [1, "占线"], hidden=True), NEEDED, "")


def test_json_records_keep_their_line_numbers() -> None:
    rows = from_records(
        [{"call": 1}, {}, {"call": 2, "one-time-notice": "yes", "tags": ["a", "b"]}]
    )
    assert [row.row for row in rows] == [1, 3]
    assert rows[1].cells == {"call": 2, "one_time_notice": "yes", "tags": "a、b"}


@pytest.mark.parametrize(("column", "name"), [(0, "A7"), (25, "Z7"), (26, "AA7"), (701, "ZZ7")])
def test_a_cell_has_its_sheets_own_name(column: int, name: str) -> None:
    assert cell_at(column, 7) == name
