"""Holiday notices loaded here."""

from collections.abc import Sequence
from datetime import date

from revisit_cli.records.days.calendar import Calendar, NoticeDay
from revisit_cli.store.file.database import Database

_DAYS = "select day, is_work, name from calendar_day order by day"
_YEARS = "select year from calendar_year order by year"
_SET_DAY = """
insert into calendar_day (day, is_work, name, source) values (:day, :is_work, :name, :source)
on conflict (day) do update
set is_work = excluded.is_work, name = excluded.name, source = excluded.source
"""
_SET_YEAR = """
insert into calendar_year (year, source, sha256) values (:year, :source, :sha256)
on conflict (year) do update set source = excluded.source, sha256 = excluded.sha256
"""


def load(database: Database) -> Calendar:
    """Return every day and year that a notice loaded here has decided."""
    rows = database.rows(_DAYS)
    days = {date.fromisoformat(row["day"]): bool(row["is_work"]) for row in rows}
    names = {date.fromisoformat(row["day"]): row["name"] for row in rows if row["name"]}
    return Calendar(days, names, frozenset(row["year"] for row in database.rows(_YEARS)))


def save_notice(
    database: Database, days: Sequence[NoticeDay], years: Sequence[int], source: str, sha256: str
) -> None:
    """Store what a notice decides, over what earlier ones said of the same days."""
    for day in days:
        database.run(
            _SET_DAY,
            {
                "day": day.on.isoformat(),
                "is_work": int(day.is_work),
                "name": day.name or None,
                "source": source,
            },
        )
    for year in years:
        database.run(_SET_YEAR, {"year": year, "source": source, "sha256": sha256})
