"""Reading the tables of a web page, or of a mail archive (MHTML), as a browser shows them.

Generated pages are often invalid: tags are unclosed, missing or closed twice. What a browser
corrects is corrected here; a page that ends inside a cell is refused.
"""

import re
from collections.abc import Callable
from html.parser import HTMLParser

from revisit_cli.files.workbooks.document import Tables
from revisit_cli.files.workbooks.encoding import page_texts
from revisit_cli.files.workbooks.page_grid import Cell, Row, Table, lay_out
from revisit_cli.files.workbooks.page_style import DELETED, HIDDEN, STRUCK, Looks, Marks
from revisit_cli.files.workbooks.refused import Refused
from revisit_cli.files.workbooks.sheet import FoundSheet
from revisit_cli.pattern import pattern

# Of programs, between whose brackets a declaration may be none of the standard's.
_CONDITION = pattern(r"<!\[[^\]<>]*\]>|<\?[^<>]*>")
_FRAMES = pattern(r"<frame(?:set)?\b", re.IGNORECASE)
_START = pattern(r"<(?:html|body)\b", re.IGNORECASE)
_END = pattern(r"</(?:html|body)\s*>", re.IGNORECASE)
_WHITE = pattern(r"[ \t\r\n\f]+")

_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "frame",
})  # fmt: skip
_BLOCKS = frozenset({
    "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "center", "form", "section", "article", "header", "footer", "blockquote", "pre", "body",
    "fieldset", "legend", "address", "main",
})  # fmt: skip
# Elements whose content is never shown as text.
_DEAD = frozenset(
    {
        "script", "style", "title", "template", "noframes", "iframe", "object", "xml", "noscript",
        "comment",
    }
)  # fmt: skip
_PICTURED = frozenset({"object", "embed", "iframe", "svg", "canvas"})
_DELETION = "del"
_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_TYPED = frozenset({"", "text", "tel", "number", "date", "datetime-local", "email", "url"})
_MOST_SPANNED = 1_000
_DIGITS = pattern(r"\s*\+?(\d{1,12})")


def read_page(data: bytes) -> tuple[list[FoundSheet], list[str]]:
    """Return the tables of a page, and its traits. Raises Refused."""
    page = _Page()
    for text in page_texts(data):
        page.read(text)
    sheets = page.tables.finish()
    if not sheets:
        raise Refused("FileIsWebPage" if page.has_frames else "FileWithoutTable")
    return sheets, sorted(page.traits)


class _Page(HTMLParser):
    """The state while a page is parsed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables = Tables()
        self.traits: set[str] = set()
        self.has_frames = False
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "br": self._begin_line, "input": self._begin_input, "select": self._begin_select,
            "option": self._begin_option, "table": self._begin_table, "tr": self._begin_row,
            "td": self._begin_cell, "th": self._begin_cell, "caption": self._begin_caption,
            "col": self._count_column, "colgroup": self._count_group,
        }  # fmt: skip
        self._begin()

    def _begin(self) -> None:
        self._open: list[Table] = []
        self._loose: list[str] = []  # text outside tables
        self._caption: list[str] | None = None
        self._dead = ""
        self._dead_depth = 0
        self._styles: list[str] = []
        self._is_for_print = False
        self._looks = Looks()
        self._marks = Marks()
        self._options: list[tuple[bool, int]] = []
        self._select_at: int | None = None
        self._closes_cells = self._has_start = self._has_end = False

    def read(self, text: str) -> None:
        """Read a whole page. Raises Refused if it is cut off, or its cells are ambiguous."""
        self.has_frames = self.has_frames or bool(_FRAMES.search(text))
        opened, closed = text.rfind("<!--"), text.rfind("-->")
        if opened > closed:
            raise Refused("FileBroken")
        text = _CONDITION.sub("", text)
        self._has_start, self._has_end = (
            _START.search(text) is not None,
            _END.search(text) is not None,
        )
        if not self._has_end and text.rfind("<") > text.rfind(">"):
            raise Refused("FileBroken")
        try:
            self.feed(text)
            self.close()
        except AssertionError as error:
            raise Refused("FileBroken") from error
        self._finish()
        self.reset()
        self._begin()

    def _finish(self) -> None:
        """Close open elements. Raises Refused if the page ends inside a row of a table."""
        if self._dead:
            raise Refused("FileBroken")
        if not self._has_end and self._closes_cells and any(each.row for each in self._open):
            raise Refused("FileBroken")
        if not self._has_end and (self._open or self._has_start):
            self.traits.add("no_end")
        while self._open:
            self._end_table()
        self._flush()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Handle a start tag."""
        if self._dead:
            self._dead_depth += tag == self._dead
            return
        found = {name: value or "" for name, value in attrs}
        if any("<t" in value for value in found.values()):
            raise Refused("FileBroken")  # an unclosed quote has swallowed cells
        if tag in _PICTURED:
            self.traits.add("pictures")
        if tag == "comment":  # LibreOffice's element for a comment on a cell
            self.traits.add("comments")
        if tag in _DEAD:
            self._dead, self._dead_depth = tag, 1
            self._styles, self._is_for_print = [], found.get("media", "").strip() == "print"
        elif (begin := self._starts.get(tag)) is not None:
            begin(found)
        elif tag in _GROUPS:
            self._begin_group(found)
        else:
            self._begin_other(tag, found)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Handle ``<tag/>``: as in browsers, it only closes elements that are always empty."""
        self.handle_starttag(tag, attrs)
        if tag in _DEAD:
            self._dead = ""

    def handle_endtag(self, tag: str) -> None:
        """Handle an end tag."""
        if self._dead:
            self._dead_depth -= tag == self._dead
            if not self._dead_depth:
                self._end_dead()
        elif tag in ("td", "th"):
            self._closes_cells = self._closes_cells or tag == "td"
            self._end_cell()
        elif tag in ("tr", *_GROUPS):
            self._end_row()
        elif tag == "table":
            self._end_table()
        elif tag == "caption":
            self._end_caption()
        elif tag == "select":
            self._end_select()
        else:
            self._end_other(tag)

    def handle_data(self, data: str) -> None:
        """Handle text; any run of white space is one blank."""
        if self._dead:
            if self._dead == "style":
                self._styles.append(data)
            return
        table = self._open[-1] if self._open else None
        marks = self._marks.since(table.marks if table else 0)
        said = _WHITE.sub(" ", data)
        if HIDDEN in marks:
            if data.strip():
                self.traits.add("hidden_text")
        elif table is None or table.cell is None or self._caption is not None:
            if DELETED not in marks:
                self._said().append(said)
        else:
            table.cell.say(said, is_deleted=DELETED in marks, is_struck=STRUCK in marks)

    def unknown_decl(self, data: str) -> None:
        """Skip a non-standard declaration."""

    def _said(self) -> list[str]:
        """Return what the current text is added to."""
        if self._caption is not None:
            return self._caption
        if self._open and (cell := self._open[-1].cell) is not None:
            return cell.pieces
        return self._loose

    def _break(self) -> None:
        said = self._said()
        if said and said[-1] != "\n":
            said.append("\n")
        if said is self._loose:
            self._flush()

    def _flush(self) -> None:
        for text in "".join(self._loose).split("\n"):
            self.tables.line(text.strip())
        self._loose = []

    def _end_dead(self) -> None:
        if self._dead == "style" and not self._is_for_print:
            self._looks.learn("".join(self._styles))
        self._dead = ""

    def _begin_other(self, tag: str, found: dict[str, str]) -> None:
        if tag in _BLOCKS:
            self._break()
        if tag in _VOID:
            return
        if tag == _DELETION:
            self.traits.add("changes")
        self._marks.begin(tag, self._looks.mark_of(tag, found))

    def _end_other(self, tag: str) -> None:
        self._marks.end(tag, self._open[-1].marks if self._open else 0)
        if tag in _BLOCKS:
            self._break()

    def _begin_line(self, _: dict[str, str]) -> None:
        self._said().append("\n")
        if self._said() is self._loose:
            self._flush()

    def _begin_input(self, found: dict[str, str]) -> None:
        if found.get("type", "").strip().lower() in _TYPED:
            self.handle_data(found.get("value", ""))

    def _begin_select(self, _: dict[str, str]) -> None:
        self._select_at, self._options = len(self._said()), []

    def _begin_option(self, found: dict[str, str]) -> None:
        self._options.append(("selected" in found, len(self._said())))

    def _end_select(self) -> None:
        """Keep the selected option, or the first one."""
        said, at = self._said(), self._select_at
        self._select_at = None
        if at is None or at > len(said) or not self._options:
            return
        ends = [start for _, start in self._options[1:]] + [len(said)]
        chosen = next((n for n, (is_on, _) in enumerate(self._options) if is_on), 0)
        said[at:] = said[self._options[chosen][1] : ends[chosen]]

    def _begin_table(self, found: dict[str, str]) -> None:
        table = self._open[-1] if self._open else None
        if table is not None and table.cell is None:
            self._end_table()  # as browsers do: the previous one was not closed
        if not self._open:
            self._flush()
        hides = HIDDEN in self._marks.since(self._open[-1].marks if self._open else 0)
        sheet = self.tables.begin(is_hidden=hides or self._looks.hides(found))
        self._open.append(Table(sheet, len(self._marks)))

    def _end_table(self) -> None:
        if not self._open:
            return
        self._end_row()
        self._end_caption()
        table = self._open.pop()
        self._marks.cut(table.marks)
        lay_out(table)
        self.tables.end(table.sheet)

    def _begin_caption(self, _: dict[str, str]) -> None:
        if self._open and self._open[-1].cell is None:
            self._caption = []

    def _end_caption(self) -> None:
        if self._caption is not None and self._open:
            said, self._caption = "".join(self._caption), None
            self._open[-1].sheet.above += [
                each.strip() for each in said.split("\n") if each.strip()
            ]

    def _table(self) -> Table:
        """Return the current table; rows outside any table get one of their own."""
        if not self._open:
            self._begin_table({})
        return self._open[-1]

    def _count_column(self, found: dict[str, str]) -> None:
        if self._open:
            self._open[-1].columns += _span(found.get("span"), 1)

    def _count_group(self, found: dict[str, str]) -> None:
        if self._open:
            self._open[-1].grouped += _span(found.get("span"), 1)

    def _begin_group(self, found: dict[str, str]) -> None:
        if self._open:
            self._end_row()
            self._open[-1].group += 1
            self._open[-1].hides_group = self._looks.hides(found)

    def _begin_row(self, found: dict[str, str]) -> None:
        self._end_caption()
        table = self._table()
        self._end_row()
        table.row = Row(table.group, is_hidden=table.hides_group or self._looks.hides(found))
        table.row.is_struck = self._looks.strikes(found)

    def _end_row(self) -> None:
        if not self._open:
            return
        self._end_cell()
        table = self._open[-1]
        if table.row is not None:
            table.rows.append(table.row)
            table.row = None

    def _begin_cell(self, found: dict[str, str]) -> None:
        self._end_caption()
        table = self._table()
        self._end_cell()
        if table.row is None:
            table.row = Row(table.group, is_hidden=table.hides_group)
        self.tables.count_cell()
        down = _span(found.get("rowspan"), 1)
        table.cell = Cell(_span(found.get("colspan"), 1) or 1, down, found)
        table.cell.is_hidden = self._looks.hides(found)
        if table.row.is_struck or self._looks.strikes(found):
            self._marks.begin("td", STRUCK)
        if table.cell.span > _MOST_SPANNED:
            raise Refused("FileTooLarge")

    def _end_cell(self) -> None:
        if not self._open or (cell := self._open[-1].cell) is None:
            return
        table = self._open[-1]
        self._end_select()
        self._marks.cut(table.marks)
        table.cell = None
        if table.row is not None:
            table.row.cells.append(cell)


def _span(text: str | None, otherwise: int) -> int:
    found = _DIGITS.match(text or "")
    return int(found[1]) if found else otherwise
