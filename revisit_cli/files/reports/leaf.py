"""A report of a page or two as a workbook: A4 portrait, twelve equal columns."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from revisit_cli.document import clause
from revisit_cli.files.reports import small_lines
from revisit_cli.files.workbooks.book import PAPER_A4, book, merged, merged_whole, text_width
from revisit_cli.labels.reports import leaf as words
from revisit_cli.labels.reports import report as report_words
from revisit_cli.labels.reports.report import NOT_APPLICABLE
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.paper import Cell, Chart, Leaf, Table
from revisit_cli.records.value import Value, replace

COLUMNS, COLUMN_PIXELS = 12, 50
# Points: the width of a column, the space that a cell keeps free, and the height of a page.
_COLUMN, _PADDING, _PAGE = COLUMN_PIXELS * 0.75, 6.0, 690.0
_INCH = 25.4  # millimetres
_PORTRAIT = {"left": 26, "right": 22, "top": 25, "bottom": 24}
_LANDSCAPE = {"left": 20, "right": 20, "top": 22, "bottom": 20}
FEWEST_POINTS = 3
# If more than this share of the first page would stay blank, a table is split in two, each part of
# at least so many rows.
_MOST_BLANK, _FEWEST_ROWS = 0.25, 3
_GREY, _MUTE = "#BDBDBD", "#3D3D3D"
_WORDS, _WORDS_LINE, _WORDS_ROWS = 14.0, 20.5, 12
_CELL, _CELL_LINE, _ROW, _HIGHEST = 10.5, 15.0, 18.0, 400.0
_LINE_SIZE = 12.0


class _Line(Value):
    """One row of the sheet: its height in points, and the function that writes it."""

    height: float
    write: Callable[[Any, int], None]


@clause("四3", "R15")
def write_leaf(path: Path, leaf: Leaf, now: datetime, what: str = "report") -> None:
    """Write a report of 「每月一统计」, or of another kind, that is signed or mailed as a page.

    A table that does not fit on the first page goes to the next one, and the first says so: no cell
    is ever shrunk. It is split only if too much of the first page would stay blank.
    ``what`` is as :func:`book` takes it. Raises TargetNotWritable.
    """
    with book(path, what, now, force=True) as workbook:
        styles = _Styles(workbook)
        above = [*_head(leaf, styles), *_words(leaf, styles)]
        below = [*_signs(leaf, styles), *_slip(leaf, styles)]
        kept, moved = _fit(leaf, _height(above) + _height(below), styles)
        left = _PAGE - _height(above) - _height(kept) - _height(below)
        # The slip that is cut off and sent back is at the foot of the page.
        room = [_gap(min(left, _HIGHEST))] if leaf.slip and left > 0 else []
        _sheet(workbook, words.FRONT, leaf, [*above, *kept, *room, *below], styles)
        rest = [*moved, *(_table(table, styles) for table in leaf.tables[leaf.front :])]
        charts = [each.chart is not None for each in leaf.tables[len(leaf.tables) - len(rest) :]]
        for number, (lines, head) in enumerate(_further_sheets(zip(rest, charts, strict=True)), 1):
            name = words.BEHIND if number == 1 else f"{words.BEHIND}{number}"
            _sheet(workbook, name, leaf, lines, styles, head)


def _further_sheets(
    tables: Iterable[tuple[Sequence[_Line], bool]],
) -> Iterator[tuple[list[_Line], int | None]]:
    """Yield the sheets behind the first: their lines, and the index of the line to repeat, or None.

    ``tables`` are the lines of each table, and whether it is drawn as a chart. Tables share a
    sheet; one that runs over several pages is the last of its sheet, and a chart never does.
    """
    own, head = list[_Line](), None
    for lines, is_drawn in tables:
        is_over = bool(own) and _height(own) + _height(lines) > _PAGE
        if head is not None or (is_over and is_drawn):
            yield own, head
            own, head, is_over = [], None, False
        if is_over or _height(lines) > _PAGE:
            # The headings are the line behind the title.
            head = len(own) + 1
        own += lines
    if own:
        yield own, head


def _fit(leaf: Leaf, taken: float, styles: "_Styles") -> tuple[list[_Line], list[list[_Line]]]:
    """Return the lines of the tables that fit on the page, and the lines of each further table."""
    tables = leaf.tables[: leaf.front]
    kept, moved = [_table(table, styles) for table in tables], list[list[_Line]]()
    while kept and taken + sum(map(_height, kept)) > _PAGE:
        moved.insert(0, kept.pop())
    if moved:
        see = _text(words.SEE_BEHIND, styles["note"], 16)
        left = _PAGE - taken - sum(map(_height, kept)) - see.height
        # The lists of a letter are never split: its reader corrects them and sends them back.
        is_blank = left > _PAGE * _MOST_BLANK and not leaf.slip
        split = _split(tables[len(kept)], left, styles) if is_blank else None
        if split is not None:
            kept.append(split[0])
            moved[0] = split[1]
        kept.append([see])
    return [line for each in kept for line in each], moved


def _split(table: Table, left: float, styles: "_Styles") -> tuple[list[_Line], list[_Line]] | None:
    """Return a table split in two at the room that is left; None if a part would be too short."""
    if table.chart is not None:
        return None
    for count in range(len(table.rows) - _FEWEST_ROWS, _FEWEST_ROWS - 1, -1):
        first = _table(replace(table, rows=table.rows[:count], remark=""), styles)
        if _height(first) <= left:
            title = words.CONTINUED.format(title=table.title)
            return first, _table(replace(table, title=title, rows=table.rows[count:]), styles)
    return None


def _height(lines: Sequence[_Line]) -> float:
    return sum(each.height for each in lines)


class _Styles(dict[str, Any]):
    """The cell styles of a leaf by name."""

    def __init__(self, workbook: Any) -> None:
        super().__init__()
        self.workbook = workbook
        song, hei, fang, kai = words.SONG, words.HEI, words.FANG, words.KAI
        self._add("title", song, 22, bold=True, align="center", valign="vcenter")
        self._add("office", fang, 12, align="center", valign="vcenter")
        self._add("period", fang, _CELL, align="center", valign="vcenter", bottom=2, text_wrap=True)
        self._add("band", hei, 11, align="center", valign="vcenter", border=1)
        self._add("words", fang, _WORDS, align="left", valign="top", text_wrap=True)
        self._add("run", fang, _WORDS)
        self._add("run_head", hei, _WORDS)
        self._add("heading", hei, 11, valign="vcenter")
        self._add("note", words.KAI, 10, valign="top", text_wrap=True, font_color=_MUTE)
        self._add("line", fang, _LINE_SIZE, valign="vcenter")
        self._add("slip_line", fang, _LINE_SIZE, valign="vcenter", text_wrap=True)
        self._add("seal", fang, 12, align="right", valign="top", indent=6)
        self._add("slip", hei, 15, align="center", valign="vcenter")
        self._add("cut", kai, 8, align="center", bottom=3, font_color=_MUTE)
        self._add("plain", fang, _CELL)

    def _add(self, name: str, font: str, size: float, **more: Any) -> None:
        self[name] = self.workbook.add_format(
            {"font_name": font, "font_size": size, "font_scheme": "none", **more}
        )

    def cell(self, kind: str, indent: int, *, is_head: bool, is_last: bool) -> Any:
        """Return the style of a table's cell: text left-aligned, numbers and their heads right."""
        name = f"{kind} {indent} {is_head} {is_last}"
        if name not in self:
            rules = {"bottom": 1, "top": 2} if is_head else {"bottom": 1, "bottom_color": _GREY}
            if is_last:
                rules = {**rules, "bottom": 2, "bottom_color": "#000000"}
            number = {"rate": "0.0%", "number": "0"}.get(kind, "@")
            self._add(
                name,
                words.HEI if is_head else words.FANG,
                10 if is_head else _CELL,
                align="left" if kind == "text" else "right",
                valign="vcenter",
                indent=indent,
                text_wrap=True,
                num_format=number,
                **rules,
            )
        return self[name]


def _sheet(
    workbook: Any,
    name: str,
    leaf: Leaf,
    lines: Sequence[_Line],
    styles: _Styles,
    head: int | None = None,
) -> None:
    sheet = workbook.add_worksheet(name)
    sheet.set_column_pixels(0, COLUMNS - 1, COLUMN_PIXELS, styles["plain"])
    set_up_page(sheet, leaf.foot)
    for row, line in enumerate(lines):
        sheet.set_row(row, line.height)
        line.write(sheet, row)
    if head is not None:
        sheet.repeat_rows(head)
    sheet.print_area(0, 0, len(lines) - 1, COLUMNS - 1)
    sheet.fit_to_pages(1, 1 if _height(lines) <= _PAGE else 0)


def _head(leaf: Leaf, styles: _Styles) -> Iterator[_Line]:
    if leaf.office:
        yield _text(leaf.office, styles["office"], 22)
    yield _text(leaf.title, styles["title"], 36)
    # The line above does not repeat what the band says.
    remark = "" if leaf.remark == leaf.band else leaf.remark
    period = "　".join(filter(None, (leaf.period, remark)))
    more = lines_in(period, COLUMNS * _COLUMN, _CELL) - 1
    yield _text(period, styles["period"], 22 + _CELL_LINE * more)
    if leaf.band:
        yield _gap(6)
        yield _text(leaf.band, styles["band"], 24)
    yield _gap(8)


def _words(leaf: Leaf, styles: _Styles) -> Iterator[_Line]:
    """Yield the rows that are merged into one cell for all paragraphs."""
    if not leaf.words:
        return
    texts = [f"　　{head}{text}" for head, text in leaf.words]
    count = sum(lines_in(text, COLUMNS * _COLUMN, _WORDS) for text in texts)
    rows = min(_WORDS_ROWS, count)
    height = count * _WORDS_LINE / rows

    def write(sheet: Any, row: int) -> None:
        sheet.merge_range(row, 0, row + rows - 1, COLUMNS - 1, "", styles["words"])
        runs: list[Any] = []
        for number, (head, text) in enumerate(leaf.words):
            runs += [styles["run_head"], ("\n" if number else "") + "　　" + head]
            runs += [styles["run"], text]
        sheet.write_rich_string(row, 0, *runs, styles["words"])

    yield _Line(height, write)
    yield from (_gap(height) for _ in range(rows - 1))
    yield _gap(6)


def _table(table: Table, styles: _Styles) -> list[_Line]:
    if table.chart is not None:
        return _drawn(table, table.chart, styles)
    table = replace(table, rows=_in_two_lines(table))
    kinds = [_kind(table, column) for column in range(len(table.headings))]
    lines = [_text(table.title, styles["heading"], 24)]
    lines.append(_cells(table, table.headings, ["text" if k == "text" else "count" for k in kinds],
                        styles, is_head=True, is_last=not table.rows))  # fmt: skip
    last = len(table.rows) - 1
    for number, row in enumerate(table.rows):
        lines.append(_cells(table, row, kinds, styles, is_head=False, is_last=number == last))
    if table.remark:
        count = lines_in(table.remark, COLUMNS * _COLUMN, 10)
        lines.append(_text(table.remark, styles["note"], 4 + 14 * count))
    lines.append(_gap(8))
    return lines


def _drawn(table: Table, chart: Chart, styles: _Styles) -> list[_Line]:
    """Return the rows that a table's charts cover; none if there are too few points for a line."""
    drawn = [row for row in table.rows if any(isinstance(row[n], Rate) for n in chart.series)]
    if len(drawn) < FEWEST_POINTS:
        return []
    count = lines_in(table.remark, COLUMNS * _COLUMN, 10)
    return [
        _text(table.title, styles["heading"], 24),
        _Line(
            small_lines.HEIGHT,
            lambda sheet, row: small_lines.draw(styles.workbook, sheet, row, table, chart),
        ),
        _text(table.remark, styles["note"], 4 + 14 * count),
        _gap(8),
    ]


def _in_two_lines(table: Table) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows, with rate and fraction on two lines in columns too narrow for one."""
    narrow = {
        column
        for column, width in enumerate(table.widths)
        for row in table.rows
        if report_words.is_count(row[column])
        and lines_in(str(row[column]), width * _COLUMN - _PADDING, _CELL) > 1
    }
    return tuple(
        tuple(
            cell.replace("　", "\n") if column in narrow and isinstance(cell, str) else cell
            for column, cell in enumerate(row)
        )
        for row in table.rows
    )


def _kind(table: Table, column: int) -> str:
    """Return the kind of a column: texts, counts or rates."""
    cells = [row[column] for row in table.rows if row[column] not in (None, "")]
    if cells and all(isinstance(cell, Rate) for cell in cells):
        return "rate"
    is_number = all(isinstance(cell, int | Rate) or report_words.is_count(cell) for cell in cells)
    return "count" if cells and is_number else "text"


def _cells(
    table: Table,
    cells: Sequence[Cell],
    kinds: Sequence[str],
    styles: _Styles,
    *,
    is_head: bool,
    is_last: bool,
) -> _Line:
    counts = [
        lines_in(cell, width * _COLUMN, _CELL)
        for cell, width in zip(cells, table.widths, strict=True)
        if isinstance(cell, str)
    ]
    height = _ROW + _CELL_LINE * (max([*counts, 1]) - 1)

    def write(sheet: Any, row: int) -> None:
        column = 0
        for place, (cell, width, kind) in enumerate(zip(cells, table.widths, kinds, strict=True)):
            own = "number" if kind == "count" and isinstance(cell, int) else kind
            # In a column with fractions a rate is still written as a number.
            own = "rate" if isinstance(cell, Rate) else own
            # An indent keeps a number clear of text to its right.
            indent = 2 if kind != "text" and kinds[place + 1 :][:1] == ["text"] else 0
            style = styles.cell(own, indent, is_head=is_head, is_last=is_last)
            write_cell(sheet, (row, column, row, column + width - 1), cell, style)
            column += width

    return _Line(height, write)


def _signs(leaf: Leaf, styles: _Styles) -> Iterator[_Line]:
    """Yield lines with the places to sign, two on each."""
    for number in range(0, len(leaf.signs), 2):
        pair = leaf.signs[number : number + 2]

        def write(sheet: Any, row: int, pair: tuple[str, ...] = pair) -> None:
            for place, sign in enumerate(pair):
                sheet.write_string(row, place * COLUMNS // 2, sign, styles["line"])

        yield _Line(42 if leaf.seal else 30, write)
    if leaf.seal:
        yield _text(leaf.seal, styles["seal"], 22)


def _slip(leaf: Leaf, styles: _Styles) -> Iterator[_Line]:
    if leaf.slip is None:
        return
    yield _text(words.CUT, styles["cut"], 16)
    yield _text(leaf.slip.title, styles["slip"], 30)
    for line in leaf.slip.lines:
        more = lines_in(line, COLUMNS * _COLUMN, _LINE_SIZE) - 1
        height = 24 + _LINE_SIZE * 1.5 * more
        yield _text(line, styles["slip_line"], height, write=merged_whole)


def _text(text: str, style: Any, height: float, write: Callable[..., None] = merged) -> _Line:
    """Return a row with one text across all columns."""
    return _Line(height, lambda sheet, row: write(sheet, (row, 0, row, COLUMNS - 1), text, style))


def _gap(height: float) -> _Line:
    return _Line(height, lambda _sheet, _row: None)


def lines_in(text: str, points: float, size: float) -> int:
    """Return how many lines a text takes in a box of a width in points; a digit is half an em wide.

    Unless it takes one line only, a line may break one em early: none begins with punctuation.
    """
    ems = max(2.0, (points - _PADDING) / size)
    whole, broken = int(2 * ems), int(2 * ems) - 2
    if 2 * len(text) <= whole and "\n" not in text:
        return 1
    return sum(
        1 if text_width(line) <= whole else -(-text_width(line) // broken)
        for line in text.split("\n")
    )


def set_up_page(sheet: Any, foot: str, *, is_across: bool = False) -> None:
    """Set a sheet up for A4, with ``foot`` and the page number in its footer."""
    sheet.set_paper(PAPER_A4)
    margins = _LANDSCAPE if is_across else _PORTRAIT
    sheet.set_margins(**{side: wide / _INCH for side, wide in margins.items()})
    if is_across:
        sheet.set_landscape()
    sheet.center_horizontally()
    sheet.hide_gridlines(2)
    # A blank keeps a digit that follows from being read as part of the font size.
    left = f'&L&"{words.FANG},Regular"&8 {foot}' if foot else ""
    sheet.set_footer(f'{left}&C&"{words.SONG},Regular"&10 — &P —')


def write_cell(sheet: Any, place: tuple[int, int, int, int], cell: Cell, style: Any) -> None:
    """Write a cell, merged over its columns. Text is never taken for a formula."""
    if place[1] < place[3]:
        sheet.merge_range(*place, "", style)
    row, column = place[:2]
    if isinstance(cell, Rate) and cell.tenths is not None:
        sheet.write_number(row, column, cell.tenths / 1000, style)
    elif isinstance(cell, int):
        sheet.write_number(row, column, cell, style)
    else:
        text = NOT_APPLICABLE if isinstance(cell, Rate) else cell or ""
        sheet.write_string(row, column, text, style)
