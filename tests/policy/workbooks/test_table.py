"""Any table: two columns of one meaning, rows that are hidden or struck through."""

import pytest

from revisit_cli.errors.workbooks.workbook import ColumnsDiffer
from revisit_cli.policy.workbooks.table import refuse_twice, row_notes
from revisit_cli.records.workbooks.grid import Cell, Sheet

SAID = [("call", 0), ("outcome", 1), ("outcome", 2)]
USED = {"call": 0, "outcome": 1}


def _sheet(*rows: tuple[Cell, ...]) -> Sheet:
    return Sheet("补录", (("说明",), ("电话号", "结果", "结果"), *rows))


@pytest.mark.parametrize(
    "rows",
    [
        ((1, "接通", "接通"), (2, "拒访", " 拒访")),
        ((1, "接通", None), (2, "拒访")),
        ((1, "接通", ""),),
        (),
    ],
)
def test_a_column_that_says_nothing_of_its_own_is_left(rows: tuple[tuple[Cell, ...], ...]) -> None:
    refuse_twice("补录.xlsx", _sheet(*rows), 2, USED, SAID)


@pytest.mark.parametrize("row", [(2, "拒访", "接通"), (2, None, "接通"), (2, "", 7)])
def test_where_two_columns_differ_the_row_and_both_are_named(row: tuple[Cell, ...]) -> None:
    with pytest.raises(ColumnsDiffer) as told:
        refuse_twice("补录.xlsx", _sheet((1, "接通", "接通"), row), 2, USED, SAID)
    facts = told.value.facts
    assert (facts["first"], facts["second"], facts["row"]) == ("B2 结果", "C2 结果", 4)
    assert "补录" in str(told.value)


def test_rows_are_noted_by_what_hides_or_cancels_them() -> None:
    sheet = Sheet(
        "表", ((1,), (2,), (3,)), hidden_rows=frozenset({1, 2}), struck_rows=frozenset({2})
    )
    assert [row_notes(sheet, number) for number in (1, 2, 3)] == [
        ("row_hidden",),
        ("row_hidden", "row_struck"),
        (),
    ]
