"""附表3 printed: the services of a unit's ledger under the document's own headings."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from revisit_cli.document import FORM_3, LEDGER_COLUMNS, clause
from revisit_cli.files.rules.form import form_styles, set_up
from revisit_cli.files.workbooks.book import book, merged, text_height
from revisit_cli.labels.rules.form import FONT, FORM_NUMBER, ledger_foot, ledger_title, sheet_name
from revisit_cli.records.form import LedgerPage

WIDTHS = (5, 12, 9, 11, 9, 16, 13, 28, 11, 15, 9)
# The 0-based columns of sentences and names are left-aligned; the others hold a few characters
# and are centred.
LEFT = (5, 7, 10)
# Characters that the indent of left-aligned text takes of a column.
_INDENT = 2
_LEAST_ROWS = 10
_SIZE = 10.5


@clause("附表3")
def write(
    path: Path, pages: Sequence[LedgerPage], *, made_on: str, force: bool, has_numbers: bool = False
) -> None:
    """Write a sheet for each unit, A4 landscape: 「月份涉企服务主体统计表」.

    Headings are on every page; an empty form has ten numbered rows. Raises TargetExists or
    TargetNotWritable.
    """
    with book(path, "ledger_form", force=force, has_numbers=has_numbers) as workbook:
        styles = form_styles(workbook)
        # The smallest type a table may have: eleven columns, and a date must fit on one line.
        base = {"font_name": FONT, "font_size": _SIZE, "text_wrap": True}
        cells = column_styles(workbook, base)
        names: set[str] = set()
        for page in pages:
            name = sheet_name(page.unit, FORM_3.number, names)
            sheet = workbook.add_worksheet(name)
            sheet.set_landscape()
            set_up(sheet, WIDTHS)
            sheet.fit_to_pages(1, 0)
            _page(sheet, page, made_on, styles, cells)


def column_styles(workbook: Any, base: Mapping[str, Any]) -> list[Any]:
    """Return the cell style of each column, its text clear of the borders."""
    boxed = {**base, "border": 1, "valign": "vcenter"}
    centred = workbook.add_format({**boxed, "align": "center"})
    left = workbook.add_format({**boxed, "align": "left", "indent": 1})
    return [left if column in LEFT else centred for column in range(len(WIDTHS))]


def _page(
    sheet: Any, page: LedgerPage, made_on: str, styles: dict[str, Any], cells: Sequence[Any]
) -> None:
    last = len(LEDGER_COLUMNS) - 1
    sheet.write_string(0, 0, FORM_NUMBER.format(number=FORM_3.number), styles["plain"])
    merged(sheet, (1, 0, 1, last), ledger_title(FORM_3.title, page.month), styles["title"])
    sheet.write_string(2, 0, FORM_3.heads["made_by"] + page.unit, styles["plain"])
    sheet.write_string(2, last - 2, FORM_3.heads["made_on"] + made_on, styles["plain"])
    for column, heading in enumerate(LEDGER_COLUMNS):
        sheet.write_string(3, column, heading, styles["head"])
    for number, height in enumerate((20, 36, 24, 36)):
        sheet.set_row(number, height)
    filled = [*page.rows, *([()] * (_LEAST_ROWS - len(page.rows)))]
    for number, content in enumerate(filled, start=1):
        row = number + 3
        texts = (str(number), *(content or ("",) * last))
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, cells[column])
        needed = (
            text_height(text, _SIZE, WIDTHS[column] - _INDENT * (column in LEFT))
            for column, text in enumerate(texts)
        )
        sheet.set_row(row, min(400, max((26, *needed))))
    foot = len(filled) + 4
    sheet.write_string(foot, 0, FORM_3.heads["note"], styles["head"])
    merged(sheet, (foot, 1, foot, last), ledger_foot(page), cells[LEFT[0]])
    sheet.set_row(foot, 30)
    sheet.repeat_rows(3)
    sheet.freeze_panes(4, 0)
