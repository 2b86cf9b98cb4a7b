"""The receipt that goes back to a unit, composed and ready to be laid out."""

from revisit_cli.records.ledgers.stored import FilingsNamed
from revisit_cli.records.outcome import Outcome
from revisit_cli.records.value import Value, field


class ReceiptRow(Value):
    """One row: its texts under the sheet's headings, its look, and the columns at fault.

    ``look`` is held, noted, duplicate or plain; ``faulty`` are 0-based columns.
    """

    texts: tuple[str, ...]
    look: str
    faulty: frozenset[int] = frozenset()


class ReceiptSheet(Value):
    """One month's rows: what stands over them, their headings, themselves.

    ``wide`` are 0-based columns that hold sentences.
    """

    name: str
    lines: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[ReceiptRow, ...]
    wide: frozenset[int] = frozenset()


class Receipt(Value):
    """A whole receipt; ``seal`` is a digest of its cells, by which an untouched one is known."""

    sheets: tuple[ReceiptSheet, ...]
    seal: str


class ReceiptWritten(Outcome):
    """A receipt was written again: of which file, where, and its rows by what became of them.

    ``left_out`` counts rows that were corrected or withdrawn since and no longer stand on it;
    ``files_named`` how many files came under its name, of which it is the one with ``filings``.
    """

    file: str
    path: str = field("receipt")
    accepted: int = field("rows.accepted")
    duplicate: int = field("rows.duplicate")
    held: int = field("rows.held")
    noted: int = field("rows.noted")
    left_out: int = field("rows.left_out")
    filings: FilingsNamed = field(columns="id unit month", default=())
    files_named: int = 1
