"""The child process that reads foreign files: guarded, limited, and free to die.

Nothing here knows what a ledger is. Paths come in, frames go out (see ``files.workbook``).
"""

import csv
import hashlib
import io
import marshal
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from revisit_cli.files.container import Refused, SheetFacts, guarded_kind, sheet_facts

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
            path = Path(marshal.load(stdin))  # noqa: S302
        except EOFError:
            return
        try:
            for frame in _frames(path):
                marshal.dump(frame, stdout)
        except Refused as refused:
            marshal.dump(("refused", refused.name), stdout)
        except MemoryError:
            marshal.dump(("refused", "FileTooLarge"), stdout)
        except BaseException:
            # calamine panics with a BaseException of its own; whatever it was, the file is bad.
            marshal.dump(("refused", "FileBroken"), stdout)
        stdout.flush()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


def _frames(path: Path) -> Iterator[tuple[Any, ...]]:
    data = path.read_bytes()
    kind = guarded_kind(data)
    yield "head", hashlib.sha256(data).hexdigest(), len(data), kind
    if kind == "csv":
        yield from _text_frames(data)
    else:
        yield from _book_frames(path, data, kind)
    yield ("end",)


def _text_frames(data: bytes) -> Iterator[tuple[Any, ...]]:
    text = decoded(data)
    if "\0" in text:
        raise Refused("FileNotTable")
    first = text.split("\n", 1)[0]
    separator = max(("\t", ",", ";"), key=first.count)
    csv.field_size_limit(1 << 20)
    rows: list[tuple[str, ...]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            rows.append(tuple(row))
            if len(rows) == ROWS_AT_ONCE:
                yield "rows", rows
                rows = []
    except csv.Error as error:
        raise Refused("FileNotTable") from error
    yield "rows", rows
    yield "sheet", "", False, [], [], []


def decoded(data: bytes) -> str:
    """Return a text file's text: UTF-8 or UTF-16 by mark, else strict UTF-8, else GB18030.

    Raises Refused when it is none of these.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("FileNotTable")


def _book_frames(path: Path, data: bytes, kind: str) -> Iterator[tuple[Any, ...]]:
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
    facts = sheet_facts(data) if kind == "xlsx" else {}
    for meta in book.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        found = facts.get(meta.name, SheetFacts())
        if found.is_far:
            raise Refused("FileTooLarge")
        sheet = book.get_sheet_by_name(meta.name)
        yield from _row_frames(sheet, found)
        merges = [
            (top + 1, left + 1, bottom + 1, right + 1)
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        ]
        yield (
            "sheet",
            meta.name,
            meta.visible != SheetVisibleEnum.Visible,
            merges,
            sorted(found.hidden_rows),
            sorted(found.hidden_columns),
        )


def _row_frames(sheet: Any, facts: SheetFacts) -> Iterator[tuple[Any, ...]]:
    """Yield the sheet's rows from its own row 1, in batches."""
    if sheet.start is None:
        return
    # iter_rows gives the blank rows above the first cell, yet not the blank columns before it.
    left = sheet.start[1]
    if sheet.total_height > ROWS_AT_MOST or sheet.total_height * sheet.total_width > CELLS_AT_MOST:
        raise Refused("FileTooLarge")
    rows: list[tuple[Any, ...]] = []
    pad: list[Any] = [None] * left
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = pad + [cell if type(cell) in _PLAIN else _odd(cell) for cell in row]
        for column, code in facts.errors.get(number, ()):
            cells[column - 1] = ("error", code)
        rows.append(tuple(cells))
        if len(rows) >= ROWS_AT_ONCE:
            yield "rows", rows
            rows = []
    yield "rows", rows


def _odd(value: Any) -> tuple[str, str] | None:
    """Return a cell that ``marshal`` cannot carry as its kind and its text."""
    for kind, name in _ODD:
        if type(value) is kind:
            return name, str(value.total_seconds()) if name == "duration" else value.isoformat()
    return None


_PLAIN = frozenset({str, int, float, bool, type(None)})
_ODD: tuple[tuple[type[Any], str], ...] = (
    (datetime, "datetime"),
    (date, "date"),
    (time, "time"),
    (timedelta, "duration"),
)


if __name__ == "__main__":
    main()
