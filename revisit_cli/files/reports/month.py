"""The month as a workbook that an office signs: words first, then names, tables and pictures."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from revisit_cli.document import clause
from revisit_cli.files.reports import month_charts as charts
from revisit_cli.files.reports.cell import write_cell
from revisit_cli.files.reports.leaf import COLUMN_PIXELS, COLUMNS
from revisit_cli.files.reports.month_form import write_form
from revisit_cli.files.reports.month_heights import GAP as GAP_HEIGHT
from revisit_cli.files.reports.month_heights import GROUP, TITLE, Heights, note_height
from revisit_cli.files.reports.month_styles import (
    COLUMN,
    PAGE,
    SQUEEZES,
    Styles,
    kinds_of,
    lines_in,
    new_sheet,
)
from revisit_cli.files.workbooks.book import book, merged
from revisit_cli.labels.reports.month_sheets import FRONT, GAP, INDENT
from revisit_cli.labels.reports.report import NONE
from revisit_cli.records.reports.book import BookSheet, MonthBook
from revisit_cli.records.reports.paper import Cell, Table

WORDS, WORDS_LINE, WORDS_ROWS = 14.0, 20.5, 12


@clause("四3", "附表3")
def write_month(path: Path, paper: MonthBook, now: datetime) -> None:
    """Write the workbook of 「每月一统计」: to sign, and all that is behind it.

    The log's size and head stand in every footer. Whether ``path`` may be written over is looked
    at before. Raises TargetNotWritable.
    """
    with book(path, "report", now, force=True) as made:
        styles = Styles(made)
        _Front(made, paper, styles).write()
        data = charts.Data(made)
        for each in paper.sheets:
            _write_sheet(made, each, paper, styles, data, is_annex=False)
        write_form(made, paper, styles)
        _write_sheet(made, paper.annex, paper, styles, data, is_annex=True)
        data.close()


class _Front:
    """The first page under way: what is signed."""

    def __init__(self, made: Any, paper: MonthBook, styles: Styles) -> None:
        self.paper, self.styles = paper, styles
        self.sheet = new_sheet(made, FRONT, paper.foot)
        self.sheet.set_column_pixels(0, COLUMNS - 1, COLUMN_PIXELS, styles["plain"])
        self.row = 0

    def write(self) -> None:
        """Write head, states, words, the six figures, and who signs."""
        paper = self.paper
        self._line(paper.office, "office", 22)
        self._line(paper.title, "title", 36)
        self._line(paper.period, "period", 22)
        self._line(paper.remark, "period", 18)
        for title, text in paper.states:
            self._state(title, text)
        self._gap(8)
        self._words()
        self._gap(10)
        writer = _Rows(self.sheet, self.styles, self.row, is_annex=False)
        writer.table(Heights(paper.six, is_annex=False), is_bare=True)
        self.row = writer.row
        self._gap(16)
        for number in range(0, len(paper.signs), 2):
            self.sheet.set_row(self.row, 32)
            for place, sign in enumerate(paper.signs[number : number + 2]):
                self.sheet.write_string(self.row, place * COLUMNS // 2, sign, self.styles["line"])
            self.row += 1
        self.sheet.print_area(0, 0, self.row - 1, COLUMNS - 1)
        self.sheet.fit_to_pages(1, 1)

    def _line(self, text: str, style: str, height: float) -> None:
        place = (self.row, 0, self.row, COLUMNS - 1)
        merged(self.sheet, place, text, self.styles[style])
        self.sheet.set_row(self.row, height)
        self.row += 1

    def _gap(self, height: float) -> None:
        self.sheet.set_row(self.row, height)
        self.row += 1

    def _state(self, title: str, text: str) -> None:
        """Write a state as a boxed word with its reason behind it."""
        self._gap(5)
        # The box grows with the word: two columns, three for a long one.
        wide = 1 if len(title) <= 4 else 2
        merged(self.sheet, (self.row, 0, self.row, wide), title, self.styles["state"])
        place = (self.row, wide + 1, self.row, COLUMNS - 1)
        merged(self.sheet, place, text, self.styles["state_text"])
        lines = lines_in(text, (COLUMNS - wide - 1) * COLUMN, 10.5)
        self.sheet.set_row(self.row, 20 + 15 * (lines - 1))
        self.row += 1

    def _words(self) -> None:
        """Write all paragraphs as one cell: what the estimate leaves over gathers at its end."""
        indented = [(f"{INDENT}{head}", text) for head, text in self.paper.words]
        count = sum(lines_in(head + text, COLUMNS * COLUMN, WORDS) for head, text in indented)
        for row in range(self.row, self.row + WORDS_ROWS):
            self.sheet.set_row(row, count * WORDS_LINE / WORDS_ROWS)
        runs: list[Any] = []
        for number, (head, text) in enumerate(indented):
            runs += [self.styles["run_head"], ("\n" if number else "") + head]
            runs += [self.styles["run"], text]
        last = self.row + WORDS_ROWS - 1
        self.sheet.merge_range(self.row, 0, last, COLUMNS - 1, "", self.styles["words"])
        self.sheet.write_rich_string(self.row, 0, *runs, self.styles["words"])
        self.row = last + 1


class _Rows:
    """Rows of a sheet under way; ``stretch`` sets the rows of its tables further apart."""

    def __init__(
        self, sheet: Any, styles: Styles, row: int = 0, stretch: float = 1.0, *, is_annex: bool
    ) -> None:
        self.sheet, self.styles, self.row, self.stretch = sheet, styles, row, stretch
        self.is_annex, self.size = is_annex, 0.0

    def table(self, heights: Heights, *, is_bare: bool = False) -> int:
        """Write a table: its title and what is to know of it, its rows; return its head's row."""
        table, self.size = heights.table, heights.size
        if not is_bare:
            self._text(table.title, "annex" if self.is_annex else "heading", TITLE)
        if not table.rows:
            self._text(table.remark or NONE, "note", note_height(table.remark or NONE))
            self._gap()
            return self.row
        kinds = kinds_of(table)
        head = self.row
        self._cells(table, table.headings, kinds, "head")
        self.sheet.set_row(head, heights.head)
        self.row += 1
        for number, (cells, height) in enumerate(zip(table.rows, heights.rows, strict=True)):
            is_last = number == len(table.rows) - 1
            if len(cells) == 1:
                self._group(str(cells[0]), is_last=is_last)
            else:
                self._cells(table, cells, kinds, "last" if is_last else "row")
                self.sheet.set_row(self.row, height * self.stretch)
                self.row += 1
        if table.remark and not is_bare:
            self._text(table.remark, "note", note_height(table.remark))
        if not is_bare:
            self._gap()
        return head

    def _gap(self) -> None:
        self.sheet.set_row(self.row, GAP_HEIGHT)
        self.row += 1

    def _text(self, text: str, style: str, height: float) -> None:
        merged(self.sheet, (self.row, 0, self.row, COLUMNS - 1), text, self.styles[style])
        self.sheet.set_row(self.row, height)
        self.row += 1

    def _group(self, text: str, *, is_last: bool) -> None:
        """Write the head of a group: what it is, and the reason in lighter type."""
        style = self.styles.group(is_last=is_last)
        head, _, why = text.partition(GAP)
        self.sheet.merge_range(self.row, 0, self.row, COLUMNS - 1, "", style)
        if why:
            runs = (self.styles["run_group"], f"{head}{GAP}", self.styles["run_note"], why)
            self.sheet.write_rich_string(self.row, 0, *runs, style)
        else:
            self.sheet.write_string(self.row, 0, head, style)
        self.sheet.set_row(self.row, GROUP * self.stretch)
        self.row += 1

    def _cells(self, table: Table, cells: Sequence[Cell], kinds: Sequence[str], at: str) -> None:
        column = 0
        for number, (cell, kind) in enumerate(zip(cells, kinds, strict=False)):
            width = table.widths[number]
            if number == len(cells) - 1:
                width = COLUMNS - column
            is_text = number == len(cells) - 1 and len(cells) < len(table.headings)
            # A number keeps clear of the text beside it, where there is room.
            is_tight = column + width >= COLUMNS or width == 1
            own = "text" if is_text else kind
            style = self.styles.cell(own, cell, at, self.size, is_tight=is_tight)
            write_cell(self.sheet, (self.row, column, self.row, column + width - 1), cell, style)
            column += width


def _write_sheet(
    made: Any,
    each: BookSheet,
    paper: MonthBook,
    styles: Styles,
    data: charts.Data,
    *,
    is_annex: bool,
) -> None:
    """Write tables and pictures; those that do not fit the page go on one of their own."""
    for number, (tables, shown, stretch) in enumerate(_parted(each, is_annex=is_annex)):
        name = each.name if not number else f"{each.name}{number + 1}"
        sheet = new_sheet(made, name, paper.foot)
        sheet.set_column_pixels(0, COLUMNS - 1, COLUMN_PIXELS, styles["plain"])
        writer = _Rows(sheet, styles, 0, stretch, is_annex=is_annex)
        heads = [writer.table(table) for table in tables]
        for picture in shown:
            writer.row = picture.draw(sheet, styles, data, writer.row)
        if tables and tables[0].whole(stretch) > PAGE:
            sheet.repeat_rows(heads[0])
            sheet.freeze_panes(heads[0] + 1, 0)
        sheet.print_area(0, 0, max(writer.row - 1, 0), COLUMNS - 1)
        sheet.fit_to_pages(1, 0)


Part = tuple[list[Heights], list[charts.Picture], float]


def _parted(each: BookSheet, *, is_annex: bool) -> list[Part]:
    """Return what stands together and how far apart its rows are.

    All of it on one page, if need be a little closer together; else what fits a page, and a long
    table with what the last of its pages has room for.
    """
    shown = charts.pictures(each)
    measured = [Heights(table, is_annex=is_annex) for table in each.tables]
    if not is_annex:
        for squeeze in SQUEEZES:
            height = sum(table.whole(squeeze) for table in measured)
            if height + sum(picture.height for picture in shown) <= PAGE:
                return [(measured, shown, squeeze)]
    found: list[Part] = []
    taken = PAGE
    for table in measured:
        stretch = table.stretch()
        height = table.whole(stretch)
        if taken + height > PAGE or height > PAGE:
            found.append(([], [], stretch))
            taken = 0.0
        found[-1][0].append(table)
        taken += height
        if height > PAGE:
            taken = table.last_page(stretch)
    for picture in shown:
        if taken + picture.height > PAGE:
            found.append(([], [], 1.0))
            taken = 0.0
        found[-1][1].append(picture)
        taken += picture.height
    return found
