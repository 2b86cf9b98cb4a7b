"""Done and taken back, everything is as before; what may never be taken back is refused."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from revisit_cli.errors import ExitCode
from revisit_cli.labels.file.audit import KINDS
from revisit_cli.policy.file import undo as policy
from revisit_cli.records.file.undo import LoggedAct
from tests.conftest import Revisit
from tests.faults.undoing import (
    DENIED,
    ELSEWHERE,
    NEVER,
    SHORT,
    THIRD,
    UNDOABLE,
    State,
    at_work,
    differing,
    do,
    faults_of,
    lay_out,
    size_of,
    state_of,
)
from tests.filled import firm_name, mark_cleared


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out(Revisit(tmp_path_factory.mktemp("laid")))


@pytest.fixture(scope="module")
def at_first(laid_out: Path, tmp_path_factory: pytest.TempPathFactory) -> State:
    return state_of(at_work(laid_out, tmp_path_factory.mktemp("first") / "work"), SHORT)


@pytest.fixture
def revisit(laid_out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Revisit:
    found = at_work(laid_out, tmp_path / "work")
    monkeypatch.chdir(found.folder)
    return found


def test_every_kind_of_act_has_its_case() -> None:
    # Those of the re-check have their cases in tests/cli/recheck.
    elsewhere = {"ActUndone", "PhonesReturned", "EntryRecorded", "CheckSheetsAbsorbed"}
    assert {each.kind for each in UNDOABLE.values()} | elsewhere == policy.UNDOABLE
    never = {each.kind for each in NEVER.values()} | ELSEWHERE
    assert never == policy.NEVER.keys() | {"FindingDecided"}
    assert KINDS.keys() == policy.UNDOABLE | policy.NEVER.keys()
    # Of a kind that nobody has thought of, nothing is known to be put back whole.
    assert policy.bar_of(LoggedAct(9, "Whatever", "", "", {})) == "unknown"


@pytest.mark.parametrize("name", UNDOABLE)
def test_done_and_taken_back_all_is_as_before_and_done_again_as_after(
    revisit: Revisit, name: str, at_first: State
) -> None:
    assert faults_of(revisit, UNDOABLE[name], SHORT, at_first) == []


@pytest.mark.clause("三(四)1")
@pytest.mark.parametrize("name", UNDOABLE)
def test_whatever_was_done_a_firm_may_have_its_people_erased_after_it(
    revisit: Revisit, name: str
) -> None:
    case = UNDOABLE[name]
    for words in (*case.before, case.words):
        do(revisit, words)
    do(revisit, ("firms", "erase", THIRD, "--reason", "企业要求", "--yes"))
    assert revisit.json("audit", "verify")["ok"]


@pytest.mark.parametrize("name", NEVER)
def test_what_stays_is_refused_and_nothing_is_changed(revisit: Revisit, name: str) -> None:
    case = NEVER[name]
    for words in case.before:
        do(revisit, words)
    do(revisit, case.words)
    event = next(
        each["seq"]
        for each in reversed(revisit.json("audit", "log", "--limit", 5)["events"])
        if each["kind"] == case.kind
    )
    listed = {each["event"]: each for each in revisit.json("undo", "--list")["acts"]}
    ran = revisit("undo", "--event", event, code=ExitCode.FORBIDDEN)
    assert f"第 {event} 号（{KINDS[case.kind]}）不能撤销" in ran.err
    assert event not in listed or not listed[event]["can_undo"]
    assert size_of(revisit) >= event


def test_whatever_relies_on_an_act_is_named_and_goes_first(revisit: Revisit) -> None:
    do(revisit, ("import", "{folder}/新.csv"))
    ledger = size_of(revisit)
    call = revisit.json("calls", "list")["calls"][-1]["id"]
    for words, what in (
        (("calls", "record", call, "--outcome", "占线"), "电话记录"),
        (("calls", "lock"), "定回访名单"),
        (("flags", "add", firm_name(20), "--reason", "差评"), "列入上门回访"),
        (("sample", "freeze"), "封名单"),
    ):
        do(revisit, words)
        later = size_of(revisit)
        ran = revisit("undo", "--event", ledger, code=ExitCode.FORBIDDEN)
        assert f"第 {later} 号，2026-11-26 09:00 甲 {what}" in ran.err
        if what != "封名单":
            assert f"revisit undo --event {later}" in ran.err
            revisit("undo", "--event", later)
    # No way is shown that is none: a freeze stays, whatever else goes first.
    do(revisit, ("calls", "lock"))
    ran = revisit("undo", "--event", ledger, code=ExitCode.FORBIDDEN)
    assert "封名单。那一项不能撤销，这一项也就撤不了" in ran.err
    revisit("undo")
    assert revisit.json("undo", "--list")["acts"][-1]["relied_on_by"] == later


def test_whatever_an_open_list_keeps_from_being_taken_back_can_go_first(revisit: Revisit) -> None:
    do(revisit, ("calls", "undo", 2, "--reason", "误记"))
    before = state_of(revisit, SHORT)
    do(revisit, ("import", "{folder}/新.csv"))
    ledger = size_of(revisit)
    for words in (("lock",), ("unlock",), ("lock",), ("unlock",)):
        do(revisit, ("calls", *words))
    while (ran := revisit.try_out("undo", "--event", ledger)).code == ExitCode.FORBIDDEN:
        _, _, event = ran.err.partition("revisit undo --event ")
        revisit("undo", "--event", event.split()[0])
    assert ran.code == ExitCode.DONE
    assert differing(before, state_of(revisit, SHORT)) == []
    assert revisit.json("audit", "verify")["ok"]


@pytest.mark.parametrize(
    "words",
    [
        ("calls", "record", 1, "--outcome", "占线"),
        ("calls", "sheet", "--names", "乙", "-o", "{folder}/b"),
        ("import", "{folder}/新.csv"),
    ],
)
def test_a_list_is_not_unlocked_under_whoever_works_by_it(
    revisit: Revisit, words: tuple[object, ...]
) -> None:
    do(revisit, ("calls", "lock", "2026-11"))
    event = size_of(revisit)
    do(revisit, words)
    later = size_of(revisit)
    assert f"第 {later} 号" in revisit("undo", "--event", event, code=ExitCode.FORBIDDEN).err


def test_a_suspicion_that_was_drawn_from_a_record_keeps_it(revisit: Revisit) -> None:
    do(revisit, ("import", "{folder}/新.csv"))
    event = size_of(revisit)
    do(revisit, ("duty", "find", "2026-11"))
    assert "列为待核实" in revisit("undo", "--event", event, code=ExitCode.FORBIDDEN).err
    revisit("undo")
    revisit("undo")


def test_a_corrected_ledger_keeps_the_one_before(revisit: Revisit) -> None:
    do(revisit, ("import", "{folder}/更正.csv", "--accept-gone", "--replace"))
    later = size_of(revisit)
    first = next(
        each["seq"]
        for each in revisit.json("audit", "log")["events"]
        if each["kind"] == "LedgerImported"
    )
    assert f"第 {later} 号" in revisit("undo", "--event", first, code=ExitCode.FORBIDDEN).err


def test_a_call_in_somebodys_hands_keeps_its_ledger(revisit: Revisit) -> None:
    do(revisit, ("import", "{folder}/新.csv"))
    event = size_of(revisit)
    call = revisit.json("calls", "list")["calls"][-1]["id"]
    revisit("calls", "next", by="乙")
    revisit("calls", "take", call, by="乙")
    assert "正在乙手上" in revisit("undo", "--event", event, code=ExitCode.FORBIDDEN).err
    revisit("calls", "release", call, by="乙")
    revisit("undo", "--event", event)
    assert revisit.json("audit", "verify")["ok"]


def test_each_takes_back_his_own_and_whose_turn_it_is_goes_on_to_the_one_before(
    revisit: Revisit,
) -> None:
    do(revisit, ("units", "add", "甲科"))
    revisit("units", "add", "乙科", by="乙")
    do(revisit, ("units", "add", "丙科"))
    assert revisit.json("undo")["undone"]["by"] == "甲"
    assert revisit.json("undo")["undone"]["by"] == "甲"
    names = {each["name"] for each in revisit.json("units", "list")["units"]}
    assert names & {"甲科", "乙科", "丙科"} == {"乙科"}
    revisit("undo", by="丁", code=ExitCode.NOT_FOUND)
    revisit("undo", "9", code=ExitCode.NOT_FOUND)
    revisit("undo", "--event", "999", code=ExitCode.NOT_FOUND)
    revisit("undo", "1", "--event", "3", code=ExitCode.USAGE)


def test_an_act_taken_back_twice_is_refused(revisit: Revisit) -> None:
    do(revisit, ("units", "add", "甲科"))
    event = size_of(revisit)
    revisit("undo", "--event", event)
    assert "已经撤销过" in revisit("undo", "--event", event, code=ExitCode.FORBIDDEN).err


def test_what_came_since_in_a_rows_place_is_told(revisit: Revisit) -> None:
    do(revisit, ("units", "add", "甲科"))
    revisit("undo")
    do(revisit, ("units", "add", "乙科"))
    do(revisit, ("units", "add", "甲科"))
    ran = revisit("undo", "--event", size_of(revisit) - 2, code=ExitCode.FORBIDDEN)
    assert "依着它" in ran.err or "占了原处" in ran.err
    assert revisit.json("audit", "verify")["ok"]


def test_a_filing_is_taken_back_by_its_number(revisit: Revisit) -> None:
    before = state_of(revisit, SHORT)
    do(revisit, ("import", "{folder}/新.csv"))
    (filing,) = revisit.json("ledgers", "list", "--limit", 1, "--sort", "-id")["ledgers"]
    assert "台账行 8 行" in revisit("ledgers", "undo", filing["id"], "--dry-run").out
    revisit("ledgers", "undo", filing["id"])
    assert differing(before, state_of(revisit, SHORT)) == []
    revisit("ledgers", "undo", filing["id"], code=ExitCode.NOT_FOUND)


def test_a_cleared_month_needs_a_reason(revisit: Revisit) -> None:
    do(revisit, ("problems", "add", THIRD, "--text", "停车难", "--category", "困难问题"))
    mark_cleared(revisit)
    revisit("undo", code=ExitCode.FORBIDDEN)
    event = size_of(revisit)
    revisit("undo", "--correct", "记错了企业")
    noted = revisit.rows("select month, kind, subject, reason from correction")
    assert noted == [("2026-11", "event", event, "记错了企业")]


def test_nothing_of_an_erased_firm_is_kept_to_be_put_back(revisit: Revisit) -> None:
    number, secret = "13899990001", "联络员戊"
    path = revisit.folder / "戊.csv"
    path.write_text(
        "单位,姓名,时间,涉企事宜,企业名称,联系人,联系电话\n"
        f"第五科,甲,2026.11.3,施工,示例市戊戊厂,{secret},{number}\n",
        encoding="utf-8",
    )
    do(revisit, ("import", path))
    call = revisit.json("calls", "list")["calls"][-1]["id"]
    do(revisit, ("calls", "record", call, "--outcome", "占线", "--phone", number))
    revisit("undo")
    do(revisit, ("calls", "record", call, "--outcome", "号码有误", "--phone", number))
    do(revisit, DENIED)
    revisit("firms", "erase", "示例市戊戊厂", "--reason", "企业要求", "--yes")
    data = revisit.db.read_bytes()
    assert number.encode() not in data
    assert secret.encode() not in data
    assert revisit.json("audit", "verify")["ok"]
    ran = revisit("undo", "--event", size_of(revisit) - 3, code=ExitCode.FORBIDDEN)
    assert "不能撤销" in ran.err
    # Others' acts are as they were.
    assert revisit.json("undo")["undone"]["kind"] == "CallRecorded"
    assert revisit.json("audit", "verify")["ok"]


@pytest.mark.parametrize(
    "edit",
    [
        "delete from unit where name = '乙科'",
        "update image set before = replace(before, '审批', '审判')",
        "delete from image",
    ],
)
def test_an_edit_beside_what_was_taken_back_is_seen(revisit: Revisit, edit: str) -> None:
    do(revisit, ("units", "add", "乙科"))
    do(revisit, ("units", "set", "审批科", "--leader", "张三"))
    do(revisit, ("units", "add", "丙科"))
    revisit("undo")
    assert revisit.json("audit", "verify")["ok"]
    with closing(sqlite3.connect(revisit.db)) as connection, connection:
        assert connection.execute(edit).rowcount
    assert not revisit.json("audit", "verify", code=ExitCode.NOT_VERIFIED)["ok"]


def test_a_row_taken_out_by_hand_is_not_taken_for_one_that_was_taken_back(
    revisit: Revisit,
) -> None:
    do(revisit, ("units", "add", "乙科"))
    do(revisit, ("units", "add", "丙科"))
    revisit("undo")
    revisit.edit("delete from unit where name = '乙科'")
    assert "unit" in revisit("units", "add", "丁科", code=ExitCode.NOT_VERIFIED).err
