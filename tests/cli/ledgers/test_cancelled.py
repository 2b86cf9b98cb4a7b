"""What a ledger says beside its texts: rows struck through, notes on cells, lost letters."""

from pathlib import Path

import openpyxl
import pytest
import xlwt
from openpyxl.comments import Comment
from openpyxl.styles import Font

from tests import documents as word
from tests.conftest import Revisit
from tests.documents import ods
from tests.files.workbooks import test_sheet_xlsb as binary

HEAD = ["单位", "时间", "涉企事宜", "企业名称", "联系人", "联系电话"]
ROWS = [
    ["审批科", f"2026-11-0{n}", "许可", f"示例{name}厂", name, f"1380000000{n}"]
    for n, name in enumerate("甲乙丙", 2)
]
# By row, the columns that are struck through: the whole row, one cell, most of them.
STRUCK = {2: range(6), 3: (3,), 4: range(1, 5)}
IN_TIME = "2026-11-25T10:00"


def _xlsx(folder: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEAD, *ROWS):
        sheet.append(row)
    for number, columns in STRUCK.items():
        for column in columns:
            sheet.cell(number, column + 1).font = Font(strike=True)
    book.save(folder / "台账.xlsx")
    return folder / "台账.xlsx"


def _xls(folder: Path) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    struck = xlwt.easyxf("font: struck_out on")
    for number, row in enumerate((HEAD, *ROWS), 1):
        for column, text in enumerate(row):
            style = struck if column in STRUCK.get(number, ()) else xlwt.Style.default_style
            sheet.write(number - 1, column, text, style)
    book.save(str(folder / "台账.xls"))
    return folder / "台账.xls"


def _ods(folder: Path) -> Path:
    rows = ""
    for number, row in enumerate((HEAD, *ROWS), 1):
        cells = "".join(
            f"<table:table-cell{_ODS_STRUCK if column in STRUCK.get(number, ()) else ''}"
            f' office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
            for column, text in enumerate(row)
        )
        rows += f"<table:table-row>{cells}</table:table-row>"
    style = (
        '<style:style style:name="ce1" style:family="table-cell">'
        '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    )
    path = folder / "台账.ods"
    path.write_bytes(ods(f'<table:table table:name="表">{rows}</table:table>', style))
    return path


def _docx(folder: Path) -> Path:
    def line(number: int, texts: list[str]) -> str:
        struck = STRUCK.get(number, ())
        runs = [
            word.run(text, _STRIKES[column % 2] if column in struck else "")
            for column, text in enumerate(texts)
        ]
        return word.row([word.cell(word.paragraph(run)) for run in runs])

    body = word.table([line(number, texts) for number, texts in enumerate((HEAD, *ROWS), 1)])
    (folder / "台账.docx").write_bytes(word.docx(body))
    return folder / "台账.docx"


def _xlsb(folder: Path) -> Path:
    sheet = b"".join(
        binary.row(number - 1)
        + b"".join(
            binary.cell(6, place, binary.text(text), 3 * (place in STRUCK.get(number, ())))
            for place, text in enumerate(texts)
        )
        for number, texts in enumerate((HEAD, *ROWS), 1)
    )
    return binary.binary(folder / "台账.xlsb", sheet=sheet)


def _html(folder: Path, *, whole: str = "", inside: str = "{}") -> Path:
    """Write a web page whose struck rows bear an attribute, or whose struck cells an element."""
    rows = ""
    for number, texts in enumerate((HEAD, *ROWS), 1):
        struck = STRUCK.get(number, ())
        told = [inside.format(t) if n in struck else t for n, t in enumerate(texts)]
        row = whole if len(struck) > 1 else ""
        rows += f"<tr {row}>{''.join(f'<td>{each}</td>' for each in told)}</tr>"
    path = folder / "台账.html"
    style = "<style>.no, td.x1 {color:red; text-decoration:underline line-through}</style>"
    path.write_text(f"<html>{style}<table>{rows}</table></html>", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("whole", "inside"),
    [
        ("", "<s>{}</s>"),
        ("", "<strike><b>{}</b></strike>"),
        ("", "<del>{}</del>"),
        ("", '<span style="text-decoration: line-through">{}</span>'),
        ("", '<font class="x1">{}</font>'),
        ("class=no", "{}"),
        ("style='text-decoration-line:line-through'", "{}"),
    ],
)
def test_a_row_of_a_web_page_that_is_struck_through_is_told_and_keeps_its_words(
    revisit: Revisit, whole: str, inside: str
) -> None:
    path = _html(revisit.folder, whole=whole, inside=inside)
    revisit("import", path, now=IN_TIME)
    rows = revisit.json("ledgers", "show", path.name)["rows"]
    assert [each["row"] for each in rows if "row_struck" in each["notes"]] == [2, 4]
    assert [each["firm"] for each in rows] == [row[3] for row in ROWS]


def test_a_row_of_a_web_page_put_right_within_its_cells_is_no_cancelled_one(
    revisit: Revisit,
) -> None:
    path = _html(revisit.folder, inside="<s>改前</s>{}")
    revisit("import", path, now=IN_TIME)
    rows = revisit.json("ledgers", "show", path.name)["rows"]
    assert not any("row_struck" in each["notes"] for each in rows)


_STRIKES = ("<w:strike/>", "<w:dstrike/>")
_ODS_STRUCK = ' table:style-name="ce1"'


@pytest.mark.parametrize("write", [_xlsx, _xls, _xlsb, _ods, _docx])
def test_a_row_most_of_which_is_struck_through_is_told(revisit: Revisit, write: object) -> None:
    assert callable(write)
    path = write(revisit.folder)
    ran = revisit("import", path, now=IN_TIME)
    assert "此行划了删除线，可能已作废，请核对 2 行" in ran.err
    rows = revisit.json("ledgers", "show", path.name)["rows"]
    assert [each["row"] for each in rows if "row_struck" in each["notes"]] == [2, 4]


def test_notes_on_cells_are_told(revisit: Revisit) -> None:
    path = _xlsx(revisit.folder)
    book = openpyxl.load_workbook(path)
    assert "批注" not in revisit("import", path, now=IN_TIME, by="甲").err
    book.worksheets[0]["D2"].comment = Comment("企业已更名", "办事员甲")
    book.save(path)
    assert "含有批注，批注里的话没有读" in revisit("import", path, now=IN_TIME).err


def test_a_formula_that_was_never_computed_is_told_with_what_to_do(revisit: Revisit) -> None:
    path = _xlsx(revisit.folder)
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["D3"] = '=D2&"二"'
    book.save(path)
    ran = revisit("import", path, now=IN_TIME, code=8)
    assert "1 行里有公式从来没有算过（如 Sheet!D3），读不到结果" in ran.err


@pytest.mark.parametrize("lost", ["\ufffd", "乙\ufffd丑建筑有限公司"])
def test_letters_that_are_gone_are_no_part_of_a_firms_name_or_a_units(
    revisit: Revisit, lost: str
) -> None:
    path = revisit.folder / "台账.csv"
    rows = (
        HEAD,
        ["审批科", "2026-11-02", "许可", lost, "甲", "13800000002"],
        ["审\ufffd科", "2026-11-03", "许可", "示例甲厂", "乙", "13800000003"],
        ["审批科", "2026-11-04", "许可\ufffd", "示例乙厂", "丙", "13800000004"],
    )
    path.write_text("\n".join(map(",".join, rows)) + "\n", encoding="utf-8")
    ran = revisit("import", path, "--month", "2026-11", now=IN_TIME, code=8)
    assert "--map" not in ran.err
    found = revisit.json("ledgers", "show", path.name)["rows"]
    assert [row["state"] for row in found] == ["held", "held", "accepted"]
    assert all("text_lost" in row["notes"] for row in found)
    assert [each["name"] for each in revisit.json("firms", "list")["firms"]] == ["示例乙厂"]
    assert [each["name"] for each in revisit.json("units", "list")["units"]] == ["审批科"]
