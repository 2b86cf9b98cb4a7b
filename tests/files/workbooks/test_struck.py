"""Letters that are struck through: a whole cell's count as its row's, a part of them is told."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlwt
from openpyxl.styles import Font

from revisit_cli.files.workbooks.workbook import read_workbook
from tests.documents import cell, docx, ods, paragraph, row, run, table
from tests.files.workbooks.test_sheet_xml import MAIN, PARTS, packed

Texts = tuple[tuple[str, bool], ...]  # what a cell says, and whether that is struck through


def _xlsx_runs(texts: Texts) -> str:
    return "".join(
        f'<r><rPr><strike val="{int(is_struck)}"/></rPr><t>{text}</t></r>'
        for text, is_struck in texts
    )


def _xlsx(texts: Texts, path: Path, *, is_shared: bool) -> None:
    own = f'<c r="A1" t="inlineStr"><is>{_xlsx_runs(texts)}</is></c>'
    cells = '<c r="A1" t="s"><v>0</v></c>' if is_shared else own
    shared = f'<sst xmlns="{MAIN}"><si>{_xlsx_runs(texts)}</si></sst>'
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{cells}</row></sheetData></worksheet>'
    packed(
        {**PARTS, "xl/sharedStrings.xml": shared if is_shared else f'<sst xmlns="{MAIN}"/>',
         "xl/worksheets/sheet1.xml": sheet},
        path,
    )  # fmt: skip


def _shared(texts: Texts, path: Path) -> None:
    _xlsx(texts, path, is_shared=True)


def _inline(texts: Texts, path: Path) -> None:
    _xlsx(texts, path, is_shared=False)


def _ods(texts: Texts, path: Path) -> None:
    spans = "".join(
        f'<text:span text:style-name="T{int(is_struck)}">{text}</text:span>'
        for text, is_struck in texts
    )
    table = (
        '<table:table table:name="表"><table:table-row><table:table-cell>'
        f"<text:p>{spans}</text:p></table:table-cell></table:table-row></table:table>"
    )
    style = (
        '<style:style style:name="T1"><style:text-properties '
        'style:text-line-through-style="solid"/></style:style>'
    )
    path.write_bytes(ods(table, style))


def _html(texts: Texts, path: Path) -> None:
    said = "".join(f"<s>{text}</s>" if is_struck else text for text, is_struck in texts)
    path.write_text(f"<table><tr><td>{said}</td></tr></table>", encoding="utf-8")


def _docx(texts: Texts, path: Path) -> None:
    runs = "".join(run(text, "<w:strike/>" if is_struck else "") for text, is_struck in texts)
    path.write_bytes(docx(table([row([cell(paragraph(runs))])])))


def _xls(texts: Texts, path: Path) -> None:
    book = xlwt.Workbook()
    fonts = {False: xlwt.Font(), True: xlwt.Font()}
    fonts[True].struck_out = True
    runs = tuple((text, fonts[is_struck]) for text, is_struck in texts)
    book.add_sheet("表").write_rich_text(0, 0, runs)
    book.save(str(path))


WAYS: dict[str, Callable[[Texts, Path], None]] = {
    "shared.xlsx": _shared, "inline.xlsx": _inline, "a.ods": _ods, "a.html": _html,
    "a.docx": _docx, "a.xls": _xls,
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("texts", "is_whole", "is_told"),
    [
        ((("甲公司", False), ("乙公司", False)), False, False),
        ((("甲公司", True), ("乙公司", False)), False, True),
        ((("甲公司", False), ("乙公司", True)), False, True),
        ((("甲公司", True), ("乙公司", True)), True, False),
    ],
)
def test_struck_letters_are_heeded_or_told(
    tmp_path: Path, way: str, texts: Texts, *, is_whole: bool, is_told: bool
) -> None:
    path = tmp_path / way
    WAYS[way](texts, path)
    found = read_workbook(path)
    assert found.sheets[0].rows == (("甲公司乙公司",),)
    assert found.sheets[0].struck_rows == ({1} if is_whole else set())
    assert ("struck_words" in found.traits) == is_told


CELLS = ("审批科", "甲公司", "张三", "13800000001")


def _cells_xlsx(struck: set[int], path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for column, text in enumerate(CELLS):
        book.active.cell(1, column + 1, text).font = Font(strike=column in struck)
    book.save(path)


def _cells_xls(struck: set[int], path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    for column, text in enumerate(CELLS):
        sheet.write(0, column, text, xlwt.easyxf(f"font: struck_out {column in struck}"))
    book.save(str(path))


def _cells_html(struck: set[int], path: Path) -> None:
    cells = (f"<s>{t}</s>" if n in struck else t for n, t in enumerate(CELLS))
    row = "".join(f"<td>{each}</td>" for each in cells)
    path.write_text(f"<table><tr>{row}</tr></table>", encoding="utf-8")


@pytest.mark.parametrize("way", [_cells_xlsx, _cells_xls, _cells_html])
@pytest.mark.parametrize("struck", [set(), {0}, {1}, {3}, {0, 1}, {1, 2, 3}, {0, 1, 2, 3}])
def test_cells_struck_through_are_told_where_their_row_is_not(
    tmp_path: Path, way: Callable[[set[int], Path], None], struck: set[int]
) -> None:
    path = tmp_path / f"a.{way.__name__.rpartition('_')[2]}"
    way(struck, path)
    found = read_workbook(path)
    is_row = 2 * len(struck) > len(CELLS)
    assert found.sheets[0].struck_rows == ({1} if is_row else set())
    assert ("struck_words" in found.traits) == (bool(struck) and not is_row)
