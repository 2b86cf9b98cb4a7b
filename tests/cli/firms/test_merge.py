"""Merging firms and taking it back, through the command line and over every table."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.cli.firms.test_firm import Served, import_rows
from tests.conftest import Revisit, begins

ONE, OTHER, THIRD = "示例华中建设公司", "示例华中建设有限公司", "示例丙厂"
BOTH: list[Served] = [
    ("审批科", ONE, "13800000001", ""),
    ("质安站", OTHER, "13800000002", ""),
    ("审批科", THIRD, "13800000003", ""),
]
# What merging writes about itself, the log, and working data that comes and goes.
APART = {"event", "seal", "seal_block", "firm_merge", "firm_move", "lease", "draft", "image"}


def _tables(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    connection = sqlite3.connect(path)
    try:
        names = [
            name
            for (name,) in connection.execute("select name from sqlite_schema where type = 'table'")
        ]
        return {
            name: connection.execute(f"select * from {name} order by id").fetchall()
            for name in names
            if name not in APART
        }
    finally:
        connection.close()


def _call_of(revisit: Revisit, firm: str, month: str = "2026-11") -> int:
    calls = revisit.json("calls", "list", month)["calls"]
    return next(int(each["id"]) for each in calls if each["firm"] == firm)


def _called(revisit: Revisit, month: str = "2026-11") -> set[str]:
    return {each["firm"] for each in revisit.json("calls", "list", month)["calls"]}


def _record(revisit: Revisit, call: int) -> None:
    revisit(
        "calls", "record", call, "--outcome", "completed", "--overall", "satisfied",
        "--suggestion", "窗口太少",
    )  # fmt: skip


@begins
def bureau(revisit: Revisit) -> Revisit:
    """Two names of one firm, and a third firm, in one month."""
    import_rows(revisit, "11月.csv", BOTH)
    return revisit


@pytest.mark.clause("R11")
def test_two_names_become_one_firm_with_one_call(bureau: Revisit) -> None:
    merged = bureau.json("firms", "merge", ONE, OTHER, "--reason", "电话核实")
    assert merged["months"][0]["withdrawn"] is not None
    assert _called(bureau) == {OTHER, THIRD}
    call = bureau.json("calls", "show", _call_of(bureau, OTHER))
    assert call["units"] == ["审批科", "质安站"]
    assert [p for c in call["contacts"] for p in c["phones"]] == ["138****0001", "138****0002"]
    shown = bureau.json("firms", "show", ONE)
    assert shown["name"] == OTHER
    assert [(each["name"], each["reason"]) for each in shown["names"]] == [(ONE, "电话核实")]
    assert shown["services"] == 2
    assert bureau.json("firms", "list")["total"] == 2
    assert bureau.json("report", "month", "2026-11")["firms"] == 2
    assert bureau.json("audit", "verify")["ok"]


@pytest.mark.parametrize("recorded", [(), (ONE,), (OTHER,), (ONE, OTHER)])
@pytest.mark.parametrize("is_locked", [False, True])
@pytest.mark.parametrize("flagged", [(), (ONE, OTHER)])
def test_merge_then_split_leaves_every_table_as_it_was(
    bureau: Revisit, recorded: tuple[str, ...], is_locked: bool, flagged: tuple[str, ...]
) -> None:
    for firm in recorded:
        _record(bureau, _call_of(bureau, firm))
    for firm in flagged:
        bureau("flags", "add", firm, "--reason", "差评", "--month", "2026-11")
    if is_locked:
        bureau("calls", "lock", "2026-11")
    before = _tables(bureau.db)
    bureau("firms", "merge", ONE, OTHER)
    assert _tables(bureau.db) != before
    split = bureau.json("firms", "split", ONE)
    assert _tables(bureau.db) == before
    assert (split["followed"], split["stayed"], split["new_calls"]) == (0, 0, 0)
    assert bureau.json("audit", "verify")["ok"]


def test_a_dry_run_tells_the_same_and_writes_nothing(bureau: Revisit) -> None:
    before = _tables(bureau.db)
    tried = bureau.json("firms", "merge", ONE, OTHER, "--dry-run")
    assert _tables(bureau.db) == before
    done = bureau.json("firms", "merge", ONE, OTHER)
    assert {**tried, "dry_run": False} == done
    tried = bureau.json("firms", "undo", "--dry-run")
    assert {**tried, "dry_run": False} == bureau.json("firms", "undo")
    assert _tables(bureau.db) == before


def test_a_call_withdrawn_takes_no_record_and_names_the_way(bureau: Revisit) -> None:
    call = _call_of(bureau, ONE)
    bureau("firms", "merge", ONE, OTHER)
    refused = bureau("calls", "record", call, "--outcome", "no_answer", code=5)
    assert "已撤下" in refused.err
    shown = bureau.json("firms", "show", bureau.json("firms", "show", ONE)["names"][0]["firm"])
    assert [each["id"] for each in shown["history"]["calls"]] == [_call_of(bureau, OTHER)]


@pytest.mark.clause("R14")
def test_the_call_that_was_made_is_kept_under_the_kept_name(bureau: Revisit) -> None:
    call = _call_of(bureau, ONE)
    _record(bureau, call)
    bureau("firms", "merge", ONE, OTHER)
    assert _call_of(bureau, OTHER) == call
    assert bureau.json("calls", "show", call)["state"] == "done"
    assert _called(bureau) == {OTHER, THIRD}
    assert bureau.json("problems", "list", "2026-11")["problems"][0]["firm"] == OTHER


def test_a_frozen_list_keeps_its_n_and_both_its_names(bureau: Revisit) -> None:
    bureau("calls", "lock", "2026-11")
    told = bureau("firms", "merge", ONE, OTHER)
    assert "N 不变" in told.out
    assert _called(bureau) == {OTHER, THIRD}
    told = bureau.json("report", "month", "2026-11")
    assert (told["firms"], told["list"]["merged"]) == (3, 1)


def test_a_later_ledger_under_either_name_goes_to_the_kept_firm(bureau: Revisit) -> None:
    bureau("firms", "merge", ONE, OTHER)
    import_rows(bureau, "12月.csv", [("审批科", ONE, "", ""), ("质安站", OTHER, "", "")], "2026-12")
    assert _called(bureau, "2026-12") == {OTHER}
    split = bureau.json("firms", "split", ONE)
    assert (split["followed"], split["new_calls"]) == (1, 1)
    assert _called(bureau, "2026-12") == {ONE, OTHER}
    assert bureau.json("firms", "show", ONE)["services"] == 2
    assert bureau.json("audit", "verify")["ok"]


@pytest.mark.clause("R14")
def test_a_corrected_ledger_is_compared_by_the_name_it_was_filed_under(bureau: Revisit) -> None:
    bureau("firms", "merge", ONE, OTHER)
    path = bureau.folder / "11月.csv"
    again = bureau.folder / "11月更正.csv"
    text = path.read_text("utf-8-sig") + "审批科,2026-11-09,许可,示例丁厂,甲,13800000004,\n"
    again.write_text(text, "utf-8-sig")
    told = bureau.json("import", again, "--month", "2026-11")["files"][0]
    assert told["comparison"] == {"new": 1, "changed": 0, "same": 3, "gone": 0}


def test_a_merge_of_merged_firms_is_undone_last_first(bureau: Revisit) -> None:
    before = _tables(bureau.db)
    bureau("firms", "merge", ONE, OTHER)
    bureau("firms", "merge", OTHER, THIRD)
    assert bureau.json("firms", "show", ONE)["name"] == THIRD
    assert _called(bureau) == {THIRD}
    refused = bureau("firms", "split", ONE, code=5)
    assert OTHER in refused.err
    bureau("firms", "undo")
    assert bureau.json("firms", "show", ONE)["name"] == OTHER
    assert "firms split" in bureau("firms", "undo", code=5).err
    bureau("firms", "split", ONE)
    assert _tables(bureau.db) == before
    bureau("firms", "undo", "--reason", "再撤", code=4)


# No shrinking: an example is a whole month, and minutes of it would tell no more.
@settings(max_examples=8, deadline=None, phases=[Phase.generate])
@given(data=st.data())
def test_any_row_of_merges_is_undone_to_the_first_state(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Four firms in two months, some called, some flagged, one month perhaps frozen."""
    revisit = Revisit(tmp_path_factory.mktemp("merges"))
    revisit.now = "2026-12-08T09:00"
    firms = [ONE, OTHER, THIRD, "示例丁厂"]
    for month in ("2026-11", "2026-12"):
        served = data.draw(st.lists(st.sampled_from(firms), min_size=2, max_size=5))
        import_rows(revisit, f"{month}.csv", [("审批科", each, "", "") for each in served], month)
        for firm in sorted(data.draw(st.sets(st.sampled_from(served)))):
            _record(revisit, _call_of(revisit, firm, month))
        for firm in sorted(data.draw(st.sets(st.sampled_from(served)))):
            revisit("flags", "add", firm, "--reason", "差评", "--month", month)
    if data.draw(st.booleans()):
        revisit("calls", "lock", "2026-11")
    left = [each["name"] for each in revisit.json("firms", "list")["firms"]]
    before = [_tables(revisit.db)]
    for _ in range(data.draw(st.integers(1, len(left) - 1)) if len(left) > 1 else 0):
        firm, into = data.draw(st.permutations(left))[:2]
        size = revisit.json("report", "month", "2026-11")["firms"]
        revisit("firms", "merge", firm, into)
        assert revisit.json("report", "month", "2026-11")["firms"] in (size, size - 1)
        left.remove(firm)
        before.append(_tables(revisit.db))
    while len(before) > 1:
        assert _tables(revisit.db) == before.pop()
        revisit("firms", "undo", "--reason", f"第{len(before)}次合并有误")
    assert _tables(revisit.db) == before.pop()
    assert revisit.json("audit", "verify")["ok"]


def test_a_split_firm_may_be_merged_again(bureau: Revisit) -> None:
    bureau("firms", "merge", ONE, OTHER)
    once = _tables(bureau.db)
    bureau("firms", "split", ONE)
    bureau("firms", "merge", ONE, OTHER)
    assert _tables(bureau.db) == once


def test_what_cannot_be_merged_is_refused(bureau: Revisit) -> None:
    bureau("firms", "merge", ONE, ONE, code=2)
    bureau("firms", "merge", "没有这家", ONE, code=4)
    bureau("firms", "merge", ONE, OTHER, "--reason", " ", code=2)
    bureau("firms", "split", ONE, code=4)
    bureau("firms", "merge", ONE, OTHER)
    assert "同一户" in bureau("firms", "merge", OTHER, ONE, code=2).err


def test_a_firm_on_a_clerks_screen_is_not_merged_away(bureau: Revisit) -> None:
    held = bureau.json("calls", "next", "2026-11", by="乙")["firm"]
    other = THIRD if held != THIRD else ONE
    assert "乙" in bureau("firms", "merge", held, other, code=5).err
    bureau("firms", "merge", held, other, by="乙")


def test_a_firm_drawn_before_its_merge_still_comes_to_the_symposium(bureau: Revisit) -> None:
    bureau("sample", "symposium", "--seed", "123", "--month", "2026-11")
    bureau("firms", "merge", ONE, OTHER)
    bureau("sample", "verify")
    told = bureau.json(
        "symposium", "record", "--held-on", "2026-11-26", "--chair", "局长甲", "--role", "主要领导",
        "--present", "全部", "--draw", 1, "--half", "2026-H2",
    )  # fmt: skip
    assert told["present"] == 2
    drawn = bureau.json("firms", "show", ONE)["history"]["draws"]
    assert [each["present"] for each in drawn] == [True, True]


def test_the_log_names_no_firm(bureau: Revisit) -> None:
    bureau("firms", "merge", ONE, OTHER, "--reason", "电话核实")
    bureau("firms", "split", ONE, "--reason", "另有其人")
    for event in bureau.json("audit", "log")["events"][-2:]:
        assert not any(word in str(event["facts"]) for word in (ONE, OTHER, "核实", "其人"))


@pytest.mark.clause("四3")
def test_a_cleared_month_keeps_its_two_firms_and_a_call_carried_over_goes_along(
    bureau: Revisit,
) -> None:
    for firm in (OTHER, THIRD):
        _record(bureau, _call_of(bureau, firm))
    for each in bureau.json("problems", "list", "2026-11")["problems"]:
        bureau("problems", "answer", each["id"], "--words", "已答复")
        bureau("problems", "close", each["id"], "--cause", "窗口不足", "--words", "认可")
    call = _call_of(bureau, ONE)
    bureau("calls", "lock", "2026-11")
    bureau(
        "close", "2026-11", "--carry", f"call:{call}", "--accepted-by", "主任甲",
        now="2026-12-12T09:00",
    )  # fmt: skip
    report = bureau.json("report", "month", "2026-11")["firms"]
    carried = _call_of(bureau, ONE, "2026-12")
    import_rows(bureau, "12月.csv", [("质安站", OTHER, "13800000002", "")], "2026-12")
    before = _tables(bureau.db)
    merged = bureau.json("firms", "merge", ONE, OTHER)
    stays = {month["month"]: month["stays"] for month in merged["months"]}
    assert stays == {"2026-11": "closed", "2026-12": None}
    assert bureau.json("report", "month", "2026-11")["firms"] == report
    assert _called(bureau, "2026-11") == {ONE, OTHER, THIRD}
    assert _call_of(bureau, OTHER, "2026-12") == carried
    shown = bureau.json("calls", "show", carried)
    assert shown["units"] == ["审批科", "质安站"]
    listed = bureau.json("calls", "list", "2026-12")["calls"]
    assert [each["units"] for each in listed] == [["审批科", "质安站"]]
    bureau("firms", "split", ONE)
    assert _tables(bureau.db) == before
