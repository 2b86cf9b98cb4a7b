"""Calls keyed in many at once: rows on their way to the record, and what became of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from revisit_cli.records.calls.record import CallRecord
from revisit_cli.records.code import KeyedState
from revisit_cli.records.outcome import Json
from revisit_cli.records.workbooks.grid import Cell


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a call table: cells by field, and each field's 0-based column.

    ``unknown`` are names of a JSON record that mean no field; a table's other columns are its own.
    """

    sheet: str
    row: int
    cells: Mapping[str, Cell] = field(repr=False)
    columns: Mapping[str, int]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing wrong with a row: which column of it, and in words what.

    ``what`` may quote what a firm said, and so is for the clerk's eyes: never for the log.
    """

    column: str | None
    what: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row as understood: a record, or the flaws that keep it from being one."""

    record: CallRecord | None
    flaws: tuple[Flaw, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which a row and the record differ; words for a clerk, side by side."""

    column: str
    kept: str = field(repr=False)
    given: str = field(repr=False)

    def as_json(self) -> dict[str, Json]:
        """``{"field","kept","given"}``."""
        return {"field": self.column, "kept": self.kept, "given": self.given}


@dataclass(frozen=True, slots=True)
class RowResult:
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
    firm: str | None = field(default=None, repr=False)
    attempt: int | None = None
    outcome: str | None = None
    problems: tuple[int, ...] = ()
    flags: tuple[int, ...] = ()
    flaws: tuple[tuple[str | None, str], ...] = field(default=(), repr=False)
    differences: tuple[Difference, ...] = ()
    notes: tuple[tuple[str | None, str], ...] = field(default=(), repr=False)

    def as_json(self) -> dict[str, Json]:
        """``{"file","sheet","row","state","call","firm","attempt",…}``; cells like ``H12``."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "row": self.row,
            "state": self.state,
            "call": self.call,
            "firm": self.firm,
            "attempt": self.attempt,
            "outcome": self.outcome,
            "problems": list(self.problems),
            "flags": list(self.flags),
            "flaws": [{"cell": cell, "what": what} for cell, what in self.flaws],
            "differences": [each.as_json() for each in self.differences],
            "notes": [{"cell": cell, "what": what} for cell, what in self.notes],
        }


STATES: tuple[KeyedState, ...] = ("recorded", "same", "blank", "conflict", "held")


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file of a batch: its digest, or why it could not be read."""

    file: str
    sha256: str | None
    refusal: str | None = None

    def as_json(self) -> dict[str, Json]:
        """``{"file","sha256","refusal"}``."""
        return {"file": self.file, "sha256": self.sha256, "refusal": self.refusal}


@dataclass(frozen=True, slots=True)
class _Batch:
    """Files of rows, and what became of each row."""

    files: tuple[FileRead, ...]
    rows: tuple[RowResult, ...]
    is_dry_run: bool = False

    def count(self, state: KeyedState) -> int:
        """How many rows ended in a state."""
        return sum(row.state == state for row in self.rows)

    @property
    def counts(self) -> dict[str, int]:
        """The rows by state; they add up to all that were read."""
        return {state: self.count(state) for state in STATES}

    @property
    def has_held(self) -> bool:
        """Whether anything was left aside: a conflict, a flawed row, an unreadable file."""
        refused = any(each.refusal for each in self.files)
        return refused or self.count("held") + self.count("conflict") > 0

    def _json(self) -> dict[str, Json]:
        return {
            "files": [each.as_json() for each in self.files],
            "counts": {"read": len(self.rows), **self.counts},
            "rows": [row.as_json() for row in self.rows if row.state != "blank"],
            "dry_run": self.is_dry_run,
        }

    def _facts(self) -> dict[str, Json]:
        recorded = [row for row in self.rows if row.state == "recorded"]
        return {
            "files": [each.sha256 for each in self.files if each.sha256],
            "calls": [row.call for row in recorded],
            "attempts": [row.attempt for row in recorded],
            "outcomes": [row.outcome for row in recorded],
            "problems": [number for row in recorded for number in row.problems],
            "flags": [number for row in recorded for number in row.flags],
            "counts": dict(self.counts),
        }


@dataclass(frozen=True, slots=True)
class CallsKeyed(_Batch):
    """A file of records was keyed in."""

    def as_json(self) -> Json:
        """``{"files","counts","rows","dry_run"}``; blank rows are only counted."""
        return self._json()

    def facts(self) -> dict[str, Json]:
        """Digests, ids, codes and counts."""
        return self._facts()


@dataclass(frozen=True, slots=True)
class CallSheetsAbsorbed(_Batch):
    """Packets came back, whole or in part; ``out`` are calls of theirs still with the clerks."""

    out: tuple[tuple[int, int], ...] = ()

    def as_json(self) -> Json:
        """The same keys as CallsKeyed, and ``"out":[{"packet","count"}]``."""
        left: list[Json] = [{"packet": packet, "count": count} for packet, count in self.out]
        return {**self._json(), "out": left}

    def facts(self) -> dict[str, Json]:
        """Digests, ids, codes and counts."""
        return self._facts()
