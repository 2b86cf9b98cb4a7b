"""What the printed forms share: cell styles and page setup."""

from collections.abc import Sequence
from typing import Any

from revisit_cli.files.workbooks.book import PAPER_A4
from revisit_cli.labels.rules.form import (
    FONT,
    HEAD_FONT,
    ONE_OF_LIST,
    PAGE_FOOTER,
    SHEET_TITLE_SIZE,
    TITLE_FONT,
    TITLE_SIZE,
)


def form_styles(workbook: Any) -> dict[str, Any]:
    """Return the cell styles of a form: title, plain, head, cell, top."""
    base = {"font_name": FONT, "font_size": 12, "valign": "vcenter", "text_wrap": True}
    head = {**base, "border": 1, "font_name": HEAD_FONT, "font_size": 11, "align": "center"}
    # Excel applies an indent only with an explicit left alignment.
    boxed = {**base, "border": 1, "align": "left", "indent": 1}
    title = {**base, "font_name": TITLE_FONT, "font_size": TITLE_SIZE}
    title |= {"bold": True, "align": "center"}
    return {
        "title": workbook.add_format(title),
        "plain": workbook.add_format({**base, "text_wrap": False}),
        "head": workbook.add_format(head),
        "cell": workbook.add_format(boxed),
        "top": workbook.add_format({**boxed, "valign": "top"}),
    }


def sheet_styles(workbook: Any, size: float) -> dict[str, Any]:
    """Return the cell styles of a sheet to fill in: title, plain, head, known, answer.

    ``size`` is the type size in points; in a protected sheet only ``answer`` cells can be edited.
    """
    base = {"font_name": FONT, "font_size": size, "valign": "vcenter", "text_wrap": True}
    boxed = {**base, "border": 1, "num_format": "@"}
    title = {**base, "font_name": TITLE_FONT, "font_size": SHEET_TITLE_SIZE, "bold": True}
    head = {**boxed, "font_name": HEAD_FONT, "align": "center", "bg_color": "#F0F0F0"}
    return {
        "title": workbook.add_format(title),
        "plain": workbook.add_format({**base, "valign": "top"}),
        "head": workbook.add_format(head),
        "known": workbook.add_format({**boxed, "bg_color": "#F2F2F2"}),
        "answer": workbook.add_format({**boxed, "locked": False}),
    }


def offer(sheet: Any, column: int, first: int, last: int, words: Sequence[str]) -> None:
    """Let the cells of a column, from a first to a last row, take one of some words only."""
    rule = {
        "validate": "list",
        "source": words,
        "error_title": ONE_OF_LIST,
        "error_message": ONE_OF_LIST,
    }
    sheet.data_validation(first, column, last, column, rule)


def set_up(sheet: Any, widths: Sequence[float]) -> None:
    """Set a sheet up for A4, with a wider left margin for binding; widths in characters."""
    sheet.set_paper(PAPER_A4)
    sheet.set_margins(left=0.9, right=0.6, top=0.9, bottom=0.8)
    sheet.center_horizontally()
    sheet.set_footer(PAGE_FOOTER)
    sheet.hide_gridlines(2)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
