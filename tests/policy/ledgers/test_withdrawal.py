"""Which rows and calls are withdrawn when a corrected ledger no longer has them."""

import pytest

from revisit_cli.policy.ledgers.withdrawal import withdrawn
from revisit_cli.records.ledgers.withdrawal import GoneRow, Withdrawal

MONTH = "2026-11"


@pytest.mark.clause("R14", "R12")
@pytest.mark.parametrize(
    ("gone", "decided"),
    [
        ([], Withdrawal()),
        ([GoneRow(1, MONTH, 7)], Withdrawal((1,), (7,))),
        ([GoneRow(1, MONTH, None)], Withdrawal((1,))),
        ([GoneRow(1, MONTH, 7), GoneRow(2, MONTH, 7)], Withdrawal((1, 2), (7,))),
        ([GoneRow(1, MONTH, 7, is_called=True)], Withdrawal(called=1)),
        ([GoneRow(1, MONTH, 7, is_called=True, is_locked=True)], Withdrawal(called=1)),
        ([GoneRow(1, MONTH, 7, is_locked=True)], Withdrawal(locked=1)),
        ([GoneRow(1, MONTH, 7, is_locked=True, is_served_still=True)], Withdrawal((1,))),
        ([GoneRow(1, MONTH, 7, is_served_still=True)], Withdrawal((1,))),
        ([GoneRow(1, MONTH, 7, is_carried=True)], Withdrawal((1,))),
    ],
)
def test_a_row_goes_with_its_call_unless_the_firm_was_called_or_is_on_a_frozen_list(
    gone: list[GoneRow], decided: Withdrawal
) -> None:
    assert withdrawn(gone) == decided
