"""Claims that end, change hands or are put aside, and cards left unfinished."""

from dataclasses import dataclass, field

from revisit_cli.records.code import CallState
from revisit_cli.records.outcome import Json

# A packet's claim ends when the packet comes back or is given up, not by the clock.
NO_END = "9999-12-31T23:59:59+08:00"


@dataclass(frozen=True, slots=True)
class CallReleased:
    """A claimed firm went back to the list."""

    call: int

    def as_json(self) -> Json:
        """``{"call"}``."""
        return self.facts()

    def facts(self) -> dict[str, Json]:
        """``{"call"}``."""
        return {"call": self.call}


@dataclass(frozen=True, slots=True)
class CallTaken:
    """A claim was taken over; the token of whoever held it is worth nothing now."""

    call: int
    token: int
    was_held: bool
    owner: str | None = field(repr=False)
    until: str

    def as_json(self) -> Json:
        """``{"call","token","from","until"}``."""
        return {"call": self.call, "token": self.token, "from": self.owner, "until": self.until}

    def facts(self) -> dict[str, Json]:
        """``{"call","token","held"}``."""
        return {"call": self.call, "token": self.token, "held": self.was_held}


@dataclass(frozen=True, slots=True)
class CallSkipped:
    """A card was put aside without a call, for a reason; it comes again after ``until``."""

    call: int
    skip: int
    until: str

    def as_json(self) -> Json:
        """``{"call","skip","until"}``."""
        return self.facts()

    def facts(self) -> dict[str, Json]:
        """``{"call","skip","until"}``."""
        return {"call": self.call, "skip": self.skip, "until": self.until}


@dataclass(frozen=True, slots=True)
class Draft:
    """One unfinished card of a clerk, and what has become of its call since."""

    call: int
    firm: str
    saved_at: str
    count: int
    state: CallState
    last_by: str | None

    def as_json(self) -> dict[str, Json]:
        """``{"call","firm","saved_at","answers","state","last_by"}``; ``answers`` counts them."""
        return {
            "call": self.call,
            "firm": self.firm,
            "saved_at": self.saved_at,
            "answers": self.count,
            "state": self.state,
            "last_by": self.last_by,
        }


@dataclass(frozen=True, slots=True)
class DraftsListed:
    """A clerk's unfinished cards."""

    drafts: tuple[Draft, ...]

    def as_json(self) -> Json:
        """``{"drafts":[…]}``."""
        return {"drafts": [each.as_json() for each in self.drafts]}
