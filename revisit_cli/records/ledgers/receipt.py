"""The receipt that goes back to a unit, composed and ready to be laid out."""

from dataclasses import dataclass

from revisit_cli.records.outcome import Json


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


@dataclass(frozen=True, slots=True)
class ReceiptWritten:
    """A receipt was written again: of which file, where, and its rows by what became of them.

    ``left_out`` counts rows that were corrected or withdrawn since and no longer stand on it.
    """

    file: str
    path: str
    accepted: int
    duplicate: int
    held: int
    noted: int
    left_out: int

    def as_json(self) -> Json:
        """``{"file","receipt","rows":{"accepted","duplicate","held","noted","left_out"}}``."""
        return {
            "file": self.file,
            "receipt": self.path,
            "rows": {
                "accepted": self.accepted,
                "duplicate": self.duplicate,
                "held": self.held,
                "noted": self.noted,
                "left_out": self.left_out,
            },
        }
