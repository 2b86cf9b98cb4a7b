"""附表3 of all units in the month's workbook, on A4 landscape."""

from functools import cache, partial
from typing import Any

from revisit_cli.document import FORM_3
from revisit_cli.files.ledgers.form import LEFT, column_styles
from revisit_cli.files.reports.leaf import lines_in
from revisit_cli.files.reports.month_styles import FORM_CELL, Styles, new_sheet
from revisit_cli.files.reports.paging import Block, lay_out
from revisit_cli.files.workbooks.book import merged
from revisit_cli.labels.reports.month_sheets import FORM
from revisit_cli.labels.reports.report import NONE
from revisit_cli.records.reports.book import MonthBook

# The widths of its columns in pixels, and the height of a page in points.
FORM_WIDTHS = (36, 104, 62, 76, 92, 112, 66, 188, 60, 92, 72)
FORM_SIZE, _FORM_LINE, _FORM_PAGE = 9.0, 13.0, 472.0
# Points that the indent of left-aligned text takes.
_INDENT = 9.0
# Points: the rows of title, unit and headings, and the space that a row keeps free.
_TITLES, _HEAD, _SPACE = 52.0, 30.0, 6.0


def write_form(workbook: Any, paper: MonthBook, styles: Styles) -> None:
    """Write 附表3 of all units, with its headings on every page."""
    table = paper.form
    sheet = new_sheet(workbook, FORM, paper.foot, is_across=True)
    for column, width in enumerate(FORM_WIDTHS):
        sheet.set_column_pixels(column, column, width, styles["plain"])
    last = len(FORM_WIDTHS) - 1
    merged(sheet, (0, 0, 0, last), table.title, styles["form_title"])
    sheet.set_row(0, 30)
    sheet.write_string(1, 0, FORM_3.heads["made_by"], styles["form_line"])
    sheet.write_string(1, last - 3, FORM_3.heads["made_on"], styles["form_line"])
    sheet.set_row(1, 22)
    for column, heading in enumerate(table.headings):
        sheet.write_string(2, column, heading, styles["form_head"])
    sheet.set_row(2, _HEAD)
    points = [width * 0.75 - _INDENT * (column in LEFT) for column, width in enumerate(FORM_WIDTHS)]
    # Cached: most texts of a column are in many rows.
    lines = cache(partial(lines_in, size=FORM_SIZE))
    rows = [[str(cell) for cell in cells] for cells in table.rows]
    heights = [_FORM_LINE * max(map(lines, cells, points)) for cells in rows]
    note = _SPACE + _FORM_LINE * lines_in(table.remark, sum(points), FORM_SIZE)
    form = Block(_TITLES, tuple(heights), _SPACE, _HEAD, note)
    space = lay_out([form], _FORM_PAGE)[0].space * _SPACE
    cell_styles = column_styles(workbook, FORM_CELL)
    for row, (cells, height) in enumerate(zip(rows, heights, strict=True), 3):
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cell, cell_styles[column])
        sheet.set_row(row, height + space)
    row = len(table.rows) + 3
    if not table.rows:
        merged(sheet, (row, 0, row, last), NONE, cell_styles[LEFT[0]])
        row += 1
    sheet.write_string(row, 0, FORM_3.heads["note"], styles["form_head"])
    merged(sheet, (row, 1, row, last), table.remark, cell_styles[LEFT[0]])
    sheet.set_row(row, note)
    sheet.repeat_rows(2)
    sheet.freeze_panes(3, 0)
    sheet.print_area(0, 0, row, last)
    sheet.fit_to_pages(1, 0)
