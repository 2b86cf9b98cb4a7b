"""What every printed form shares: the workbook, the looks, the paper."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from revisit_cli.errors.form import FormExists, FormNotWritable
from revisit_cli.files.mark import mark
from revisit_cli.labels.form import FONT, PAGE_FOOTER

PAPER_A4 = 9
# Of a font size: how far apart its lines stand, with a little to spare.
_LINE = 1.45


def book(path: Path, *, force: bool, what: str = "form") -> Any:
    """Return a new workbook at ``path``, marked for what it is.

    Raises FormExists or FormNotWritable.
    """
    import xlsxwriter

    if path.exists() and not force:
        raise FormExists(file=path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    except OSError as error:
        raise FormNotWritable(file=path) from error
    made = xlsxwriter.Workbook(path)
    mark(made, what)
    return made


def styles(made: Any) -> dict[str, Any]:
    """Return the looks of a form's cells: title, plain, head, cell, top."""
    base = {"font_name": FONT, "font_size": 12, "valign": "vcenter", "text_wrap": True}
    boxed = {**base, "border": 1}
    return {
        "title": made.add_format({**base, "font_size": 20, "bold": True, "align": "center"}),
        "plain": made.add_format({**base, "text_wrap": False}),
        "head": made.add_format({**boxed, "align": "center"}),
        "cell": made.add_format(boxed),
        "top": made.add_format({**boxed, "valign": "top"}),
    }


def set_up(sheet: Any, widths: Sequence[float]) -> None:
    """Set a sheet up for A4, with room to bind on the left; widths in characters."""
    sheet.set_paper(PAPER_A4)
    sheet.set_margins(left=0.9, right=0.6, top=0.9, bottom=0.8)
    sheet.center_horizontally()
    sheet.set_footer(PAGE_FOOTER)
    sheet.hide_gridlines(2)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)


def merged(sheet: Any, place: tuple[int, int, int, int], text: str, style: Any) -> None:
    """Write a text over first row, first column, last row, last column; never a formula."""
    sheet.merge_range(*place, "", style)
    sheet.write_string(place[0], place[1], text, style)


def text_height(text: str, size: float, columns: float) -> float:
    """Return about how many points high a text stands in a box so many characters wide.

    ``columns`` count characters of twelve points, a Chinese one as two.
    """
    each = max(1, int(columns * 12 / size))
    count = sum(max(1, -(-text_width(line) // each)) for line in text.split("\n"))
    return count * size * _LINE


def text_width(text: str) -> int:
    """Return how many characters wide a text stands, a Chinese one as two."""
    return sum(1 + (east_asian_width(character) in "WFA") for character in text)
