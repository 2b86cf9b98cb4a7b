"""The month's report as a docx: words, six figures and names, laid out by GB/T 9704."""

import zipfile
from collections.abc import Collection, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from revisit_cli.document import clause
from revisit_cli.errors.reports.report import DocxMissing
from revisit_cli.errors.workbooks.target import TargetNotWritable
from revisit_cli.files.reports.month_styles import kinds_of
from revisit_cli.files.workbooks.target import whole
from revisit_cli.labels.file.database import os_reason
from revisit_cli.labels.firms.masking import hidden
from revisit_cli.labels.reports import leaf as words
from revisit_cli.labels.reports.month_sheets import GAP
from revisit_cli.labels.reports.report import percent
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.book import MonthBook
from revisit_cli.records.reports.paper import Cell, Table

# Millimetres: the page, and its text area of 156 by 225, which holds 22 lines of 28 characters.
PAGE, MARGINS = (210, 297), {"top": 37, "left": 28, "right": 26, "bottom": 35}
TEXT = 156
# Points: the type and line spacing of the words; title, tables and page number.
WORDS, LINE, TITLE, TABLE, TABLE_LINE, NUMBER = 16, 28.95, 22, 10.5, 15, 14
_ZERO = (1980, 1, 1, 0, 0, 0)
_RULE, _HAIR = "single", "4"


def check_docx() -> None:
    """Raise DocxMissing where the library python-docx is not installed."""
    try:
        import docx  # noqa: F401
    except ImportError as error:
        raise DocxMissing from error


@clause("四3")
def write_document(path: Path, paper: MonthBook, now: datetime) -> None:
    """Write the page of 「每月一统计」 that is signed, and the names not done.

    The same figures and ``now`` give the same bytes. Raises TargetNotWritable.
    """
    writer = _Document(now)
    writer.head(paper)
    writer.words(paper)
    writer.gap()
    writer.table(paper.six)
    writer.signs(paper.signs)
    for table in paper.sheets[0].tables:
        writer.listed(table)
    memory = BytesIO()
    writer.document.save(memory)
    try:
        with whole(path) as stream:
            stream.write(_timeless(memory))
    except OSError as error:
        raise TargetNotWritable(file=path, what=os_reason(error)) from error


def _timeless(memory: BytesIO) -> bytes:
    """Return a docx package with the time stamps of all its parts set to the same moment."""
    found = BytesIO()
    with zipfile.ZipFile(memory) as parts, zipfile.ZipFile(found, "w") as package:
        for name in parts.namelist():
            entry = zipfile.ZipInfo(name, _ZERO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, parts.read(name))
    return found.getvalue()


class _Document:
    """The document being written, from top to bottom."""

    def __init__(self, now: datetime) -> None:
        import docx
        from docx.shared import Mm

        self.document = docx.Document()
        properties = self.document.core_properties
        properties.author = properties.comments = ""
        properties.created = properties.modified = now.replace(tzinfo=None)
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
        for side, wide in MARGINS.items():
            setattr(section, f"{side}_margin", Mm(wide))
        self._typeface(self.document.styles["Normal"], words.FANG, WORDS)
        self._number(section)

    def head(self, paper: MonthBook) -> None:
        """Write office, title, period and the state of the month."""
        self._line([(paper.office, words.FANG, WORDS)], is_centred=True)
        self._line([(paper.title, words.SONG, TITLE)], is_centred=True, is_bold=True)
        self._line([(paper.period.replace(GAP * 2, GAP), words.FANG, TABLE)], is_centred=True)
        for title, text in paper.states:
            runs = [(f"【{title}】", words.HEI, 12), (text, words.FANG, 12)]
            self._line(runs)

    def gap(self) -> None:
        """Write an empty line of half the height."""
        from docx.shared import Pt

        self._line([]).paragraph_format.line_spacing = Pt(LINE / 2)

    def words(self, paper: MonthBook) -> None:
        """Write the paragraphs, indented by two characters, each behind its head in 黑体."""
        from docx.shared import Pt

        for head, text in paper.words:
            line = self._line([(head, words.HEI, WORDS), (text, words.FANG, WORDS)])
            line.paragraph_format.first_line_indent = Pt(2 * WORDS)

    def table(self, table: Table) -> None:
        """Write a table with three rules: above, below the headings, and at the end."""
        rows = [row for row in table.rows if len(row) == len(table.headings)]
        grid = self._grid(table, len(rows) + 1)
        right = {at for at, kind in enumerate(kinds_of(table)) if kind == "count"}
        self._cells(grid, 0, table.headings, words.HEI, right)
        for number, cells in enumerate(rows, 1):
            self._cells(grid, number, cells, words.FANG, right)
        self._rules(grid)

    def listed(self, table: Table) -> None:
        """Write a table of names; the head of a group spans all columns."""
        from docx.shared import Pt

        if not table.rows:
            remark = table.remark.rstrip(words.STOP) + words.STOP
            self._line([(remark, words.FANG, WORDS)]).paragraph_format.space_before = Pt(LINE / 2)
            return
        line = self._line([(table.title, words.HEI, WORDS)])
        # Behind the signed part; the heading stays on the page of the table's first row.
        line.paragraph_format.space_before = Pt(LINE / 2)
        line.paragraph_format.keep_with_next = True
        grid = self._grid(table, len(table.rows) + 1)
        self._cells(grid, 0, table.headings, words.HEI)
        for number, cells in enumerate(table.rows, 1):
            if len(cells) == 1:
                whole_row = grid.cell(number, 0).merge(grid.cell(number, len(table.headings) - 1))
                self._fill(whole_row, cells[0], words.HEI)
                whole_row.paragraphs[0].paragraph_format.keep_with_next = True
            else:
                self._cells(grid, number, cells, words.FANG)
        self._rules(grid)
        self._repeat(grid)

    def signs(self, signs: Sequence[str]) -> None:
        """Write the places to sign, two on each line."""
        from docx.shared import Mm

        for number in range(0, len(signs), 2):
            line = self._line([("\t".join(signs[number : number + 2]), words.FANG, 12)])
            line.paragraph_format.tab_stops.add_tab_stop(Mm(TEXT / 2))

    def _line(
        self,
        runs: Sequence[tuple[str, str, float]],
        *,
        is_centred: bool = False,
        is_bold: bool = False,
    ) -> Any:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt

        line = self.document.add_paragraph()
        line.paragraph_format.line_spacing = Pt(LINE)
        line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(0)
        if is_centred:
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for text, font, size in runs:
            run = line.add_run(hidden(text))
            run.bold = is_bold or None
            self._typeface(run, font, size)
        return line

    def _typeface(self, styled: Any, font: str, size: float) -> None:
        """Set the same typeface for Chinese and Latin characters."""
        from docx.oxml.ns import qn
        from docx.shared import Pt

        styled.font.name, styled.font.size = font, Pt(size)
        fonts = styled.element.get_or_add_rPr().get_or_add_rFonts()
        for name in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(name), font)
        for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(name), None)

    def _number(self, section: Any) -> None:
        """Write ``— 1 —`` at the foot of every page."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        line = section.footer.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for text in ("— ", None, " —"):
            run = line.add_run(text or "")
            self._typeface(run, words.SONG, NUMBER)
            if text is None:
                field = OxmlElement("w:fldSimple")
                field.set(qn("w:instr"), "PAGE")
                line._p.append(field)
                field.append(run._r)

    def _grid(self, table: Table, rows: int) -> Any:
        from docx.shared import Mm

        grid = self.document.add_table(rows, len(table.headings))
        grid.autofit = False
        for column, width in zip(grid.columns, table.widths, strict=True):
            column.width = Mm(TEXT * width / sum(table.widths))
            for cell in column.cells:
                cell.width = Mm(TEXT * width / sum(table.widths))
        return grid

    def _cells(
        self,
        grid: Any,
        row: int,
        cells: Sequence[Cell],
        font: str,
        right: Collection[int] = (),
    ) -> None:
        """Write one row; the columns of ``right`` are right-aligned, their headings too."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        for at, (cell, content) in enumerate(zip(grid.rows[row].cells, cells, strict=False)):
            self._fill(cell, content, font)
            if at in right:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def _fill(self, cell: Any, content: Cell, font: str) -> None:
        from docx.shared import Pt

        line = cell.paragraphs[0]
        line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(2)
        # Without a run an empty cell takes the height of the document's default type.
        line.paragraph_format.line_spacing = Pt(TABLE_LINE)
        if isinstance(content, Rate):
            text = percent(content)
        else:
            text = "" if content is None else str(content)
        self._typeface(line.add_run(hidden(text.replace(GAP, " "))), font, TABLE)

    def _rules(self, grid: Any) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        borders = OxmlElement("w:tblBorders")
        for side, size in (("top", "12"), ("bottom", "12"), ("insideH", _HAIR)):
            rule = OxmlElement(f"w:{side}")
            for name, value in (("val", _RULE), ("sz", size), ("space", "0"), ("color", "000000")):
                rule.set(qn(f"w:{name}"), value)
            borders.append(rule)
        grid._tbl.tblPr.append(borders)

    def _repeat(self, grid: Any) -> None:
        """Repeat the headings on every page."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        head = OxmlElement("w:tblHeader")
        head.set(qn("w:val"), "true")
        grid.rows[0]._tr.get_or_add_trPr().append(head)
