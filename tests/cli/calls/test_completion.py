"""A completed call has an answer to every question for every unit, by whichever door it came."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calls.desk_script import Clerk
from tests.conftest import Ran, Revisit
from tests.packets import FINE, FIRST_ROW, HEAD, fill

FIRM = "示例市甲子有限公司"
WHOLE = {
    "attitude": "好", "one_time_notice": "是", "days": "不清楚", "extra_trips": "不适用",
    "integrity": "不愿回答", "overall": "满意",
}  # fmt: skip
COMPLETED = ("calls", "record", 1, "--outcome", "接通")


def _served(revisit: Revisit, *units: str) -> Revisit:
    rows = [f"{unit},办事员,2026.11.3,许可,{FIRM},某甲,13800000001" for unit in units]
    path = revisit.folder / "台账.csv"
    path.write_text("\n".join([HEAD, *rows]), encoding="utf-8")
    revisit("import", path)
    return revisit


def _words(answers: dict[str, str]) -> list[str]:
    return [word for name, said in answers.items() for word in ("--answer", f"{name}={said}")]


def _call(revisit: Revisit) -> tuple[str, str | None]:
    (call,) = revisit.json("calls", "list", "2026-11")["calls"]
    return call["state"], call["outcome"]


def _evaluated(revisit: Revisit) -> list[tuple[str, str]]:
    shown = revisit.json("calls", "show", 1)["evaluations"]
    return [(each["unit"], each["overall"]) for each in shown]


def _options(revisit: Revisit, answers: dict[str, str]) -> Ran:
    return revisit(*COMPLETED, *_words(answers))


def _inbound(revisit: Revisit, answers: dict[str, str]) -> Ran:
    return revisit(*COMPLETED, "--inbound", *_words(answers))


def _batch(revisit: Revisit, answers: dict[str, str]) -> Ran:
    line = {"call": 1, "outcome": "接通", "at": "2026-11-26T08:30", **answers}
    path = revisit.folder / "补录.jsonl"
    path.write_text(json.dumps(line, ensure_ascii=False), encoding="utf-8")
    ran = revisit("calls", "record", "--from", path)
    assert revisit.json("calls", "record", "--from", path)["counts"]["same"] == 1
    return ran


def _sheet(revisit: Revisit, answers: dict[str, str]) -> Ran:
    (packet,) = revisit.json(
        "calls", "sheet", "2026-11", "--names", "甲", "-o", revisit.folder / "表"
    )["packets"]
    cells: dict[str, Any] = dict.fromkeys(FINE) | answers
    cells |= {"outcome": "接通", "at": "11-26 8:30"}
    sheet = fill(Path(packet["path"]), {FIRST_ROW: cells})
    ran = revisit("calls", "absorb", sheet)
    assert revisit.json("calls", "absorb", sheet)["counts"]["same"] == 1
    return ran


@pytest.mark.clause("R25", "附表1")
@pytest.mark.parametrize("door", [_options, _inbound, _batch, _sheet])
@pytest.mark.parametrize("lacking", ["", "attitude", "days", "integrity"])
def test_a_completed_call_lacking_an_answer_is_kept_as_partial_and_says_what_lacks(
    revisit: Revisit, door: Callable[[Revisit, dict[str, str]], Ran], lacking: str
) -> None:
    labels = {"attitude": "服务态度", "days": "几天办结", "integrity": "吃拿卡要"}
    _served(revisit, "审批科")
    answers = {name: said for name, said in WHOLE.items() if name != lacking}
    ran = door(revisit, answers)
    assert ("没有回答" in ran.err) == bool(lacking)
    assert not lacking or ("审批科" in ran.err and labels[lacking] in ran.err)
    assert _call(revisit) == ("done", "partial" if lacking else "completed")
    assert revisit.json("calls", "next", "2026-11") is None
    assert revisit.json("audit", "verify")["ok"]


@pytest.mark.clause("R25")
def test_overall_alone_is_partial_and_nothing_at_all_a_usage_error(revisit: Revisit) -> None:
    _served(revisit, "审批科")
    revisit(*COMPLETED, code=2)
    ran = revisit(*COMPLETED, "--overall", "满意", "--json")
    assert ran.json["outcome"] == "partial"
    (missing,) = ran.json["missing"]
    assert missing["unit"] == "审批科"
    assert len(missing["questions"]) == 5
    assert "服务态度、一次性告知、几天办结、多头跑、吃拿卡要" in ran.err
    rates = revisit.json("report", "month", "2026-11")
    assert rates["dispositions"]["P"] == rates["effective_rate"]["n"] == 1


@pytest.mark.clause("R25", "R11")
@pytest.mark.parametrize("lacking", [0, 1, None])
def test_units_one_after_the_other_end_as_the_whole_call_was_answered(
    revisit: Revisit, lacking: int | None
) -> None:
    _served(revisit, "审批科", "燃气办")
    for n, unit in enumerate(("审批科", "燃气办")):
        assert _call(revisit)[1] is None
        revisit(*COMPLETED, "--unit", unit, *_words({"overall": "满意"} if n == lacking else WHOLE))
    assert _call(revisit) == ("done", "completed" if lacking is None else "partial")


@pytest.mark.clause("R25")
def test_answering_again_for_a_unit_supersedes_and_undoing_it_brings_the_first_back(
    revisit: Revisit,
) -> None:
    _served(revisit, "审批科", "燃气办")
    for overall in ("不满意", "满意"):
        answers = WHOLE | {"overall": overall}
        revisit(
            *COMPLETED, "--unit", "审批科", *_words(answers), now=f"2026-11-26T1{len(overall)}:00"
        )
    assert _evaluated(revisit) == [("审批科", "satisfied")]
    told = revisit.json("report", "month", "2026-11")
    units = {each["unit"]: each for each in told["units"]}
    assert (units["审批科"]["evaluations"], units["审批科"]["satisfied"]) == (1, 1)
    assert told["satisfaction"] == {"n": 1, "of": 1, "value": 1.0}
    (change,) = revisit.json("duty", "changes", "2026-11")["changes"]
    assert change["unit"] == "审批科"
    assert len(revisit.json("calls", "show", 1)["history"]) == 2
    revisit("calls", "undo", 1, "--reason", "误记", now="2026-11-26T15:00")
    assert _evaluated(revisit) == [("审批科", "dissatisfied")]
    revisit(*COMPLETED, "--unit", "燃气办", *_words(WHOLE), now="2026-11-26T16:00")
    # Satisfied with one unit and not with another is not satisfied.
    assert revisit.json("report", "month", "2026-11")["satisfaction"]["n"] == 0


@pytest.mark.clause("R25", "三(四)2")
def test_a_denial_of_one_unit_goes_on_with_the_others_at_the_desk(revisit: Revisit) -> None:
    _served(revisit, "审批科", "燃气办", "质安站")
    clerk = Clerk(revisit)
    clerk.types("14", "2", "没去过", "1", "1", "3", "3", "1", "", "")
    assert _call(revisit) == ("done", "completed")
    assert [unit for unit, _ in _evaluated(revisit)] == ["审批科", "质安站"]
    history = revisit.json("calls", "show", 1)["history"]
    assert [each["outcome"] for each in history] == ["denies_service", "completed"]
    (finding,) = revisit.json("duty", "list", "2026-11")["findings"]
    assert (finding["kind"], finding["unit"]) == ("denied_service", "燃气办")
    (row,) = revisit.json("calls", "attention", "2026-11")["calls"]
    assert "denied" in row["reasons"]


@pytest.mark.clause("R25")
def test_a_denial_of_the_last_unit_ends_the_call_as_the_other_was_answered(
    revisit: Revisit,
) -> None:
    _served(revisit, "审批科", "燃气办")
    revisit(*COMPLETED, "--unit", "审批科", *_words(WHOLE))
    denial = ("calls", "record", 1, "--outcome", "称未办理过", "--words", "没去过")
    revisit(*denial, "--unit", "燃气办")
    assert _call(revisit) == ("done", "completed")
    revisit("calls", "undo", 1, "--reason", "误记")
    # Said of all of them, it is the call's own outcome.
    revisit(*denial, now="2026-11-26T11:00")
    assert _call(revisit) == ("done", "denies_service")


@pytest.mark.clause("R12")
@pytest.mark.parametrize(
    ("words", "reached"),
    [
        (("--party", "企业的人"), 1),
        (("--party", "firm", "--with", "新来的"), 1),
        (("--party", "别人代接", "--with", "某甲"), 0),
        (("--with", "某甲"), 1),
        (("--with", "门卫"), 0),
        ((), 0),
    ],
)
def test_an_appointment_with_the_firm_itself_is_a_contact(
    revisit: Revisit, words: tuple[str, ...], reached: int
) -> None:
    _served(revisit, "审批科")
    revisit("calls", "appoint", 1, "明天9点", *words)
    told = revisit.json("report", "month", "2026-11")
    assert told["contact_rate"]["n"] == reached
    assert told["dispositions"]["O"] == reached
    board = revisit.json("calls", "progress", "2026-11")["total"]
    assert (board["other"], board["no_answer"]) == (reached, 1 - reached)


def test_whom_one_agreed_with_is_said_in_words_that_are_known(revisit: Revisit) -> None:
    _served(revisit, "审批科")
    assert "别人代接" in revisit("calls", "appoint", 1, "明天9点", "--party", "谁", code=2).err


@pytest.mark.parametrize(
    ("other", "more"), [({}, ("--words", "attitude=吼人")), ({"overall": "满意"}, ())]
)
def test_only_what_says_nothing_new_is_told_as_said_just_now(
    revisit: Revisit, other: dict[str, str], more: tuple[str, ...]
) -> None:
    _served(revisit, "审批科")
    answers = WHOLE | {"attitude": "差", "overall": "不满意"}
    revisit(*COMPLETED, *_words(answers))
    assert "同样的一条" in revisit(*COMPLETED, *_words(answers), code=5).err
    said = revisit(*COMPLETED, *_words(answers | other), *more, code=5).err
    assert "已有最终结果" in said
    assert "calls undo 1" in said
