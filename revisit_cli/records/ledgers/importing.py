"""Taking ledgers in: what was asked for, what each row was decided to be, and what came of it."""

from datetime import datetime
from typing import NamedTuple

from revisit_cli.records.code import RowState
from revisit_cli.records.ledgers.filing import AfterClose, Filing
from revisit_cli.records.ledgers.ledger import Ignored, MonthSaid, ReadRow, Skipped, Unused
from revisit_cli.records.ledgers.withdrawal import Withdrawal
from revisit_cli.records.outcome import LoggedOutcome, Outcome
from revisit_cli.records.value import Value, computed, field


class IdleOption(Value):
    """An option as it was typed that had no effect, and why: a code of
    ``labels.ledgers.ledger.IDLE``."""

    option: str
    why: str


class ImportOptions(Value):
    """What a clerk says beside the files; ``received_at`` None means now."""

    unit: str | None = None
    month: str | None = None
    received_at: datetime | None = None
    mapping: tuple[tuple[str, str], ...] = ()
    sheets: tuple[str, ...] = ()
    is_dry_run: bool = False
    accepts_gone: bool = False
    adds_units: bool = False
    replaces_most: bool = False
    each_firm: bool = False

    @property
    def tells_columns(self) -> bool:
        """Whether anything is said of what a file's columns hold."""
        return bool(self.mapping) or self.each_firm

    @property
    def says_something(self) -> bool:
        """Whether anything is said of how a file is to be read or compared."""
        told = (self.unit, self.month, self.mapping, self.sheets, self.each_firm)
        return self.accepts_gone or self.adds_units or any(told)


class EarlierRow(Value):
    """A row that an earlier version of a unit's month holds: its service id and identity.

    ``aside`` are its contact and its remark: another service is none by them, but a changed one.
    ``month`` is the one whose list it is of; ``is_kept``: it is cleared, and no row corrects it.
    """

    id: int
    identity: tuple[str, ...]
    firm_key: str
    matter: str
    firm: str = ""
    aside: tuple[str, str] = ("", "")
    month: str = ""
    is_kept: bool = False


class Elsewhere(Value):
    """A row that stands in the unit's ledger of another month.

    ``is_fixed``: it stays there, for its firm was called or a list is frozen.
    """

    month: str
    row: EarlierRow
    is_fixed: bool = False


class DecidedRow(NamedTuple):
    """A read row and what became of it; a tuple, because a file may hold very many.

    ``state`` is accepted, duplicate or held; ``duplicate_of`` an earlier service's id, or minus
    one minus the ``nth`` of the row in this file that it repeats; ``replaces`` the id of the
    earlier row that it corrects, ``puts_right`` of a held row of another file that it stands for;
    ``repeats`` is the row of another month's ledger that it repeats, ``moved`` those of later
    months that repeat it. ``unit`` is the name it is filed under.
    """

    read: ReadRow
    month: str
    unit: str | None
    state: RowState
    notes: tuple[str, ...]
    firm_key: str
    nth: int = 0
    duplicate_of: int | None = None
    replaces: int | None = None
    puts_right: int | None = None
    repeats: EarlierRow | None = None
    moved: tuple[int, ...] = ()


class RowChange(Value):
    """One row that a corrected file has anew, has changed, or no longer has.

    ``kind`` is new, changed or gone, or repeated: another month's ledger has it, and it stays as it
    is there. ``row`` is None for one that is gone. ``fields`` are field, text before and text
    after; numbers in them are masked.
    """

    kind: str
    sheet: str
    row: int | None
    firm: str
    matter: str
    fields: tuple[tuple[str, str, str], ...] = field(
        columns="field before after", rows=True, default=()
    )


class Comparison(Value):
    """A corrected file against the version before it, in rows."""

    new: int = 0
    changed: int = 0
    same: int = 0
    gone: int = 0
    rows: tuple[RowChange, ...] = field("", private=True, default=())


class LedgerImported(LoggedOutcome):
    """One file went in, whole or, when it was known already, not at all.

    ``receipt_fault`` is where a receipt could not be written; ``withdrawal`` what became of
    the rows that are gone, None where that was not asked for; ``known_as`` the name under which
    the same content was imported before, ``waiting`` how many of its rows are held still;
    ``idle`` the options that had no effect, ``unused`` the columns that no field took;
    ``contradicted`` units and months of which it says that there is nothing, though rows stand;
    ``overdue`` is how many of its rows are new and came after the day, ``moved`` how many rows of
    later months' ledgers it has that stand in its own month now; ``repeated`` are the rows that
    repeat another month's and say something else; ``receipt_firms`` is how many firms' numbers go
    back to the unit on a receipt; ``after_close`` the firms of cleared months; ``months_said``
    where title and names say two months; ``is_read_otherwise`` a known content that options give
    another meaning.
    """

    file: str
    sha256: str = field(logs=True)
    is_unchanged: bool
    filings: tuple[Filing, ...] = field(logs="filings=id")
    accepted: int = field("rows.accepted", logs="accepted")
    duplicate: int = field("rows.duplicate", logs="duplicate")
    held: int = field("rows.held", logs="held")
    new_firms: int = field("firms.new", logs="new_firms")
    known_firms: int = field("firms.known")
    ignored: tuple[Ignored, ...] = ()
    new_units: tuple[str, ...] = field(after="waiting", default=())
    comparison: Comparison | None = None
    receipt: str | None = field(after="firms.known", default=None)
    rows: tuple[DecidedRow, ...] = field("", private=True, default=())
    near_units: tuple[tuple[str, tuple[str, ...]], ...] = field("", default=())
    skipped: tuple[Skipped, ...] = field(after="new_units", default=())
    traits: tuple[str, ...] = field(after="skipped", default=())
    withdrawal: Withdrawal | None = field(
        "withdrawn=rows.len() withdrawal", after="changes", default=None
    )
    is_own_receipt: bool = field("", default=False)
    known_as: str | None = None
    waiting: int = 0
    is_receipt_moved: bool = field("", default=False)
    is_receipt_too_long: bool = field("", default=False)
    receipt_fault: str | None = field("", default=None)
    idle: tuple[IdleOption, ...] = ()
    unused: tuple[Unused, ...] = ()
    is_received_said: bool = field("", default=False)
    contradicted: tuple[tuple[str, str], ...] = field("", default=())
    overdue: int = field(after="firms.known", default=0)
    repeated: tuple[RowChange, ...] = field("", private=True, default=())
    moved: int = field(after="overdue", default=0)
    receipt_firms: int = field("", logs="phones_shown", default=0)
    after_close: tuple[AfterClose, ...] = field(after="moved", default=())
    months_said: tuple[MonthSaid, ...] = field(after="unused", default=())
    is_read_otherwise: bool = field("", default=False)

    @property
    def leaves_ledger(self) -> bool:
        """Whether a sheet that was not read, unsaid, looks as if it held rows of a ledger."""
        return any(each.may_be_ledger and each.reason != "not_asked" for each in self.ignored)

    @computed("rows.read", after="filings")
    def read(self) -> int:
        """How many rows were read; each ended accepted, duplicate or held."""
        return self.accepted + self.duplicate + self.held

    @computed(after="comparison")
    def changes(self) -> tuple[RowChange, ...]:
        """The rows that differ from the version before, or from what they repeat."""
        return (*(self.comparison.rows if self.comparison else ()), *self.repeated)


class FileRefused(Value):
    """One file that could not go in, and the sentence that says why.

    ``asks`` tells that it could, were it said that it is to replace most of what is in force.
    """

    file: str
    why: str
    exit_code: int = field("")
    asks: bool = field("", default=False)


class LedgersImported(Outcome):
    """What became of every file that was named."""

    files: tuple[LedgerImported, ...]
    refused: tuple[FileRefused, ...]
    is_dry_run: bool
