"""A firm that answered under two names: about each unit its later answer counts, and one alone."""

from datetime import date

import pytest

from tests.conftest import Revisit
from tests.ledgers import write_ledger

NOVEMBER = "2026-11"
ALPHA, BETA = "示例市甲子建设有限公司", "示例市乙子建设有限公司"
WORSE = ("--outcome", "completed", "--overall", "不满意")
BETTER = ("--outcome", "completed", "--overall", "满意")


@pytest.fixture
def merged(revisit: Revisit) -> Revisit:
    """Under one name the firm was dissatisfied, a day later, under the other, satisfied."""
    path = write_ledger(revisit.folder, "审批科", [ALPHA, BETA], date(2026, 11, 3))
    revisit("import", path, now="2026-11-25T10:00")
    revisit("calls", "lock", NOVEMBER, now="2026-11-26T08:00")
    revisit("calls", "record", 1, *WORSE, now="2026-11-27T09:00")
    revisit("calls", "record", 2, *BETTER, now="2026-11-28T09:00")
    assert told(revisit) == (1, 1, 2)
    revisit("firms", "merge", BETA, ALPHA, "--reason", "电话核实", "-y", now="2026-11-29T09:00")
    revisit.now = "2026-11-30T09:00"
    return revisit


def told(revisit: Revisit) -> tuple[int, int, int]:
    """Return how many were satisfied and dissatisfied, and the evaluations of the unit."""
    report = revisit.json("report", "month", NOVEMBER, now="2026-12-01T09:00")
    (unit,) = [each for each in report["units"] if each["unit"] == "审批科"]
    return report["answers"]["satisfied"], report["answers"]["dissatisfied"], unit["evaluations"]


@pytest.mark.clause("R25", "R33")
def test_an_answer_counts_again_once_the_later_one_is_taken_back(merged: Revisit) -> None:
    assert told(merged) == (1, 0, 1)
    merged("calls", "undo", 2, "--reason", "记错了企业")
    assert told(merged) == (0, 1, 1)
    assert merged.json("audit", "verify")["ok"]


@pytest.mark.clause("R25", "R33", "R11")
def test_the_call_that_is_taken_back_is_made_by_the_other_until_the_names_are_split(
    merged: Revisit,
) -> None:
    """Nothing is asked of it, so nobody could keep what is answered."""
    merged("calls", "undo", 2, "--reason", "记错了企业")
    assert [each["id"] for each in merged.json("calls", "list", NOVEMBER)["calls"]] == [1]
    merged("calls", "record", 2, *BETTER, code=5)
    report = merged.json("report", "month", NOVEMBER)
    assert (report["firms"], report["coverage"]["n"]) == (2, 2)
    merged("firms", "split", BETA, "--reason", "核实为两家", now="2026-11-30T10:00")
    merged("calls", "record", 2, *BETTER, "--at", "2026-11-30T09:30", now="2026-11-30T11:00")
    assert told(merged) == (1, 1, 2)
    assert merged.json("audit", "verify")["ok"]


@pytest.mark.clause("R25", "R33")
def test_an_answer_that_is_given_anew_counts_alone(merged: Revisit) -> None:
    merged("calls", "undo", 1, "--reason", "听错")
    merged("calls", "record", 1, *WORSE, "--at", "2026-11-30T08:30")
    assert told(merged) == (0, 1, 1)
    merged("firms", "split", BETA, "--reason", "核实为两家", now="2026-11-30T10:00")
    assert told(merged) == (1, 1, 2)


@pytest.mark.clause("R25", "R33")
def test_what_was_said_earlier_does_not_count_because_it_is_recorded_later(
    merged: Revisit,
) -> None:
    merged("calls", "undo", 1, "--reason", "记错")
    merged("calls", "record", 1, *WORSE, "--at", "2026-11-26T10:00")
    assert told(merged) == (1, 0, 1)
