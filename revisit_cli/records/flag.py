"""A reason to visit a firm."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NewFlag:
    """A flag about to be raised; ``reason`` is one of the codes that the flag table checks."""

    firm: int
    month: str
    reason: str
    raised_at: str
    source: str | None = None
    evidence: str | None = None
    verified_on: date | None = None
    unit: int | None = None
    attempt: int | None = None
