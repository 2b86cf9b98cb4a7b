"""Whether a unit may report that it served no firm."""

from collections.abc import Sequence

from revisit_cli.document import clause
from revisit_cli.errors.ledgers.ledger import ZeroAfterCall, ZeroAfterLedger
from revisit_cli.records.code import FilingState
from revisit_cli.records.ledgers.withdrawal import Withdrawal


@clause("R13", "R14")
def is_zero_again(file: str | None, standing: Sequence[int]) -> bool:
    """Tell whether the newest filing is a zero report already: one without a file or rows."""
    return file is None and not standing


@clause("R13", "三(四)2")
def check_zero(unit: str, month: str, standing: Sequence[int], *, accepts_gone: bool) -> None:
    """Refuse a zero report beside rows that stand: 「如实上报」 is one or the other.

    Raises ZeroAfterLedger.
    """
    if standing and not accepts_gone:
        raise ZeroAfterLedger(unit=unit, month=month, count=len(standing))


@clause("R13")
def zero_state(state: FilingState) -> FilingState:
    """Return how a zero report stands, by how a ledger that came then would stand.

    「零报告是报送，不报不是」
    """
    return "zero" if state == "on_time" else state


@clause("R14")
def check_all_withdrawn(unit: str, month: str, withdrawal: Withdrawal) -> None:
    """Refuse a zero report while rows stay. Raises ZeroAfterCall."""
    if kept := withdrawal.called + withdrawal.locked:
        raise ZeroAfterCall(unit=unit, month=month, count=kept)
