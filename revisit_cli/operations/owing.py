"""Owing a visit: for a reason from a call, from a complaint, or left over by another visit."""

from datetime import date

from revisit_cli.operations.act import Act
from revisit_cli.operations.carrying import carry_over
from revisit_cli.policy.visits import owing as policy
from revisit_cli.records.visits.owing import Settled
from revisit_cli.records.visits.visit import Visit, VisitEntry
from revisit_cli.store import correction as correction_store
from revisit_cli.store.days import calendar as calendar_store
from revisit_cli.store.visits import owing as store


def owe(act: Act, flag: int, firm: int) -> Settled:
    """Give a reason the visit that settles it, or is to; one more where none does."""
    database = act.database
    reason = store.reason(database, flag)
    visits = store.visits(database, firm)
    found = policy.settled_by(reason, visits, act.context.today)
    if found is not None:
        store.assign(database, [flag], found)
        return Settled(found, policy.is_made(found, visits), is_again=False)
    due_on, today = _due_on(act, reason.month), act.context.today
    visit = store.add(database, reason.month, firm, due_on, today)
    store.assign(database, [flag], visit)
    is_again = policy.was_visited(reason.month, visits)
    return Settled(visit, is_made=False, is_again=is_again)


def settle(act: Act, visit: Visit, visited_on: date, entry: VisitEntry) -> int | None:
    """Let a visit put on record settle its reasons; return the visit owed for what it leaves.

    Where its own month is cleared that one is carried over at once, as the visit itself was.

    Raises ReasonNotOfVisit or VisitSettlesNothing.
    """
    database = act.database
    reasons = store.reasons(database, visit.id)
    left = policy.left_by(reasons, visited_on, entry.settles, entry.cases)
    elsewhere = policy.of_cases(store.open_reasons(database, visit.firm), entry.cases)
    store.assign(database, [each.flag for each in elsewhere], visit.id)
    if not left:
        return None
    again = store.add(database, visit.month, visit.firm, visit.due_on, act.context.today)
    store.assign(database, [each.flag for each in left], again)
    if correction_store.is_closed(database, visit.month):
        carry_over(act, visit.month, "visit", again)
    return again


def _due_on(act: Act, month: str) -> date | None:
    calendar = calendar_store.load(act.database)
    return policy.due_on(act.rules.period(month), act.context.today, calendar)
