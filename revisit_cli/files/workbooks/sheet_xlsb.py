"""Reading an xlsb from its records: values by their formats, hidden rows and columns, errors."""

import struct
from collections.abc import Iterator
from typing import Any

from revisit_cli.files.workbooks.number_format import BUILT_IN, value_of
from revisit_cli.files.workbooks.package import Package
from revisit_cli.files.workbooks.refused import Refused
from revisit_cli.files.workbooks.sheet import FoundSheet

_ROW, _BLANK, _RK, _, _BOOL, _REAL, _TEXT, _SHARED = range(8)
_FORMULA_TEXT, _FORMULA_REAL, _FORMULA_BOOL, _FORMULA_ERROR, _RICH = 8, 9, 10, 11, 62
# Cells without a column number, right of the one before; in the order of the kinds above.
_SHORT_BLANK, _SHORT_SHARED = 12, 18
_SHARED_TEXT, _FORMAT, _STYLE, _COLUMNS, _PROPERTIES, _SHEET, _MERGE = 19, 44, 47, 60, 153, 156, 176
_FONT, _STYLES, _STYLES_END = 43, 617, 618
_CODES = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
_U32, _REAL_AT = struct.Struct("<I"), struct.Struct("<d")
_IS_FLAT, _IS_HIDDEN, _IS_STRUCK = 0x10, 0x01, 0x08
_AT_VALUE = 8  # behind a cell's column and style


def read_xlsb(package: Package) -> list[FoundSheet] | None:
    """Return the sheets of an xlsb.

    None if its records are unusual: another parser may still read it.
    """
    try:
        return _Book(package).sheets or None
    except Refused as refusal:
        if refusal.name == "FileTooLarge":
            raise
        return None
    except (LookupError, ValueError, struct.error):
        return None


class _Book:
    """The workbook part of an xlsb: shared texts, formats, and sheets in order."""

    def __init__(self, package: Package) -> None:
        main = package.main() or ""
        relations = package.relations(main)
        by_kind = {kind.rpartition("/")[2]: target for kind, target in relations.values()}
        parts = {kind: package.part(target) for kind, target in by_kind.items() if kind in _SINGLE}
        self.codes, self.struck = _styles(parts.get("styles", b""))
        self.shared = [
            _text(body, 1)[0]
            for kind, body in _records(parts.get("sharedstrings", b""))
            if kind == _SHARED_TEXT
        ]
        self.is_1904 = False
        self.sheets: list[FoundSheet] = []
        for kind, body in _records(package.part(main)):
            if kind == _PROPERTIES:
                self.is_1904 = bool(body[0] & 1)
            elif kind == _SHEET:
                # The first versions of the format have one more number before the texts.
                tried = (_text(body, at) for at in (8, 12))
                relation, end = next((each for each in tried if each[0] in relations), ("", 0))
                of, target = relations.get(relation, ("", ""))
                if of.endswith("/worksheet"):
                    sheet = FoundSheet(_text(body, end)[0], is_hidden=bool(body[0]))
                    self._fill(sheet, package.part(target))
                    self.sheets.append(sheet)

    def _fill(self, sheet: FoundSheet, part: bytes) -> None:
        row = 0
        for kind, body in _in_full(_records(part)):
            if kind == _ROW:
                row = _number(body, 0) + 1
                if body[11] & _IS_FLAT:
                    sheet.hide_rows(row, row)
            elif kind == _COLUMNS:
                if body[16] & _IS_HIDDEN:
                    sheet.hide_columns(_number(body, 0) + 1, _number(body, 4) + 1)
            elif kind == _MERGE:
                top, bottom, left, right = (_number(body, at) + 1 for at in (0, 4, 8, 12))
                sheet.merges.append((top, left, bottom, right))
            elif _BLANK < kind <= _FORMULA_ERROR or kind == _RICH:
                value = self._value(kind, body)
                if value is not None and value != "":
                    sheet.put(row, _number(body, 0) + 1, value)
                    if _style_of(body) in self.struck:
                        sheet.strike(row)

    def _value(self, kind: int, body: bytes) -> Any:
        if kind in (_RK, _REAL, _FORMULA_REAL):
            place = _style_of(body)
            code = self.codes[place] if place < len(self.codes) else "General"
            value = _of_rk(body) if kind == _RK else _REAL_AT.unpack_from(body, _AT_VALUE)[0]
            return value_of(value, code, is_1904=self.is_1904)
        if kind == _SHARED:
            return self.shared[_number(body, _AT_VALUE)]
        if kind in (_TEXT, _FORMULA_TEXT, _RICH):
            return _text(body, _AT_VALUE + (kind == _RICH))[0]
        if kind in (_BOOL, _FORMULA_BOOL):
            return bool(body[_AT_VALUE])
        return "error", _CODES.get(body[_AT_VALUE], "#")


_SINGLE = ("styles", "sharedstrings")


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the type and the body of each record of a part."""
    at = 0
    while at < len(part):
        kind = part[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (part[at] << 7)
            at += 1
        size = shift = 0
        while shift < 28:
            byte = part[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        yield kind, part[at : at + size]
        at += size


def _in_full(records: Iterator[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
    """Yield records; a cell without a column number gets that of the next column."""
    column = 0
    for kind, body in records:
        if _SHORT_BLANK <= kind <= _SHORT_SHARED:
            yield kind - _SHORT_BLANK + _BLANK, _U32.pack(column) + body
            column += 1
            continue
        yield kind, body
        if kind == _ROW:
            column = 0
        elif _BLANK <= kind <= _FORMULA_ERROR or kind == _RICH:
            column = _number(body, 0) + 1


def _number(body: bytes, at: int) -> int:
    found: int = _U32.unpack_from(body, at)[0]
    return found


def _text(body: bytes, at: int) -> tuple[str, int]:
    """Return a length-prefixed text, "" for a missing one, and the offset behind it."""
    length = _number(body, at)
    if length == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * length
    return body[at + 4 : end].decode("utf-16-le", errors="replace"), end


def _of_rk(body: bytes) -> float:
    """Return a number in the RK encoding: integer or float, perhaps times a hundred."""
    raw = _number(body, _AT_VALUE)
    if raw & 2:
        value = float(struct.unpack("<i", _U32.pack(raw))[0] >> 2)
    else:
        value = _REAL_AT.unpack(bytes(4) + _U32.pack(raw & 0xFFFFFFFC))[0]
    return value / 100 if raw & 1 else value


def _style_of(body: bytes) -> int:
    """Return the index of a cell's style."""
    return int.from_bytes(body[4:7], "little")


def _styles(part: bytes) -> tuple[list[str], frozenset[int]]:
    """Return the number format code of each cell style, and which styles strike through."""
    own: dict[int, str] = {}
    fonts: list[bool] = []
    numbers: list[tuple[int, int]] = []
    is_inside = False
    for kind, body in _records(part):
        if kind == _FORMAT:
            own[int.from_bytes(body[:2], "little")] = _text(body, 2)[0]
        elif kind == _FONT:
            fonts.append(bool(body[2] & _IS_STRUCK))
        elif kind in (_STYLES, _STYLES_END):
            is_inside = kind == _STYLES
        elif kind == _STYLE and is_inside:
            numbers.append(struct.unpack_from("<HH", body, 2))
    codes = [own.get(number) or BUILT_IN.get(number, "General") for number, _ in numbers]
    struck = {n for n, (_, font) in enumerate(numbers) if font < len(fonts) and fonts[font]}
    return codes, frozenset(struck)
