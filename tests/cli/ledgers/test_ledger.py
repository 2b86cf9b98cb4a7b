"""``revisit ledgers`` and ``revisit units``."""

from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Revisit

ROW = [
    "1",
    "",
    "甲",
    "2026-11-03",
    "窗口",
    "许可",
    "已办结",
    "示例市甲子有限公司",
    "乙",
    "13800000001",
]


@pytest.mark.clause("附表3", "三(一)1")
def test_a_filled_template_imports_without_a_note(revisit: Revisit) -> None:
    path = revisit.folder / "审批科_附表3.xlsx"
    revisit("ledgers", "template", "审批科", "2026-11", "-o", path)
    revisit("ledgers", "template", "审批科", "2026-11", "-o", path, code=3)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for column, value in enumerate(ROW, 1):
        if value:
            sheet.cell(4, column).value = value
    book.save(path)
    told = revisit.json("import", path, now="2026-11-25T10:00")["files"][0]
    assert told["rows"] == {"read": 1, "accepted": 1, "duplicate": 0, "held": 0}
    assert told["receipt"] is None
    assert told["filings"][0]["unit"] == "审批科"
    assert told["filings"][0]["month"] == "2026-11"
    (row,) = revisit.json("ledgers", "show", path.name)["rows"]
    assert (row["notes"], row["phones"]) == ([], ["138****0001"])
    (row,) = revisit.json("ledgers", "show", path.name, "--phones")["rows"]
    assert row["phones"] == ["13800000001"]
    assert "PhonesShown" in {e["kind"] for e in revisit.json("audit", "log")["events"]}


@pytest.mark.clause("R13")
def test_a_zero_report_is_a_filing_and_silence_is_not(revisit: Revisit) -> None:
    revisit("units", "add", "人事科")
    revisit("units", "add", "燃气办")
    revisit("ledgers", "zero", "人事科", "2026-11", now="2026-11-25T10:00")
    told = revisit.json("ledgers", "list", "2026-11")
    assert [(each["unit"], each["state"]) for each in told["ledgers"]] == [("人事科", "zero")]
    assert told["missing"] == ["燃气办"]
    revisit("ledgers", "zero", "无此科", code=4)
    revisit("ledgers", "show", "无此文件.xlsx", code=4)
    revisit("ledgers", "list", "2026-13", code=2)


@pytest.mark.clause("三(四)2")
def test_another_systems_export_gives_hints_both_ways(revisit: Revisit) -> None:
    def export(name: str, *firms: str) -> Path:
        path = revisit.folder / name
        rows = "".join(f"审批科,2026.11.3,{firm},许可\n" for firm in firms)
        path.write_text(f"科室,办理日期,企业名称,事项\n{rows}", encoding="gb18030")
        return path

    revisit("import", export("台账.csv", "示例市甲子有限公司", "示例市乙丑有限公司"))
    other = export("政务.csv", "示例市甲子有限公司", "示例市丙寅有限公司")
    told = revisit.json("ledgers", "cross-check", other, "2026-11")
    assert told["not_filed"] == [
        {"unit": "审批科", "firm": "示例市丙寅有限公司", "near": [], "filed_by": []}
    ]
    assert told["not_elsewhere"] == [{"unit": "审批科", "firm": "示例市乙丑有限公司"}]
    assert told["both"] == 1
    shown = revisit("ledgers", "cross-check", other, "2026-11", "--csv").out.splitlines()
    assert shown[1:] == [
        "未见于台账,审批科,示例市丙寅有限公司,",
        "只见于台账,审批科,示例市乙丑有限公司,",
    ]


def test_rows_of_an_export_that_name_no_firm_and_sheets_not_read_are_told(
    revisit: Revisit,
) -> None:
    revisit("import", _ledger(revisit, "台账.csv", "示例市甲子有限公司"))
    book = openpyxl.Workbook()
    sheet, hidden = book.worksheets[0], book.create_sheet("旧")
    sheet.title = "导出"
    hidden.sheet_state = "hidden"
    head = ("科室", "办理日期", "企业名称", "事项")
    for each in (sheet, hidden):
        each.append(head)
    for firm in ("示例市甲子有限公司", None, "#REF!", "13800000001"):
        sheet.append(("审批科", "2026.11.3", firm, "许可"))
    hidden.append(("审批科", "2026.11.3", "示例市丙寅有限公司", "许可"))
    path = revisit.folder / "导出.xlsx"
    book.save(path)
    told = revisit.json("ledgers", "cross-check", path, "2026-11")
    assert told["nameless"] == [{"sheet": "导出", "row": row} for row in (3, 4, 5)]
    assert [(each["sheet"], each["reason"]) for each in told["ignored"]] == [("旧", "hidden")]
    assert (told["both"], told["not_filed"], told["not_elsewhere"]) == (1, [], [])
    words = revisit("ledgers", "cross-check", path, "2026-11").err
    assert "3 行没有企业名称，未核对（第3、4、5行）" in words
    assert "旧" in words


@pytest.mark.clause("三(四)2")
def test_an_export_in_its_own_words_is_read_by_its_columns(revisit: Revisit) -> None:
    revisit("import", _ledger(revisit, "台账.csv", "示例市甲子有限公司"))
    other = revisit.folder / "导出.csv"
    other.write_text("客户,流水号\n示例市甲子有限公司,1\n示例市丙寅有限公司,2\n", "utf-8")
    assert "--map" in revisit("ledgers", "cross-check", other, "2026-11", code=3).err
    words = ("ledgers", "cross-check", other, "2026-11", "--map", "客户=服务对象")
    assert revisit.json(*words)["not_filed"] == [
        {"unit": None, "firm": "示例市丙寅有限公司", "near": [], "filed_by": []}
    ]
    (of_unit,) = revisit.json(*words, "--unit", "审批")["not_filed"]
    assert of_unit["unit"] == "审批科"
    revisit("units", "add", "质安站")
    ran = revisit(*words, "--unit", "质安站")
    assert "审批科 已报" in ran.out
    assert "两边都有 0 户，未见于台账 2 户，只见于台账 0 户" in ran.out


@pytest.mark.clause("三(一)1")
def test_a_roster_has_kinds_leaders_and_other_names(revisit: Revisit) -> None:
    roster = revisit.folder / "名册.csv"
    roster.write_text(
        "单位名称,类别,主要负责人,简称\n质量安全监督站,局属单位,赵某,质安站\n审批科,机关科室,,\n",
        encoding="utf-8",
    )
    told = revisit.json("units", "import", roster)
    assert (told["added"], told["known"]) == (2, 0)
    first, second = revisit.json("units", "list")["units"]
    assert (first["kind"], first["leader"]) == ("bureau_unit", "赵某")
    assert second["kind"] == "office"
    revisit("units", "rename", "质安站", "工程质量安全中心", "--on", "2026-11-01")
    shown = revisit.json("units", "show", "质安站")
    assert shown["name"] == "工程质量安全中心"
    assert {"name": "质量安全监督站", "renamed_on": "2026-11-01"} in shown["aliases"]
    revisit("units", "add", "审批科", code=5)
    revisit("units", "rename", "无此科", "别的", code=4)


@pytest.mark.clause("三(一)1", "R2", "R13")
def test_the_board_tells_who_filed_how_and_who_did_not(revisit: Revisit) -> None:
    for unit in ("审批科", "人事科", "燃气办", "质安站"):
        revisit("units", "add", unit)
    path = revisit.folder / "台账.csv"
    head = "单位,时间,企业名称,联系电话\n"
    rows = "审批科,2026.11.3,示例市甲子有限公司,13800000001\n审批科,2026.11.4,,13800000002\n"
    path.write_text(head + rows, encoding="utf-8")
    revisit("import", path, "--received", "2026-11-25T17:00", code=8)
    revisit("ledgers", "zero", "人事科", "2026-11", now="2026-11-25T10:00")
    path.write_text(head + rows.replace("审批科", "燃气办"), encoding="utf-8")
    revisit("import", path, "--received", "2026-11-26T09:00", code=8)
    told = revisit.json("ledgers", "list", "2026-11")
    assert [(each["unit"], each["state"], each["held"]) for each in told["ledgers"]] == [
        ("审批科", "on_time", 1),
        ("人事科", "zero", 0),
        ("燃气办", "late", 1),
    ]
    assert told["missing"] == ["质安站"]
    assert (told["remind_on"], told["due_at"][:16]) == ("2026-11-25", "2026-11-25T18:00")
    shown = revisit("ledgers", "list", "2026-11").out
    assert "11月25日 18:00 前报送" in shown
    assert "共 4 个单位：已报 3（按时 1，零报告 1，迟报 1），未报 1" in shown
    assert "未报，已过期" in shown
    early = revisit("ledgers", "list", "2026-11", now="2026-11-25T09:00").out
    assert "已过期" not in early


def test_a_ledger_is_shown_by_file_by_number_or_by_unit_and_month(revisit: Revisit) -> None:
    path = revisit.folder / "合订.csv"
    head = "单位,时间,企业名称,联系电话\n"
    firms = {"审批科": "示例市甲子有限公司", "燃气办": "示例市乙丑有限公司"}
    rows = [f"{unit},2026.11.3,{firm},13800000001\n" for unit, firm in firms.items()]
    path.write_text(head + "".join(rows), encoding="utf-8")
    filings = revisit.json("import", path)["files"][0]["filings"]
    assert len(revisit.json("ledgers", "show", "合订.csv")["rows"]) == 2
    for filing in filings:
        (row,) = revisit.json("ledgers", "show", filing["id"])["rows"]
        assert row["firm"] == firms[filing["unit"]]
        (row,) = revisit.json("ledgers", "show", filing["unit"], "2026-11")["rows"]
        assert row["firm"] == firms[filing["unit"]]
    path.write_text(head + rows[0].replace("11.3", "11.4"), encoding="utf-8")
    revisit("import", path)
    (row,) = revisit.json("ledgers", "show", "审批科", "2026-11")["rows"]
    assert row["date"] == "2026-11-04"
    revisit("ledgers", "show", "无此科", "2026-11", code=4)
    revisit("ledgers", "show", "999", code=4)


def _ledger(revisit: Revisit, name: str, *firms: str) -> Path:
    path = revisit.folder / name
    rows = "".join(f"审批科,2026.11.3,{firm},许可,13800000001\n" for firm in firms)
    path.write_text(f"科室,办理日期,企业名称,事项,联系电话\n{rows}", encoding="utf-8")
    return path


@pytest.mark.clause("R13", "R14")
def test_the_same_zero_report_again_changes_nothing(revisit: Revisit) -> None:
    revisit("units", "add", "人事科")
    revisit("ledgers", "zero", "人事科", "2026-11", now="2026-11-25T10:00")
    head = revisit.json("audit", "head")
    assert "已作过零报告" in revisit("ledgers", "zero", "人事科", "2026-11").out
    assert revisit.json("audit", "head") == head


@pytest.mark.clause("R2", "R13")
def test_a_zero_report_that_is_late_is_told_as_both(revisit: Revisit) -> None:
    revisit("units", "add", "人事科")
    revisit("units", "add", "质安站")
    first = revisit("ledgers", "zero", "人事科", "2026-09", now="2026-09-28T17:59")
    assert first.out == "人事科 2026-09 已作零报告\n"
    second = revisit("ledgers", "zero", "质安站", "2026-09", now="2026-09-28T18:01")
    assert second.out == "质安站 2026-09 已作零报告（迟报）\n"
    assert "零报告（迟报）" in revisit("ledgers", "list", "2026-09", "--csv").out
    states = [each["state"] for each in revisit.json("ledgers", "list", "2026-09")["ledgers"]]
    assert states == ["zero", "late"]


@pytest.mark.clause("R13", "R14", "三(四)2")
def test_a_unit_that_named_firms_reports_zero_only_by_withdrawing_them_all(
    revisit: Revisit,
) -> None:
    revisit("import", _ledger(revisit, "一.csv", "示例市甲子有限公司", "示例市乙丑有限公司"))
    ran = revisit("ledgers", "zero", "审批科", "2026-11", code=5)
    assert "还有 2 行" in ran.err
    assert "--accept-gone" in ran.err
    told = revisit.json("ledgers", "zero", "审批科", "2026-11", "--accept-gone")
    assert told["withdrawal"] == {"rows": 2, "calls": 2, "kept": {"called": 0, "locked": 0}}
    assert revisit.json("calls", "list", "2026-11")["calls"] == []
    revisit("import", _ledger(revisit, "二.csv", "示例市甲子有限公司"))
    (call,) = revisit.json("calls", "list", "2026-11")["calls"]
    revisit("calls", "record", call["id"], "--outcome", "no_answer")
    ran = revisit("ledgers", "zero", "审批科", "2026-11", "--accept-gone", code=5)
    assert "1 行撤不下" in ran.err
    assert len(revisit.json("calls", "list", "2026-11")["calls"]) == 1


def test_names_dates_and_numbers_are_not_broken_over_lines(revisit: Revisit) -> None:
    path = revisit.folder / "台账.csv"
    phones = "13800000001、13800000002、13800000003"
    path.write_text(
        "科室,办理日期,企业名称,事项,联系人,联系电话\n"
        f"行政审批服务科,2026.11.3,示例市甲子建筑安装工程有限公司,许可,联系人甲乙,{phones}\n",
        encoding="utf-8",
    )
    revisit("import", path)
    shown = revisit("ledgers", "show", path.name).out
    assert "2026-11-03   示例市甲子建筑安装工程有限公司" in shown
    assert "138****0001 等3个" in shown
    assert "行政审批服务科　共 1 行" in shown
    assert "138****0001、138****0002" in revisit("ledgers", "show", path.name, "--csv").out


def test_a_note_is_said_once_with_the_rows_it_stands_at(revisit: Revisit) -> None:
    path = revisit.folder / "台账.csv"
    rows = [f"审批科,2026-11-03,示例{n}号有限公司,许可,1380\n" for n in range(30)]
    path.write_text("科室,办理日期,企业名称,事项,联系电话\n" + "".join(rows), encoding="utf-8")
    revisit("import", path)
    (line,) = [x for x in revisit("ledgers", "show", path.name).out.splitlines() if "不对" in x]
    assert line.startswith("  电话号码不对：第 2、3、4、")
    assert line.endswith("20、21……共 30 行")


def test_a_unit_without_a_month_shows_the_last_it_filed_for(revisit: Revisit) -> None:
    for month, day, firm in (("2026-10", "10-09", "示例甲厂"), ("2026-11", "11-03", "示例乙厂")):
        path = revisit.folder / f"审批科{month}.csv"
        path.write_text(f"单位,时间,企业名称\n审批科,2026-{day},{firm}", encoding="utf-8")
        revisit("import", path, "--month", month)
    shown = revisit.json("ledgers", "show", "审批科")
    assert [row["firm"] for row in shown["rows"]] == ["示例乙厂"]
    assert shown == revisit.json("ledgers", "show", "审批科", "11")
    assert "没有这个单位" in revisit("ledgers", "show", "园林科", code=4).err
    # A number is a filing's, and never a unit's.
    revisit("ledgers", "show", "99", code=4)
