"""``revisit problems`` through the command line."""

from datetime import date

import pytest
from rich.cells import cell_len

from tests.conftest import Revisit, begins
from tests.filled import fill_firms, firm_name
from tests.ledgers import write_ledger


@begins
def opened(revisit: Revisit) -> Revisit:
    fill_firms(revisit.db, 3)
    revisit("problems", "add", firm_name(0), "--text", "电子证照打不开", "--unit", "第1科")
    revisit("problems", "add", firm_name(1), "--text", "建议延长窗口时间", "--category", "意见")
    return revisit


def _state(revisit: Revisit, number: int) -> str:
    state: str = revisit.json("problems", "show", number)["state"]
    return state


def test_a_problem_is_due_on_the_fifth_working_day(opened: Revisit) -> None:
    found = opened.json("problems", "list")["problems"]
    assert [(p["id"], p["due"], p["late"]) for p in found] == [
        (1, "2026-12-03", False),
        (2, "2026-12-03", False),
    ]
    assert (found[0]["firm"], found[0]["unit"]) == (firm_name(0), "第1科")
    assert (found[0]["category"], found[1]["category"]) == ("difficulty", "suggestion")
    late = opened.json("problems", "list", "--late", now="2026-12-04T09:00")["problems"]
    assert len(late) == 2
    assert opened.json("problems", "list", "--unit", "第1科")["problems"] == found[:1]
    assert opened.json("problems", "list", "--state", "已处理")["problems"] == []


@pytest.mark.clause("三(三)3", "四4", "R7")
def test_a_problem_walks_its_whole_way(opened: Revisit) -> None:
    opened("problems", "assign", 1, "--team", "证照专班", "--leader", "分管领导甲")
    assert _state(opened, 1) == "assigned"
    opened("problems", "transfer", "P-0001", "--to", "政务数据局", "--receipt", "收2026-1号")
    # A transfer does not stop the clock; nor does its receipt.
    opened("problems", "transfer", 1, "--receipt", "补2号")
    assert (
        opened.json("problems", "list", "--late", now="2026-12-04T09:00")["problems"][0]["id"] == 1
    )
    opened("problems", "handle", 1, "--words", "x", code=5)
    opened(
        "problems",
        "answer",
        1,
        "--words",
        "已告知企业",
        "--at",
        "2026-12-03T17:00",
        now="2026-12-07T09:00",
    )
    assert (
        opened.json("problems", "list", "--late", now="2026-12-31T09:00")["problems"][0]["id"] == 2
    )
    opened("problems", "close", 1, "--cause", "接口超时", code=2)
    opened("problems", "close", 1, "--words", "满意", code=2)
    opened("problems", "close", 1, "--cause", "接口超时", "--words", "满意")
    opened("problems", "reopen", 1, "--words", "又打不开", now="2026-12-14T09:00")
    shown = opened.json("problems", "show", 1)
    assert (shown["state"], shown["due"]) == ("open", "2026-12-21")
    kinds = [event["kind"] for event in shown["events"]]
    assert kinds == [
        "raised", "assigned", "transferred", "receipt", "answered", "closed", "reopened",
    ]  # fmt: skip
    assert opened.json("audit", "verify")["ok"]


def test_a_refusal_names_the_state_and_the_way(opened: Revisit) -> None:
    ran = opened("problems", "close", 1, "--cause", "a", "--words", "b", code=5)
    assert "handle" in ran.err
    assert "未办" in ran.err
    head = opened.json("audit", "head")
    opened("problems", "show", 99, code=4)
    opened("problems", "show", "十二", code=4)
    opened("problems", "answer", 1, "--words", " ", code=2)
    opened("problems", "transfer", 1, code=2)
    opened("problems", "extend", 1, "--to", "2026-12-03", code=2)
    opened("problems", "extend", 1, "--to", "改天", code=2)
    opened("problems", "extend", 1, "--to", "昨天", now="2026-12-10T09:00", code=2)
    opened("problems", "list", "--state", "办了", code=2)
    opened("problems", "add", "--text", " ", code=2)
    opened("problems", "add", "--text", "慢", "--category", "别的东西", code=2)
    opened("problems", "add", "没有的企业", "--text", "慢", code=4)
    assert opened.json("audit", "head") == head


@pytest.mark.clause("R7")
def test_an_extension_is_a_named_decision(opened: Revisit) -> None:
    opened(
        "problems",
        "extend",
        2,
        "--to",
        "2026-12-10",
        "--by-name",
        "局领导甲",
        "--words",
        "待省里批复",
    )
    shown = opened.json("problems", "show", 2)
    assert shown["due"] == "2026-12-10"
    assert "局领导甲" in shown["events"][-1]["words"]
    late = opened("problems", "extend", 1, "--to", "2026-12-20", now="2026-12-10T09:00")
    assert "原期限已过才决定延期" in late.err


def test_no_word_of_a_problem_reaches_the_log(opened: Revisit) -> None:
    opened("problems", "handle", 1, "--words", "已当面说明")
    told = opened("audit", "log", "--json").out
    assert "已当面说明" not in told
    assert "电子证照" not in told


@pytest.mark.clause("四4", "R7")
def test_an_answer_after_closing_time_of_the_last_day_is_late(opened: Revisit) -> None:
    for number, at in ((1, "2026-12-03T18:00"), (2, "2026-12-03T18:01")):
        opened(
            "problems", "answer", number, "--words", "已答复", "--at", at, now="2026-12-04T09:00"
        )
    late = opened.json("problems", "list", "--late", now="2026-12-09T09:00")["problems"]
    assert [each["id"] for each in late] == [2]
    figures = opened.json("report", "month", "2026-11", now="2026-12-09T09:00")["problems"]
    assert (figures["answered"], figures["in_time"], figures["late"]) == (2, 1, 1)


def test_a_transfer_tells_to_whom_with_what_receipt_and_what_came_of_it(opened: Revisit) -> None:
    opened("problems", "transfer", 1, "--to", "政务数据局", "--receipt", "收2026-1号")
    opened("problems", "transfer", 1, "--outcome", "接口已修复")
    opened("problems", "answer", 1, "--words", "已告知企业")
    told = [event["words"] for event in opened.json("problems", "show", 1)["events"]]
    assert told == [None, "政务数据局；回执：收2026-1号", "结果：接口已修复", "已告知企业"]
    opened("problems", "transfer", 2, "--outcome", "没有移交过", code=5)


def test_problems_are_listed_in_the_order_asked_for(opened: Revisit) -> None:
    opened("problems", "assign", 1, "--team", "专班", "--leader", "甲")
    for words, order in (([], [1, 2]), (["--sort", "-id"], [2, 1]), (["--sort", "state"], [1, 2])):
        found = opened.json("problems", "list", *words)["problems"]
        assert [each["id"] for each in found] == order
    assert "期限" in opened("problems", "list", "--sort", "好坏", code=2).err


@pytest.mark.clause("R21")
def test_the_verdict_is_a_column_of_the_screen(
    opened: Revisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")

    def told(now: str) -> list[str]:
        lines = opened("problems", "list", now=now).out.splitlines()
        head = next(line for line in lines if "期限" in line)
        assert "判定" in head
        assert max(map(cell_len, lines)) <= 80
        return [line.split()[2] for line in lines if line.strip().startswith("P-")]

    assert told("2026-11-26T12:00") == ["未到期", "未到期"]
    assert told("2026-12-04T09:00") == ["超期", "超期"]
    answered = ("problems", "answer", 1, "--words", "好", "--at", "2026-12-03T10:00")
    opened(*answered, now="2026-12-04T10:00")
    opened("problems", "reopen", 2, "--words", "又来", now="2026-12-04T10:00", code=5)
    assert told("2026-12-04T11:00") == ["按期、补记", "超期"]
    assert opened.json("problems", "list", now="2026-12-04T11:00")["problems"][0]["back_entered"]
    assert "按期　补记" in opened("problems", "show", 1, now="2026-12-04T11:00").out


@pytest.mark.clause("四4")
def test_what_is_entered_later_tells_both_moments_in_problem_call_and_visit(
    revisit: Revisit,
) -> None:
    revisit("import", write_ledger(revisit.folder, "审批科", ["甲公司"], date(2026, 11, 3)))
    revisit.now = "2026-12-04T09:00"
    revisit(
        *("calls", "record", 1, "--outcome", "completed", "--overall", "dissatisfied"),
        *("--difficulty", "融资难", "--at", "2026-12-03T15:00"),
    )
    revisit("problems", "answer", 1, "--words", "已答复")
    story = revisit("problems", "show", 1).out
    assert "2026-12-03 15:00（2026-12-04 09:00 录入） 测试员 记成问题" in story
    assert "2026-12-04 09:00 测试员 答复：已答复" in story
    assert revisit.json("problems", "show", 1)["events"][0]["entered_at"][:16] == "2026-12-04T09:00"
    shown = revisit("calls", "show", 1).out
    assert "2026-12-03 15:00（2026-12-04 09:00 录入） 测试员 答了一部分" in shown
    signed = ("--overall", "满意", "--signature", "签字", "--signed-by", "甲")
    revisit("visits", "record", 1, *signed, "--at", "2026-12-03T16:00")
    assert "上门时间：2026-12-03 16:00（2026-12-04 09:00 录入）" in revisit("visits", "show", 1).out
