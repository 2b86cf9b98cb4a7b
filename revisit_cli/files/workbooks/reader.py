"""The child process that parses foreign files inside a sandbox (``disk.confinement``).

It receives open files, never paths, and sends frames, which ``files.workbooks.answer`` checks. It
may crash or be killed: the parent reports that as a refusal of the file.
"""

import hashlib
import io
import os
import sys
from collections.abc import Generator, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

from revisit_cli.disk.confinement import confine, renew_seconds
from revisit_cli.disk.handing import receive_file
from revisit_cli.files.workbooks.container import guarded_kind, own_marks, traits
from revisit_cli.files.workbooks.frame import BETWEEN, Frame, FrameTooLong, send
from revisit_cli.files.workbooks.number_format import serial_of
from revisit_cli.files.workbooks.package import package_of
from revisit_cli.files.workbooks.refused import Refused
from revisit_cli.files.workbooks.sheet import CELLS_AT_MOST, ROWS_AT_MOST, FoundSheet
from revisit_cli.files.workbooks.sheet_xml import XlsxBook
from revisit_cli.pattern import pattern
from revisit_cli.program import native

MEMORY_LIMIT = 1 << 30
NATIVE = "python_calamine"
ROWS_AT_ONCE = 2_000


def main() -> None:
    """Send a ready frame, then receive files until the stream ends, and answer each with frames."""
    os.environ.clear()
    sys.dont_write_bytecode = True
    is_native = _native() is not None
    held = confine(_libraries(), memory=MEMORY_LIMIT)
    stdout = sys.stdout.buffer
    send(("ready", sys.version.split()[0], NATIVE if is_native else "", held), stdout)
    stdout.flush()
    while (file := receive_file()) is not None:
        renew_seconds()
        kind = ""
        try:
            data = _read(file)
            for frame in _frames(data):
                kind = frame[3] if frame[0] == "head" else kind
                _send(frame, stdout)
        except BaseException as problem:
            send(_why(problem, kind), stdout)
        stdout.flush()


def _read(file: int) -> bytes:
    """Return the content of an open file. Raises Refused."""
    try:
        with os.fdopen(file, "rb") as stream:
            return stream.read()
    except PermissionError as error:
        raise Refused("FileUnreadable") from error


def _send(frame: Frame, stream: IO[bytes]) -> None:
    """Send a frame; rows that are too long for one are split in halves. Raises Refused."""
    try:
        send(_by_columns(frame[1]) if frame[0] == "rows" else frame, stream)
    except FrameTooLong as error:
        if frame[0] != "rows" or len(frame[1]) < 2:
            raise Refused("FileTooLarge") from error
        half = len(frame[1]) // 2
        _send(("rows", frame[1][:half]), stream)
        _send(("rows", frame[1][half:]), stream)


def _libraries() -> list[Path]:
    """Return the paths that modules are loaded from: Python's, ours and our dependencies'."""
    ours = find_spec("revisit_cli"), find_spec("xlrd")
    packages = [Path(each.origin).parent for each in ours if each is not None and each.origin]
    python = Path(os.__file__).parent
    bundle = getattr(sys, "_MEIPASS", None)
    own = [Path(bundle), Path(sys.executable)] if bundle else []
    return [_standing(each) for each in (*packages, python, *own, *map(Path, _SYSTEM))]


def _standing(path: Path) -> Path:
    """Return a path, or the archive that contains it."""
    return next((each for each in (path, *path.parents) if each.exists()), path)


@cache
def _native() -> Any:
    """Return the fast parser (calamine), or None if it is not available on this machine.

    Our own parsers read the same files, only slower. It is tried once, before the sandbox is set
    up, which would prevent loading it.
    """
    try:
        return native("python-calamine", NATIVE)
    except ImportError:
        return None


def _frames(data: bytes) -> Iterator[Frame]:
    kind = guarded_kind(data)
    marks = own_marks(data) if kind == "xlsx" else (None, None)
    head = ("head", hashlib.sha256(data).hexdigest(), len(data), kind, traits(data, kind), *marks)
    yield head
    if kind == "csv":
        yield from _text_frames(data)
        return
    found = yield from _book_frames(data, kind)
    yield "end", found


def _why(problem: BaseException, kind: str) -> tuple[str, str, str]:
    """Return the refusal for an exception; ``kind`` is what the file was taken for."""
    if isinstance(problem, Refused):
        return "refused", problem.name, problem.what
    if isinstance(problem, MemoryError):
        return "refused", "FileTooLarge", ""
    if isinstance(problem, ImportError):
        return "refused", "ReaderMissing", problem.name or kind
    if isinstance(problem, PermissionError):  # a module outside the paths of the sandbox
        return "refused", "ReaderMissing", Path(str(problem.filename or kind)).name
    # calamine panics with its own BaseException. The fault may be ours, and not the file's.
    return "refused", "FileXlsbUnread" if kind == "xlsb" else "FileNotUnderstood", ""


def _text_frames(data: bytes) -> Iterator[Frame]:
    # Each kind's reader is loaded where it is used, because most ledgers are xlsx.
    from revisit_cli.files.workbooks.encoding import decoded
    from revisit_cli.files.workbooks.text_table import TextTable

    text = decoded(data)
    if "\0" in text:
        raise _no_text(text)
    table = TextTable(text)
    has_decimals = _DECIMAL_INSIDE.search(text) is not None
    rows: list[Sequence[Any]] = []
    for row in table.rows():
        rows.append(tuple(map(_as_number, row)) if has_decimals else row)
        if len(rows) == ROWS_AT_ONCE:
            yield "rows", rows
            rows = []
    yield "rows", rows
    yield "sheet", "", False, [], [], [], *_NOTHING_AROUND
    yield "end", ["open_quotes"] if table.has_open_quotes else []


def _no_text(text: str) -> Refused:
    """Return the refusal for a text with zero bytes; the line of the first if they are few.

    Zero bytes at the end alone are space that was never written, as after a power cut.
    """
    if "\0" not in text.rstrip("\0"):
        return Refused("FileBroken")
    is_binary = _MOST_NOUGHTS * text.count("\0") > len(text) or _BINARY.search(text) is not None
    line = len(_LINE_END.split(text[: text.index("\0")]))
    return Refused("FileNotTable") if is_binary else Refused("FileBadByte", str(line))


def _as_number(cell: Any) -> Any:
    """Return a text such as 11.5 or 11.10 as a number, as it would be in a workbook."""
    if isinstance(cell, str) and _DECIMAL.fullmatch(cell):
        return "number", float(cell), cell.strip(), False
    return cell


def _book_frames(data: bytes, kind: str) -> Generator[Frame, None, list[str]]:
    """Yield the frames of a workbook's sheets; return the traits that reading them shows."""
    if kind == "xlsx":
        return (yield from _xlsx_frames(data))
    if kind == "docx":
        from revisit_cli.files.workbooks.docx import read_docx

        return (yield from _document_frames(*read_docx(package_of(data))))
    if kind == "html":
        from revisit_cli.files.workbooks.web_page import read_page

        return (yield from _document_frames(*read_page(data)))
    sheets: Sequence[FoundSheet] | None = None
    traits: list[str] = []
    if kind == "ods":
        from revisit_cli.files.workbooks.sheet_ods import read_ods

        sheets = read_ods(package_of(data))
    elif kind == "xls":
        from revisit_cli.files.workbooks.sheet_xls import read_xls

        if (old := read_xls(data)) is not None:
            sheets, traits = old
    else:
        from revisit_cli.files.workbooks.sheet_xlsb import read_xlsb

        sheets = read_xlsb(package_of(data))
    if sheets is None:
        return (yield from _quick_frames(data, kind))
    for sheet in sheets:
        yield from _sheet_frames(sheet)
    return [*traits, *_traits_of(sheets)]


def _xlsx_frames(data: bytes) -> Generator[Frame, None, list[str]]:
    """Yield the frames of an xlsx: plain sheets by the fast parser, all others by our own."""
    package = package_of(data)
    try:
        book = XlsxBook(package)
    except Refused as refusal:
        if refusal.name != "FileBroken":
            raise
        try:
            return (yield from _quick_frames(data, "xlsx"))
        except Refused:
            raise refusal from None
    quick = _quick(data)
    for sheet, part in book.sheets:
        xml = package.part(part)
        if quick is not None and book.is_plain(xml):
            try:
                yield from _quick_sheet_frames(quick, sheet.name, is_hidden=sheet.is_hidden)
            except (Refused, MemoryError):
                raise
            except BaseException:
                # An odd cell makes it fail, in several ways: the sheet is read again by our own.
                yield ("again",)
            else:
                continue
        yield from _sheet_frames(book.read(sheet, xml))
    return _traits_of([sheet for sheet, _ in book.sheets])


def _document_frames(
    sheets: Iterable[FoundSheet], found: list[str]
) -> Generator[Frame, None, list[str]]:
    """Yield the frames of a document's tables, texts such as 11.5 as numbers."""
    traits: list[str] = []
    for sheet in sheets:
        sheet.rows = {number: list(map(_as_number, row)) for number, row in sheet.rows.items()}
        yield from _sheet_frames(sheet)
        traits = traits or _traits_of([sheet])
    return [*found, *traits]


def _traits_of(sheets: Iterable[FoundSheet]) -> list[str]:
    """Return the traits that sheets show once they are read."""
    return ["struck_words"] if any(sheet.strikes_part() for sheet in sheets) else []


def _quick(data: bytes) -> Any:
    """Return the fast parser's workbook, or None if it cannot open the file."""
    native = _native()
    if native is None:
        return None
    try:
        return native.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except MemoryError:
        raise
    except BaseException:
        return None


def _quick_frames(data: bytes, kind: str) -> Generator[Frame, None, list[str]]:
    """Yield the frames of a workbook by the fast parser alone, which ignores hidden rows."""
    native = _native()
    if native is None:
        raise Refused("FileXlsbUnread" if kind == "xlsb" else "FileNotUnderstood")
    try:
        book = native.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except native.CalamineError as error:
        is_password = "password" in str(error).lower()
        broken = "FileXlsbUnread" if kind == "xlsb" else "FileBroken"
        raise Refused("FileEncrypted" if is_password else broken) from error
    if not book.sheets_metadata:
        raise Refused("FileBroken")
    for meta in book.sheets_metadata:
        if meta.typ == native.SheetTypeEnum.WorkSheet:
            is_hidden = meta.visible != native.SheetVisibleEnum.Visible
            yield from _quick_sheet_frames(book, meta.name, is_hidden=is_hidden)
    return ["hidden_untold"]


def _quick_sheet_frames(book: Any, name: str, *, is_hidden: bool) -> Iterator[Frame]:
    """Yield the frames of a sheet by the fast parser: its rows from row 1, in batches."""
    sheet = book.get_sheet_by_name(name)
    if sheet.start is not None:
        # iter_rows gives the blank rows above the first cell, yet not the blank columns before it.
        pad = [None] * sheet.start[1]
        height, width = sheet.total_height, sheet.total_width
        if height > ROWS_AT_MOST or height * width > CELLS_AT_MOST:
            raise Refused("FileTooLarge")
        rows = ([*pad, *row] for row in sheet.iter_rows()) if pad else sheet.iter_rows()
        yield from _batches(enumerate(rows, 1))
    merges = [
        (top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    yield "sheet", name, is_hidden, merges, [], [], *_NOTHING_AROUND


def _sheet_frames(sheet: FoundSheet) -> Iterator[Frame]:
    """Yield the frames of a sheet that our own parsers read."""
    yield from _batches((number, sheet.rows[number]) for number in sorted(sheet.rows))
    hidden = sorted(sheet.hidden_rows), sorted(sheet.hidden_columns)
    around = sheet.above, sheet.below, sheet.inside, sheet.struck_rows()
    yield "sheet", sheet.name, sheet.is_hidden, sheet.merges, *hidden, *around


def _batches(rows_found: Iterable[tuple[int, Sequence[Any]]]) -> Iterator[Frame]:
    """Yield frames of rows in batches; blank rows at the end, maybe a million, are not sent."""
    rows: list[Sequence[Any]] = []
    last = 0
    for number, row in rows_found:
        if number > ROWS_AT_MOST:
            raise Refused("FileTooLarge")
        if _is_blank(row):
            continue
        if number > last + 1:
            rows.extend([()] * (number - last - 1))
        rows.append(row)
        last = number
        if len(rows) >= ROWS_AT_ONCE:
            yield "rows", rows
            rows = []
    yield "rows", rows


def _by_columns(rows: list[Sequence[Any]]) -> Frame:
    """Return the frame of a batch of rows: by columns if all rows have the same length, for that
    takes half the time.
    """
    if len(set(map(len, rows))) == 1:
        return "columns", len(rows), [_column(each) for each in zip(*rows, strict=True)]
    return "rows", list(map(_cells, rows))


def _column(cells: Sequence[Any]) -> str | Sequence[Any]:
    """Return a column of texts joined into one text, any other as a list."""
    if set(map(type, cells)) == {str}:
        texts = BETWEEN.join(cells)
        if texts.count(BETWEEN) == len(cells) - 1:
            return texts
    return _cells(cells)


def _cells(found: Sequence[Any]) -> Sequence[Any]:
    if _PLAIN.issuperset(map(type, found)):
        return found
    return [cell if type(cell) in _CARRIED else _odd(cell) for cell in found]


def _is_blank(row: Sequence[Any]) -> bool:
    for cell in row:
        if cell is not None and (cell.__class__ is not str or (cell and not cell.isspace())):
            return False
    return True


def _odd(value: Any) -> tuple[str, str] | float | None:
    """Return a cell other than text or number as its kind and a text."""
    if isinstance(value, date) and (serial := serial_of(value)) is not None:
        return serial  # a telephone number with a date format
    for kind, name in _ODD:
        if type(value) is kind:
            return name, str(value.total_seconds()) if name == "duration" else value.isoformat()
    return None


_PLAIN = frozenset({str, int, float, bool, type(None)})
_NOTHING_AROUND: tuple[Any, ...] = ([], [], "", [])
# Where the system has the libraries that Python is linked to.
_SYSTEM = (
    "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache",
    f"{sys.base_prefix}/lib",
)  # fmt: skip
_CARRIED = _PLAIN | {tuple}  # an error, or a number with its shown text, is such a tuple already
_ODD: tuple[tuple[type[Any], str], ...] = (
    (datetime, "datetime"),
    (date, "date"),
    (time, "time"),
    (timedelta, "duration"),
)
_LINE_END = pattern("\r\n|\r|\n")
_BINARY, _MOST_NOUGHTS = pattern("[\x01-\x08\x0e-\x1a]"), 20
_DECIMAL = pattern(r"\s*\d{1,2}\.[1-3]\s*")
_DECIMAL_INSIDE = pattern(r"(?<![\d.])\d{1,2}\.[1-3](?![\d.])")
