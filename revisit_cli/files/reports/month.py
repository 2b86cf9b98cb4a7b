"""The month's report as a workbook to sign: words first, then names, tables and charts."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from revisit_cli.document import clause
from revisit_cli.files.reports import month_charts as charts
from revisit_cli.files.reports.leaf import COLUMN_PIXELS, COLUMNS, lines_in
from revisit_cli.files.reports.month_form import write_form
from revisit_cli.files.reports.month_rows import Rows, block
from revisit_cli.files.reports.month_styles import COLUMN, PAGE, Styles, new_sheet
from revisit_cli.files.reports.paging import Block, lay_out
from revisit_cli.files.workbooks.book import book, merged
from revisit_cli.labels.reports.month_sheets import FRONT, INDENT
from revisit_cli.labels.text import LISTED
from revisit_cli.records.reports.book import MonthBook
from revisit_cli.records.reports.paper import Table
from revisit_cli.records.value import Value, replace

WORDS, WORDS_LINE, WORDS_ROWS = 14.0, 20.5, 12


@clause("四3", "附表3")
def write_month(path: Path, paper: MonthBook, now: datetime) -> None:
    """Write the workbook of 「每月一统计」: the page to sign, and the tables behind it.

    Every footer has the log's size and head. Overwrites ``path``: the caller has checked that this
    is wanted. Raises TargetNotWritable.
    """
    with book(path, "report", now, force=True) as workbook:
        styles = Styles(workbook)
        _Front(workbook, paper, styles).write()
        data = charts.Data(workbook)
        _write_sheets(workbook, paper, styles, data)
        write_form(workbook, paper, styles)
        data.close()


class _Front:
    """The first page, which is signed, while it is written."""

    def __init__(self, workbook: Any, paper: MonthBook, styles: Styles) -> None:
        self.paper, self.styles = paper, styles
        self.sheet = new_sheet(workbook, FRONT, paper.foot)
        self.sheet.set_column_pixels(0, COLUMNS - 1, COLUMN_PIXELS, styles["plain"])
        self.row = 0

    def write(self) -> None:
        """Write head, states, words, the six figures and the places to sign."""
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
        writer = Rows(self.sheet, self.styles, self.row)
        writer.table(paper.six, block(paper.six, is_annex=False), is_bare=True)
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
        """Write a state as a word in a box, followed by the reason."""
        self._gap(5)
        # The box is two columns wide, three for a long word.
        wide = 1 if len(title) <= 4 else 2
        merged(self.sheet, (self.row, 0, self.row, wide), title, self.styles["state"])
        place = (self.row, wide + 1, self.row, COLUMNS - 1)
        merged(self.sheet, place, text, self.styles["state_text"])
        lines = lines_in(text, (COLUMNS - wide - 1) * COLUMN, 10.5)
        self.sheet.set_row(self.row, 20 + 15 * (lines - 1))
        self.row += 1

    def _words(self) -> None:
        """Write all paragraphs into one cell, whose height is an estimate of what they need."""
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


class _Part(Value):
    """A table or chart to lay out: the sheet it belongs to, and its measures in points."""

    name: str
    block: Block
    table: Table | None = None
    picture: charts.Picture | None = None
    is_annex: bool = False


def _parts(paper: MonthBook) -> Iterator[_Part]:
    """Yield all tables and charts behind the first page in order, the annex last."""
    for each in (*paper.sheets, paper.annex):
        is_annex = each is paper.annex
        for number, table in enumerate(each.tables):
            measures = replace(block(table, is_annex=is_annex), follows=number > 0 and not is_annex)
            yield _Part(each.name, measures, table, is_annex=is_annex)
        for picture in charts.pictures(each):
            yield _Part(each.name, Block(picture.height, follows=True), picture=picture)


def _write_sheets(workbook: Any, paper: MonthBook, styles: Styles, data: charts.Data) -> None:
    """Write tables and charts on as few pages as possible; a sheet is named after its parts."""
    parts = list(_parts(paper))
    numbers: Counter[str] = Counter()
    for laid_out in lay_out([part.block for part in parts], PAGE):
        own = parts[laid_out.first : laid_out.last + 1]
        names = [name for name in dict.fromkeys(part.name for part in own) if not numbers[name]]
        name = LISTED.join(names) or own[0].name
        numbers.update({part.name for part in own})
        sheet = new_sheet(workbook, name if names else f"{name}{numbers[name]}", paper.foot)
        sheet.set_column_pixels(0, COLUMNS - 1, COLUMN_PIXELS, styles["plain"])
        rows = Rows(sheet, styles, space=laid_out.space)
        for number, part in enumerate(own, laid_out.first):
            if part.picture is not None:
                rows.row = part.picture.draw(sheet, styles, data, rows.row)
            if part.table is not None:
                head = rows.table(part.table, part.block, is_annex=part.is_annex)
                if number == laid_out.broken:
                    sheet.repeat_rows(head)
        sheet.print_area(0, 0, max(rows.row - 1, 0), COLUMNS - 1)
        sheet.fit_to_pages(1, 1 if laid_out.pages == 1 else 0)
