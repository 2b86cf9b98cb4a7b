"""Calls keyed in many at once: rows on their way to the record, and what became of each."""

from collections.abc import Mapping

from revisit_cli.records.calls.record import CallRecord
from revisit_cli.records.code import KeyedState, RowNote
from revisit_cli.records.outcome import LoggedOutcome
from revisit_cli.records.value import Json, Value, computed, field
from revisit_cli.records.workbooks.grid import Cell


class TableRow(Value):
    """One row of a call table: cells by field, and each field's 0-based column.

    ``unknown`` are names of a JSON record that mean no field; a table's other columns are its own.
    ``notes`` say that the row is hidden or struck through.
    """

    sheet: str
    row: int
    cells: Mapping[str, Cell] = field(private=True)
    columns: Mapping[str, int]
    unknown: tuple[str, ...] = ()
    notes: tuple[RowNote, ...] = ()


class Flaw(Value):
    """One thing wrong with a row: which column of it, and in words what.

    ``what`` may quote what a firm said, and so is for the clerk's eyes: never for the log.
    """

    column: str | None
    what: str = field(private=True)


class Entry(Value):
    """One row as understood: a record, or the flaws that keep it from being one."""

    record: CallRecord | None
    flaws: tuple[Flaw, ...] = ()


# What one field says: a code, a moment or a text, or each unit's answer.
Said = str | tuple[tuple[str, Json], ...]


class Difference(Value):
    """One field in which a row and the record differ; words for a clerk, side by side."""

    column: str = field("field")
    kept: str = field(private=True)
    given: str = field(private=True)


class RowResult(Value):
    """What became of one row.

    ``state``: recorded, same (on record already), blank (not called yet), conflict (another
    record stands, nothing overwritten) or held (``flaws`` say why). ``notes`` tell what a row
    that was recorded leaves open.
    """

    file: str
    sheet: str
    row: int
    state: KeyedState
    call: int | None = None
    firm: str | None = field(private=True, default=None)
    attempt: int | None = None
    outcome: str | None = None
    problems: tuple[int, ...] = ()
    flags: tuple[int, ...] = ()
    flaws: tuple[tuple[str | None, str], ...] = field(columns="cell what", private=True, default=())
    differences: tuple[Difference, ...] = ()
    notes: tuple[tuple[str | None, str], ...] = field(columns="cell what", private=True, default=())


STATES: tuple[KeyedState, ...] = ("recorded", "same", "blank", "conflict", "held")


class FileRead(Value):
    """One file of a batch: its digest, or why it could not be read.

    ``digest`` is what is kept: that of what its rows say, but for what is said in confidence.
    """

    file: str
    sha256: str | None
    refusal: str | None = None
    digest: str | None = field("", default=None)


class _Batch(LoggedOutcome):
    """Files of rows, and what became of each row."""

    files: tuple[FileRead, ...]
    rows: tuple[RowResult, ...] = field("")
    is_dry_run: bool = False

    def count(self, state: KeyedState) -> int:
        """How many rows ended in a state."""
        return sum(row.state == state for row in self.rows)

    @computed("counts.*", logs="counts", after="counts.read")
    def counts(self) -> dict[str, int]:
        """The rows by state; they add up to all that were read."""
        return {state: self.count(state) for state in STATES}

    @property
    def has_held(self) -> bool:
        """Whether anything was left aside: a conflict, a flawed row, an unreadable file."""
        refused = any(each.refusal for each in self.files)
        return refused or self.count("held") + self.count("conflict") > 0

    @computed("counts.read", after="files")
    def read(self) -> int:
        """How many rows were read."""
        return len(self.rows)

    @computed("rows", after="counts.*")
    def told_rows(self) -> tuple[RowResult, ...]:
        """The rows that hold anything; blank ones are only counted."""
        return tuple(row for row in self.rows if row.state != "blank")

    @computed("", logs="files")
    def digests(self) -> tuple[str, ...]:
        """The digests of the files that could be read."""
        return tuple(each.digest for each in self.files if each.digest)

    @computed("", logs="calls=call attempts=attempt outcomes=outcome")
    def recorded(self) -> tuple[RowResult, ...]:
        """The rows that were put on record."""
        return tuple(row for row in self.rows if row.state == "recorded")

    @computed("", logs=True)
    def problems(self) -> tuple[int, ...]:
        """The problems that they opened."""
        return tuple(number for row in self.recorded for number in row.problems)

    @computed("", logs=True)
    def flags(self) -> tuple[int, ...]:
        """The flags that they raised."""
        return tuple(number for row in self.recorded for number in row.flags)


class CallsKeyed(_Batch):
    """A file of records was keyed in; its ``hidden`` sheets are not read."""

    hidden: tuple[tuple[str, int], ...] = field(columns="sheet filled", default=())


class CallSheetsAbsorbed(_Batch):
    """Packets came back, whole or in part; ``out`` are calls of theirs still with the clerks."""

    out: tuple[tuple[int, int], ...] = field(columns="packet count", default=())
