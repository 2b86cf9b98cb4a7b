"""``revisit calls``: one call a firm, nobody twice, nothing overwritten."""

import subprocess
import sys
from typing import Any

import pytest

from tests.cli.calls.desk_script import FIRMS
from tests.conftest import Revisit


def _done(desk: Revisit, call: int, *more: object) -> Any:
    return desk.json("calls", "record", call, "--outcome", "接通", "--overall", "满意", *more)


@pytest.mark.clause("三(一)1", "三(四)1")
def test_a_firm_is_called_once_however_many_units_served_it(desk: Revisit) -> None:
    listed = desk.json("calls", "list", "2026-11")
    assert [call["firm"] for call in listed["calls"]] == FIRMS
    assert listed["calls"][0]["units"] == ["审批科", "燃气办"]
    assert listed["calls"][0]["contacts"] == [{"name": "联系人甲", "phones": ["138****0001"]}]
    assert desk("calls", "list", "--csv").out.count("\n") == 4


@pytest.mark.clause("三(四)1")
def test_two_clerks_never_hold_one_firm(desk: Revisit) -> None:
    mine = desk.json("calls", "next", by="甲")
    theirs = desk.json("calls", "next", by="乙")
    assert mine["id"] != theirs["id"]
    assert desk.json("calls", "next", by="甲")["id"] == mine["id"]
    desk("calls", "record", mine["id"], "--outcome", "占线", by="乙", code=5)
    assert mine["contacts"][0]["phones"] == ["13800000001"]


def test_a_lost_claim_is_refused_by_its_token(desk: Revisit) -> None:
    mine = desk.json("calls", "next", by="甲", now="2026-11-26T09:00")
    taken = desk.json("calls", "next", by="乙", now="2026-11-26T09:31")
    assert taken["id"] == mine["id"]
    assert taken["token"] == mine["token"] + 1
    words = ["calls", "record", mine["id"], "--outcome", "占线", "--token", mine["token"]]
    desk(*words, by="甲", now="2026-11-26T09:32", code=5)


def test_answers_go_to_every_unit_unless_one_is_named(desk: Revisit) -> None:
    first = _done(desk, 1, "--unit", "审批科")
    assert first["state"] == "retry"
    assert desk.json("calls", "next")["id"] == 1
    assert _done(desk, 1, "--unit", "燃气办")["state"] == "done"
    assert _done(desk, 2)["state"] == "done"
    desk("calls", "record", 3, "--outcome", "接通", "--overall", "满意", "--unit", "燃气办", code=2)


@pytest.mark.parametrize(
    ("told", "units"),
    [
        ((), [None, None]),
        (("--about", "燃气办"), ["燃气办", "燃气办"]),
        (("--about", "改进意见=审批科", "--about", "difficulty=都不是"), ["审批科", None]),
        (("--about", "困难问题=燃气办"), [None, "燃气办"]),
    ],
    ids=str,
)
def test_a_problem_is_about_the_unit_that_was_named(
    desk: Revisit, told: tuple[str, ...], units: list[str | None]
) -> None:
    _done(desk, 1, "--suggestion", "少跑一趟", "--difficulty", "停车难", *told)
    found = desk.json("problems", "list")["problems"]
    assert [each["unit"] for each in sorted(found, key=lambda each: each["id"])] == units


@pytest.mark.parametrize("about", ["", "态度=审批科", "没有这家"])
def test_a_unit_that_means_nothing_is_refused(desk: Revisit, about: str) -> None:
    told = ("--outcome", "接通", "--overall", "满意", "--suggestion", "少跑一趟", "--about", about)
    assert desk("calls", "record", 1, *told, code=4 if about == "没有这家" else 2).err
    assert desk.json("problems", "list")["problems"] == []


def test_a_final_outcome_is_never_overwritten_but_undone_with_a_reason(desk: Revisit) -> None:
    _done(desk, 1, "--suggestion", "少跑一趟")
    desk("calls", "record", 1, "--outcome", "占线", code=5)
    told = desk.json("calls", "undo", 1, "--reason", "记错了")
    assert told["state"] == "new"
    shown = desk.json("calls", "show", 1)
    assert [each["voided"] for each in shown["history"]] == [True]
    assert shown["state"] == "new"
    desk("calls", "undo", 1, "--reason", "再撤", code=5)
    assert desk.json("audit", "verify")["ok"]


@pytest.mark.clause("R12")
def test_a_dead_number_goes_back_to_its_unit_and_a_new_one_to_the_head(desk: Revisit) -> None:
    told = desk.json("calls", "record", 3, "--outcome", "停机空号")
    assert told["state"] == "returned"
    desk("calls", "return", 3, "--phone", "13800000033", "--contact", "联系人丁")
    card = desk.json("calls", "next")
    assert card["id"] == 3
    assert {"name": "联系人丁", "phones": ["13800000033"]} in card["contacts"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("calls", "record", 1, "--outcome", "聊聊"), 2),
        (("calls", "record", 1, "--outcome", "接通"), 2),
        (("calls", "record", 1, "--outcome", "拒访"), 2),
        (("calls", "record", 1, "--outcome", "接通", "--overall", "还行"), 2),
        (("calls", "record", 99, "--outcome", "占线"), 4),
        (("calls", "show", 99), 4),
        (("calls", "unlock", "2026-10"), 5),
        (("calls", "list", "2026-13"), 2),
    ],
)
def test_a_wrong_record_changes_nothing(
    desk: Revisit, words: tuple[object, ...], code: int
) -> None:
    before = desk.json("audit", "head")
    ran = desk(*words, code=code)
    assert ran.err.startswith("× ")
    assert desk.json("audit", "head") == before


def test_the_list_is_locked_once(desk: Revisit) -> None:
    assert desk.json("calls", "lock", "2026-11")["size"] == 3
    desk("calls", "lock", "2026-11", code=5)
    assert desk.json("calls", "list", "2026-11")["locked"] is True


def test_integrity_words_stand_in_no_list(desk: Revisit) -> None:
    _done(desk, 3, "--integrity", "有", "--words", "integrity=暗示请客的话")
    for words in (("calls", "show", 3), ("calls", "list"), ("audit", "log"), ("calls", "progress")):
        assert "请客" not in desk(*words, "--json").out
        assert "请客" not in desk(*words).out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("不愿接受", "不愿接受"),
        ("原因＝不愿接受", "不愿接受"),
        ("outcome=不愿=接受", "不愿=接受"),
    ],
)
def test_words_on_the_call_itself_need_no_question(desk: Revisit, words: str, told: str) -> None:
    desk("calls", "record", 1, "--outcome", "拒访", "--words", words)
    assert desk.json("calls", "show", 1)["history"][0]["words"] == told


def test_words_are_known_by_their_questions_word_and_never_lost(desk: Revisit) -> None:
    ran = _refused_words(desk, "礼金=送过", "服务态度=")
    assert "礼金=送过" in ran
    assert "可用：服务态度、一次性告知" in ran
    _done(desk, 3, "--words", "服务态度=很凶", "--words", "吃拿卡要=要过烟", "--integrity", "有")
    kept = desk.rows("select question, words from answer where words is not null")
    assert kept == [("attitude", "很凶")]


def test_answers_with_an_outcome_that_has_none_are_refused_and_not_lost(desk: Revisit) -> None:
    words = ("--overall", "满意", "--days", "三天", "--words", "吃拿卡要=有过")
    ran = desk("calls", "record", 1, "--outcome", "无人接听", *words, code=2)
    assert "“无人接听”没有企业的回答，不能同时记几天办结、吃拿卡要、总体评价" in ran.err


def _refused_words(desk: Revisit, *words: str) -> str:
    given = [part for each in words for part in ("--words", each)]
    return desk("calls", "record", 3, "--outcome", "接通", "--overall", "满意", *given, code=2).err


@pytest.mark.clause("二(二)3")
def test_what_opens_no_problem_stays_with_the_call(desk: Revisit) -> None:
    record = ("calls", "record", "1", "--outcome", "接通", "--overall", "满意", "--no-problem")
    told = desk.json(*record, "--suggestion", " 多开窗口", "--difficulty", "缺资金")
    assert told["problems"] == []
    shown = desk.json("calls", "show", "1")["history"][0]
    assert (shown["suggestion"], shown["difficulty"]) == ("多开窗口", "缺资金")
    assert (
        "意见（没记成问题）：多开窗口 困难（没记成问题）：缺资金" in desk("calls", "show", "1").out
    )


def test_the_next_call_waits_for_nothing_that_only_other_commands_need() -> None:
    code = "import sys, revisit_cli.cli.calls.call; print(' '.join(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(ran.stdout.split())
    heavy = {"rich", "openpyxl", "xlsxwriter", "sqlite_utils", "jinja2", "pypinyin", "rapidfuzz"}
    ours = {
        "revisit_cli.files",
        "revisit_cli.operations.reports.closing",
        "revisit_cli.cli.calls.desk",
        "revisit_cli.cli.calls.record",
    }
    assert not loaded & (heavy | ours)


@pytest.mark.clause("R25", "R11")
def test_a_record_without_a_unit_is_about_the_units_not_answered_for_yet(desk: Revisit) -> None:
    _done_with(desk, "--unit", "燃气办", "--overall", "不满意", "--attitude", "差")
    _done_with(desk, "--overall", "满意")
    assert desk.json("calls", "show", 1)["state"] == "done"
    said = [
        (each["unit"], each["overall"], each["attitude"])
        for each in desk.json("calls", "show", 1)["evaluations"]
    ]
    assert said == [("燃气办", "dissatisfied", "poor"), ("审批科", "satisfied", None)]


def _done_with(desk: Revisit, *more: object) -> None:
    desk("calls", "record", 1, "--outcome", "接通", *more)
