"""How high the tables of the month's workbook stand, and how their rows fall on pages."""

from collections.abc import Sequence

from revisit_cli.files.reports.leaf import COLUMNS
from revisit_cli.files.reports.month_styles import (
    COLUMN,
    FLOW,
    LEAST_LINES,
    PAGE,
    SQUEEZES,
    STRETCHES,
    lines_in,
    most_lines,
    size_of,
)
from revisit_cli.labels.reports.report import NONE
from revisit_cli.records.reports.paper import Cell, Table

TITLE, GAP, GROUP = 24.0, 10.0, 20.0
_ROW_EMS, _LINE_EMS, _LINE, _HEAD, _NOTE_LINE = 1.72, 1.4, 14.0, 19.0, 14.0


class Heights:
    """A table with the height of each of its rows, which are measured once.

    Neither office program fits a row to its text unasked. ``stretch`` sets rows further apart.
    """

    def __init__(self, table: Table, *, is_annex: bool) -> None:
        self.table = table
        self.size = size_of(table, is_annex=is_annex)
        heads = most_lines(table, table.headings, min(self.size, 10)) if table.rows else 1
        self.head = _HEAD + _LINE * (heads - 1)
        self.rows = [self._row(cells) for cells in table.rows]

    def _row(self, cells: Sequence[Cell]) -> float:
        if len(cells) == 1:
            return GROUP
        more = most_lines(self.table, cells, self.size) - 1
        return self.size * _ROW_EMS + self.size * _LINE_EMS * more

    def whole(self, stretch: float) -> float:
        """Return how high a table stands with its title, its remark and the gap behind."""
        table = self.table
        remark = note_height(table.remark or NONE) if table.remark or not table.rows else 0
        head = self.head if table.rows else 0
        return TITLE + head + stretch * sum(self.rows) + remark + GAP

    def stretch(self) -> float:
        """Return how far apart rows stand: on one page, or with no few on the last one."""
        for squeeze in SQUEEZES:
            if self.whole(squeeze) <= PAGE:
                return squeeze
        return next((each for each in STRETCHES if len(self.pages(each)[-1]) >= LEAST_LINES), 1.0)

    def last_page(self, stretch: float) -> float:
        """Return how much of its last page a long table takes."""
        *_, last = self.pages(stretch)
        return sum(last) + self.head + note_height(self.table.remark) + GAP

    def pages(self, stretch: float) -> list[list[float]]:
        """Return the heights of the rows on each page that a table takes."""
        pages: list[list[float]] = [[]]
        taken, room = 0.0, FLOW - TITLE - self.head
        for row in self.rows:
            height = row * stretch
            if taken + height > room:
                pages.append([])
                taken, room = 0.0, FLOW - self.head
            pages[-1].append(height)
            taken += height
        return pages


def note_height(text: str) -> float:
    """Return how high a remark stands over all columns."""
    return 4 + _NOTE_LINE * lines_in(text, COLUMNS * COLUMN, 10)
