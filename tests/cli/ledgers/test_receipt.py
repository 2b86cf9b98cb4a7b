"""Receipts go back to the unit, and come back corrected or untouched."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt
from openpyxl.worksheet.worksheet import Worksheet

from revisit_cli.files.ledgers import receipt as files
from revisit_cli.files.workbooks.book import text_width
from revisit_cli.policy.ledgers import receipt as policy
from tests import documents as word
from tests.conftest import Revisit

HEAD = ("序号", "科室", "办理日期", "事项", "企业名称", "联系人", "联系电话")
TITLE = ("2026年11月涉企服务台账",)
# Points that a character of a column's width takes.
CHARACTER = 5.4


def row(number: int, **changes: object) -> tuple[object, ...]:
    cells = {
        "serial": number,
        "unit": "审批科",
        "date": f"11月{number}日",
        "matter": "许可",
        "firm": f"示例{number:02d}号有限公司",
        "contact": "某甲",
        "phone": f"138000000{number:02d}",
    }
    return tuple((cells | changes).values())


def book(path: Path, *rows: Sequence[object], merges: Sequence[str] = ()) -> Path:
    made = openpyxl.Workbook()
    assert made.active is not None
    for each in rows:
        made.active.append(list(each))
    for merge in merges:
        made.active.merge_cells(merge)
    made.save(path)
    return path


def receipt_of(revisit: Revisit, path: Path, code: int = 8) -> Path:
    return Path(revisit.json("import", path, code=code)["files"][0]["receipt"])


def place(sheet: Worksheet, text: str) -> tuple[int, int]:
    return next(
        (cell.row, cell.column)
        for cells in sheet.iter_rows()
        for cell in cells
        if cell.row and cell.column and cell.value == text
    )


def name_firm(receipt: Path, below: int) -> None:
    """Give a row of a receipt, counted from its headings, the firm it lacks."""
    saved = openpyxl.load_workbook(receipt)
    sheet = saved.active
    assert isinstance(sheet, Worksheet)
    top, column = place(sheet, "企业名称")
    sheet.cell(top + below, column).value = "示例补正有限公司"
    saved.save(receipt)


@pytest.mark.clause("R14")
def test_a_receipt_has_the_units_own_words_and_says_what_is_wrong_at_its_cell(
    revisit: Revisit,
) -> None:
    path = book(
        revisit.folder / "十一月.xlsx", TITLE, HEAD, row(1), row(2, firm=""), row(3, phone="1380")
    )
    saved = openpyxl.load_workbook(receipt_of(revisit, path))
    sheet, behind = saved.worksheets
    texts = [[cell.value for cell in cells] for cells in sheet.iter_rows()]
    assert texts[0][0] == "2026年11月份涉企服务台账回执：请改好1行，整份寄回　填报单位：审批科"
    assert "3 行 = 收下 2 + 重复 0 + 待改 1" in str(texts[1][0])
    assert texts[3] == [*HEAD, "核对", "问题"]
    assert texts[4][7] == "待改"
    assert "没有企业名称" in str(texts[4][8])
    assert texts[5][:7] == [str(each) for each in row(3, phone="1380")]
    faulty = sheet.cell(6, 7)
    assert faulty.font.color is not None
    assert faulty.font.color.rgb == "FFC00000"
    assert sheet.cell(5, 1).fill.start_color.rgb != sheet.cell(6, 1).fill.start_color.rgb
    # What asks for nothing is one line on the first sheet, and stands behind.
    assert str(texts[1][0]).endswith("不用改的 1 行在“回执其余行”表。")
    rest = [[cell.value for cell in cells] for cells in behind.iter_rows()]
    assert rest[0][0] == "2026年11月份涉企服务台账回执：其余各行，不用改　填报单位：审批科"
    assert rest[3] == texts[3]
    assert [cells[7:] for cells in rest[4:]] == [["收下", "Sheet第3行：年份按台账月份推定（C3）"]]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.freeze_panes == "A5"


def test_a_cell_far_to_the_right_of_the_table_goes_back_with_its_row(revisit: Revisit) -> None:
    far = (*row(2, firm=""), *[None] * 600, "顺手一记")
    path = book(revisit.folder / "台账.xlsx", TITLE, HEAD, row(1), far)
    sheet = openpyxl.load_workbook(receipt_of(revisit, path)).active
    assert isinstance(sheet, Worksheet)
    assert place(sheet, "顺手一记")[0] == place(sheet, "待改")[0]
    assert sheet.max_column < 20


def test_an_untouched_receipt_is_known_and_changes_nothing(revisit: Revisit) -> None:
    path = book(revisit.folder / "台账.xlsx", TITLE, HEAD, row(1), row(2, firm=""))
    receipt = receipt_of(revisit, path)
    saved = openpyxl.load_workbook(receipt)
    saved.save(receipt)
    told = revisit.json("import", *sorted(revisit.folder.glob("*.xlsx")))
    assert [each["unchanged"] for each in told["files"]] == [True, True]
    assert told["files"][1]["rows"]["read"] == 0
    ledgers = revisit.json("ledgers", "list", "2026-11")["ledgers"]
    assert [each["version"] for each in ledgers] == [1]


def test_a_corrected_receipt_puts_right_what_was_held(revisit: Revisit) -> None:
    path = book(revisit.folder / "台账.xlsx", TITLE, HEAD, row(1), row(2, firm=""), row(3))
    receipt = receipt_of(revisit, path)
    name_firm(receipt, 1)
    told = revisit.json("import", receipt)["files"][0]
    assert told["rows"] == {"read": 3, "accepted": 1, "duplicate": 2, "held": 0}
    assert told["comparison"] == {"new": 1, "changed": 0, "same": 2, "gone": 0}
    (firm,) = [each["firm"] for each in told["changes"]]
    assert firm == "示例补正有限公司"


@pytest.mark.clause("R14")
@pytest.mark.parametrize(
    ("firms", "sheets"),
    [
        (("", ""), ["回执"]),
        (("示例甲有限公司", ""), ["回执", "回执其余行"]),
    ],
)
def test_a_receipt_has_a_sheet_of_the_rest_where_there_is_any(
    revisit: Revisit, firms: tuple[str, ...], sheets: list[str]
) -> None:
    rows = (row(number, firm=firm) for number, firm in enumerate(firms, 1))
    path = book(revisit.folder / "台账.xlsx", TITLE, HEAD, *rows)
    assert openpyxl.load_workbook(receipt_of(revisit, path)).sheetnames == sheets


def test_the_title_of_a_receipt_is_whole_on_each_sheet(revisit: Revisit) -> None:
    """However few and narrow its columns are."""
    head = ("单位", "时间", "企业名称", "电话", "事宜")
    unit = "建设工程质量检测中心"
    rows = [
        (unit, f"11月{n}日", firm, "13800000001", "许可") for n, firm in ((3, "示例甲厂"), (4, ""))
    ]
    path = book(revisit.folder / "台账.xlsx", TITLE, head, *rows)
    made: Any = openpyxl.load_workbook(receipt_of(revisit, path))
    assert len(made.sheetnames) == 2
    for sheet in made.worksheets:
        title = sheet["A1"]
        room = sum(each.width for each in sheet.column_dimensions.values()) * CHARACTER
        assert room >= text_width(title.value) * title.font.sz / 2, sheet.title


TEXTS = [TITLE, HEAD, row(1), row(2, firm="")]


def _page() -> bytes:
    rows = "".join(f"<tr>{''.join(f'<td>{each}</td>' for each in line)}</tr>" for line in TEXTS)
    return f"<html><table>{rows}</table></html>".encode("gb18030")


def _text() -> bytes:
    return "\r\n".join(",".join(map(str, each)) for each in TEXTS).encode("gb18030")


def _document() -> bytes:
    rows = [word.row([word.cell(word.line(str(each))) for each in line]) for line in TEXTS]
    return word.docx(word.table(rows))


def _old() -> bytes:
    made = xlwt.Workbook()
    sheet = made.add_sheet("表")
    for number, line in enumerate(TEXTS):
        for column, cell in enumerate(line):
            sheet.write(number, column, cell)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


FORMS = {
    "台账.csv": _text, "台账.XLS": _old, "网页.xls": _page, "台账.html": _page,
    "台账.docx": _document, "台账.et": _old,
}  # fmt: skip


@pytest.mark.clause("R14")
@pytest.mark.parametrize("name", FORMS)
def test_a_receipt_in_another_format_than_its_ledger_says_so_and_is_what_comes_back(
    revisit: Revisit, name: str
) -> None:
    path = revisit.folder / name
    path.write_bytes(FORMS[name]())
    ran = revisit("import", path, code=8)
    assert "（原件不是 .xlsx，回执改用 Excel 工作簿）" in ran.err
    receipt = path.with_name(f"{path.stem}_回执.xlsx")
    says = openpyxl.load_workbook(receipt).worksheets[0]["A2"].value
    assert str(says).startswith(f"原件《{name}》不是 .xlsx，回执改用 Excel 工作簿：请在本表里改好")
    assert revisit.json("import", receipt)["files"][0]["rows"]["read"] == 0
    receipt.unlink()
    again = revisit("ledgers", "receipt", path)
    assert "原件不是 .xlsx" in again.err
    assert again.out.strip() == str(receipt)
    name_firm(receipt, 1)
    told = revisit.json("import", receipt)["files"][0]
    assert told["comparison"] == {"new": 1, "changed": 0, "same": 1, "gone": 0}


def test_a_receipt_of_a_workbook_of_its_own_format_says_nothing_of_formats(
    revisit: Revisit,
) -> None:
    path = book(revisit.folder / "台账.xlsx", *TEXTS)
    assert "不是 .xlsx" not in revisit("import", path, code=8).err
    says = openpyxl.load_workbook(path.with_name("台账_回执.xlsx")).worksheets[0]["A2"].value
    assert str(says).startswith("原件《台账.xlsx》，本期 2 行 = 收下 1")


@pytest.mark.parametrize(("firms", "held"), [(("甲公司", "乙公司"), 0), (("甲公司",), 1)])
def test_firms_that_shared_a_cell_are_put_right_when_each_has_its_row(
    revisit: Revisit, firms: tuple[str, ...], held: int
) -> None:
    both = row(1, firm="甲公司、乙公司")
    revisit("import", book(revisit.folder / "一.xlsx", TITLE, HEAD, both), code=8)
    assert "台账待改、还没有收下的 1 行" in revisit("status", "2026-11").out
    parted = [row(1, firm=firm, phone=f"1380000009{n}") for n, firm in enumerate(firms)]
    revisit("import", book(revisit.folder / "二.xlsx", TITLE, HEAD, *parted))
    assert revisit.json("status", "2026-11")["today"]["held"] == held


def test_a_receipt_of_many_months_units_and_columns_comes_back_as_it_was(
    revisit: Revisit,
) -> None:
    path = revisit.folder / "合订.xlsx"
    made = openpyxl.Workbook()
    first = made.active
    assert first is not None
    first.title = "10月"
    for each in (HEAD, row(1, unit="审批科"), row(2, unit=None, firm="")):
        first.append(list(each))
    first.merge_cells("B2:B3")
    second = made.create_sheet("11月")
    rows = (
        ("燃气办2026年11月台账",),
        ("企业情况", None, None, "办理情况", None),
        ("名称", "联系人", "电话", "时间", "事项"),
        ("示例甲有限公司", "某乙", "13800000011", "11月3日", "点火"),
        ("示例乙有限公司", "某丙", "13800", "11月4日", "点火"),
    )
    for cells in rows:
        second.append(list(cells))
    second.merge_cells("A2:C2")
    second.merge_cells("D2:E2")
    made.save(path)
    before = revisit.json("import", path, "--dry-run", code=8)["files"][0]
    receipt = receipt_of(revisit, path)
    # Any change at all, so that it is read again.
    saved = openpyxl.load_workbook(receipt)
    saved.worksheets[0]["K30"] = "已核对"
    saved.save(receipt)
    told = revisit.json("import", receipt, code=8)["files"][0]
    assert told["rows"]["accepted"] == 0
    assert told["rows"]["duplicate"] == before["rows"]["accepted"]
    places = [(each["unit"], each["month"]) for each in told["filings"]]
    assert places == [(each["unit"], each["month"]) for each in before["filings"]]


def test_a_receipt_that_cannot_lie_beside_its_file_lies_elsewhere_and_is_told(
    revisit: Revisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = revisit.folder / "手头 文件夹"
    here.mkdir()
    monkeypatch.chdir(here)
    folder = revisit.folder / "只读"
    folder.mkdir()
    path = book(folder / "台 账.xlsx", TITLE, HEAD, row(1, firm=""))
    is_writable = files._is_writable
    monkeypatch.setattr(
        files, "_is_writable", lambda each: each.parent != folder and is_writable(each)
    )
    ran = revisit("import", path, code=8)
    assert (here / "台 账_回执.xlsx").exists()
    assert "改放这里" in ran.err


@pytest.mark.clause("R14")
def test_a_receipt_that_came_back_corrected_is_never_written_over(revisit: Revisit) -> None:
    roster = revisit.folder / "名册.csv"
    roster.write_text("单位名称\n审批科\n", encoding="utf-8")
    revisit("units", "import", roster)
    path = book(revisit.folder / "台账.xlsx", TITLE, HEAD, row(1, firm=""), row(2, unit="燃气处"))
    receipt = receipt_of(revisit, path)
    name_firm(receipt, 1)
    revisit("units", "add", "燃气处")
    ran = revisit("import", path, receipt, code=8)
    assert "台账_回执(2).xlsx（原处写不进，或已有改过的同名文件，改放这里）" in ran.err
    firms = {each["name"] for each in revisit.json("firms", "list")["firms"]}
    assert firms == {"示例补正有限公司", "示例02号有限公司"}


def test_a_receipt_nobody_touched_is_written_anew_and_no_other_file_is(revisit: Revisit) -> None:
    path = book(revisit.folder / "台账.xlsx", TITLE, HEAD, row(1, firm=""))
    mine = revisit.folder / "台账_回执.xlsx"
    mine.write_text("我自己的记录", encoding="utf-8")
    second = receipt_of(revisit, path)
    assert (mine.read_text(encoding="utf-8"), second.name) == ("我自己的记录", "台账_回执(2).xlsx")
    again = book(revisit.folder / "台账.xlsx", TITLE, HEAD, row(1, firm="", phone="1380"))
    assert receipt_of(revisit, again) == second


def test_where_no_receipt_can_be_written_the_rows_are_in_and_it_is_told(
    revisit: Revisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = book(revisit.folder / "台账.xlsx", TITLE, HEAD, row(1), row(2, firm=""))
    monkeypatch.setattr(files, "_is_writable", lambda _: False)
    ran = revisit("import", path, code=8)
    assert "回执没有写成" in ran.err
    assert len(revisit.json("ledgers", "show", "台账.xlsx")["rows"]) == 2


def test_a_ledger_of_more_rows_than_anybody_puts_right_gets_no_receipt_unasked(
    revisit: Revisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy, "_MOST_ROWS", 2)
    monkeypatch.chdir(revisit.folder)
    path = book(revisit.folder / "十一月.xlsx", TITLE, HEAD, row(1), row(2, firm=""), row(3))
    said = revisit("import", path, code=8)
    assert "3 行太多，没有写回执" in said.err
    assert not files.receipt_path(path).exists()
    command = said.err.partition("确要一份回执：revisit ")[2].splitlines()[0]
    revisit(*command.split())
    assert files.receipt_path(path).exists()
