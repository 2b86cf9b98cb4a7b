"""Small line charts side by side, one measure each, all on the same scale."""

from typing import Any

from revisit_cli.labels.reports import leaf as words
from revisit_cli.labels.reports.report import last_rate
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.paper import Chart, Table

A_ROW = 3  # charts
WIDTH, HIGH = 200, 104  # pixels of a chart
HEIGHT = 2 * HIGH * 0.75  # points that two rows of charts take
_FLOOR = 0.6
_GREY = "#D9D9D9"


def draw(workbook: Any, sheet: Any, row: int, table: Table, chart: Chart) -> None:
    """Draw each column of rates of a table as a chart of its own, placed at a row of a sheet.

    The numbers are on a hidden sheet. A line has a gap where there is no rate.
    """
    data = workbook.add_worksheet(words.DATA)
    data.hide()
    for place, cells in enumerate((table.headings, *table.rows)):
        for column, cell in enumerate(cells):
            if isinstance(cell, Rate) and cell.tenths is not None:
                data.write_number(place, column, cell.tenths / 1000)
            elif isinstance(cell, str):
                data.write_string(place, column, cell)
    found = [cell for cells in table.rows for cell in cells if isinstance(cell, Rate)]
    floor = _FLOOR if all((cell.tenths or 0) >= 1000 * _FLOOR for cell in found) else 0
    for number, column in enumerate(chart.series):
        drawn = _line(workbook, table, chart, column, floor)
        # All charts are offset from the same row: the rows below may have any height.
        offset = {"x_offset": 0, "y_offset": number // A_ROW * HIGH, "object_position": 1}
        sheet.insert_chart(row, number % A_ROW * 4, drawn, offset)


def _line(workbook: Any, table: Table, chart: Chart, column: int, floor: float) -> Any:
    """Return the chart of one column; ``floor`` is where its axis begins, as a fraction of 1."""
    last = len(table.rows)
    drawn = workbook.add_chart({"type": "line"})
    drawn.add_series(
        {
            "name": [words.DATA, 0, column],
            "categories": [words.DATA, 1, chart.categories, last, chart.categories],
            "values": [words.DATA, 1, column, last, column],
            "line": {"color": "#000000", "width": 1.5},
            "marker": {
                "type": "circle",
                "size": 4,
                "fill": {"color": "#000000"},
                "border": {"color": "#000000"},
            },
        }
    )
    drawn.show_blanks_as("gap")
    drawn.set_legend({"none": True})
    drawn.set_title(
        {
            "name": _caption(table, column),
            "name_font": {"name": words.HEI, "size": 9, "bold": False},
            "overlay": False,
        }
    )
    _set_axes(drawn, floor)
    drawn.set_chartarea({"border": {"none": True}})
    drawn.set_size({"width": WIDTH, "height": HIGH})
    return drawn


def _set_axes(drawn: Any, floor: float) -> None:
    small = {"name": words.FANG, "size": 7}
    drawn.set_x_axis({"num_font": small, "line": {"color": "#000000", "width": 0.75}})
    drawn.set_y_axis(
        {
            "min": floor,
            "max": 1,
            "major_unit": (1 - floor) / 2,
            "num_format": "0%",
            "num_font": small,
            "line": {"none": True},
            "major_gridlines": {"visible": True, "line": {"color": _GREY, "width": 0.5}},
        }
    )


def _caption(table: Table, column: int) -> str:
    """Return a chart's title: its column's heading, and the last value."""
    last = last_rate(cells[column] for cells in table.rows)
    return f"{table.headings[column]}　{last}".rstrip()
