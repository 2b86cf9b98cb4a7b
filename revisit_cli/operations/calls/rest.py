"""When a firm may be tried again or is to be answered, for the desk that says so."""

from datetime import date, datetime

from revisit_cli.operations.reading import reading, rules_of, settings_of
from revisit_cli.policy.calls import rest
from revisit_cli.policy.calls.outcome import TABLE
from revisit_cli.policy.firms import phone
from revisit_cli.policy.problems.clock import due_on
from revisit_cli.records.code import CallOutcome
from revisit_cli.records.context import Context
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.records.rules.setting import Settings
from revisit_cli.store.days import calendar as calendar_store


def next_tries(context: Context, outcome: CallOutcome) -> tuple[datetime | None, ...]:
    """Return when a firm may be tried after an outcome: as proposed, and the usual choices."""
    calendar, settings = _known(context)
    return rest.next_tries(TABLE[outcome].rest, context.now, calendar, settings)


def check_next_try(context: Context, outcome: CallOutcome, chosen: datetime) -> None:
    """Refuse a chosen time that is too soon or off hours.

    Raises CallbackTooSoon or CallbackOffHours.
    """
    calendar, settings = _known(context)
    rest.check_next_try(TABLE[outcome].rest, chosen, context.now, calendar, settings)


def phone_given(text: str) -> str:
    """Return the one number that a clerk typed. Raises PhoneUnreadable."""
    return phone.number_given(text)


def _known(context: Context) -> tuple[Calendar, Settings]:
    with reading(context) as database:
        return calendar_store.load(database), settings_of(database)


def due_of_today(context: Context) -> date | None:
    """Return the day by which a problem raised today is answered, None where it is not known."""
    with reading(context) as database:
        rules = rules_of(database)
        numbers = rules.of(rules.month_of_day(context.today))
        calendar = calendar_store.load(database)
    return due_on(context.today, numbers, calendar)
