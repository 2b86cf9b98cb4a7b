"""The desk, key by key, as a clerk presses them."""

import os
import re
import signal

import pytest

from revisit_cli.cli.calls.desk import Desk
from revisit_cli.cli.text import width
from revisit_cli.errors.file.database import DatabaseBusy
from revisit_cli.rulebook.loader import form
from tests.cli.calls.desk_script import FIRMS, Clerk
from tests.conftest import Revisit


def _history(desk: Revisit, call: int) -> list[str]:
    return [each["outcome"] for each in desk.json("calls", "show", call)["history"]]


@pytest.mark.clause("附表1", "R11")
def test_a_satisfied_firm_is_answered_for_all_its_units_at_once(
    desk: Revisit, clerk: Clerk, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk.types("1", "1", "3", "3", "1", "", "")
    assert _history(desk, 1) == ["completed"]
    out = capsys.readouterr().out
    assert "已保存 #1（8 撤销）接通 尾号 0001" in out
    assert "1 四问答的是：好、一次说全、没多跑、没有  2 逐问记> " in clerk.prompts
    assert desk.json("calls", "show", 1)["state"] == "done"


@pytest.mark.clause("R25")
def test_a_question_is_put_once_of_all_units_and_of_which_where_it_accuses(
    desk: Revisit, clerk: Clerk, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["1", "2", "2", "图纸补了两次", "1", "3", "5", "1", "1", "1", ""]
    clerk.types("1", "2", *asked, "")
    assert _history(desk, 1) == ["completed"]
    assert "2 家单位  服务态度  1好 2一般 3差 4不清楚 5不适用 0各家不同> " in clerk.prompts
    assert "哪家补过  1审批科 2燃气办（可写 1 2；都是写 全）> " in clerk.prompts
    assert "[审批科] 一次性告知  1一次说全 2补过 3不清楚 4不适用> " in clerk.prompts
    out = capsys.readouterr().out
    for question in form().of_units:
        # Those that may be answered at once are read out together before.
        times = 1 + (question.fine is not None)
        assert "".join(out.split()).count(question.aloud) == times
    told = {each["unit"]: each["one_time_notice"] for each in _evaluations(desk)}
    assert told == {"审批科": "yes", "燃气办": "no"}


@pytest.mark.clause("R25")
@pytest.mark.parametrize(
    ("keys", "attitudes"),
    [
        (["1"], ["good", "good"]),
        (["0", "1", "2"], ["good", "fair"]),
        # Back from the units to the answer, and from one unit to all of them.
        (["3", "<", "0", "1", "<", "2"], ["fair", "fair"]),
        (["3", "全", "", ""], ["poor", "poor"]),
        (["3", "9", "", "燃气办", "", "0", "1"], ["good", "poor"]),
        (["4", "1，2"], ["unclear", "unclear"]),
    ],
)
def test_what_differs_from_unit_to_unit_is_said_of_each(
    desk: Revisit, clerk: Clerk, keys: list[str], attitudes: list[str]
) -> None:
    clerk.types("1", "2", *keys, "1", "3", "5", "1", "1", "1", "", "")
    told = {each["unit"]: each["attitude"] for each in _evaluations(desk)}
    assert [told["审批科"], told["燃气办"]] == attitudes


@pytest.mark.clause("二(二)4", "三(四)1")
def test_what_was_said_of_integrity_is_never_shown_again(
    desk: Revisit, clerk: Clerk, capsys: pytest.CaptureFixture[str]
) -> None:
    fine = ["1", "1", "", "1", "1"]
    # Left half-way after the words were given, taken up again, saved.
    clerk.types("9", "乙丑", "1", "1", "2", *fine, "2", "暗示请客的话")
    clerk.types("1", "1", "", "")
    assert _history(desk, 2) == ["completed"]
    said = capsys.readouterr()
    assert "请客" not in said.out + said.err + "".join(clerk.prompts)
    assert "已记，只对机关纪委可见" in said.out
    for words in (("calls", "show", 2), ("calls", "drafts"), ("audit", "log")):
        assert "请客" not in desk(*words, "--json").out
    assert sum("只给机关纪委看" in prompt for prompt in clerk.prompts) == 1


def test_a_firm_that_was_pressed_need_not_say_how(desk: Revisit, clerk: Clerk) -> None:
    clerk.types("9", "乙丑", "1", "1", "2", "1", "1", "", "1", "1", "2", "", "1", "", "")
    assert _history(desk, 2) == ["completed"]
    assert any("不肯细说就回车" in prompt for prompt in clerk.prompts)


def test_no_default_answers_for_the_firm(
    desk: Revisit, clerk: Clerk, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk.types("1", "", "1", "3", "3", "", "", "1", "", "")
    assert capsys.readouterr().err.count("没有默认答案") == 3
    assert _history(desk, 1) == ["completed"]


@pytest.mark.parametrize(
    ("keys", "suggestion", "difficulty"),
    [
        ([""], None, None),
        (["7", "少跑一趟", ""], "少跑一趟", None),
        (["8", "缺资金", ""], None, "缺资金"),
        (["７８", "少跑一趟", "缺资金", ""], "少跑一趟", "缺资金"),
        (["少跑一趟", "缺资金", ""], "少跑一趟", "缺资金"),
        # A number that asks for nothing, and the way back from the words to the choice.
        (["79", "5", "8", "<", "7", "少跑一趟", ""], "少跑一趟", None),
        # Back to the question before, and on again.
        (["<", "1", ""], None, None),
    ],
)
def test_what_most_firms_have_nothing_to_say_to_takes_one_key(
    desk: Revisit, clerk: Clerk, keys: list[str], suggestion: str | None, difficulty: str | None
) -> None:
    clerk.types("9", "乙丑", "1", "1", "1", "3", "1", *keys, "")
    (told,) = desk.json("calls", "show", 2)["history"]
    assert told["outcome"] == "completed"
    said = {each["category"]: each["text"] for each in desk.json("problems", "list")["problems"]}
    assert said == {
        name: text
        for name, text in {"suggestion": suggestion, "difficulty": difficulty}.items()
        if text is not None
    }


def test_the_first_words_are_kept_before_the_second_are_asked(desk: Revisit, clerk: Clerk) -> None:
    clerk.types("9", "乙丑", "1", "1", "1", "3", "1", "78", "少跑一趟", end=KeyboardInterrupt)
    (draft,) = desk.json("calls", "drafts", by="甲")["drafts"]
    assert draft["answers"] == 4


def test_any_answer_is_corrected_before_the_last_enter(desk: Revisit, clerk: Clerk) -> None:
    clerk.types("9", "乙丑", "1", "1", "1", "3", "1", "<", "2", "", "", "6", "1", "")
    assert _history(desk, 2) == ["completed"]
    (answer,) = _last_month(desk, 2)
    assert answer["overall"] == "satisfied"


def _last_month(desk: Revisit, call: int) -> list[dict[str, str]]:
    """Return what the next month's card says the firm answered last time."""
    path = desk.folder / "下期.csv"
    head = "单位,姓名,时间,涉企事宜,企业名称,联系人,联系电话"
    rows = [f"审批科,办事员甲,2026.12.3,施工许可,{firm},联系人甲,13800000009" for firm in FIRMS]
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    desk("import", path, "--month", "2026-12", now="2026-12-22T09:00")
    listed = desk.json("calls", "list", "2026-12")["calls"]
    (number,) = [each["id"] for each in listed if each["firm"] == FIRMS[call - 1]]
    found: list[dict[str, str]] = desk.json("calls", "show", number)["last"]
    assert all("integrity" not in each for each in found)
    return found


@pytest.mark.parametrize("number", list("12345679"))
def test_an_answer_taken_out_to_be_changed_is_found_again_by_going_back(
    clerk: Clerk, number: str
) -> None:
    """The words that hang on it are, too, and what was said to the other questions stays."""
    answers = (
        "9",
        "乙丑",
        "1",
        "1",
        "2",
        "3",
        "推来推去",
        "1",
        "3",
        "1",
        "1",
        "2",
        "太慢",
        "7",
        "少跑",
        "3",
    )
    clerk.types(*answers, "")
    meant = clerk.revisit.json("calls", "list", "--answers")["answers"]
    assert len(meant) == 1
    asked = len(clerk.prompts)
    clerk.revisit("calls", "undo", 2, "--reason", "再来")
    clerk.now = "2026-11-26T09:30"
    clerk.types(*answers, number, "<", "")
    assert clerk.revisit.json("calls", "list", "--answers")["answers"] == meant
    assert len(clerk.prompts) - asked == asked + 2


def test_back_at_the_summary_asks_the_last_question_again(clerk: Clerk) -> None:
    clerk.types("9", "乙丑", "1", "1", "1", "3", "1", "", "<", "<", "<", "2", "", "", "")
    told = clerk.revisit.json("calls", "show", 2)
    assert [each["overall"] for each in told["evaluations"]] == ["dissatisfied"]


@pytest.mark.parametrize("end", [KeyboardInterrupt, EOFError])
def test_stopping_at_any_answer_loses_none_and_gives_the_firm_back(
    desk: Revisit,
    clerk: Clerk,
    capsys: pytest.CaptureFixture[str],
    end: type[BaseException],
) -> None:
    path = ["1", "2", "1", "1", "3", "4", "1", "3", "2", "1", "1", "少跑一趟", "", "", "1"]
    for stop, answers in ((2, 1), (5, 6), (9, 10), (len(path) - 1, 16)):
        Clerk(desk, by=f"员{stop}").types(*path[:stop], end=end)
        said = capsys.readouterr()
        assert "已答的留着" in said.err
        assert ("当作取消" in said.err) == (end is EOFError)
        (draft,) = desk.json("calls", "drafts", by=f"员{stop}")["drafts"]
        assert (draft["call"], draft["answers"]) == (1, answers)
        assert desk.json("calls", "list")["calls"][0]["claimed_by"] is None
    # The last of them goes on where he was and needs only what was left.
    Clerk(desk, by=f"员{len(path) - 1}").types("1", *path[-1:], "")
    assert _history(desk, 1) == ["completed"]
    assert desk.json("calls", "drafts", by=f"员{len(path) - 1}")["drafts"] == []


@pytest.mark.parametrize(
    ("keys", "outcome"),
    [
        (["2", ""], "no_answer"),
        (["3", ""], "busy"),
        (["4", ""], "dead_number"),
        (["5", "2", "不想说"], "refused_hard"),
        (["５", "１", "忙。"], "refused_soft"),
        (["6", "明天9点", "", "1", ""], "appointment"),
        (["6", "１５：３０", "李工", "２", "乙"], "appointment"),
        (["7", ""], "wrong_number"),
        (["10", "11", ""], "left_message"),
        (["12", "说到一半", ""], "broken_off"),
        (["13", ""], "contact_left"),
        (["14", "2", "没办过"], "denies_service"),
        (["15", "注销公告3号", "甲", "乙"], "firm_gone"),
        (["16", *[""] * 9, ""], "partial"),
        (["1", "1", "3", "", "2", "1", "", ""], "completed"),
    ],
)
def test_every_outcome_is_reached_by_digits_and_enter(
    desk: Revisit, clerk: Clerk, keys: list[str], outcome: str
) -> None:
    clerk.types(*keys)
    assert _history(desk, 1) == [outcome]
    assert desk.json("audit", "verify")["ok"]


@pytest.mark.clause("R12")
def test_a_firm_is_given_up_only_after_two_days_and_both_half_days(
    desk: Revisit, clerk: Clerk, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk.types("9", "乙丑", "1", "2", "", "9", "乙丑", "1", "17")
    assert "须至少两天拨过" in capsys.readouterr().err
    assert _history(desk, 2) == ["no_answer"]
    clerk.now = "2026-11-27T15:00"
    clerk.types("9", "乙丑", "1", "3", "", "9", "乙丑", "1", "17")
    assert _history(desk, 2) == ["no_answer", "busy", "exhausted"]


@pytest.mark.parametrize(
    ("keys", "next_at"),
    [
        ([""], "2026-11-26T14:30"),
        (["1"], "2026-11-26T15:00"),
        (["2"], "2026-11-27T09:00"),
        (["3"], "2026-11-27T15:00"),
        (["4", "12-03 10:00"], "2026-12-03T10:00"),
        (["4", "9:30", "3"], "2026-11-27T15:00"),
        (["9", "4", "明天12点", "4", "周六", "2"], "2026-11-27T09:00"),
        (["三点半"], "2026-11-26T15:30"),
        (["下个礼拜吧", "明天12点", "明天9点"], "2026-11-27T09:00"),
    ],
)
def test_another_time_is_proposed_and_enter_accepts(
    desk: Revisit, clerk: Clerk, keys: list[str], next_at: str
) -> None:
    clerk.types("2", *keys)
    assert desk.json("calls", "show", 1)["next_at"] == f"{next_at}:00+08:00"


def test_enter_names_no_time(
    desk: Revisit, clerk: Clerk, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk.types("6", "", "明天9点", "", "1", "")
    err = capsys.readouterr().err
    assert "请写时间" in err
    assert "“”" not in err


def test_past_the_tenth_there_is_a_warning(
    desk: Revisit, clerk: Clerk, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk.now = "2026-12-10T15:00"
    clerk.types("2", "")
    out = capsys.readouterr().out
    assert "已过截止" in out
    assert out.count("列入负责人名单") == 2


def test_another_number_is_asked_for_at_once(
    desk: Revisit, clerk: Clerk, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk.types("7", "12", "138 0000 0099", "李工", "2", "")
    out = capsys.readouterr()
    assert "号码读不出" in out.err
    assert "李工　138 0000 0099" in out.out
    assert _history(desk, 1) == ["wrong_number", "no_answer"]
    clerk.types("4", "")
    assert "已退回科室补号码" in capsys.readouterr().out
    assert desk.json("calls", "show", 2)["state"] == "returned"


@pytest.mark.clause("三(一)")
def test_a_soft_refusal_goes_to_somebody_else(desk: Revisit, clerk: Clerk) -> None:
    desk("calls", "record", 3, "--outcome", "接通", "--overall", "满意", by="乙")
    clerk.types("5", "1", "在开会", "1", "1", "3", "1", "", "")
    assert desk.json("calls", "next", by="甲", now="2026-11-30T09:00") is None
    assert desk.json("calls", "next", by="乙", now="2026-11-30T09:00")["id"] == 1
    desk("calls", "release", 1)
    held = Clerk(desk, by="乙", now="2026-11-30T09:00")
    held.types("9", "甲子", "1", "5", "1", "还是没空")
    assert desk.json("calls", "show", 1)["state"] == "done"


def test_the_same_clerk_asks_again_where_nobody_else_works(desk: Revisit, clerk: Clerk) -> None:
    for firm in (2, 3):
        desk("calls", "record", firm, "--outcome", "接通", "--overall", "满意", by="甲")
    clerk.types("5", "1", "在开会")
    clerk.now = "2026-11-30T09:00"
    clerk.types("5", "1", "还是没空")
    assert _history(desk, 1) == ["refused_soft", "refused_soft"]
    assert desk.json("calls", "show", 1)["state"] == "done"


def test_an_appointment_is_told_with_whom_and_by_whom_and_when_it_is_broken(
    desk: Revisit, clerk: Clerk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk("calls", "appoint", 1, "10:00", "--with", "王工", "--kept-by", "乙")
    clerk.now = "2026-11-26T10:05"
    clerk.types("q")
    assert "示例市乙丑" in capsys.readouterr().out
    Clerk(desk, by="乙", now=clerk.now).types("q")
    out = capsys.readouterr().out
    assert "约定的时间到了" in out
    assert "约 11-26 10:00 与王工 由乙拨" in out
    clerk.now = "2026-11-26T10:45"
    clerk.types("q")
    assert "已失约 45 分钟" in capsys.readouterr().out


def test_undo_shows_what_comes_back_before_it_acts(
    desk: Revisit, clerk: Clerk, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = ["1", "1", "3", "3", "2", "2", "态度不好", "1", "少跑一趟", "", "", "1", ""]
    clerk.types(*keys, "8", "", "8", "1", "", "q")
    out = capsys.readouterr().out
    assert "示例市甲子有限公司 接通" in out
    assert "撤销后这一户回到“未拨”，连同问题 1 件、上门 1 项" in out
    assert "没有撤销" in out
    assert desk.json("calls", "show", 1)["history"][0]["voided"] is True
    # Another clerk's record is not his to undo.
    Clerk(desk, by="乙").types("8", "q")
    assert "没有可撤销的记录" in capsys.readouterr().err


def test_a_skipped_card_does_not_come_straight_back(
    desk: Revisit, clerk: Clerk, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk.types("0", "", "正在开标", "0", "..", "q")
    said = capsys.readouterr()
    assert said.out.count("已跳过") == 2
    assert desk.json("calls", "show", 2)["skips"][0]["words"] == "正在开标"
    assert _history(desk, 1) == []


def test_two_dots_repeat_the_last_note_of_this_clerk(desk: Revisit, clerk: Clerk) -> None:
    clerk.types("1", "1", "3", "3", "1", "少跑一趟", "", "", "1", "")
    clerk.types("1", "1", "3", "1", "。。", "", "", "")
    # In another sitting too.
    clerk.types("1", "1", "3", "1", "..", "", "", "")
    texts = [each["text"] for each in desk.json("problems", "list")["problems"]]
    assert texts == ["少跑一趟"] * 3


@pytest.mark.clause("二(二)3")
def test_a_suggestion_is_tagged_or_opens_no_problem(desk: Revisit, clerk: Clerk) -> None:
    clerk.types(
        *("1", "1", "3", "3", "1", "要交没列的材料", "", "3", "2", ""),
        *("1", "1", "3", "1", "随口一说", "", "5", "", ""),
    )
    kept = desk.rows("select text, tags from problem")
    assert kept == [("要交没列的材料", '["乱设前置条件"]')]


@pytest.mark.clause("二(二)3", "R32")
@pytest.mark.parametrize(("keyed", "tags"), [("1", ["隐性审批"]), ("", [])])
def test_what_opens_no_problem_may_be_tagged(
    desk: Revisit, clerk: Clerk, keyed: str, tags: list[str]
) -> None:
    clerk.types("1", "1", "3", "3", "1", "要交没列的材料", "", "5", keyed, "")
    assert desk.json("problems", "list")["problems"] == []
    assert desk.json("calls", "show", 1)["history"][0]["tags"] == tags


@pytest.mark.clause("R11")
@pytest.mark.parametrize(("key", "unit"), [("1", "审批科"), ("燃气办", "燃气办"), ("3", None)])
def test_what_becomes_a_problem_is_asked_the_unit_of_where_several_served(
    desk: Revisit, clerk: Clerk, capsys: pytest.CaptureFixture[str], key: str, unit: str | None
) -> None:
    clerk.types("1", "1", "3", "3", "1", "78", "少跑一趟", "停车难", "", "", "2", key, "")
    assert "改进意见是哪家的事  1审批科 2燃气办 3都不是> " in clerk.prompts
    assert f"困难问题是哪家的事：{unit or '都不是'}" in capsys.readouterr().out
    found = desk.json("problems", "list")["problems"]
    assert {each["text"]: each["unit"] for each in found} == {"少跑一趟": "燃气办", "停车难": unit}


def test_a_firm_of_one_unit_is_not_asked_and_enter_names_none(desk: Revisit, clerk: Clerk) -> None:
    clerk.types("9", "乙丑", "1", "1", "1", "3", "1", "少跑一趟", "", "", "")
    assert not any("哪家的事" in prompt for prompt in clerk.prompts)
    assert [each["unit"] for each in desk.json("problems", "list")["problems"]] == ["审批科"]
    clerk.types("1", "1", "3", "3", "1", "少跑一趟", "", "", "", "x", "1", "")
    assert len([prompt for prompt in clerk.prompts if "哪家的事" in prompt]) == 3


@pytest.mark.parametrize("text", ["乙丑", "yc", "0002", "１３８０００００００２"])
def test_search_opens_that_firms_card(
    desk: Revisit, clerk: Clerk, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    clerk.types("9", text, "1", "q")
    out = capsys.readouterr().out
    assert out.index("企业  示例市甲子") < out.index("企业  示例市乙丑")
    assert "您选中的" in out
    assert [each["claimed_by"] for each in desk.json("calls", "list")["calls"]] == [None] * 3


def test_a_firm_another_clerk_holds_is_not_opened(
    desk: Revisit, clerk: Clerk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk("calls", "take", 2, by="乙")
    clerk.types("9", "乙丑", "1", "9", "没有这家", "q")
    said = capsys.readouterr()
    assert "（乙 正在办）" in said.out
    assert "正由 乙 办理" in said.err
    assert "没有找到" in said.out


def test_firms_on_one_number_are_asked_in_one_sitting_and_rest_together(
    revisit: Revisit, capsys: pytest.CaptureFixture[str]
) -> None:
    path = revisit.folder / "台账.csv"
    rows = [f"审批科,办事员甲,2026.11.3,施工许可,{firm},代办李,13800000001" for firm in FIRMS]
    rows.insert(1, "审批科,办事员甲,2026.11.3,施工许可,示例市独号有限公司,联系人丁,13800000004")
    head = "单位,姓名,时间,涉企事宜,企业名称,联系人,联系电话"
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    revisit("import", path)
    clerk = Clerk(revisit)
    clerk.types("2", "", "q")
    out = capsys.readouterr().out
    assert "在 3 户名下，可能是代办人" in out
    assert "另 2 户也等到那时再拨" in out
    assert "企业  示例市独号有限公司" in out
    # With nothing else to call, the same number is offered again, and said to be.
    revisit("calls", "record", 2, "--outcome", "接通", "--overall", "满意")
    last = revisit.json("calls", "next", by="乙")
    assert (last["id"], last["why"]) == (3, "same_number")
    revisit("calls", "release", 3)
    clerk.now = "2026-11-26T14:30"
    clerk.types("9", FIRMS[0], "1", *["1", "1", "3", "1", "", ""] * 3)
    said = capsys.readouterr().out
    assert said.count("与刚才那一户同一个号码") == 2
    states = [each["state"] for each in revisit.json("calls", "list")["calls"]]
    assert states == ["done"] * 4


def test_a_record_refused_keeps_the_text_and_goes_on(
    desk: Revisit, clerk: Clerk, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = iter(["1", "1", "3", "3", "1", "少跑一趟", "", "", "2"])

    def ask(prompt: str) -> str:
        if prompt.startswith("回车保存"):
            desk("calls", "take", 1, by="乙")
            return ""
        return next(lines, "q")

    Desk(clerk.context, ask, "2026-11").sit()
    said = capsys.readouterr()
    assert "第 1 号电话已由 乙 接手" in said.err
    assert "calls drafts" in said.err
    assert "企业  示例市乙丑" in said.out
    # What he was told is saved as he gave it once the firm is free again.
    desk("calls", "release", 1, by="乙")
    clerk.types("1", "", "", "")
    (problem,) = desk.json("problems", "list")["problems"]
    assert problem["text"] == "少跑一趟"


def test_a_firm_that_rings_up_is_one_card_and_the_desk_closes(
    desk: Revisit, clerk: Clerk, capsys: pytest.CaptureFixture[str]
) -> None:
    from revisit_cli.operations.calls.search import answer_call

    shown = answer_call(clerk.context(), "2026-11", "丙寅")
    lines = iter(["1", "1", "3", "1", "", ""])
    Desk(clerk.context, lambda _: next(lines), "2026-11", is_inbound=True).sit(shown)
    assert desk.json("calls", "show", 3)["history"][0]["inbound"] is True
    assert "企业打来的" in capsys.readouterr().out


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_a_second_ctrl_c_waits_for_nothing(
    desk: Revisit, clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[int] = []

    def slow(*_: object) -> None:
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("revisit_cli.cli.calls.desk.claim.let_go", slow)
    monkeypatch.setattr("revisit_cli.cli.calls.desk.os._exit", left.append)
    before = signal.getsignal(signal.SIGINT)
    clerk.types("1")
    assert left == [130]
    assert signal.getsignal(signal.SIGINT) is before


def test_a_file_that_fails_gives_the_firm_back(
    desk: Revisit, clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise DatabaseBusy(file="revisit.db", seconds=20)

    with monkeypatch.context() as failing:
        failing.setattr("revisit_cli.cli.calls.desk.draft.save_draft", busy)
        with pytest.raises(DatabaseBusy):
            clerk.types("1", "1")
    assert desk.json("calls", "list")["calls"][0]["claimed_by"] is None


def _summaries(out: str) -> list[str]:
    """Return each summary that stood on the screen, its lines joined."""
    found: list[str] = []
    is_open = False
    for line in out.splitlines():
        if line.startswith("  1") and "：" in line:
            found.append(line)
            is_open = True
        elif is_open and line.startswith("  ") and "：" in line:
            found[-1] += line
        else:
            is_open = False
    return found


@pytest.mark.parametrize("path", [["1", "3", "1"], ["2", *"11", "", "2", *"111"]])
def test_a_question_keeps_its_number_in_the_form_whatever_was_answered(
    desk: Revisit, clerk: Clerk, capsys: pytest.CaptureFixture[str], path: list[str]
) -> None:
    changes = ["4", "2", "来回三趟", "1", "3", "慢", "7", "少跑", "", "4", "1"]
    clerk.types("9", "乙丑", "1", "1", *path, "", *changes, "")
    found = _summaries(capsys.readouterr().out)
    assert len(found) == 5
    for summary in found:
        for number, question in enumerate(form().questions, 1):
            assert f"{number}{question.summary or question.label}：" in summary
    assert "4多头跑：多跑了（来回三趟）" in found[1]
    assert "4多头跑：没多跑" in found[-1]
    assert _history(desk, 2) == ["completed"]


def test_of_several_units_it_is_asked_whose_answer_changes(
    desk: Revisit, clerk: Clerk, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk.types("1", "1", "3", "3", "1", "", "2", "2", "2", "图纸补了两次", "")
    (summary,) = _summaries(capsys.readouterr().out)[1:]
    assert "2一次性告知：审批科 一次说全；燃气办 补过（图纸补了两次）" in summary
    told = {each["unit"]: each["one_time_notice"] for each in _evaluations(desk)}
    assert told == {"审批科": "yes", "燃气办": "no"}


def _evaluations(desk: Revisit) -> list[dict[str, str]]:
    found: list[dict[str, str]] = desk.json("calls", "show", 1)["evaluations"]
    return found


def test_what_accuses_is_told_in_the_review_and_its_words_are_not(
    desk: Revisit, clerk: Clerk, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk.types("9", "乙丑", "1", "1", "2", *"11", "", "1", "1", "2", "要请客", "1", "", "")
    (summary,) = _summaries(capsys.readouterr().out)
    assert "5吃拿卡要：有（已记" in summary
    assert "请客" not in summary


def test_every_question_stands_beside_the_sentence_that_is_read_out(
    desk: Revisit, clerk: Clerk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk("settings", "set", "bureau", "示例市住建局")
    clerk.types("9", "乙丑", "1", "1", "2", "3", "不耐烦", "1", "", "1", *"111", "少跑", "", "", "")
    out = "".join(capsys.readouterr().out.split())
    assert "您好，请问是示例市乙丑有限公司的联系人乙吗？我是示例市住建局营商办甲" in out
    assert "11月5日，审批科办事员甲给您办过施工许可。" in out
    for number, question in enumerate(form().questions, 1):
        assert f"{number}「{question.aloud}」" in out
    assert "当时是什么情况，方便说说吗？" in out
    assert "您说的“少跑”，12月3日前有人给您答复。" in out


@pytest.mark.parametrize("has_key", [False, True])
def test_what_is_said_of_confidence_is_no_more_than_the_file_keeps(
    desk: Revisit, clerk: Clerk, capsys: pytest.CaptureFixture[str], *, has_key: bool
) -> None:
    pytest.importorskip("nacl")
    if has_key:
        desk("duty", "key", "new", "-o", desk.folder / "committee.key")
    clerk.types("1", "1", "3", "3", "1", "", "")
    out = "".join(capsys.readouterr().out.split())
    assert ("除我记录外只有机关纪委能看" in out) is has_key
    assert ("单独保管，按保密纪律转机关纪委" in out) is not has_key


def test_a_firm_of_many_units_hears_their_names_alone(
    revisit: Revisit, capsys: pytest.CaptureFixture[str]
) -> None:
    units = [f"示例{each}科" for each in "甲乙丙丁戊己庚辛壬癸子丑"]
    head = "单位,姓名,时间,涉企事宜,企业名称,联系人,联系电话"
    rows = [f"{unit},办事员,2026.11.3,施工许可,{FIRMS[0]},联系人甲,13800000001" for unit in units]
    path = revisit.folder / "台账.csv"
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    revisit("import", path)
    Clerk(revisit).types("1", "2", "3", "2 12")
    out = capsys.readouterr().out
    (lead,) = re.findall("念 「(示例甲科.*?)」", out, re.DOTALL)
    assert "这12家都给您办过事" in "".join(lead.split())
    assert "施工许可" not in lead
    assert lead.count("\n") < 3
    assert max(map(width, out.splitlines())) < 80


@pytest.fixture
def several(revisit: Revisit) -> Clerk:
    """A clerk before one firm with two numbers."""
    path = revisit.folder / "台账.csv"
    head = "单位,姓名,时间,涉企事宜,企业名称,联系人,联系电话"
    row = f"审批科,办事员甲,2026.11.3,施工许可,{FIRMS[0]},联系人甲,13800000001、13800000002"
    path.write_text(f"{head}\n{row}", encoding="utf-8")
    revisit("import", path)
    return Clerk(revisit)


def _rung(revisit: Revisit) -> list[tuple[str, str]]:
    return revisit.rows("select outcome, phone from attempt order by id")


def test_the_next_number_is_tried_at_once_and_each_is_on_record(several: Clerk) -> None:
    several.types("2", "", "1", "1", "3", "1", "", "")
    assert _rung(several.revisit) == [("no_answer", "13800000001"), ("completed", "13800000002")]
    asked = [prompt for prompt in several.prompts if "结果> " in prompt]
    assert asked[0].startswith("拨 1号 138 0000 0001")
    assert asked[1].startswith("拨 2号 138 0000 0002")


def test_the_last_number_not_answered_is_rung_again_another_time(several: Clerk) -> None:
    several.types("2", "", "3", "")
    assert _rung(several.revisit) == [("no_answer", "13800000001"), ("busy", "13800000002")]
    assert several.revisit.json("calls", "show", 1)["next_at"] is not None


def test_another_number_than_the_first_was_dialled_by_one_digit(several: Clerk) -> None:
    several.types("2", "2", "", "2", "")
    assert _rung(several.revisit) == [("no_answer", "13800000002"), ("no_answer", "13800000001")]


def test_another_time_is_chosen_though_a_number_is_left(several: Clerk) -> None:
    several.types("2", "0", "2")
    assert _rung(several.revisit) == [("no_answer", "13800000001")]
    assert several.revisit.json("calls", "show", 1)["next_at"].startswith("2026-11-27T09:00")


def test_a_question_says_which_answer_is_which(
    desk: Revisit, clerk: Clerk, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = [key for answer in ("2", "1", "1", "3", "1", "1", "1", "") for key in ("?", answer)]
    clerk.types("9", "乙丑", "1", "1", *keys, "?", "")
    out = capsys.readouterr().out
    assert "有一问不是这样答的，就按 2" in out
    assert len({each.explained for each in form().questions}) > 6
    for question in form().of_units:
        assert question.explained in out
