"""Whether a unit may say that it never served a firm, and how the firm's call ends then."""

from collections.abc import Sequence

from revisit_cli.document import clause
from revisit_cli.errors.calls.not_served import (
    NotServedIncomplete,
    NotServedListOpen,
    NotServedStillNamed,
)
from revisit_cli.policy.calls.completion import Lacking, kept_as
from revisit_cli.records.calls.not_served import NamedRow
from revisit_cli.records.code import CallEnd


@clause("R12", "三(四)2")
def check_said(leader: str, reason: str) -> None:
    """Refuse what no leader says 「写明姓名和理由」. Raises NotServedIncomplete."""
    if not leader.strip() or not reason.strip():
        raise NotServedIncomplete


@clause("R12")
def check_rows(call: int, unit: str, rows: Sequence[NamedRow]) -> None:
    """Refuse it of a firm that the version in force still names: 「更正台账撤去了全部事项的企业」.

    Before the freeze such a firm is taken off the list by the ledger itself. Raises
    NotServedStillNamed or NotServedListOpen.
    """
    for row in rows:
        if row.is_in_force:
            raise NotServedStillNamed(
                call=call, unit=unit, file=row.file, sheet=row.sheet, row=row.row
            )
        if not row.is_locked:
            raise NotServedListOpen(call=call, month=row.month)


@clause("R12")
def end_without(*, is_answered: bool, lacking: Lacking, is_denied: bool) -> CallEnd:
    """Return how a call ends of which no unit is left to be asked about: 「以名单有误了结」.

    One in which the firm said something ends by that.
    """
    if is_answered:
        return kept_as("completed", lacking)
    return "denies_service" if is_denied else "not_served"
