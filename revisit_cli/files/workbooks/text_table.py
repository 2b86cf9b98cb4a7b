"""A text file as a table: what divides its cells, and quotes that nobody closed."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence

from revisit_cli.files.workbooks.container import Refused

SEPARATORS = (",", "\t", ";", "|", "\uff0c")
LOOKED_AT, ROWS_LOOKED_AT = 200_000, 100
_LARGEST_CELL = 1 << 20


class TextTable:
    """The rows of a text; ``has_open_quotes`` once they are read, where a quote was no cell's."""

    def __init__(self, text: str) -> None:
        self.has_open_quotes = False
        self._text = text
        self._separator, self._width = _layout(text)
        csv.field_size_limit(_LARGEST_CELL)

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Yield the rows, a cell of several lines whole. Raises Refused.

        A quote that opens a cell and is never closed would take in all the rows below it: it is
        read as a letter like any other.
        """
        lines = list(io.StringIO(self._text, newline=""))
        start = 0
        while start < len(lines):
            reader = csv.reader(lines[start:], delimiter=self._separator)
            done = 0
            while (row := self._next(reader)) is not None:
                taken = lines[start + done : start + reader.line_num]
                is_last = start + reader.line_num == len(lines)
                if (is_last or len(taken) > 1) and self._runs_away(taken):
                    break
                done = reader.line_num
                yield tuple(row)
            else:
                if reader.line_num == done:
                    return
            self.has_open_quotes = True
            yield tuple(self._parted(lines[start + done]))
            start += done + 1

    def _next(self, reader: Iterator[list[str]]) -> list[str] | None:
        """Return the next row; None at the end, and where a cell is longer than any may be."""
        try:
            return next(reader, None)
        except csv.Error:
            return None

    def _runs_away(self, lines: Sequence[str]) -> bool:
        """Tell whether a row of several lines has taken in what are rows of their own."""
        between = self._width - 1
        if len(lines) > 1 < between and all(
            line.count(self._separator) == between for line in lines
        ):
            return True
        try:
            list(csv.reader(lines, delimiter=self._separator, strict=True))
        except csv.Error as error:
            return str(error) == "unexpected end of data"
        return False

    def _parted(self, line: str) -> list[str]:
        """Return the cells of a line in which a quote opens and is not closed."""
        line = line.rstrip("\r\n")
        if len(line) > _LARGEST_CELL:
            raise Refused("FileNotTable")
        *cells, rest = next(csv.reader([line], delimiter=self._separator), [""])
        if self._separator not in rest:
            return [*cells, rest]
        return [*cells, *self._parted(rest)]


def separator_of(text: str) -> str:
    """Return what divides a text file's cells: what makes the most cells of one width.

    Titles above the table hold none of it, and a remark may hold many commas.
    """
    return _layout(text)[0]


def _layout(text: str) -> tuple[str, int]:
    """Return what divides a text's cells, and how many cells most of its rows have."""
    lines = text[:LOOKED_AT].splitlines(keepends=True)[:ROWS_LOOKED_AT]

    def weight(separator: str) -> tuple[int, int]:
        try:
            widths = Counter(map(len, csv.reader(lines, delimiter=separator)))
        except csv.Error:
            return 0, 0
        return max(((w * count, w) for w, count in widths.items() if w > 1), default=(0, 0))

    best = max(SEPARATORS, key=lambda separator: weight(separator)[0])
    return best, weight(best)[1]
