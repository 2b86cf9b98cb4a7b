"""What a supervisor is to look at: calls that will not come right by themselves."""

from dataclasses import dataclass

from revisit_cli.records.calls.record import Earlier
from revisit_cli.records.code import AttentionReason, CallOutcome, CallState
from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class CallStand:
    """One call as it stands, with its attempts, oldest first. ``due_on`` and ``next_at`` ISO."""

    call: int
    firm: str
    state: CallState
    outcome: CallOutcome | None
    next_at: str | None
    due_on: str
    attempts: tuple[Earlier, ...]


@dataclass(frozen=True, slots=True)
class AttentionRow:
    """One call and every reason for which it is on the list."""

    call: int
    firm: str
    reasons: tuple[AttentionReason, ...]
    state: CallState
    attempts: int
    last_by: str | None
    last_at: str | None

    def as_json(self) -> dict[str, Json]:
        """``{"call","firm","reasons","state","attempts","last_by","last_at"}``."""
        return {
            "call": self.call,
            "firm": self.firm,
            "reasons": list(self.reasons),
            "state": self.state,
            "attempts": self.attempts,
            "last_by": self.last_by,
            "last_at": self.last_at,
        }


@dataclass(frozen=True, slots=True)
class AttentionListed:
    """A month's list for the supervisor."""

    month: str
    rows: tuple[AttentionRow, ...]

    def as_json(self) -> Json:
        """``{"month","calls":[…]}``."""
        return {"month": self.month, "calls": [each.as_json() for each in self.rows]}
