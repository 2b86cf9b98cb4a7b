"""The list a unit gets of its firms that cannot be reached, with room for other numbers."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from revisit_cli.document import clause
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
from revisit_cli.labels.rules.form import FONT, PAGE_FOOTER
from revisit_cli.labels.text import LISTED
from revisit_cli.records.calls.return_list import ReturnedFirm

COLUMNS = (*KNOWN, *FILLED, *HIDDEN)
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
    with book(path, "form", force=force) as made:
        base = {"font_name": FONT, "font_size": 11, "valign": "vcenter", "text_wrap": True}
        boxed = {**base, "border": 1, "num_format": "@"}
        title = made.add_format({**base, "font_size": 16, "bold": True})
        plain = made.add_format({**base, "valign": "top"})
        head = made.add_format({**boxed, "bold": True, "align": "center", "bg_color": "#DDEBF7"})
        looks = {
            "known": made.add_format({**boxed, "bg_color": "#F2F2F2"}),
            "filled": made.add_format({**boxed, "locked": False}),
        }
        sheet = made.add_worksheet(SHEET)
        last = len(COLUMNS) - len(HIDDEN) - 1
        merged(
            sheet, (0, 0, 0, last), TITLE.format(unit=unit, month=month, count=len(firms)), title
        )
        merged(sheet, (1, 0, 1, last), INSTRUCTION.format(due=due), plain)
        for column, (field, heading) in enumerate(COLUMNS):
            hidden = {"hidden": True} if field == "call" else {}
            sheet.set_column(column, column, _WIDTHS[field], None, hidden)
            sheet.write_string(2, column, heading, head)
        for number, height in enumerate((30, 36, 28)):
            sheet.set_row(number, height)
        for number, firm in enumerate(firms, start=1):
            _row(sheet, number, unit, firm, looks)
        sheet.freeze_panes(3, 2)
        sheet.repeat_rows(2)
        sheet.protect("", {"format_columns": True, "format_rows": True})
        sheet.set_landscape()
        sheet.set_paper(PAPER_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(PAGE_FOOTER)
        sheet.print_area(0, 0, len(firms) + 2, last)


def _row(sheet: Any, number: int, unit: str, firm: ReturnedFirm, looks: dict[str, Any]) -> None:
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
            sheet.write_string(row, column, known[field], looks["known"])
        else:
            sheet.write_blank(row, column, None, looks["filled"])
    needed = (text_height(text, 11, _WIDTHS[field] - 1) for field, text in known.items())
    sheet.set_row(row, min(400, max((28, *needed))))
