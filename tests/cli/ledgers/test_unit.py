"""``revisit units``: the roster, names, and rows that waited for their unit."""

from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Revisit, begins

HEAD = ["单位", "时间", "涉企事宜", "企业名称", "联系人", "联系电话"]


def _book(path: Path, *rows: list[str], hidden: tuple[str, list[list[str]]] | None = None) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if hidden:
        other = book.create_sheet(hidden[0])
        other.sheet_state = "hidden"
        for row in hidden[1]:
            other.append(row)
    book.save(path)
    return path


def _row(unit: str, firm: str, day: str = "2026-11-03") -> list[str]:
    return [unit, day, "许可", firm, "甲", "13800000001"]


@begins
def bureau(revisit: Revisit) -> Revisit:
    """A roster of two units, and a ledger that names one of them and a stranger."""
    roster = _book(
        revisit.folder / "名册.xlsx",
        ["示例局名册"],
        ["单位名称", "类别", "主要负责人", "简称"],
        ["市质安站", "局属单位", "张甲", "质安站"],
        ["审批科", "机关科室", "李乙", ""],
    )
    told = revisit.json("units", "import", roster)
    assert (told["added"], told["known"], told["absent"]) == (2, 0, [])
    return revisit


def _ledger(revisit: Revisit) -> Path:
    return _book(
        revisit.folder / "台账.xlsx",
        HEAD,
        _row("质安站", "示例甲厂"),
        _row("燃气处", "示例乙厂"),
        _row("燃气处", "示例丙厂", "2026-11-30"),
    )


def _states(revisit: Revisit, name: str = "台账.xlsx") -> list[str]:
    return [each["state"] for each in revisit.json("ledgers", "show", name)["rows"]]


@pytest.mark.clause("R14")
@pytest.mark.parametrize(
    "words",
    [
        ("units", "add", "市燃气管理处", "--alias", "燃气处"),
        ("units", "alias", "审批科", "燃气处"),
    ],
)
def test_rows_held_for_their_unit_come_in_once_it_is_known(
    bureau: Revisit, words: tuple[str, ...]
) -> None:
    path = _ledger(bureau)
    first = bureau("import", path, "--month", "2026-11", code=8, now="2026-11-24T09:00")
    assert "燃气处" in first.err
    assert "units add" in first.err
    size = bureau.json("audit", "head")["size"]
    assert bureau.json("import", path)["files"][0]["unchanged"]
    assert bureau.json("audit", "head")["size"] == size
    assert bureau.json(*words)["waiting"] == [{"file": "台账.xlsx", "rows": 1}]
    tried = bureau.json("import", path, "--month", "2026-11", "--dry-run", code=8)["files"][0]
    assert _states(bureau) == ["accepted", "held", "held"]
    again = bureau.json("import", path, "--month", "2026-11", code=8)["files"][0]
    assert again["rows"] == tried["rows"] == {"read": 3, "accepted": 1, "duplicate": 1, "held": 1}
    assert not again["unchanged"]
    # The file came in time; that its unit was unknown was our roster's fault.
    assert [each["state"] for each in again["filings"]] == ["on_time"]
    assert _states(bureau) == ["accepted", "accepted", "held"]
    calls = bureau.json("calls", "list", "2026-11")["calls"]
    assert [each["firm"] for each in calls] == ["示例甲厂", "示例乙厂"]
    size = bureau.json("audit", "head")["size"]
    assert bureau.json("import", path, "--month", "2026-11")["files"][0]["unchanged"]
    assert bureau.json("audit", "head")["size"] == size
    assert bureau.json("audit", "verify")["ok"]


def test_new_units_and_another_month_bring_held_rows_in_too(bureau: Revisit) -> None:
    path = _ledger(bureau)
    bureau("import", path, "--month", "2026-11", code=8)
    bureau("import", path, "--month", "2026-11", "--new-units", code=8)
    assert _states(bureau) == ["accepted", "accepted", "held"]
    told = bureau.json("import", path, "--month", "2026-12")["files"][0]
    assert told["rows"] == {"read": 3, "accepted": 1, "duplicate": 2, "held": 0}
    assert [each["month"] for each in told["filings"]] == ["2026-12"]
    shown = bureau.json("units", "show", "燃气处")
    assert {each["month"] for each in shown["filings"]} == {"2026-11", "2026-12"}


def test_a_unit_named_afterwards_brings_rows_without_one_in(revisit: Revisit) -> None:
    path = _book(revisit.folder / "台账.xlsx", HEAD, _row("", "示例甲厂"))
    revisit("import", path, "--month", "2026-11", code=8)
    revisit("import", path, "--month", "2026-11", "--unit", "审批科")
    assert _states(revisit) == ["accepted"]


def test_a_hidden_sheet_asked_for_afterwards_is_read(revisit: Revisit) -> None:
    path = _book(
        revisit.folder / "台账.xlsx",
        HEAD,
        _row("审批科", "示例甲厂"),
        hidden=("备份", [HEAD, _row("审批科", "示例乙厂")]),
    )
    revisit("import", path, "--month", "2026-11", code=8)
    told = revisit.json("import", path, "--month", "2026-11", "--sheet", "备份")["files"][0]
    assert told["rows"] == {"read": 1, "accepted": 1, "duplicate": 0, "held": 0}
    assert _states(revisit) == ["accepted", "accepted"]


@pytest.mark.clause("R14")
def test_rows_gone_may_be_accepted_as_gone_afterwards(
    revisit: Revisit,
) -> None:
    old = _book(
        revisit.folder / "旧.xlsx", HEAD, _row("审批科", "示例甲厂"), _row("审批科", "示例乙厂")
    )
    new = _book(revisit.folder / "新.xlsx", HEAD, _row("审批科", "示例甲厂"))
    revisit("import", old, "--month", "2026-11")
    revisit("import", new, "--month", "2026-11")
    assert len(revisit.json("firms", "show", "示例乙厂")["history"]["services"]) == 1
    told = revisit.json("import", new, "--accept-gone", "--month", "2026-11")["files"][0]
    assert told["comparison"] == {"new": 0, "changed": 0, "same": 1, "gone": 1}
    assert revisit.json("firms", "show", "示例乙厂")["history"]["services"] == []
    again = revisit.json("import", new, "--accept-gone", "--month", "2026-11")["files"][0]
    assert again["unchanged"]


@pytest.mark.clause("R14")
def test_an_older_file_sent_again_is_the_version_in_force_where_it_was_not(bureau: Revisit) -> None:
    path = _ledger(bureau)
    bureau("import", path, "--month", "2026-11", code=8)
    later = _book(
        bureau.folder / "更正.xlsx", HEAD, ["质安站", "2026-11-05", "许可", "示例甲厂", "甲", ""]
    )
    bureau("import", later, "--month", "2026-11")
    bureau("units", "add", "燃气处")
    told = bureau.json("import", path, "--month", "2026-11", code=8)["files"][0]
    assert [(each["unit"], each["version"]) for each in told["filings"]] == [
        ("市质安站", 3),
        ("燃气处", 1),
    ]
    (service,) = bureau.json("firms", "show", "示例甲厂")["history"]["services"]
    assert service["date"] == "2026-11-03"
    (service,) = bureau.json("firms", "show", "示例乙厂")["history"]["services"]
    assert _states(bureau) == ["accepted", "accepted", "held"]
    assert bureau.json("import", path, "--month", "2026-11")["files"][0]["unchanged"]


def test_the_nearest_names_are_proposed_aliases_too(bureau: Revisit) -> None:
    path = _book(bureau.folder / "台账.xlsx", HEAD, _row("质安总站", "示例甲厂"))
    assert "质安站" in bureau("import", path, "--month", "2026-11", code=8).err


def test_a_unit_is_added_with_its_people_and_names(bureau: Revisit) -> None:
    bureau("units", "add", "燃气处", "--kind", "机关科室", "--leader", "王丙", "--alias", "燃气办")
    shown = bureau.json("units", "show", "燃气办")
    assert (shown["kind"], shown["leader"], shown["on_roster"]) == ("office", "王丙", True)
    bureau("units", "set", "燃气处", "--kind", "局属单位", "--deputy", "赵丁")
    shown = bureau.json("units", "show", "燃气处")
    assert (shown["kind"], shown["leader"], shown["deputy"]) == ("bureau_unit", "王丙", "赵丁")
    bureau("units", "set", "燃气处", code=2)
    bureau("units", "set", "燃气处", "--kind", "处级", code=2)
    bureau("units", "add", "燃气办", code=5)
    bureau("units", "alias", "审批科", "质安站", code=5)
    assert "王丙" in bureau("units", "show", "燃气处").out


@pytest.mark.clause("R13", "R26")
def test_a_unit_off_the_roster_owes_no_ledger_but_may_send_one(bureau: Revisit) -> None:
    assert "市质安站" in bureau.json("ledgers", "list", "2026-12")["missing"]
    bureau("units", "set", "质安站", "--no-roster")
    assert "市质安站" in bureau.json("ledgers", "list", "2026-11")["missing"]
    assert "市质安站" not in bureau.json("ledgers", "list", "2026-12")["missing"]
    path = _book(bureau.folder / "台账.xlsx", HEAD, _row("质安站", "示例甲厂"))
    bureau("import", path, "--month", "2026-11")
    bureau("units", "set", "质安站", "--roster")
    assert bureau.json("units", "show", "质安站")["on_roster"]


def test_a_rename_is_dated_and_may_be_taken_back(bureau: Revisit) -> None:
    bureau("units", "rename", "质安站", "质量中心", "--on", "2026-11-10")
    assert {"name": "市质安站", "renamed_on": "2026-11-10"} in bureau.json(
        "units", "show", "质量中心"
    )["aliases"]
    bureau("units", "rename", "质量中心", "市质安站", "--on", "2026-11-20")
    shown = bureau.json("units", "show", "市质安站")
    assert shown["aliases"] == [
        {"name": "质安站", "renamed_on": None},
        {"name": "质量中心", "renamed_on": "2026-11-20"},
    ]


@pytest.mark.clause("四3")
def test_a_renamed_unit_keeps_its_old_name_in_the_cycles_before(bureau: Revisit) -> None:
    path = _book(bureau.folder / "台账.xlsx", HEAD, _row("质安站", "示例甲厂"))
    bureau("import", path, "--month", "2026-11")
    bureau("units", "rename", "质安站", "质量中心", "--on", "12-1")
    report = bureau.json("report", "month", "2026-11")
    assert "市质安站" in {each["unit"] for each in report["units"]}
    assert "质量中心" not in {each["unit"] for each in report["units"]}
    filed = bureau.json("ledgers", "list", "2026-11")["ledgers"]
    assert [each["unit"] for each in filed] == ["市质安站"]
    assert "质量中心" in bureau.json("ledgers", "list", "2026-12")["missing"]
    half = bureau.json("report", "half", "2026-H2")
    assert "市质安站" not in str(half)
    bureau("units", "rename", "质量中心", "质安中心", "--on", "2026-12-26")
    filed = bureau.json("ledgers", "list", "2026-11")["ledgers"]
    assert [each["unit"] for each in filed] == ["市质安站"]
    assert "质量中心" in bureau.json("ledgers", "list", "2026-12")["missing"]
    assert "质安中心" in bureau.json("ledgers", "list", "2027-01")["missing"]


def test_a_new_roster_tells_whom_it_lacks_and_whose_name_is_taken(bureau: Revisit) -> None:
    roster = _book(
        bureau.folder / "新名册.xlsx",
        ["单位", "简称"],
        ["审批科", "质安站、审批办"],
        ["燃气处", ""],
    )
    told = bureau.json("units", "import", roster)
    assert (told["added"], told["known"], told["absent"]) == (1, 1, ["市质安站"])
    assert told["taken_aliases"] == [{"alias": "质安站", "unit": "市质安站"}]
    assert bureau.json("units", "show", "审批办")["name"] == "审批科"


def test_remembered_columns_are_shown(revisit: Revisit) -> None:
    head = ["干活的", "哪天", "办啥", "谁家", "找谁", "号"]
    path = _book(revisit.folder / "台账.xlsx", head, _row("审批科", "示例甲厂"))
    revisit(
        "import", path, "--month", "2026-11",
        "--map", "谁家=企业", "--map", "哪天=时间", "--map", "干活的=单位",
    )  # fmt: skip
    shown = revisit.json("units", "show", "审批科")
    assert {"heading": "谁家", "field": "firm"} in shown["columns"]
    assert "“谁家”作“服务对象”" in revisit("units", "show", "审批科").out
