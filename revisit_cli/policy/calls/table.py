"""Finding the rows of calls in any table, their columns by their headings."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from revisit_cli.document import clause
from revisit_cli.errors.calls.sheet import FormIsNoTable, NoCallTable
from revisit_cli.labels.calls import entry as words
from revisit_cli.labels.text import LISTED
from revisit_cli.policy.text import lines, original
from revisit_cli.policy.workbooks.heading import ROWS_SEARCHED, cleaned
from revisit_cli.policy.workbooks.table import refuse_twice, row_notes
from revisit_cli.records.calls.entry import TableRow
from revisit_cli.records.workbooks.grid import Cell, Sheet, Workbook
from revisit_cli.rulebook.loader import form

Fields = Mapping[str, str]


def read(
    workbook: Workbook,
    needed: Sequence[str],
    told: str,
    headings: Mapping[str, Collection[str]] | None = None,
) -> tuple[TableRow, ...]:
    """Return the rows of every sheet whose header has the ``needed`` fields; hidden sheets apart.

    ``headings`` are what the columns of another table than that of calls may be headed with.

    A needed field may be one of several, as ``new_phone|phone``.

    Rows with nothing in any known column are none. Raises NoCallTable with what was seen;
    ``told`` names what is needed. Raises ColumnsDiffer where a field has two columns.
    """
    shown = [sheet for sheet in workbook.sheets if not sheet.is_hidden]
    fields = _fields(words.headings() if headings is None else headings)
    tables = [(sheet, found) for sheet in shown if (found := _header(sheet, needed, fields))]
    if not tables:
        if form_of := next(filter(None, map(_form_of, shown)), None):
            raise FormIsNoTable(file=workbook.name, form=form_of)
        seen = [text for sheet in shown for text in _seen(sheet)][:12]
        raise NoCallTable(file=workbook.name, needed=told, seen=" ".join(seen) or "-")
    for sheet, (number, columns) in tables:
        refuse_twice(workbook.name, sheet, number, columns, _said(sheet.rows[number - 1], fields))
    return tuple(row for sheet, found in tables for row in _rows(sheet, *found))


def from_records(records: Sequence[Mapping[str, Any]]) -> tuple[TableRow, ...]:
    """Return rows for records that came as JSON objects, numbered by their lines."""
    rows, fields = [], _fields(words.headings())
    for number, record in enumerate(records, start=1):
        cells = {
            field: _plain(value)
            for name, value in record.items()
            if (field := _field(fields, name)) is not None
        }
        unknown = tuple(name for name in record if _field(fields, name) is None)
        if record:
            rows.append(TableRow("", number, cells, {}, unknown))
    return tuple(rows)


@clause("三(四)1")
def digest_of(rows: Iterable[TableRow]) -> str:
    """Return hex SHA-256 of what rows say, but for what they say in confidence.

    「严格执行保密纪律」: by it a file is known again. One of the whole file would tell whoever has
    all the rest of it, and tries the few answers there are, which of them was given.
    """
    digest = hashlib.sha256()
    for row in rows:
        fields = sorted(row.cells.keys() - _confided())
        told = [row.sheet, row.row, *((field, text_of(row, field)) for field in fields)]
        digest.update(f"{json.dumps(told)}\n".encode())
    return digest.hexdigest()


def _confided() -> set[str]:
    """Return the fields that say anything in confidence, or may."""
    asked = form().confidential
    apart = {each.words_field for each in asked if each.words_field}
    return {"words", *(each.code for each in asked), *apart}


def cell_name(row: TableRow, field: str | None) -> str | None:
    """Return the cell of a row's field, such as ``H12``; None where it has no cell."""
    column = row.columns.get(field or "")
    if column is None:
        return None
    return cell_at(column, row.row)


def cell_at(column: int, row: int) -> str:
    """Return a cell's own name from its 0-based column and 1-based row, such as ``H12``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def text_of(row: TableRow, field: str) -> str:
    """Return one cell's text, nothing invisible in it."""
    return lines(original(row.cells.get(field)))


def is_filled(row: TableRow, fields: Sequence[str]) -> bool:
    """Whether any of these cells of a row holds something."""
    return any(text_of(row, field) for field in fields)


def _header(
    sheet: Sheet, needed: Sequence[str], fields: Fields
) -> tuple[int, dict[str, int]] | None:
    best: tuple[int, dict[str, int]] | None = None
    for number, row in enumerate(sheet.rows[:ROWS_SEARCHED], 1):
        columns: dict[str, int] = {}
        for name, column in _said(row, fields):
            columns.setdefault(name, column)
        has_all = all(columns.keys() & set(each.split("|")) for each in needed)
        if has_all and (best is None or len(columns) > len(best[1])):
            best = number, columns
    return best


def _said(row: Sequence[Cell], fields: Fields) -> Iterator[tuple[str, int]]:
    """Yield the field and the column of each heading in a row."""
    for column, cell in enumerate(row):
        if isinstance(cell, str) and (name := _field(fields, cell)):
            yield name, column


def _rows(sheet: Sheet, header: int, columns: dict[str, int]) -> Iterator[TableRow]:
    for number, row in enumerate(sheet.rows[header:], header + 1):
        cells = {
            name: row[column] if column < len(row) else None for name, column in columns.items()
        }
        found = TableRow(sheet.name, number, cells, columns, notes=row_notes(sheet, number))
        if is_filled(found, tuple(name for name in columns if name != "number")):
            yield found


def _fields(headings: Mapping[str, Collection[str]]) -> Fields:
    """Return the field of everything that a column may be headed with."""
    return {cleaned(word).casefold(): name for name, found in headings.items() for word in found}


def _field(fields: Fields, heading: str) -> str | None:
    return fields.get(cleaned(heading.replace("-", "_")).casefold())


def _form_of(sheet: Sheet) -> str | None:
    """Return which of the document's printed forms a sheet begins as, if any."""
    first = next(
        (text for row in sheet.rows for cell in row if (text := lines(original(cell)))), ""
    )
    return next((name for name in words.PRINTED if "".join(first.split()) == name), None)


def _seen(sheet: Sheet) -> Iterator[str]:
    for row in sheet.rows[:ROWS_SEARCHED]:
        texts = [text for cell in row if (text := lines(original(cell)))]
        if len(texts) > 1:
            yield from texts
            return


def _plain(value: Any) -> Cell:
    if isinstance(value, list):
        return LISTED.join(str(each) for each in value)
    if isinstance(value, dict):
        said = ((name, line) for name, text in value.items() for line in str(text).splitlines())
        return "\n".join(f"{name}={line}" for name, line in said)
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)
