"""One month through the real command line, and its numbers counted a second time here.

Three units: one prints 附表3, one merges its own name down the column, one mails a GBK text file;
a fourth reports zero. One firm is served by two units.
"""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Revisit

HEADINGS = [
    "序号", "单位", "姓名", "时间", "地点", "涉企事宜", "工作完成情况",
    "服务对象\n(企业)", "企业\n联系人", "企业联系人\n电话号码", "备注",
]  # fmt: skip
FIRMS = [
    f"示例市{name}有限公司"
    for name in ["甲子", "乙丑", "丙寅", "丁卯", "戊辰", "己巳", "庚午", "辛未", "壬申", "癸酉"]
]
SHARED = "示例市浉河建筑工程有限公司"


def _row(number: int, unit: str | None, firm: str, day: object, phone: object) -> list[object]:
    return [
        number,
        unit,
        "办事员甲",
        day,
        "窗口",
        "施工许可",
        "已办结",
        firm,
        "联系人乙",
        phone,
        "",
    ]


def _printed_form(path: Path) -> list[str]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["市住建局 11 月份涉企服务主体统计表"])
    sheet.merge_cells("A1:K1")
    sheet.append(["制表：某某", *[""] * 6, "时间：2026年11月25日"])
    sheet.append(HEADINGS)
    firms = [*FIRMS[:5], SHARED]
    for number, firm in enumerate(firms, 1):
        sheet.append(_row(number, "审批科", firm, date(2026, 11, number), 13800000000 + number))
    for number in range(len(firms) + 1, 11):
        sheet.append([number])
    sheet.append(["说明", "每月25日前报送"])
    book.save(path)
    return firms


def _merged_unit(path: Path) -> list[str]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADINGS)
    firms = [*FIRMS[5:], SHARED]
    for number, firm in enumerate(firms, 1):
        unit = "质量安全监督站" if number == 1 else None
        sheet.append(_row(number, unit, firm, f"11月{number}日", f"138 0000 01{number:02d}"))
    sheet.merge_cells(f"B2:B{len(firms) + 1}")
    book.save(path)
    return firms


def _text_file(path: Path) -> list[str]:
    firms = [f"示例市浉河{name}厂" for name in ("东", "西")]
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([heading.replace("\n", "") for heading in HEADINGS])
        for number, firm in enumerate(firms, 1):
            writer.writerow(
                _row(number, "燃气办", firm, f"2026.11.{number}", f"0376-12345{number:02d}")
            )
        # Served after the cycle: held until the next month.
        writer.writerow(_row(3, "燃气办", "示例市浉河南厂", "2026.11.28", "0376-1234509"))
    return firms


@pytest.fixture
def month(revisit: Revisit) -> tuple[Revisit, dict[str, list[str]]]:
    """Ledgers of one month, imported on the afternoon of the 25th."""
    folder = revisit.folder
    units = {
        "审批科": _printed_form(folder / "审批科.xlsx"),
        "质量安全监督站": _merged_unit(folder / "质安站11月.xlsx"),
        "燃气办": _text_file(folder / "燃气办.csv"),
    }
    files = [folder / name for name in ("审批科.xlsx", "质安站11月.xlsx", "燃气办.csv")]
    imported = revisit.json("import", *files, "--month", "2026-11", now="2026-11-25T15:00", code=8)
    rows = [each["rows"] for each in imported["files"]]
    assert [each["held"] for each in rows] == [0, 0, 1]
    assert all(r["read"] == r["accepted"] + r["duplicate"] + r["held"] for r in rows)
    assert [each["accepted"] for each in rows] == [len(firms) for firms in units.values()]
    assert {f["state"] for each in imported["files"] for f in each["filings"]} == {"on_time"}
    revisit("units", "add", "人事科")
    revisit("ledgers", "zero", "人事科", "2026-11", now="2026-11-25T16:00")
    return revisit, units


def test_a_month_ends_in_numbers_that_a_second_count_confirms(
    month: tuple[Revisit, dict[str, list[str]]], tmp_path: Path
) -> None:
    revisit, units = month
    everyone = {firm for firms in units.values() for firm in firms}
    served_by = Counter(firm for firms in units.values() for firm in firms)

    # One frozen call list: each firm once, however many units served it.
    revisit("calls", "lock", "2026-11")
    listed = revisit.json("calls", "list")
    assert listed["locked"] is True
    assert sorted(call["firm"] for call in listed["calls"]) == sorted(everyone)
    assert {c["firm"]: len(c["units"]) for c in listed["calls"]} == dict(served_by)
    assert all("*" in p for c in listed["calls"] for who in c["contacts"] for p in who["phones"])
    assert {call["due"] for call in listed["calls"]} == {"2026-12-10"}

    # The desk: next, record, next … until three are left.
    outcomes: dict[str, str] = {}
    for number in range(len(everyone) - 3):
        now = f"2026-11-26T{9 + number // 10:02d}:{number % 10 * 5:02d}"
        call = revisit.json("calls", "next", now=now)
        assert call["firm"] not in outcomes
        assert call["why"]
        outcome = "no_answer" if number == 4 else "refused_hard" if number == 5 else "completed"
        words: list[object] = ["calls", "record", call["id"], "--outcome", outcome]
        if outcome == "completed":
            overall = "不满意" if number == 2 else "满意"
            words += ["--attitude", "好", "--one-time-notice", "是", "--days", 3]
            words += ["--extra-trips", "否", "--integrity", "no", "--overall", overall]
            outcome = overall
        if outcome == "refused_hard":
            words += ["--words", "outcome=正在施工，不便接听"]
        if number == 7:
            words += ["--suggestion", "希望网上办理"]
        told = revisit.json(*words, now=now)
        assert told["call"] == call["id"]
        assert (len(told["problems"]), len(told["flags"])) == (number == 7, number == 2)
        outcomes[call["firm"]] = outcome

    # The draw: frozen before the seed, redone by anyone.
    drawn = revisit.json(
        "sample", "symposium", "--month", "2026-11", "--seed", "7623 10", "--size", 10
    )
    assert drawn["pool"]["count"] == len(everyone)
    assert [rank["selected"] for rank in drawn["ranks"]] == [True] * 10 + [False] * (
        len(everyone) - 10
    )
    hashes = [rank["hash"] for rank in drawn["ranks"]]
    assert hashes == sorted(hashes, reverse=True)
    revisit("sample", "verify")
    revisit("sample", "symposium", "--month", "2026-11", "--seed", "other", code=5)

    # The report, against the story's own count.
    report = revisit.json("report", "month", "2026-11")
    told = Counter(outcomes.values())
    size = len(everyone)
    assert report["firms"] == size
    assert report["services"] == sum(len(firms) for firms in units.values())
    assert (report["coverage"]["n"], report["coverage"]["of"]) == (len(outcomes), size)
    reached = told["满意"] + told["不满意"]
    assert (report["effective_rate"]["n"], report["effective_rate"]["of"]) == (reached, size)
    contacted = reached + told["refused_hard"]
    assert (report["contact_rate"]["n"], report["contact_rate"]["of"]) == (contacted, size)
    assert report["contact_rate"]["value"] == pytest.approx(contacted / size, abs=1e-4)
    happy = told["满意"]
    assert (report["satisfaction"]["n"], report["satisfaction"]["of"]) == (happy, reached)
    undone = everyone - {firm for firm, what in outcomes.items() if what != "no_answer"}
    names = {each if isinstance(each, str) else each["firm"] for each in report["not_done"]}
    assert names == undone
    assert report["log"] == {k: revisit.json("audit", "head")[k] for k in ("size", "head")}

    revisit("report", "month", "2026-11", "-o", tmp_path / "月报.xlsx")
    assert openpyxl.load_workbook(tmp_path / "月报.xlsx").sheetnames
    duties = revisit.json("status", "2026-11")["duties"]
    assert all(duty["done"] <= duty["of"] for duty in duties)
    problems = revisit.json("problems", "list")["problems"]
    assert [problem["due"] for problem in problems] == ["2026-12-03"]
    assert [visit["reasons"] for visit in revisit.json("visits", "list")["visits"]] != []
    assert revisit.json("audit", "verify")["ok"]


def test_the_same_files_again_change_nothing(
    month: tuple[Revisit, dict[str, list[str]]],
) -> None:
    revisit, _ = month
    before = revisit.db.read_bytes()
    head = revisit.json("audit", "head")
    again = revisit.json(
        "import",
        revisit.folder / "审批科.xlsx",
        revisit.folder / "质安站11月.xlsx",
        "--month",
        "2026-11",
    )
    assert [each["unchanged"] for each in again["files"]] == [True, True]
    assert revisit.json("audit", "head") == head
    assert revisit.db.read_bytes() == before
