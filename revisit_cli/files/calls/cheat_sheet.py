"""The cheat sheet: one A4 page to hang beside the telephone, with every command on it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from revisit_cli.files.workbooks.book import PAPER_A4, book, merged, text_height
from revisit_cli.labels.calls import cheat_sheet as words
from revisit_cli.labels.rules.form import (
    CODE_FONT,
    FONT,
    HEAD_FONT,
    NOTE_FONT,
    PAGE_FOOTER,
    TITLE_FONT,
)
from revisit_cli.records.calls.cheat_sheet import CommandGroup
from revisit_cli.rulebook.periods import Period

# Widths in characters: a command and a few words about it, four times across the page.
_PARTS = 4
_WIDTHS = (17, 24) * _PARTS
_TITLE, _HEAD, _STEP, _KEY, _ROW = 28.0, 20.0, 15.0, 18.0, 12.4
_SIZE, _SMALL = 10.5, 9
_INCH = 25.4  # millimetres
_MARGINS = {"left": 10, "right": 10, "top": 9, "bottom": 12}
_FOOT = 5
T = TypeVar("T")


def write(
    path: Path,
    cycle: Period,
    groups: Sequence[CommandGroup],
    codes: str,
    *,
    force: bool,
) -> None:
    """Write the page: the cycle's steps, the keys, every command, the exit codes.

    Raises TargetExists when the file is there and ``force`` is not given, or TargetNotWritable.
    """
    with book(path, "sheet", force=force) as workbook:
        _Page(workbook).write(cycle, groups, codes)


def _styles(workbook: Any) -> dict[str, Any]:
    base = {"font_name": FONT, "font_size": _SMALL, "valign": "vcenter"}
    # An office program with narrower columns shrinks a text instead of cutting it.
    rule = {"bottom": 1, "bottom_color": "#BDBDBD", "shrink": True}
    add = workbook.add_format
    head = {**base, "font_name": HEAD_FONT}
    return {
        "title": add({**base, "font_name": TITLE_FONT, "font_size": 22, "bold": True,
                      "align": "center"}),
        "head": add({**head, "font_size": 15, "bottom": 2}),
        "group": add({**head, "font_size": _SIZE, **rule}),
        "everyday": add({**head, **rule}),
        "key": add({**head, "font_size": _SIZE, **rule}),
        "code": add({**base, "font_name": CODE_FONT, "font_size": 8.5, **rule}),
        "text": add({**base, **rule}),
        "note": add({**base, "font_name": NOTE_FONT, "font_size": 10, "valign": "top",
                     "text_wrap": True}),
        "plain": add(base),
    }  # fmt: skip


class _Page:
    """The page being written; ``row`` is the next one to write."""

    def __init__(self, workbook: Any) -> None:
        self.styles, self.row, self.last = _styles(workbook), 0, len(_WIDTHS) - 1
        self.sheet = workbook.add_worksheet(words.SHEET)
        self.sheet.set_paper(PAPER_A4)
        self.sheet.set_landscape()
        self.sheet.set_margins(**{side: wide / _INCH for side, wide in _MARGINS.items()})
        self.sheet.fit_to_pages(1, 1)
        self.sheet.center_horizontally()
        self.sheet.hide_gridlines(2)
        self.sheet.set_footer(PAGE_FOOTER, {"margin": _FOOT / _INCH})
        for column, width in enumerate(_WIDTHS):
            self.sheet.set_column(column, column, width, self.styles["plain"])

    def write(self, cycle: Period, groups: Sequence[CommandGroup], codes: str) -> None:
        """Write the whole page."""
        self._wide(words.TITLE, "title", _TITLE)
        self._wide(words.MONTH, "head", _HEAD)
        for steps in _side_by_side(words.steps(cycle), 2):
            for at, (when, what, command) in enumerate(steps):
                first = at * _PARTS
                self._cell(first, first, when, "key")
                self._cell(first + 1, first + 1, what, "text")
                self._cell(first + 2, first + _PARTS - 1, command, "code")
            self._next(_STEP)
        self._wide(words.KEYS_TITLE, "head", _HEAD)
        self._wide(words.KEYS, "key", _KEY)
        self._wide(words.COMMANDS, "head", _HEAD)
        lines = [line for group in groups for line in ((group.title, ""), *group.commands)]
        for beside in _side_by_side(lines, _PARTS):
            for at, (name, about) in enumerate(beside):
                if about:
                    self._cell(2 * at, 2 * at, name, "code")
                    style = "everyday" if name in words.COMMON else "text"
                    self._cell(2 * at + 1, 2 * at + 1, about, style)
                else:
                    self._cell(2 * at, 2 * at + 1, name, "group")
            self._next(_ROW)
        note = f"{words.CODES_TITLE}：{' '.join(codes.split())}。{words.ALL}"
        self._wide(note, "note", text_height(note, 10, sum(_WIDTHS) - 6))

    def _cell(self, first: int, last: int, text: str, style: str) -> None:
        if first < last:
            merged(self.sheet, (self.row, first, self.row, last), text, self.styles[style])
        else:
            self.sheet.write_string(self.row, first, text, self.styles[style])

    def _wide(self, text: str, style: str, height: float) -> None:
        self._cell(0, self.last, text, style)
        self._next(height)

    def _next(self, height: float) -> None:
        self.sheet.set_row(self.row, height)
        self.row += 1
        self.sheet.print_area(0, 0, self.row - 1, self.last)


def _side_by_side(lines: Sequence[T], count: int) -> Iterator[list[T]]:
    """Yield the rows of ``count`` columns that the lines fill from top to bottom, one by one."""
    length = -(-len(lines) // count)
    for row in range(length):
        yield list(lines[row::length])
