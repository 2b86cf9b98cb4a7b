"""Contradictions become doubts; a named person decides; signals are looked at and logged."""

import pytest

from tests.called import CLERK, fill_called, firm_of
from tests.conftest import Revisit, begins

MONTH = "2026-11"
BY = ("--by", "周正")
DECIDED = ("--evidence", "企业书面说明", "--decided-by", "张三")


@begins
def contradicted(revisit: Revisit) -> Revisit:
    """A month of twelve completed calls, all drawn; the first says that nobody called."""
    fill_called(revisit.db, 12)
    revisit.now = "2026-12-14T10:00"
    revisit("recheck", "freeze", MONTH)
    revisit("recheck", "draw", MONTH, "--seed", "1", now="2026-12-12T09:00")
    revisit("recheck", "record", 1, "--month", MONTH, *BY, "--answer", "没打过")
    return revisit


@pytest.mark.clause("R38")
def test_a_contradiction_is_a_doubt_about_a_record_and_about_no_unit(contradicted: Revisit) -> None:
    (doubt,) = contradicted.json("recheck", "doubts", MONTH)["doubts"]
    assert (doubt["kind"], doubt["state"], doubt["clerk"]) == ("not_called", "suspected", CLERK)
    assert "unit" not in doubt
    assert contradicted.json("duty", "list", MONTH)["findings"] == []
    assert contradicted.json("calls", "show", doubt["call"])["state"] == "done"


@pytest.mark.clause("R38")
def test_confirmed_the_call_is_void_and_due_again(contradicted: Revisit) -> None:
    (doubt,) = contradicted.json("recheck", "doubts")["doubts"]
    before = contradicted.json("report", "month", MONTH)["satisfaction"]["of"]
    told = contradicted("recheck", "confirm", doubt["id"], *DECIDED)
    assert "重新回访" in told.out.replace("\n", "")
    call = contradicted.json("calls", "show", doubt["call"])
    assert call["state"] == "new"
    assert [each["voided"] for each in call["history"]] == [True]
    assert contradicted.json("report", "month", MONTH)["satisfaction"]["of"] == before - 1
    assert contradicted.json("calls", "next", MONTH, by="李敏")["firm"] == doubt["firm"]
    assert contradicted.json("audit", "verify")["ok"]
    log = contradicted("audit", "log", "--json").out
    assert "企业书面说明" not in log
    assert doubt["firm"] not in log
    assert f"存疑 {doubt['id']} 号（没接到过）：已认定" in contradicted("audit", "log").out
    opened = contradicted.json("duty", "open", MONTH)["confidences"]
    assert [each["words"] for each in opened] == ["企业书面说明"]


def test_dismissed_the_record_stays(contradicted: Revisit) -> None:
    contradicted("recheck", "dismiss", 1, *DECIDED)
    (doubt,) = contradicted.json("recheck", "doubts")["doubts"]
    assert (doubt["state"], doubt["decided_by"]) == ("dismissed", "张三")
    assert contradicted.json("calls", "show", doubt["call"])["state"] == "done"


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ((9, *DECIDED), 4, "没有 9 号"),
        ((1, "--evidence", "说明"), 2, "--decided-by"),
        ((1, "--decided-by", "张三"), 2, "--evidence"),
        ((1, "--decided-by", "张三", "--evidence", "  "), 2, "--evidence"),
        ((1, "--decided-by", " 王 芳", "--evidence", "说明"), 5, "自己记的"),
    ],
)
def test_a_decision_without_its_name_and_grounds_is_refused_and_changes_nothing(
    contradicted: Revisit, words: tuple[object, ...], code: int, says: str
) -> None:
    before = contradicted.json("audit", "head")
    for command in ("confirm", "dismiss"):
        assert says in contradicted("recheck", command, *words, code=code).err
    assert contradicted.json("audit", "head") == before


def test_what_was_decided_is_not_decided_again(contradicted: Revisit) -> None:
    contradicted("recheck", "dismiss", 1, *DECIDED)
    assert "不成立" in contradicted("recheck", "confirm", 1, *DECIDED, code=5).err


def test_a_rating_that_differs_raises_no_doubt(contradicted: Revisit) -> None:
    words = ("--month", MONTH, *BY, "--answer")
    contradicted("recheck", "record", 2, *words, "打过", "--overall", "不满意")
    contradicted("recheck", "record", 3, *words, "记不清")
    contradicted("recheck", "record", 4, *words, "空号")
    doubts = contradicted.json("recheck", "doubts")["doubts"]
    assert [each["kind"] for each in doubts] == ["not_called", "not_ours"]


def faked(revisit: Revisit, count: int) -> None:
    """Let the first calls' records say that they were saved three seconds after the card."""
    revisit.edit(
        "update attempt set opened_at = '2026-12-01T08:59:57+08:00' where id <= ?", (count,)
    )


@pytest.mark.clause("R39", "三(四)2")
def test_twenty_three_fakes_in_a_row_are_signalled_and_each_look_is_logged(
    revisit: Revisit,
) -> None:
    fill_called(revisit.db, 23)
    faked(revisit, 23)
    looked = revisit.json("recheck", "signals", MONTH)
    assert [each["kind"] for each in looked["signals"]] == ["too_short", "in_a_row"]
    assert looked["signals"][1]["attempts"] == list(range(1, 24))
    assert "接连 23 通" in looked["signals"][1]["told"]
    assert "其中 23 通回答完全一样" in looked["signals"][1]["told"]
    revisit("recheck", "signals", MONTH)
    kinds = [each["kind"] for each in revisit.json("audit", "log")["events"]]
    assert kinds[-2:] == ["SignalsLooked", "SignalsLooked"]
    assert CLERK not in revisit("audit", "log", "--json").out.replace('"by": "测试员"', "")
    # A signal is no contradiction, and no duty finding either.
    assert revisit.json("recheck", "doubts")["doubts"] == []
    assert revisit.json("duty", "list")["findings"] == []


@pytest.mark.clause("R39")
def test_a_named_person_turns_a_signal_into_a_finding_or_dismisses_it(revisit: Revisit) -> None:
    fill_called(revisit.db, 23)
    faked(revisit, 23)
    revisit("recheck", "signals", MONTH)
    revisit("recheck", "confirm", 2, *DECIDED)
    revisit("recheck", "dismiss", 1, *DECIDED)
    looked = revisit.json("recheck", "signals", MONTH)
    assert [each["state"] for each in looked["signals"]] == ["dismissed", "confirmed"]
    # The calls themselves stay: a signal voids nothing.
    assert {each["state"] for each in revisit.json("calls", "list", MONTH)["calls"]} == {"done"}


def test_an_honest_month_has_no_signal_and_says_so(revisit: Revisit) -> None:
    fill_called(revisit.db, 23)
    told = revisit("recheck", "signals", MONTH)
    assert "信号 0 件" in told.out
    assert firm_of(0) not in told.out
