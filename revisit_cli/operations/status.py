"""Where a month stands."""

from pathlib import Path

from revisit_cli.operations.act import reading
from revisit_cli.operations.month import month_or_at_hand
from revisit_cli.policy.cycle import cycle_of_month, half_of_day
from revisit_cli.policy.status import standing
from revisit_cli.records.context import Context
from revisit_cli.records.status import StatusShown
from revisit_cli.store import calendar as calendar_store
from revisit_cli.store import status as store


def show_status(context: Context, month: str | None) -> StatusShown:
    """Return a month's duties with what is done and what comes next."""
    wanted = month_or_at_hand(context, month)
    half = half_of_day(cycle_of_month(wanted).last_on)
    with reading(context) as database:
        facts = store.load(database, wanted, half)
        return standing(wanted, facts, context.today, calendar_store.load(database))


def has_database(context: Context) -> bool:
    """Whether the data file exists yet."""
    return Path(context.database).exists()
