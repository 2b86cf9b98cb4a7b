"""Records of calls taken back."""

from dataclasses import dataclass

from revisit_cli.records.code import CallOutcome, CallState
from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class CallUndone:
    """The newest attempt of a call was voided with a reason; the firm is back."""

    call: int
    attempt: int
    state: CallState

    def as_json(self) -> Json:
        """``{"call","attempt","state"}``."""
        return self.facts()

    def facts(self) -> dict[str, Json]:
        """``{"call","attempt","state"}``."""
        return {"call": self.call, "attempt": self.attempt, "state": self.state}


@dataclass(frozen=True, slots=True)
class UndoShown:
    """What an undo would take back: the record, and how much came of it."""

    call: int
    attempt: int
    firm: str
    outcome: CallOutcome
    at: str
    problems: int
    flags: int
    state: CallState
