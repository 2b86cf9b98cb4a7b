"""How far the calls are."""

from collections import Counter

from revisit_cli.operations.calls import card
from revisit_cli.operations.days.month import month_or_at_hand
from revisit_cli.operations.reading import reading, rules_of
from revisit_cli.policy.calls import progress as policy
from revisit_cli.policy.calls.listing import list_of, of_n
from revisit_cli.records.calls.progress import ProgressShown
from revisit_cli.records.context import Context
from revisit_cli.store.calls import listing as list_store
from revisit_cli.store.calls import progress as store


def show_progress(context: Context, month: str | None, *, is_shared: bool) -> ProgressShown:
    """Return a month's board; ``is_shared`` leaves the clerks out. Raises MonthUnreadable."""
    with reading(context) as database:
        rules = rules_of(database)
        wanted = month_or_at_hand(context, rules, month)
        due = rules.period(wanted).calls_due_on
        freeze = list_store.freeze(database, wanted)
        every = store.calls(database, wanted, context.at)
        attempts = store.attempts(database, wanted)
        days = card.days_left(database, context, due)
    calls = of_n(every)
    states = Counter(call.state for call in calls)
    left = sum(call.state != "done" and call.made_by is None for call in every)
    return ProgressShown(
        month=wanted,
        is_locked=freeze is not None,
        call_list=list_of(every, freeze, rules.period(wanted).last_on),
        due=due.isoformat(),
        workdays_left=days,
        left=left,
        pace=policy.pace_needed(left, days),
        states=tuple(states.items()),
        total=policy.row_of("", calls, attempts),
        clerks=() if is_shared else policy.by_clerk(every, attempts),
        units=policy.by_unit(calls, attempts),
        days=policy.by_day(every, attempts),
    )
