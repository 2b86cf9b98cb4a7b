"""A visit that a cleared month handed on, and what its record leaves to be done."""

from datetime import date
from typing import Any

import pytest

from tests.conftest import Revisit, begins
from tests.ledgers import write_ledger

NOVEMBER, DECEMBER = "2026-11", "2026-12"
ALPHA, BETA = "示例市甲子建设有限公司", "示例市乙子建设有限公司"
SIGNED = ("--lead", "王局", "--signature", "签字", "--signed-by", "赵总")


PART = ("--attitude", "好", "--overall", "满意", "--tag", "隐性审批")


@begins
def carried(revisit: Revisit) -> Revisit:
    """November is cleared; the visit of its one firm, for two reasons, is December's to make."""
    _owe(revisit)
    return _clear(revisit)


@begins
def in_parts(revisit: Revisit) -> Revisit:
    """The same, once the firm was met, and had answered, in November: its signature is lacking."""
    _owe(revisit)
    revisit("visits", "record", 1, "--lead", "王局", *PART, now="2026-12-02T09:00")
    return _clear(revisit)


def _owe(revisit: Revisit) -> None:
    revisit("import", write_ledger(revisit.folder, "审批科", [ALPHA], date(2026, 11, 3)),
            now="2026-11-25T10:00")  # fmt: skip
    revisit("calls", "lock", NOVEMBER, now="2026-11-26T08:00")
    said = ("--outcome", "completed", "--overall", "满意")
    revisit("calls", "record", 1, *said, now="2026-11-27T09:00")
    for reason in ("差评", "反映难办"):
        revisit("flags", "add", ALPHA, "--reason", reason, "--month", NOVEMBER,
                now="2026-12-01T09:00")  # fmt: skip


def _clear(revisit: Revisit) -> Revisit:
    words = ("--carry", "visit:1", "--accepted-by", "张局长")
    revisit("close", NOVEMBER, "-y", *words, now="2026-12-15T09:00")
    revisit.now = "2026-12-16T09:00"
    return revisit


def visits(revisit: Revisit, month: str) -> Any:
    return revisit.json("report", "month", month)["visits"]


@pytest.mark.clause("R23", "R15")
def test_what_the_record_of_a_carried_visit_leaves_is_owed_by_the_month_that_made_it(
    carried: Revisit,
) -> None:
    told = carried.json("visits", "record", 1, *SIGNED, "--settles", "差评")
    listed = {e["id"]: e["state"] for e in carried.json("visits", "list", DECEMBER)["visits"]}
    assert listed == {1: "done", told["owed_again"]: "to_do"}
    december = carried.json("report", "month", DECEMBER)
    assert december["carried_in"]["visits"] == {"n": 1, "of": 2, "value": 0.5}
    (duty,) = [
        d for d in carried.json("status", DECEMBER)["duties"] if d["what"].startswith("上门回访")
    ]
    assert (duty["done"], duty["of"]) == (1, 2)
    half = carried.json("report", "half", "2026-H2")["total"]["visits"]
    assert (half["flagged"], half["done"], half["to_do"]) == (2, 1, 1)


@pytest.mark.clause("R23", "R15", "四3")
def test_a_record_taken_back_in_a_cleared_month_gathers_its_reasons_in_one_visit(
    carried: Revisit,
) -> None:
    told = carried.json("visits", "record", 1, *SIGNED, "--settles", "差评")
    carried("visits", "void", 1, "--reason", "记错", now="2026-12-17T09:00")
    listed = carried.json("visits", "list", DECEMBER)["visits"]
    assert [(each["id"], len(each["reasons"])) for each in listed] == [(1, 2)]
    assert told["owed_again"] not in {each["id"] for each in listed}
    december = carried.json("report", "month", DECEMBER)
    assert december["carried_in"]["visits"] == {"n": 0, "of": 1, "value": 0.0}


@pytest.mark.clause("R25", "R33")
def test_what_is_said_on_a_carried_visit_of_a_firm_merged_since_is_the_other_firms(
    carried: Revisit,
) -> None:
    """Both are one firm in December, and count once, by telephone and on the visit."""
    path = write_ledger(carried.folder, "审批科", [BETA], date(2026, 12, 3), 13800000500)
    carried("import", path, now="2026-12-25T10:00")
    carried("firms", "merge", ALPHA, BETA, "--reason", "电话核实", "-y", now="2026-12-25T11:00")
    (call,) = carried.json("calls", "list", DECEMBER, now="2026-12-25T12:00")["calls"]
    said = ("--outcome", "completed", "--overall", "满意", "--integrity", "没有")
    carried("calls", "record", call["id"], *said, now="2026-12-26T09:00")
    words = ("--integrity", "没有", "--overall", "满意", "--suggestion", "少跑一趟")
    carried("visits", "record", 1, *SIGNED, *words, now="2026-12-26T10:00")
    told = carried.json("report", "month", DECEMBER, now="2026-12-26T11:00")
    (asked,) = [each for each in told["questions"] if each["code"] == "integrity"]
    assert asked["of"] == 1
    (problem,) = carried.json("problems", "list", DECEMBER, now="2026-12-26T11:00")["problems"]
    assert problem["firm"] == BETA


def told_of(revisit: Revisit, month: str) -> tuple[int, int, int]:
    """Return a month's answers on attitude, those that were 好, and its contacts with the tag."""
    report = revisit.json("report", "month", month)
    (asked,) = [each for each in report["questions"] if each["code"] == "attitude"]
    return asked["of"], asked["counts"]["good"], report["hidden_approval"]["contacts"]


def corrections(revisit: Revisit, month: str) -> list[tuple[str, str]]:
    told = revisit.json("report", "month", month)["corrections"]
    return [(each["kind"], each["reason"]) for each in told]


@pytest.mark.clause("R15", "四3", "R25")
def test_voiding_a_record_corrects_every_month_in_which_a_part_of_it_counts(
    in_parts: Revisit,
) -> None:
    """December is open, November is not: what the firm said in November counts there."""
    in_parts("visits", "record", 1, *SIGNED)
    before = told_of(in_parts, NOVEMBER)
    refused = in_parts.try_out("visits", "void", 1, "--reason", "记错")
    assert NOVEMBER in refused.err
    assert told_of(in_parts, NOVEMBER) == before
    in_parts("visits", "void", 1, "--reason", "记错", "--correct", "张冠李戴")
    assert told_of(in_parts, NOVEMBER) == (before[0] - 1, before[1] - 1, before[2] - 1)
    assert corrections(in_parts, NOVEMBER) == [("visit", "张冠李戴")]


@pytest.mark.clause("R15", "四3", "R25")
def test_what_a_cleared_month_counts_stays_when_it_is_said_again(in_parts: Revisit) -> None:
    before = told_of(in_parts, NOVEMBER), told_of(in_parts, DECEMBER)
    in_parts("visits", "record", 1, *SIGNED, *PART)
    assert (told_of(in_parts, NOVEMBER), told_of(in_parts, DECEMBER)) == before
    assert corrections(in_parts, NOVEMBER) == []


@pytest.mark.clause("R15", "四3", "R25")
def test_another_answer_than_a_cleared_month_counts_is_a_correction_of_it(
    in_parts: Revisit,
) -> None:
    other = (*SIGNED, "--attitude", "一般", "--overall", "满意")
    before = told_of(in_parts, NOVEMBER)
    assert NOVEMBER in in_parts.try_out("visits", "record", 1, *other).err
    assert in_parts.json("visits", "show", 1)["state"] == "unsigned"
    in_parts("visits", "record", 1, *other, "--correct", "当时听错")
    assert told_of(in_parts, NOVEMBER) == (before[0] - 1, before[1] - 1, before[2])
    assert told_of(in_parts, DECEMBER)[0] == 1
    assert corrections(in_parts, NOVEMBER) == [("visit", "当时听错")]
