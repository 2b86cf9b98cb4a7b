"""The child process that reads foreign files: guarded, limited, and free to die.

Nothing here knows what a ledger is. Paths come in, frames go out: see
``files.workbooks.workbook``.
"""

import hashlib
import io
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

from revisit_cli.files.workbooks.container import guarded_kind, own_marks, traits
from revisit_cli.files.workbooks.encoding import decoded
from revisit_cli.files.workbooks.frame import Frame, received, send
from revisit_cli.files.workbooks.refused import Refused
from revisit_cli.files.workbooks.sheet_ods import ods_facts
from revisit_cli.files.workbooks.sheet_xls import xls_facts
from revisit_cli.files.workbooks.sheet_xml import SheetFacts, sheet_facts
from revisit_cli.files.workbooks.text_table import TextTable

MEMORY_LIMIT = 1 << 30
ROWS_AT_ONCE = 2_000
ROWS_AT_MOST = 1_048_576
CELLS_AT_MOST = 20_000_000


def main() -> None:
    """Read paths from stdin until it ends; answer each with frames on stdout."""
    _limit_memory()
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    while True:
        try:
            (path,) = map(Path, received(stdin))
        except EOFError:
            return
        kind = ""
        try:
            for frame in _frames(path):
                kind = frame[3] if frame[0] == "head" else kind
                send(frame, stdout)
        except BaseException as problem:
            send(_why(problem, kind), stdout)
        stdout.flush()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


def _frames(path: Path) -> Iterator[Frame]:
    data = path.read_bytes()
    kind = guarded_kind(data)
    marks = own_marks(data) if kind == "xlsx" else (None, None)
    old = xls_facts(data) if kind == "xls" else None
    is_untold = kind == "xlsb" or (kind == "xls" and old is None)
    carried = [*traits(data, kind), *(["hidden_untold"] if is_untold else [])]
    yield "head", hashlib.sha256(data).hexdigest(), len(data), kind, carried, *marks
    if kind == "csv":
        yield from _text_frames(data)
    else:
        yield from _book_frames(path, data, kind, old or {})
        yield "end", []


def _why(problem: BaseException, kind: str) -> tuple[str, str, str]:
    """Return the refusal that tells of a problem; ``kind`` is what the file was taken for."""
    if isinstance(problem, Refused):
        return "refused", problem.name, problem.what
    if isinstance(problem, MemoryError):
        return "refused", "FileTooLarge", ""
    if isinstance(problem, PermissionError):
        return "refused", "FileUnreadable", ""
    # calamine panics with a BaseException of its own; whatever it was, the file is bad.
    return "refused", "FileXlsbUnread" if kind == "xlsb" else "FileBroken", ""


def _text_frames(data: bytes) -> Iterator[Frame]:
    text = decoded(data)
    if "\0" in text:
        raise Refused("FileNotTable")
    table = TextTable(text)
    rows: list[tuple[str, ...]] = []
    for row in table.rows():
        rows.append(row)
        if len(rows) == ROWS_AT_ONCE:
            yield "rows", rows, True
            rows = []
    yield "rows", rows, True
    yield "sheet", "", False, [], [], []
    yield "end", ["open_quotes"] if table.has_open_quotes else []


def _book_frames(
    path: Path, data: bytes, kind: str, old: Mapping[str, SheetFacts]
) -> Iterator[Frame]:
    """Yield a workbook's sheets; ``old`` are the facts of an xls's sheets by name."""
    import python_calamine
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        try:
            book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        except python_calamine.CalamineError:
            # Only by its name does calamine see that an old workbook wants a password.
            book = CalamineWorkbook.from_path(str(path))
    except python_calamine.CalamineError as error:
        is_password = "password" in str(error).lower()
        raise Refused("FileEncrypted" if is_password else "FileBroken") from error
    if not book.sheets_metadata:
        raise Refused("FileBroken")
    facts = sheet_facts(data) if kind == "xlsx" else ods_facts(data) if kind == "ods" else old
    for meta in book.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        found = facts.get(meta.name, SheetFacts())
        if found.is_far:
            merges = found.merges
            yield from _far_frames(data, meta.name, found)
        else:
            sheet = book.get_sheet_by_name(meta.name)
            yield from _row_frames(sheet, found)
            merges = [
                (top + 1, left + 1, bottom + 1, right + 1)
                for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
            ] or found.merges
        yield (
            "sheet",
            meta.name,
            meta.visible != SheetVisibleEnum.Visible,
            merges,
            sorted(found.hidden_rows),
            sorted(found.hidden_columns),
        )


def _row_frames(sheet: Any, facts: SheetFacts) -> Iterator[Frame]:
    """Yield the sheet's rows from its own row 1, in batches."""
    if sheet.start is None:
        return
    # iter_rows gives the blank rows above the first cell, yet not the blank columns before it.
    left = sheet.start[1]
    if sheet.total_height > ROWS_AT_MOST or sheet.total_height * sheet.total_width > CELLS_AT_MOST:
        raise Refused("FileTooLarge")
    yield from _batches(sheet.iter_rows(), facts, [None] * left)


def _far_frames(data: bytes, name: str, facts: SheetFacts) -> Iterator[Frame]:
    """Yield the rows of a sheet with stray far cells: cell by cell, never as one block."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    sheet = book[name]
    # A dimension that lies would cut rows off in silence.
    sheet.reset_dimensions()
    yield from _batches(sheet.iter_rows(values_only=True), facts, [])


def _batches(
    rows_found: Iterable[Sequence[Any]], facts: SheetFacts, pad: list[Any]
) -> Iterator[Frame]:
    rows: list[tuple[Any, ...]] = []
    blank = 0
    for number, row in enumerate(rows_found, 1):
        if number > ROWS_AT_MOST:
            raise Refused("FileTooLarge")
        errors = facts.errors.get(number, ())
        if not errors and _is_blank(row):
            # Blank rows at the end are never sent; a sheet may have a million.
            blank += 1
            continue
        rows.extend([()] * blank)
        blank = 0
        cells = [*pad, *row]
        for column, code in errors:
            cells.extend([None] * (column - len(cells)))
            cells[column - 1] = ("error", code)
        rows.append(tuple(cells))
        if len(rows) >= ROWS_AT_ONCE:
            yield _rows_frame(rows)
            rows = []
    yield _rows_frame(rows)


def _rows_frame(rows: list[tuple[Any, ...]]) -> Frame:
    """Return a batch of rows, and whether all its cells are such as ``marshal`` carries."""
    if _PLAIN.issuperset(map(type, chain.from_iterable(rows))):
        return "rows", rows, True
    told = [tuple([cell if type(cell) in _CARRIED else _odd(cell) for cell in row]) for row in rows]
    return "rows", told, False


def _is_blank(row: Sequence[Any]) -> bool:
    for cell in row:
        if cell is not None and (cell.__class__ is not str or (cell and not cell.isspace())):
            return False
    return True


def _odd(value: Any) -> tuple[str, str] | None:
    """Return a cell that ``marshal`` cannot carry as its kind and its text."""
    for kind, name in _ODD:
        if type(value) is kind:
            return name, str(value.total_seconds()) if name == "duration" else value.isoformat()
    return None


_PLAIN = frozenset({str, int, float, bool, type(None)})
_CARRIED = _PLAIN | {tuple}  # an error stands as its kind and its text already
_ODD: tuple[tuple[type[Any], str], ...] = (
    (datetime, "datetime"),
    (date, "date"),
    (time, "time"),
    (timedelta, "duration"),
)


if __name__ == "__main__":
    main()
