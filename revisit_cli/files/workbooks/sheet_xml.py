"""Reading the sheets of an xlsx from its XML, where the fast parser would lose information.

The fast parser reads plain sheets, which are most. A sheet with hidden rows, errors, formulas, or
numbers whose format matters, or with unusual XML, is read here.
"""

import re
from collections.abc import Callable
from typing import Any

from revisit_cli.files.workbooks.number_format import BUILT_IN, is_usual, sections, value_of
from revisit_cli.files.workbooks.package import Locals, Package, elements, parse
from revisit_cli.files.workbooks.refused import Refused
from revisit_cli.files.workbooks.sheet import FAR_COLUMN, FoundSheet, Letters, written_moment
from revisit_cli.pattern import pattern

# A sheet whose cells lie this far apart is read cell by cell instead of as one block.
_FAR_ROW = 50_000
_THIN = 4
_PIECE = 1 << 22
# A program writes a whole sheet in the same way, so its beginning is enough to look at.
_BEGINNING = 1 << 14
_UNUSUAL = (b" =", b'="&#', b"<c>", b"<row>", b"zeroHeight", b' width="0')
_HIDES = pattern(rb'h(?:idden|t(?<=\sht)="0)')
_DATE_OR_ERROR = pattern(rb't="[ed]"')
_FORMAT_NUMBER = pattern(rb'numFmtId="(\d+)"')
_STRUCK = b"strike"
_SILENT = frozenset((b"0", b"49"))
_STYLES_SEARCHED = 200
# Starts with literal bytes, so that ``re`` skips through many megabytes quickly.
_WIDE_REF = pattern(rb'r="([A-Z]{3})[0-9]{1,7}"')
_LAST_ROW = pattern(rb'<row\b[^>]*?\br="([0-9]{1,7})"')
_TRUE = ("1", "true", "on")
_DIGITS = "0123456789"


class XlsxBook:
    """The workbook part of an xlsx: sheets in order, formats, epoch. Raises Refused."""

    def __init__(self, package: Package) -> None:
        main = package.main()
        if main is None:
            raise Refused("FileBroken")
        self._package = package
        relations = package.relations(main)
        by_kind = {kind.rpartition("/")[2]: target for kind, target in relations.values()}
        self._shared_part = by_kind.get("sharedstrings")
        self._shared: list[str] | None = None
        self.struck_texts: dict[int, bool] = {}
        self._has_struck_letters: bool | None = None
        self.is_1904 = False
        self.sheets: list[tuple[FoundSheet, str]] = []
        for tag, attributes in elements(package.part(main)):
            if tag == "workbookPr":
                self.is_1904 = attributes.get("date1904", "") in _TRUE
            elif tag == "sheet":
                kind, target = relations.get(attributes.get("id", ""), ("", ""))
                if kind.endswith("/worksheet"):
                    is_hidden = attributes.get("state", "visible") != "visible"
                    sheet = FoundSheet(attributes.get("name", ""), is_hidden=is_hidden)
                    self.sheets.append((sheet, target))
        if not self.sheets:
            raise Refused("FileBroken")
        styles = by_kind.get("styles")
        xml = package.part(styles) if styles and package.has(styles) else b""
        self._codes = _format_codes(xml) if xml else []
        odd = [str(n).encode() for n, code in enumerate(self._codes) if not is_usual(code)]
        self.struck = _struck_styles(xml)
        odd += [style.encode() for style in self.struck if style.encode() not in odd]
        self._are_odd_too_many = len(odd) > _STYLES_SEARCHED
        self._odd = re.compile(rb' s="(?:' + b"|".join(odd) + rb')"') if odd else None

    def is_plain(self, xml: bytes) -> bool:
        """Return whether the fast parser reads a sheet without losing information."""
        start = xml[: xml.rfind(b">", 0, _BEGINNING) + 1]
        if self.is_1904 or self._are_odd_too_many or b"<sheetData" not in start:
            return False
        if any(sign in start for sign in _UNUSUAL) or not _is_usual(start):
            return False
        if b"</f>" in xml or _HIDES.search(xml) or _DATE_OR_ERROR.search(xml) or self._strikes(xml):
            return False
        return not (self._odd is not None and self._odd.search(xml)) and not _is_far(xml)

    def read(self, sheet: FoundSheet, xml: bytes) -> FoundSheet:
        """Fill a sheet from its XML and return it. Raises Refused."""
        _Reading(self, sheet).run(_without_blank_end(xml))
        return sheet

    def _strikes(self, xml: bytes) -> bool:
        """Return whether text is struck through, in a sheet or in the shared texts."""
        part = self._shared_part
        if self._has_struck_letters is None:
            texts = self._package.part(part) if part and self._package.has(part) else b""
            self._has_struck_letters = _STRUCK in texts
        return self._has_struck_letters or _STRUCK in xml

    def value_maker(self) -> Callable[[str, str, str | None], Any]:
        """Return a function from a cell's text, type and style to its value."""
        codes, is_1904 = self._codes, self.is_1904
        asks = [is_1904 or not _is_bare(code) for code in codes]

        def number(text: str, style: str | None) -> Any:
            try:
                value = float(text)
            except ValueError:
                return text
            place = int(style) if style and style.isdecimal() else 0
            if place < len(asks) and not asks[place]:
                return value
            code = codes[place] if place < len(codes) else "General"
            return value_of(value, code, is_1904=is_1904)

        def value(text: str, kind: str, style: str | None) -> Any:
            if kind == "n":
                return number(text, style)
            if kind == "s":
                return self._shared_text(text)
            if kind == "b":
                return text.strip() in _TRUE
            if kind == "e":
                return "error", text
            return written_moment(text) if kind == "d" else text

        return value

    def _shared_text(self, place: str) -> str | None:
        if self._shared is None:
            part = self._shared_part
            texts = _Texts(self._package.part(part) if part else b"<sst/>")
            self._shared = texts.found
            self.struck_texts |= texts.struck
        return (
            self._shared[int(place)]
            if place.strip().isdecimal() and int(place) < len(self._shared)
            else None
        )


class _Reading:
    """The state while the XML of a sheet is parsed."""

    def __init__(self, book: XlsxBook, sheet: FoundSheet) -> None:
        self.book, self.sheet, self.value = book, sheet, book.value_maker()
        self.letters = Letters()
        self.names = Locals()
        self.row = self.column = 0
        self.kind = "n"
        self.style: str | None = None
        self.pieces: list[str] = []
        self.formula: list[str] = []
        self.into: list[str] | None = None
        self.has_formula = self.is_phonetic = self.hides_all = False
        self.columns: dict[str, int] = {}

    def run(self, xml: bytes) -> None:
        parse(xml, self.start, self.end, self.text)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = self.names[tag]
        if name == "c":
            self._begin_cell(attributes)
        elif name in ("v", "t"):
            self.into = None if self.is_phonetic else self.pieces
        elif name == "f":
            self.has_formula, self.into = True, self.formula
        elif name == "row":
            self._begin_row(attributes)
        elif name == "rPh":
            self.is_phonetic = True
        elif name in ("r", "strike"):
            self.letters.begin(name, attributes.get("val", "1") in _TRUE)
        elif name in ("col", "mergeCell", "sheetFormatPr"):
            self._frame(name, attributes)

    def text(self, text: str) -> None:
        if self.into is not None:
            self.into.append(text)
            if self.into is self.pieces:
                self.letters.take(text)

    def end(self, tag: str) -> None:
        name = self.names[tag]
        if name == "c":
            self._end_cell()
        elif name in ("v", "t", "f"):
            self.into = None
        elif name == "rPh":
            self.is_phonetic = False

    def _begin_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "").strip()
        self.row = int(number) if number.isdecimal() else self.row + 1
        self.column = 0
        height = attributes.get("ht")
        is_flat = height is not None and _is_nought(height)
        is_told = "hidden" in attributes or height is not None
        if attributes.get("hidden") in _TRUE or is_flat or (self.hides_all and not is_told):
            self.sheet.hide_rows(self.row, self.row)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        if place:
            letters = place.rstrip(_DIGITS)
            column = self.columns.get(letters)
            if column is None:
                column = self.columns[letters] = column_of(letters)
            self.column = column
            if not self.column:
                raise Refused("FileBroken")
            number = place[len(letters) :]
            self.row = int(number) if number else self.row
        else:
            self.column += 1
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s")
        self.pieces, self.formula, self.has_formula = [], [], False
        self.letters.clear()

    def _end_cell(self) -> None:
        text = "".join(self.pieces)
        self.into = None
        if text.strip() or (text and self.kind != "n"):
            value = self.value(text, self.kind, self.style)
        elif self.has_formula and self.kind not in ("str", "s", "inlineStr"):
            # A formula without a calculated value; an empty text would be one.
            value = "error", f"={''.join(self.formula)}"
        else:
            return
        if value is not None:
            self.sheet.put(self.row, self.column, value)
            is_whole = self.letters.struck_whole()
            if self.kind == "s" and text.strip().isdecimal():
                is_whole = self.book.struck_texts.get(int(text))
            if self.style in self.book.struck or is_whole:
                self.sheet.strike(self.row)
            elif is_whole is False:
                self.sheet.has_struck_words = True

    def _frame(self, name: str, attributes: dict[str, str]) -> None:
        """Handle elements around the cells: hidden columns, merges, rows hidden by default."""
        if name == "mergeCell":
            merge = _merge_of(attributes.get("ref", ""))
            if merge is not None:
                self.sheet.merges.append(merge)
        elif name == "sheetFormatPr":
            self.hides_all = attributes.get("zeroHeight") in _TRUE
        elif attributes.get("hidden") in _TRUE or _is_nought(attributes.get("width", "")):
            first, last = attributes.get("min", "1"), attributes.get("max", "1")
            if first.isdecimal() and last.isdecimal():
                self.sheet.hide_columns(int(first), int(last))


def column_of(letters: str) -> int:
    """Return the 1-based number of a column from its letters, 0 if they are not letters."""
    number = 0
    for letter in letters.upper().replace("$", ""):
        place = ord(letter) - 64
        if not 0 < place <= 26:
            return 0
        number = number * 26 + place
    return number


def _merge_of(reference: str) -> tuple[int, int, int, int] | None:
    found = re.fullmatch(
        r"\$?([A-Za-z]+)\$?(\d{1,7}):\$?([A-Za-z]+)\$?(\d{1,7})", reference.strip()
    )
    if found is None:
        return None
    left, top, right, bottom = found.groups()
    return int(top), column_of(left), int(bottom), column_of(right)


def _is_nought(text: str) -> bool:
    try:
        return float(text) == 0
    except ValueError:
        return False


def _is_bare(code: str) -> bool:
    return all(section.kind in ("general", "other") for section in sections(code))


def _format_codes(xml: bytes) -> list[str]:
    """Return the number format code of each cell style; none if all of them are plain."""
    numbers_used = _FORMAT_NUMBER.findall(xml)
    if len(numbers_used) == xml.count(b"numFmtId") and _SILENT.issuperset(numbers_used):
        return []
    own: dict[str, str] = {}
    numbers: list[str] = []
    inside = ""
    for tag, attributes in elements(xml):
        if tag in ("numFmts", "cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            inside = tag
        elif tag == "numFmt" and inside == "numFmts":
            own[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "xf" and inside == "cellXfs":
            numbers.append(attributes.get("numFmtId", "0"))
    usual = {str(number): code for number, code in BUILT_IN.items()}
    return [own.get(number) or usual.get(number, "General") for number in numbers]


def _struck_styles(xml: bytes) -> frozenset[str]:
    """Return the cell styles that strike text through."""
    if b"strike" not in xml:
        return frozenset()
    fonts: list[bool] = []
    styles: list[str] = []
    inside = ""
    for tag, attributes in elements(xml):
        if tag in ("fonts", "fills", "cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            inside = tag
        elif tag == "font" and inside == "fonts":
            fonts.append(False)
        elif tag == "strike" and inside == "fonts" and fonts:
            fonts[-1] = attributes.get("val", "1") in _TRUE
        elif tag == "xf" and inside == "cellXfs":
            styles.append(attributes.get("fontId", "0"))
    struck = {str(number) for number, is_struck in enumerate(fonts) if is_struck}
    return frozenset(str(place) for place, font in enumerate(styles) if font in struck)


class _Texts:
    """The shared texts of a workbook, without their phonetic guides.

    ``struck`` has the index of each text with struck-through parts: True if all of it is struck.
    """

    def __init__(self, xml: bytes) -> None:
        self.found: list[str] = []
        self.struck: dict[int, bool] = {}
        self._names, self._letters = Locals(), Letters()
        self._pieces: list[str] = []
        self._is_in_text = self._is_phonetic = False
        parse(xml, self._start, self._end, self._take)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = self._names[tag]
        if name == "t":
            self._is_in_text = not self._is_phonetic
        elif name == "rPh":
            self._is_phonetic = True
        elif name in ("r", "strike"):
            self._letters.begin(name, attributes.get("val", "1") in _TRUE)

    def _take(self, text: str) -> None:
        if self._is_in_text:
            self._pieces.append(text)
            self._letters.take(text)

    def _end(self, tag: str) -> None:
        name = self._names[tag]
        if name == "si":
            if (is_whole := self._letters.struck_whole()) is not None:
                self.struck[len(self.found)] = is_whole
            self.found.append("".join(self._pieces))
            self._pieces.clear()
            self._letters.clear()
        elif name == "t":
            self._is_in_text = False
        elif name == "rPh":
            self._is_phonetic = False


def _without_blank_end(xml: bytes) -> bytes:
    """Return the XML without empty rows at its end, of which there may be a million."""
    last = max(xml.rfind(end) for end in (b"</v>", b"</is>", b"</f>"))
    row_end, end = xml.find(b"</row>", max(last, 0)), xml.rfind(b"</sheetData>")
    return xml[: row_end + len(b"</row>")] + xml[end:] if 0 < row_end < end - _PIECE else xml


def _is_usual(xml: bytes) -> bool:
    """Return whether all attributes are in double quotes, and rows and cells have references."""
    return xml.count(b"=") == xml.count(b'="') and all(
        xml.count(b"<%b " % name) == xml.count(b'<%b r="' % name) for name in (b"row", b"c")
    )


def _is_far(xml: bytes) -> bool:
    if any(column_of(letters.decode()) > FAR_COLUMN for letters in _WIDE_REF.findall(xml)):
        return True
    last_filled = max(xml.rfind(b"<v>"), xml.rfind(b"<is>"), 0)
    last = _LAST_ROW.match(xml, max(0, xml.rfind(b"<row ", 0, last_filled)))
    return last is not None and int(last[1]) > _FAR_ROW and _is_thin(xml, int(last[1]))


def _is_thin(xml: bytes, rows: int) -> bool:
    """Return whether there are far fewer cells than rows; a sample often shows that not."""
    filled = 0
    for start in range(0, len(xml), _PIECE):
        filled += xml.count(b"<v>", start, start + _PIECE)
        filled += xml.count(b"<is>", start, start + _PIECE)
        if filled * _THIN >= rows:
            return False
    return True
