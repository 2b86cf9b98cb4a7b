"""Where a month, or a half-year, stands."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from revisit_cli.operations.act import reading
from revisit_cli.operations.days.month import month_or_at_hand
from revisit_cli.policy.days.cycle import half_of_day, half_of_month, months_of_half
from revisit_cli.policy.reports import status as policy
from revisit_cli.records.context import Context
from revisit_cli.records.reports.status import HalfShown, StatusShown
from revisit_cli.store.days import calendar as calendar_store
from revisit_cli.store.reports import status as store
from revisit_cli.store.rules import confidence


def show_status(context: Context, month: str | None) -> StatusShown:
    """Return a month's duties with what is done and what comes next, and today's agenda.

    Raises MonthUnreadable.
    """
    wanted = month_or_at_hand(context, month)
    with reading(context) as database:
        calendar = calendar_store.load(database)
        facts = store.load(database, wanted, half_of_month(wanted))
        shown = policy.standing(wanted, facts, context.today, calendar)
        tomorrow = (context.today + timedelta(days=1)).isoformat()
        agenda = policy.agenda_of(
            store.promised(database, tomorrow),
            store.open_problems(database),
            store.today(database, wanted),
            context.now,
            calendar,
        )
        missing = facts.ledgers.of - facts.ledgers.done
        agenda = replace(
            agenda,
            to_propose=policy.to_propose(store.unproposed(database, wanted, missing), shown),
            has_seal_key=confidence.key(database) is not None,
        )
    return replace(shown, agenda=agenda)


def show_half(context: Context, half: str | None) -> HalfShown:
    """Return a half-year's months side by side. Raises HalfUnreadable."""
    wanted = half_of_day(context.today) if half is None else half
    months = months_of_half(wanted)
    with reading(context) as database:
        facts = [store.load(database, month, half_of_month(month)) for month in months]
        calendar = calendar_store.load(database)
        return policy.standing_of_half(half_of_month(months[0]), facts, context.today, calendar)


def next_steps(shown: StatusShown) -> tuple[str, ...]:
    """Return at most three commands to type next."""
    return policy.next_steps(shown)


def has_database(context: Context) -> bool:
    """Whether the data file exists yet."""
    return Path(context.database).exists()
