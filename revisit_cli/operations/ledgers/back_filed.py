"""Which ledgers came in time by what was said afterwards."""

from datetime import date, datetime

from revisit_cli.policy.days.cycle import late_or_last
from revisit_cli.policy.ledgers.term import back_filed
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.rulebook.periods import Period
from revisit_cli.store import log as audit_log
from revisit_cli.store.file.database import Database
from revisit_cli.store.file.seals import sealed_by
from revisit_cli.store.ledgers import filing as store


def filed_by_word(
    database: Database, cycle: Period, named_on: date, calendar: Calendar
) -> tuple[str, ...]:
    """Return the units whose ledgers came in time as was said once their day was over.

    Units bear the names they had on the day ``named_on``.
    """
    said = store.in_time_by_word(database, cycle.id, named_on)
    wrote = sealed_by(database.connection, "filing") if said else []
    entered = {}
    for unit, filing in said.items():
        first = next((seq for seq, rows in wrote if filing in rows), 0)
        came = audit_log.act(database, first)
        if came is not None:
            entered[unit] = datetime.fromisoformat(came.at)
    return back_filed(entered, late_or_last(cycle, calendar))
