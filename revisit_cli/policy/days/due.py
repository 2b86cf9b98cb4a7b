"""The moment at which a day that something is due on is over."""

from datetime import date, datetime, time

from revisit_cli.records.context import BEIJING
from revisit_cli.rulebook.limits import Limit


def due_at(limit: Limit, last_on: date) -> datetime:
    """Return the last moment of a limit's last day: its closing time, else the day's own end."""
    return datetime.combine(last_on, limit.hour or time.max, BEIJING)
