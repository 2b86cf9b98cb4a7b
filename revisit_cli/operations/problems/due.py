"""By when a firm that brings something up today is answered."""

from datetime import date

from revisit_cli.operations.act import reading, rules_of
from revisit_cli.policy.problems.problem import due_on
from revisit_cli.records.context import Context
from revisit_cli.store.days import calendar as calendar_store


def due_of_today(context: Context) -> date | None:
    """Return the day by which a problem raised today is answered, None where it is not known."""
    with reading(context) as database:
        rules = rules_of(database)
        numbers = rules.of(rules.month_of_day(context.today))
        calendar = calendar_store.load(database)
    return due_on(context.today, numbers, calendar)
