"""The tables of a document that is no workbook, and the lines that stand between them."""

from collections.abc import Sequence
from typing import Any

from revisit_cli.files.workbooks.refused import Refused
from revisit_cli.files.workbooks.sheet import FoundSheet
from revisit_cli.labels.workbooks.workbook import TABLE

# What no document holds that people read: its tables would be a workbook.
CELLS_AT_MOST = 400_000
TABLES_AT_MOST = 2_000
DEEPEST = 30
_LINES_KEPT = 400
_LONGEST_LINE = 400


class Tables:
    """Tables in the order in which they begin, one inside another's cell among them.

    ``above`` and ``below`` a table are the lines since the table before it, and up to the next: a
    line between two tables is both, and whose it is is not said here.
    """

    def __init__(self) -> None:
        self.sheets: list[FoundSheet] = []
        self._lines: list[str] = []
        self._last: FoundSheet | None = None
        self._open: list[FoundSheet] = []
        self._cells = 0

    def line(self, text: str) -> None:
        """Take a line in that stands in no table."""
        if text.strip():
            self._lines.append(text.strip()[:_LONGEST_LINE])

    def begin(self, *, is_hidden: bool = False) -> FoundSheet:
        """Begin a table. Raises Refused where there are too many, or one too deep in others."""
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
        """Leave a table."""
        self._open.pop()
        if not self._open:
            self._last = sheet

    def finish(self) -> list[FoundSheet]:
        """Return all tables, the last line read."""
        self._settle()
        return self.sheets

    def count_cell(self) -> None:
        """Count a cell. Raises Refused where there are more than a document can show."""
        self._cells += 1
        if self._cells > CELLS_AT_MOST:
            raise Refused("FileTooLarge")

    def _settle(self) -> None:
        if self._last is not None:
            self._last.below = self._lines[:_LINES_KEPT]


def put_text(sheet: FoundSheet, row: int, column: int, value: Any) -> None:
    """Put a cell where it stands, 1-based; blank ones take no room."""
    if value is not None and value != "":
        sheet.put(row, column, value)


def merge(sheet: FoundSheet, place: Sequence[int]) -> None:
    """Note a merge by first row and column and last row and column; one cell is none."""
    top, left, bottom, right = place
    if (top, left) != (bottom, right):
        sheet.merges.append((top, left, bottom, right))
