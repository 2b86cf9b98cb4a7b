"""The list that a unit gets of its firms without a working number, with room for new ones."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from revisit_cli.document import clause
from revisit_cli.files.rules.form import sheet_styles
from revisit_cli.files.workbooks.book import PAPER_A4, book, merged, text_height
from revisit_cli.labels.calls.return_list import (
    FILLED,
    HIDDEN,
    INSTRUCTION,
    KNOWN,
    NO_NUMBER,
    SHEET,
    TITLE,
    WRONGS,
)
from revisit_cli.labels.rules.form import PAGE_FOOTER
from revisit_cli.labels.text import LISTED
from revisit_cli.records.calls.return_list import ReturnedFirm

COLUMNS = (*KNOWN, *FILLED, *HIDDEN)
_SIZE = 11
_WIDTHS = {
    "number": 5, "firm": 28, "matter": 20, "numbers": 22, "wrong": 12, "new_phone": 18,
    "contact": 10, "remark": 14, "call": 8,
}  # fmt: skip


@clause("R12")
def write(
    path: Path, unit: str, month: str, due: str, firms: Sequence[ReturnedFirm], *, force: bool
) -> None:
    """Write one unit's list: 「退回单位补号，计入该单位台账质量，企业仍在N内」.

    Raises TargetExists or TargetNotWritable.
    """
    with book(path, "form", force=force) as workbook:
        styles = sheet_styles(workbook, _SIZE)
        sheet = workbook.add_worksheet(SHEET)
        last = len(COLUMNS) - len(HIDDEN) - 1
        title = TITLE.format(unit=unit, month=month, count=len(firms))
        merged(sheet, (0, 0, 0, last), title, styles["title"])
        merged(sheet, (1, 0, 1, last), INSTRUCTION.format(due=due), styles["plain"])
        for column, (field, heading) in enumerate(COLUMNS):
            hidden = {"hidden": True} if field == "call" else {}
            sheet.set_column(column, column, _WIDTHS[field], None, hidden)
            sheet.write_string(2, column, heading, styles["head"])
        for number, height in enumerate((30, 36, 28)):
            sheet.set_row(number, height)
        for number, firm in enumerate(firms, start=1):
            _row(sheet, number, unit, firm, styles)
        sheet.freeze_panes(3, 2)
        sheet.repeat_rows(2)
        sheet.protect("", {"format_columns": True, "format_rows": True})
        sheet.set_landscape()
        sheet.set_paper(PAPER_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(PAGE_FOOTER)
        sheet.print_area(0, 0, len(firms) + 2, last)


def _row(sheet: Any, number: int, unit: str, firm: ReturnedFirm, styles: dict[str, Any]) -> None:
    numbers = firm.told.get(unit, ())
    known = {
        "number": str(number),
        "firm": firm.firm,
        "matter": LISTED.join(firm.matters.get(unit, ())),
        "numbers": "\n".join(f"{name} {phone}".strip() for name, phone, _ in numbers),
        "wrong": "\n".join(WRONGS[state] for _, _, state in numbers) or NO_NUMBER,
        "call": str(firm.call),
    }
    row = number + 2
    for column, (field, _) in enumerate(COLUMNS):
        if field in known:
            sheet.write_string(row, column, known[field], styles["known"])
        else:
            sheet.write_blank(row, column, None, styles["answer"])
    needed = (text_height(text, _SIZE, _WIDTHS[field] - 1) for field, text in known.items())
    sheet.set_row(row, min(400, max((28, *needed))))
