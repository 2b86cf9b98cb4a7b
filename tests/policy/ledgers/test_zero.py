"""When a unit may report that it served no firm."""

import pytest

from revisit_cli.errors.ledgers.ledger import ZeroAfterCall, ZeroAfterLedger
from revisit_cli.policy.ledgers.zero import (
    check_all_withdrawn,
    check_zero,
    is_zero_again,
    zero_state,
)
from revisit_cli.records.code import FilingState
from revisit_cli.records.ledgers.withdrawal import Withdrawal


@pytest.mark.clause("R13", "R14")
@pytest.mark.parametrize(
    ("file", "standing", "is_again"),
    [(None, [], True), ("台账.xlsx", [], False), (None, [1], False)],
)
def test_only_a_zero_report_beside_no_row_is_the_same_again(
    file: str | None, standing: list[int], is_again: bool
) -> None:
    assert is_zero_again(file, standing) is is_again


@pytest.mark.clause("R13", "三(四)2")
def test_rows_and_a_zero_report_do_not_stand_together() -> None:
    check_zero("审批科", "2026-11", [], accepts_gone=False)
    check_zero("审批科", "2026-11", [1], accepts_gone=True)
    with pytest.raises(ZeroAfterLedger) as refused:
        check_zero("审批科", "2026-11", [1, 2], accepts_gone=False)
    assert refused.value.facts["count"] == 2


@pytest.mark.clause("R14")
@pytest.mark.parametrize("withdrawal", [Withdrawal(called=1), Withdrawal((1,), locked=1)])
def test_rows_that_stay_refuse_the_zero_report_whole(withdrawal: Withdrawal) -> None:
    check_all_withdrawn("审批科", "2026-11", Withdrawal((1, 2), (3,)))
    with pytest.raises(ZeroAfterCall):
        check_all_withdrawn("审批科", "2026-11", withdrawal)


@pytest.mark.clause("R13")
@pytest.mark.parametrize(
    ("came", "state"), [("on_time", "zero"), ("late", "late"), ("supplement", "supplement")]
)
def test_a_zero_report_in_time_is_a_state_of_its_own(came: FilingState, state: FilingState) -> None:
    assert zero_state(came) == state
