"""The receipt that goes back to a unit, composed and ready to be laid out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One row: its texts under the sheet's headings, its look, and the columns at fault.

    ``look`` is held, noted, duplicate or plain; ``faulty`` are 0-based columns.
    """

    texts: tuple[str, ...]
    look: str
    faulty: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ReceiptSheet:
    """One month's rows: what stands over them, their headings, themselves.

    ``wide`` are 0-based columns that hold sentences.
    """

    name: str
    lines: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[ReceiptRow, ...]
    wide: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Receipt:
    """A whole receipt; ``seal`` is a digest of its cells, by which an untouched one is known."""

    sheets: tuple[ReceiptSheet, ...]
    seal: str
