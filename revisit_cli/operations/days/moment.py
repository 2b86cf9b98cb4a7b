"""Days and moments as a clerk types them."""

from datetime import date, datetime

from revisit_cli.policy.days import words as policy
from revisit_cli.records.context import Context


def given_day(context: Context, text: str, side: policy.Side = "near") -> date:
    """Return the day a text names, seen from today. Raises DayUnreadable or DayAhead."""
    return policy.day_given(text, context.today, side)


def given_moment(context: Context, text: str, side: policy.Side = "near") -> datetime:
    """Return the moment a text names, seen from now. Raises MomentUnreadable or MomentAhead."""
    return policy.moment_given(text, context.now, side)
