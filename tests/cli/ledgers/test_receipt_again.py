"""``revisit ledgers receipt``: a receipt that was lost, written again as things stand now."""

import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.ledgers.test_receipt import HEAD, TITLE, book, place, receipt_of, row
from tests.conftest import Revisit

CELL = re.compile(r"（[A-Z]+\d+）")


def _texts(path: Path) -> dict[str, list[list[Any]]]:
    """Return the texts of a receipt by sheet, what is told of its rows without the cells' names."""
    return {
        sheet.title: [
            [CELL.sub("", text) if isinstance(text, str) else text for text in cells]
            for cells in sheet.iter_rows(values_only=True)
        ]
        for sheet in openpyxl.load_workbook(path).worksheets
    }


def _lose(path: Path) -> dict[str, list[list[Any]]]:
    texts = _texts(path)
    path.unlink()
    return texts


def _again(revisit: Revisit, *words: object) -> Path:
    return Path(revisit.json("ledgers", "receipt", *words)["receipt"])


@pytest.mark.clause("三(一)1", "R14")
def test_a_receipt_written_again_says_what_the_lost_one_said(revisit: Revisit) -> None:
    rows = (
        row(1),
        row(2, unit=None, firm=""),
        row(3, unit="审批科", firm="示例甲有限公司、示例乙有限公司", phone="1380"),
        row(4, date="2026-12-30", contact="同上"),
        row(5, date="2026-11-05", phone="1.38E+10"),
    )
    path = book(revisit.folder / "台账.xlsx", TITLE, HEAD, *rows, merges=("B3:B4",))
    before = _lose(receipt_of(revisit, path))
    again = _again(revisit, path)
    assert again == revisit.folder / "台账_回执.xlsx"
    after = _texts(again)
    assert "按现在的情况重写" in after["回执"][1].pop(0)
    before["回执"][1].pop(0)
    after["回执其余行"][1].pop(0)
    before["回执其余行"][1].pop(0)
    assert after == before
    assert revisit.json("import", again)["files"][0]["rows"]["read"] == 0


@pytest.mark.parametrize("heading", ["客户", "企业情况"])
def test_a_column_that_no_word_names_keeps_its_field(revisit: Revisit, heading: str) -> None:
    path = revisit.folder / "台账.xlsx"
    if heading == "客户":
        book(
            path, ("科室", "时间", "客户", "电话"), ("审批科", "2026-11-03", "示例甲有限公司", "1")
        )
        words = ["--map", "客户=服务对象"]
    else:
        book(
            path,
            ("科室", "时间", heading, None),
            (None, None, "名称", "电话"),
            ("审批科", "2026-11-03", "示例甲有限公司", "1"),
            merges=("C1:D1", "A1:A2", "B1:B2"),
        )
        words = []
    told = revisit.json("import", path, *words)["files"][0]
    before = _lose(Path(told["receipt"]))
    assert _texts(_again(revisit, path))["回执"][2:] == before["回执"][2:]


def test_tables_with_other_words_on_one_sheet_stay_apart(revisit: Revisit) -> None:
    path = book(
        revisit.folder / "台账.xlsx",
        ("审批科2026年11月台账",),
        ("时间", "企业名称", "联系电话"),
        ("2026-11-03", "示例甲有限公司", "1380"),
        ("燃气办2026年11月台账",),
        ("日期", "单位名称", "手机"),
        ("2026-11-04", "示例乙有限公司", "1380"),
    )
    before = _lose(Path(revisit.json("import", path)["files"][0]["receipt"]))
    assert _texts(_again(revisit, path))["回执"][2:] == before["回执"][2:]


@pytest.mark.clause("R14")
def test_what_was_corrected_or_withdrawn_since_stands_there_no_more(revisit: Revisit) -> None:
    path = book(
        revisit.folder / "台账.xlsx", TITLE, HEAD, row(1), row(2), row(3, firm=""), row(4, phone="")
    )
    receipt = receipt_of(revisit, path)
    saved = openpyxl.load_workbook(receipt)
    wrong, rest = saved.worksheets
    top, column = place(wrong, "企业名称")
    wrong.cell(top + 1, column).value = "示例补正有限公司"
    matter = place(rest, "事项")[1]
    rest.cell(top + 1, matter).value = "验收"
    rest.delete_rows(top + 2)
    rest.cell(top + 1, column + 1).value = "某乙"
    saved.save(receipt)
    told = revisit.json("import", receipt, "--accept-gone")["files"][0]
    assert told["rows"] == {"read": 3, "accepted": 2, "duplicate": 1, "held": 0}
    ran = revisit("ledgers", "receipt", path)
    second = Path(ran.out.strip())
    assert second.name == "台账_回执(2).xlsx"
    texts = _texts(second)["回执"]
    assert "本期 1 行 = 收下 1 + 重复 0 + 待改 0" in str(texts[1][0])
    assert "另有 3 行后来已更正或撤下，不再列出" in str(texts[1][0])
    assert [cells[0] for cells in texts[4:]] == ["4"]
    rows = revisit.json("ledgers", "show", path)["rows"]
    assert [each["since"] for each in rows] == ["corrected", "withdrawn", "put_right", None]
    shown = revisit("ledgers", "show", path).out
    assert "共 4 行：收下 1，重复 0，待改 0，已改正 1，已更正 1，已撤下 1" in shown
    assert "没有电话：第 6 行" in shown


@pytest.mark.clause("R14")
def test_a_row_that_came_in_since_is_listed_as_it_came_in(revisit: Revisit) -> None:
    roster = revisit.folder / "名册.csv"
    roster.write_text("单位名称\n审批科\n", encoding="utf-8")
    revisit("units", "import", roster)
    path = book(revisit.folder / "台账.xlsx", TITLE, HEAD, row(1, unit="燃气处"), row(2, firm=""))
    receipt_of(revisit, path).unlink()
    revisit("units", "add", "燃气处")
    revisit("import", path, code=8)
    sheets = _texts(_again(revisit, path, "--force", "-o", revisit.folder / "丙.xlsx"))
    assert [cells[-2] for cells in sheets["回执其余行"][4:]] == ["收下"]
    texts = sheets["回执"]
    assert [cells[-2] for cells in texts[4:]] == ["待改"]


def test_where_it_is_written_and_that_its_numbers_are_told_to_the_log(
    revisit: Revisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(revisit.folder)
    path = book(revisit.folder / "台账.xlsx", TITLE, HEAD, row(1, firm=""))
    sha256 = revisit.json("import", path, code=8)["files"][0]["sha256"]
    mine = revisit.folder / "台账_回执.xlsx"
    mine.write_text("我自己的记录", encoding="utf-8")
    assert _again(revisit, sha256) == Path("台账_回执(2).xlsx")
    assert mine.read_text(encoding="utf-8") == "我自己的记录"
    revisit("ledgers", "receipt", "台账.xlsx", "-o", mine, code=3)
    revisit("ledgers", "receipt", "台账.xlsx", "-o", "回执.txt", code=2)
    events = revisit.json("audit", "log")["events"]
    shown = [each["facts"] for each in events if each["kind"] == "PhonesShown"]
    assert shown == [{"command": "ledgers receipt", "firms": 1, "firm_ids": []}]
    revisit("ledgers", "receipt", "台账.xlsx", "-o", mine, "--force")
    assert "回执" in _texts(mine)


def test_there_is_no_receipt_where_nothing_is_wrong(revisit: Revisit) -> None:
    path = book(revisit.folder / "台账.xlsx", TITLE, HEAD, row(1, date="2026-11-03"))
    revisit("import", path)
    refused = revisit("ledgers", "receipt", "台账.xlsx", code=4).err
    assert "没有待改或有提示的行，不用回执" in refused
    assert "revisit ledgers show 台账.xlsx" in refused
    assert "没有导入过“别的.xlsx”" in revisit("ledgers", "receipt", "别的.xlsx", code=4).err
    revisit("units", "add", "人事科")
    filing = revisit.json("ledgers", "zero", "人事科", "2026-11")["id"]
    revisit("ledgers", "receipt", filing, code=4)


def test_importing_a_known_file_tells_how_its_receipt_is_had_again(revisit: Revisit) -> None:
    path = book(revisit.folder / "台账.xlsx", TITLE, HEAD, row(1), row(2, firm=""))
    receipt_of(revisit, path)
    told = revisit("import", path).err
    assert "其中 1 行仍待改；再写一份回执：revisit ledgers receipt 台账.xlsx" in told


def _sent(revisit: Revisit, folder: str, unit: str, month: int) -> Path:
    """Take a 台账.xlsx of a unit in, from a folder of its own, with a row that is held."""
    (revisit.folder / folder).mkdir()
    days = [f"2026-{month}-{day:02d}" for day in (3, 4)]
    path = book(
        revisit.folder / folder / "台账.xlsx",
        (f"2026年{month}月涉企服务台账",),
        HEAD,
        row(1, unit=unit, date=days[0]),
        row(2, unit=unit, date=days[1], firm=""),
    )
    receipt_of(revisit, path).unlink()
    return path


@pytest.mark.clause("三(一)1", "R14")
@pytest.mark.parametrize("command", ["receipt", "show"])
def test_of_several_files_of_one_name_it_says_which_it_took(
    revisit: Revisit, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(revisit.folder)
    earlier = _sent(revisit, "十月", "审批科", 10)
    told = revisit("ledgers", command, "台账.xlsx")
    assert "同名" not in told.err
    assert revisit.json("ledgers", command, "台账.xlsx")["filings"] == [
        {"id": 1, "unit": "审批科", "month": "2026-10"}
    ]
    _sent(revisit, "十一月", "审批科", 11)
    told = revisit("ledgers", command, "台账.xlsx")
    assert "同名的文件有 2 份，这是2 号（审批科，2026-11）" in told.err
    told = revisit("ledgers", command, earlier)
    assert "同名的文件有 2 份，这是1 号（审批科，2026-10）" in told.err
    assert "同名" not in revisit("ledgers", command, 1).err


@pytest.mark.clause("三(一)1", "R14")
@pytest.mark.parametrize("command", ["receipt", "show"])
def test_a_name_that_several_units_gave_their_files_is_refused(
    revisit: Revisit, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(revisit.folder)
    paths = [_sent(revisit, f"第{unit}", unit, 11) for unit in ("审批科", "燃气办")]
    refused = revisit("ledgers", command, "台账.xlsx", code=2).err
    assert "1 号（审批科，2026-11）、2 号（燃气办，2026-11）" in refused
    assert "1 号（审批科" in revisit("ledgers", command, paths[0]).err
    assert "2 号（燃气办" in revisit("ledgers", command, paths[1]).err
    assert "同名" not in revisit("ledgers", command, 1).err
