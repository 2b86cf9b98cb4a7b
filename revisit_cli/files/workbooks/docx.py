"""Reading the tables of a Word document from its XML: only the text that is visible.

Skipped are tracked deletions, hidden text, the codes of fields and the placeholders of empty form
fields. Pictures and text boxes are skipped too, and reported as traits.
"""

from collections.abc import Callable

from revisit_cli.files.workbooks.document import Tables
from revisit_cli.files.workbooks.docx_grid import Cell, Row, Table, joined, lay_out
from revisit_cli.files.workbooks.docx_style import Numbered, Numbers, Styles, is_on
from revisit_cli.files.workbooks.package import Locals, Package, parse
from revisit_cli.files.workbooks.refused import Refused
from revisit_cli.files.workbooks.sheet import FoundSheet

_MOST_SPANNED = 1_000
_DEEPEST = 2_000
_LAST_LEVEL = 8
# Elements without visible text, or with an earlier state of the document.
_BESIDE = frozenset({
    "delText", "delInstrText", "instrText", "rt", "rubyPr", "tabs", "sectPr", "tblPrEx",
    "drawing", "pict", "object", "altChunk",
})  # fmt: skip
_PICTURED = frozenset({"txbxContent", "blip", "imagedata", "OLEObject", "altChunk"})
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_PRIVATE = range(0xE000, 0xF900)
# The codes of ticked and empty boxes in symbol fonts.
_SIGNS = {
    0xF0FE: "\u2611", 0xF052: "\u2611", 0xF0FC: "\u2713", 0xF050: "\u2713", 0xF0A8: "\u25a1",
    0xF06F: "\u25a1", 0xF0A3: "\u25a1", 0xF0FB: "\u2717", 0xF04F: "\u2717",
}  # fmt: skip


def read_docx(package: Package) -> tuple[list[FoundSheet], list[str]]:
    """Return the tables of a Word document, and its traits. Raises Refused."""
    main = package.main()
    if main is None:
        raise Refused("FileBroken")
    parts = {kind.rpartition("/")[2]: name for kind, name in package.relations(main).values()}

    def part(kind: str) -> bytes | None:
        name = parts.get(kind)
        return package.part(name) if name is not None and package.has(name) else None

    reading = _Reading(Styles(part("styles")), Numbers(part("numbering")))
    parse(package.part(main), reading.start, reading.end, reading.text)
    sheets = reading.tables.finish()
    if not sheets:
        raise Refused("FileWithoutTable", "word")
    return sheets, sorted(reading.traits)


class _Reading:
    """The state while the XML of a document is parsed."""

    def __init__(self, styles: Styles, numbers: Numbers) -> None:
        self.tables = Tables()
        self.traits: set[str] = set()
        self._styles, self._numbers = styles, numbers
        self._names = Locals()
        self._open: list[Table] = []
        self._depth = self._skipped = self._silent = self._told = 0
        self._fields: list[bool] = []  # for each open field: whether its result has begun
        self._prompts: list[bool] = []
        self._choices: list[list[int]] = []
        self._pieces: list[str] = []
        self._numbered: Numbered = "", 0
        self._is_joined = self._is_style_hidden = False
        self._is_in_run = self._is_in_text = self._is_run_hidden = self._is_run_struck = False
        self._inside: list[str] = []  # inside the properties of paragraphs and rows
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "p": self._begin_paragraph, "r": self._begin_run, "t": self._begin_text,
            "sym": self._sign, "fldChar": self._field, "vanish": self._hide,
            "strike": self._strike, "dstrike": self._strike,
            "tbl": self._begin_table, "tr": self._begin_row, "tc": self._begin_cell,
            "gridCol": self._width, "gridBefore": self._before, "gridSpan": self._span,
            "vMerge": self._merge_down, "hMerge": self._merge_across, "cellDel": self._drop_cell,
            "hidden": self._hide_row, "pStyle": self._style, "rStyle": self._run_style,
            "numId": self._list, "ilvl": self._level, "del": self._deleted, "ins": self._inserted,
            "moveFrom": self._deleted, "moveTo": self._inserted, "sdt": self._begin_control,
            "showingPlcHdr": self._prompt, "sdtContent": self._begin_content,
            "AlternateContent": self._begin_choices, "Choice": self._begin_choice,
            "Fallback": self._begin_fallback,
        }  # fmt: skip
        self._ends: dict[str, Callable[[], None]] = {
            "p": self._end_paragraph, "r": self._end_run, "t": self._end_text,
            "tbl": self._end_table, "tr": self._end_row, "tc": self._end_cell,
            "sdt": self._end_control, "sdtContent": self._end_content,
            "AlternateContent": self._end_choices,
        }  # fmt: skip

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Handle the start of an element."""
        name = self._names[tag]
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Refused("FileTooLarge")
        if self._skipped or name in _BESIDE or name.endswith("Change"):
            self._skipped += 1
            if name in _PICTURED:
                self.traits.add("pictures")
                self._told += 1
            return
        if name in ("pPr", "trPr"):
            self._inside.append(name)
        elif name in _BREAKS:
            if self._is_in_run:
                self._say(_BREAKS[name])
        elif (begin := self._starts.get(name)) is not None:
            begin({self._names[key]: value for key, value in attributes.items()})

    def end(self, tag: str) -> None:
        """Handle the end of an element."""
        self._depth -= 1
        if self._skipped:
            self._skipped -= 1
            return
        name = self._names[tag]
        if name in ("pPr", "trPr"):
            self._inside.pop()
        elif (leave := self._ends.get(name)) is not None:
            leave()

    def text(self, text: str) -> None:
        """Handle text."""
        if self._is_in_text and not self._skipped:
            self._say(text)

    def _say(self, text: str) -> None:
        if self._is_run_hidden:
            if text.strip():
                self.traits.add("hidden_text")
        elif not self._silent and all(self._fields):
            self._pieces.append(text)
            self._told += 1
            if text.strip() and (cell := self._cell()) is not None:
                cell.is_struck |= self._is_run_struck
                cell.is_plain |= not self._is_run_struck

    def _begin_paragraph(self, _: dict[str, str]) -> None:
        if not self._is_joined:
            self._pieces = []
        self._is_joined = self._is_style_hidden = False
        self._numbered = "", 0

    def _end_paragraph(self) -> None:
        cell = self._open[-1].cell if self._open else None
        row = self._open[-1].row if self._open else None
        number = ""
        if self._numbered[0] not in ("", "0") and not (row is not None and row.is_deleted):
            number = self._numbers.next(self._numbered)
        if cell is not None and number and not cell.number:
            cell.number = number
        if self._is_joined:
            return
        self._settle_paragraph(cell)

    def _settle_paragraph(self, cell: Cell | None) -> None:
        said, self._pieces, self._is_joined = "".join(self._pieces), [], False
        if cell is not None:
            cell.paragraphs.append(said)
        elif not self._open:
            self.tables.line(said)

    def _style(self, found: dict[str, str]) -> None:
        style = found.get("val", "")
        self._is_style_hidden = style in self._styles.hidden
        self._numbered = self._styles.numbered.get(style, ("", 0))

    def _list(self, found: dict[str, str]) -> None:
        if self._inside[-1:] == ["pPr"]:
            self._numbered = found.get("val", ""), self._numbered[1]

    def _level(self, found: dict[str, str]) -> None:
        if self._inside[-1:] == ["pPr"]:
            level = min(_whole(found.get("val", "0")), _LAST_LEVEL)
            self._numbered = self._numbered[0], level

    def _begin_run(self, _: dict[str, str]) -> None:
        self._is_in_run = True
        self._is_run_hidden = self._is_style_hidden

    def _end_run(self) -> None:
        self._is_in_run = self._is_run_hidden = self._is_run_struck = False

    def _run_style(self, found: dict[str, str]) -> None:
        if self._is_in_run and found.get("val", "") in self._styles.hidden:
            self._is_run_hidden = True

    def _hide(self, found: dict[str, str]) -> None:
        if self._is_in_run:
            self._is_run_hidden = is_on(found)

    def _strike(self, found: dict[str, str]) -> None:
        if self._is_in_run:
            self._is_run_struck = is_on(found)

    def _begin_text(self, _: dict[str, str]) -> None:
        self._is_in_text = self._is_in_run

    def _end_text(self) -> None:
        self._is_in_text = False

    def _sign(self, found: dict[str, str]) -> None:
        try:
            code = int(found.get("char", ""), 16)
        except ValueError:
            return
        if code in _SIGNS or (0 < code < 0x110000 and code not in _PRIVATE):
            self._say(_SIGNS.get(code) or chr(code))

    def _field(self, found: dict[str, str]) -> None:
        kind = found.get("fldCharType")
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _deleted(self, _: dict[str, str]) -> None:
        """Skip a tracked deletion: text, a row, or the end of a paragraph."""
        self._skipped = 1
        self.traits.add("changes")
        inside = self._inside[-1] if self._inside else ""
        if inside == "trPr" and self._open and self._open[-1].row is not None:
            self._open[-1].row.is_deleted = True
        elif inside == "pPr":
            self._is_joined = True

    def _inserted(self, _: dict[str, str]) -> None:
        self.traits.add("changes")

    def _begin_control(self, _: dict[str, str]) -> None:
        self._prompts.append(False)

    def _prompt(self, found: dict[str, str]) -> None:
        if self._prompts:
            self._prompts[-1] = is_on(found)

    def _begin_content(self, _: dict[str, str]) -> None:
        # A placeholder is not text, but a row or cell around it still counts.
        self._silent += bool(self._prompts and self._prompts[-1])

    def _end_content(self) -> None:
        self._silent -= bool(self._prompts and self._prompts[-1])

    def _end_control(self) -> None:
        if self._prompts:
            self._prompts.pop()

    def _begin_choices(self, _: dict[str, str]) -> None:
        self._choices.append([self._told])

    def _begin_choice(self, _: dict[str, str]) -> None:
        # Of the items of a drop-down list, the first with a text.
        if self._choices and self._told > self._choices[-1][0]:
            self._skipped = 1

    _begin_fallback = _begin_choice

    def _end_choices(self) -> None:
        if self._choices:
            self._choices.pop()

    def _begin_table(self, _: dict[str, str]) -> None:
        if self._pieces:
            self._settle_paragraph(self._open[-1].cell if self._open else None)
        self._open.append(Table(self.tables.begin()))

    def _end_table(self) -> None:
        table = self._open.pop()
        lay_out(table)
        self.tables.end(table.sheet)

    def _width(self, found: dict[str, str]) -> None:
        if self._open:
            self._open[-1].widths.append(_whole(found.get("w", "")))

    def _begin_row(self, _: dict[str, str]) -> None:
        if self._open:
            self._open[-1].row = Row()

    def _end_row(self) -> None:
        if self._open and (row := self._open[-1].row) is not None:
            if not row.is_deleted:
                row.cells = joined(row.cells)
                self._open[-1].rows.append(row)
            self._open[-1].row = None

    def _hide_row(self, found: dict[str, str]) -> None:
        if self._inside[-1:] == ["trPr"] and self._open and (row := self._open[-1].row) is not None:
            row.is_hidden = is_on(found)

    def _before(self, found: dict[str, str]) -> None:
        if self._open and (row := self._open[-1].row) is not None:
            row.before = _span_of(found)

    def _begin_cell(self, _: dict[str, str]) -> None:
        if self._open:
            self.tables.count_cell()
            self._open[-1].cell = Cell(self._fields)
            self._fields = []

    def _end_cell(self) -> None:
        if not self._open or (cell := self._open[-1].cell) is None:
            return
        if self._pieces:
            self._settle_paragraph(cell)
        self._is_joined = False
        self._fields = cell.fields
        table = self._open[-1]
        table.cell = None
        if table.row is not None:
            table.row.cells.append(cell)

    def _span(self, found: dict[str, str]) -> None:
        if (cell := self._cell()) is not None:
            cell.span = max(1, _span_of(found))

    def _merge_down(self, found: dict[str, str]) -> None:
        if (cell := self._cell()) is not None:
            cell.merge = found.get("val", "continue")

    def _merge_across(self, found: dict[str, str]) -> None:
        if (cell := self._cell()) is not None:
            cell.is_joined = found.get("val", "continue") == "continue"

    def _drop_cell(self, _: dict[str, str]) -> None:
        self.traits.add("changes")
        if (cell := self._cell()) is not None:
            cell.is_deleted = True

    def _cell(self) -> Cell | None:
        return self._open[-1].cell if self._open else None


def _whole(text: str) -> int:
    """Return the whole number in a text, which may have decimals."""
    try:
        return min(max(int(float(text)), 0), 1 << 30)
    except (ValueError, OverflowError):
        return 0


def _span_of(found: dict[str, str]) -> int:
    span = _whole(found.get("val", "1"))
    if span > _MOST_SPANNED:
        raise Refused("FileTooLarge")
    return span
