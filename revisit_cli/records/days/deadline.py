"""Deadlines on their way into a calendar."""

from dataclasses import dataclass
from datetime import date

from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day of a calendar file: ``uid`` stays the same however often it is written."""

    uid: str
    on: date
    title: str


@dataclass(frozen=True, slots=True)
class DeadlinesExported:
    """A month's deadlines as a calendar file; ``text`` is the file, ``path`` where it went."""

    month: str
    deadlines: tuple[Deadline, ...]
    text: str
    path: str | None

    def as_json(self) -> Json:
        """``{"month","file","deadlines":[{"uid","date","title"}]}``."""
        return {
            "month": self.month,
            "file": self.path,
            "deadlines": [
                {"uid": each.uid, "date": each.on.isoformat(), "title": each.title}
                for each in self.deadlines
            ],
        }
