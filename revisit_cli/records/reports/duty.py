"""Filings and findings, unit by unit: for the discipline committee and the leaders."""

from dataclasses import dataclass

from revisit_cli.records.code import FilingStanding, TalkRole
from revisit_cli.records.discipline.duty import Finding
from revisit_cli.records.file.audit import LogHead
from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class UnitFiling:
    """A unit's first filing of a month: its state, and when it came; no time where none came."""

    unit: str
    state: FilingStanding
    received_at: str | None


@dataclass(frozen=True, slots=True)
class UnitDuty:
    """One unit's line: its filing, how many suspicions, and how they were decided."""

    unit: str
    filing: FilingStanding
    received_at: str | None
    suspected: int
    confirmed: int
    dismissed: int
    confirmed_in_a_year: int

    def as_json(self) -> dict[str, Json]:
        """The same names."""
        return {
            "unit": self.unit,
            "filing": self.filing,
            "received_at": self.received_at,
            "suspected": self.suspected,
            "confirmed": self.confirmed,
            "dismissed": self.dismissed,
            "confirmed_in_a_year": self.confirmed_in_a_year,
        }


@dataclass(frozen=True, slots=True)
class DutyReported:
    """A month's filings and findings; only what a named person confirmed is told one by one.

    ``roles`` are whom to talk to over each of those, as codes.
    """

    month: str
    filings: tuple[tuple[FilingStanding, int], ...]
    units: tuple[UnitDuty, ...]
    confirmed: tuple[Finding, ...]
    roles: tuple[TalkRole, ...]
    log: LogHead
    origin: str

    def as_json(self) -> dict[str, Json]:
        """``{"month","filings":{…},"units":[…],"confirmed":[…],"log"}``."""
        return {
            "month": self.month,
            "filings": dict(self.filings),
            "units": [each.as_json() for each in self.units],
            "confirmed": [
                {
                    "id": each.id,
                    "unit": each.unit_name,
                    "kind": each.kind,
                    "decided_at": each.decided_at,
                    "decided_by": each.decided_by,
                    "escalation": each.escalation,
                    "talk_to": role,
                    "admonished_on": each.admonished_on,
                }
                for each, role in zip(self.confirmed, self.roles, strict=True)
            ],
            "log": self.log.as_json(),
        }
