"""How high the tables of the month's workbook stand, and on which side their columns."""

import pytest

from revisit_cli.files.reports.month_rows import block
from revisit_cli.files.reports.month_styles import kinds_of
from revisit_cli.records.reports.paper import Cell, Table

LONG = "一" * 60


def table(*rows: tuple[str, ...], remark: str = "") -> Table:
    return Table("题", ("企业", "说明"), rows, (6, 6), remark)


def test_a_row_whose_text_takes_more_lines_stands_higher() -> None:
    one, more = block(table(("短", "短"), ("短", LONG)), is_annex=False).rows
    assert more > one


def test_a_head_of_a_group_leads_and_a_table_of_nothing_says_so() -> None:
    stands = block(table(("组",), ("短", "短")), is_annex=False)
    assert stands.leads == {0}
    assert stands.rows[0] != stands.rows[1]
    nothing = block(table(), is_annex=False)
    assert (nothing.rows, nothing.head) == ((), 0)
    assert nothing.height(1.0) == nothing.height(2.0) < stands.height(1.0)


def test_a_remark_stands_below_and_type_of_the_annex_is_lower() -> None:
    without, with_one = (block(table(("a", "b"), remark=r), is_annex=False) for r in ("", LONG * 3))
    assert with_one.below > without.below
    assert block(table(("a", "b")), is_annex=True).rows[0] < without.rows[0]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ((6, "不足3家，不列"), "count"),
        (("0.0%　0／6", "0／2", "—"), "count"),
        (("清零后列", 2), "count"),
        (("6家企业", 2), "text"),
        (("", None), "text"),
    ],
)
def test_what_is_kept_back_stands_with_the_numbers_of_its_column(
    cells: tuple[Cell, ...], kind: str
) -> None:
    table = Table("表", ("项目", "数"), tuple(("行", cell) for cell in cells), (6, 6))
    assert kinds_of(table)[1] == kind
