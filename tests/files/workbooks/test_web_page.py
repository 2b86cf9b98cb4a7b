"""The tables of a web page are read as a browser shows them."""

from base64 import encodebytes
from datetime import date
from pathlib import Path

import pytest

from revisit_cli.errors.workbooks import workbook
from revisit_cli.files.workbooks.workbook import read_workbook
from revisit_cli.records.workbooks.grid import Merge, Number, Sheet, Workbook

COLUMN = "浉河区示例公司"


def read(folder: Path, page: str | bytes, name: str = "台账.xls") -> Workbook:
    path = folder / name
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    return read_workbook(path)


def grid(sheet: Sheet) -> list[list[object]]:
    return [list(each) for each in sheet.rows]


def one(folder: Path, inner: str, attributes: str = "") -> object:
    page = f"<table><tr><td {attributes}>{inner}</td><td>旁</td></tr></table>"
    cells = read(folder, page).sheets[0].rows[0]
    assert cells[1] == "旁"
    return cells[0]


TEXTS: dict[str, tuple[str, str, object]] = {
    "plain": ("甲", "", "甲"),
    "blanks": (" 甲 \n\t 乙 ", "", "甲 乙"),
    "a break": ("甲<br>乙<br/>丙", "", "甲\n乙\n丙"),
    "paragraphs": ("<p>甲</p>\n<p>乙</p>", "", "甲\n乙"),
    "characters by number": ("&#30002;&amp;&#x4E59;&nbsp;", "", "甲&乙"),
    "marks of look": ("<b>甲</b><font color=red>乙</font>", "", "甲乙"),
    "a script": ("甲<script>document.write('<td>乙</td>')</script>", "", "甲"),
    "a style": ("<style>td{color:red}</style>甲", "", "甲"),
    "hidden": ('甲<span style="display:none">乙<span>丙</span></span>丁', "", "甲丁"),
    "hidden for Word": ("甲<span style='mso-hide:all'>乙</span>", "", "甲"),
    "hidden and not closed": ('甲<span style="display:none">乙', "", "甲"),
    "deleted": ("甲<del>乙</del><ins>丙</ins>", "", "甲丙"),
    "struck out": ("<s>甲</s>", "", "甲"),
    "struck out whole, as deleted": ("<del>甲</del> ", "", "甲"),
    "deleted by a change that is told": ('<del cite="mailto:甲" datetime=x>乙</del>', "", None),
    "marks closed in another order": (
        '<span style="display:none">甲<s>乙</span>丙</s>',
        "",
        "丙",
    ),
    "a comment": ("甲<!-- 乙 -->", "", "甲"),
    "a condition": ("<![if !supportMisalignedColumns]>甲<![endif]>", "", "甲"),
    "a field": ('<input type="text" value="甲">', "", "甲"),
    "a hidden field": ('甲<input type="hidden" value="乙">', "", "甲"),
    "a choice": ("<select><option>甲<option selected>乙</option></select>", "", "乙"),
    "no choice": ("<select><option>甲</option><option>乙</option></select>", "", "甲"),
    "a choice not closed": ("<select><option>甲<option>乙", "", "甲"),
    "a long number": ("1.38E+10", 'x:num="13800000001"', 13800000001),
    "a number without room": ("####", 'x:num="371"', 371),
    "a number shown": ("13800000001", "x:num", "13800000001"),
    "a day": ("11月3日", 'x:num="46329"', date(2026, 11, 3)),
    "a day of another program": ("11/3/26", 'data-t="n" data-v="46329"', date(2026, 11, 3)),
    "a long number of LibreOffice": (
        "1.38E+10",
        'sdval="13800000001" sdnum="1033;0;0.00E+00"',
        13800000001,
    ),
    "a day of LibreOffice": ("11月3日", 'sdval="46329" sdnum="1033;"', date(2026, 11, 3)),
    "a note on the cell": (
        '<a class="comment-indicator"></a><comment>已注销</comment><font>甲</font>',
        "",
        "甲",
    ),
    "noughts": ("0371", 'x:num="371"', "0371"),
    "a decimal": ("11.10", 'x:num="11.1"', "11.10"),
    "a decimal shown": ("11.1", "", Number(11.1, "11.1")),
    "a text": ("1.38E+10", 'x:str="13800000001"', "13800000001"),
    "marked as text": ("0371", "x:str", "0371"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_cell_holds_what_one_sees_and_what_its_program_says(tmp_path: Path, name: str) -> None:
    inner, attributes, seen = TEXTS[name]
    found = one(tmp_path, inner, attributes)
    assert found == seen


def test_a_note_on_a_cell_is_told_and_not_read(tmp_path: Path) -> None:
    path = tmp_path / "台账.html"
    path.write_text("<table><tr><td><comment>乙</comment>甲</table>", encoding="utf-8")
    found = read_workbook(path)
    assert (found.sheets[0].rows, found.traits) == ((("甲",),), ("comments",))


ROWS: dict[str, tuple[str, list[list[object]]]] = {
    "ends left out": (
        "<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>", [["甲", "乙"], ["丙", "丁"]],
    ),
    "rows left out": ("<table><td>甲<td>乙</table>", [["甲", "乙"]]),
    "groups": (
        "<table><thead><tr><th>甲</th></tr></thead><tbody><tr><td>乙</td></tr></tbody></table>",
        [["甲"], ["乙"]],
    ),
    "an empty row": ("<table><tr></tr><tr><td>甲</td></tr><tr></tr></table>", [["甲"]]),
    "a blank row": (
        "<table><tr><td>甲</td></tr><tr><td> </td></tr><tr><td>乙</td></tr></table>",
        [["甲"], [], ["乙"]],
    ),
    "across and down": (
        "<table><tr><td rowspan=2>甲<td colspan=2>乙<tr><td>丙<td>丁<tr><td>戊<td>己<td>庚</table>",
        [["甲", "乙", None], [None, "丙", "丁"], ["戊", "己", "庚"]],
    ),
    "down to the end": (
        "<table><tbody><tr><td rowspan=0>甲<td>乙<tr><td>丙<tbody><tr><td>丁<td>戊</table>",
        [["甲", "乙"], [None, "丙"], ["丁", "戊"]],
    ),
    "further down than there are rows": (
        "<table><tr><td rowspan=99999999999>甲<td>乙<tr><td>丙</table>",
        [["甲", "乙"], [None, "丙"]],
    ),
    "not closed": ("<html><body><table><tr><td>甲</td></tr></body></html>", [["甲"]]),
    "closed twice": ("<table><tr><td>甲</td></td></tr></tr></table></table>", [["甲"]]),
    "spans in words": ('<table><tr><td colspan="2px">甲<td>乙</table>', [["甲", None, "乙"]]),
    "hidden cells that no other row has": (
        "<table><tr><th>甲<th>乙<tr><td style='display:none'>号</td><td>丙<td>丁</table>",
        [["甲", "乙"], ["丙", "丁"]],
    ),
    "a hidden column": (
        "<table><tr><th>甲<th hidden>乙</th><th>丙<tr><td>丁<td hidden>戊</td><td>己</table>",
        [["甲", "乙", "丙"], ["丁", "戊", "己"]],
    ),
    "down over a row that was left out": (
        '<table><colgroup span="3"></colgroup><tr><td rowspan=3>甲<td>乙<td>丙<tr><td>丁<td>戊'
        "<tr><td>己<td>庚<td>辛</table>",
        [["甲", "乙", "丙"], [None, "丁", "戊"], ["己", "庚", "辛"]],
    ),
    "down over a row that was left out, beside one that goes on": (
        "<table><col span=2><col><tr><td rowspan=2>甲<td rowspan=3>乙<td>丙<tr><td>丁<td>戊"
        "<tr><td>己<td>庚</table>",
        [["甲", "乙", "丙"], ["丁", None, "戊"], ["己", None, "庚"]],
    ),
    "across a column that was left out": (
        "<table><colgroup><col><col><col></colgroup><tr><td>甲<td colspan=2>乙<td>丙"
        "<tr><td>丁<td>戊<td>己</table>",
        [["甲", "乙", "丙"], ["丁", "戊", "己"]],
    ),
    "wider than it says": (
        "<table><col><tr><td rowspan=2>甲<td>乙<td>丙<tr><td>丁<td>戊<tr><td>己</table>",
        [["甲", "乙", "丙"], [None, "丁", "戊"], ["己", None, None]],
    ),
    "an unquoted slash": ("<table><tr><td width=20%/>甲</td></tr></table>", [["甲"]]),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_a_table_is_the_one_that_a_browser_shows(tmp_path: Path, name: str) -> None:
    page, seen = ROWS[name]
    assert grid(read(tmp_path, page).sheets[0]) == seen


def test_merges_hidden_rows_and_hidden_columns_are_told(tmp_path: Path) -> None:
    page = (
        "<style>.no {display: none} @media print {.all {display:none}}</style><table>"
        "<tr><td colspan=2>题</td><td hidden></td></tr>"
        "<tr class='x no'><td rowspan=2>甲</td><td>乙</td><td hidden>丙</td></tr>"
        "<tr class=all style='DISPLAY : none'><td>丁</td></tr>"
        "<tr class=all><td>戊</td><td>己</td><td hidden>庚</td></tr></table>"
    )
    found = read(tmp_path, page)
    (sheet,) = found.sheets
    assert set(sheet.merges) == {Merge(1, 1, 1, 2), Merge(2, 1, 3, 1)}
    assert sheet.hidden_rows == {2, 3}
    assert found.kind == "html"


def test_tables_in_cells_and_lines_around_tables_are_told_apart(tmp_path: Path) -> None:
    page = (
        "<html><head><title>页名</title></head><body><h1>题</h1>填报单位：甲"
        "<table><caption>表题</caption><tr><td>外<table><tr><td>内</td></tr></table>后</td></tr></table>"
        "<p>中</p><div style='display:none'><table><tr><td>藏</td></tr></table></div>"
        "<table><tr><td>末</td></tr></table>下</body></html>"
    )
    sheets = read(tmp_path, page).sheets
    assert [(sheet.name, grid(sheet), sheet.inside, sheet.is_hidden) for sheet in sheets] == [
        ("表格1", [["外后"]], "", False), ("表格2", [["内"]], "表格1", False),
        ("表格3", [["藏"]], "", True), ("表格4", [["末"]], "", False),
    ]  # fmt: skip
    assert sheets[0].above == ("题", "填报单位：甲", "表题")
    assert sheets[-1].below == ("下",)


def test_rows_that_stand_in_no_table_are_a_table(tmp_path: Path) -> None:
    """A table that is closed too early loses no row."""
    page = "<table><tr><td>甲</td></tr></table></table><tr><td>乙</td></tr><tr><td>丙</td></tr>"
    assert [grid(sheet) for sheet in read(tmp_path, page).sheets] == [[["甲"]], [["乙"], ["丙"]]]


LETTERS = {
    "utf-8": "utf-8", "gb2312": "gb18030", "GBK": "gb18030", "utf-8 but is not": "gb18030",
    "gb2312 but is not": "utf-8", "utf-16": "utf-16", "none": "utf-8-sig",
}  # fmt: skip


@pytest.mark.parametrize("said", LETTERS)
def test_a_page_is_read_in_the_letters_it_is_written_in(tmp_path: Path, said: str) -> None:
    name = said.partition(" ")[0]
    page = (
        f'<meta http-equiv="Content-Type" content="text/html; charset={name}">'
        f"<table><tr><td>{COLUMN}</td></tr></table>"
    )
    found = read(tmp_path, page.encode(LETTERS[said]))
    assert grid(found.sheets[0]) == [[COLUMN]]


def test_a_page_in_the_letters_of_taiwan_is_read(tmp_path: Path) -> None:
    page = '<meta charset="big5"><table><tr><td>示範公司</td></tr></table>'.encode("big5")
    assert grid(read(tmp_path, page).sheets[0]) == [["示範公司"]]


@pytest.mark.parametrize(
    "before",
    ["<!-- x -->\n", "<style>a{}</style>", "<div>", "<center><font>", "<?xml version='1.0'?><html>",
     "\n\n<TABLE><tr><td>头</td></tr></TABLE>", "导出数据如下：", "<!DOCTYPE html>"],
)  # fmt: skip
def test_a_page_is_known_by_what_it_holds(tmp_path: Path, before: str) -> None:
    page = before + "<table>" + "<tr><td>甲</td><td>乙</td></tr>" * 9 + "</table>"
    found = read(tmp_path, page, "台账.csv")
    assert found.kind == "html"
    assert ["甲", "乙"] in grid(found.sheets[-1])


def test_a_text_whose_cell_holds_a_page_stays_a_text(tmp_path: Path) -> None:
    text = (
        "单位,企业,备注\n"
        + "审批科,甲厂,无\n" * 40
        + "审批科,乙厂,<table><tr><td>丙</td></tr></table>"
    )
    found = read(tmp_path, text, "台账.csv")
    assert (found.kind, len(found.sheets[0].rows)) == ("csv", 42)


def test_a_page_in_a_mail_is_read_with_all_its_parts(tmp_path: Path) -> None:
    def part(inner: str) -> str:
        return (
            "--=b\r\nContent-Type: text/html; charset=\"gb2312\"\r\n"
            "Content-Transfer-Encoding: base64\r\n\r\n"
            + encodebytes(inner.encode("gb18030")).decode() + "\r\n"
        )  # fmt: skip

    mail = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"=b\"\r\n\r\n"
        + part("<html><frameset><frame src=1></frameset></html>")
        + part(f"<html><table><tr><td>{COLUMN}</td></tr></table></html>")
        + part("<html><table><tr><td>乙</td></tr></table></html>") + "--=b--\r\n"
    )  # fmt: skip
    sheets = read(tmp_path, mail, "台账.mht").sheets
    assert [(sheet.name, grid(sheet)) for sheet in sheets] == [
        ("表格1", [[COLUMN]]), ("表格2", [["乙"]]),
    ]  # fmt: skip


CELLS = "<tr>" + "<td>甲</td>" * 100 + "</tr>"
HOSTILE = {
    "a million cells": (f"<table>{CELLS * 10_000}</table>", workbook.FileTooLarge),
    "a wide cell": (
        "<table><tr><td colspan=1000000000>甲</td></tr></table>", workbook.FileTooLarge,
    ),
    "depth": ("<table><tr><td>" * 5_000, workbook.FileTooLarge),
    "many wide cells": (
        f"<table><tr>{'<td colspan=1000>甲</td>' * 50}</tr></table>", workbook.FileTooLarge,
    ),
    "a page without a table": ("<html><body>甲</body></html>", workbook.FileWithoutTable),
    "a frame": ("<html><frameset><frame src='1.htm'></frameset></html>", workbook.FileIsWebPage),
    "cut in a cell": ("<html><table><tr><td>甲</td></tr><tr><td>乙有", workbook.FileBroken),
    "cut in a row": ("<html><table><tr><td>甲</td></tr><tr><td>乙</td>", workbook.FileBroken),
    "cut in a tag": ("<html><table><tr><td>甲</td></tr><tr><td ali", workbook.FileBroken),
    "a quote not closed": (
        "<table><tr><td class=\"a>甲</td></tr><tr><td class=\"b\">乙</td></tr></table>",
        workbook.FileBroken,
    ),
    "a comment not closed": ("<table><tr><td>甲</td></tr><!-- <tr><td>乙</td></tr></table>",
                             workbook.FileBroken),
    "a script not closed": ("<table><tr><td>甲</td></tr><script><tr><td>乙</td></tr></table>",
                            workbook.FileBroken),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_read_is_refused_by_the_sentence_that_fits(
    tmp_path: Path, name: str
) -> None:
    page, refusal = HOSTILE[name]
    with pytest.raises(refusal):
        read(tmp_path, page)


def test_a_page_without_its_end_is_read_and_told(tmp_path: Path) -> None:
    found = read(tmp_path, "<html><body><table><tr><td>甲</td></tr>")
    assert grid(found.sheets[0]) == [["甲"]]
    assert found.traits == ("no_end",)
