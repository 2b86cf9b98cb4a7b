"""The rows of a table in the month's workbook: their heights, and writing them."""

from collections.abc import Sequence
from typing import Any

from revisit_cli.files.reports.leaf import COLUMNS, lines_in, write_cell
from revisit_cli.files.reports.month_styles import (
    COLUMN,
    Styles,
    kinds_of,
    most_lines,
    size_of,
)
from revisit_cli.files.reports.paging import Block
from revisit_cli.files.workbooks.book import merged
from revisit_cli.labels.reports.month_sheets import GAP
from revisit_cli.labels.reports.report import NONE
from revisit_cli.records.reports.paper import Cell, Table

# A line's height and the space a row keeps free, as multiples of the type size; others in points.
_LINE_EMS, _SPACE_EMS = 1.45, 0.27
_LINE, _HEAD, _NOTE_LINE, _TITLE, _GAP = 14.0, 19.0, 14.0, 24.0, 10.0
_GROUP = 16.0


def block(table: Table, *, is_annex: bool) -> Block:
    """Return the measures of a table, with its title, its remark and the gap behind it."""
    size = size_of(table, is_annex=is_annex)
    remark = table.remark if table.rows else table.remark or NONE
    return Block(
        above=_TITLE,
        head=_head_height(table, size) if table.rows else 0.0,
        rows=tuple(_row_height(table, cells, size) for cells in table.rows),
        space=size * _SPACE_EMS,
        below=(_note(remark) if remark else 0.0) + _GAP,
        leads=frozenset(number for number, cells in enumerate(table.rows) if len(cells) == 1),
    )


class Rows:
    """Writes the rows of a sheet; ``space`` is a factor for the space that each keeps free."""

    def __init__(self, sheet: Any, styles: Styles, row: int = 0, space: float = 1.0) -> None:
        self.sheet, self.styles, self.row, self.space = sheet, styles, row, space
        self.size = 0.0

    def table(
        self, table: Table, measures: Block, *, is_annex: bool = False, is_bare: bool = False
    ) -> int:
        """Write a table by its measures: title, rows, remark; return the row of its headings."""
        self.size = size_of(table, is_annex=is_annex)
        if not is_bare:
            self._text(table.title, "annex" if is_annex else "heading", _TITLE)
        if not table.rows:
            self._text(table.remark or NONE, "note", _note(table.remark or NONE))
            self._gap()
            return self.row
        kinds = kinds_of(table)
        head = self.row
        self._cells(table, _headings(table, self.size), kinds, "head")
        self.sheet.set_row(head, measures.head)
        self.row += 1
        for number, (cells, height) in enumerate(zip(table.rows, measures.rows, strict=True)):
            self.sheet.set_row(self.row, height + self.space * measures.space)
            is_last = number == len(table.rows) - 1
            if len(cells) == 1:
                self._group(str(cells[0]), is_last=is_last)
            else:
                self._cells(table, cells, kinds, "last" if is_last else "row")
            self.row += 1
        if table.remark and not is_bare:
            self._text(table.remark, "note", _note(table.remark))
        if not is_bare:
            self._gap()
        return head

    def _gap(self) -> None:
        self.sheet.set_row(self.row, _GAP)
        self.row += 1

    def _text(self, text: str, style: str, height: float) -> None:
        merged(self.sheet, (self.row, 0, self.row, COLUMNS - 1), text, self.styles[style])
        self.sheet.set_row(self.row, height)
        self.row += 1

    def _group(self, text: str, *, is_last: bool) -> None:
        """Write the head of a group: its name, and the reason in lighter type."""
        style = self.styles.group(is_last=is_last)
        head, _, why = text.partition(GAP)
        self.sheet.merge_range(self.row, 0, self.row, COLUMNS - 1, "", style)
        if why:
            runs = (self.styles["run_group"], f"{head}{GAP}", self.styles["run_note"], why)
            self.sheet.write_rich_string(self.row, 0, *runs, style)
        else:
            self.sheet.write_string(self.row, 0, head, style)

    def _cells(self, table: Table, cells: Sequence[Cell], kinds: Sequence[str], at: str) -> None:
        column = 0
        for number, (cell, kind) in enumerate(zip(cells, kinds, strict=False)):
            width = table.widths[number]
            if number == len(cells) - 1:
                width = COLUMNS - column
            is_text = number == len(cells) - 1 and len(cells) < len(table.headings)
            # Where there is room, an indent keeps a number clear of the text beside it.
            is_tight = column + width >= COLUMNS or width == 1
            own = "text" if is_text else kind
            is_apart = own == "text" and number > 0 and kinds[number - 1] == "count"
            style = self.styles.cell(own, cell, at, self.size, is_tight=is_tight, is_apart=is_apart)
            write_cell(self.sheet, (self.row, column, self.row, column + width - 1), cell, style)
            column += width


def _headings(table: Table, size: float) -> tuple[str, ...]:
    """Return the headings; one that is too long for its column is split into two even lines."""
    pairs = zip(table.headings, table.widths, strict=True)
    return tuple(
        f"{head[: len(head) // 2]}\n{head[len(head) // 2 :]}"
        if "\n" not in head and lines_in(head, width * COLUMN, min(size, 10)) > 1
        else head
        for head, width in pairs
    )


def _head_height(table: Table, size: float) -> float:
    return _HEAD + _LINE * (most_lines(table, _headings(table, size), min(size, 10)) - 1)


def _row_height(table: Table, cells: Sequence[Cell], size: float) -> float:
    """Return the height of a row's text in points: office programs do not fit it by themselves."""
    if len(cells) == 1:
        return _GROUP
    return size * _LINE_EMS * most_lines(table, cells, size)


def _note(text: str) -> float:
    return 4 + _NOTE_LINE * lines_in(text, COLUMNS * COLUMN, 10)
