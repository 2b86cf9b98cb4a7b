"""Listing answers that were changed from dissatisfied to satisfied."""

from revisit_cli.operations.act import reading
from revisit_cli.policy.days.cycle import month_given
from revisit_cli.records.context import Context
from revisit_cli.records.discipline.change import ChangesListed
from revisit_cli.store.discipline import change as store


def list_changes(context: Context, month: str | None) -> ChangesListed:
    """Return the changes of a month, by default of all. Raises MonthUnreadable."""
    wanted = None if month is None else month_given(month)
    with reading(context) as database:
        return ChangesListed(wanted, store.changes(database, wanted))
