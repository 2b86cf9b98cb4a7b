"""The styles of the month's workbook: a grid of twelve columns, four typefaces, open tables."""

from collections.abc import Sequence
from typing import Any

from revisit_cli.files.reports.leaf import COLUMN_PIXELS, lines_in, set_up_page
from revisit_cli.labels.reports import leaf as words
from revisit_cli.labels.reports.month_sheets import BAD, COUNTED_IN, IN_NUMBERS, INDEX
from revisit_cli.labels.reports.questions import KEPT_BACK
from revisit_cli.pattern import pattern
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.paper import Cell, Table

# Points: the width of a column, and the height of a page, a little less than its print area.
COLUMN, PAGE = COLUMN_PIXELS * 0.75, 692.0
_GREY, _MUTE, _BLACK = "#BDBDBD", "#3D3D3D", "#000000"
_CELL, _NARROW, _ANNEX = 10.5, 9.5, 9.0
# Shared by the cells of 附表3.
FORM_CELL = {
    "font_name": words.FANG,
    "font_size": 9,
    "font_scheme": "none",
    "num_format": "@",
    "text_wrap": True,
}
_MANY = 9  # columns of a table whose type is narrower
# Texts that a column of numbers may hold: they are right-aligned.
_NUMBER = pattern(
    rf"(\d+\.\d%\s)?\d+(\.\d+)?(／\d+)?[{COUNTED_IN}]?|\d+/\d+ [\d.]+%.*|.\d+\.\d"
    rf"|{'|'.join((*IN_NUMBERS, *KEPT_BACK.values()))}"
)


class Styles(dict[str, Any]):
    """The styles of the workbook by name; those of cells are made when they are first used."""

    def __init__(self, workbook: Any) -> None:
        super().__init__()
        self.workbook = workbook
        song, hei, fang, kai = words.SONG, words.HEI, words.FANG, words.KAI
        middle = {"align": "center", "valign": "vcenter"}
        self.add("title", song, 22, bold=True, **middle)
        self.add("office", fang, 12, **middle)
        self.add("period", fang, 10.5, **middle, bottom=2)
        self.add("state", hei, 10.5, border=1, **middle)
        self.add("state_text", fang, 10.5, valign="vcenter", align="left", indent=1, text_wrap=True)
        self.add("words", fang, 14, align="left", valign="top", text_wrap=True)
        self.add("run", fang, 14)
        self.add("run_head", hei, 14)
        self.add("run_group", hei, 10.5)
        self.add("run_note", kai, 10.5)
        self.add("heading", hei, 15, valign="vcenter")
        self.add("annex", hei, 11, valign="vcenter")
        self.add("note", kai, 10, valign="top", align="left", text_wrap=True, font_color=_MUTE)
        self.add("line", fang, 12, valign="vcenter")
        self.add("plain", fang, _CELL)
        self.add("form_title", song, 16, bold=True, **middle)
        self.add("form_head", hei, 9, border=1, text_wrap=True, **middle)
        self.add("form_line", fang, 10.5, valign="vcenter")

    def add(self, name: str, font: str, size: float, **more: Any) -> Any:
        """Add a style under a name."""
        self[name] = self.workbook.add_format(
            {"font_name": font, "font_size": size, "font_scheme": "none", **more}
        )
        return self[name]

    def group(self, *, is_last: bool) -> Any:
        """Return the style of the head of a group of rows."""
        name = f"group {is_last}"
        rule = {"bottom": 2 if is_last else 1, "bottom_color": _BLACK if is_last else _GREY}
        return self.get(name) or self.add(name, words.HEI, 10.5, valign="vcenter", **rule)

    def cell(
        self, kind: str, cell: Cell, at: str, size: float, *, is_tight: bool, is_apart: bool
    ) -> Any:
        """Return the style of a table's cell: text left-aligned, numbers and their heads right.

        Bad or late values are in 黑体, never marked by a colour alone. ``is_tight`` leaves no room
        behind a number, ``is_apart`` keeps a text clear of the number before it.
        """
        is_bad = at != "head" and isinstance(cell, str) and not BAD.isdisjoint(cell.split("\n"))
        shape = "text" if kind == "text" else "rate" if isinstance(cell, Rate) else "count"
        name = f"{shape} {kind} {at} {size} {is_tight} {is_apart} {is_bad}"
        if name in self:
            return self[name]
        rules: dict[str, Any] = {"bottom": 1, "bottom_color": _GREY}
        if at == "head":
            rules = {"top": 2, "bottom": 1}
        elif at == "last":
            rules = {"bottom": 2}
        number = {"rate": "0.0%", "count": "0"}.get(shape, "@")
        return self.add(
            name,
            words.HEI if at == "head" or is_bad else words.FANG,
            min(size, 10) if at == "head" else size,
            align={"text": "left", "index": "center"}.get(kind, "right"),
            valign="vcenter",
            text_wrap=True,
            num_format=number,
            indent=int(is_apart or (kind == "count" and not is_tight)),
            **rules,
        )


def kinds_of(table: Table) -> list[str]:
    """Return the kind of each column: texts, numbers, or row numbers."""
    found = []
    for column in range(len(table.headings)):
        cells = [row[column] for row in table.rows if len(row) == len(table.headings)]
        filled = [cell for cell in cells if cell not in (None, "")]
        is_number = bool(filled) and all(
            isinstance(cell, int | Rate) or _NUMBER.fullmatch(str(cell)) for cell in filled
        )
        kind = "index" if table.headings[column] == INDEX else "count"
        found.append(kind if is_number else "text")
    return found


def size_of(table: Table, *, is_annex: bool) -> float:
    """Return the type size of a table: smaller if it has many columns, and in the annex."""
    if is_annex:
        return _ANNEX
    return _NARROW if len(table.headings) > _MANY else _CELL


def most_lines(table: Table, cells: Sequence[Cell], size: float) -> int:
    """Return how many lines the fullest cell of a row takes."""
    widths = list(table.widths[: len(cells)])
    widths[-1] += sum(table.widths) - sum(widths)
    pairs = zip(cells, widths, strict=True)
    counts = [
        lines_in(cell, width * COLUMN, size) for cell, width in pairs if isinstance(cell, str)
    ]
    return max([*counts, 1])


def new_sheet(workbook: Any, name: str, foot: str, *, is_across: bool = False) -> Any:
    """Return a new sheet, A4, with the page number and the log's head in its footer."""
    sheet = workbook.add_worksheet(name)
    set_up_page(sheet, foot, is_across=is_across)
    return sheet
