"""The month that runs from the 26th to the 25th."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Cycle:
    """Cycle ``2026-11`` covers 26 October (``first_on``) to 25 November (``last_on``), inclusive.

    ``boundary_on`` is the earlier 25th; ``calls_due_on`` and ``visits_due_on`` are the 10th and
    the 20th of the next month.
    """

    month: str
    first_on: date
    last_on: date
    boundary_on: date
    calls_due_on: date
    visits_due_on: date
