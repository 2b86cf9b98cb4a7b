"""What an import did: files, filings, rows."""

from collections.abc import Mapping
from datetime import date, datetime

from revisit_cli.records.code import FilingState, RowSince, RowState
from revisit_cli.records.ledgers.number import NumberCount
from revisit_cli.records.ledgers.withdrawal import Withdrawal
from revisit_cli.records.outcome import LoggedOutcome, Outcome
from revisit_cli.records.value import Value, computed, field

# A ledger that came after the day, as the first or as a further version.
LATE_STATES: frozenset[FilingState] = frozenset({"late", "supplement"})
_LISTED = (
    "id unit month version state received_at rows held file bad_numbers struck_numbers after_close"
)


# A unit by its name and a month: what a ledger covers.
UnitMonth = tuple[str, str]


class Filing(Value):
    """One unit's ledger of one month in one version.

    ``is_after_close``: it came when the month was cleared, and changes none of its figures.
    """

    id: int
    unit: str
    month: str
    version: int
    state: FilingState
    received_at: str = field("", default="")
    row_count: int = field("", default=0)
    file: str | None = field("", default=None)
    held_count: int = field("", default=0)
    is_after_close: bool = False

    @property
    def line(self) -> tuple[int | str, ...]:
        """What every list of filings begins a line with, up to how many rows it has."""
        return (
            self.id, self.unit, self.month, self.version, self.state, self.received_at,
            self.row_count,
        )  # fmt: skip


class AfterClose(Value):
    """How many firms a cleared month's ledgers brought since, and which month calls them."""

    month: str
    called_in: str
    firms: int


class ZeroReported(LoggedOutcome):
    """A unit reported that it served no firm in a month; ``is_unchanged`` when it had already.

    ``withdrawal`` is what became of rows that it had reported before.
    """

    filing: Filing = field("*", logs="filing=id .month")
    withdrawal: Withdrawal = field(logs="withdrawn=rows.len()", factory=Withdrawal)
    is_unchanged: bool = field(after="*", default=False)


class LedgerReceived(LoggedOutcome):
    """It was put right when a filing came; it was ``before`` and in the state ``was`` till then."""

    filing: Filing = field("*", logs="filing=id .month")
    received_at: str = field(logs=True)
    before: str = field(logs=True)
    was: FilingState = field(logs=True)
    is_unchanged: bool = field(default=False)


class LedgersListed(Outcome):
    """Every unit's filing of a month, and the units that have not filed.

    ``remind_on`` is the day to remind them, ``due_at`` the moment after which a ledger is late;
    both None in a year whose holidays are not known.
    """

    month: str
    filings: tuple[Filing, ...] = field("")
    missing: tuple[str, ...]
    remind_on: date | None = None
    due_at: datetime | None = None
    is_late: bool = False
    numbers: Mapping[int, NumberCount] = field("", factory=dict)

    @computed(columns=_LISTED, rows=True, after="month")
    def ledgers(self) -> tuple[tuple[int | str | None, ...], ...]:
        """Every filing with when it came, its rows and its file."""
        return tuple(
            (
                *each.line,
                each.held_count,
                each.file,
                self.numbers_of(each).bad,
                self.numbers_of(each).struck,
                each.is_after_close,
            )
            for each in self.filings
        )

    def numbers_of(self, filing: Filing) -> NumberCount:
        """Return the count of the numbers that a filing gave."""
        return self.numbers.get(filing.id, NumberCount())


class ShownRow(Value):
    """One stored ledger row as shown; phones are masked unless they were asked for.

    ``since`` is what became of it after its import: put_right, corrected, withdrawn, or None;
    ``is_overdue`` tells that it stands, and first came after the day.
    """

    sheet: str
    row: int
    state: RowState
    notes: tuple[str, ...]
    unit: str | None
    officer: str | None
    served_on: date | None = field("date")
    place: str | None
    matter: str | None
    completion: str | None
    firm: str | None
    contact: str | None
    phones: tuple[str, ...]
    remark: str | None
    since: RowSince | None = None
    is_overdue: bool = False


class LedgerShown(Outcome):
    """Every row of one imported file or filing.

    Of a file ``filings`` are its own, and ``files_named`` is how many came under its name.
    """

    rows: tuple[ShownRow, ...] = field(rows=True)
    filings: tuple[tuple[int, str, str], ...] = field(columns="id unit month", default=())
    files_named: int = 1
