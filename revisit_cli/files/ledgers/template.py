"""附表3 blank, for a unit and a month: what it is filled with imports without a note."""

from datetime import datetime
from pathlib import Path
from typing import Any

from revisit_cli.document import LEDGER_COLUMNS, clause
from revisit_cli.files.workbooks.book import PAPER_A4, book, merged
from revisit_cli.labels.ledgers.receipt import UNIT_LINE
from revisit_cli.labels.ledgers.template import (
    COMPLETIONS,
    MADE_BY,
    NOTE,
    NOTE_TEXT,
    SHEET,
    TIME,
    TITLE,
)
from revisit_cli.labels.rules.form import PAGE_FOOTER
from revisit_cli.rulebook.periods import month_parts

LAST_ROW = 500
_LAST = len(LEDGER_COLUMNS) - 1
_WIDTHS = (6, 12, 9, 12, 12, 18, 14, 28, 10, 16, 12)
# The zero-based rows and columns of what a unit fills in.
_FIRST_ROW, _PRINTED_ROWS = 3, 10
_UNIT, _COMPLETION = 1, 6


@clause("附表3", "三(一)1")
def write_template(target: Path, unit: str, month: str, now: datetime, *, force: bool) -> None:
    """Write the form with the document's own headings, the unit filled in and A4 set up.

    Phone and date cells are text, completion and unit are drop-downs down to row 500.
    Raises TargetExists or TargetNotWritable.
    """
    with book(target, "template", now, force=force, has_numbers=True) as made:
        sheet = made.add_worksheet(SHEET)
        _head(made, sheet, unit, month)
        _rows(made, sheet)
        _offer(sheet, _COMPLETION, list(COMPLETIONS))
        _offer(sheet, _UNIT, [unit])
        _set_up(sheet)
        notes = made.add_worksheet(NOTE)
        for row, text in enumerate(NOTE_TEXT):
            notes.write_string(row, 0, text)
        notes.set_column(0, 0, 90)


def _head(made: Any, sheet: Any, unit: str, month: str) -> None:
    year, number = month_parts(month)
    title = made.add_format({"bold": True, "font_size": 18, "align": "center", "valign": "vcenter"})
    head = made.add_format(
        {"border": 1, "align": "center", "valign": "vcenter", "text_wrap": True, "bold": True}
    )
    merged(sheet, (0, 0, 0, _LAST), TITLE.format(year=year, month=number), title)
    sheet.write_string(1, 0, MADE_BY)
    sheet.write_string(1, 4, UNIT_LINE.format(unit=unit))
    sheet.write_string(1, _LAST - 1, TIME)
    for column, heading in enumerate(LEDGER_COLUMNS):
        sheet.write_string(2, column, heading, head)
        sheet.set_column(column, column, _WIDTHS[column])
    sheet.set_row(0, 36)
    sheet.set_row(2, 32)


def _rows(made: Any, sheet: Any) -> None:
    base = {"num_format": "@", "align": "center", "text_wrap": True}
    cell = made.add_format({**base, "border": 1, "valign": "vcenter"})
    first_more = _FIRST_ROW + _PRINTED_ROWS
    for row in range(_FIRST_ROW, first_more):
        sheet.set_row(row, 26)
        for column in range(_LAST + 1):
            number = str(row - _FIRST_ROW + 1) if column == 0 else ""
            sheet.write_string(row, column, number, cell)
    # Further rows are text too, and get their lines once they are filled: blank ones never print.
    more = made.add_format(base)
    for row in range(first_more, LAST_ROW):
        for column in range(_LAST + 1):
            sheet.write_blank(row, column, None, more)
    filled = {
        "type": "formula",
        "criteria": f"=COUNTA($A{first_more + 1}:$K{first_more + 1})>0",
        "format": made.add_format({"border": 1}),
    }
    sheet.conditional_format(first_more, 0, LAST_ROW - 1, _LAST, filled)


def _offer(sheet: Any, column: int, choices: list[str]) -> None:
    """Offer a column's words as a list; another word is only warned of."""
    offered = {"validate": "list", "source": choices, "error_type": "warning"}
    sheet.data_validation(_FIRST_ROW, column, LAST_ROW - 1, column, offered)


def _set_up(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(PAPER_A4)
    sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_FIRST_ROW - 1)
    sheet.set_footer(PAGE_FOOTER)
    sheet.freeze_panes(_FIRST_ROW, 0)
