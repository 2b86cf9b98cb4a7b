"""Days that no holiday notice decided when something was put on record: counted once one does."""

from revisit_cli.operations.act import Act
from revisit_cli.policy.problems.clock import calendar_version
from revisit_cli.policy.problems.in_time import counted_first
from revisit_cli.policy.visits import owing as visit_policy
from revisit_cli.records.problems.problem import Recount
from revisit_cli.store.days import calendar as calendar_store
from revisit_cli.store.problems import problem as problem_store
from revisit_cli.store.visits import owing as visit_store


def count_pending(act: Act) -> tuple[tuple[Recount, ...], int]:
    """Set the days of problems and visits that the calendar in force now decides.

    Each is counted from when it was brought up or entered, and is a dated event of the log: what
    was carried over or answered meanwhile is judged by what was known then. Return the problems'
    days, and of how many visits.
    """
    calendar, at = calendar_store.load(act.database), act.context.at
    version = calendar_version(calendar)
    counted = tuple(
        each
        for problem in problem_store.started_pending(act.database)
        for each in counted_first(*problem, act.rules, calendar)
    )
    for each in counted:
        problem_store.recount(act.database, each, version, at, act.context.by)
    days = visit_policy.counted_first(visit_store.pending(act.database), act.rules, calendar)
    for visit, day in days:
        visit_store.count(act.database, visit, day, at)
    return counted, len(days)
