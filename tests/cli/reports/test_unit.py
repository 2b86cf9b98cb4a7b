"""``report unit``: the letter to one unit, counted again here, with nothing of others in it."""

import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Revisit
from tests.ledgers import write_ledger

FIRMS = [f"示例市{name}建设有限公司" for name in "甲乙丙丁戊己庚"]
SHARED, DEAD, WRONG = FIRMS[0], FIRMS[1], FIRMS[2]
MINE, OTHER = "审批科", "燃气办"
SERVED = {MINE: FIRMS[:6], OTHER: [SHARED, FIRMS[6]]}
SECRET, TAGGED = "暗示要送卡", "另批材料不写进清单"
# What each firm said of each unit.
SAID = {
    SHARED: {MINE: ("satisfied", "good"), OTHER: ("dissatisfied", "poor")},
    FIRMS[3]: {MINE: ("satisfied", "good")},
    FIRMS[4]: {MINE: ("satisfied", "fair")},
    FIRMS[5]: {MINE: ("dissatisfied", "poor")},
    FIRMS[6]: {OTHER: ("satisfied", "good")},
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Revisit:
    """Two units and one that owes nothing; a firm of both has a number from each, both dead."""
    revisit = Revisit(tmp_path_factory.mktemp("unit"))
    revisit.now = "2026-11-25T10:00"
    for number, (unit, firms) in enumerate(SERVED.items()):
        first = 13800000001 + 100 * number
        revisit("import", write_ledger(revisit.folder, unit, firms, date(2026, 11, 3), first))
    revisit("units", "add", "人事科", "--since", "2026-12")
    revisit("calls", "lock", "2026-11")
    revisit.now = "2026-11-26T10:00"
    calls = {each["firm"]: each["id"] for each in revisit.json("calls", "list")["calls"]}
    for firm, told in SAID.items():
        for unit, (overall, attitude) in told.items():
            integrity = ("--integrity", "yes", "--words", f"integrity={SECRET}") * (unit == OTHER)
            revisit("calls", "record", calls[firm], "--outcome", "completed", "--unit", unit,
                    "--overall", overall, "--attitude", attitude, *integrity)  # fmt: skip
    revisit("calls", "record", calls[DEAD], "--outcome", "dead_number")
    revisit("calls", "record", calls[WRONG], "--outcome", "wrong_number")
    add = ("problems", "add")
    revisit(*add, FIRMS[3], "--text", "图审太慢", "--unit", MINE, "--month", "2026-11")
    revisit(*add, FIRMS[4], "--text", "窗口找不到人", "--unit", MINE, "--month", "2026-11")
    revisit(*add, FIRMS[6], "--text", TAGGED, "--unit", OTHER, "--month", "2026-11")
    revisit("problems", "answer", "2", "--words", "已答复")
    return revisit


def _texts(path: Path) -> list[str]:
    book = openpyxl.load_workbook(path)
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    return [str(cell.value) for cell in cells if cell.value not in (None, "")]


@pytest.mark.clause("四3", "R11", "R28")
def test_a_unit_is_told_what_the_story_says_of_it(office: Revisit) -> None:
    told = office.json("report", "unit", MINE, "2026-11")
    month = office.json("report", "month", "2026-11")
    assert (told["unit"], told["filing"]) == (MINE, "on_time")
    assert [(each["version"], each["rows"], each["held"]) for each in told["filings"]] == [
        (1, 6, 0)
    ]
    assert told["figures"] == next(each for each in month["units"] if each["unit"] == MINE)
    mine = [said[MINE] for said in SAID.values() if MINE in said]
    overall = Counter(each for each, _ in mine)
    assert told["figures"]["satisfaction"]["n"] == overall["satisfied"]
    assert told["figures"]["satisfaction"]["of"] == len(mine)
    questions = {each["code"]: each for each in told["questions"]}
    attitude = Counter(each for _, each in mine)
    for code in ("good", "fair", "poor"):
        assert questions["attitude"]["counts"][code] == attitude[code]
    assert questions["attitude"]["of"] == len(mine)
    assert {each["firm"]: each["numbers"][0]["state"] for each in told["numbers"]} == {
        DEAD: "dead", WRONG: "wrong",
    }  # fmt: skip
    assert told["mend_by"] == "2026-12-10"
    assert {each["text"]: each["to_do"] for each in told["problems"]} == {
        "图审太慢": True, "窗口找不到人": False,
    }  # fmt: skip
    assert told["problems_to_do"] == 1
    assert told["problems"][0]["due"] == "2026-12-03"


@pytest.mark.clause("三(四)1")
def test_a_unit_hears_nothing_of_others_and_nothing_in_confidence(
    office: Revisit, tmp_path: Path
) -> None:
    office("report", "unit", MINE, "2026-11", "-o", tmp_path / "信.xlsx")
    office("report", "unit", MINE, "2026-11", "-o", tmp_path / "信.html")
    with zipfile.ZipFile(tmp_path / "信.xlsx") as parts:
        raw = "".join(parts.read(name).decode(errors="replace") for name in parts.namelist())
    shown = [
        office("report", "unit", MINE, "2026-11").out,
        office("report", "unit", MINE, "2026-11", "--json").out,
        office("report", "unit", MINE, "2026-11", "--csv").out,
        (tmp_path / "信.html").read_text(encoding="utf-8"),
        raw,
    ]
    for text in shown:
        for foreign in (OTHER, FIRMS[6], SECRET, TAGGED, "integrity", "廉洁", "吃拿卡要", "嫌疑"):
            assert foreign not in text
        assert "13800000" not in text
    others = office.json("report", "unit", OTHER, "2026-11")
    assert others["figures"]["dissatisfied"] == 1
    assert "integrity" not in {each["code"] for each in others["questions"]}


@pytest.mark.clause("R28")
def test_a_unit_is_told_of_the_numbers_that_it_gave_itself(revisit: Revisit) -> None:
    revisit.now = "2026-11-25T10:00"
    for number, unit in enumerate((MINE, OTHER)):
        ledger = write_ledger(
            revisit.folder, unit, [SHARED], date(2026, 11, 3), 13800000001 + 100 * number
        )
        revisit("import", ledger)
    revisit("calls", "lock", "2026-11")
    revisit.now = "2026-11-26T10:00"
    for hour, phone in enumerate(("13800000001", "13800000101"), start=10):
        dead = ("calls", "record", 1, "--outcome", "dead_number", "--phone", phone)
        revisit(*dead, now=f"2026-11-26T{hour}:00")

    def numbers(unit: str) -> list[str]:
        (firm,) = revisit.json("report", "unit", unit, "2026-11")["numbers"]
        return [each["phone"] for each in firm["numbers"]]

    assert (numbers(MINE), numbers(OTHER)) == (["138****0001"], ["138****0101"])
    told = revisit.json("calls", "return", "--list", "2026-11", "-o", revisit.folder / "补号")
    for each, mine in zip(told["units"], ("138****0001", "138****0101"), strict=True):
        texts = " ".join(_texts(Path(each["path"])))
        assert mine in texts
        assert texts.count("138****") == 1


def test_a_unit_that_owes_nothing_is_told_so(office: Revisit, tmp_path: Path) -> None:
    told = office.json("report", "unit", "人事科", "2026-11")
    assert (told["filing"], told["figures"], told["numbers"]) == (None, None, [])
    assert "本期不应报台账" in office("report", "unit", "人事科", "2026-11").out
    office("report", "unit", "人事科", "2026-11", "-o", tmp_path / "信.xlsx")
    office("report", "unit", "没有这科", "2026-11", code=4)


@pytest.mark.clause("R26")
def test_a_unit_bears_the_name_it_had_in_the_month(office: Revisit) -> None:
    before = office.json("report", "unit", OTHER, "2026-11")
    office("units", "rename", OTHER, "燃气热力办", now="2026-12-28T09:00")
    try:
        told = office.json("report", "unit", "燃气热力办", "2026-11")
    finally:
        office("undo", now="2026-12-28T09:01")
    assert told["unit"] == OTHER
    same = ("figures", "questions", "problems", "filings", "numbers")
    assert {name: told[name] for name in same} == {name: before[name] for name in same}


def test_the_letter_is_one_page_in_office_type_with_a_slip(office: Revisit, tmp_path: Path) -> None:
    path = tmp_path / "信.xlsx"
    office("report", "unit", MINE, "2026-11", "-o", path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["正页"]
    texts = _texts(path)
    assert "回　执" in texts
    assert "请补号的企业" in texts
    fonts = {str(cell.font.name) for row in book.worksheets[0].iter_rows() for cell in row}
    assert fonts <= {"宋体", "黑体", "仿宋", "楷体"}
    with zipfile.ZipFile(path) as parts:
        assert b"Calibri" not in parts.read("xl/styles.xml")


def test_what_the_page_has_no_room_for_goes_whole_onto_the_next(
    revisit: Revisit, tmp_path: Path
) -> None:
    revisit.now = "2026-11-25T10:00"
    firms = [f"示例市第{number}建设有限公司" for number in range(40)]
    revisit("import", write_ledger(revisit.folder, MINE, firms, date(2026, 11, 3)))
    revisit.now = "2026-11-26T10:00"
    for number in range(1, 41):
        revisit("calls", "record", number, "--outcome", "dead_number")
    path = tmp_path / "信.xlsx"
    revisit("report", "unit", MINE, "2026-11", "-o", path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["正页", "附页"]
    front, behind = ([str(c.value) for r in sheet.iter_rows() for c in r] for sheet in book)
    assert not set(firms) & set(front)
    assert set(firms) <= set(behind)
    assert "其余见附页。" in front
    assert "回　执" in front


@pytest.mark.clause("三(四)1")
def test_numbers_in_problems_are_masked_and_the_offices_own_is_not(
    revisit: Revisit, tmp_path: Path
) -> None:
    revisit.now = "2026-11-25T10:00"
    revisit("import", write_ledger(revisit.folder, MINE, [SHARED], date(2026, 11, 3)))
    revisit("problems", "add", SHARED, "--unit", MINE, "--month", "2026-11",
            "--text", "请回电13800000009，证照打不开")  # fmt: skip
    revisit("settings", "set", "office_phone", "0376-6366000")
    path = tmp_path / "信.xlsx"
    revisit("report", "unit", MINE, "2026-11", "-o", path)
    texts = "".join(_texts(path))
    assert "（电话0376-6366000）" in texts
    assert "138****0009" in texts
    assert "13800000009" not in texts


def test_the_same_facts_give_the_same_bytes(office: Revisit, tmp_path: Path) -> None:
    def made(name: str) -> bytes:
        office("report", "unit", MINE, "2026-11", "-o", tmp_path / name)
        return (tmp_path / name).read_bytes()

    assert made("一.xlsx") == made("二.xlsx")
