"""Ledger rows as they are stored, and the files that brought them or lie in a folder."""

from collections.abc import Mapping
from typing import TypeAlias

from revisit_cli.records.code import FileState, RowState
from revisit_cli.records.ledgers.filing import Filing
from revisit_cli.records.value import Value, field

# Filings by their numbers, each with its unit and month.
FilingsNamed: TypeAlias = tuple[tuple[int, str, str], ...]


class FileBrought(Value):
    """A file that brought a ledger, and when it was received."""

    id: int
    name: str
    received_at: str


class ContentFiling(Value):
    """A filing that a content made: ``kept_in`` is the file that keeps its rows."""

    filing: Filing
    kept_in: int
    is_in_force: bool


class StandingRow(Value):
    """A row that stands for a unit and month; ``day`` is as written where it could not be read."""

    id: int
    day: str
    matter: str
    officer: str
    place: str
    completion: str
    phones: tuple[str, ...] = field(private=True)
    named: str
    contact: str = field(private=True)
    remark: str = field(private=True)
    month: str


class FileRow(Value):
    """What became of a row that a file brought."""

    id: int
    sheet: str
    row: int
    state: RowState
    replaced_by: int | None
    voided_at: str | None
    unit: str | None


class HeldService(Value):
    """A row that is held still, in its own words, and the file that brought it."""

    id: int
    unit: int | None
    unit_text: str | None
    date_text: str | None
    matter: str | None
    firm_text: str | None
    contact_text: str | None = field(private=True)
    phone_text: str | None = field(private=True)
    file: int
    filing: int | None
    received_at: str


class HeldForUnit(Value):
    """How many rows of a file are held for a unit that was unknown, with their notes."""

    file: str
    unit: str
    notes: tuple[str, ...]
    row_count: int


class StoredRow(Value):
    """A row of a ledger as it is shown: what was understood of it, and what became of it."""

    sheet: str
    row: int
    state: RowState
    notes: tuple[str, ...]
    unit: str | None
    unit_text: str | None
    officer: str | None
    served_on: str | None
    place: str | None
    matter: str | None
    completion: str | None
    firm_text: str | None
    contact_text: str | None = field(private=True)
    phones: tuple[str, ...] = field(private=True)
    remark: str | None = field(private=True)
    replaced_by: int | None
    voided_at: str | None
    is_overdue: bool


class KeptWords(Value):
    """A row in its own words, for a receipt that was lost; ``cells`` are its texts by heading.

    ``is_twin_gone``: the row that it repeats was corrected or withdrawn.
    """

    sheet: str
    row: int
    state: RowState
    notes: tuple[str, ...]
    month: str
    unit: str | None
    unit_text: str | None
    officer: str | None
    date_text: str | None
    place: str | None
    matter: str | None
    completion: str | None
    firm_text: str | None
    contact_text: str | None = field(private=True)
    phone_text: str | None = field(private=True)
    remark: str | None = field(private=True)
    cells: Mapping[str, str] = field(private=True)
    replaced_by: int | None
    voided_at: str | None
    is_twin_gone: bool


class NamedFile(Value):
    """An imported file: the units whose rows it brought, and its filings with unit and month."""

    id: int
    sha256: str
    units: frozenset[str]
    filings: FilingsNamed


class FolderFile(Value):
    """A file as it lies in a folder; ``came_at`` is when its name last brought a ledger."""

    path: str
    state: FileState
    came_at: str | None = None
