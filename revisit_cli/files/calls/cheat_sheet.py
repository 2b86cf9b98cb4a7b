"""The cheat sheet: one A4 page to hang beside the telephone."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from revisit_cli.files.workbooks.book import PAPER_A4, book, merged
from revisit_cli.labels.calls import cheat_sheet as words
from revisit_cli.records.calls.cheat_sheet import CommandGroup
from revisit_cli.rulebook.periods import Period

_WIDTHS = (20, words.ABOUT_WIDTH, 20, words.ABOUT_WIDTH)


def write(
    path: Path, cycle: Period, groups: Sequence[CommandGroup], codes: str, *, force: bool
) -> None:
    """Write the page: the cycle's steps, all commands in two columns, keys, exit codes.

    Raises TargetExists when the file is there and ``force`` is not given, or TargetNotWritable.
    """
    with book(path, "sheet", force=force) as made:
        _Page(made).write(cycle, groups, codes)


class _Page:
    """The page under way; ``row`` is the next one to write."""

    def __init__(self, made: Any) -> None:
        base = {"font_name": words.FONT, "font_size": 9, "valign": "vcenter"}
        add = made.add_format
        self.text = add({**base, "shrink": True, "border": 4})
        self.wrapped = add({**base, "text_wrap": True, "border": 4})
        self.code = add({**base, "bold": True, "border": 4})
        self.head = add({**base, "bold": True, "bg_color": "#E7EEF7", "border": 1})
        self.title = add({**base, "font_size": 16, "bold": True, "align": "center"})
        self.sheet = made.add_worksheet(words.SHEET)
        self.sheet.set_paper(PAPER_A4)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.5)
        self.sheet.fit_to_pages(1, 1)
        self.sheet.center_horizontally()
        self.sheet.hide_gridlines(2)
        for column, width in enumerate(_WIDTHS):
            self.sheet.set_column(column, column, width)
        self.row = 0

    def write(self, cycle: Period, groups: Sequence[CommandGroup], codes: str) -> None:
        """Write everything from the top down."""
        self._wide(words.TITLE, self.title)
        self._wide(words.MONTH, self.head)
        for when, what, command in words.steps(cycle):
            self.sheet.write_string(self.row, 0, when, self.code)
            self.sheet.write_string(self.row, 1, what, self.text)
            merged(self.sheet, (self.row, 2, self.row, 3), command, self.code)
            self.row += 1
        self._wide(words.COMMANDS, self.head)
        left, right = _halves([_lines(group) for group in groups])
        for number in range(max(len(left), len(right))):
            for first, half in ((0, left), (2, right)):
                self._line(first, half[number] if number < len(half) else ("", ""))
            self.row += 1
        self._wide(f"{words.KEYS_TITLE}：{words.KEYS}", self.wrapped)
        self._wide(f"{words.CODES_TITLE}：{codes}", self.wrapped)
        for row in (self.row - 2, self.row - 1):
            self.sheet.set_row(row, 26)
        self.sheet.print_area(0, 0, self.row - 1, len(_WIDTHS) - 1)

    def _line(self, first: int, line: tuple[str, str]) -> None:
        name, about = line
        if name and not about:
            merged(self.sheet, (self.row, first, self.row, first + 1), name, self.head)
        else:
            self.sheet.write_string(self.row, first, name, self.code)
            self.sheet.write_string(self.row, first + 1, about, self.text)

    def _wide(self, text: str, style: Any) -> None:
        merged(self.sheet, (self.row, 0, self.row, len(_WIDTHS) - 1), text, style)
        self.row += 1


def _lines(group: CommandGroup) -> list[tuple[str, str]]:
    return [(group.title, ""), *group.commands]


def _halves(blocks: Sequence[list[tuple[str, str]]]) -> tuple[list[tuple[str, str]], ...]:
    """Return the blocks in two columns, in their order, no block torn, as even as that allows."""

    def taller(cut: int) -> int:
        return max(sum(map(len, blocks[:cut])), sum(map(len, blocks[cut:])))

    best = min(range(len(blocks) + 1), key=taller)
    return tuple(
        [line for block in part for line in block] for part in (blocks[:best], blocks[best:])
    )
