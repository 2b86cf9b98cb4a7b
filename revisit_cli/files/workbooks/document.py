"""The tables of a document, docx or web page, and the lines of text around them."""

from collections.abc import Sequence
from typing import Any

from revisit_cli.files.workbooks.refused import Refused
from revisit_cli.files.workbooks.sheet import FoundSheet
from revisit_cli.labels.workbooks.workbook import TABLE

# More than any document for people has; such tables would be in a workbook.
CELLS_AT_MOST = 400_000
TABLES_AT_MOST = 2_000
DEEPEST = 30
_LINES_KEPT = 400
_LONGEST_LINE = 400


class Tables:
    """Collects tables in the order of their beginnings, also those inside a cell of another.

    ``above`` of a table are the lines since the table before it, ``below`` those up to the next
    one: a line between two tables is in both, and the reader of ledgers decides where it belongs.
    """

    def __init__(self) -> None:
        self.sheets: list[FoundSheet] = []
        self._lines: list[str] = []
        self._last: FoundSheet | None = None
        self._open: list[FoundSheet] = []
        self._cells = 0

    def line(self, text: str) -> None:
        """Add a line of text outside tables."""
        if text.strip():
            self._lines.append(text.strip()[:_LONGEST_LINE])

    def begin(self, *, is_hidden: bool = False) -> FoundSheet:
        """Begin a table. Raises Refused for too many tables, or too many inside each other."""
        if len(self._open) >= DEEPEST or len(self.sheets) >= TABLES_AT_MOST:
            raise Refused("FileTooLarge")
        sheet = FoundSheet(TABLE.format(number=len(self.sheets) + 1), is_hidden=is_hidden)
        self.sheets.append(sheet)
        if self._open:
            sheet.inside = self._open[-1].name
        else:
            self._settle()
            sheet.above = self._lines[-_LINES_KEPT:]
            self._lines = []
        self._open.append(sheet)
        return sheet

    def end(self, sheet: FoundSheet) -> None:
        """End the table that was begun last."""
        self._open.pop()
        if not self._open:
            self._last = sheet

    def finish(self) -> list[FoundSheet]:
        """Return all tables, once the document has been read."""
        self._settle()
        return self.sheets

    def count_cell(self) -> None:
        """Count a cell. Raises Refused if there are too many."""
        self._cells += 1
        if self._cells > CELLS_AT_MOST:
            raise Refused("FileTooLarge")

    def _settle(self) -> None:
        if self._last is not None:
            self._last.below = self._lines[:_LINES_KEPT]


def put_text(sheet: FoundSheet, row: int, column: int, value: Any) -> None:
    """Put a value into a cell, by 1-based row and column; an empty one is skipped."""
    if value is not None and value != "":
        sheet.put(row, column, value)


def merge(sheet: FoundSheet, place: Sequence[int]) -> None:
    """Note a merged range: first row and column, last ones; a single cell is skipped."""
    top, left, bottom, right = place
    if (top, left) != (bottom, right):
        sheet.merges.append((top, left, bottom, right))
