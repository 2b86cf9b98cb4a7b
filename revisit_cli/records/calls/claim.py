"""Claims that end, alone or in numbers, change hands or are put aside; cards left unfinished."""

from collections.abc import Mapping

from revisit_cli.records.code import CallState
from revisit_cli.records.outcome import LoggedOutcome, Outcome
from revisit_cli.records.value import Value, field

# A packet's claim ends when the packet comes back or is given up, not by the clock.
NO_END = "9999-12-31T23:59:59+08:00"


class CallReleased(LoggedOutcome):
    """A claimed firm went back to the list."""

    call: int = field(logs=True)


class CallTaken(LoggedOutcome):
    """A claim was taken over; the token of whoever held it is worth nothing now."""

    call: int = field(logs=True)
    token: int = field(logs=True)
    was_held: bool = field("", logs="held")
    owner: str | None = field("from", private=True)
    until: str


class CallSkipped(LoggedOutcome):
    """A card was put aside without a call, for a reason; it comes again after ``until``."""

    call: int = field(logs=True)
    skip: int = field(logs=True)
    until: str = field(logs=True)


class Draft(Value):
    """One unfinished card of a clerk, and what has become of its call since."""

    call: int
    firm: str
    saved_at: str
    count: int = field("answers")
    state: CallState
    last_by: str | None


class KeptDraft(Value):
    """One unfinished card as it is kept, its answers in the order in which they were given."""

    call: int
    owner: str
    answers: Mapping[str, str] = field(private=True)
    saved_at: str


class DraftsListed(Outcome):
    """A clerk's unfinished cards."""

    drafts: tuple[Draft, ...] = field(rows=True)


class ClaimsReleased(LoggedOutcome):
    """Claims of one clerk, or those that had run out, went back to the list.

    ``on_sheets`` of them were out in a packet; what comes back of it later is still taken as long
    as nobody else has claimed the firm.
    """

    clerk: str | None = field(private=True)
    calls: tuple[int, ...] = field("calls count=len()", logs=True, rows=True)
    on_sheets: int = field(logs=True)
