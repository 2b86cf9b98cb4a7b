"""The call list of a month hides nobody: what was frozen, what came after, who is not done."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import Revisit, begins

MONTH = "2026-11"
HEAD = "单位,姓名,时间,涉企事宜,企业名称,联系人,联系电话"


def firm(number: int) -> str:
    """Return a made-up firm's name."""
    stems, branches = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
    return f"示例市{stems[number % 10]}{branches[number % 12]}{number}号有限公司"


def ledger(revisit: Revisit, name: str, unit: str, firms: Iterable[int], on: str) -> Path:
    """Write a unit's ledger that names these firms."""
    rows = [f"{unit},办事员甲,{on},施工许可,{firm(n)},联系人{n},138{n:08d}" for n in firms]
    path = revisit.folder / name
    path.write_text("\n".join([HEAD, *rows]), encoding="utf-8")
    return path


def calls_of(revisit: Revisit, month: str = MONTH) -> dict[str, int]:
    """Return the number of each firm's call."""
    listed = revisit.json("calls", "list", month)["calls"]
    return {each["firm"]: each["id"] for each in listed}


def record(revisit: Revisit, call: int, outcome: str = "拒访", **more: Any) -> None:
    """Put a final outcome on record."""
    words = ["--words", "outcome=不想说"] if outcome == "拒访" else []
    revisit("calls", "record", call, "--outcome", outcome, *words, **more)


def balance(told: dict[str, Any]) -> None:
    """Hold every whole of a month's report to its parts."""
    assert told["firms"] == told["list"]["frozen"] + told["list"]["added"]
    assert told["firms"] == sum(told["dispositions"].values())
    assert told["coverage"]["of"] == told["firms"]
    eligible = told["firms"] - told["dispositions"]["NE"]
    assert told["contact_rate"]["of"] == told["effective_rate"]["of"] == eligible


@begins
def frozen(revisit: Revisit) -> Revisit:
    """A list frozen on the 12th with two firms, and a hundred more in time by the 25th."""
    revisit("import", ledger(revisit, "一.csv", "审批科", range(2), "2026.11.3"),
            now="2026-11-11T09:00")  # fmt: skip
    revisit("calls", "lock", MONTH, now="2026-11-12T09:00")
    revisit("import", ledger(revisit, "二.csv", "燃气办", range(2, 102), "2026.11.20"),
            now="2026-11-25T10:00")  # fmt: skip
    return revisit


@pytest.mark.clause("R12", "三(一)1", "四3")
def test_two_frozen_firms_called_are_not_all_of_a_hundred_and_two(frozen: Revisit) -> None:
    calls = calls_of(frozen)
    for number in (0, 1):
        record(frozen, calls[firm(number)])
    told = frozen.json("report", "month", MONTH)
    balance(told)
    assert told["list"] | {"frozen": 2, "added": 100, "merged": 0} == told["list"]
    assert told["firms"] == 102
    assert (told["coverage"]["n"], told["coverage"]["of"]) == (2, 102)
    assert {each["firm"] for each in told["not_done"]} == {firm(n) for n in range(2, 102)}
    equation = "N 102 ＝ 锁定 2 ＋ 补入 100"
    book = frozen.folder / "月报.xlsx"
    frozen("report", "month", MONTH, "-o", book)
    cells = [str(c) for sheet in openpyxl.load_workbook(book) for r in sheet.values for c in r]
    assert any(equation in cell for cell in cells)
    for words in (("report", "month", MONTH), ("status", MONTH), ("calls", "progress", MONTH)):
        assert "".join(equation.split()) in "".join(frozen(*words).out.split())
    board = frozen("calls", "progress", MONTH).out
    assert "全部办结" not in board
    assert "还剩 100 户" in board
    assert frozen.json("calls", "progress", MONTH)["left"] == 100
    (duty,) = [d for d in frozen.json("status", MONTH)["duties"] if d["what"] == "电话回访"]
    assert (duty["done"], duty["of"]) == (2, 102)


@pytest.mark.clause("R12", "R14")
def test_after_the_freeze_no_firm_is_taken_off_whenever_it_came(frozen: Revisit) -> None:
    fewer = ledger(frozen, "三.csv", "燃气办", range(2, 52), "2026.11.20")
    told = frozen.json("import", fewer, "--accept-gone", "--replace", now="2026-11-26T10:00")
    assert told["files"][0]["rows"]["accepted"] == 0
    report = frozen.json("report", "month", MONTH)
    balance(report)
    assert report["firms"] == 102
    assert firm(101) in {each["firm"] for each in report["not_done"]}
    assert firm(101) in calls_of(frozen)


@pytest.mark.clause("R12", "四3", "R15")
def test_the_certificate_counts_what_came_after_the_freeze(frozen: Revisit) -> None:
    frozen.now = "2026-12-22T09:00"
    calls = calls_of(frozen)
    for number in range(101):
        record(frozen, calls[firm(number)])
    carry = f"call:{calls[firm(101)]}"
    assert firm(101) in frozen("close", MONTH, code=5).err
    frozen("close", MONTH, "--carry", carry, "--accepted-by", "张局长")
    shown = frozen("close", MONTH, "--certificate")
    assert "N 102 ＝ 锁定 2 ＋ 补入 100" in shown.out
    assert "锁定后新增" not in shown.out
    told = frozen.json("close", MONTH, "--certificate")
    assert (told["list"]["firms"], told["list"]["added"]) == (2, 100)
    assert told["unlisted"]["parts"] == {"refused_hard": 99, "carried": 1}
    balance(frozen.json("report", "month", MONTH))
    december = frozen.json("report", "month", "2026-12")
    assert december["carried_in"]["calls"]["of"] == 1
    progress = frozen.json("calls", "progress", "2026-12")
    assert (progress["total"]["of"], progress["left"]) == (0, 1)
    assert "全部办结" not in frozen("calls", "progress", "2026-12").out


def merged_story(frozen: Revisit, first: str | None, second: str | None) -> dict[str, Any]:
    """Merge the two frozen names, after one or both of them were called; call what is left."""
    calls = calls_of(frozen)
    said = {"满意": ("接通", "--overall", "满意"), "不满意": ("接通", "--overall", "不满意")}
    for number, answer, now in ((0, first, "2026-11-26T09:00"), (1, second, "2026-11-26T10:00")):
        if answer is not None:
            words = said[answer]
            frozen("calls", "record", calls[firm(number)], "--outcome", *words, now=now)
    frozen("firms", "merge", firm(0), firm(1), "--reason", "电话核实", now="2026-11-27T09:00")
    if first is None and second is None:
        frozen("calls", "record", calls[firm(1)], "--outcome", *said["满意"],
               now="2026-11-27T10:00")  # fmt: skip
    told: dict[str, Any] = frozen.json("report", "month", MONTH)
    balance(told)
    assert sum(told["answers"].values()) + told["list"]["merged"] == told["firms"] == 102
    half = frozen.json("report", "half", "2026-H2")
    assert half["total"]["firms"] == 102
    assert half["total"]["satisfaction"]["of"] == told["satisfaction"]["of"]
    assert frozen.json("report", "public", MONTH)["firms"] == 102
    return told


@pytest.mark.clause("R33", "R12", "R11")
@pytest.mark.parametrize(("first", "second"), [(None, None), ("满意", None), (None, "满意")])
def test_two_merged_names_on_a_frozen_list_are_called_once_and_both_stay_in_n(
    frozen: Revisit, first: str | None, second: str | None
) -> None:
    twin = calls_of(frozen)[firm(0) if not first else firm(1)]
    told = merged_story(frozen, first, second)
    assert told["list"] | {"frozen": 2, "added": 100, "merged": 1} == told["list"]
    # The twin takes the one call's disposition; its answer counts once.
    assert (told["coverage"]["n"], told["coverage"]["of"]) == (2, 102)
    assert told["dispositions"]["I"] + told["dispositions"]["P"] == 2
    assert told["satisfaction"]["of"] == 1
    assert not {firm(0), firm(1)} & {each["firm"] for each in told["not_done"]}
    assert firm(0) not in calls_of(frozen)
    ran = frozen("calls", "record", twin, "--outcome", "占线", code=5, now="2026-11-27T11:00")
    assert "合并" in ran.err
    for words in (("report", "month", MONTH), ("status", MONTH), ("calls", "progress", MONTH)):
        out = "".join(frozen(*words).out.split())
        assert "N102＝锁定2＋补入100（其中合并1" in out
    progress = frozen.json("calls", "progress", MONTH)
    assert (progress["total"]["of"], progress["total"]["reached"], progress["left"]) == (
        102,
        2,
        100,
    )
    (duty,) = [d for d in frozen.json("status", MONTH)["duties"] if d["what"] == "电话回访"]
    assert (duty["done"], duty["of"]) == (2, 102)
    assert frozen.json("audit", "verify")["ok"]
    frozen("firms", "split", firm(0), now="2026-11-28T09:00")
    told = frozen.json("report", "month", MONTH)
    balance(told)
    assert (told["coverage"]["n"], told["list"]["merged"]) == (1, 0)


@pytest.mark.clause("R33", "R25")
@pytest.mark.parametrize(("first", "second", "n"), [("不满意", "满意", 1), ("满意", "不满意", 0)])
def test_where_both_names_were_called_the_later_evaluation_counts(
    frozen: Revisit, first: str, second: str, n: int
) -> None:
    told = merged_story(frozen, first, second)
    assert told["coverage"]["n"] == 2
    assert (told["satisfaction"]["n"], told["satisfaction"]["of"]) == (n, 1)
    assert sum(each["evaluations"] for each in told["units"]) == 1
    frozen("firms", "split", firm(0), now="2026-11-28T09:00")
    told = frozen.json("report", "month", MONTH)
    assert told["satisfaction"]["of"] == 2
    assert sum(each["evaluations"] for each in told["units"]) == 2


@pytest.mark.clause("R33", "四3", "R15")
def test_the_certificate_closes_the_balance_with_the_merged(frozen: Revisit) -> None:
    frozen.now = "2026-12-22T09:00"
    calls = calls_of(frozen)
    for number in range(1, 102):
        record(frozen, calls[firm(number)])
    frozen("firms", "merge", firm(0), firm(1), "--reason", "电话核实")
    frozen("close", MONTH)
    told = frozen.json("close", MONTH, "--certificate")
    assert told["calls"]["parts"] == {"refused_hard": 1, "merged": 1}
    assert "合并 1" in frozen("close", MONTH, "--certificate").out
