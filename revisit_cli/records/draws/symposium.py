"""Symposia: held, attended, and what firms raised there."""

from datetime import date

from revisit_cli.records.code import ChairRole, SymposiumNote
from revisit_cli.records.outcome import LoggedOutcome, Outcome
from revisit_cli.records.value import Value, computed, field


class NewSymposium(Value):
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


class Symposium(Value):
    """A symposium as stored, with how many firms came and how many problems were raised.

    ``drawn_count`` of those who came had been drawn and invited. ``list_count`` firms stood in the
    half-year's ledgers by then, where the half-year was asked for.
    """

    id: int
    draw: int | None
    half: str
    is_special: bool
    held_on: date
    place: str | None
    chair: str = field(private=True)
    chair_role: ChairRole = field("role")
    present_count: int = field("present")
    absent_count: int = field("absent")
    problem_count: int = field("problems")
    special_reason: str | None = field("reason", private=True, default=None)
    drawn_count: int = field("drawn_present", default=0)
    list_count: int = field("", default=0)
    recorded_at: str = field("", default="")


class HalfDuty(Value):
    """Whether a half-year has had its symposium, and by when it is due.

    ``held_count`` are the sessions that do its duty; ``is_late``: all of them were held after it
    ended. ``present_count`` is how many firms came to the one that most came to, None where there
    was none; ``is_few`` that they are fewer than the rules ask for. ``is_back_entered``: one was
    held in time by what was said once it was over.
    """

    half: str
    due_on: date = field("due")
    held_count: int = field("done")
    is_late: bool = field("", default=False)
    present_count: int | None = field("", default=None)
    is_few: bool = field("", default=False)
    is_back_entered: bool = field("", default=False)

    @property
    def is_done(self) -> bool:
        """Whether at least one such session was held."""
        return self.held_count > 0

    @computed("of")
    def of_count(self) -> int:
        """How many are due."""
        return 1


class SymposiumRecorded(LoggedOutcome):
    """A symposium was put on record with its attendance and problems.

    From ``least`` to ``most`` firms are asked for by the rules, and an answer to a problem in
    ``answer_workdays``.
    """

    symposium: Symposium = field(
        "symposium=id *",
        logs=(
            "symposium=id .draw .half special=is_special present=present_count absent=absent_count"
        ),
    )
    problems: tuple[int, ...] = field(logs=True)
    notes: tuple[SymposiumNote, ...] = field(logs=True)
    least: int = field("", default=0)
    most: int = field("", default=0)
    answer_workdays: int = field("", default=0)


class SymposiumShown(Outcome):
    """One symposium: each firm with whether it came, the minutes, the problems raised."""

    symposium: Symposium = field("*")
    attendance: tuple[tuple[str, bool], ...] = field(columns="firm present")
    minutes: str | None = field(private=True)
    problems: tuple[int, ...]


class SymposiumVoided(LoggedOutcome):
    """A symposium's record was voided with a reason; it counts for no half-year."""

    symposium: int = field(logs=True)
    half: str = field(logs=True)


class SymposiaListed(Outcome):
    """Every symposium held, and the duty of the half-year at hand."""

    symposia: tuple[Symposium, ...] = field(rows=True)
    duty: HalfDuty
