"""Where a month stands: every duty, its due day, done of how many, and the next step."""

from dataclasses import dataclass

from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of the document; ``next_command`` is what to type, "" when nothing is left."""

    clause: str
    what: str
    due: str | None
    done: int
    of: int
    is_late: bool
    next_command: str
    workdays_left: int | None = None

    def as_json(self) -> dict[str, Json]:
        """DESIGN's keys, and ``"workdays_left"``."""
        return {
            "clause": self.clause,
            "what": self.what,
            "due": self.due,
            "done": self.done,
            "of": self.of,
            "late": self.is_late,
            "next": self.next_command or None,
            "workdays_left": self.workdays_left,
        }


@dataclass(frozen=True, slots=True)
class StatusFacts:
    """Counts of one month, as the store has them."""

    units: int
    filed: int
    calls: int
    called: int
    is_locked: bool
    visits: int
    visited: int
    problems: int
    answered: int
    first_problem_due: str | None
    symposia: int
    drawn: int
    is_closed: bool


@dataclass(frozen=True, slots=True)
class StatusShown:
    """A month's duties in the document's order, and the last year whose holidays are known."""

    month: str
    duties: tuple[Duty, ...]
    known_until: int | None

    def as_json(self) -> Json:
        """``{"month","duties":[…]}``, and ``"known_until"``."""
        return {
            "month": self.month,
            "duties": [each.as_json() for each in self.duties],
            "known_until": self.known_until,
        }
