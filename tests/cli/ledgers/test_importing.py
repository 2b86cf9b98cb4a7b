"""``revisit import``: every row accepted, duplicate or held; bad input changes nothing."""

import os
from pathlib import Path

import openpyxl
import pytest

from revisit_cli.operations.act import Act
from revisit_cli.operations.ledgers import importing as ledger_import
from revisit_cli.records.ledgers.importing import ImportOptions, LedgerImported
from revisit_cli.records.workbooks.grid import Workbook
from tests.conftest import Revisit

SHARED = Path(__file__).parents[3].parent / "shared" / "ledgers" / "layouts"
HEAD = ["单位", "姓名", "时间", "涉企事宜", "企业名称", "联系人", "联系电话"]
GOOD = ["审批科", "甲", "2026.11.3", "施工许可", "示例市甲子有限公司", "乙", "13800000001"]


def _ledger(path: Path, *rows: list[str]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEAD, *rows):
        sheet.append(row)
    book.save(path)
    return path


def _but(**changes: str) -> list[str]:
    names = ("unit", "officer", "date", "matter", "firm", "contact", "phone")
    return [changes.get(name, value) for name, value in zip(names, GOOD, strict=True)]


@pytest.mark.clause("R1", "R3", "R4")
@pytest.mark.parametrize(
    ("row", "state", "notes"),
    [
        (_but(), "accepted", []),
        (_but(firm=""), "held", ["firm_missing"]),
        (_but(firm="示例甲有限公司；示例乙有限公司"), "held", ["several_firms"]),
        (_but(firm="各燃气公司"), "held", ["several_firms"]),
        (_but(firm="2026-11-03"), "held", ["firm_missing"]),
        (_but(firm="已办结"), "held", ["firm_missing"]),
        (_but(date="2026.11.26"), "held", ["date_after_cycle"]),
        (_but(date="2026.10.25"), "accepted", ["date_boundary"]),
        (_but(date="2026.10.24"), "accepted", ["date_before_cycle"]),
        (_but(date="11月3日"), "accepted", ["year_inferred"]),
        (_but(date="三月三日"), "accepted", ["date_unreadable"]),
        (_but(date=""), "accepted", ["date_missing"]),
        (_but(phone="暂无"), "accepted", ["phone_missing"]),
        (_but(phone="138000"), "accepted", ["phone_invalid"]),
        (_but(firm="张三"), "accepted", ["not_a_firm"]),
        (_but(firm="示例甲\u202e厂"), "accepted", ["text_reordered"]),
    ],
)
def test_a_row_ends_with_its_state_and_notes(
    revisit: Revisit, row: list[str], state: str, notes: list[str]
) -> None:
    path = _ledger(revisit.folder / "台账.xlsx", row)
    code = 8 if state == "held" else 0
    told = revisit.json("import", path, "--month", "2026-11", "--unit", "审批科", code=code)
    rows = told["files"][0]["rows"]
    assert rows["read"] == rows["accepted"] + rows["duplicate"] + rows["held"] == 1
    (shown,) = revisit.json("ledgers", "show", "台账.xlsx")["rows"]
    assert (shown["row"], shown["state"], shown["notes"]) == (2, state, notes)
    asks = not {"date_boundary", "year_inferred"}.issuperset(notes)
    assert bool(told["files"][0]["receipt"]) == asks


def test_two_ledgers_that_differ_by_their_ending_have_two_receipts(revisit: Revisit) -> None:
    book = _ledger(revisit.folder / "台账.xlsx", _but(phone="1380"))
    text = revisit.folder / "台账.csv"
    rows = (HEAD, _but(unit="质安站", phone="1381"))
    text.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    told = revisit.json("import", book, text)["files"]
    receipts = {each["receipt"] for each in told}
    assert len(receipts) == 2
    revisit("ledgers", "receipt", text)
    # The receipt of the same file is written over.
    assert {p.name for p in revisit.folder.glob("*_回执*")} == {Path(p).name for p in receipts}


def test_the_receipt_of_held_rows_imports_back_when_corrected(revisit: Revisit) -> None:
    path = _ledger(revisit.folder / "台账.xlsx", _but(), _but(firm=""))
    told = revisit.json("import", path, code=8)
    receipt = Path(told["files"][0]["receipt"])
    assert receipt.name == "台账_回执.xlsx"
    book = openpyxl.load_workbook(receipt)
    sheet = book.active
    assert sheet is not None
    texts = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(n for n, row in enumerate(texts) if "企业名称" in row)
    column = texts[head].index("企业名称")
    sheet.cell(head + 2, column + 1).value = "示例市乙丑有限公司"
    book.save(receipt)
    again = revisit.json("import", receipt)["files"][0]
    assert again["rows"] == {"read": 2, "accepted": 1, "duplicate": 1, "held": 0}


@pytest.mark.clause("R14")
def test_a_corrected_file_is_compared_row_by_row(revisit: Revisit) -> None:
    first = [_but(), _but(firm="示例市乙丑有限公司"), _but(firm="示例市丙寅有限公司")]
    revisit("import", _ledger(revisit.folder / "台账.xlsx", *first))
    second = [
        _but(),
        _but(firm="示例市乙丑有限公司", phone="13800000009"),
        _but(firm="示例市丁卯有限公司"),
    ]
    told = revisit.json("import", _ledger(revisit.folder / "更正.xlsx", *second))["files"][0]
    assert told["comparison"] == {"new": 1, "changed": 1, "same": 1, "gone": 1}
    assert [filing["version"] for filing in told["filings"]] == [2]


@pytest.mark.clause("三(四)2", "R2", "R13")
@pytest.mark.parametrize(
    ("received", "state"),
    [
        ("2026-11-25T18:00", "on_time"),
        ("2026-11-25T18:01", "late"),
        ("2026-10-26T08:00", "on_time"),
    ],
)
def test_a_ledger_is_late_after_closing_time(revisit: Revisit, received: str, state: str) -> None:
    path = _ledger(revisit.folder / "台账.xlsx", _but())
    told = revisit.json("import", path, "--received", received)
    assert [filing["state"] for filing in told["files"][0]["filings"]] == [state]


def test_a_dry_run_prints_exactly_what_the_run_prints(revisit: Revisit) -> None:
    folder = revisit.folder / "台 账"
    folder.mkdir()
    files = [
        _ledger(folder / "一.xlsx", _but(), _but(firm="")),
        _ledger(folder / "二.xlsx", _but(phone="13800000009"), _but(firm="示例市乙丑有限公司")),
        _ledger(folder / "三.xlsx", _but(unit="燃气办")),
        folder / "无.xlsx",
    ]
    (folder / "四.xlsx").write_bytes(files[2].read_bytes())
    files.append(folder / "四.xlsx")
    dry = revisit("import", *files, "--dry-run", code=3)
    as_json = revisit.json("import", *files, "--dry-run", code=3)
    assert not list(folder.glob("*回执*"))
    assert not revisit.db.exists()
    real = revisit("import", *files, code=3)
    assert dry.out == real.out
    *lines, last = dry.err.splitlines()
    made, *said = real.err.splitlines()
    assert made == f"新建数据文件：{revisit.db}"
    assert lines == said
    assert "没有写入" in last
    assert [each["rows"]["accepted"] for each in as_json["files"]] == [1, 2, 1, 0]
    assert as_json["files"][1]["comparison"] == {"new": 1, "changed": 1, "same": 0, "gone": 0}
    assert as_json["files"][3]["unchanged"]


@pytest.mark.clause("R14")
def test_rows_that_are_gone_stay_until_accepted_and_a_called_firm_for_good(
    revisit: Revisit,
) -> None:
    firms = ["示例市甲子有限公司", "示例市乙丑有限公司", "示例市丙寅有限公司"]
    revisit("import", _ledger(revisit.folder / "一.xlsx", *(_but(firm=firm) for firm in firms)))
    calls = {each["firm"]: each["id"] for each in revisit.json("calls", "list", "2026-11")["calls"]}
    revisit("calls", "record", calls[firms[1]], "--outcome", "no_answer")
    ran = revisit("import", _ledger(revisit.folder / "二.xlsx", _but()))
    assert "消失的 2 行仍保留" in ran.err
    assert f"消失 {firms[1]}" in ran.err
    third = _ledger(revisit.folder / "三.xlsx", _but(matter="验收"))
    ran = revisit("import", third, "--accept-gone")
    assert f"变更 Sheet第2行 {firms[0]}：涉企事宜 施工许可 → 验收" in ran.err
    assert (
        "消失的 2 行：撤下 1 行（1 户不再回访），1 行的企业已打过电话、约好或正在拨打，不撤"
        in ran.err
    )
    listed = {each["firm"] for each in revisit.json("calls", "list", "2026-11")["calls"]}
    assert listed == {firms[0], firms[1]}
    revisit("calls", "record", calls[firms[2]], "--outcome", "no_answer", code=5)
    revisit("audit", "verify")


@pytest.mark.clause("R14")
def test_a_call_withdrawn_comes_back_when_a_later_ledger_names_the_firm(revisit: Revisit) -> None:
    firms = ["示例市甲子有限公司", "示例市乙丑有限公司"]
    both = [_but(firm=firm) for firm in firms]
    revisit("import", _ledger(revisit.folder / "一.xlsx", *both))
    before = revisit.json("calls", "list", "2026-11")["calls"]
    revisit("import", _ledger(revisit.folder / "二.xlsx", both[0]), "--accept-gone")
    assert [each["firm"] for each in revisit.json("calls", "list", "2026-11")["calls"]] == firms[:1]
    again = _ledger(revisit.folder / "三.xlsx", both[0], _but(firm=firms[1], matter="验收"))
    revisit("import", again)
    after = revisit.json("calls", "list", "2026-11")["calls"]
    assert [(each["id"], each["firm"]) for each in after] == [
        (each["id"], each["firm"]) for each in before
    ]


@pytest.mark.clause("R14", "R12")
def test_nothing_leaves_a_frozen_list(revisit: Revisit) -> None:
    firms = ["示例市甲子有限公司", "示例市乙丑有限公司"]
    both = [_but(firm=firm) for firm in firms]
    revisit("import", _ledger(revisit.folder / "一.xlsx", *both))
    revisit("calls", "lock", "2026-11")
    ran = revisit("import", _ledger(revisit.folder / "二.xlsx", both[0]), "--accept-gone")
    assert "撤下 0 行，1 行的企业在已定的名单上，不撤，照常回访" in ran.err
    calls = revisit.json("calls", "list", "2026-11")["calls"]
    assert [each["firm"] for each in calls] == firms
    assert all(each["matters"] for each in calls)


def test_what_is_no_row_and_what_is_noted_is_told(revisit: Revisit) -> None:
    empty = [""] * 6
    path = _ledger(
        revisit.folder / "台账.xlsx",
        ["一、审批科", *empty],
        _but(date="11月3日"),
        ["合计", *empty],
        ["说明", "每月25日前报送", *empty[1:]],
    )
    ran = revisit("import", path, "--month", "2026-11")
    assert "略过：分段标题 1 行（第2行）；合计 1 行（第4行）；说明、签名 1 行（第5行）" in ran.err
    assert "提示：年份按台账月份推定 1 行（C3）" in ran.err
    told = revisit.json("import", _ledger(revisit.folder / "空.xlsx"))["files"][0]
    assert told["rows"]["read"] == 0
    assert "零报告" in revisit("import", _ledger(revisit.folder / "空二.xlsx", [""] * 7)).err


@pytest.mark.clause("R13", "R29")
def test_a_unit_that_writes_that_it_had_nothing_reports_zero(revisit: Revisit) -> None:
    nothing = _ledger(revisit.folder / "一.xlsx", ["质安站", "", "", "本月无涉企事项", "", "", ""])
    ran = revisit("import", nothing)
    assert "质安站 2026-11 第1版 零报告（迟报）" in ran.err
    assert "写明没有事项 1 行（第2行）" in ran.err
    assert revisit.json("firms", "list")["firms"] == []
    filler = _ledger(revisit.folder / "二.xlsx", _but(), ["审批科", "/", "/", "/", "/", "/", "/"])
    ran = revisit("import", filler)
    assert "读 1 行，收下 1" in ran.err
    assert "作零报告" not in ran.err


def test_a_fault_is_told_with_the_sheets_own_cell_wherever_the_table_stands(
    revisit: Revisit,
) -> None:
    made = openpyxl.Workbook()
    for name in ("甲表", "乙表"):
        sheet = made.create_sheet(name)
        for column, heading in enumerate(("单位", "时间", "企业名称", "联系电话"), 4):
            sheet.cell(6, column, heading)
        for column, text in enumerate(("审批科", "2026-11-03", "", "1380"), 4):
            sheet.cell(7, column, text)
        for column, text in enumerate(("审批科", "2026-11-03", f"示例{name}公司", "1380"), 4):
            sheet.cell(8, column, text)
    made.save(revisit.folder / "台账.xlsx")
    ran = revisit("import", revisit.folder / "台账.xlsx", code=8)
    assert "乙表第7行：没有企业名称，待改（F7）；电话号码不对（G7）" in ran.err
    assert "提示：电话号码不对 2 行（甲表!G8、乙表!G8）" in ran.err
    bare = revisit.folder / "无时间.csv"
    bare.write_text("单位,企业名称,联系电话\n审批科,示例丁公司,13800000001\n", encoding="utf-8")
    assert "提示：没有时间 1 行（第2行）" in revisit("import", bare).err


def test_the_months_report_is_no_ledger_though_it_holds_one(revisit: Revisit) -> None:
    revisit("import", _ledger(revisit.folder / "台账.xlsx", _but()))
    report = revisit.folder / "月报.xlsx"
    revisit("report", "month", "2026-11", "-o", report)
    ran = revisit("import", report, code=3)
    assert "是本工具打印的统计报表，不是单位报送的台账" in ran.err
    assert [each["version"] for each in revisit.json("ledgers", "list", "2026-11")["ledgers"]] == [
        1
    ]


def test_the_same_content_under_another_name_is_told(revisit: Revisit) -> None:
    first = _ledger(revisit.folder / "一.xlsx", _but())
    second = revisit.folder / "二.xlsx"
    second.write_bytes(first.read_bytes())
    revisit("import", first)
    assert "内容与 一.xlsx 完全相同" in revisit("import", second).err
    assert "完全相同" not in revisit("import", first).err


def test_one_bad_file_never_stops_the_others(revisit: Revisit) -> None:
    good = _ledger(revisit.folder / "好.xlsx", _but())
    bad = revisit.folder / "坏.xlsx"
    bad.write_bytes(good.read_bytes()[:900])
    told = revisit.json("import", bad, good, revisit.folder / "无.xlsx", code=3)
    assert [each["file"] for each in told["files"]] == ["好.xlsx"]
    assert [each["file"] for each in told["refused"]] == ["坏.xlsx", "无.xlsx"]
    revisit("import", revisit.folder / "无.xlsx", code=4)


def test_a_file_that_may_not_be_read_stops_no_other(
    revisit: Revisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    shut, good = (_ledger(revisit.folder / name, _but()) for name in ("锁着.xlsx", "好.xlsx"))
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != shut and may(path, mode))
    ran = revisit("import", shut, good, code=3)
    assert "锁着.xlsx 打不开：没有读取它的权限" in ran.err
    assert "好.xlsx：读 1 行，收下 1" in ran.err


def test_a_mapping_is_remembered_for_its_unit(revisit: Revisit) -> None:
    def odd(name: str, firm: str) -> Path:
        path = revisit.folder / name
        path.write_text(f"name,tel,when\n{firm},13800000001,2026.11.3\n", encoding="utf-8")
        return path

    revisit("import", odd("一.csv", "示例市甲子有限公司"), code=3)
    maps = ["--map", "name=服务对象", "--map", "tel=phone", "--map", "when=时间"]
    revisit("import", odd("二.csv", "示例市甲子有限公司"), "--unit", "审批科", *maps)
    revisit("import", odd("三.csv", "示例市乙丑有限公司"), "--unit", "审批科")
    revisit("import", odd("审批科12月.csv", "示例市丙寅有限公司"))
    revisit("import", odd("四.csv", "示例市乙丑有限公司"), "--map", "name=颜色", code=2)
    shown = revisit.json("units", "show", "审批科")["columns"]
    assert {each["field"] for each in shown} == {"firm", "phone", "date"}
    assert "“name”" in revisit("units", "show", "审批科").out


def test_remembered_letters_never_overrule_a_sheets_own_words(revisit: Revisit) -> None:
    bare = revisit.folder / "无表头.csv"
    bare.write_text("示例市甲子有限公司,2026.11.3,13800000001\n", encoding="utf-8")
    maps = ["--map", "A=服务对象", "--map", "B=时间", "--map", "C=电话"]
    revisit("import", bare, "--unit", "审批科", *maps)
    revisit("import", _ledger(revisit.folder / "审批科台账.xlsx", _but()))
    (row,) = revisit.json("ledgers", "show", "审批科台账.xlsx")["rows"]
    assert (row["firm"], row["unit"]) == ("示例市甲子有限公司", "审批科")
    again = revisit.folder / "审批科无表头.csv"
    again.write_text("示例市乙丑有限公司,2026.11.4,13800000002\n", encoding="utf-8")
    revisit("import", again)


def test_a_unit_that_the_roster_lacks_is_held_with_the_nearest_named(revisit: Revisit) -> None:
    roster = revisit.folder / "名册.csv"
    roster.write_text("单位名称,类别\n行政审批科,机关科室\n", encoding="utf-8")
    revisit("units", "import", roster)
    path = _ledger(revisit.folder / "台账.xlsx", _but())
    ran = revisit("import", path, code=8)
    assert "行政审批科" in ran.err
    (row,) = revisit.json("ledgers", "show", "台账.xlsx")["rows"]
    assert row["notes"] == ["unit_unknown"]


@pytest.mark.skipif(not SHARED.exists(), reason="the layouts lie beside the project only")
@pytest.mark.parametrize("name", ["L01", "L08", "L09", "L14", "L15", "L17", "L18"])
def test_real_layouts_go_in_whole(revisit: Revisit, name: str) -> None:
    (path,) = SHARED.glob(f"{name}_*")
    copy = revisit.folder / path.name
    copy.write_bytes(path.read_bytes())
    rows = revisit.json("import", copy)["files"][0]["rows"]
    assert rows["read"] == rows["accepted"] > 0


def test_of_many_files_the_bad_and_the_held_are_named_once_more_at_the_end(
    revisit: Revisit,
) -> None:
    paths = [_ledger(revisit.folder / f"{n}.xlsx", _but(firm=f"示例{n}厂")) for n in range(10)]
    paths.append(_ledger(revisit.folder / "缺名.xlsx", _but(firm="")))
    bad = revisit.folder / "坏的.xlsx"
    bad.write_bytes(b"PK\x03\x04")
    last = revisit("import", *paths, bad, code=3).err.splitlines()[-3:]
    assert last[:2] == ["未能读入：坏的.xlsx", "有待改行：缺名.xlsx 1 行"]
    assert "未能读入：" not in revisit("import", *paths[:2], bad, code=3).err


@pytest.mark.parametrize(
    ("words", "kept", "told"), [((), 1, "再运行一次"), (("--dry-run",), 0, "什么也没有写入")]
)
def test_an_import_that_is_stopped_says_what_came_in(
    revisit: Revisit,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    kept: int,
    told: str,
) -> None:
    paths = [_ledger(revisit.folder / f"{n}.xlsx", _but(firm=f"示例{n}厂")) for n in range(3)]
    whole = ledger_import._import_file

    def stopped(act: Act, workbook: Workbook, options: ImportOptions) -> LedgerImported:
        if workbook.name == "1.xlsx":
            raise KeyboardInterrupt
        return whole(act, workbook, options)

    monkeypatch.setattr(ledger_import, "_import_file", stopped)
    ran = revisit("import", *paths, *words, code=130)
    assert "已停下：读完 1 份，其余 2 份没有读入" in ran.err
    assert told in ran.err
    monkeypatch.undo()
    assert len(revisit.json("ledgers", "list", "2026-11")["ledgers"]) == kept


@pytest.mark.clause("R36")
def test_a_title_left_from_last_month_is_told_with_the_rows_it_holds(revisit: Revisit) -> None:
    path = _ledger(revisit.folder / "审批科2026年11月台账.xlsx", _but())
    book = openpyxl.load_workbook(path)
    book.worksheets[0].insert_rows(1)
    book.worksheets[0]["A1"] = "审批科2026年10月涉企服务台账"
    book.save(path)
    (said,) = revisit.json("import", path, "--dry-run", code=8)["files"][0]["months_said"]
    assert (said["month"], said["said"]) == ("2026-10", "2026-11")
    ran = revisit("import", path, code=8)
    assert "按 2026-10 的台账收，而表题或文件名里另写着 2026-11" in ran.err
    assert "日期晚于本期的行：按 2026-10 的台账收" in ran.err
