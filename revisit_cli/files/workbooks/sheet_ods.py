"""What a parser of ods does not tell of a sheet: hidden rows, merged cells, cells in error."""

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape

from revisit_cli.files.workbooks.container import UNREADABLE, part_of
from revisit_cli.files.workbooks.refused import Refused
from revisit_cli.files.workbooks.sheet_xml import SheetFacts

# Blank rows to the end of the grid are one tag: hidden or not, nobody asks for them.
_REPEATED_AT_MOST = 10_000
_TAG = re.compile(rb"<table:table(-row)?(?=[\s/>])([^>]*)>")
_NAME = re.compile(rb'table:name="([^"]*)"')
_ROWS_REPEATED = re.compile(rb'table:number-rows-repeated="(\d{1,9})"')
_HIDDEN = re.compile(rb'table:visibility="(?:collapse|filter)"')
_ROW_END = b"</table:table-row>"
_SPANNED, _IN_ERROR = b"-spanned=", b'value-type="error"'
_CELL = re.compile(rb"<table:(?:covered-)?table-cell(?=[\s/>])([^>]*)>")
_COLUMNS_REPEATED = re.compile(rb'table:number-columns-repeated="(\d{1,9})"')
_SPAN = re.compile(rb'table:number-(rows|columns)-spanned="(\d{1,7})"')
_SHOWN = re.compile(rb"<text:p[^>]*>([^<]*)<")


def ods_facts(data: bytes) -> dict[str, SheetFacts]:
    """Return, for each sheet of an ods by name, what the parser does not tell. Raises Refused."""
    try:
        xml = part_of(zipfile.ZipFile(io.BytesIO(data)), "content.xml")
    except (KeyError, *UNREADABLE) as error:
        raise Refused("FileBroken") from error
    found: dict[str, SheetFacts] = {}
    facts, row = SheetFacts(), 1
    # Most files have neither, and their cells are not looked at.
    has_more = _SPANNED in xml or _IN_ERROR in xml
    for tag in _TAG.finditer(xml):
        is_row, attributes = tag.groups()
        if not is_row:
            name = _NAME.search(attributes)
            facts, row = SheetFacts(), 1
            found[unescape(name[1].decode(errors="replace")) if name else ""] = facts
            continue
        repeated = _ROWS_REPEATED.search(attributes)
        count = int(repeated[1]) if repeated else 1
        if _HIDDEN.search(attributes):
            facts.hidden_rows |= set(range(row, row + min(count, _REPEATED_AT_MOST)))
        if has_more and not attributes.endswith(b"/"):
            _look_into(xml[tag.end() : xml.find(_ROW_END, tag.end())], row, facts)
        row += count
    return found


def _look_into(cells: bytes, row: int, facts: SheetFacts) -> None:
    """Note the merges and the errors of one row, given as its XML."""
    if _SPANNED not in cells and _IN_ERROR not in cells:
        return
    for column, attributes, inside in _cells(cells):
        spans = dict(_SPAN.findall(attributes))
        down, across = int(spans.get(b"rows", 1)), int(spans.get(b"columns", 1))
        if down > 1 or across > 1:
            facts.merges.append((row, column, row + down - 1, column + across - 1))
        if _IN_ERROR in attributes:
            shown = _SHOWN.search(inside)
            code = unescape(shown[1].decode(errors="replace")) if shown else "#"
            facts.errors.setdefault(row, []).append((column, code))


def _cells(xml: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield 1-based column, attributes and content of each cell of a row."""
    column = 1
    tags = list(_CELL.finditer(xml))
    ends = [*(tag.start() for tag in tags[1:]), len(xml)]
    for tag, end in zip(tags, ends, strict=True):
        yield column, tag[1], xml[tag.end() : end]
        repeated = _COLUMNS_REPEATED.search(tag[1])
        column += int(repeated[1]) if repeated else 1
