"""Months and moments as a clerk types them."""

from datetime import datetime

from revisit_cli.errors.ledger import ReceivedUnreadable
from revisit_cli.operations.month import given_month
from revisit_cli.records.context import BEIJING


def month_of(text: str | None) -> str | None:
    """Return a typed month as ``2026-11``; None stays None. Raises MonthUnreadable."""
    return None if text is None else given_month(text)


def moment_of(text: str) -> datetime:
    """Return a typed date-time in Beijing time. Raises ReceivedUnreadable."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise ReceivedUnreadable(text=text) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)
