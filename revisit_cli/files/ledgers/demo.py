"""The made-up ledgers of the demonstration, each in another layout that real units use."""

import csv
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

from revisit_cli.document import LEDGER_COLUMNS
from revisit_cli.files.workbooks.book import book
from revisit_cli.files.workbooks.target import whole
from revisit_cli.labels.ledgers import demo as words

_CREATED = datetime(2026, 11, 25)  # noqa: DTZ001


def write_month(folder: Path) -> list[Path]:
    """Write the roster and four units' ledgers of the made-up month; return the ledgers' paths."""
    folder.mkdir(parents=True, exist_ok=True)
    roster = StringIO(newline="")
    csv.writer(roster, lineterminator="\n").writerows([words.ROSTER_HEAD, *words.ROSTER_ROWS])
    with whole(folder / words.ROSTER) as file:
        file.write(roster.getvalue().encode("utf-8-sig"))
    written = []
    for number, (unit, name, matter, first, count) in enumerate(words.LEDGERS):
        rows = [_row(unit, matter, first + n, n) for n in range(count)]
        path = folder / name
        if path.suffix == ".csv":
            _write_text(path, rows)
        else:
            _write_book(path, rows, is_printed=number == 0, merges_unit=number == 1)
        written.append(path)
    return written


def firm_name(number: int) -> str:
    """Return the name of the made-up firm of that number."""
    name = words.STEMS[number % 10] + words.BRANCHES[number % 12]
    return words.FIRM.format(name=name, kind=words.KINDS[number % len(words.KINDS)])


def _row(unit: str, matter: str, number: int, line: int) -> list[Any]:
    letter = words.STEMS[number % 10]
    return [
        line + 1,
        unit,
        words.OFFICER.format(name=letter),
        date(2026, 11, 2 + line * 2),
        words.PLACE,
        matter,
        words.DONE,
        firm_name(number),
        words.CONTACT.format(name=letter),
        f"1380000{number:04d}",
        "",
    ]


def _write_text(path: Path, rows: list[list[Any]]) -> None:
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(LEDGER_COLUMNS)
    writer.writerows([f"{c:%Y.%m.%d}" if isinstance(c, date) else c for c in r] for r in rows)
    with whole(path) as file:
        file.write(text.getvalue().encode("gb18030"))


def _write_book(path: Path, rows: list[list[Any]], *, is_printed: bool, merges_unit: bool) -> None:
    with book(path, "example", _CREATED, force=True, has_numbers=True) as workbook:
        cell = workbook.add_format({"border": 1, "valign": "vcenter"})
        day = workbook.add_format({"border": 1, "num_format": "yyyy-mm-dd"})
        sheet = workbook.add_worksheet()
        first = 0
        if is_printed:
            sheet.merge_range(0, 0, 0, 10, words.TITLE)
            sheet.write_string(1, 0, words.MADE_BY)
            sheet.write_string(1, 7, words.MADE_ON)
            first = 2
        sheet.write_row(first, 0, LEDGER_COLUMNS, cell)
        for number, row in enumerate(rows, first + 1):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                elif not (merges_unit and column == 1):
                    sheet.write(number, column, value, cell)
        last = first + len(rows)
        if merges_unit:
            sheet.merge_range(first + 1, 1, last, 1, rows[0][1], cell)
        if is_printed:
            for number in range(len(rows), 10):
                sheet.write_number(first + 1 + number, 0, number + 1, cell)
            sheet.write_string(first + 11, 0, words.NOTE, cell)
            sheet.write_string(first + 11, 1, words.NOTE_TEXT, cell)
        sheet.set_column(7, 7, 30)
        sheet.set_column(3, 9, 16)
