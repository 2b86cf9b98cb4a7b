"""The cheat sheet: one A4 page to hang beside the telephone, and one of all commands behind it."""

from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

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

# Characters: a command and a few words about it, twice; the same six columns hold the keys.
_WIDTHS = (18, 13, 13, 18, 13, 13)
# The page of all commands lies across: a command and a few words about it, three times.
_WIDTHS_ACROSS = (19, 27) * 3
_TITLE, _HEAD, _STEP, _KEY, _ROW, _GAP = 40.0, 24.0, 22.0, 22.0, 17.5, 12.0
_LOW = 11.8
_SIZE, _SMALL = 10.5, 9
_INCH = 25.4  # millimetres
_MARGINS = {"left": 18, "right": 16, "top": 20, "bottom": 18}
Line = tuple[str, str]


def write(
    path: Path,
    cycle: Period,
    groups: Sequence[CommandGroup],
    codes: str,
    *,
    has_all: bool,
    force: bool,
) -> None:
    """Write the page: the cycle's steps, the keys, the commands of every day, the exit codes.

    ``has_all`` adds a page of every command. Raises TargetExists when the file is there and
    ``force`` is not given, or TargetNotWritable.
    """
    with book(path, "sheet", force=force) as made:
        looks = _looks(made)
        page = _Page(made, words.SHEET, looks, _WIDTHS)
        page.front(cycle, groups, codes)
        if has_all:
            lines = [line for group in groups for line in ((group.title, ""), *group.commands)]
            _Page(made, words.ALL_SHEET, looks, _WIDTHS_ACROSS).all(lines)


def _looks(made: Any) -> dict[str, Any]:
    base = {"font_name": FONT, "font_size": _SMALL, "valign": "vcenter"}
    rule = {"bottom": 1, "bottom_color": "#BDBDBD"}
    add = made.add_format
    head = {**base, "font_name": HEAD_FONT}
    return {
        "title": add({**base, "font_name": TITLE_FONT, "font_size": 22, "bold": True,
                      "align": "center"}),
        "head": add({**head, "font_size": 15, "bottom": 2}),
        "group": add({**head, **rule}),
        "key": add({**head, "font_size": _SIZE, **rule}),
        "code": add({**base, "font_name": CODE_FONT, "font_size": 8.5, **rule}),
        "text": add({**base, **rule}),
        "note": add({**base, "font_name": NOTE_FONT, "font_size": 10, "valign": "top",
                     "text_wrap": True}),
        "plain": add(base),
    }  # fmt: skip


class _Page:
    """A page under way; ``row`` is the next one to write."""

    def __init__(self, made: Any, name: str, looks: dict[str, Any], widths: Sequence[int]) -> None:
        self.looks, self.row, self.last = looks, 0, len(widths) - 1
        self.sheet = made.add_worksheet(name)
        self.sheet.set_paper(PAPER_A4)
        self.sheet.set_margins(**{side: wide / _INCH for side, wide in _MARGINS.items()})
        self.sheet.fit_to_pages(1, 1)
        self.sheet.center_horizontally()
        self.sheet.hide_gridlines(2)
        self.sheet.set_footer(PAGE_FOOTER)
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width, looks["plain"])

    def front(self, cycle: Period, groups: Sequence[CommandGroup], codes: str) -> None:
        """Write the page that hangs beside the telephone."""
        self._wide(words.TITLE, "title", _TITLE)
        self._wide(words.MONTH, "head", _HEAD)
        for when, what, command in words.steps(cycle):
            self._cell(0, 0, when, "key")
            self._cell(1, 2, what, "text")
            self._cell(3, self.last, command, "code")
            self._next(_STEP)
        self._next(_GAP)
        self._wide(words.KEYS_TITLE, "head", _HEAD)
        for first in range(0, len(words.KEYS), len(_WIDTHS)):
            for column, key in enumerate(words.KEYS[first : first + len(_WIDTHS)]):
                self._cell(column, column, key, "key")
            self._next(_KEY)
        self._next(_GAP)
        self._wide(words.COMMANDS, "head", _HEAD)
        known = dict(line for group in groups for line in group.commands)
        self._parts([(name, known[name]) for name in words.COMMON], 2, _ROW)
        self._next(_GAP)
        told = f"{words.CODES_TITLE}：{' '.join(codes.split())}。{words.ALL}"
        self._wide(told, "note", text_height(told, 10, sum(_WIDTHS) - 6))

    def all(self, lines: Sequence[Line]) -> None:
        """Write a page of commands by what they are about."""
        self.sheet.set_landscape()
        self._wide(words.ALL_SHEET, "head", _HEAD)
        self._parts(lines, 3, _LOW)

    def _parts(self, lines: Sequence[Line], count: int, height: float) -> None:
        """Write lines side by side in so many parts, down the first and on down the next."""
        length, wide = -(-len(lines) // count), (self.last + 1) // count
        parts = [lines[length * at : length * (at + 1)] for at in range(count)]
        for beside in zip_longest(*parts, fillvalue=("", "")):
            for at, (name, about) in enumerate(beside):
                first, last = wide * at, wide * (at + 1) - 1
                if about:
                    self._cell(first, first, name, "code")
                    self._cell(first + 1, last, about, "text")
                elif name:
                    self._cell(first, last, name, "group")
            self._next(height)

    def _cell(self, first: int, last: int, text: str, look: str) -> None:
        if first < last:
            merged(self.sheet, (self.row, first, self.row, last), text, self.looks[look])
        else:
            self.sheet.write_string(self.row, first, text, self.looks[look])

    def _wide(self, text: str, look: str, height: float) -> None:
        self._cell(0, self.last, text, look)
        self._next(height)

    def _next(self, height: float) -> None:
        self.sheet.set_row(self.row, height)
        self.row += 1
        self.sheet.print_area(0, 0, self.row - 1, self.last)
