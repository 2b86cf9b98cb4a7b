"""``report public``: half a page for the bureau's own page; one dissatisfied firm hides nothing."""

import csv
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Revisit
from tests.ledgers import write_ledger

SERVED = {"审批科": 14, "燃气办": 8, "质安站": 4, "房管中心": 1}
TAGGED, ASKED_FOR = 3, 4


@pytest.fixture(scope="module")
def cleared(tmp_path_factory: pytest.TempPathFactory) -> Revisit:
    """A cleared month of four units; one firm is dissatisfied, four were asked for gifts."""
    revisit = Revisit(tmp_path_factory.mktemp("public"))
    revisit.now = "2026-11-25T10:00"
    first = 0
    for unit, count in SERVED.items():
        firms = [f"示例市第{number}建设有限公司" for number in range(first, first + count)]
        path = write_ledger(revisit.folder, unit, firms, date(2026, 11, 3), 13800000001 + first)
        revisit("import", path)
        first += count
    revisit("calls", "lock", "2026-11")
    revisit.now = "2026-11-26T10:00"
    for number in range(1, first + 1):
        said = ["--overall", "dissatisfied" if number == 2 else "satisfied"]
        said += ["--integrity", "yes" if number <= ASKED_FOR else "no"]
        if number <= TAGGED:
            said += ["--suggestion", f"材料要得多{number}", "--tag", "隐性审批"]
        revisit("calls", "record", number, "--outcome", "completed", *said)
    for problem in revisit.json("problems", "list", "2026-11")["problems"]:
        revisit("problems", "answer", problem["id"], "--words", "已答复")
    for visit in revisit.json("visits", "list", "2026-11")["visits"]:
        revisit("visits", "record", visit["id"], "--lead", "局长甲", "--signature", "signed",
                "--signed-by", "乙")  # fmt: skip
    revisit("close", "2026-11")
    return revisit


@pytest.mark.clause("三(四)1", "R17")
def test_one_dissatisfied_firm_hides_neither_rate(cleared: Revisit) -> None:
    told = cleared.json("report", "public", "2026-11")
    of = sum(SERVED.values())
    assert told["satisfaction"] == {"n": of - 1, "of": of, "value": round((of - 1) / of, 4)}
    assert told["coverage"] == {"n": of, "of": of, "value": 1}
    assert told["answers"] == {"satisfied": of - 1, "dissatisfied": 1, "unrated": 0}
    assert (told["hidden_approvals"], told["withheld"]) == (TAGGED, None)
    counts = next(each for each in told["questions"] if each["code"] == "integrity")["counts"]
    # Of those who had nothing to tell the few others would follow.
    assert (counts["yes"], counts["declined"], counts["no"]) == (ASKED_FOR, None, None)


@pytest.mark.clause("三(四)1")
def test_the_unit_of_one_firm_does_not_follow_from_the_bureau(cleared: Revisit) -> None:
    units = {each["unit"]: each for each in cleared.json("report", "public", "2026-11")["units"]}
    told = {unit: each["satisfied"] for unit, each in units.items()}
    # The smallest of the others is kept back with it: the two are a group of five.
    assert told == {"审批科": 13, "燃气办": 8, "质安站": None, "房管中心": None}
    assert {each["dissatisfied"] for each in units.values()} == {None}


def test_the_paper_is_one_page_and_names_no_firm(cleared: Revisit, tmp_path: Path) -> None:
    path = tmp_path / "公布.xlsx"
    cleared("report", "public", "2026-11", "-o", path)
    (sheet,) = openpyxl.load_workbook(path).worksheets
    heights = [sheet.row_dimensions[row].height or 15 for row in range(1, sheet.max_row + 1)]
    assert sum(heights) < 600
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    text = "".join(texts)
    assert "本期应回访企业27家，涉及涉企事项27件，已全部拨打。" in text
    assert "作出总体评价的27家中，满意26家，满意率96.3%。" in text
    assert "不足3家，不列" in texts
    assert "各单位不满意的家数都不列。" in text
    for absent in ("建设有限公司", "制表", "解读", "记录簿"):
        assert absent not in text
    with zipfile.ZipFile(path) as parts:
        assert "示例市第" not in parts.read("xl/sharedStrings.xml").decode()
    page = tmp_path / "公布.html"
    cleared("report", "public", "2026-11", "-o", page)
    html = page.read_text(encoding="utf-8")
    assert "满意率96.3%" in html
    assert "示例市第" not in html


def test_the_list_for_a_web_page_has_every_published_number_once(cleared: Revisit) -> None:
    rows = list(
        csv.DictReader(
            cleared("report", "public", "2026-11", "--csv").out.lstrip("\ufeff").splitlines()
        )
    )
    told = {row["项目"]: row for row in rows}
    assert len(told) == len(rows)
    assert told["审批科·满意（家）"]["数"] == "13"
    assert told["反映隐性审批、体外循环、前置、不按流程·企业（家）"]["数"] == str(TAGGED)
    assert told["服务态度·好"]["数"] == "0"


@pytest.mark.clause("三(四)1")
def test_once_corrected_nothing_protected_is_published_any_more(cleared: Revisit) -> None:
    cleared("flags", "add", "示例市第5建设有限公司", "--reason", "bad_review", "--month", "2026-11",
            "--correct", "漏记差评", now="2026-12-22T09:00")  # fmt: skip
    told = cleared.json("report", "public", "2026-11", now="2026-12-22T09:01")
    assert (told["withheld"], told["units"], told["hidden_approvals"]) == ("corrected", [], None)
    counts = next(each for each in told["questions"] if each["code"] == "integrity")["counts"]
    assert set(counts.values()) == {None}
    assert "更正过，不列" in cleared("report", "public", "2026-11", now="2026-12-22T09:01").out


@pytest.mark.clause("三(四)1", "R13")
@pytest.mark.parametrize(
    ("zeroes", "said"),
    [
        ((), "3个单位未报台账，没有应回访企业。"),
        (("审批科",), "2个单位未报台账，没有应回访企业。"),
        (("审批科", "燃气办"), "已报台账的单位均无涉企事项；1个单位未报。"),
        (("审批科", "燃气办", "质安站"), "本期各单位均无涉企事项，没有应回访企业。"),
    ],
)
def test_a_month_without_firms_says_truly_who_filed(
    revisit: Revisit, zeroes: tuple[str, ...], said: str
) -> None:
    roster = revisit.folder / "名册.csv"
    roster.write_text("单位名称\n审批科\n燃气办\n质安站\n", encoding="utf-8")
    revisit("units", "import", roster, now="2026-10-27T09:00")
    for unit in zeroes:
        revisit("ledgers", "zero", unit, "2026-11", now="2026-11-24T09:00")
    assert said in revisit("report", "public", "2026-11", now="2026-12-04T09:00").out
