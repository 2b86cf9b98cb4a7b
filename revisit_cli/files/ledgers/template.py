"""附表3 blank, for a unit and a month, made so that what is filled in imports without notes."""

from datetime import datetime
from pathlib import Path
from typing import Any

from revisit_cli.document import LEDGER_COLUMNS, clause
from revisit_cli.files.ledgers.form import WIDTHS, column_styles
from revisit_cli.files.rules.form import form_styles, set_up
from revisit_cli.files.workbooks.book import book, merged
from revisit_cli.labels.ledgers.receipt import UNIT_LINE
from revisit_cli.labels.ledgers.template import (
    COLUMNS,
    COMPLETIONS,
    EXAMPLE,
    MADE_BY,
    NOTE,
    NOTE_HEADINGS,
    NOTE_TEXT,
    SHEET,
    TIME,
    TITLE,
)
from revisit_cli.labels.rules.form import FONT
from revisit_cli.rulebook.periods import month_parts

LAST_ROW = 500
_LAST = len(LEDGER_COLUMNS) - 1
_NOTE_WIDTHS = (26, 62)
# 0-based rows and columns of what a unit fills in.
_FIRST_ROW, _PRINTED_ROWS = 3, 10
_UNIT, _COMPLETION = 1, 6


@clause("附表3", "三(一)1")
def write_template(target: Path, unit: str, month: str, now: datetime, *, force: bool) -> None:
    """Write the form with the document's own headings, the unit filled in and A4 set up.

    Phone and date cells are text, completion and unit are drop-downs down to row 500.
    Raises TargetExists or TargetNotWritable.
    """
    with book(target, "template", now, force=force, has_numbers=True) as workbook:
        sheet = workbook.add_worksheet(SHEET)
        _head(workbook, sheet, unit, month)
        _rows(workbook, sheet)
        _offer(sheet, _COMPLETION, list(COMPLETIONS))
        _offer(sheet, _UNIT, [unit])
        _set_up(sheet)
        _explain(workbook, unit, month)


def _head(workbook: Any, sheet: Any, unit: str, month: str) -> None:
    year, number = month_parts(month)
    styles = form_styles(workbook)
    merged(sheet, (0, 0, 0, _LAST), TITLE.format(year=year, month=number), styles["title"])
    for column, text in ((0, MADE_BY), (4, UNIT_LINE.format(unit=unit)), (_LAST - 2, TIME)):
        sheet.write_string(1, column, text, styles["plain"])
    for column, heading in enumerate(LEDGER_COLUMNS):
        sheet.write_string(2, column, heading, styles["head"])
    for row, height in enumerate((36, 24, 36)):
        sheet.set_row(row, height)


def _rows(workbook: Any, sheet: Any) -> None:
    base = {"num_format": "@", "font_name": FONT, "font_size": 10.5, "text_wrap": True}
    cells = column_styles(workbook, base)
    first_more = _FIRST_ROW + _PRINTED_ROWS
    for row in range(_FIRST_ROW, first_more):
        sheet.set_row(row, 34)
        for column in range(_LAST + 1):
            number = str(row - _FIRST_ROW + 1) if column == 0 else ""
            sheet.write_string(row, column, number, cells[column])
    # Further rows are text too, with borders only once they are filled: blank ones do not print.
    more = workbook.add_format(base)
    for row in range(first_more, LAST_ROW):
        for column in range(_LAST + 1):
            sheet.write_blank(row, column, None, more)
    filled = {
        "type": "formula",
        "criteria": f"=COUNTA($A{first_more + 1}:$K{first_more + 1})>0",
        "format": workbook.add_format({"border": 1}),
    }
    sheet.conditional_format(first_more, 0, LAST_ROW - 1, _LAST, filled)


def _explain(workbook: Any, unit: str, month: str) -> None:
    """Write a sheet that says how each column is filled in, with an example in grey.

    A row has two cells only: more of them, with a firm's name, could be taken for a ledger.
    """
    styles = form_styles(workbook)
    type_ = {"font_name": FONT, "font_size": 12}
    black, grey = (
        workbook.add_format(type_),
        workbook.add_format({**type_, "font_color": "#6E6E6E"}),
    )
    sheet = workbook.add_worksheet(NOTE)
    set_up(sheet, _NOTE_WIDTHS)
    sheet.fit_to_pages(1, 1)
    merged(sheet, (0, 0, 0, 1), NOTE, styles["title"])
    sheet.set_row(0, 42)
    for row, text in enumerate(NOTE_TEXT, 1):
        merged(sheet, (row, 0, row, 1), text, styles["plain"])
        sheet.set_row(row, 22)
    top = len(NOTE_TEXT) + 2
    for column, heading in enumerate(NOTE_HEADINGS):
        sheet.write_string(top, column, heading, styles["head"])
    for row, (heading, (how, like)) in enumerate(
        zip(LEDGER_COLUMNS, COLUMNS, strict=True), top + 1
    ):
        sheet.write_string(row, 0, heading, styles["cell"])
        example = EXAMPLE.format(text=like.format(unit=unit, day=f"{month}-03"))
        if like:
            sheet.write_rich_string(row, 1, black, how, grey, example, styles["cell"])
        else:
            sheet.write_string(row, 1, how, styles["cell"])
    for row in range(top, top + len(COLUMNS) + 1):
        sheet.set_row(row, 30)
    sheet.print_area(0, 0, top + len(COLUMNS), 1)


def _offer(sheet: Any, column: int, choices: list[str]) -> None:
    """Make a column a drop-down list; for another word the office program only warns."""
    offered = {"validate": "list", "source": choices, "error_type": "warning"}
    sheet.data_validation(_FIRST_ROW, column, LAST_ROW - 1, column, offered)


def _set_up(sheet: Any) -> None:
    sheet.set_landscape()
    set_up(sheet, WIDTHS)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_FIRST_ROW - 1)
    sheet.freeze_panes(_FIRST_ROW, 0)
