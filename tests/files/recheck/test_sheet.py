"""The sheet that a re-checker fills in: nothing on it is cut off."""

from pathlib import Path
from typing import Any

import openpyxl

from revisit_cli.files.recheck.sheet import write
from revisit_cli.files.workbooks.book import text_width
from revisit_cli.records.firms.person import Person
from revisit_cli.records.recheck.entry import BlindCard, CheckSheet, SheetEntry

LONG = "示例市甲卯消防设施工程安装设计（集团）有限责任公司" * 3
# Points, as LibreOffice sets them: a column's character, a line, and what indent and rules take.
CHARACTER, LINE, TAKEN = 5.4, 13.5, 11
FIRST = 5


def test_every_row_is_as_high_as_what_stands_in_it(tmp_path: Path) -> None:
    entries = tuple(
        _card(length, LONG[:length], f"{LONG[: length % 30]}备案", length % 7)
        for length in range(1, len(LONG))
    )
    path = tmp_path / "复核表.xlsx"
    write(path, CheckSheet(1, "2026-11", "示例乙", None, "", entries), "示例市住建局", force=False)
    sheet: Any = openpyxl.load_workbook(path).worksheets[0]
    widths = {letter: each.width for letter, each in sheet.column_dimensions.items()}
    for row in sheet.iter_rows(min_row=FIRST, max_row=FIRST + len(entries) - 1):
        height = sheet.row_dimensions[row[0].row].height
        for cell in row[:4]:
            room = (widths[cell.column_letter] * CHARACTER - TAKEN) / (cell.font.sz / 2)
            texts = str(cell.value or "").split("\n")
            lines = sum(max(1, -(-text_width(text) // int(room))) for text in texts)
            assert lines * LINE <= height, (cell.value, height)


def _card(rank: int, firm: str, matter: str, phones: int) -> SheetEntry:
    numbers = tuple(f"138{rank:04d}{each:04d}" for each in range(phones))
    people = (Person("联系人", numbers),)
    matters = (("房地产市场监管科", matter, None), ("行政审批科", "施工许可", None))
    card = BlindCard("2026-11", rank, firm, None, (), matters, people, rank, 48, 0, rank, None)
    return SheetEntry(card, "0" * 20)
