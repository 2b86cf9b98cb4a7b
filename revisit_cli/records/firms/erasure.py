"""Erasing what is kept of the people of one firm."""

from collections.abc import Mapping
from typing import Literal

from revisit_cli.records.outcome import LoggedOutcome
from revisit_cli.records.value import Value, field

Stored = str | int | None
Trace = Literal["number", "name"]
# A filing, and a number that it gave, as digits without an extension.
NumberOfFiling = tuple[int | None, str]


class KeptRow(Value):
    """One row that may tell of a person: its table, id and the columns that could."""

    table: str
    id: int
    columns: Mapping[str, Stored]


class HeldRow(Value):
    """A ledger's row that belongs to no firm yet, and what its firm's cell says."""

    id: int
    firm_text: str


class Personal(Value):
    """Names and numbers (digits only) of a firm's people."""

    names: frozenset[str]
    numbers: frozenset[str]


class LeftRow(Value):
    """A text that still has a name or number of a firm's people, and is not the firm's to erase."""

    table: str
    id: int
    column: str
    traces: tuple[Trace, ...]


class FirmErased(LoggedOutcome):
    """Names and numbers of a firm's people are gone; counts, months and the log stay.

    ``rows`` counts what was blanked by table; ``open_calls`` are calls of the firm still to be
    made, ``shared`` other firms that have one of its numbers and keep it. ``left`` are texts that
    could not be cleared: of other firms, of units, of the bureau.
    """

    erasure: int = field(logs=True)
    firm: int = field(logs=True)
    name: str = field(after="shared")
    rows: tuple[tuple[str, int], ...] = field(logs=True, pairs=True)
    open_calls: int = field(logs=True)
    shared: int = field(logs=True)
    is_dry_run: bool = False
    left: tuple[LeftRow, ...] = ()
