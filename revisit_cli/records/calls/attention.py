"""What a supervisor is to look at: calls that will not come right by themselves."""

from revisit_cli.records.calls.record import Earlier
from revisit_cli.records.code import AttentionReason, CallEnd, CallState
from revisit_cli.records.outcome import Outcome
from revisit_cli.records.value import Value, field


class CallStand(Value):
    """One call as it stands, with its attempts, oldest first. ``due_on`` and ``next_at`` ISO."""

    call: int
    firm: str
    state: CallState
    outcome: CallEnd | None
    next_at: str | None
    due_on: str
    attempts: tuple[Earlier, ...]


class AttentionRow(Value):
    """One call and every reason for which it is on the list."""

    call: int
    firm: str
    reasons: tuple[AttentionReason, ...] = field(rows=True)
    state: CallState
    attempts: int
    last_by: str | None
    last_at: str | None


class AttentionListed(Outcome):
    """A month's list for the supervisor."""

    month: str
    rows: tuple[AttentionRow, ...] = field("calls", rows=True)
