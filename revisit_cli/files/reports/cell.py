"""One cell of a report's workbook, over as many columns of the grid as it takes."""

from typing import Any

from revisit_cli.labels.reports.report import NOT_APPLICABLE
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.paper import Cell


def write_cell(sheet: Any, place: tuple[int, int, int, int], cell: Cell, style: Any) -> None:
    """Write a cell over its columns. Text is never a formula: write_string, never write."""
    if place[1] < place[3]:
        sheet.merge_range(*place, "", style)
    row, column = place[:2]
    if isinstance(cell, Rate) and cell.tenths is not None:
        sheet.write_number(row, column, cell.tenths / 1000, style)
    elif isinstance(cell, int):
        sheet.write_number(row, column, cell, style)
    else:
        text = NOT_APPLICABLE if isinstance(cell, Rate) else cell or ""
        sheet.write_string(row, column, text, style)
