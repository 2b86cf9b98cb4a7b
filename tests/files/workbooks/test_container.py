"""What a workbook carries besides its cells."""

import io
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from revisit_cli.errors.ledgers.ledger import HeadingsNotFound, OnlyPictures
from revisit_cli.files.workbooks.container import traits
from revisit_cli.files.workbooks.workbook import read_workbook
from revisit_cli.policy.ledgers.ledger import understand
from revisit_cli.records.ledgers.ledger import Hints
from tests.files.workbooks.test_hostile import but, made, zipped

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
DRAWING = "xl/drawings/drawing1.xml"


def drawn(path: Path, *, picture: bool = False, title: str = "") -> Path:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("台账")
    sheet.write_string(0, 0, title)
    if picture:
        sheet.insert_image("A3", "扫描.png", {"image_data": io.BytesIO(PNG)})
    else:
        sheet.insert_textbox("A3", "审批科 示例甲有限公司")
    book.close()
    return path


@pytest.mark.parametrize("picture", [True, False])
@pytest.mark.parametrize("title", ["", "审批科2026年11月涉企服务台账"])
def test_a_ledger_that_is_a_picture_is_never_taken_for_an_empty_one(
    tmp_path: Path, picture: bool, title: str
) -> None:
    book = read_workbook(drawn(tmp_path / "台账.xlsx", picture=picture, title=title))
    with pytest.raises(OnlyPictures):
        understand(book, Hints())


def test_a_logo_beside_a_table_of_unknown_words_is_not_the_table(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"

    def fill(book: openpyxl.Workbook) -> None:
        assert book.active is not None
        book.active.delete_rows(1, 2)
        for row in (("甲栏", "乙栏", "丙栏"), ("一", "二", "三"), ("四", "五", "六")):
            book.active.append(row)

    path.write_bytes(but(made(fill), {"xl/media/image1.png": PNG}))
    with pytest.raises(HeadingsNotFound):
        understand(read_workbook(path), Hints())


def test_pictures_beside_a_ledger_are_told_and_the_ledger_is_read(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(but(made(), {"xl/media/image1.png": PNG}))
    book = read_workbook(path)
    assert book.traits == ("pictures",)
    (sheet,) = understand(book, Hints()).sheets
    assert len(sheet.rows) == 1


@pytest.mark.parametrize(
    ("data", "kind", "told"),
    [
        (zipped("content.xml"), "ods", []),
        (zipped("Pictures/1.png"), "ods", ["pictures"]),
        (zipped(DRAWING, b"<xdr:wsDr/>"), "xlsx", []),
        (zipped(DRAWING, b"<xdr:txBody>"), "xlsx", ["pictures"]),
        (PNG, "xls", ["pictures"]),
        (b"", "xls", []),
        (b"", "csv", []),
    ],
)
def test_each_kind_of_file_says_whether_it_holds_pictures(
    data: bytes, kind: str, told: list[str]
) -> None:
    assert traits(data, kind) == told
