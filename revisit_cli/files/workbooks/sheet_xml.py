"""What a parser of xlsx does not tell of a sheet, read from the sheet's own XML."""

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape

from revisit_cli.files.workbooks.container import UNREADABLE, part_of
from revisit_cli.files.workbooks.refused import Refused

# A sheet whose cells lie this far apart is read cell by cell instead of as one block.
FAR_COLUMN = 2_000
_FAR_ROW = 50_000
_THIN = 4
_PIECE = 1 << 22

_SHEET_TAG = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION_TAG = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*\bhidden="(?:1|true)"[^>]*>')
_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_ERROR_CELL = re.compile(
    rb'<(?:\w+:)?c\b[^>]*\bt="e"[^>]*>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<', re.DOTALL
)
# A formula that no program has worked out yet; an empty text (t="str") has been.
_UNSOLVED = re.compile(
    rb'<(?:\w+:)?c\b(?![^>]*\bt="(?:str|s)")[^>]*>\s*'
    rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>(?P<formula>[^<]*)</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_CELL_REF = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
# Begins with plain bytes, so that sixty megabytes of cells are passed over at memory's speed.
_WIDE_REF = re.compile(rb'r="([A-Z]{3})[0-9]{1,7}"')
_HIDDEN = re.compile(rb'hidden="(?:1|true)"')
_ROW_NUMBER = re.compile(rb'\br="([0-9]{1,7})"')
_LAST_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="([0-9]{1,7})"')
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)"')


class SheetFacts:
    """What the parser does not tell of a sheet. Numbers are 1-based; errors by row.

    ``is_far``: a few cells lie so far from the rest that the block around all of them is huge.
    No dataclass: loading what makes one is a third of what the reading process loads.
    """

    __slots__ = ("errors", "hidden_columns", "hidden_rows", "is_far", "merges")

    def __init__(self, *, is_far: bool = False) -> None:
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.errors: dict[int, list[tuple[int, str]]] = {}
        self.merges: list[tuple[int, int, int, int]] = []
        self.is_far = is_far


def sheet_facts(data: bytes) -> dict[str, SheetFacts]:
    """Return, for each sheet of an xlsx by name, what the parser does not tell. Raises Refused."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    try:
        return {name: _facts(part_of(archive, path)) for name, path in _sheets(archive)}
    except (KeyError, *UNREADABLE) as error:
        raise Refused("FileBroken") from error


def _sheets(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    known = {name.lower(): name for name in archive.namelist()}
    if "xl/workbook.xml" not in known or "xl/_rels/workbook.xml.rels" not in known:
        return []
    targets = {}
    for tag in _RELATION_TAG.findall(part_of(archive, known["xl/_rels/workbook.xml.rels"])):
        found = dict(_ATTRIBUTE.findall(tag))
        targets[found.get(b"Id", b"")] = found.get(b"Target", b"").decode(errors="replace")
    sheets = []
    for tag in _SHEET_TAG.findall(part_of(archive, known["xl/workbook.xml"])):
        found = {key.split(b":")[-1]: value for key, value in _ATTRIBUTE.findall(tag)}
        target = targets.get(found.get(b"id", b""), "")
        path = target.lstrip("/") if target.startswith(("/", "xl/")) else f"xl/{target}"
        if path.lower() in known:
            name = unescape(found.get(b"name", b"").decode(errors="replace"))
            sheets.append((name, known[path.lower()]))
    return sheets


def _facts(xml: bytes) -> SheetFacts:
    facts = SheetFacts(is_far=_is_far(xml))
    _find_hidden(xml, facts)
    for row, column, code in _bad_cells(xml):
        facts.errors.setdefault(row, []).append((column, code))
    if facts.is_far:
        facts.merges = [
            (int(top), _column(left), int(bottom), _column(right))
            for left, top, right, bottom in _MERGE.findall(xml)
        ]
    return facts


def _find_hidden(xml: bytes, facts: SheetFacts) -> None:
    if not _HIDDEN.search(xml):
        return
    for tag in _HIDDEN_ROW.findall(xml):
        number = _ROW_NUMBER.search(tag)
        if number:
            facts.hidden_rows.add(int(number[1]))
    for tag in _COLUMN.findall(xml[:200_000]):
        found = dict(_ATTRIBUTE.findall(tag))
        if found.get(b"hidden") in (b"1", b"true") and found.get(b"max", b"").isdigit():
            last = min(int(found[b"max"]), FAR_COLUMN)
            facts.hidden_columns |= set(range(int(found.get(b"min", b"1")), last + 1))


def _bad_cells(xml: bytes) -> Iterator[tuple[int, int, str]]:
    """Yield row, column and text of cells that hold an error, or a formula without a value."""
    if b't="e"' in xml:
        for cell in _ERROR_CELL.finditer(xml):
            if place := _CELL_REF.search(cell[0]):
                yield int(place[2]), _column(place[1]), cell[1].decode(errors="replace")
    if b"f>" in xml:
        for cell in _UNSOLVED.finditer(xml):
            if place := _CELL_REF.search(cell[0]):
                formula = unescape((cell["formula"] or b"").decode(errors="replace"))
                yield int(place[2]), _column(place[1]), f"={formula}"


def _is_far(xml: bytes) -> bool:
    if any(_column(letters) > FAR_COLUMN for letters in _WIDE_REF.findall(xml)):
        return True
    last_filled = max(xml.rfind(b"<v>"), xml.rfind(b"<is>"), 0)
    last = _LAST_ROW.match(xml, max(0, xml.rfind(b"<row ", 0, last_filled)))
    return last is not None and int(last[1]) > _FAR_ROW and _is_thin(xml, int(last[1]))


def _is_thin(xml: bytes, rows: int) -> bool:
    """Tell whether there are far fewer cells than rows; a piece is often enough to tell not."""
    filled = 0
    for start in range(0, len(xml), _PIECE):
        filled += xml.count(b"<v>", start, start + _PIECE)
        filled += xml.count(b"<is>", start, start + _PIECE)
        if filled * _THIN >= rows:
            return False
    return True


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
