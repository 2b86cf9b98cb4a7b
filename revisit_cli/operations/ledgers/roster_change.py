"""Who was put on a month's roster, or taken off it, once it was too late for that."""

from datetime import date

from revisit_cli.policy.days.cycle import late_or_last
from revisit_cli.policy.file.undo import standing
from revisit_cli.policy.ledgers import term as policy
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.records.ledgers.unit import RosterChange
from revisit_cli.rulebook.periods import Period
from revisit_cli.store.file.database import Database
from revisit_cli.store.ledgers import term as store


def changed_late(
    database: Database, cycle: Period, named_on: date, calendar: Calendar
) -> tuple[RosterChange, ...]:
    """Return who was taken off a month's roster once it ran, or put on it after its day.

    Units bear the names they had on the day ``named_on``; without the year's notice the day is
    the cycle's last. An act that was taken back is none.
    """
    versions, acts = store.history(database, named_on)
    return policy.roster_changes(versions, standing(acts), cycle, late_or_last(cycle, calendar))
