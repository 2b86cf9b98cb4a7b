"""The tables of a Word document are read as their reader sees them."""

import io
import zipfile
from pathlib import Path

import pytest

from revisit_cli.errors.workbooks import workbook
from revisit_cli.files.workbooks.workbook import read_workbook
from revisit_cli.records.workbooks.grid import Merge, Sheet, Workbook
from tests.documents import cell, docx, line, paragraph, plain_table, row, run, span, table

FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
NUMBERED = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'


def read(folder: Path, body: str, *, strict: bool = False) -> Workbook:
    path = folder / "台账.docx"
    path.write_bytes(docx(body, strict=strict))
    return read_workbook(path)


def grid(sheet: Sheet) -> list[list[object]]:
    return [list(each) for each in sheet.rows]


def one(folder: Path, inner: str) -> object:
    """Return what a cell of raw paragraphs says."""
    body = table([row([cell(inner), cell(line("旁"))])])
    cells = read(folder, body).sheets[0].rows[0]
    assert cells[1] == "旁"
    return cells[0]


TEXTS = {
    "two runs": (paragraph(run("甲") + run("公司")), "甲公司"),
    "a break": (line("甲\n乙"), "甲\n乙"),
    "two paragraphs": (line("甲") + line("乙"), "甲\n乙"),
    "a tab": (paragraph("<w:r><w:tab/><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>"), "甲\t乙"),
    "stops of tabs": (paragraph(run("甲"), "<w:tabs><w:tab w:pos='9'/></w:tabs>"), "甲"),
    "a hyphen": (paragraph("<w:r><w:t>0371</w:t><w:noBreakHyphen/><w:t>1</w:t></w:r>"), "0371-1"),
    "inserted": (paragraph(run("甲") + f"<w:ins>{run('乙')}</w:ins>"), "甲乙"),
    "deleted": (
        paragraph(run("甲") + "<w:del><w:r><w:delText>乙</w:delText></w:r></w:del>"), "甲",
    ),
    "deleted by another program": (paragraph(run("甲") + f"<w:del>{run('乙')}</w:del>"), "甲"),
    "moved": (
        paragraph(f"<w:moveFrom>{run('甲')}</w:moveFrom><w:moveTo>{run('乙')}</w:moveTo>"), "乙",
    ),
    "an end of paragraph deleted": (
        paragraph(run("甲"), "<w:rPr><w:del/></w:rPr>") + line("乙"), "甲乙",
    ),
    "hidden": (paragraph(run("甲") + run("乙", "<w:vanish/>")), "甲"),
    "not hidden": (paragraph(run("甲", '<w:vanish w:val="0"/>')), "甲"),
    "once hidden": (
        paragraph(run("甲", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>")), "甲",
    ),
    "a hidden end": (paragraph(run("甲"), "<w:rPr><w:vanish/></w:rPr>"), "甲"),
    "hidden by style": (paragraph(run("甲") + run("乙", '<w:rStyle w:val="Heir"/>')), "甲"),
    "a link": (paragraph(f"<w:hyperlink>{run('甲')}</w:hyperlink>"), "甲"),
    "a smart tag": (paragraph(f"<w:smartTag>{run('甲')}</w:smartTag>"), "甲"),
    "a simple field": (
        paragraph(f'<w:fldSimple w:instr="SEQ 表">{run("3")}</w:fldSimple>'), "3",
    ),
    "a field": (
        paragraph(
            FIELD.format("begin") + "<w:r><w:instrText>SEQ 表 \\* ARABIC</w:instrText></w:r>"
            + FIELD.format("separate") + run("3") + FIELD.format("end")
        ),
        "3",
    ),
    "a field in a field": (
        paragraph(
            FIELD.format("begin") + "<w:r><w:instrText>IF </w:instrText></w:r>"
            + FIELD.format("begin") + FIELD.format("separate") + run("工作") + FIELD.format("end")
            + FIELD.format("separate") + run("3") + FIELD.format("end")
        ),
        "3",
    ),
    "a field without an end": (paragraph(run("甲") + FIELD.format("begin")), "甲"),
    "a control": (paragraph(f"<w:sdt><w:sdtContent>{run('甲')}</w:sdtContent></w:sdt>"), "甲"),
    "a prompt": (
        paragraph(
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            + run("单击此处输入文字。") + "</w:sdtContent></w:sdt>" + run("甲")
        ),
        "甲",
    ),
    "how to read a word": (
        paragraph(
            f"<w:r><w:ruby><w:rt>{run('xin')}</w:rt><w:rubyBase>{run('鑫')}</w:rubyBase>"
            "</w:ruby></w:r>"
        ),
        "鑫",
    ),
    "a sign": (paragraph('<w:r><w:sym w:char="F0FE"/></w:r>' + run("甲")), "☑甲"),
    "a choice": (
        paragraph(
            "<w:r><mc:AlternateContent><mc:Choice Requires='x'><x/></mc:Choice>"
            "<mc:Fallback><w:t>甲</w:t></mc:Fallback></mc:AlternateContent></w:r>"
        ).replace("<x/>", "<w14:x/>"),
        "甲",
    ),
    "no choice": (
        paragraph(
            "<w:r><mc:AlternateContent><mc:Choice Requires='x'><w:t>甲</w:t></mc:Choice>"
            "<mc:Fallback><w:t>乙</w:t></mc:Fallback></mc:AlternateContent></w:r>"
        ),
        "甲",
    ),
    "a number of a list": (paragraph("", NUMBERED.format(0, 7)), "1"),
    "a number by style": (paragraph("", '<w:pStyle w:val="Listed"/>'), "1"),
    "a number before a text": (paragraph(run("甲公司"), NUMBERED.format(0, 7)), "甲公司"),
    "a dot": (paragraph("", NUMBERED.format(0, 8)), None),
    "no list": (paragraph("", NUMBERED.format(0, 0)), None),
    "a list begun later": (paragraph("", NUMBERED.format(0, 9)), "5"),
    "a list in a list": (
        paragraph(run(""), NUMBERED.format(0, 7)) + paragraph("", NUMBERED.format(1, 7)), "1",
    ),
    "blank": (paragraph(""), None),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_a_cell_says_what_one_sees(tmp_path: Path, name: str) -> None:
    inner, seen = TEXTS[name]
    assert one(tmp_path, inner) == seen


def test_automatic_numbers_count_through_the_document(tmp_path: Path) -> None:
    rows = [row([cell(paragraph("", NUMBERED.format(0, 7))), cell(line("甲"))]) for _ in range(3)]
    gone = row([cell(paragraph("", NUMBERED.format(0, 7))), cell(line("删"))], "<w:del/>")
    deeper = row([cell(paragraph("", NUMBERED.format(1, 7))), cell(line("乙"))])
    body = paragraph(run("一"), NUMBERED.format(0, 7)) + table([*rows[:2], gone, *rows[2:], deeper])
    assert [each[0] for each in grid(read(tmp_path, body).sheets[0])] == ["2", "3", "4", "4.一、"]


def test_merged_cells_stand_where_they_are_seen(tmp_path: Path) -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table([
        row([cell(line("题"), span(3))]),
        row([cell(line("单位"), down), cell(line("企业"), span(2))]),
        row([cell(line(""), on), cell(line("名称")), cell(line("电话"))]),
        row([cell(line("甲"), down), cell(line("乙")), cell(line("丙"))]),
        row([cell(line("看不见"), on), cell(line("丁")), cell(line("戊"))]),
        row([cell(line("己")), cell(line("庚"))], '<w:gridBefore w:val="1"/>'),
    ])  # fmt: skip
    (sheet,) = read(tmp_path, body).sheets
    assert grid(sheet) == [
        ["题", None, None], ["单位", "企业", None], [None, "名称", "电话"], ["甲", "乙", "丙"],
        [None, "丁", "戊"], [None, "己", "庚"],
    ]  # fmt: skip
    assert set(sheet.merges) == {Merge(1, 1, 1, 3), Merge(2, 1, 3, 1), Merge(2, 2, 2, 3),
                                 Merge(4, 1, 5, 1)}  # fmt: skip


def test_merges_across_are_those_of_old_programs_too(tmp_path: Path) -> None:
    first, on = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    body = table([
        row([cell(line("题"), first), cell(line(""), on), cell(line("末"))]),
        row([cell(line("甲")), cell(line("乙")), cell(line("丙"))]),
    ])  # fmt: skip
    (sheet,) = read(tmp_path, body).sheets
    assert grid(sheet) == [["题", None, "末"], ["甲", "乙", "丙"]]
    assert sheet.merges == (Merge(1, 1, 1, 2),)


def test_a_border_moved_by_hand_makes_no_column(tmp_path: Path) -> None:
    """The grid has a column more than anybody sees; in one row the border lies beyond it."""
    usual = [row([cell(line(a)), cell(line(b), span(2)), cell(line(c))]) for a, b, c in
             ("甲乙丙", "丁戊己")]  # fmt: skip
    moved = row([cell(line("子"), span(2)), cell(line("丑")), cell(line("寅"))])
    (sheet,) = read(tmp_path, table([*usual, moved], [1000, 120, 900, 800])).sheets
    assert grid(sheet) == [list("甲乙丙"), list("丁戊己"), list("子丑寅")]
    # A cell that was parted in two is a column of its own all the same.
    parted = row([cell(line("子"), span(2)), cell(line("丑")), cell(line("寅"))])
    (sheet,) = read(tmp_path, table([*usual, parted], [1000, 450, 450, 800])).sheets
    assert grid(sheet)[2] == ["子", None, "丑", "寅"]


def test_rows_that_were_deleted_are_none_and_inserted_ones_are(tmp_path: Path) -> None:
    rows = [
        row([cell(line("甲"))]), row([cell(line("乙"))], "<w:del/>"),
        row([cell(line("丙"))], "<w:ins/>"), row([cell(line("丁"))], "<w:hidden/>"),
    ]  # fmt: skip
    found = read(tmp_path, table(rows))
    assert grid(found.sheets[0]) == [["甲"], ["丙"], ["丁"]]
    assert found.sheets[0].hidden_rows == {3}
    assert found.traits == ("changes",)


def test_what_was_set_otherwise_before_counts_for_nothing(tmp_path: Path) -> None:
    """Tracked changes keep the old number of columns beside the new one."""
    before = '<w:tcPrChange><w:tcPr><w:gridSpan w:val="4"/><w:vMerge/></w:tcPr></w:tcPrChange>'
    body = table([row([cell(line("甲"), before), cell(line("乙"))])])
    assert grid(read(tmp_path, body).sheets[0]) == [["甲", "乙"]]


def test_controls_around_rows_and_cells_are_seen_through(tmp_path: Path) -> None:
    def control(inner: str, properties: str = "") -> str:
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    prompt = control(cell(line("请选择")), "<w:showingPlcHdr/>")
    body = control(table([
        control(row([cell(line("甲")), control(cell(line("乙"))), cell(line("丙"))])),
        row([cell(line("丁")), prompt, cell(line("己"))]),
    ]))  # fmt: skip
    assert grid(read(tmp_path, body).sheets[0]) == [["甲", "乙", "丙"], ["丁", None, "己"]]


def test_a_table_in_a_cell_is_a_table_of_its_own(tmp_path: Path) -> None:
    inner = plain_table([("子", "丑")])
    body = (
        line("上") + table([row([cell(line("甲") + inner + line("乙")), cell(line("丙"))])])
        + line("中") + plain_table([("寅",)]) + line("下")
    )  # fmt: skip
    found = read(tmp_path, body)
    assert [(sheet.name, grid(sheet)) for sheet in found.sheets] == [
        ("表格1", [["甲\n乙", "丙"]]), ("表格2", [["子", "丑"]]), ("表格3", [["寅"]]),
    ]  # fmt: skip
    assert [(sheet.above, sheet.below) for sheet in found.sheets] == [
        (("上",), ("中",)), ((), ()), (("中",), ("下",)),
    ]  # fmt: skip


def test_pictures_boxes_and_hidden_text_are_told(tmp_path: Path) -> None:
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"<w:txbxContent>{line('框里')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{line('框里')}</w:txbxContent>"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = paragraph(run("题") + box) + plain_table([("甲",)]) + paragraph(run("密", "<w:vanish/>"))
    found = read(tmp_path, body)
    assert found.traits == ("hidden_text", "pictures")
    assert (found.sheets[0].above, found.sheets[0].below) == (("题",), ())


def test_strict_documents_are_read(tmp_path: Path) -> None:
    body = table([row([cell(line("甲"), span(2))]), row([cell(line("乙")), cell(line("丙"))])])
    assert grid(read(tmp_path, body, strict=True).sheets[0]) == [["甲", None], ["乙", "丙"]]


def _changed(data: bytes, name: str, change: bytes | None) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for each in old.namelist():
            content = change if each == name else old.read(each)
            if content is not None:
                new.writestr(each, content)
    return out.getvalue()


_MAIN = "word/document.xml"
_ONE = docx(plain_table([("甲",)]))
_SPACE = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HOSTILE = {
    "a document type": (
        _changed(_ONE, _MAIN, b'<!DOCTYPE x [<!ENTITY a "b">]><w:document ' + _SPACE + b"/>"),
        workbook.FileUnsafe,
    ),
    "a bomb": (_changed(_ONE, _MAIN, b" " * 30_000_000), workbook.FileTooLarge),
    "tables in tables": (docx("<w:tbl><w:tr><w:tc>" * 200 + "</w:tc></w:tr></w:tbl>" * 200),
                         workbook.FileTooLarge),
    "depth": (docx("<w:smartTag>" * 90_000 + "</w:smartTag>" * 90_000), workbook.FileTooLarge),
    "a million cells": (
        docx(f"<w:tbl>{('<w:tr>' + '<w:tc><w:p/></w:tc>' * 100 + '</w:tr>') * 10_000}</w:tbl>"),
        workbook.FileTooLarge,
    ),
    "a wide cell": (docx(table([row([cell(line("甲"), span(10**9))])])), workbook.FileTooLarge),
    "a wide gap": (docx(table([row([cell(line("甲"))], '<w:gridBefore w:val="99999"/>')])),
                   workbook.FileTooLarge),
    "no table": (docx(line("甲")), workbook.FileWithoutTable),
    "half": (_ONE[:700], workbook.FileBroken),
    "no document": (_changed(_ONE, _MAIN, None), workbook.FileBroken),
    "half a document": (_changed(_ONE, _MAIN, b"<w:document " + _SPACE + b"><w:tbl>"),
                        workbook.FileBroken),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_read_is_refused_by_the_sentence_that_fits(
    tmp_path: Path, name: str
) -> None:
    data, refusal = HOSTILE[name]
    path = tmp_path / "台账.docx"
    path.write_bytes(data)
    with pytest.raises(refusal):
        read_workbook(path)


def test_what_another_program_writes_is_read_alike(tmp_path: Path) -> None:
    maker = pytest.importorskip("docx", reason="python-docx is not installed")
    document = maker.Document()
    document.add_paragraph("填报单位：审批科")
    made = document.add_table(rows=4, cols=3)
    for number, texts in enumerate([("", "", ""), ("单位", "企业", "电话"), ("", "甲", "1"),
                                    ("", "乙", "2")]):  # fmt: skip
        for column, text in enumerate(texts):
            made.cell(number, column).text = text
    made.cell(0, 0).merge(made.cell(0, 2)).text = "题"
    made.cell(2, 0).merge(made.cell(3, 0)).text = "审批科"
    document.save(str(tmp_path / "台账.docx"))
    (sheet,) = read_workbook(tmp_path / "台账.docx").sheets
    assert grid(sheet) == [
        ["题", None, None], ["单位", "企业", "电话"], ["审批科", "甲", "1"], [None, "乙", "2"],
    ]  # fmt: skip
    assert set(sheet.merges) == {Merge(1, 1, 1, 3), Merge(3, 1, 4, 1)}
    assert sheet.above == ("填报单位：审批科",)
