"""Symposia: held, attended, and what firms raised there."""

from dataclasses import dataclass, field
from datetime import date

from revisit_cli.records.code import ChairRole, SymposiumNote
from revisit_cli.records.outcome import Json


@dataclass(frozen=True, slots=True)
class NewSymposium:
    """A symposium about to be put on record; ``draw`` is the draw its firms came from."""

    draw: int | None
    half: str
    is_special: bool
    held_on: date
    place: str | None
    chair: str
    chair_role: ChairRole
    minutes: str | None
    recorded_at: str
    by: str
    special_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Symposium:
    """A symposium as stored, with how many firms came and how many problems were raised."""

    id: int
    draw: int | None
    half: str
    is_special: bool
    held_on: date
    place: str | None
    chair: str = field(repr=False)
    chair_role: ChairRole
    present_count: int
    absent_count: int
    problem_count: int
    special_reason: str | None = field(default=None, repr=False)

    def as_json(self) -> dict[str, Json]:
        """``{"id","draw","half","special","held_on","place","chair","role",…}``."""
        return {
            "id": self.id,
            "draw": self.draw,
            "half": self.half,
            "special": self.is_special,
            "held_on": self.held_on.isoformat(),
            "place": self.place,
            "chair": self.chair,
            "role": self.chair_role,
            "present": self.present_count,
            "absent": self.absent_count,
            "problems": self.problem_count,
            "reason": self.special_reason,
        }


@dataclass(frozen=True, slots=True)
class HalfDuty:
    """Whether a half-year has had its symposium, and by when it is due."""

    half: str
    due_on: date
    held_count: int

    @property
    def is_done(self) -> bool:
        """Whether at least one regular symposium was held."""
        return self.held_count > 0

    def as_json(self) -> dict[str, Json]:
        """``{"half","due","done","of"}``."""
        due = self.due_on.isoformat()
        return {"half": self.half, "due": due, "done": self.held_count, "of": 1}


@dataclass(frozen=True, slots=True)
class SymposiumRecorded:
    """A symposium was put on record with its attendance and problems.

    From ``least`` to ``most`` firms are asked for by the rules, and an answer to a problem in
    ``answer_workdays``.
    """

    symposium: Symposium
    problems: tuple[int, ...]
    notes: tuple[SymposiumNote, ...]
    least: int = 0
    most: int = 0
    answer_workdays: int = 0

    def as_json(self) -> dict[str, Json]:
        """The symposium's keys, ``problems`` as ids and ``notes`` as codes."""
        return {
            "symposium": self.symposium.id,
            **self.symposium.as_json(),
            "problems": list(self.problems),
            "notes": list(self.notes),
        }

    def facts(self) -> dict[str, Json]:
        """Ids, counts and codes."""
        return {
            "symposium": self.symposium.id,
            "draw": self.symposium.draw,
            "half": self.symposium.half,
            "special": self.symposium.is_special,
            "present": self.symposium.present_count,
            "absent": self.symposium.absent_count,
            "problems": list(self.problems),
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True)
class SymposiumShown:
    """One symposium: each firm with whether it came, the minutes, the problems raised."""

    symposium: Symposium
    attendance: tuple[tuple[str, bool], ...]
    minutes: str | None = field(repr=False)
    problems: tuple[int, ...]

    def as_json(self) -> dict[str, Json]:
        """The symposium's keys, ``attendance``, ``minutes`` and ``problems`` as ids."""
        return {
            **self.symposium.as_json(),
            "attendance": [{"firm": firm, "present": came} for firm, came in self.attendance],
            "minutes": self.minutes,
            "problems": list(self.problems),
        }


@dataclass(frozen=True, slots=True)
class SymposiumVoided:
    """A symposium's record was voided with a reason; it counts for no half-year."""

    symposium: int
    half: str

    def as_json(self) -> dict[str, Json]:
        """The same as the log's facts."""
        return self.facts()

    def facts(self) -> dict[str, Json]:
        """``{"symposium","half"}``."""
        return {"symposium": self.symposium, "half": self.half}


@dataclass(frozen=True, slots=True)
class SymposiaListed:
    """Every symposium held, and the duty of the half-year at hand."""

    symposia: tuple[Symposium, ...]
    duty: HalfDuty

    def as_json(self) -> dict[str, Json]:
        """``{"symposia":[…],"duty":{"half","due","done","of"}}``."""
        return {
            "symposia": [each.as_json() for each in self.symposia],
            "duty": self.duty.as_json(),
        }
