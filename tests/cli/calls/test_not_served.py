"""A firm that a corrected ledger names no more, and of which its unit says it never served it."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.called import ANSWERS, COMPLETED
from tests.conftest import Revisit, begins

MONTH = "2026-11"
HEAD = "单位,姓名,时间,涉企事宜,企业名称,联系人,联系电话"
ALPHA, BETA, GAMMA = (f"示例市{name}子有限公司" for name in "甲乙丙")
SAID = ("--leader", "王科长", "--reason", "同名企业误填")


def ledger(revisit: Revisit, name: str, unit: str, *firms: str) -> Path:
    """Write a unit's ledger that names these firms."""
    rows = [
        f"{unit},办事员,2026.11.3,许可,{firm},某人,1380000{n:04d}" for n, firm in enumerate(firms)
    ]
    path = revisit.folder / f"{name}.csv"
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return path


def send(revisit: Revisit, path: Path, *words: str, now: str = "2026-11-27T09:00") -> Any:
    """Import a corrected ledger, what is gone from it accepted as gone."""
    return revisit("import", path, "--month", MONTH, "--accept-gone", "--replace", *words, now=now)


@begins
def frozen(revisit: Revisit) -> Revisit:
    """Three firms on a frozen list, the last of two units; then 审批科 takes 甲 and 丙 back."""
    revisit("import", ledger(revisit, "一", "审批科", ALPHA, BETA, GAMMA), "--month", MONTH)
    revisit("import", ledger(revisit, "二", "燃气办", GAMMA), "--month", MONTH)
    revisit("calls", "lock", MONTH)
    revisit.now = "2026-11-28T09:00"
    return revisit


def taken_back(frozen: Revisit) -> Revisit:
    """Let 审批科 send its ledger again without 甲."""
    told = send(frozen, ledger(frozen, "三", "审批科", BETA, GAMMA)).err
    assert "calls not-served" in told
    return frozen


def report(revisit: Revisit, month: str = MONTH) -> dict[str, Any]:
    """Return the month's report, and see that a whole is the sum of its parts."""
    told: dict[str, Any] = revisit.json("report", "month", month)
    assert told["firms"] == sum(told["dispositions"].values())
    assert told["firms"] == told["list"]["frozen"] + told["list"]["added"]
    return told


@pytest.mark.clause("R12")
def test_a_call_ends_by_the_units_word_and_the_firm_stays_in_n(frozen: Revisit) -> None:
    taken_back(frozen)
    told = frozen.json("calls", "not-served", 1, *SAID)
    assert told == told | {"call": 1, "unit": "审批科", "outcome": "not_served", "left": []}
    month = report(frozen)
    assert month["firms"] == 3
    assert (month["dispositions"]["UH"], month["coverage"]["n"]) == (3, 0)
    assert ALPHA not in {each["firm"] for each in month["not_done"]}
    (line,) = month["not_served"]
    assert line == line | {"firm": ALPHA, "unit": "审批科", "leader": "王科长"}
    units = {each["unit"]: each["not_served"] for each in month["units"]}
    assert units == {"审批科": 1, "燃气办": 0}
    (call,) = [c for c in frozen.json("calls", "list", MONTH)["calls"] if c["id"] == 1]
    assert (call["state"], call["outcome"]) == ("done", "not_served")
    assert "名单有误 审批科 王科长：同名企业误填" in frozen("calls", "show", 1).out
    assert "名单有误" in frozen("firms", "show", ALPHA).out
    book = frozen.folder / "月报.xlsx"
    frozen("report", "month", MONTH, "-o", book)
    rows = [
        {str(cell) for cell in row if cell}
        for sheet in openpyxl.load_workbook(book)
        for row in sheet.values
    ]
    assert any({ALPHA, "审批科", "王科长", "同名企业误填"} <= row for row in rows)
    # The board, the status and the report agree.
    board = frozen.json("calls", "progress", MONTH)
    assert (board["total"]["untouched"], board["left"]) == (3, 2)
    (duty,) = [d for d in frozen.json("status", MONTH)["duties"] if d["what"] == "电话回访"]
    assert (duty["done"], duty["of"]) == (1, 3)
    assert frozen.json("report", "half", "2026-H2")["total"]["coverage"]["n"] == 0
    assert frozen.json("report", "public", MONTH)["firms"] == 3
    assert frozen.json("audit", "verify")["ok"]


@pytest.mark.clause("R12", "R14")
def test_a_firm_named_anew_by_another_row_keeps_none_that_was_gone(frozen: Revisit) -> None:
    """Nobody was called: the version in force says all there is of the unit."""
    twice = ledger(frozen, "又", "审批科", ALPHA, BETA, GAMMA, ALPHA)
    _say_of_last(twice, "2026.11.4,勘验")
    send(frozen, twice)
    taken_back(frozen)
    frozen("calls", "not-served", 1, *SAID)
    anew = ledger(frozen, "四", "审批科", BETA, GAMMA, ALPHA)
    _say_of_last(anew, "2026.11.5,验收")
    send(frozen, anew, now="2026-11-29T09:00")
    shown = frozen.json("calls", "show", 1)
    assert (shown["state"], [each["matter"] for each in shown["services"]]) == ("new", ["验收"])
    assert report(frozen)["services"] == 4


def _say_of_last(path: Path, day_and_matter: str) -> None:
    before, last = path.read_text("utf-8").rsplit("2026.11.3,许可", 1)
    path.write_text(f"{before}{day_and_matter}{last}", "utf-8")


@pytest.mark.clause("R12", "R21")
def test_one_that_was_tried_counts_as_not_attempted_and_ends_on_the_day_it_is_said(
    frozen: Revisit,
) -> None:
    taken_back(frozen)
    frozen("calls", "record", 1, "--outcome", "无人接听")
    assert report(frozen)["coverage"]["n"] == 1
    frozen("calls", "not-served", 1, *SAID, now="2026-12-10T17:00")
    month = report(frozen)
    assert (month["coverage"]["n"], month["dispositions"]["NC"]) == (0, 0)
    assert frozen.json("calls", "progress", MONTH)["total"]["untouched"] == 3
    frozen.now = "2026-12-15T09:00"
    late = report(frozen)
    assert ALPHA not in {each["firm"] for each in late["late_calls"]}
    assert late["calls"]["in_time"]["n"] == 1


@pytest.mark.clause("R12", "R11", "R25")
@pytest.mark.parametrize("comes_first", [True, False])
def test_a_unit_that_never_served_a_firm_is_not_asked_about(
    frozen: Revisit, comes_first: bool
) -> None:
    """Not accepted as gone, 丙's row still stands for 审批科, which its ledger has no more."""
    fewer = ledger(frozen, "三", "审批科", ALPHA, BETA)
    frozen("import", fewer, "--month", MONTH, "--replace", now="2026-11-27T09:00")
    ran = frozen("calls", "not-served", 3, *SAID, code=2)
    assert "--unit" in ran.err
    if comes_first:
        told = frozen.json("calls", "not-served", 3, "--unit", "审批科", *SAID)
        assert (told["outcome"], told["left"], told["state"]) == (None, ["燃气办"], "new")
        frozen("calls", "record", 3, *COMPLETED)
    else:
        frozen("calls", "record", 3, "--outcome", "接通", "--unit", "燃气办", *ANSWERS)
        told = frozen.json("calls", "not-served", 3, "--unit", "审批科", *SAID)
        assert (told["outcome"], told["left"], told["state"]) == ("completed", [], "done")
    (call,) = [c for c in frozen.json("calls", "list", MONTH)["calls"] if c["id"] == 3]
    assert (call["state"], call["outcome"]) == ("done", "completed")
    assert call["units"] == ["燃气办"]
    month = report(frozen)
    lines = {each["unit"]: each for each in month["units"]}
    assert (lines["审批科"]["evaluations"], lines["审批科"]["not_served"]) == (0, 1)
    assert (lines["燃气办"]["evaluations"], lines["燃气办"]["not_served"]) == (1, 0)
    assert month["coverage"]["n"] == 1
    assert "已有最终结果" in frozen("calls", "not-served", 3, *SAID, code=5).err


@pytest.mark.clause("R12")
def test_what_a_firm_said_of_a_unit_is_not_struck_out(frozen: Revisit) -> None:
    fewer = ledger(frozen, "三", "审批科", ALPHA, BETA)
    frozen("import", fewer, "--month", MONTH, "--replace", now="2026-11-27T09:00")
    frozen("calls", "record", 3, "--outcome", "接通", "--unit", "审批科", *ANSWERS)
    ran = frozen("calls", "not-served", 3, "--unit", "审批科", *SAID, code=5)
    assert "已对“审批科”作出评价" in ran.err


@pytest.mark.clause("R12")
def test_it_is_refused_while_the_ledger_names_the_firm_or_the_list_is_open(
    frozen: Revisit,
) -> None:
    ran = frozen("calls", "not-served", 1, *SAID, code=5)
    assert "一.csv" in ran.err
    assert "第2行" in ran.err
    assert (
        "没有为这家企业办过事"
        in frozen("calls", "not-served", 1, "--unit", "燃气办", *SAID, code=2).err
    )
    assert (
        "--leader"
        in frozen("calls", "not-served", 1, "--leader", " ", "--reason", "误填", code=2).err
    )
    frozen("calls", "unlock", MONTH)
    fewer = ledger(frozen, "三", "审批科", BETA, GAMMA)
    frozen("import", fewer, "--month", MONTH, "--replace", now="2026-11-27T09:00")
    assert "还没有定" in frozen("calls", "not-served", 1, *SAID, code=5).err


@pytest.mark.clause("R12", "R14")
def test_a_later_ledger_that_names_the_firm_again_has_it_called(frozen: Revisit) -> None:
    taken_back(frozen)
    frozen("calls", "not-served", 1, *SAID)
    send(frozen, ledger(frozen, "五", "审批科", ALPHA, BETA, GAMMA), now="2026-11-29T09:00")
    (call,) = [c for c in frozen.json("calls", "list", MONTH)["calls"] if c["id"] == 1]
    assert (call["state"], call["outcome"], call["units"]) == ("new", None, ["审批科"])
    assert report(frozen)["not_served"] == []
    assert frozen.json("audit", "verify")["ok"]


@pytest.mark.clause("R12", "三(一)", "四3")
def test_it_is_in_no_recheck_and_on_the_certificate_and_comes_back_by_undo(
    frozen: Revisit,
) -> None:
    taken_back(frozen)
    frozen("calls", "record", 2, *COMPLETED)
    for unit in ("审批科", "燃气办"):
        frozen("calls", "record", 3, "--outcome", "接通", "--unit", unit, *ANSWERS)
    frozen("calls", "not-served", 1, *SAID)
    ran = frozen("calls", "undo", 1, "--reason", "误记", code=5)
    assert "revisit undo" in ran.err
    frozen("undo", now="2026-11-28T10:00")
    assert {each["firm"] for each in report(frozen)["not_done"]} == {ALPHA}
    frozen("calls", "not-served", 1, *SAID, now="2026-11-28T11:00")
    assert frozen.json("recheck", "freeze", MONTH)["pool"]["count"] == 2
    frozen("close", MONTH, now="2026-12-22T09:00")
    told = frozen.json("close", MONTH, "--certificate")
    assert told["calls"]["parts"] == {"completed": 2, "not_served": 1}
    assert "名单有误" in frozen("close", MONTH, "--certificate").out


@pytest.mark.clause("R12", "R22")
def test_a_unit_that_never_served_a_firm_is_not_asked_about_once_it_is_carried(
    frozen: Revisit,
) -> None:
    """What was said of the call holds for those it is carried to, and for no later ledger."""
    fewer = ledger(frozen, "三", "审批科", ALPHA, BETA)
    frozen("import", fewer, "--month", MONTH, "--replace", now="2026-11-27T09:00")
    frozen("calls", "not-served", 3, "--unit", "审批科", *SAID)
    for call in (1, 2):
        frozen("calls", "record", call, *COMPLETED)
    frozen.now = "2026-12-21T09:00"
    frozen("close", MONTH, "--yes", "--carry", "call:3", "--decided-by", "张局长")
    (carried,) = frozen.json("calls", "list", "2026-12")["calls"]
    assert carried["units"] == ["燃气办"]
    frozen.now = "2026-12-22T09:00"
    path = ledger(frozen, "四", "审批科", GAMMA)
    path.write_text(path.read_text("utf-8").replace("2026.11.3", "2026.12.3"), "utf-8")
    frozen("import", path, "--month", "2026-12")
    shown = frozen.json("calls", "show", carried["id"])
    assert sorted(shown["units"]) == ["审批科", "燃气办"]
    (listed,) = frozen.json("calls", "list", "2026-12")["calls"]
    assert sorted(listed["units"]) == ["审批科", "燃气办"]
