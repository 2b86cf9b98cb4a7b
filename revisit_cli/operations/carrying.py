"""Carrying things over to the month that takes over: at the clearing, and after a correction."""

from revisit_cli.operations.act import Act
from revisit_cli.policy.days.cycle import carried_to
from revisit_cli.records.code import CarryKind
from revisit_cli.store import correction as correction_store
from revisit_cli.store.problems import problem as problem_store
from revisit_cli.store.reports import closing as store


def carry_one(act: Act, month: str, kind: CarryKind, number: int, to: str, by: str) -> None:
    """Carry one call, visit or problem of a month over to another, in a person's name."""
    at, target = act.context.at, None
    if kind == "call":
        due_on = act.rules.period(to).calls_due_on.isoformat()
        target = store.target_of(act.database, number, to, due_on)
        store.mark_call(act.database, number, to, by)
    if kind == "problem":
        problem_store.carry(act.database, number, to, by, at)
    store.carry(act.database, month, kind, number, to, by, at, target)


def carry_over(act: Act, month: str, kind: CarryKind, number: int) -> None:
    """Carry what a correction opens in a cleared month over to the next that is open.

    Whoever gave the reason of the correction accepts it.
    """
    to = carried_to(month, correction_store.closed_months(act.database))
    carry_one(act, month, kind, number, to, act.context.by)


def carry_on(act: Act, month: str) -> None:
    """Carry over whatever a cleared month leaves open: nothing belongs to nobody."""
    for kind, number in store.left_open(act.database, month):
        carry_over(act, month, kind, number)
