"""The numbers of our bureau's document. Nobody but the loader takes them from here."""

from datetime import time

from revisit_cli.rulebook.numbers import Numbers
from revisit_cli.rulebook.rules import Rules

RULES = Rules(
    Numbers(
        cycle_last_day=25,
        closing_time=time(18, 0),
        calls_due_day=10,
        visits_due_day=20,
        answer_workdays=5,
        sample_least=10,
        sample_most=15,
        sample_size=15,
        repeated_findings=3,
        visit_on_dissatisfied=True,
        visit_on_extra_trips=False,
        visit_on_unreachable=False,
        recheck="advised",
        recheck_percent=10,
        rank_from_evaluations=5,
    ),
    half_months=6,
)
