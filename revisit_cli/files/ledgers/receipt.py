"""The receipt workbook that a unit gets for its ledger: its path and its layout."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import chain
from math import ceil
from pathlib import Path
from typing import Any

from revisit_cli.files.workbooks.book import PAPER_A4, book, merged, text_height, text_width
from revisit_cli.labels.ledgers.receipt import ENDING
from revisit_cli.labels.rules.form import FONT, HEAD_FONT, PAGE_FOOTER, SHEET_TITLE_SIZE, TITLE_FONT
from revisit_cli.records.ledgers.receipt import Receipt, ReceiptRow, ReceiptSheet

_FILLS = {"held": "#F8CBAD", "noted": "#FFF2CC", "duplicate": "#E7E6E6"}
_LEAST_WIDTH, _MOST_WIDTH, _WIDE = 8, 30, 42
_FONT_SIZE = 10
# Column widths count characters of ten points, text_height wider ones: the factor between them.
_NARROWER = 0.9
_MOST_HEIGHT = 160.0
_ROWS_MEASURED = 200


def receipt_path(path: Path) -> Path:
    """Return where a file's receipt goes: beside it, as ``NAME_回执.xlsx``."""
    target = path.with_name(f"{path.stem.removesuffix(ENDING)}{ENDING}.xlsx")
    return path.with_name(f"{path.stem}2.xlsx") if target.name == path.name else target


def receipt_place(path: Path, may_replace: Callable[[Path], bool]) -> Path | None:
    """Return where a file's receipt can be written now, or None.

    Beside the file, numbered if an older receipt is open in Excel or ``may_replace`` is false for
    it. If the file's folder is read-only: in the working directory, and there never over an
    existing file, for ledgers of several folders may have the same name.
    """
    beside = (each for each in _numbered(receipt_path(path)) if _is_free(each, may_replace))
    here = (each for each in _numbered(_here(path)) if _is_free(each, lambda _: False))
    return next(chain(beside, here), None)


def write_receipt(target: Path, receipt: Receipt, now: datetime) -> None:
    """Write a receipt, replacing an older one. Raises TargetNotWritable."""
    with book(target, "receipt", now, force=True, seal=receipt.seal, has_numbers=True) as workbook:
        styles = _styles(workbook)
        for sheet in receipt.sheets:
            _lay_out(workbook.add_worksheet(sheet.name), sheet, styles)


def _here(path: Path) -> Path:
    return Path.cwd() / receipt_path(path).name


def _numbered(place: Path) -> Iterator[Path]:
    yield place
    for number in range(2, 10):
        yield place.with_name(f"{place.stem}({number}).xlsx")


def _is_free(target: Path, may_replace: Callable[[Path], bool]) -> bool:
    return _is_writable(target) and (not target.exists() or may_replace(target))


def _is_writable(target: Path) -> bool:
    """Return whether a file can be written, without changing anything."""
    may_write = os.access(target.parent, os.W_OK)
    if not may_write or not target.exists():
        return may_write
    try:
        with target.open("r+b"):
            return True
    except OSError:
        return False


def _lay_out(page: Any, sheet: ReceiptSheet, styles: dict[str, Any]) -> None:
    last = len(sheet.headings) - 1
    widths = _widths(sheet)
    for number, line in enumerate(sheet.lines):
        style = styles["title" if number == 0 else "line"]
        merged(page, (number, 0, number, max(last, 1)), line, style)
        page.set_row(number, 28 if number == 0 else _height(line, sum(widths)))
    top = len(sheet.lines)
    for column, heading in enumerate(sheet.headings):
        page.write_string(top, column, heading, styles["head"])
        page.set_column(column, column, widths[column])
    page.set_row(top, max(map(_height, sheet.headings, widths)) + 4)
    for number, row in enumerate(sheet.rows, top + 1):
        page.set_row(number, max(map(_height, row.texts, widths)) + 2)
        _write_row(page, number, row, styles)
    page.freeze_panes(top + 1, 0)
    page.set_landscape()
    page.set_paper(PAPER_A4)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    page.fit_to_pages(1, 0)
    page.repeat_rows(top)
    page.set_footer(PAGE_FOOTER)


def _write_row(page: Any, number: int, row: ReceiptRow, styles: dict[str, Any]) -> None:
    for column, text in enumerate(row.texts):
        style = f"{row.look} faulty" if column in row.faulty else row.look
        page.write_string(number, column, text, styles[style])


def _widths(sheet: ReceiptSheet) -> list[int]:
    """Return each column's width in characters, by its longest text, within limits."""
    widths = []
    for column, heading in enumerate(sheet.headings):
        texts = [row.texts[column] for row in sheet.rows[:_ROWS_MEASURED]]
        longest = max(
            text_width(line) for text in [heading[:12], *texts] for line in text.split("\n")
        )
        most = _WIDE if column in sheet.wide else _MOST_WIDTH
        widths.append(min(max(longest + 2, _LEAST_WIDTH), most))
    # The title takes one line: the last column of a narrow table is widened to hold it.
    title = text_width(sheet.lines[0]) * SHEET_TITLE_SIZE / _FONT_SIZE / _NARROWER
    widths[-1] += max(0, ceil(title) + 1 - sum(widths))
    return widths


def _height(text: str, width: float) -> float:
    return min(text_height(text, _FONT_SIZE, width * _NARROWER), _MOST_HEIGHT)


def _styles(workbook: Any) -> dict[str, Any]:
    base = {
        "font_name": FONT,
        "border": 1,
        "text_wrap": True,
        "valign": "vcenter",
        "font_size": _FONT_SIZE,
        "num_format": "@",
    }
    add = workbook.add_format
    # With a border too: red is not seen on a copy in grey.
    fault = {"font_color": "#C00000", "bold": True, "border": 5, "border_color": "#C00000"}
    styles = {"plain": add(base), "plain faulty": add(base | fault)}
    for name, fill in _FILLS.items():
        styles[name] = add(base | {"bg_color": fill})
        styles[f"{name} faulty"] = add(base | {"bg_color": fill} | fault)
    return styles | {
        "head": add(base | {"font_name": HEAD_FONT, "align": "center", "bg_color": "#F0F0F0"}),
        "title": add({"font_name": TITLE_FONT, "bold": True, "font_size": SHEET_TITLE_SIZE}),
        "line": add(
            {"font_name": FONT, "font_size": _FONT_SIZE, "valign": "top", "text_wrap": True}
        ),
    }
