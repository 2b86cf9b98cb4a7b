"""``calls return``: bad numbers to the units, other numbers from there."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import Revisit, begins
from tests.packets import firm, served


@begins
def desk(revisit: Revisit) -> Revisit:
    """Four firms: the first, of two units, has a dead number, the second a wrong one."""
    served(revisit, 4)
    revisit("calls", "record", 1, "--outcome", "停机空号")
    revisit("calls", "record", 2, "--outcome", "号码有误")
    return revisit


def lists(desk: Revisit) -> dict[str, Path]:
    told = desk.json("calls", "return", "--list", "2026-11", "-o", desk.folder / "补号")
    return {each["unit"]: Path(each["path"]) for each in told["units"]}


def fill(path: Path, rows: dict[str, dict[str, Any]]) -> Path:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    column = {str(cell.value): int(cell.column or 0) for cell in sheet[3]}
    for row in range(4, sheet.max_row + 1):
        for heading, value in rows.get(str(sheet.cell(row, 2).value), {}).items():
            sheet.cell(row, column[heading]).value = value
    book.save(path)
    return path


@pytest.mark.clause("R12", "三(四)1")
def test_each_unit_gets_its_own_firms_with_masked_numbers(desk: Revisit) -> None:
    told = desk.json("calls", "return", "--list", "2026-11", "-o", desk.folder / "补号")
    assert {each["unit"]: each["count"] for each in told["units"]} == {"审批科": 2, "燃气办": 1}
    assert [each["state"] for each in told["firms"][0]["numbers"]] == ["dead"]
    for each in told["units"]:
        sheet = openpyxl.load_workbook(each["path"]).worksheets[0]
        found = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
        assert firm(0) in found
        assert firm(3) not in found
        assert "停机空号" in found
        assert not [text for text in found if "13800000000" in text]
        assert sheet.protection.sheet
    ran = desk("calls", "return", "--list", "2026-11")
    assert "要补号码的共 2 户，2 个单位" in ran.out
    desk("calls", "return", "--list", "2026-11", "-o", desk.folder / "补号", code=3)


def test_a_month_without_bad_numbers_says_so(revisit: Revisit) -> None:
    served(revisit, 2)
    assert "要补号码的共 0 户" in revisit("calls", "return", "--list", "2026-11").out


def test_a_firm_without_any_number_is_on_its_units_list(revisit: Revisit) -> None:
    path = revisit.folder / "台账.csv"
    text = (
        "单位,时间,事项,企业名称,联系人,联系电话\n审批科,2026.11.3,许可,示例市甲子有限公司,甲,无\n"
    )
    path.write_text(text, encoding="utf-8")
    revisit("import", path)
    assert "没有号码" in revisit("calls", "return", "--list", "2026-11").out


@pytest.mark.clause("R12")
def test_what_a_unit_sends_puts_its_firms_at_the_head(desk: Revisit) -> None:
    path = fill(
        lists(desk)["审批科"], {firm(1): {"新号码": "13900000001、0376-6000001", "联系人": "新人"}}
    )
    told = desk.json("calls", "return", "--from", path)
    assert told["counts"] == {"read": 2, "entered": 1, "same": 0, "blank": 1, "held": 0}
    assert desk.json("audit", "log")["events"][-1]["kind"] == "PhonesReturned"
    card = desk.json("calls", "next", "2026-11")
    assert card["firm"] == firm(1)
    phones = [phone for who in card["contacts"] for phone in who["phones"]]
    assert "13900000001" in phones
    assert desk.json("calls", "return", "--from", path)["counts"]["same"] == 1
    assert desk.json("audit", "verify")["ok"]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"新号码": "13800000001"}, "打不通"),
        ({"新号码": "明天给"}, "认不出"),
        ({"新号码": "13900000001", "电话号": "3"}, "对不上"),
    ],
)
def test_a_number_that_helps_nobody_is_held_by_its_cell(
    desk: Revisit, cells: dict[str, str], said: str
) -> None:
    path = fill(lists(desk)["审批科"], {firm(1): cells})
    ran = desk("calls", "return", "--from", path, code=8)
    assert said in ran.err
    assert "第 5 行" in ran.err


def test_a_dry_run_enters_nothing(desk: Revisit) -> None:
    path = fill(lists(desk)["审批科"], {firm(1): {"新号码": "13900000001"}})
    before = desk.json("audit", "head")
    assert desk.json("calls", "return", "--from", path, "--dry-run")["counts"]["entered"] == 1
    assert desk.json("audit", "head") == before


def test_a_plain_list_of_firms_and_numbers_will_do(desk: Revisit) -> None:
    path = desk.folder / "短信.csv"
    path.write_text(f"企业名称,新号码\n{firm(1)},13900000001\n示例市没有,13900000002\n", "utf-8")
    told = desk.json("calls", "return", "--from", path, code=8)
    assert (told["counts"]["entered"], told["counts"]["held"]) == (1, 1)


@pytest.mark.parametrize("words", [(), (2,), ("二", "--phone", "13900000001"), ("--phone", "1")])
def test_a_return_names_its_call_and_number(desk: Revisit, words: tuple[object, ...]) -> None:
    desk("calls", "return", *words, code=2)
