"""Old workbooks: what their parser does not tell of a sheet."""

import io
from pathlib import Path

import openpyxl
import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment

from revisit_cli.files.workbooks.sheet_xls import read_xls
from revisit_cli.files.workbooks.workbook import read_workbook
from revisit_cli.records.workbooks.grid import CellError
from tests.printed import converted


def old_book() -> bytes:
    """Return a workbook with a hidden row, a hidden column and two cells in error."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("台账")
    for row in range(5):
        sheet.write(row, 0, "审批科")
        sheet.write(row, 1, f"示例{row}号厂")
    sheet.row(3).hidden = True
    sheet.col(4).hidden = True
    sheet.row(1).set_cell_error(2, 0x2A)  # #N/A
    sheet.row(2).set_cell_error(7, 0x07)  # #DIV/0!
    book.add_sheet("空")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


OLD = old_book()


def test_hidden_rows_and_errors_are_found_on_their_own_sheet() -> None:
    sheets, told = read_xls(OLD) or ([], [])
    assert told == []
    assert sheets is not None
    assert [sheet.name for sheet in sheets] == ["台账", "空"]
    assert sheets[0].hidden_rows == {4}
    assert sheets[0].hidden_columns == {5}
    assert sheets[0].rows[2][2] == ("error", "#N/A")
    assert sheets[0].rows[3][7] == ("error", "#DIV/0!")
    assert not sheets[1].hidden_rows


def test_they_come_with_the_sheet_that_is_read(tmp_path: Path) -> None:
    path = tmp_path / "台账.xls"
    path.write_bytes(OLD)
    book = read_workbook(path)
    assert book.sheets[0].hidden_rows == {4}
    assert book.sheets[0].rows[1][2] == CellError("#N/A")
    assert "hidden_untold" not in book.traits


@pytest.mark.parametrize("data", [b"", OLD[:8], OLD[:900], b"\x09\x08\x10\x00"])
def test_of_what_is_broken_nothing_is_told(data: bytes) -> None:
    assert read_xls(data) is None


@given(st.data())
def test_no_damage_does_harm(data: st.DataObject) -> None:
    content = bytearray(OLD)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(24, len(OLD) - 1))] = data.draw(st.integers(0, 255))
    read_xls(bytes(content))


@pytest.mark.office
def test_what_libreoffice_hides_is_known(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (
        ("单位", "企业"),
        ("审批科", "示例甲厂"),
        ("审批科", "=1/0"),
        ("审批科", "示例乙厂"),
    ):
        book.active.append(row)
    book.active.row_dimensions[2].hidden = True
    book.active.merge_cells("A3:A4")
    book.active["A1"].comment = Comment("企业已更名", "办事员甲")
    book.save(tmp_path / "台账.xlsx")
    found = read_workbook(converted(tmp_path / "台账.xlsx", tmp_path, "xls"))
    (sheet,) = found.sheets
    assert sheet.hidden_rows == {2}
    assert sheet.rows[2][1] == CellError("#DIV/0!")
    assert "hidden_untold" not in found.traits
    assert "comments" in found.traits
