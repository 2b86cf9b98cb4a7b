"""The grid of a table on a web page: rows and columns of its cells, and their values."""

from datetime import date, timedelta
from typing import Any

from revisit_cli.files.workbooks.document import merge, put_text
from revisit_cli.files.workbooks.number_format import SERIALS
from revisit_cli.files.workbooks.refused import Refused
from revisit_cli.files.workbooks.sheet import FoundSheet
from revisit_cli.pattern import pattern

_COLUMNS_AT_MOST = 16_384
_DOWN_AT_MOST = 65_534
_BLANKS, _AROUND = pattern(r"[ \t]+"), pattern(r" *\n[ \n]*")
_EPOCH = date(1899, 12, 30)
# Shown for a number that does not fit its cell, or that is too long.
_NOT_SHOWN = pattern(r"#+|[\d.]+[Ee]\+?\d+|")
_DATED = pattern(r"\d+\s*[-/.\u5e74]\s*\d+.*|\d+\s*\u6708.*")
_PLAIN = pattern(r"[\d,]+(?:\.\d+)?")


class Cell:
    """A cell while it is read: its spans, attributes and text.

    ``is_struck``: some of the text is struck through; ``is_plain``: some is not. ``deleted`` text,
    by a tracked change, counts as struck through if there is no other.
    """

    __slots__ = (
        "deleted", "down", "found", "is_hidden", "is_plain", "is_struck", "pieces", "span",
    )  # fmt: skip

    def __init__(self, span: int, down: int, found: dict[str, str]) -> None:
        self.span, self.down, self.found = span, min(down, _DOWN_AT_MOST), found
        self.pieces: list[str] = []
        self.deleted: list[str] = []
        self.is_hidden = self.is_struck = self.is_plain = False

    def say(self, text: str, *, is_deleted: bool, is_struck: bool) -> None:
        """Add text."""
        (self.deleted if is_deleted else self.pieces).append(text)
        if text.strip():
            self.is_struck |= is_deleted or is_struck
            self.is_plain |= not (is_deleted or is_struck)

    def value(self) -> Any:
        """Return the cell's value: its text, or the number that an attribute gives for it."""
        shown = _shown(self.pieces) or _shown(self.deleted)
        found = self.found
        if found.get("x:str"):
            return found["x:str"]
        number = found.get("x:num", found.get("sdval"))  # by Excel, by LibreOffice
        if number is None and "n" in (found.get("t"), found.get("data-t")):
            number = found.get("v") or found.get("data-v")
        return _number(number, shown) if number else shown


def _shown(pieces: list[str]) -> str:
    return _AROUND.sub("\n", _BLANKS.sub(" ", "".join(pieces))).strip()


class Row:
    """A row while it is read; ``group`` numbers the row group of the table it belongs to."""

    __slots__ = ("cells", "group", "is_hidden", "is_struck")

    def __init__(self, group: int, *, is_hidden: bool) -> None:
        self.group, self.is_hidden, self.is_struck = group, is_hidden, False
        self.cells: list[Cell] = []


class Table:
    """A table while it is read, with its open row and cell; ``marks`` were open at its start.

    ``columns`` and ``grouped`` count the columns it declares, one by one and in groups.
    """

    __slots__ = (
        "cell", "columns", "group", "grouped", "hides_group", "marks", "row", "rows", "sheet",
    )  # fmt: skip

    def __init__(self, sheet: FoundSheet, marks: int) -> None:
        self.sheet, self.marks = sheet, marks
        self.rows: list[Row] = []
        self.row: Row | None = None
        self.cell: Cell | None = None
        self.group = self.columns = self.grouped = 0
        self.hides_group = False


def lay_out(table: Table) -> None:
    """Put the cells of a table into its sheet, and note merged ranges, hidden rows and columns.

    Raises Refused for a table with too many columns.
    """
    sheet, number = table.sheet, 0
    layout = _Layout(table)
    numbers: list[int] = []
    for place, row in enumerate(table.rows):
        layout.begin(place, row)
        number += bool(row.cells or layout.going)
        numbers.append(number)
        if row.is_hidden and row.cells:
            sheet.hide_rows(number, number)
        layout.put(place, number, row)
    for top, left, bottom, right in layout.merges:
        merge(sheet, (numbers[top], left, numbers[bottom], right))
    sheet.widen(layout.width)


class _Layout:
    """The state while the rows of a table are laid out; ``place`` is a row's 0-based index.

    ``going`` are the cells that are continued downwards: first and last column, and last row;
    ``merges`` the ranges of all cells: first row and column, last ones.
    """

    def __init__(self, table: Table) -> None:
        self.sheet = table.sheet
        self.keeps_hidden = _keeps_hidden(table.rows)
        self.full = _full_width(table)
        self.last_rows = {row.group: place for place, row in enumerate(table.rows)}
        self.going: list[tuple[int, int, int]] = []
        self.merges: list[tuple[int, int, int, int]] = []
        self.width = 0

    def begin(self, place: int, row: Row) -> None:
        """Correct the spans of a row, and end those from above that do not reach it."""
        _narrow(row, self.full)
        self.going = [each for each in self.going if each[2] >= place]
        for over in _ended(row, self.going, self.full):
            self.going.remove(over)
            self.merges = _cut(self.merges, over, place - 1)

    def put(self, place: int, number: int, row: Row) -> None:
        """Put the cells of a row into the sheet, at its 1-based row number."""
        column, last_row = 1, self.last_rows[row.group]
        for cell in row.cells:
            if cell.is_hidden and not self.keeps_hidden:
                continue
            column = _free(column, self.going)
            right = column + cell.span - 1
            if right > _COLUMNS_AT_MOST:
                raise Refused("FileTooLarge")
            end = last_row if cell.down == 0 else min(place + cell.down - 1, last_row)
            if cell.is_hidden:
                self.sheet.hide_columns(column, right)
            _put(self.sheet, number, column, cell)
            if end > place:
                self.going.append((column, right, end))
            self.merges.append((place, column, end, right))
            column = right + 1
            self.width = max(self.width, right)


def _put(sheet: FoundSheet, row: int, column: int, cell: Cell) -> None:
    value = cell.value()
    put_text(sheet, row, column, value)
    if cell.is_struck and not cell.is_plain and value != "":
        sheet.strike(row)
    sheet.has_struck_words |= cell.is_struck and cell.is_plain


def _full_width(table: Table) -> int:
    """Return how many columns a table declares, 0 if its rows contradict that."""
    said = table.columns or table.grouped
    rows = [row.cells for row in table.rows]
    is_borne_out = any(sum(cell.span for cell in cells) == said for cells in rows)
    is_hiding = any(cell.is_hidden for cells in rows for cell in cells)
    is_wider = any(len(cells) > said for cells in rows)
    return said if is_borne_out and not is_hiding and not is_wider else 0


def _narrow(row: Row, full: int) -> None:
    """Narrow the only spanning cell of a row that is wider than the table.

    Some programs omit hidden columns, but still count them in spans.
    """
    beyond = sum(cell.span for cell in row.cells) - full
    spanning = [cell for cell in row.cells if cell.span > 1]
    if full and beyond > 0 and len(spanning) == 1 and spanning[0].span > beyond:
        spanning[0].span -= beyond


def _ended(row: Row, going: list[tuple[int, int, int]], full: int) -> list[tuple[int, int, int]]:
    """Return the cells from above that must end before a row, against their declared span.

    Their span counts hidden rows that were omitted, which makes the row wider than the table. Those
    that would end first are returned; none if that does not give the row its full width.
    """
    own = sum(cell.span for cell in row.cells)
    beyond = own + sum(last - first + 1 for first, last, _ in going) - full
    over: list[tuple[int, int, int]] = []
    for each in sorted(going, key=lambda each: each[2]) if full and own else ():
        if beyond > 0:
            over.append(each)
            beyond -= each[1] - each[0] + 1
    return over if beyond == 0 else []


def _cut(
    merges: list[tuple[int, int, int, int]], over: tuple[int, int, int], last: int
) -> list[tuple[int, int, int, int]]:
    """Return merges, with one that is continued downwards cut off after a row."""
    return [
        (top, left, last if (left, right, bottom) == over else bottom, right)
        for top, left, bottom, right in merges
    ]


def _free(column: int, going: list[tuple[int, int, int]]) -> int:
    """Return the first column, from one on, that no cell from above covers."""
    is_taken = True
    while is_taken:
        is_taken = False
        for first, last, _ in going:
            if first <= column <= last:
                column, is_taken = last + 1, True
    return column


def _keeps_hidden(rows: list[Row]) -> bool:
    """Return whether hidden cells are a hidden column: in the same place in every row.

    If only some rows have them they are ignored, or they would displace the cells beside them.
    """
    places = {
        tuple(number for number, cell in enumerate(row.cells) if cell.is_hidden)
        for row in rows
        if len(row.cells) > 1 and not all(cell.is_hidden for cell in row.cells)
    }
    return len(places) < 2


def _number(text: str, shown: str) -> Any:
    """Return the number of an attribute, or None if the text shown says as much."""
    try:
        value = float(text)
    except ValueError:
        return shown
    if _NOT_SHOWN.fullmatch(shown):
        return value
    if _PLAIN.fullmatch(shown) and float(shown.replace(",", "") or "nan") == value:
        return value if shown == str(int(value)) else shown
    if SERIALS[0] <= value <= SERIALS[1] and _DATED.fullmatch(shown):
        return _EPOCH + timedelta(days=int(value))
    return shown
