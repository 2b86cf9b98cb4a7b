"""Calls: one for each firm of a cycle, and what was listed or locked of them."""

from dataclasses import dataclass

from revisit_cli.records.code import CallOutcome, CallState
from revisit_cli.records.firms.person import Person
from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class Call:
    """One call: a firm in a cycle over all its units and matters. Phones as they may be shown."""

    id: int
    firm: str
    units: tuple[str, ...]
    matters: tuple[str, ...]
    contacts: tuple[Person, ...]
    state: CallState
    attempts: int
    next_at: str | None
    claimed_by: str | None
    due: str
    is_listed: bool
    outcome: CallOutcome | None = None
    carried_from: str | None = None

    @property
    def phones(self) -> tuple[str, ...]:
        """Every number, whoever answers it, the first contact's first."""
        return tuple(phone for who in self.contacts for phone in who.phones)

    def as_json(self) -> dict[str, Json]:
        """``{"id","firm","units","matters","contacts","state","attempts","next_at",…}``."""
        return {
            "id": self.id,
            "firm": self.firm,
            "units": list(self.units),
            "matters": list(self.matters),
            "contacts": [{"name": who.name, "phones": list(who.phones)} for who in self.contacts],
            "state": self.state,
            "attempts": self.attempts,
            "next_at": self.next_at,
            "claimed_by": self.claimed_by,
            "due": self.due,
            "outcome": self.outcome,
            "carried_from": self.carried_from,
        }


@dataclass(frozen=True, slots=True)
class CallsListed:
    """A month's calls; ``locked`` once N is frozen."""

    month: str
    is_locked: bool
    calls: tuple[Call, ...]

    def as_json(self) -> Json:
        """``{"month","locked","calls":[…]}``."""
        return {
            "month": self.month,
            "locked": self.is_locked,
            "calls": [each.as_json() for each in self.calls],
        }


@dataclass(frozen=True, slots=True)
class CallsLocked:
    """N is frozen: the month's list, its size and the SHA-256 of its names."""

    month: str
    size: int
    sha256: str

    def as_json(self) -> Json:
        """The same as the log's facts."""
        return self.facts()

    def facts(self) -> dict[str, Json]:
        """``{"month","size","sha256"}``."""
        return {"month": self.month, "size": self.size, "sha256": self.sha256}


@dataclass(frozen=True, slots=True)
class PhoneCorrected:
    """A unit sent another number; the firm is at the head of the list."""

    call: int

    def as_json(self) -> Json:
        """``{"call"}``."""
        return {"call": self.call}

    def facts(self) -> dict[str, Json]:
        """``{"call"}``."""
        return {"call": self.call}
