"""A visit that a cleared month handed on, and what its record leaves to be done."""

from datetime import date
from typing import Any

import pytest

from tests.conftest import Revisit
from tests.ledgers import write_ledger

NOVEMBER, DECEMBER = "2026-11", "2026-12"
ALPHA, BETA = "示例市甲子建设有限公司", "示例市乙子建设有限公司"
SIGNED = ("--lead", "王局", "--signature", "签字", "--signed-by", "赵总")


@pytest.fixture
def carried(revisit: Revisit) -> Revisit:
    """November is cleared; the visit of its one firm, for two reasons, is December's to make."""
    revisit("import", write_ledger(revisit.folder, "审批科", [ALPHA], date(2026, 11, 3)),
            now="2026-11-25T10:00")  # fmt: skip
    revisit("calls", "lock", NOVEMBER, now="2026-11-26T08:00")
    said = ("--outcome", "completed", "--overall", "满意")
    revisit("calls", "record", 1, *said, now="2026-11-27T09:00")
    for reason in ("差评", "反映难办"):
        revisit("flags", "add", ALPHA, "--reason", reason, "--month", NOVEMBER,
                now="2026-12-01T09:00")  # fmt: skip
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
