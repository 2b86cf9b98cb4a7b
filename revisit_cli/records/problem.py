"""A problem found by a call, a visit or a symposium, and its clock."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NewProblem:
    """A problem about to be opened.

    ``source`` is call, visit, symposium or other; ``category`` suggestion, difficulty or other;
    ``raised_at`` the moment of the contact (ISO); ``due_on`` the fifth working day after it;
    ``calendar`` the calendar's version, as policy.problem names it.
    """

    source: str
    month: str
    category: str
    text: str
    raised_at: str
    raised_by: str
    due_on: date
    calendar: str
    firm: int | None = None
    unit: int | None = None
    attempt: int | None = None
    visit: int | None = None
    symposium: int | None = None
    tags: tuple[str, ...] = ()
