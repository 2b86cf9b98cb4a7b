"""Talks (约谈) held over confirmed findings."""

from dataclasses import dataclass, field
from datetime import date

from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class NewAdmonition:
    """A talk about to be put on record: when, held by whom, with whom."""

    finding: int
    held_on: date
    held_by: str
    whom: str
    recorded_at: str
    by: str


@dataclass(frozen=True, slots=True)
class AdmonitionRecorded:
    """A talk was put on record; its names stay in their row."""

    admonition: int
    finding: int
    unit: str
    held_on: date
    held_by: str = field(repr=False)
    whom: str = field(repr=False)

    def as_json(self) -> Json:
        """``{"admonition","finding","unit","held_on","held_by","whom"}``."""
        return {
            **self.facts(),
            "unit": self.unit,
            "held_by": self.held_by,
            "whom": self.whom,
        }

    def facts(self) -> dict[str, Json]:
        """``{"admonition","finding","held_on"}``."""
        return {
            "admonition": self.admonition,
            "finding": self.finding,
            "held_on": self.held_on.isoformat(),
        }
