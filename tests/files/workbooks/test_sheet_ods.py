"""Open documents: what their parser does not tell of a sheet."""

from collections.abc import Sequence
from pathlib import Path

from revisit_cli.files.workbooks.workbook import read_workbook
from revisit_cli.records.workbooks.grid import CellError, Merge
from tests.documents import ods

ODS_CELL = '<table:table-cell{}office:value-type="string"><text:p>{}</text:p></table:table-cell>'


def open_document(path: Path, rows: Sequence[str]) -> Path:
    path.write_bytes(ods(f'<table:table table:name="表&amp;1">{"".join(rows)}</table:table>'))
    return path


def test_rows_hidden_in_an_open_document_are_known(tmp_path: Path) -> None:
    row = "<table:table-row{}>" + ODS_CELL.format(" ", "{}") + "</table:table-row>"
    rows = [
        row.format("", "头"),
        row.format(' table:visibility="filter"', "甲"),
        row.format(' table:visibility="collapse" table:number-rows-repeated="2"', "乙"),
        row.format("", "丙"),
    ]
    (sheet,) = read_workbook(open_document(tmp_path / "台账.ods", rows)).sheets
    assert [row[0] for row in sheet.rows] == ["头", "甲", "乙", "乙", "丙"]
    assert sheet.hidden_rows == {2, 3, 4}


def test_merges_and_errors_of_an_open_document_are_known(tmp_path: Path) -> None:
    covered, error = "<table:covered-table-cell/>", ' calcext:value-type="error" '
    blanks = '<table:table-cell table:number-columns-repeated="2"/>'
    span = ' table:number-columns-spanned="1" table:number-rows-spanned="2" '
    title = ' table:number-columns-spanned="4" table:number-rows-spanned="1" '
    rows = [
        "".join(("<table:table-row>", *cells, "</table:table-row>"))
        for cells in (
            (ODS_CELL.format(title, "题"), covered * 3),
            (blanks, ODS_CELL.format(span, "审批科"), ODS_CELL.format(" ", "甲")),
            (blanks, covered, ODS_CELL.format(error, "#N/A")),
        )
    ]
    rows.insert(1, '<table:table-row table:number-rows-repeated="2"/>')
    (sheet,) = read_workbook(open_document(tmp_path / "台账.ods", rows)).sheets
    assert sheet.merges == (Merge(1, 1, 1, 4), Merge(4, 3, 5, 3))
    assert sheet.rows[4][3] == CellError("#N/A")


def test_a_number_that_the_office_program_has_lost_is_an_error(tmp_path: Path) -> None:
    """A telephone number that was given a date's or a time's look is written so by LibreOffice."""
    cell = (
        '<table:table-cell office:value-type="{0}" office:{0}-value="{1}"><text:p>{2}</text:p>'
        "</table:table-cell>"
    )
    row = "".join(
        (
            cell.format("date", "-000-32768-01-01T00:00:00", "#FMT"),
            cell.format("time", "PT-2147483648H00M00S", "0:00:00"),
            cell.format("date", "2026-11-02T16:00:00Z", "2026/11/2"),
            cell.format("time", "PT331200000024H00M00S", "331200000024:00:00"),
        )
    )
    path = open_document(tmp_path / "台账.ods", [f"<table:table-row>{row}</table:table-row>"])
    (sheet,) = read_workbook(path).sheets
    assert sheet.rows[0] == (
        CellError("#FMT"), CellError("0:00:00"), "2026-11-02T16:00:00Z", 13800000001.0,
    )  # fmt: skip


def test_what_stands_beside_a_text_is_none_of_it(tmp_path: Path) -> None:
    text = (
        "<office:annotation><text:p>批注</text:p></office:annotation><text:p>乙丑"
        '<text:s text:c="2"/><text:ruby><text:ruby-base>建筑</text:ruby-base>'
        "<text:ruby-text>jianzhu</text:ruby-text></text:ruby>\n    "
        "<text:span>公司</text:span></text:p>"
    )
    cell = f'<table:table-cell office:value-type="string">\n{text}\n</table:table-cell>'
    row = f"<table:table-row>\n{cell}\n</table:table-row>\n"
    path = open_document(tmp_path / "台账.ods", [row])
    (sheet,) = read_workbook(path).sheets
    assert sheet.rows == (("乙丑  建筑 公司",),)
