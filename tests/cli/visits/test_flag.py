from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from tests.conftest import Revisit
from tests.filled import fill_firms, firm_name


@pytest.mark.clause("三(三)1", "三(三)2", "三(二)2")
def test_a_flag_asks_for_a_visit_by_the_twentieth(revisit: Revisit) -> None:
    fill_firms(revisit.db, 12)
    added = revisit.json(
        "flags", "add", firm_name(3), "--reason", "投诉件", "--source", "A-1",
        "--verified-on", "2026-11-20", "--unit", "第1科", "--month", "2026-11",
    )  # fmt: skip
    assert (added["reason"], added["due"], added["new"]) == ("complaint", "2026-12-20", True)
    assert added["notes"] == []
    flag = revisit.json("flags", "list")["flags"][0]
    assert (flag["firm"], flag["unit"], flag["source"]) == (firm_name(3), "第1科", "A-1")
    visits = revisit.json("visits", "list")["visits"]
    assert [(each["firm"], each["reasons"], each["due"], each["state"]) for each in visits] == [
        (firm_name(3), ["complaint"], "2026-12-20", "to_do")
    ]
    assert revisit.json("audit", "verify")["ok"]


def test_the_same_flag_again_changes_nothing(revisit: Revisit) -> None:
    fill_firms(revisit.db, 12)
    words = ("flags", "add", "1", "--reason", "bad_review", "--source", "7")
    revisit(*words)
    head = revisit.json("audit", "head")
    assert revisit.json(*words)["new"] is False
    assert revisit.json("audit", "head") == head
    assert revisit.json(*words[:-1], "8")["new"] is True
    assert revisit.json("visits", "list")["of"] == 1


@pytest.mark.clause("三(三)1", "三(三)2")
def test_a_dropped_flag_takes_its_visit_off_the_list_unless_another_stands(
    revisit: Revisit,
) -> None:
    fill_firms(revisit.db, 12)
    revisit("flags", "add", "1", "--reason", "差评")
    revisit("flags", "add", "1", "--reason", "重点项目")
    assert revisit.json("visits", "list")["visits"][0]["reasons"] == ["bad_review", "key_project"]
    assert revisit.json("flags", "drop", "1", "--reason", "评错单位")["visit_left"]
    revisit("flags", "drop", "1", "--reason", "再撤", code=5)
    assert not revisit.json("flags", "drop", "2", "--reason", "未落地")["visit_left"]
    assert revisit.json("visits", "list")["visits"] == []
    assert revisit.json("flags", "list")["flags"] == []
    assert len(revisit.json("flags", "list", "--all")["flags"]) == 2
    assert "评错单位" in revisit("flags", "list", "--all").out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["flags", "add", "没有的公司", "--reason", "差评"], 4),
        (["flags", "add", "示例市", "--reason", "差评"], 2),
        (["flags", "add", "1", "--reason", "好评"], 2),
        (["flags", "add", "1", "--reason", "投诉件", "--verified-on", "明天"], 2),
        (["flags", "add", "1", "--reason", "投诉件", "--unit", "没有的科"], 4),
        (["flags", "add", "1", "--reason", "投诉件", "--month", "13"], 2),
        (["flags", "add", "1", "--reason", "差评", "--evidence", "\udcff"], 2),
        (["flags", "drop", "9", "--reason", "x"], 4),
        (["flags", "drop", "1", "--reason", " "], 2),
        (["visits", "show", "9"], 4),
        (["visits", "record", "9"], 4),
        (["visits", "void", "9", "--reason", "x"], 4),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(
    revisit: Revisit, words: list[str], code: int
) -> None:
    fill_firms(revisit.db, 12)
    head = revisit.json("audit", "head")
    refused = revisit(*words, code=code)
    assert refused.err.count("×") == 1
    assert revisit.json("audit", "head") == head


def test_empty_lists_say_why(revisit: Revisit) -> None:
    assert "flags add" in revisit("flags", "list").out
    assert "flags add" in revisit("visits", "list").out


def workbook(path: Path, rows: list[list[object]], title: str = "Sheet1") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


@pytest.mark.clause("三(三)1", "三(三)2")
def test_a_workbook_of_any_shape_flags_its_firms_row_by_row(revisit: Revisit) -> None:
    fill_firms(revisit.db, 12)
    path = workbook(
        revisit.folder / "名单.xlsx",
        [
            ["11月须上门企业汇总表"],
            [],
            ["序号", "企业名称", "类型", "工单编号", "查实日期", "是否属实", "涉及科室"],
            [1, firm_name(0), "投诉件", "A-1", "2026年11月20日", "属实", "第1科"],
            [2, firm_name(1), "信访", "B-1", None, "属实", "没有的科"],
            [3, firm_name(2), "投诉件", "A-2", "2026-11-21", "不属实", None],
            [4, "没有的公司", "差评", None, None, None, None],
            [5, firm_name(3), "好评", None, None, None, None],
            [6, None, "差评", None, None, None, None],
            [7, f" {firm_name(0)} ", "投诉", "A-1", "2026-11-20", "属实", None],
            [8, firm_name(4), "投诉件", "A-3", None, "核实中", None],
            ["合计", 8],
        ],
    )
    done = revisit.json("flags", "import", path, code=8)
    assert done["rows"] == {"read": 8, "accepted": 3, "duplicate": 1, "held": 4}
    assert [(each["row"], each["state"], each["notes"]) for each in done["flags"]] == [
        (4, "accepted", []),
        (5, "accepted", ["unit_unknown", "day_of_import"]),
        (6, "held", ["not_true"]),
        (7, "held", ["firm_unknown"]),
        (8, "held", ["reason_unknown"]),
        (9, "held", ["firm_missing"]),
        (10, "duplicate", []),
        (11, "accepted", ["unverified"]),
    ]
    flags = revisit.json("flags", "list")["flags"]
    assert [(each["reason"], each["verified_on"]) for each in flags] == [
        ("complaint", "2026-11-20"),
        ("petition", "2026-11-26"),
        ("complaint", None),
    ]
    head = revisit.json("audit", "head")
    again = revisit.json("flags", "import", path, code=8)
    assert again["rows"] == {"read": 8, "accepted": 0, "duplicate": 4, "held": 4}
    assert revisit.json("audit", "head") == head
    assert "8 行" in revisit("flags", "import", path, code=8).out


@pytest.mark.parametrize(
    ("words", "title", "reason"),
    [(["--reason", "重点项目"], "Sheet1", "key_project"), ([], "11月差评", "bad_review")],
)
def test_a_list_of_bare_names_takes_its_reason_from_elsewhere(
    revisit: Revisit, words: list[str], title: str, reason: str
) -> None:
    fill_firms(revisit.db, 12)
    path = workbook(revisit.folder / "x.xlsx", [["公司名称"], [firm_name(0)]], title)
    assert revisit.json("flags", "import", path, *words)["flags"][0]["reason"] == reason


def test_a_header_of_two_levels_is_read_as_one(revisit: Revisit) -> None:
    fill_firms(revisit.db, 2)
    path = workbook(
        revisit.folder / "名单.xlsx",
        [
            ["11月须上门企业汇总表", None, None, None, None, None],
            ["序号", "类别", "企业情况", None, "查实情况", None],
            [None, None, "名称", "电话", "日期", "科室"],
            [1, "投诉件", firm_name(0), None, "2026年11月20日", "第1科"],
            [2, "差评", firm_name(1), "13800000001", None, None],
        ],
    )
    book = openpyxl.load_workbook(path)
    for place in ("A1:F1", "A2:A3", "B2:B3", "C2:D2", "E2:F2"):
        book.worksheets[0].merge_cells(place)
    book.save(path)
    done = revisit.json("flags", "import", path)
    assert done["rows"] == {"read": 2, "accepted": 2, "duplicate": 0, "held": 0}
    flags = revisit.json("flags", "list")["flags"]
    assert [(each["reason"], each["verified_on"]) for each in flags] == [
        ("complaint", "2026-11-20"),
        ("bad_review", None),
    ]


def test_rows_without_any_reason_are_held(revisit: Revisit) -> None:
    fill_firms(revisit.db, 12)
    path = workbook(revisit.folder / "x.xlsx", [["公司名称"], [firm_name(0)]])
    done = revisit.json("flags", "import", path, code=8)
    assert done["flags"][0]["notes"] == ["reason_missing"]


def test_a_merged_reason_counts_for_every_row_it_covers(revisit: Revisit) -> None:
    fill_firms(revisit.db, 12)
    path = revisit.folder / "x.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["类别", "企业名称"], ["超期", firm_name(0)], [None, firm_name(1)]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    book.save(path)
    done = revisit.json("flags", "import", path)
    assert [each["reason"] for each in done["flags"]] == ["overdue_completion"] * 2


def test_a_file_without_firms_or_that_is_no_table_is_refused(revisit: Revisit) -> None:
    fill_firms(revisit.db, 12)
    path = workbook(revisit.folder / "x.xlsx", [["姓名", "年龄"], ["甲", 3]])
    assert "姓名" in revisit("flags", "import", path, code=3).err
    revisit("flags", "import", revisit.folder / "没有.xlsx", code=4)
    (revisit.folder / "y.xlsx").write_bytes(b"\x00\x01garbage")
    revisit("flags", "import", revisit.folder / "y.xlsx", code=3)


@pytest.mark.clause("三(三)1", "三(二)2")
def test_a_complaint_asks_for_a_visit_from_the_day_it_is_verified(revisit: Revisit) -> None:
    fill_firms(revisit.db, 12)
    words = ("flags", "add", "1", "--reason", "投诉件", "--source", "A-1")
    added = revisit.json(*words)
    assert (added["visit"], added["due"], added["notes"]) == (None, None, ["unverified"])
    assert revisit.json("flags", "list")["flags"][0]["state"] == "pending"
    assert revisit.json("visits", "list")["of"] == 0
    assert "待查实 1 条" in revisit("flags", "list").out
    # Another reason of the same firm does not lend the visit this one.
    revisit("flags", "add", "1", "--reason", "差评")
    assert revisit.json("visits", "list")["visits"][0]["reasons"] == ["bad_review"]
    revisit("flags", "verify", "2", "--on", "今天", code=5)
    revisit("flags", "verify", "1", "--on", "明天", code=2)
    done = revisit.json("flags", "verify", "1", "--on", "11-25", "--evidence", "核查意见")
    assert (done["verified_on"], done["due"]) == ("2026-11-25", "2026-12-20")
    assert revisit.json("visits", "list")["visits"][0]["reasons"] == ["complaint", "bad_review"]
    assert revisit.json("flags", "list")["flags"][0]["evidence"] == "核查意见"
    revisit("flags", "verify", "1", "--on", "今天", code=5)
    assert revisit.json("audit", "verify")["ok"]


@pytest.mark.clause("三(三)1", "三(二)2")
def test_what_is_verified_after_the_visits_are_due_is_owed_by_the_month_at_hand(
    revisit: Revisit,
) -> None:
    fill_firms(revisit.db, 12)
    revisit("flags", "add", "1", "--reason", "信访件", "--month", "2026-10", now="2026-11-05T09:00")
    done = revisit.json("flags", "verify", "1", "--on", "11-25")
    assert (done["month"], done["due"]) == ("2026-11", "2026-12-20")
    assert revisit.json("visits", "list", "2026-10")["of"] == 0
    assert revisit.json("visits", "list", "2026-11")["of"] == 1


@pytest.mark.clause("三(三)1")
def test_a_later_workbook_verifies_what_waited(revisit: Revisit) -> None:
    fill_firms(revisit.db, 12)
    heads: list[object] = ["企业名称", "类型", "工单编号", "是否属实"]
    first = workbook(revisit.folder / "1.xlsx", [heads, [firm_name(0), "投诉件", "A-1", None]])
    second = workbook(revisit.folder / "2.xlsx", [heads, [firm_name(0), "投诉件", "A-1", "属实"]])
    assert "1 条待查实" in revisit("flags", "import", first).err
    assert revisit.json("visits", "list")["of"] == 0
    row = revisit.json("flags", "import", second)["flags"][0]
    assert (row["state"], row["notes"]) == ("accepted", ["day_of_import", "now_verified"])
    assert revisit.json("visits", "list")["of"] == 1
    assert len(revisit.json("flags", "list")["flags"]) == 1


def test_a_dry_run_tells_the_same_and_keeps_nothing(revisit: Revisit) -> None:
    fill_firms(revisit.db, 12)
    path = workbook(revisit.folder / "差评.xlsx", [["公司名称"], [firm_name(0)], ["没有的公司"]])
    head = revisit.json("audit", "head")
    trial = revisit.json("flags", "import", path, "--dry-run", code=8)
    assert revisit.json("audit", "head") == head
    assert revisit.json("flags", "list")["flags"] == []
    done = revisit.json("flags", "import", path, code=8)
    assert (trial["rows"], trial["flags"]) == (done["rows"], done["flags"])
    assert (trial["dry_run"], done["dry_run"]) == (True, False)
    assert "预演" in revisit("flags", "import", path, "-n", code=8).out


@pytest.mark.clause("三(三)1")
def test_a_heading_nobody_knows_is_named_by_hand(revisit: Revisit) -> None:
    fill_firms(revisit.db, 2)
    path = revisit.folder / "信访.csv"
    path.write_text(f"被反映的主体,事由,办结号\n{firm_name(0)},信访件,XF-1\n", encoding="utf-8")
    refused = revisit("flags", "import", path, code=3).err
    assert "--map 被反映的主体=企业名称" in refused
    named = ("--map", "被反映的主体=企业名称", "--map", "事由=理由", "--map", "办结号=来源编号")
    (row,) = revisit.json("flags", "import", path, *named)["flags"]
    assert (row["firm"], row["reason"], row["state"]) == (firm_name(0), "petition", "accepted")
    for wrong in ("被反映的主体", "=企业名称", "事由=颜色"):
        assert "列=字段" in revisit("flags", "import", path, "--map", wrong, code=2).err


@pytest.mark.clause("R36")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--map", "客户=企业名称"), "没有“客户”这一列"),
        (("--map", "企业名称=来源编号"), "写明是企业名称"),
        (("--reason", "重点项目"), "写的理由是“投诉件”，--reason 写的是“重点项目”"),
    ],
)
def test_an_option_never_overrules_the_table(
    revisit: Revisit, words: tuple[str, ...], told: str
) -> None:
    path = revisit.folder / "12345投诉.csv"
    path.write_text("企业名称,工单号,查实日期\n示例甲有限公司,1,2026-11-03\n", encoding="utf-8")
    assert told in revisit("flags", "import", path, *words, code=2).err
    assert revisit.json("flags", "list", "2026-11")["flags"] == []
    words = ("--reason", "投诉件", "--map", "企业名称=企业名称")
    revisit("flags", "import", path, *words)


@pytest.mark.clause("R36")
@pytest.mark.parametrize(
    ("title", "name", "is_other"),
    [
        ("2026年10月重点项目企业名单", "名单", True),
        ("", "2026年10月名单", True),
        ("2026年11月重点项目企业名单", "名单", False),
        ("重点项目企业名单", "名单", False),
        ("2026年9月至11月重点项目企业名单", "名单", False),
        ("制表日期：2026年10月8日", "2026年11月名单", False),
    ],
)
def test_a_month_beside_a_list_that_names_another_is_refused(
    revisit: Revisit, title: str, name: str, is_other: bool
) -> None:
    fill_firms(revisit.db, 12)
    path = revisit.folder / f"{name}.csv"
    path.write_text(f"{title},\n企业名称,理由\n某某公司,重点项目\n", encoding="utf-8")
    told = revisit("flags", "import", path, "--month", "2026-11", code=2 if is_other else 8)
    assert ("2026-10" in told.err) == is_other
    revisit("flags", "import", path, code=8)


@pytest.mark.parametrize("told", ["#REF!", "#N/A", "100%", "13800000001", "√√√√", "详见附件"])
def test_a_cell_that_names_nobody_makes_no_firm(revisit: Revisit, told: str) -> None:
    fill_firms(revisit.db, 2)
    rows: list[list[object]] = [["企业名称", "理由"], [told, "投诉"], ["示例丙有限公司", "投诉"]]
    done = revisit.json("flags", "import", workbook(revisit.folder / "名单.xlsx", rows), code=8)
    states = [(each["state"], each["notes"][0]) for each in done["flags"]]
    assert states == [("held", "firm_unknown"), ("accepted", "in_no_ledger")]


def test_hidden_and_struck_rows_are_noted_and_two_columns_of_firms_refused(
    revisit: Revisit,
) -> None:
    fill_firms(revisit.db, 3)
    rows: list[list[object]] = [["企业名称", "理由"]]
    rows += [[firm_name(number), "差评"] for number in range(3)]
    path = workbook(revisit.folder / "名单.xlsx", rows)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet.row_dimensions[3].hidden = True
    for cell in sheet[4]:
        cell.font = Font(strike=True)
    book.create_sheet("旧").append(["企业名称"])
    book["旧"].sheet_state = "hidden"
    book.save(path)
    assert "“旧”是隐藏的，没有读" in revisit("flags", "import", path, "--dry-run").err
    done = revisit.json("flags", "import", path)
    assert [each["notes"] for each in done["flags"]] == [[], ["row_hidden"], ["row_struck"]]
    assert done["hidden"] == [{"sheet": "旧", "filled": 1}]
    rows = [["企业名称", "理由", "企业名称"], [firm_name(0), "差评", firm_name(1)]]
    refused = revisit("flags", "import", workbook(revisit.folder / "两列.xlsx", rows), code=3)
    assert "A1 企业名称、C1 企业名称，第 2 行" in refused.err
