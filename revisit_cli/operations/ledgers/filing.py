"""Filings: which file is whose ledger of which month, and when it came."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from revisit_cli.operations.act import Act
from revisit_cli.operations.correction import allow_change
from revisit_cli.policy.ledgers import filing as policy
from revisit_cli.policy.ledgers.held import put_right
from revisit_cli.policy.ledgers.zero import zero_state
from revisit_cli.records.code import FilingState
from revisit_cli.records.context import stamp
from revisit_cli.records.days.calendar import Calendar
from revisit_cli.records.ledgers.filing import Filing, UnitMonth
from revisit_cli.records.ledgers.importing import DecidedRow
from revisit_cli.store import correction as correction_store
from revisit_cli.store.ledgers import filing as store
from revisit_cli.store.ledgers import service as service_store


class Registrar:
    """Adds filings in a running act; ``units`` are the units' ids by name."""

    def __init__(self, act: Act, calendar: Calendar, units: Mapping[str, int]) -> None:
        self.act, self.calendar, self.units = act, calendar, units
        self.cleared = correction_store.closed_months(act.database)

    def comes_after_close(self, month: str) -> bool:
        """Whether a ledger of a month changes nothing of it: it is cleared, and not corrected."""
        return month in self.cleared and self.act.context.correction is None

    def allow(self, month: str, filing: int, *, is_changed: bool = False) -> None:
        """Ask for a correction where a filing changes a cleared month. Raises MonthIsClosed.

        ``is_changed``: what stood there is to go.
        """
        if is_changed or not self.comes_after_close(month):
            allow_change(self.act, month, "filing", filing)

    def add(
        self,
        place: UnitMonth,
        file: int,
        name: str,
        received_at: datetime,
        *,
        is_said: bool = False,
    ) -> Filing:
        """Add the next version of a unit's month; ``is_said``: somebody told when it came."""
        unit, month = place
        database, number = self.act.database, self.units[unit]
        version = store.version_of(database, number, month)
        state = self.state(month, received_at, has_earlier=version > 0)
        at = stamp(received_at)
        said_by = self.act.context.by if is_said else None
        is_late = self.comes_after_close(month)
        filing = store.add(
            database, number, month, version + 1, state, file, at, said_by, is_after_close=is_late
        )
        return Filing(
            filing, unit, month, version + 1, state, at, file=name, is_after_close=is_late
        )

    def add_zero(self, place: UnitMonth, received_at: datetime) -> Filing:
        """Add a zero report as the next version of a unit's month."""
        unit, month = place
        database, number = self.act.database, self.units[unit]
        version = store.version_of(database, number, month)
        state = zero_state(self.state(month, received_at, has_earlier=version > 0))
        at = stamp(received_at)
        is_late = self.comes_after_close(month)
        filing = store.add(
            database, number, month, version + 1, state, None, at, is_after_close=is_late
        )
        self.allow(month, filing)
        return Filing(filing, unit, month, version + 1, state, at, is_after_close=is_late)

    def state(self, month: str, received_at: datetime, *, has_earlier: bool) -> FilingState:
        """Return whether a ledger of a month that comes at a moment is in time."""
        cycle = self.act.rules.period(month)
        return policy.filing_state(cycle, received_at, self.calendar, has_earlier=has_earlier)

    def add_of_held(self, decided: Sequence[DecidedRow], own_files: Sequence[int]) -> None:
        """Make filings of files all of whose rows were held, where rows put them right now.

        Each counts from when it was received, and stands before the version that puts it right.
        """
        for month in sorted({row.month for row in decided}):
            loose = {
                row.id: row
                for row in service_store.held_of_month(self.act.database, month, own_files)
                if row.filing is None
            }
            found: defaultdict[tuple[str, int, str], list[int]] = defaultdict(list)
            for held, rows in put_right(list(loose.values()), decided).items():
                row, was = rows[0], loose[held]
                if row.state != "held" and row.unit is not None:
                    found[was.received_at, was.file, row.unit].append(held)
            for (received_at, file, unit), held_rows in sorted(found.items()):
                name = store.file_name(self.act.database, file)
                came = datetime.fromisoformat(received_at)
                filing = self.add((unit, month), file, name, came)
                service_store.file_under(
                    self.act.database,
                    filing.id,
                    held_rows,
                    file=file,
                    unit=self.units[unit],
                    month=month,
                )
                self.allow(month, filing.id)
