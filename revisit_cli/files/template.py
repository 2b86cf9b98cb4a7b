"""附表3 blank, for a unit and a month: what it is filled with imports without a note."""

from datetime import datetime
from pathlib import Path

from revisit_cli.document import FORM_3, clause
from revisit_cli.files.mark import mark
from revisit_cli.labels.receipt import UNIT_LINE
from revisit_cli.labels.template import COMPLETIONS, MADE_BY, NOTE, NOTE_TEXT, SHEET, TIME, TITLE

LAST_ROW = 500
_WIDTHS = (6, 12, 9, 12, 12, 18, 14, 28, 10, 16, 12)


@clause("附表3", "三(一)1")
def write_template(target: Path, unit: str, month: str, now: datetime) -> None:
    """Write the form with the document's own headings, the unit filled in and A4 set up.

    Phone and date cells are text, completion and unit are drop-downs down to row 500.
    """
    import xlsxwriter

    headings = FORM_3.headings[:11]
    target.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(str(target))
    mark(book, "template", now)
    base = {"border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
    title = book.add_format({"bold": True, "font_size": 18, "align": "center", "valign": "vcenter"})
    head = book.add_format({**base, "bold": True})
    cell = book.add_format({**base, "num_format": "@"})
    sheet = book.add_worksheet(SHEET)
    year, number = month.split("-")
    last = len(headings) - 1
    sheet.merge_range(0, 0, 0, last, "", title)
    sheet.write_string(0, 0, TITLE.format(year=year, month=int(number)), title)
    sheet.write_string(1, 0, MADE_BY)
    sheet.write_string(1, 4, UNIT_LINE.format(unit=unit))
    sheet.write_string(1, last - 1, TIME)
    for column, heading in enumerate(headings):
        sheet.write_string(2, column, heading, head)
        sheet.set_column(column, column, _WIDTHS[column])
    sheet.set_row(0, 36)
    sheet.set_row(2, 32)
    for row in range(3, 13):
        sheet.set_row(row, 26)
        for column in range(last + 1):
            sheet.write_string(row, column, str(row - 2) if column == 0 else "", cell)
    # Further rows are text too, and get their lines once they are filled: blank ones never print.
    more = book.add_format({"num_format": "@", "align": "center", "text_wrap": True})
    for row in range(13, LAST_ROW):
        for column in range(last + 1):
            sheet.write_blank(row, column, None, more)
    sheet.conditional_format(
        13,
        0,
        LAST_ROW - 1,
        last,
        {
            "type": "formula",
            "criteria": "=COUNTA($A14:$K14)>0",
            "format": book.add_format({"border": 1}),
        },
    )
    sheet.data_validation(
        3,
        6,
        LAST_ROW - 1,
        6,
        {"validate": "list", "source": list(COMPLETIONS), "error_type": "warning"},
    )
    sheet.data_validation(
        3, 1, LAST_ROW - 1, 1, {"validate": "list", "source": [unit], "error_type": "warning"}
    )
    notes = book.add_worksheet(NOTE)
    for row, text in enumerate(NOTE_TEXT):
        notes.write_string(row, 0, text)
    notes.set_column(0, 0, 90)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    sheet.set_footer("&C&P / &N")
    sheet.freeze_panes(3, 0)
    book.close()
