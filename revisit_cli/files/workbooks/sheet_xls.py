"""Reading an xls: values by their formats, text encoding, hidden rows, merges, errors."""

import io
import struct
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from revisit_cli.files.workbooks.number_format import value_of
from revisit_cli.files.workbooks.refused import Refused
from revisit_cli.files.workbooks.sheet import FoundSheet, Letters

_CHINESE = "gb18030"
_UNICODE_FROM = 80  # from this version of the format on, texts are Unicode
_WESTERN = ("iso-8859-1", "latin_1", "cp1252", "ascii", "utf_16_le")
_RECORD, _FORMULA = struct.Struct("<HH"), struct.Struct("<HHH8s8x")
_IS_SHEET, _IS_FORMULA = 0x0085, 0x0006
_EMPTY = b"\x03\x00\x00\x00\x00\x00\xff\xff"  # the value of a formula whose result is an empty text
# Last tokens of formulas that never yield text: arithmetic and comparison operators, and the
# functions COUNT SUM AVERAGE MIN MAX ROW COLUMN NOW DATE TODAY COUNTA.
_NEVER_TEXT = frozenset((*range(0x03, 0x08), *range(0x09, 0x0F), *range(0x12, 0x15)))
_FUNCTIONS = frozenset((0, 4, 5, 6, 7, 8, 9, 74, 65, 221, 169))
_CALLS = (0x21, 0x41, 0x61), (0x22, 0x42, 0x62)


def read_xls(data: bytes) -> tuple[list[FoundSheet], list[str]] | None:
    """Return the sheets of an xls, and the traits found with them: ``comments``.

    None if its records are unusual: another parser may still read it. Raises Refused if it is
    encrypted.
    """
    # Loaded here, because few ledgers are xls.
    import xlrd

    def opened(encoding: str | None = None) -> Any:
        return xlrd.open_workbook(
            file_contents=data,
            formatting_info=True,
            ragged_rows=True,
            logfile=io.StringIO(),
            encoding_override=encoding,
        )

    try:
        try:
            book = opened()
        except UnicodeDecodeError:
            book = opened(_CHINESE)
        if book.biff_version < _UNICODE_FROM and book.encoding in _WESTERN and _is_chinese(book):
            book = opened(_CHINESE)
        sheets = [_sheet(book, sheet) for sheet in book.sheets()]
        _mark_unsolved(data, book, sheets)
    except Exception as problem:
        if "encrypted" in str(problem):
            raise Refused("FileEncrypted") from problem
        # xlrd fails on broken records with exceptions of any kind.
        return None
    is_annotated = any(sheet.cell_note_map for sheet in book.sheets())
    return sheets, ["comments"] if is_annotated else []


def _is_chinese(book: Any) -> bool:
    """Return whether the texts of an old workbook are Chinese, though declared Western."""
    from xlrd.biffh import XL_CELL_TEXT

    texts = [sheet.name for sheet in book.sheets()]
    for sheet in book.sheets():
        for row in sheet.get_rows():
            texts.extend(cell.value for cell in row if cell.ctype == XL_CELL_TEXT)
    foreign = [text for text in texts if not text.isascii()]
    try:
        for text in foreign:
            text.encode("latin_1" if book.encoding == "utf_16_le" else book.encoding).decode(
                _CHINESE
            )
    except UnicodeError:
        return False
    return bool(foreign)


def _sheet(book: Any, sheet: Any) -> FoundSheet:
    found = FoundSheet(sheet.name, is_hidden=bool(sheet.visibility))
    formats = [book.format_map.get(style.format_key) for style in book.xf_list]
    codes = [each.format_str if each else "General" for each in formats]
    fonts = {number for number, font in enumerate(book.font_list) if font.struck_out}
    struck = {place for place, style in enumerate(book.xf_list) if style.font_index in fonts}
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            value = _value(cell, codes, is_1904=bool(book.datemode))
            if value is not None and value != "":
                found.put(row + 1, column + 1, value)
                runs = sheet.rich_text_runlist_map.get((row, column))
                is_whole = (
                    True if cell.xf_index in struck else _struck_whole(cell.value, runs, fonts)
                )
                _note_struck(found, row + 1, is_whole)
    for row, info in sheet.rowinfo_map.items():
        if info.hidden or (info.height == 0 and info.has_default_height == 0):
            found.hide_rows(row + 1, row + 1)
    for column, info in sheet.colinfo_map.items():
        if info.hidden or info.width == 0:
            found.hide_columns(column + 1, column + 1)
    for top, bottom, left, right in sheet.merged_cells:
        found.merges.append((top + 1, left + 1, bottom, right))
    return found


def _note_struck(found: FoundSheet, row: int, is_whole: bool | None) -> None:
    if is_whole:
        found.strike(row)
    found.has_struck_words |= is_whole is False


def _struck_whole(text: Any, runs: Any, fonts: set[int]) -> bool | None:
    """Tell whether runs of a text's own fonts strike all of it through, None where they do none.

    Text before the first run has the font of the cell.
    """
    if not runs or not isinstance(text, str):
        return None
    letters = Letters()
    bounds = [*(start for start, _ in runs), len(text)]
    letters.take(text[: bounds[0]])
    for (_, font), (start, end) in zip(runs, pairwise(bounds), strict=True):
        letters.begin("strike", font in fonts)
        letters.take(text[start:end])
    return letters.struck_whole()


def _value(cell: Any, codes: list[str], *, is_1904: bool) -> Any:
    from xlrd import biffh

    if cell.ctype == biffh.XL_CELL_TEXT:
        return cell.value
    if cell.ctype in (biffh.XL_CELL_NUMBER, biffh.XL_CELL_DATE):
        has_style = cell.xf_index is not None and cell.xf_index < len(codes)
        return value_of(
            float(cell.value), codes[cell.xf_index] if has_style else "General", is_1904=is_1904
        )
    if cell.ctype == biffh.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == biffh.XL_CELL_ERROR:
        return "error", biffh.error_text_from_code.get(cell.value, "#")
    return None


def _mark_unsolved(data: bytes, book: Any, sheets: list[FoundSheet]) -> None:
    """Mark formulas without a calculated value: stored as an empty text they never yield."""
    from xlrd.biffh import XL_CELL_TEXT

    has_empty = any(
        cell.ctype == XL_CELL_TEXT and not cell.value
        for sheet in book.sheets()
        for row in sheet.get_rows()
        for cell in row
    )
    if not has_empty or book.biff_version < _UNICODE_FROM:
        return
    for number, row, column in _unsolved(_stream(data)):
        if number < len(sheets):
            sheets[number].put(row + 1, column + 1, ("error", "="))


def _stream(data: bytes) -> bytes:
    """Return the records of a workbook, from the compound file that Excel wraps them in."""
    from xlrd.compdoc import SIGNATURE, CompDoc

    if not data.startswith(SIGNATURE):
        return data
    found = CompDoc(data, logfile=io.StringIO()).locate_named_stream("Workbook")
    return bytes(found[0][found[1] : found[1] + found[2]]) if found[0] else b""


def _unsolved(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield sheet number, row and column of each formula that is empty and cannot be."""
    starts: dict[int, int] = {}
    sheet = -1
    at = 0
    while at + _RECORD.size <= len(stream):
        kind, size = _RECORD.unpack_from(stream, at)
        sheet = starts.get(at, sheet)
        body = stream[at + _RECORD.size : at + _RECORD.size + size]
        # Only worksheets are read and counted.
        if kind == _IS_SHEET and size > 6 and body[5] == 0:
            starts[int.from_bytes(body[:4], "little")] = len(starts)
        elif kind == _IS_FORMULA and size > _FORMULA.size:
            row, column, _, value = _FORMULA.unpack_from(body)
            if value == _EMPTY and _never_gives_text(body[_FORMULA.size - 2 :]):
                yield sheet, row, column
        at += _RECORD.size + size


def _never_gives_text(formula: bytes) -> bool:
    """Return whether a formula, its length first, ends in a token that never yields text."""
    parts = formula[2 : 2 + int.from_bytes(formula[:2], "little")]
    if parts[-1:] and parts[-1] in _NEVER_TEXT and len(parts) > 1:
        return True
    fixed, varied = _CALLS
    if len(parts) >= 3 and parts[-3] in fixed:
        return int.from_bytes(parts[-2:], "little") in _FUNCTIONS
    if len(parts) >= 4 and parts[-4] in varied:
        return int.from_bytes(parts[-2:], "little") & 0x7FFF in _FUNCTIONS
    return False
