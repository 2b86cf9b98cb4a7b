"""Which month a command is about, and days and times as a clerk types them."""

from pathlib import Path

from revisit_cli.errors.command import MonthUnreadable
from revisit_cli.operations.reading import reading, rules_of
from revisit_cli.policy.days.cycle import half_given, month_given, month_said
from revisit_cli.records.context import Context
from revisit_cli.rulebook.loader import rules as rules_of_book
from revisit_cli.rulebook.rules import Rules


def given_month(text: str) -> str:
    """Return a typed month as ``2026-11``. Raises MonthUnreadable."""
    return month_given(text)


def month_named(context: Context, text: str, *, is_to_come: bool = False) -> str:
    """Return the month that a text means today: written out, 11, 11月, 本期, 上期.

    ``is_to_come``: it is one from which something is to hold. Raises MonthUnreadable.
    """
    try:
        return month_given(text)
    except MonthUnreadable:
        return month_said(text, _at_hand(context), 11 if is_to_come else 1)


def _at_hand(context: Context) -> str:
    if not Path(context.database).exists():
        return rules_of_book().month_at_hand(context.today)
    with reading(context, needs_file=False) as database:
        return rules_of(database).month_at_hand(context.today)


def check_period(text: str) -> None:
    """Refuse a text that names no month and no half-year.

    Raises MonthUnreadable, or HalfUnreadable where a half-year was meant.
    """
    if "H" in text.upper():
        half_given(text)
    else:
        month_given(text)


def month_or_at_hand(context: Context, rules: Rules, text: str | None) -> str:
    """Return the typed month, or the one at hand today by the rules. Raises MonthUnreadable."""
    at_hand = rules.month_at_hand(context.today)
    return at_hand if text is None else month_said(text, at_hand)


def month_wanted(context: Context, text: str | None) -> str:
    """Return the same for whoever needs it before the data file is open.

    Raises MonthUnreadable.
    """
    if text is not None:
        return month_given(text)
    with reading(context, needs_file=False) as database:
        return month_or_at_hand(context, rules_of(database), text)
