"""A half-year's symposium from real ledgers: import, freeze, draw, decline, meet, verify."""

from pathlib import Path

import openpyxl
import pytest

from revisit_cli.document import LEDGER_COLUMNS
from tests.conftest import Revisit
from tests.filled import firm_name


def ledger(folder: Path, unit: str, month: int, firms: range) -> Path:
    """Write a ledger in the document's own form for one unit and month of 2026."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([f"市住建局{month}月份涉企服务主体统计表"])
    sheet.append(LEDGER_COLUMNS)
    for number, firm in enumerate(firms, 1):
        sheet.append(
            [number, unit, "经办人", f"2026-{month:02d}-{10 + number % 10}", "大厅", "许可", "办结",
             firm_name(firm), "联系人", f"1380000{firm:04d}", None]
        )  # fmt: skip
    path = folder / f"{unit}{month}月.xlsx"
    book.save(path)
    return path


@pytest.mark.clause("三(一)3", "三(二)3", "R8", "R9")
def test_the_pool_is_every_firm_of_the_half_year_and_the_meeting_is_counted(
    revisit: Revisit,
) -> None:
    units = ("审批科", "质监站")
    files = [
        ledger(revisit.folder, units[0], 9, range(20)),
        ledger(revisit.folder, units[1], 10, range(10, 35)),
        ledger(revisit.folder, units[0], 6, range(90, 95)),
    ]
    for file in files:
        revisit("import", file, now="2026-10-26T09:00")
    drawn = revisit.json("sample", "symposium", "--seed", "三人各报 417", "--size", "12")
    assert drawn["pool"]["count"] == 35
    assert {each["firm"] for each in drawn["ranks"]} == {firm_name(n) for n in range(35)}
    away = [each["firm"] for each in drawn["ranks"][:2]]
    seats = [revisit.json("sample", "decline", each, "--reason", "停工")["next"] for each in away]
    assert [each["rank"] for each in seats] == [13, 14]
    held = revisit.json(
        "symposium", "record", "--held-on", "2026-11-26", "--chair", "王局", "--role", "分管领导",
        "--present", "全部", "--problem", f"{drawn['ranks'][2]['firm']}=图审太慢",
    )  # fmt: skip
    assert (held["present"], held["notes"], len(held["problems"])) == (12, [], 1)
    assert revisit.json("symposium", "list")["duty"]["done"] == 1
    revisit("import", ledger(revisit.folder, units[1], 11, range(60, 70)))
    assert revisit.json("sample", "verify")["ok"], "a later ledger leaves the frozen pool alone"
    assert revisit.json("audit", "verify")["ok"]


@pytest.mark.clause("三(三)1", "三(三)2", "三(一)2")
def test_every_flagged_firm_of_a_month_is_visited_and_signed_for(revisit: Revisit) -> None:
    revisit("import", ledger(revisit.folder, "审批科", 11, range(12)))
    for number, reason in enumerate(("投诉件", "信访件", "超期办结", "反映难办", "差评")):
        revisit(
            "flags", "add", firm_name(number), "--reason", reason, "--month", "2026-11",
            "--verified-on", "11-20",
        )  # fmt: skip
    revisit("flags", "add", firm_name(0), "--reason", "重点项目", "--month", "2026-11")
    visits = revisit.json("visits", "list", "2026-11")["visits"]
    assert [each["firm"] for each in visits] == [firm_name(n) for n in range(5)]
    for each in visits:
        revisit(
            "visits", "record", each["id"], "--lead", "王局", "--chief", "是", "--overall",
            "满意", "--signed-by", "负责人", "--signature", "盖章", now="2026-12-18T15:00",
        )  # fmt: skip
    done = revisit.json("visits", "list", "2026-11", now="2026-12-21T09:00")
    assert (done["done"], done["of"]) == (5, 5)
    assert not any(each["late"] or each["notes"] for each in done["visits"])
    assert revisit.json("visits", "show", 1)["evaluations"][0]["unit"] == "审批科"
