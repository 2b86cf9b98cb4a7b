"""Which month a command is about."""

from revisit_cli.operations.act import reading, rules_of
from revisit_cli.policy.days.cycle import half_given, month_given
from revisit_cli.records.context import Context
from revisit_cli.rulebook.rules import Rules


def given_month(text: str) -> str:
    """Return a typed month as ``2026-11``. Raises MonthUnreadable."""
    return month_given(text)


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
    return rules.month_at_hand(context.today) if text is None else month_given(text)


def month_wanted(context: Context, text: str | None) -> str:
    """Return the same for whoever needs it before the data file is open.

    Raises MonthUnreadable.
    """
    if text is not None:
        return month_given(text)
    with reading(context) as database:
        return month_or_at_hand(context, rules_of(database), text)
