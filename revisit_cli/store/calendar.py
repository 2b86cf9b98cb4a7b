"""Holiday notices loaded here."""

from datetime import date

from revisit_cli.records.calendar import Calendar
from revisit_cli.store.database import Database

_DAYS = "select day, is_work, name from calendar_day order by day"
_YEARS = "select year from calendar_year order by year"


def load(database: Database) -> Calendar:
    """Return every day and year that a notice loaded here has decided."""
    rows = database.rows(_DAYS)
    days = {date.fromisoformat(row["day"]): bool(row["is_work"]) for row in rows}
    names = {date.fromisoformat(row["day"]): row["name"] for row in rows if row["name"]}
    return Calendar(days, names, frozenset(row["year"] for row in database.rows(_YEARS)))
