"""A revisit that many tests begin with is made once, and no test sees what another did to it."""

import pytest

from tests.conftest import Revisit, begins


@begins
def bureau(revisit: Revisit) -> Revisit:
    """A bureau with one unit, in the year after."""
    revisit.now = "2027-01-04T09:00"
    revisit("units", "add", "审批科")
    return revisit


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_begins_with_what_was_made_and_changes_its_own_alone(
    bureau: Revisit, turn: int
) -> None:
    assert [each["name"] for each in bureau.json("units", "list")["units"]] == ["审批科"]
    assert bureau.now == "2027-01-04T09:00"
    bureau("units", "add", f"第{turn}科")
    assert bureau.json("audit", "verify")["ok"]
