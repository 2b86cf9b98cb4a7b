"""Which month a command is about."""

from revisit_cli.policy.days.cycle import month_at_hand, month_given
from revisit_cli.records.context import Context


def given_month(text: str) -> str:
    """Return a typed month as ``2026-11``. Raises MonthUnreadable."""
    return month_given(text)


def month_or_at_hand(context: Context, text: str | None) -> str:
    """Return the typed month, or the one at hand today. Raises MonthUnreadable."""
    return month_at_hand(context.today) if text is None else month_given(text)
