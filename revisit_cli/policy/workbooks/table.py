"""Any table: columns of one meaning, and rows that are hidden or struck through."""

from collections.abc import Iterable, Mapping

from revisit_cli.errors.workbooks.workbook import ColumnsDiffer
from revisit_cli.labels.ledgers.ledger import place_of
from revisit_cli.policy.text import lines, original
from revisit_cli.records.code import RowNote
from revisit_cli.records.workbooks.grid import Cell, Sheet, Workbook, letters_of


def refuse_twice(
    file: str, sheet: Sheet, header: int, used: Mapping[str, int], said: Iterable[tuple[str, int]]
) -> None:
    """Refuse a table in which a column that is not used says other than the used one.

    ``header`` is the 1-based row of the headings, ``used`` the 0-based column of each field, and
    ``said`` every field with a column that is headed so. Raises ColumnsDiffer.
    """
    for field, column in said:
        chosen = used.get(field, column)
        if chosen == column:
            continue
        for number, row in enumerate(sheet.rows[header:], header + 1):
            text = _text(row, column)
            if text and text != _text(row, chosen):
                raise ColumnsDiffer(
                    place=place_of(file, sheet.name),
                    first=_headed(sheet, header, chosen),
                    second=_headed(sheet, header, column),
                    row=number,
                )


def row_notes(sheet: Sheet, number: int) -> tuple[RowNote, ...]:
    """Return what is to be noted of a 1-based row besides what it says."""
    hidden: tuple[RowNote, ...] = ("row_hidden",) if number in sheet.hidden_rows else ()
    return (*hidden, "row_struck") if number in sheet.struck_rows else hidden


def hidden_sheets(workbook: Workbook) -> tuple[tuple[str, int], ...]:
    """Return the hidden sheets with something on them, and in how many rows."""
    found = (
        (
            sheet.name,
            sum(any(_text(row, column) for column in range(len(row))) for row in sheet.rows),
        )
        for sheet in workbook.sheets
        if sheet.is_hidden
    )
    return tuple((name, filled) for name, filled in found if filled)


def _text(row: tuple[Cell, ...], column: int) -> str:
    return lines(original(row[column])).strip() if column < len(row) else ""


def _headed(sheet: Sheet, header: int, column: int) -> str:
    return f"{letters_of(column)}{header} {_text(sheet.rows[header - 1], column)}".strip()
