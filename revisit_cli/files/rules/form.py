"""What every printed form shares: the looks, the paper."""

from collections.abc import Sequence
from typing import Any

from revisit_cli.files.workbooks.book import PAPER_A4
from revisit_cli.labels.rules.form import FONT, PAGE_FOOTER


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
