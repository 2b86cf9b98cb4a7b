"""When a change to a month is a correction."""

from revisit_cli.document import clause
from revisit_cli.errors.reports.closing import CorrectionReasonEmpty, MonthIsClosed


@clause("四3", "R15")
def check_change(month: str, reason: str | None, *, is_closed: bool) -> bool:
    """Whether a change to a month is a correction that must be noted with its reason.

    「每月一清零」 would mean nothing if a cleared month went on changing. Raises MonthIsClosed
    for a change without a reason, CorrectionReasonEmpty for an empty one.
    """
    if reason is not None and not reason.strip():
        raise CorrectionReasonEmpty
    if is_closed and reason is None:
        raise MonthIsClosed(month=month)
    return is_closed
