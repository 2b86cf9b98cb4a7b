"""The document's numbers, as they hold for one month."""

from datetime import time
from typing import NamedTuple

from revisit_cli.rulebook.limits import Limit


class Numbers(NamedTuple):
    """What the rules say in numbers. Days are days of the month; draws are counted in firms."""

    cycle_last_day: int
    closing_time: time
    calls_due_day: int
    visits_due_day: int
    answer_workdays: int
    sample_least: int
    sample_most: int
    sample_size: int
    repeated_findings: int
    visit_on_dissatisfied: bool
    visit_on_extra_trips: bool
    visit_on_unreachable: bool
    recheck: str
    recheck_percent: int
    rank_from_evaluations: int

    @property
    def ledgers(self) -> Limit:
        """By when ledgers come in."""
        return Limit("period", 0, "day", "next", self.closing_time)

    @property
    def reminder(self) -> Limit:
        """The day for which units are reminded."""
        return Limit("period", 0, "day", "previous", self.closing_time)

    @property
    def calls(self) -> Limit:
        """By when the calls of a period are made."""
        return Limit("period", self.calls_due_day, "day_of_next_month")

    @property
    def visits(self) -> Limit:
        """By when the visits of a period are paid."""
        return Limit("period", self.visits_due_day, "day_of_next_month")

    @property
    def answers(self) -> Limit:
        """By when a problem is handled or answered."""
        return Limit("contact", self.answer_workdays, "workday", "none", self.closing_time)

    @property
    def usual_size(self) -> int:
        """How many firms are drawn where nobody says: within what may be drawn."""
        return min(max(self.sample_size, self.sample_least), self.sample_most)

    def may_draw(self, size: int) -> bool:
        """Whether a draw may be of so many firms."""
        return self.sample_least <= size <= self.sample_most
