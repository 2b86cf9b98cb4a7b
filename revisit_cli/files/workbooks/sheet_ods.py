"""Reading an ods from its XML: values and shown texts, hidden rows, merges, errors."""

from datetime import date, timedelta
from typing import Any

from revisit_cli.files.workbooks.number_format import DAYS_TO_1904, SERIALS, is_complete
from revisit_cli.files.workbooks.package import Locals, Package, parse
from revisit_cli.files.workbooks.refused import Refused
from revisit_cli.files.workbooks.sheet import FoundSheet, written_moment
from revisit_cli.pattern import pattern

_CONTENT = "content.xml"
# The copies of sheets that links to other workbooks bring along are not visible.
_COPIED = pattern(r"'?(?:file|https?)://")
_WHITE = pattern(r"[ \t\r\n]+")
# Signs around a number, and between its thousands.
_AROUND = pattern(r"[,\s\u00a5\uffe5$\u20ac]+")
_READ_WITH = pattern(r"[0-9()+\-./\u5e74\u6708\u65e5\u53f7]+")
_NO_DIGIT = pattern(r"\D")
_ERROR = pattern(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|Err:\d{3}")
_LENGTH = pattern(
    r"(?P<sign>-)?P(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+(?:\.\d+)?)S)?)?"
)
_NOUGHT = pattern(r"0+(?:\.0*)?\s*[a-z]*")
_LONGEST_ELAPSED = timedelta(days=1_000)  # more is a number with a time format
_DAY = timedelta(days=1)
_LAST_YEAR = 2199
# Elements in cells or beside tables whose text is not the cell's: comments, ruby text, drawings,
# tracked changes.
_BESIDE = frozenset(
    {
        "annotation", "ruby-text", "shapes", "frame", "custom-shape", "note", "forms",
        "tracked-changes", "dde-links", "table-source", "title", "desc",
    }
)  # fmt: skip
_HIDING = ("collapse", "filter")
_NUMBERS = ("float", "currency")


def read_ods(package: Package) -> list[FoundSheet]:
    """Return the sheets of an ods. Raises Refused."""
    reading = _Reading()
    parse(package.part(_CONTENT), reading.start, reading.end, reading.text)
    if not reading.sheets:
        raise Refused("FileBroken")
    return reading.sheets


class _Reading:
    """The state while the XML of an ods is parsed."""

    def __init__(self) -> None:
        self.sheets: list[FoundSheet] = []
        self.sheet = FoundSheet("")
        self.names = Locals()
        self.is_1904 = False
        self.style = ""
        self.flat: set[str] = set()
        self.unseen: set[str] = set()
        self.struck: set[str | None] = set()
        self.beside = 0  # depth inside elements that are skipped
        self.is_in_table = self.is_in_text = False
        self.row = self.column = self.table_column = 1
        self.rows_repeated = 1
        self.cell: dict[str, str] | None = None
        self.paragraphs: list[str] = []
        self.spans: list[bool] = []
        self.is_struck = self.is_plain = False
        self.starts = {
            "style": self._begin_style,
            "table-properties": self._style_of_table,
            "table-row-properties": self._style_of_row,
            "table-column-properties": self._style_of_row,
            "text-properties": self._style_of_text,
            "null-date": self._begin_time,
            "table": self._begin_table,
            "table-column": self._begin_column,
            "table-row": self._begin_row,
            "table-cell": self._begin_cell,
            "covered-table-cell": self._begin_cell,
            "p": self._begin_text,
            "span": self._begin_span,
            "s": self._blanks,
            "tab": self._blanks,
            "line-break": self._blanks,
        }

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Handle the start of an element."""
        name = self.names[tag]
        if self.beside or name in _BESIDE or (name == "table" and self.is_in_table):
            self.beside += 1
        elif (begin := self.starts.get(name)) is not None:
            begin({_key(self.names, key): value for key, value in attributes.items()})

    def end(self, tag: str) -> None:
        """Handle the end of an element."""
        name = self.names[tag]
        if self.beside:
            self.beside -= 1
        elif name == "p":
            self.is_in_text = False
        elif name == "span" and self.spans:
            self.spans.pop()
        elif name in ("table-cell", "covered-table-cell"):
            self._end_cell()
        elif name == "table-row":
            self.sheet.repeat(self.row, self.rows_repeated)
            self.row += self.rows_repeated
        elif name == "table":
            self.is_in_table = False

    def text(self, text: str) -> None:
        """Handle text; any run of white space is one blank."""
        if self.is_in_text and not self.beside:
            self.paragraphs[-1] += _WHITE.sub(" ", text)
            if not text.isspace():
                self.is_struck |= any(self.spans)
                self.is_plain |= not any(self.spans)

    def _begin_style(self, found: dict[str, str]) -> None:
        self.style = found.get("name", "")

    def _style_of_table(self, found: dict[str, str]) -> None:
        if found.get("display") == "false":
            self.unseen.add(self.style)

    def _style_of_row(self, found: dict[str, str]) -> None:
        size = found.get("row-height") or found.get("column-width") or ""
        if _NOUGHT.fullmatch(size):
            self.flat.add(self.style)

    def _style_of_text(self, found: dict[str, str]) -> None:
        if found.get("text-line-through-style", "none") != "none":
            self.struck.add(self.style)

    def _begin_time(self, found: dict[str, str]) -> None:
        self.is_1904 = found.get("date-value", "").startswith("1904")

    def _begin_table(self, found: dict[str, str]) -> None:
        name = found.get("name", "")
        self.sheet = FoundSheet(name, is_hidden=found.get("style-name") in self.unseen)
        if not _COPIED.match(name):
            self.sheets.append(self.sheet)
        self.is_in_table = True
        self.row = self.table_column = 1

    def _begin_column(self, found: dict[str, str]) -> None:
        count = _count(found, "number-columns-repeated")
        if self._hides(found):
            self.sheet.hide_columns(self.table_column, self.table_column + count - 1)
        self.table_column += count

    def _begin_row(self, found: dict[str, str]) -> None:
        self.rows_repeated = _count(found, "number-rows-repeated")
        self.column = 1
        if self._hides(found):
            self.sheet.hide_rows(self.row, self.row + self.rows_repeated - 1)

    def _hides(self, found: dict[str, str]) -> bool:
        return found.get("visibility") in _HIDING or found.get("style-name") in self.flat

    def _begin_cell(self, found: dict[str, str]) -> None:
        self.cell, self.paragraphs = found, []
        self.is_struck = self.is_plain = False

    def _begin_text(self, _: dict[str, str]) -> None:
        if self.cell is not None:
            self.paragraphs.append("")
            self.is_in_text = True

    def _begin_span(self, found: dict[str, str]) -> None:
        self.spans.append(found.get("style-name") in self.struck)

    def _blanks(self, found: dict[str, str]) -> None:
        if self.is_in_text:
            self.paragraphs[-1] += " " * min(_count(found, "c"), 100)

    def _end_cell(self) -> None:
        found, self.cell = self.cell or {}, None
        count = _count(found, "number-columns-repeated")
        down, across = _count(found, "number-rows-spanned"), _count(found, "number-columns-spanned")
        if down > 1 or across > 1:
            last = self.row + down - 1, self.column + across - 1
            self.sheet.merges.append((self.row, self.column, *last))
        value = _value(found, "\n".join(map(str.strip, self.paragraphs)), is_1904=self.is_1904)
        if value is not None:
            for place in range(self.column, self.column + count):
                self.sheet.put(self.row, place, value)
                if found.get("style-name") in self.struck or self.is_struck > self.is_plain:
                    self.sheet.strike(self.row)
            self.sheet.has_struck_words |= self.is_struck and self.is_plain
        self.column += count


def _key(names: Locals, key: str) -> str:
    """Return an attribute's name; the office program has types of its own as well."""
    return "own-type" if key == "calcext:value-type" else names[key]


def _count(found: dict[str, str], name: str) -> int:
    text = found.get(name, "1")
    return int(text) if text.isdecimal() and 0 < len(text) < 10 and int(text) else 1


def _value(found: dict[str, str], shown: str, *, is_1904: bool) -> Any:
    kind, has_formula = found.get("value-type", ""), "formula" in found
    if found.get("own-type") == "error" or (has_formula and _ERROR.fullmatch(shown)):
        return "error", shown or "#"
    if kind in _NUMBERS or kind == "percentage":
        return _number(found, shown if kind in _NUMBERS else "", is_1904=is_1904)
    if kind == "date":
        return _day(found.get("date-value", ""), shown)
    if kind == "time":
        return _time(found.get("time-value", ""), shown)
    if kind == "boolean":
        return found.get("boolean-value") == "true"
    text = shown or found.get("string-value", "")
    if not text and has_formula and not kind:
        # A formula without a calculated value.
        return "error", f"={found['formula'].rpartition(':=')[2]}"
    return text or None


def _number(found: dict[str, str], shown: str, *, is_1904: bool) -> Any:
    """Return a number, with its shown text if that says more than the value."""
    try:
        value = float(found.get("value", ""))
    except ValueError:
        return shown or None
    plain = str(int(value)) if value.is_integer() else repr(value)
    text = _AROUND.sub("", shown)
    says_more = text != plain and bool(_READ_WITH.fullmatch(text)) and _means(text, value, plain)
    may_be_day = is_1904 and SERIALS[0] <= value + DAYS_TO_1904 <= SERIALS[1]
    if says_more or may_be_day:
        return "number", value, text if says_more else plain, may_be_day
    return value


def _means(text: str, value: float, plain: str) -> bool:
    """Return whether a text shows all digits of a number, and more: 11.10, 0371-6660001."""
    if is_complete(plain):
        return False
    if value.is_integer():
        digits = _NO_DIGIT.sub("", text.partition(".")[0] if text.count(".") == 1 else text)
        return digits.endswith(plain) and text.partition(".")[0] != plain
    try:
        return float(text) == value
    except ValueError:
        return False


def _day(text: str, shown: str) -> Any:
    """Return a date or date-time; an error if the office program could not write one."""
    day = written_moment(text)
    if isinstance(day, date):
        return day if day.year <= _LAST_YEAR else shown
    return day if text[:4].isdecimal() else ("error", shown or "#")


def _time(text: str, shown: str) -> Any:
    """Return a time of day or a duration; a duration of many years as the number it is."""
    found = _LENGTH.fullmatch(text)
    if found is None:
        # A number that is not a time, such as a telephone number, is lost in an ods.
        return "error", shown or "#"
    parts = {name: float(found[name] or 0) for name in ("days", "hours", "minutes", "seconds")}
    try:
        length = timedelta(**parts) * (-1 if found["sign"] else 1)
    except OverflowError:
        length = timedelta.max
    if abs(length) < _LONGEST_ELAPSED:
        is_of_day = timedelta() <= length < _DAY
        return written_moment(str(length).rjust(8, "0")) if is_of_day else length
    days = parts["days"] + parts["hours"] / 24 + parts["minutes"] / 1440 + parts["seconds"] / 86400
    return float(round(days)) if abs(days - round(days)) < 1e-6 else days
