"""Calls, attempts and leases as they are stored."""

from revisit_cli.records.code import CallbackParty, CallEnd, CallOutcome, CallState, ContactState
from revisit_cli.records.value import Value, field


class StoredCall(Value):
    """A call with its firm's name and its lease.

    ``owner`` holds it now; ``until`` and ``token`` are of its last lease. ``carried_from`` is the
    month it was carried in from, ``carried_to`` the month and ``carried_as`` the call it was
    carried over to; ``twin_of`` the call under the firm's other name.
    """

    id: int
    month: str
    firm: int
    name: str
    state: CallState
    outcome: CallEnd | None
    attempts: int
    next_at: str | None
    due_on: str
    is_listed: bool
    twin_of: int | None
    carried_from: str | None
    carried_to: str | None
    carried_as: int | None
    owner: str | None
    until: str | None
    token: int | None


class ServedMatter(Value):
    """A unit that served a firm in a month, and what for."""

    firm: int
    unit_name: str
    matter: str | None


class ServedFor(ServedMatter):
    """The same with all that a card tells of it; ``date_text`` is the day as it was written."""

    unit: int
    served_on: str | None
    date_text: str | None
    completion: str | None
    officer: str | None


class Reachable(Value):
    """Somebody who speaks for a firm, and one number of his; "" for none."""

    id: int
    firm: int
    name: str = field(private=True)
    phone: str = field(private=True)
    extension: str | None
    state: ContactState


class FirmNumber(Value):
    """One number of a firm's own, whose it is, and how it stands."""

    name: str = field(private=True)
    phone: str = field(private=True)
    state: ContactState


class Unreachable(Value):
    """An unfinished call of a firm that no number is known to reach."""

    call: int
    firm_id: int
    firm: str
    state: CallState


class Lease(Value):
    """Who holds a call until when, and at which desk; ``token`` grows with every claim."""

    owner: str | None
    token: int
    until: str | None
    seat: int | None


class StoredAttempt(Value):
    """One attempt of a call, voided or not; ``tags`` are those of what was said, as JSON."""

    id: int
    call: int
    at: str
    entered_at: str
    by: str
    outcome: CallOutcome
    words: str | None
    voided_at: str | None
    phone: str | None = field(private=True)
    is_inbound: bool
    callback_at: str | None
    callback_with: str | None = field(private=True)
    callback_by: str | None
    callback_party: CallbackParty | None
    suggestion: str | None
    difficulty: str | None
    tags: tuple[str, ...]


class AttemptSaid(Value):
    """An attempt as a file's row is compared with it."""

    id: int
    outcome: CallOutcome
    at: str
    respondent: str | None = field(private=True)
    words: str | None
    callback_at: str | None
    voided_at: str | None
    tags: tuple[str, ...]


class AttemptMade(Value):
    """An attempt that stands, as a call's page tells it."""

    at: str
    by: str
    outcome: CallOutcome
    respondent: str | None = field(private=True)
    tags: tuple[str, ...] = ()
