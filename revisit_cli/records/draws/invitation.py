"""The list of firms invited to a symposium."""

from dataclasses import dataclass, field
from datetime import datetime

from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class Invited:
    """One firm that stands invited; ``phone`` is as it may be shown."""

    rank: int
    firm: int
    name: str
    person: str = field(repr=False)
    phone: str = field(repr=False)
    invited_at: str
    is_reserve: bool

    def as_json(self) -> dict[str, Json]:
        """``{"rank","firm","firm_id","person","phone","invited_at","reserve"}``."""
        return {
            "rank": self.rank,
            "firm": self.name,
            "firm_id": self.firm,
            "person": self.person,
            "phone": self.phone,
            "invited_at": self.invited_at,
            "reserve": self.is_reserve,
        }


@dataclass(frozen=True, slots=True)
class InvitationsListed:
    """Every firm that stands invited by a draw, and the next reserves should one decline.

    ``held_at`` and ``place`` are the meeting's, None while they are not settled; ``path`` is
    where the list was written, None where it was only shown.
    """

    draw: int
    held_at: datetime | None
    place: str | None
    invited: tuple[Invited, ...]
    reserve_count: int
    path: str | None

    def as_json(self) -> Json:
        """``{"draw","at","place","invited":[…],"reserves","file"}``."""
        return {
            "draw": self.draw,
            "at": None if self.held_at is None else self.held_at.isoformat(timespec="minutes"),
            "place": self.place,
            "invited": [each.as_json() for each in self.invited],
            "reserves": self.reserve_count,
            "file": self.path,
        }
