"""Records of calls taken back."""

from revisit_cli.records.code import CallOutcome, CallState
from revisit_cli.records.outcome import LoggedOutcome
from revisit_cli.records.value import Value, field


class CallUndone(LoggedOutcome):
    """The newest attempt of a call was voided with a reason; the firm is back."""

    call: int = field(logs=True)
    attempt: int = field(logs=True)
    state: CallState = field(logs=True)


class UndoShown(Value):
    """What an undo would take back: the record, and how much came of it."""

    call: int
    attempt: int
    firm: str
    outcome: CallOutcome
    at: str
    problems: int
    flags: int
    state: CallState
