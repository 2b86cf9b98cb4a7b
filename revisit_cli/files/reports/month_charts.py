"""The charts of the month's workbook: native ones, black on white, their data on a hidden sheet."""

from collections.abc import Sequence
from typing import Any

from revisit_cli.files.reports.leaf import COLUMN_PIXELS, COLUMNS
from revisit_cli.files.reports.month_styles import Styles
from revisit_cli.files.workbooks.book import PAPER_A4, merged, text_width
from revisit_cli.labels.reports import leaf as words
from revisit_cli.labels.reports.month_sheets import CONTINUED, DATA, DAY_FORMAT
from revisit_cli.records.reports.book import BookSheet, BurnDown, RateLine, RateLines, UnitBar
from revisit_cli.records.value import Value

GOOD, BAD, LINE, PACE, GRID = "#939393", "#111111", "#000000", "#6E6E6E", "#C8C8C8"
BAR_PIXELS, BURN_PIXELS, RATE_PIXELS = 29, 180, 140
# Points of the type of a bar's name; the largest share of a chart's width that names take; pixels
# kept free above and below the bars together; the share of the width behind the longest bar.
BAR_NAME, MOST_NAMED, BARS_FREE, BAR_END = 9.0, 0.6, 24, 0.02
RATES_A_ROW, FLOOR, BARS_A_PICTURE = 3, 60, 15
_WIDTH = COLUMNS * COLUMN_PIXELS
_POINT = 0.75  # of a pixel


class Data:
    """The hidden sheet with the data of charts; added with the first of them."""

    def __init__(self, workbook: Any) -> None:
        self.workbook, self.column = workbook, 0
        self.sheet: Any = None

    def column_of(self, values: Sequence[Any], style: Any = None) -> list[Any]:
        """Write values into a new column, None as an empty cell; return its range for a chart."""
        if self.sheet is None:
            self.sheet = self.workbook.add_worksheet(DATA)
            self.sheet.set_paper(PAPER_A4)
            self.sheet.fit_to_pages(1, 0)
        for row, value in enumerate(values):
            if isinstance(value, str):
                self.sheet.write_string(row, self.column, value)
            elif isinstance(value, int | float):
                self.sheet.write_number(row, self.column, value)
            elif value is not None:
                self.sheet.write_datetime(row, self.column, value, style)
        place = [DATA, 0, self.column, len(values) - 1, self.column]
        self.column += 1
        return place

    def close(self) -> None:
        """Hide the sheet."""
        if self.sheet is not None:
            self.sheet.hide()


class Picture(Value):
    """A chart below tables: its title, a remark, and its measures.

    A chart of bars may have several parts, all on one scale: ``most`` firms take the whole width.
    ``named`` is the share of the width that the names take.
    """

    title: str
    note: str
    height: float
    burn_down: BurnDown | None = None
    bars: tuple[UnitBar, ...] = ()
    most: int = 0
    named: float = 0.0
    rates: RateLines | None = None

    def draw(self, sheet: Any, styles: Styles, data: Data, row: int) -> int:
        """Draw the chart from a row on; return the next row."""
        for text, style, height in ((self.title, "heading", 24), (self.note, "note", 18)):
            if text:
                merged(sheet, (row, 0, row, COLUMNS - 1), text, styles[style])
                sheet.set_row(row, height)
                row += 1
        if self.burn_down is not None:
            return _burn(sheet, styles, data, self.burn_down, row)
        if self.rates is not None:
            return _rates(sheet, styles, data, self.rates, row)
        return _bars(sheet, data, self, row)


def pictures(each: BookSheet) -> list[Picture]:
    """Return the charts of a sheet."""
    found = []
    if each.burn_down is not None:
        height = 20 + BURN_PIXELS * _POINT
        found.append(Picture("", each.burn_down.caption, height, burn_down=each.burn_down))
    parts = -(-len(each.bars) // BARS_A_PICTURE) or 1
    for number in range(parts):
        own = each.bars[len(each.bars) * number // parts : len(each.bars) * (number + 1) // parts]
        if own:
            title = each.bars_title + (CONTINUED if number else "")
            height = 42 + _bars_pixels(own) * _POINT + 10
            most = max(bar.satisfied + bar.dissatisfied + bar.not_rated for bar in each.bars)
            named = _named(each.bars)
            found.append(Picture(title, each.bars_note, height, bars=own, most=most, named=named))
    if each.rates is not None:
        rows = -(-len(each.rates.lines) // RATES_A_ROW)
        height = 42 + rows * RATE_PIXELS * _POINT + 10
        found.append(Picture(each.rates.title, each.rates.note, height, rates=each.rates))
    return found


def _font(name: str, size: float) -> dict[str, Any]:
    return {"name": name, "size": size, "bold": False, "color": LINE}


def _place(sheet: Any, chart: Any, row: int, pixels: int) -> int:
    """Place a chart across all columns, over rows of its own; return the next row."""
    chart.set_size({"width": _WIDTH, "height": pixels})
    sheet.set_row(row, pixels * _POINT if pixels * _POINT <= 400 else 400)
    sheet.insert_chart(row, 0, chart, {"object_position": 1})
    rest = pixels * _POINT - 400
    while rest > 0:
        row += 1
        sheet.set_row(row, min(rest, 400))
        rest -= 400
    return row + 1


def _plain(chart: Any, title: str = "", size: float = 11) -> None:
    chart.set_legend({"none": True})
    chart.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    chart.set_plotarea({"fill": {"none": True}})
    if title:
        chart.set_title({"name": title, "name_font": _font(words.HEI, size), "overlay": False})
    else:
        chart.set_title({"none": True})


def _burn(sheet: Any, styles: Styles, data: Data, burn: BurnDown, row: int) -> int:
    days = styles.get("day") or styles.add("day", words.FANG, 9, num_format=DAY_FORMAT)
    categories = data.column_of(burn.days, days)
    chart = data.workbook.add_chart({"type": "line"})
    series = ((burn.pace, {"color": PACE, "width": 1.25, "dash_type": "dash"}),
              (burn.left, {"color": LINE, "width": 2}))  # fmt: skip
    for values, line in series:
        if any(each is not None for each in values):
            place = data.column_of(values)
            chart.add_series({"categories": categories, "values": place, "line": line})
    _plain(chart)
    chart.set_x_axis({
        "date_axis": True, "major_unit": 5, "major_unit_type": "days", "num_format": DAY_FORMAT,
        "num_font": _font(words.FANG, 9), "line": {"color": LINE}, "major_tick_mark": "outside",
    })  # fmt: skip
    chart.set_y_axis({
        "min": 0, "num_font": _font(words.FANG, 9), "line": {"none": True},
        "major_gridlines": {"visible": True, "line": {"color": GRID, "width": 0.5}},
    })  # fmt: skip
    chart.show_blanks_as("gap")
    return _place(sheet, chart, row, BURN_PIXELS)


def _bars_pixels(bars: Sequence[UnitBar]) -> int:
    return BARS_FREE + BAR_PIXELS * len(bars)


def _named(bars: Sequence[UnitBar]) -> float:
    """Return the share of a chart's width that the names of its bars take."""
    points = max(text_width(bar.label) for bar in bars) / 2 * BAR_NAME + 2 * BAR_NAME
    return min(points / (_WIDTH * _POINT), MOST_NAMED)


def _bars(sheet: Any, data: Data, picture: Picture, row: int) -> int:
    """Draw a bar for each unit, on the same scale as the other parts of the chart."""
    bars, high = picture.bars, _bars_pixels(picture.bars)
    chart = data.workbook.add_chart({"type": "bar", "subtype": "stacked"})
    categories = data.column_of([each.label for each in bars])
    for values, fill, edge in (
        ([each.satisfied for each in bars], {"color": GOOD}, GOOD),
        ([each.dissatisfied for each in bars], {"color": BAD}, BAD),
        ([each.not_rated for each in bars], {"color": "#FFFFFF"}, "#444444"),
    ):
        place = data.column_of(values)
        border = {"color": edge, "width": 0.75}
        chart.add_series({
            "categories": categories, "values": place, "fill": fill, "border": border, "gap": 45,
        })  # fmt: skip
    _plain(chart)
    chart.set_plotarea({
        "fill": {"none": True},
        "layout": {
            "x": picture.named, "y": BARS_FREE / 2 / high,
            "width": 1 - picture.named - BAR_END, "height": 1 - BARS_FREE / high,
        },
    })  # fmt: skip
    chart.set_y_axis({
        "reverse": True, "num_font": _font(words.FANG, BAR_NAME), "line": {"color": LINE},
        "major_tick_mark": "none",
    })  # fmt: skip
    chart.set_x_axis({
        "visible": False, "min": 0, "max": picture.most, "major_gridlines": {"visible": False},
    })  # fmt: skip
    return _place(sheet, chart, row, high)


def _rates(sheet: Any, styles: Styles, data: Data, rates: RateLines, row: int) -> int:
    """Draw a small chart for each rate, all on one scale, three side by side."""
    months = styles.get("month") or styles.add("month", words.FANG, 9, num_format="yyyy.mm")
    categories = data.column_of(rates.months, months)
    known = [each for line in rates.lines for each in line.tenths if each is not None]
    floor = FLOOR if all(each >= FLOOR * 10 for each in known) else 0
    width = _WIDTH // RATES_A_ROW
    for number, line in enumerate(rates.lines):
        place = number % RATES_A_ROW
        if not place:
            sheet.set_row(row, RATE_PIXELS * _POINT)
            row += 1
        chart = _rate(data, line, categories, floor, len(rates.months))
        chart.set_size({"width": width, "height": RATE_PIXELS})
        at = place * COLUMNS // RATES_A_ROW
        sheet.insert_chart(row - 1, at, chart, {"object_position": 1})
    return row


def _rate(data: Data, line: RateLine, categories: list[Any], floor: int, months: int) -> Any:
    chart = data.workbook.add_chart({"type": "line"})
    values = data.column_of([None if each is None else each / 10 for each in line.tenths])
    chart.add_series({
        "categories": categories, "values": values, "line": {"color": LINE, "width": 2},
        "marker": {"type": "circle", "size": 3, "fill": {"color": LINE}, "border": {"color": LINE}},
    })  # fmt: skip
    _plain(chart, line.title, 10)
    chart.set_x_axis({
        "date_axis": True, "major_unit": max(months - 1, 1), "major_unit_type": "months",
        "num_format": "yyyy.mm", "num_font": _font(words.FANG, 8), "line": {"color": LINE},
    })  # fmt: skip
    chart.set_y_axis({
        "min": floor, "max": 100, "major_unit": 20 if floor else 50,
        "num_font": _font(words.FANG, 8), "line": {"none": True},
        "major_gridlines": {"visible": True, "line": {"color": GRID, "width": 0.5}},
    })  # fmt: skip
    chart.show_blanks_as("gap")
    return chart
