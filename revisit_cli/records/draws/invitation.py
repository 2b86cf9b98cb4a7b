"""The list of firms invited to a symposium."""

from datetime import datetime

from revisit_cli.records.outcome import Outcome
from revisit_cli.records.value import Value, computed, field


class Invited(Value):
    """One firm that stands invited; ``phone`` is as it may be shown."""

    rank: int
    firm: int = field("firm_id")
    name: str = field("firm", after="rank")
    person: str = field(private=True)
    phone: str = field(private=True)
    invited_at: str
    is_reserve: bool


class InvitationsListed(Outcome):
    """Every firm that stands invited by a draw, and the next reserves should one decline.

    ``held_at`` and ``place`` are the meeting's, None while they are not settled; ``path`` is
    where the list was written, None where it was only shown.
    """

    draw: int
    held_at: datetime | None = field("")
    place: str | None
    invited: tuple[Invited, ...] = field(rows=True)
    reserve_count: int = field("reserves")
    path: str | None = field("file")

    @computed("at", after="draw")
    def held_told(self) -> str | None:
        """The meeting's moment, to the minute."""
        return None if self.held_at is None else self.held_at.isoformat(timespec="minutes")
