"""What a parser of xls does not tell of a sheet: hidden rows, and cells in error.

Read from the records of the workbook's stream ([MS-XLS]) inside its container ([MS-CFB]).
"""

import struct
from collections.abc import Iterator

from revisit_cli.files.sheet_xml import SheetFacts

_HEADER, _SMALL = 512, 4096
_FREE = 0xFFFFFFFA  # from here on a sector's number says that there is none
_STREAMS = ("Workbook", "Book")
_BOF, _EOF, _BOUND, _ROW, _FORMULA, _BOOLERR = 0x0809, 0x000A, 0x0085, 0x0208, 0x0006, 0x0205
_PASSWORD, _EXCEL_97 = 0x002F, 0x0600
_HIDDEN_ROW = 0x20
_SHEETS_AT_MOST = 250
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def xls_facts(data: bytes) -> dict[str, SheetFacts] | None:
    """Return, for each sheet of an xls by name, what the parser does not tell.

    None where it is older than Excel 97, or not written as it should be: its parser may read it
    all the same.
    """
    try:
        stream = _stream(data)
        found = list(_records(stream, 0))
        version = struct.unpack_from("<H", stream, 4)[0]
        if version != _EXCEL_97 or any(kind == _PASSWORD for kind, _ in found):
            return None
        sheets = [_sheet(body) for kind, body in found if kind == _BOUND][:_SHEETS_AT_MOST]
        return {name: _facts(stream, start) for name, start in sheets}
    except (struct.error, IndexError, ValueError, OverflowError):
        return None


def _sheet(body: bytes) -> tuple[str, int]:
    """Return the name of a sheet, and where its part of the stream begins."""
    start, _, length, is_wide = struct.unpack_from("<IHBB", body)
    letters = body[8 : 8 + length * (1 + (is_wide & 1))]
    return letters.decode("utf-16-le" if is_wide & 1 else "latin-1"), start


def _facts(stream: bytes, start: int) -> SheetFacts:
    facts = SheetFacts()
    for kind, body in _records(stream, start):
        if kind == _ROW:
            if body[12] & _HIDDEN_ROW:
                facts.hidden_rows.add(struct.unpack_from("<H", body)[0] + 1)
        elif kind in (_FORMULA, _BOOLERR):
            code = _error(kind, body)
            if code is not None:
                row, column = struct.unpack_from("<HH", body)
                facts.errors.setdefault(row + 1, []).append((column + 1, code))
    return facts


def _error(kind: int, body: bytes) -> str | None:
    """Return the error that a cell holds, as a value of its own or as its formula's; else None."""
    if kind == _BOOLERR:
        return _ERRORS.get(body[6], "#") if body[7] else None
    is_error = body[6] == 2 and body[12:14] == b"\xff\xff"
    return _ERRORS.get(body[8], "#") if is_error else None


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Yield kind and content of each record up to the end of the part that begins at ``start``.

    What is set into a sheet, such as a chart, is a part of its own and is passed over.
    """
    place, depth = start, 0
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        body = stream[place + 4 : place + 4 + size]
        place += 4 + size
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield kind, body


def _stream(data: bytes) -> bytes:
    """Return the workbook's stream, or the data itself where there is no container around it."""
    if data[:2] == b"\x09\x08":
        return data
    shift, small_shift = struct.unpack_from("<HH", data, 30)
    if shift not in (9, 12) or small_shift != 6:
        raise ValueError(shift)
    box = _Container(data, 1 << shift)
    return box.stream(1 << small_shift)


class _Container:
    """A compound file: sectors chained by a table."""

    def __init__(self, data: bytes, size: int) -> None:
        self.data, self.size = data, size
        self.table = self._table()

    def stream(self, small: int) -> bytes:
        """Return the workbook's stream. Raises ValueError where there is none."""
        directory = self._chain(struct.unpack_from("<I", self.data, 48)[0])
        root = directory[:128]
        for place in range(0, len(directory), 128):
            entry = directory[place : place + 128]
            length = struct.unpack_from("<H", entry, 64)[0]
            name = entry[: max(length - 2, 0)].decode("utf-16-le", errors="replace")
            if name in _STREAMS:
                first, size = struct.unpack_from("<II", entry, 116)
                if size >= _SMALL:
                    return self._chain(first)[:size]
                return self._small(root, first, small)[:size]
        raise ValueError(_STREAMS)

    def _table(self) -> list[int]:
        """Return which sector follows each; where this very table lies begins in the header."""
        count = struct.unpack_from("<I", self.data, 44)[0]
        more = struct.unpack_from("<I", self.data, 68)[0]
        count = min(count, len(self.data) // self.size + 1)
        sectors = list(struct.unpack_from("<109I", self.data, 76))
        each = self.size // 4
        while more < _FREE and len(sectors) < count:
            found = struct.unpack(f"<{each}I", self._sector(more))
            sectors += found[:-1]
            more = found[-1]
        table: list[int] = []
        for sector in sectors[:count]:
            table += struct.unpack(f"<{each}I", self._sector(sector))
        return table

    def _sector(self, number: int) -> bytes:
        start = max(_HEADER, self.size) + number * self.size
        return self.data[start : start + self.size].ljust(self.size, b"\0")

    def _chain(self, first: int) -> bytes:
        return b"".join(self._sector(number) for number in _followed(self.table, first))

    def _small(self, root: bytes, first: int, size: int) -> bytes:
        """Return a stream so short that it lies in pieces inside the root's own stream."""
        inside = self._chain(struct.unpack_from("<I", root, 116)[0])
        raw = self._chain(struct.unpack_from("<I", self.data, 60)[0])
        table = list(struct.unpack(f"<{len(raw) // 4}I", raw))
        places = _followed(table, first)
        return b"".join(inside[number * size : (number + 1) * size] for number in places)


def _followed(table: list[int], first: int) -> Iterator[int]:
    """Yield the numbers of a chain. Raises ValueError where it runs in a circle."""
    number, left = first, len(table)
    while number < _FREE:
        if left < 0:
            raise ValueError(first)
        yield number
        number, left = table[number], left - 1
