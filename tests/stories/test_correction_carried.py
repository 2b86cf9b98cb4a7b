"""What a correction opens in a cleared month is carried to the next open one, by whichever act."""

from datetime import date
from typing import Any

import pytest

from tests.called import COMPLETED
from tests.conftest import Revisit, begins
from tests.filled import firm_name
from tests.ledgers import write_ledger

MONTH, NEXT = "2026-10", "2026-11"
FIRMS = [firm_name(number) for number in range(3)]
CLEARED, LATER = "2026-11-21T09:00", "2026-11-23T09:00"
WHY = ("--correct", "复核发现记录不实")


@begins
def october(revisit: Revisit) -> Revisit:
    """October with three firms, all called on a frozen list."""
    ledger = write_ledger(revisit.folder, "审批科", FIRMS, date(2026, 10, 12))
    revisit("import", ledger, now="2026-10-25T10:00")
    revisit("calls", "lock", MONTH, now="2026-10-26T09:00")
    for call in (1, 2, 3):
        revisit("calls", "record", call, *COMPLETED, now="2026-10-27T09:00")
    return revisit


def _open_calls(revisit: Revisit, month: str) -> list[tuple[int, str]]:
    listed = revisit.json("calls", "list", month, now=LATER)["calls"]
    return [(each["id"], each["firm"]) for each in listed if each["state"] != "done"]


def _holds(revisit: Revisit, firm: str) -> None:
    """Hold the cleared month to what it handed on, and November to what it has to do."""
    ((call, named),) = _open_calls(revisit, NEXT)
    assert named == firm
    report = revisit.json("report", "month", MONTH, now=LATER)
    assert report["carried_out"]["calls"] == 1
    came = revisit.json("report", "month", NEXT, now=LATER)["carried_in"]["calls"]
    assert (came["n"], came["of"]) == (0, 1)
    # The cleared month's own call is made there, and nowhere else.
    ((own, _),) = (each for each in _open_calls(revisit, MONTH) if each[1] == firm)
    refused = revisit("calls", "record", own, *COMPLETED, *WHY, now=LATER, code=5).err
    assert f"第 {call} 号" in refused
    duties: Any = revisit.json("status", NEXT, now=LATER)["duties"]
    (calls,) = (each for each in duties if each["what"] == "电话回访")
    assert (calls["done"], calls["of"]) == (0, 1)
    revisit("calls", "record", call, *COMPLETED, now="2026-11-24T09:00")
    assert _open_calls(revisit, NEXT) == []
    assert revisit.json("audit", "verify", now=LATER)["ok"]


@pytest.mark.clause("R15", "R38")
def test_a_call_voided_after_its_month_was_cleared_is_made_in_the_next(october: Revisit) -> None:
    october("recheck", "freeze", MONTH, now="2026-11-03T09:00")
    october("recheck", "draw", MONTH, "--seed", "7", now="2026-11-03T09:10")
    checker = ("--month", MONTH, "--by", "复核人甲", "--office", "机关纪委")
    october("recheck", "record", 1, *checker, "--answer", "没打过", now="2026-11-03T11:00")
    october("close", MONTH, now=CLEARED)
    (doubt,) = october.json("recheck", "doubts", MONTH, now=CLEARED)["doubts"]
    decided = ("--decided-by", "纪委甲", "--evidence", "通话记录")
    assert october("recheck", "confirm", doubt["id"], *decided, now=LATER, code=5).err
    october("recheck", "confirm", doubt["id"], *decided, *WHY, now=LATER)
    _holds(october, doubt["firm"])


@pytest.mark.clause("R15")
def test_taking_back_a_record_after_its_month_was_cleared_opens_it_in_the_next(
    october: Revisit,
) -> None:
    october("close", MONTH, now=CLEARED)
    event = _event(october, "CallRecorded", 1)
    october("undo", "--event", event, now=LATER, code=5)
    october("undo", "--event", event, *WHY, now=LATER)
    _holds(october, FIRMS[0])


@pytest.mark.clause("R15")
def test_taking_back_the_taking_back_of_a_correction_opens_it_in_the_next_again(
    october: Revisit,
) -> None:
    october("close", MONTH, now=CLEARED)
    october("calls", "undo", 1, "--reason", "误记", *WHY, now=LATER)
    assert len(_open_calls(october, NEXT)) == 1
    october("undo", *WHY, now=LATER)
    # The correction taken back, nothing is carried and the call is done where it was.
    assert _open_calls(october, NEXT) == []
    assert october.json("report", "month", MONTH, now=LATER)["carried_out"]["calls"] == 0
    october("undo", "--event", _event(october, "ActUndone", 1), *WHY, now=LATER)
    _holds(october, FIRMS[0])


def _event(revisit: Revisit, kind: str, nth: int) -> int:
    acts = revisit.json("undo", "--list", now=LATER)["acts"]
    found = sorted(each["event"] for each in acts if each["kind"] == kind)
    return int(found[nth - 1])
