"""The grid of a Word table: the columns of its cells, which may differ from row to row."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, pairwise

from revisit_cli.files.workbooks.document import merge, put_text
from revisit_cli.files.workbooks.sheet import FoundSheet

# A cell border this close to one that most rows have, in column widths, is taken for the same.
_NEAR = 3


class Row:
    """A row while it is read: its cells from left to right."""

    __slots__ = ("before", "cells", "is_deleted", "is_hidden")

    def __init__(self) -> None:
        self.before = 0
        self.cells: list[Cell] = []
        self.is_deleted = self.is_hidden = False


class Cell:
    """A cell while it is read: the grid columns that it spans, and its text."""

    __slots__ = (
        "fields", "is_deleted", "is_joined", "is_plain", "is_struck", "merge", "number",
        "paragraphs", "span",
    )  # fmt: skip

    def __init__(self, fields: list[bool]) -> None:
        self.span = 1
        self.merge = ""
        self.number = ""
        self.is_deleted = self.is_joined = False
        # Whether some of its text is struck through, and whether some is not.
        self.is_struck = self.is_plain = False
        self.paragraphs: list[str] = []
        self.fields = fields  # the state outside the table, restored at its end

    def text(self) -> str:
        """Return the cell's text, or the number of its list item if it has no other text."""
        found = "\n".join(self.paragraphs).strip()
        return "" if self.is_deleted else found or self.number


class Table:
    """A table while it is read, with its open row and cell."""

    __slots__ = ("cell", "row", "rows", "sheet", "widths")

    def __init__(self, sheet: FoundSheet) -> None:
        self.sheet = sheet
        self.widths: list[int] = []
        self.rows: list[Row] = []
        self.row: Row | None = None
        self.cell: Cell | None = None


def lay_out(table: Table) -> None:
    """Put the cells of a table into their rows and columns, and note merged ranges."""
    edges = _straightened([_edges(row) for row in table.rows], table.widths)
    starts = sorted({edge for row in edges for edge in row[:-1]})
    column_at = {edge: number for number, edge in enumerate(starts, 1)}
    # By first column: the cell that is continued downwards in the next rows.
    merging: dict[int, list[int]] = {}
    merges: list[list[int]] = []
    for number, (row, found) in enumerate(zip(table.rows, edges, strict=True), 1):
        if row.is_hidden:
            table.sheet.hide_rows(number, number)
        below: dict[int, list[int]] = {}
        for cell, (start, end) in zip(row.cells, pairwise(found), strict=True):
            left = column_at[start]
            right = bisect_left(starts, end)
            if cell.merge == "continue" and left in merging:
                merging[left][2] = number
                below[left] = merging[left]
                continue
            place = [number, left, number, max(left, right)]
            merges.append(place)
            if cell.merge:
                below[left] = place
            put_text(table.sheet, number, left, cell.text())
            if cell.is_struck and not cell.is_plain and cell.text():
                table.sheet.strike(number)
            table.sheet.has_struck_words |= cell.is_struck and cell.is_plain
        merging = below
    for place in merges:
        merge(table.sheet, place)
    table.sheet.widen(len(starts))


def joined(cells: Sequence[Cell]) -> list[Cell]:
    """Return a row's cells, with those that continue the one to the left joined to it."""
    found: list[Cell] = []
    for cell in cells:
        if cell.is_joined and found and not cell.text():
            found[-1].span += cell.span
        else:
            found.append(cell)
    return found


def _edges(row: Row) -> tuple[int, ...]:
    """Return the grid columns at which a row's cells begin, and that where the last one ends."""
    return tuple(accumulate((cell.span for cell in row.cells), initial=row.before))


def _straightened(
    edges: Sequence[tuple[int, ...]], widths: Sequence[int]
) -> Sequence[tuple[int, ...]]:
    """Return the borders of cells, moved to where most rows have theirs if they are close to it.

    Moving the border of one cell by hand gives a table more grid columns than are visible.
    """
    last = max((row[-1] for row in edges), default=0)
    if len(widths) < last or not all(widths[:last]):
        return edges
    counts = Counter(row for row in edges if len(row) > 2)
    if not counts:
        return edges
    usual = max(counts, key=lambda row: (counts[row], len(row)))
    where = [0]
    for width in widths:
        where.append(where[-1] + width)
    made = {row: _moved(row, usual, where) for row in set(edges)}
    return [made[row] for row in edges]


def _moved(row: tuple[int, ...], usual: tuple[int, ...], where: Sequence[int]) -> tuple[int, ...]:
    found = []
    for edge in row:
        place = min(range(len(usual)), key=lambda n: abs(where[usual[n]] - where[edge]))
        beside = [
            where[usual[n + 1]] - where[usual[n]] for n in (place - 1, place)
            if 0 <= n < len(usual) - 1
        ]  # fmt: skip
        near = abs(where[usual[place]] - where[edge]) * _NEAR <= min(beside)
        found.append(usual[place] if near else edge)
    is_sound = all(left < right for left, right in pairwise(found))
    return tuple(found) if is_sound else row
