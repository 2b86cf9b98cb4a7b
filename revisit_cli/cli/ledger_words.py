"""Months and moments as a clerk types them."""

from revisit_cli.operations.month import given_month


def month_of(text: str | None) -> str | None:
    """Return a typed month as ``2026-11``; None stays None. Raises MonthUnreadable."""
    return None if text is None else given_month(text)
