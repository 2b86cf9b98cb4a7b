"""When a change to a month is a correction, and when it is not made at all."""

import pytest

from revisit_cli.errors.reports.closing import CorrectionReasonEmpty, MonthIsClosed
from revisit_cli.policy.correction import check_change


@pytest.mark.clause("四3")
@pytest.mark.parametrize(
    ("is_closed", "reason", "is_correction"),
    [(False, None, False), (False, "笔误", False), (True, "笔误", True)],
)
def test_a_change_to_a_cleared_month_is_a_correction(
    is_closed: bool, reason: str | None, is_correction: bool
) -> None:
    assert check_change("2026-11", reason, is_closed=is_closed) is is_correction


@pytest.mark.clause("四3")
@pytest.mark.parametrize(
    ("reason", "refusal"), [(None, MonthIsClosed), (" ", CorrectionReasonEmpty)]
)
def test_a_cleared_month_is_not_changed_without_a_reason(
    reason: str | None, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        check_change("2026-11", reason, is_closed=True)
