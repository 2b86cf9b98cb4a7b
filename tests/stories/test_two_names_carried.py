"""A firm that stands on the lists under two names, and whose call is carried over."""

from datetime import date
from typing import Any

import pytest

from tests.conftest import Revisit, begins
from tests.ledgers import write_ledger

NOVEMBER, DECEMBER = "2026-11", "2026-12"
ALPHA, BETA = "示例市甲子建设有限公司", "示例市乙子建设有限公司"
SAID = ("--outcome", "completed", "--overall", "满意")


@begins
def november(revisit: Revisit) -> Revisit:
    """November with both names on its frozen list, neither called."""
    path = write_ledger(revisit.folder, "审批科", [ALPHA, BETA], date(2026, 11, 3))
    revisit("import", path, now="2026-11-25T10:00")
    revisit("calls", "lock", NOVEMBER, now="2026-11-26T08:00")
    return revisit


def merge(revisit: Revisit, now: str) -> None:
    revisit("firms", "merge", BETA, ALPHA, "--reason", "电话核实", "-y", now=now)


def clear(revisit: Revisit, *calls: int) -> None:
    carries = [word for call in calls for word in ("--carry", f"call:{call}")]
    revisit("close", NOVEMBER, "-y", *carries, "--accepted-by", "张局长", now="2026-12-21T09:00")


def call(revisit: Revisit) -> None:
    """Make the one call that December has."""
    (only,) = revisit.json("calls", "list", DECEMBER, now="2026-12-27T09:00")["calls"]
    revisit("calls", "record", only["id"], *SAID, now="2026-12-28T09:00")


def report(revisit: Revisit, month: str) -> Any:
    return revisit.json("report", "month", month, now="2026-12-28T10:00")


@pytest.mark.clause("R22", "R33", "R15")
def test_one_call_that_is_carried_for_two_names_settles_both(november: Revisit) -> None:
    merge(november, "2026-12-01T09:00")
    clear(november, 1)
    assert report(november, NOVEMBER)["carried_out"]["calls"] == 1
    assert report(november, DECEMBER)["carried_in"]["calls"]["of"] == 1
    call(november)
    assert report(november, DECEMBER)["carried_in"]["calls"]["n"] == 1
    total = november.json("report", "half", "2026-H2", now="2026-12-28T10:00")["total"]
    assert (total["firms"], total["dispositions"]["P"], total["coverage"]["n"]) == (2, 2, 2)
    assert total["answers"]["satisfied"] == total["answers"]["merged"] == 1
    assert total["carried_out"]["calls"] == 0


@pytest.mark.clause("R22", "R33", "R15")
@pytest.mark.parametrize("is_frozen", [False, True])
def test_two_calls_that_are_carried_and_turn_out_to_be_one_are_settled_by_one(
    november: Revisit, is_frozen: bool
) -> None:
    clear(november, 1, 2)
    assert report(november, NOVEMBER)["carried_out"]["calls"] == 2
    if is_frozen:
        november("calls", "lock", DECEMBER, now="2026-12-26T08:00")
    merge(november, "2026-12-26T09:00")
    assert report(november, DECEMBER)["firms"] == 0
    assert report(november, DECEMBER)["carried_in"]["calls"] == {"n": 0, "of": 2, "value": 0.0}
    call(november)
    assert report(november, DECEMBER)["carried_in"]["calls"]["n"] == 2
    total = november.json("report", "half", "2026-H2", now="2026-12-28T10:00")["total"]
    assert (total["firms"], total["dispositions"]["P"], total["coverage"]["n"]) == (2, 2, 2)
    assert (total["answers"]["satisfied"], total["answers"]["unrated"]) == (1, 0)
    assert total["carried_out"]["calls"] == 0


@pytest.mark.clause("R22", "R11")
def test_the_one_call_asks_about_the_units_of_both_names_and_a_split_parts_them_again(
    november: Revisit,
) -> None:
    path = write_ledger(november.folder, "燃气办", [BETA], date(2026, 11, 4), 13800000700)
    november("import", path, now="2026-11-25T11:00")
    clear(november, 1, 2)
    merge(november, "2026-12-22T09:00")
    (only,) = november.json("calls", "list", DECEMBER, now="2026-12-27T09:00")["calls"]
    assert set(only["units"]) == {"审批科", "燃气办"}
    november("firms", "split", BETA, "--reason", "核实为两家", now="2026-12-27T10:00")
    both = november.json("calls", "list", DECEMBER, now="2026-12-27T11:00")["calls"]
    assert {each["firm"]: set(each["units"]) for each in both} == {
        ALPHA: {"审批科"}, BETA: {"审批科", "燃气办"},
    }  # fmt: skip
    november("calls", "record", both[0]["id"], *SAID, now="2026-12-28T09:00")
    assert report(november, DECEMBER)["carried_in"]["calls"] == {"n": 1, "of": 2, "value": 0.5}
    assert november.json("audit", "verify", now="2026-12-28T10:00")["ok"]
