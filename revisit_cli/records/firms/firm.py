"""Firms as listed, found and shown."""

from dataclasses import dataclass

from revisit_cli.records.code import (
    CallOutcome,
    CallState,
    FlagReason,
    ProblemCategory,
    ProblemState,
    VisitState,
)
from revisit_cli.records.firms.person import Person
from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class FirmLine:
    """One firm of a list: units that served it, how many services and calls it has.

    ``other_names`` are the names merged into it or given to it; ``contacts`` carry masked
    numbers and stand only where a search was made.
    """

    id: int
    name: str
    units: tuple[str, ...] = ()
    service_count: int = 0
    call_count: int = 0
    credit_code: str | None = None
    is_sole_trader: bool = False
    other_names: tuple[str, ...] = ()
    contacts: tuple[Person, ...] = ()

    def as_json(self) -> dict[str, Json]:
        """``{"id","name","units","services","calls","credit_code","sole_trader",…}``."""
        return {
            "id": self.id,
            "name": self.name,
            "units": list(self.units),
            "services": self.service_count,
            "calls": self.call_count,
            "credit_code": self.credit_code,
            "sole_trader": self.is_sole_trader,
            "other_names": list(self.other_names),
            "contacts": _people(self.contacts),
        }


@dataclass(frozen=True, slots=True)
class FirmsListed:
    """Firms in order, at most as many as asked for, and how many there are."""

    firms: tuple[FirmLine, ...]
    total: int

    def as_json(self) -> Json:
        """``{"firms":[…],"total"}``."""
        return {"firms": [each.as_json() for each in self.firms], "total": self.total}


@dataclass(frozen=True, slots=True)
class OtherName:
    """A name that a person has said belongs to a firm; ``firm`` is the merged firm's own id."""

    name: str
    firm: int
    by: str
    at: str
    reason: str

    def as_json(self) -> dict[str, Json]:
        """``{"name","firm","by","at","reason"}``."""
        return {
            "name": self.name,
            "firm": self.firm,
            "by": self.by,
            "at": self.at,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class ServedRow:
    """One service a firm received."""

    month: str
    unit: str
    officer: str | None
    served_on: str | None
    matter: str | None
    completion: str | None
    named: str | None

    def as_json(self) -> dict[str, Json]:
        """``{"month","unit","officer","date","matter","completion","named"}``."""
        return {
            "month": self.month,
            "unit": self.unit,
            "officer": self.officer,
            "date": self.served_on,
            "matter": self.matter,
            "completion": self.completion,
            "named": self.named,
        }


@dataclass(frozen=True, slots=True)
class CalledRow:
    """One month's call of a firm and what came of it; never what was said of integrity."""

    id: int
    month: str
    state: CallState
    outcome: CallOutcome | None
    attempts: int
    overall: tuple[tuple[str, str], ...] = ()

    def as_json(self) -> dict[str, Json]:
        """``{"id","month","state","outcome","attempts","overall":[{"unit","overall"}]}``."""
        return {
            "id": self.id,
            "month": self.month,
            "state": self.state,
            "outcome": self.outcome,
            "attempts": self.attempts,
            "overall": [{"unit": unit, "overall": overall} for unit, overall in self.overall],
        }


@dataclass(frozen=True, slots=True)
class VisitedRow:
    """One month's visit to a firm and the reasons for it."""

    id: int
    month: str
    state: VisitState
    due: str
    reasons: tuple[FlagReason, ...]

    def as_json(self) -> dict[str, Json]:
        """``{"id","month","state","due","reasons"}``."""
        return {
            "id": self.id,
            "month": self.month,
            "state": self.state,
            "due": self.due,
            "reasons": list(self.reasons),
        }


@dataclass(frozen=True, slots=True)
class RaisedRow:
    """One problem a firm raised."""

    id: int
    month: str
    unit: str | None
    category: ProblemCategory
    state: ProblemState
    due: str
    text: str

    def as_json(self) -> dict[str, Json]:
        """``{"id","month","unit","category","state","due","text"}``."""
        return {
            "id": self.id,
            "month": self.month,
            "unit": self.unit,
            "category": self.category,
            "state": self.state,
            "due": self.due,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A firm's rank in one draw, and whether it came to the symposium (None: not recorded)."""

    draw: int
    scope: str
    rank: int
    is_selected: bool
    is_declined: bool
    is_present: bool | None

    def as_json(self) -> dict[str, Json]:
        """``{"draw","scope","rank","selected","declined","present"}``."""
        return {
            "draw": self.draw,
            "scope": self.scope,
            "rank": self.rank,
            "selected": self.is_selected,
            "declined": self.is_declined,
            "present": self.is_present,
        }


@dataclass(frozen=True, slots=True)
class FirmShown:
    """Everything known about one firm, but what it said of integrity."""

    firm: FirmLine
    names: tuple[OtherName, ...]
    codes: tuple[str, ...]
    services: tuple[ServedRow, ...]
    calls: tuple[CalledRow, ...]
    visits: tuple[VisitedRow, ...]
    problems: tuple[RaisedRow, ...]
    draws: tuple[DrawnRow, ...]

    def as_json(self) -> Json:
        """The firm's line, and ``"names","codes","history":{"services","calls","visits",…}``."""
        return {
            **self.firm.as_json(),
            "names": [each.as_json() for each in self.names],
            "codes": list(self.codes),
            "history": {
                "services": [each.as_json() for each in self.services],
                "calls": [each.as_json() for each in self.calls],
                "visits": [each.as_json() for each in self.visits],
                "problems": [each.as_json() for each in self.problems],
                "draws": [each.as_json() for each in self.draws],
            },
        }


def _people(people: tuple[Person, ...]) -> list[Json]:
    return [{"name": each.name, "phones": list(each.phones)} for each in people]
