"""What a unit gets back: its own rows in its own words, and beside each what is wrong with it."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from revisit_cli.document import clause
from revisit_cli.labels.ledgers import receipt as words
from revisit_cli.labels.ledgers.ledger import (
    DITTO,
    FIELD_WORDS,
    NAME_JOIN,
    NOTES,
    PHONE_ROUNDED,
    ROW_STATES,
    note_words,
    row_words,
)
from revisit_cli.policy.firms.phone import is_rounded
from revisit_cli.policy.text import original
from revisit_cli.policy.workbooks.heading import field_of
from revisit_cli.records.ledgers.importing import DecidedRow
from revisit_cli.records.ledgers.ledger import ERROR_SIGNS, FIELD_OF_NOTE, QUIET_NOTES, ReadRow
from revisit_cli.records.ledgers.receipt import Receipt, ReceiptRow, ReceiptSheet
from revisit_cli.records.workbooks.grid import Workbook

# Without these columns the unit could not put right what is missing.
_ALWAYS: Final = ("unit", "firm", "date", "phone")

# Rows: nobody puts more right by hand, and to lay them out takes longer than the import.
_MOST_ROWS: Final = 20_000

_LINES_OVER: Final = 3

# Looks of rows that the unit is to put right, or to have a look at.
_TO_DO: Final = ("held", "noted")

# A column of the receipt: a field and which of its columns, or a heading that names none.
_Column = tuple[str, int]


@clause("三(一)1", "R14")
def receipt_of(
    file: str, rows: Sequence[DecidedRow], left_out: Mapping[str, int] | None = None
) -> Receipt:
    """Return the receipt of a file's rows, what is to be put right first, a sheet a month.

    The rows that ask for nothing stand on a sheet behind, so that it imports back as it was: a
    ledger that lacks them would have lost them. ``left_out`` is given for a receipt that is
    written again, whose rows know their columns no more: how many rows of each month no longer
    stand on it.
    """
    by_month: dict[str, list[DecidedRow]] = {}
    for row in rows:
        by_month.setdefault(row.month, []).append(row)
    sheets = []
    for month, found in sorted(by_month.items()):
        lines = [_title(month, found), _summary(file, found)]
        if left_out is not None:
            lines[1] += words.AGAIN
            lines[1] += words.LEFT_OUT.format(count=gone) if (gone := left_out.get(month)) else ""
        lines.append(words.LEGEND)
        name = words.SHEET if len(by_month) == 1 else month
        wrong = [row for row in found if _look(row) in _TO_DO]
        rest = [row for row in found if _look(row) not in _TO_DO]
        columns, summary = _headings(found), lines[1]
        if wrong and rest:
            lines[1] += words.REST_LINE.format(count=len(rest), sheet=words.REST.format(name=name))
        put_right, *behind = filter(None, (wrong, rest))
        sheets.append(_sheet(name, lines, put_right, columns, with_cells=left_out is None))
        for rows_behind in behind:
            above = [_title(month, rows_behind), summary, words.REST_LEGEND]
            name = words.REST.format(name=name)
            sheets.append(_sheet(name, above, rows_behind, columns, with_cells=left_out is None))
    return Receipt(tuple(sheets), _seal_of((sheet.name, _grid(sheet)) for sheet in sheets))


def is_due(rows: Sequence[DecidedRow]) -> bool:
    """Tell whether a unit is to be written to: a row is held, or noted so that it needs a look."""
    if any(row.state == "held" for row in rows):
        return True
    return any(map(_ask, {row.notes for row in rows}))


def asks(row: DecidedRow) -> bool:
    """Tell whether a note on a row asks the unit for anything."""
    return _ask(row.notes)


def _ask(notes: tuple[str, ...]) -> bool:
    return not QUIET_NOTES.issuperset(notes)


def firms_on(rows: Sequence[DecidedRow]) -> int:
    """Return how many firms' numbers stand on a receipt of these rows; 0 for none."""
    has_none = not is_due(rows) or is_too_long(rows)
    return 0 if has_none else len({each.read.firm for each in rows})


def is_too_long(rows: Sequence[DecidedRow]) -> bool:
    """Tell whether a file has more rows than a receipt of them would help anybody."""
    return len(rows) > _MOST_ROWS


def is_untouched(workbook: Workbook) -> bool:
    """Tell whether a workbook is a receipt of ours in which nobody has changed a cell."""
    grids = (
        (s.name, [[original(cell) for cell in row] for row in s.rows]) for s in workbook.sheets
    )
    return workbook.seal is not None and workbook.seal == _seal_of(grids)


def is_older(workbook: Workbook, file: str, receipt: Receipt) -> bool:
    """Tell whether a receipt of ours is an older one of the same ledger.

    It names the file, its months and its units over its table, or has one of these in its rows:
    ledgers of several units, or of several months, may bear one name.
    """
    grids = [[[original(cell) for cell in row] for row in each.rows] for each in workbook.sheets]
    named = words.SUMMARY.partition("{file}")[0] + file + words.SUMMARY_AFTER_FILE
    is_of_file = any(
        text.startswith(named) for grid in grids for row in grid[:_LINES_OVER] for text in row[:1]
    )
    new = [_grid(sheet) for sheet in receipt.sheets]
    # One of an older version has no sheet of the rows that ask for nothing.
    has_titles = {grid[0][0] for grid in grids if grid} <= {grid[0][0] for grid in new}
    return is_of_file and has_titles and bool(_units(grids) & _units(new))


def _units(grids: Iterable[Sequence[Sequence[str]]]) -> set[str]:
    """Return whose rows stand on the sheets of a receipt; "" for rows that name nobody."""
    found = set()
    for grid in grids:
        headings, *rows = grid[_LINES_OVER:] or [()]
        columns = [at for at, heading in enumerate(headings) if field_of(heading) == "unit"]
        found |= {row[at].strip() if at < len(row) else "" for row in rows for at in columns[:1]}
    return found


def _seal_of(sheets: Iterable[tuple[str, Sequence[Sequence[str]]]]) -> str:
    """Return a digest of the texts of sheets and of the places where they stand."""
    digest = hashlib.sha256()
    for name, rows in sheets:
        for number, texts in enumerate(rows):
            for column, text in enumerate(texts):
                if text.strip():
                    digest.update(f"{name}\0{number}\0{column}\0{text.strip()}\0".encode())
    return digest.hexdigest()


def _grid(sheet: ReceiptSheet) -> list[Sequence[str]]:
    return [*((line,) for line in sheet.lines), sheet.headings, *(row.texts for row in sheet.rows)]


def _sheet(
    name: str,
    lines: Sequence[str],
    rows: Sequence[DecidedRow],
    headings: Mapping[_Column, str],
    *,
    with_cells: bool,
) -> ReceiptSheet:
    columns = {column: number for number, column in enumerate(headings)}
    told = (*headings.values(), words.STATE, words.PROBLEM)
    return ReceiptSheet(
        name,
        tuple(lines),
        told,
        tuple(_row(row, columns, with_cells=with_cells) for row in rows),
        frozenset({len(told) - 1}),
    )


def _title(month: str, rows: Sequence[DecidedRow]) -> str:
    year, _, number = month.partition("-")
    looks = {_look(row) for row in rows}
    asked = words.NOTHING_TO_DO
    if "held" in looks:
        asked = words.TO_MEND.format(count=sum(row.state == "held" for row in rows))
    elif "noted" in looks:
        asked = words.TO_CHECK
    title = words.TITLE.format(year=year, month=int(number)) + asked
    units = {row.read.unit for row in rows}
    if len(units) == 1 and None not in units:
        title += "　" + words.UNIT_LINE.format(unit=units.pop())
    return title


def _summary(file: str, rows: Sequence[DecidedRow]) -> str:
    states = [row.state for row in rows]
    return words.SUMMARY.format(
        file=file,
        form=words.as_workbook(file),
        read=len(rows),
        accepted=states.count("accepted"),
        duplicate=states.count("duplicate"),
        held=states.count("held"),
        noted=sum(_look(row) == "noted" for row in rows),
    )


def _headings(rows: Sequence[DecidedRow]) -> dict[_Column, str]:
    """Return the columns of all rows in their order, each under the unit's own word for it."""
    found: dict[_Column, str] = {}
    for headings, fields in dict.fromkeys((row.read.headings, row.read.fields) for row in rows):
        for column, heading in _columns(headings, fields):
            if heading not in words.OWN_HEADINGS:
                found.setdefault(column, _heading(column, heading))
    used = {
        column
        for row in rows
        for (column, _), text in zip(_columns_of(row.read), row.read.texts, strict=True)
        if text.strip() or column[0] in FIELD_WORDS
    }
    kept = {column: heading for column, heading in found.items() if column in used}
    for name in _ALWAYS:
        kept.setdefault((name, 0), FIELD_WORDS[name])
    return kept


def _columns_of(read: ReadRow) -> list[tuple[_Column, str]]:
    return list(_columns(read.headings, read.fields))


def _columns(headings: Sequence[str], fields: Sequence[str]) -> Iterator[tuple[_Column, str]]:
    counts: dict[str, int] = {}
    for heading, name in zip(headings, fields, strict=True):
        key = name or heading
        yield (key, counts.get(key, 0)), heading
        counts[key] = counts.get(key, 0) + 1


def _heading(column: _Column, heading: str) -> str:
    name, _ = column
    if name not in FIELD_WORDS or field_of(heading) == name:
        return "" if heading.startswith("#") else heading
    return FIELD_WORDS[name]


def _row(row: DecidedRow, columns: Mapping[_Column, int], *, with_cells: bool) -> ReceiptRow:
    read = row.read
    texts = [""] * len(columns)
    for (column, _), text in zip(_columns_of(read), read.texts, strict=True):
        if column in columns:
            texts[columns[column]] = text
    understood = _understood(read)
    for column, number in columns.items():
        # What a merge or 同上 says stands in the row itself, so that it can be moved.
        if column[1] == 0 and (not texts[number].strip() or texts[number] in DITTO):
            texts[number] = understood.get(column[0], "")
    faulty = {
        columns.get((FIELD_OF_NOTE.get(note, ""), 0), -1)
        for note in row.notes
        if note not in QUIET_NOTES
    } - {-1}
    if "cell_error" in row.notes:
        faulty |= {n for n, text in enumerate(texts) if text.lstrip().startswith(ERROR_SIGNS)}
    told = (*texts, ROW_STATES[row.state], _problem(row, with_cells=with_cells))
    return ReceiptRow(told, _look(row), frozenset(faulty))


def _understood(read: ReadRow) -> dict[str, str]:
    return {
        "unit": read.unit or "",
        "officer": read.officer,
        "date": read.date_text,
        "place": read.place,
        "matter": read.matter,
        "completion": read.completion,
        "firm": read.firm,
        "contact": read.contact,
        "phone": read.phone_text,
        "remark": read.remark,
    }


def _look(row: DecidedRow) -> str:
    if row.state == "accepted":
        return "noted" if asks(row) else "plain"
    return row.state


def _problem(row: DecidedRow, *, with_cells: bool) -> str:
    told = [note_words(row.read, note) if with_cells else NOTES[note] for note in row.notes]
    if is_rounded(row.read.phone_text):
        told.append(PHONE_ROUNDED)
    if row.read.proposed_firms:
        told.append(words.PROPOSED.format(firms=NAME_JOIN.join(row.read.proposed_firms)))
    if not told:
        return ""
    return words.PLACE.format(place=row_words(row.read.sheet, row.read.row)) + "；".join(told)
