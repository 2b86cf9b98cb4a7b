"""A report as a workbook set up for A4, for an office to sign."""

from datetime import datetime
from pathlib import Path
from typing import Any

from revisit_cli.document import clause
from revisit_cli.files.workbooks.book import PAPER_A4, book, merged, text_width
from revisit_cli.labels.reports import report as words
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.paper import Cell, Chart, Paper, Table

HEADINGS_AT = 2
SHORT = 14
ROWS_ON_A_PAGE = 45


@clause("四3", "附表3")
def write_book(path: Path, paper: Paper, now: datetime) -> None:
    """Write the workbook of 「每月一统计」 or of another report: a sheet a table.

    The log's size and head stand on the first sheet and in every footer. Whether ``path`` may be
    written over is looked at before. Raises TargetNotWritable.
    """
    with book(path, "report", now, force=True) as made:
        writer = _Book(made, paper)
        for number, table in enumerate(paper.tables):
            writer.add(table, is_first=number == 0)


class _Book:
    """One workbook under way."""

    def __init__(self, made: Any, paper: Paper) -> None:
        self.made, self.paper = made, paper
        base = {"border": 1, "valign": "vcenter", "text_wrap": True, "font_name": words.SONG}
        add = made.add_format
        self.text = add({**base, "num_format": "@"})
        self.centre = add({**base, "align": "center", "num_format": "@"})
        self.number = add({**base, "align": "center", "num_format": "0"})
        self.rate = add({**base, "align": "center", "num_format": "0.0%"})
        self.head = add({**base, "align": "center", "bold": True, "bg_color": "#E7EEF7"})
        self.title = add(
            {
                "bold": True,
                "font_size": 18,
                "align": "center",
                "valign": "vcenter",
                "font_name": words.HEI,
            }
        )
        self.plain = add({"font_name": words.SONG, "valign": "vcenter"})
        self.wrapped = add({"font_name": words.SONG, "valign": "top", "text_wrap": True})

    def add(self, table: Table, *, is_first: bool) -> None:
        """Add one table's sheet; the first one is to be signed and fits one page."""
        sheet = self._sheet(table)
        for column, heading in enumerate(table.headings):
            sheet.write_string(HEADINGS_AT, column, heading, self.head)
        sheet.set_row(HEADINGS_AT, 24)
        row = HEADINGS_AT + 1
        for cells in table.rows:
            for column, cell in enumerate(cells):
                self._write(sheet, row, column, cell)
            sheet.set_row(row, _height(cells, table.widths))
            row += 1
        if not table.rows:
            sheet.write_string(row, 0, words.NONE, self.text)
            row += 1
        if table.remark:
            merged(sheet, (row, 0, row, len(table.headings) - 1), table.remark, self.wrapped)
            sheet.set_row(row, _height((table.remark,), (sum(table.widths),)))
            row += 1
        if table.chart is not None and _charted(table, table.chart):
            self._chart(sheet, table, table.chart, row + 1)
        if is_first:
            self._sign(sheet, row + 1)
            sheet.fit_to_pages(1, 1)
        else:
            sheet.repeat_rows(HEADINGS_AT)
            sheet.freeze_panes(HEADINGS_AT + 1, 0)

    def _sheet(self, table: Table) -> Any:
        sheet = self.made.add_worksheet(table.title)
        for column, width in enumerate(table.widths):
            sheet.set_column(column, column, width)
        if table.is_landscape:
            sheet.set_landscape()
        sheet.set_paper(PAPER_A4)
        sheet.set_margins(left=0.7, right=0.7, top=0.8, bottom=0.8)
        sheet.fit_to_pages(1, int(len(table.rows) <= ROWS_ON_A_PAGE))
        sheet.center_horizontally()
        sheet.set_footer(f"&L{self.paper.foot}&C&P / &N")
        title = f"{self.paper.title}　{table.title}"
        merged(sheet, (0, 0, 0, len(table.widths) - 1), title, self.title)
        sheet.set_row(0, 34)
        sheet.write_string(1, 0, f"{self.paper.period}　{self.paper.remark}".rstrip(), self.plain)
        return sheet

    def _write(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        # Text from a cell is never a formula: write_string, never write.
        if cell is None:
            sheet.write_blank(row, column, None, self.text)
        elif isinstance(cell, Rate):
            if cell.tenths is None:
                sheet.write_string(row, column, words.NOT_APPLICABLE, self.number)
            else:
                sheet.write_number(row, column, cell.tenths / 1000, self.rate)
        elif isinstance(cell, int):
            sheet.write_number(row, column, cell, self.number)
        else:
            is_short = column > 0 and text_width(cell) <= SHORT
            sheet.write_string(row, column, cell, self.centre if is_short else self.text)

    def _chart(self, sheet: Any, table: Table, chart: Chart, row: int) -> None:
        first, last = HEADINGS_AT + 1, HEADINGS_AT + _charted(table, chart)
        options = {"type": chart.kind}
        if chart.kind == "column":
            options["subtype"] = "stacked"
        drawn = self.made.add_chart(options)
        for column in chart.series:
            drawn.add_series(
                {
                    "name": [table.title, HEADINGS_AT, column],
                    "categories": [table.title, first, chart.categories, last, chart.categories],
                    "values": [table.title, first, column, last, column],
                }
            )
        if _has_rates(table, chart):
            drawn.set_y_axis({"min": 0, "max": 1, "num_format": "0%"})
        drawn.set_title({"name": chart.title, "name_font": {"name": words.HEI, "size": 12}})
        drawn.set_legend({"position": "bottom"})
        drawn.set_size({"width": 760, "height": 300})
        sheet.insert_chart(row, 0, drawn)

    def _sign(self, sheet: Any, row: int) -> None:
        for column, sign in enumerate(self.paper.signs):
            sheet.write_string(row, column, sign, self.plain)
        sheet.set_row(row, 36)
        sheet.write_string(row + 1, 0, self.paper.line, self.plain)


def _charted(table: Table, chart: Chart) -> int:
    """Return how many rows to chart: months to come, without a rate, would be drawn as nought."""
    for count in range(len(table.rows), 0, -1):
        if any(_is_drawn(table.rows[count - 1][column]) for column in chart.series):
            return count
    return 0


def _is_drawn(cell: Cell) -> bool:
    return cell.value is not None if isinstance(cell, Rate) else isinstance(cell, int)


def _has_rates(table: Table, chart: Chart) -> bool:
    return all(isinstance(row[column], Rate) for row in table.rows for column in chart.series)


def _height(cells: tuple[Cell, ...], widths: tuple[int, ...]) -> int:
    """Return a row's height in points: neither office program fits a row to its text unasked."""
    lines = [
        1 + (text_width(cell) - 1) // max(width - 1, 1)
        for cell, width in zip(cells, widths, strict=False)
        if isinstance(cell, str) and cell
    ]
    return max(20, 16 * max(lines, default=1))
