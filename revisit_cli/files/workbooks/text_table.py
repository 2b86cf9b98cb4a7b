"""Reading a text file as a table: finding its separator, and handling unclosed quotes."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from revisit_cli.files.workbooks.refused import Refused
from revisit_cli.pattern import pattern

SEPARATORS = (",", "\t", ";", "|", "\uff0c", "\uff1b", "\uff5c")
LOOKED_AT, ROWS_LOOKED_AT = 200_000, 100
_LARGEST_CELL = 1 << 20
# Excel's line that names the separator: not a row of the table.
_SEPARATOR_LINE = pattern(
    r'\ufeff?"?sep=(?P<separator>[,\t;|\uff0c\uff1b\uff5c])"?\s*?(?:\r\n?|\n)', re.IGNORECASE
)
# A heading is short, without long numbers, and without separators except in brackets.
_LONGEST_HEADING = 30
_BRACKETED = pattern("[(\uff08\u3010\\[][^()\uff08\uff09\u3010\u3011\\[\\]]*[)\uff09\u3011\\]]")
_NO_HEADING = pattern(r"\d{3}|[,\t;|\uff0c\uff1b\uff5c]")
# The two marks of a text cell for a spreadsheet: ="…" around it, or an apostrophe before it.
_FORMULA_START, _MARKED = '="', "'"


# Line ends of some programs and copied pages; used only if a text has no others.
_ODD_LINE_END = pattern("[\v\f\x1e\x85\u2028\u2029]")


class TextTable:
    """The rows of a text; ``has_open_quotes`` after reading them, if a quote was never closed."""

    def __init__(self, text: str) -> None:
        self.has_open_quotes = False
        if "\n" not in text and "\r" not in text:
            text = _ODD_LINE_END.sub("\n", text)
        declared = _SEPARATOR_LINE.match(text)
        if declared:
            text = text[declared.end() :]
        self._separator, self._width = _layout(
            text, (declared["separator"],) if declared else SEPARATORS
        )
        if _FORMULA_START in text:
            text = _formula_text(self._separator).sub(r'"\1"', text)
        self._has_marks = _MARKED in text or _FORMULA_START in text
        self._text = text
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
                yield self._read(row)
            else:
                if reader.line_num == done:
                    return
            self.has_open_quotes = True
            yield self._read(self._parted(lines[start + done]))
            start += done + 1

    def _read(self, row: Sequence[str]) -> tuple[str, ...]:
        """Return the cells of a row without the marks that say they are text."""
        return tuple(map(_unmarked, row)) if self._has_marks else tuple(row)

    def _next(self, reader: Iterator[list[str]]) -> list[str] | None:
        """Return the next row; None at the end, or if a cell is too long."""
        try:
            return next(reader, None)
        except csv.Error:
            return None

    def _runs_away(self, lines: Sequence[str]) -> bool:
        """Return whether a row of several lines has swallowed rows of the table."""
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
        """Return the cells of a line with an unclosed quote."""
        line = line.rstrip("\r\n")
        if len(line) > _LARGEST_CELL:
            raise Refused("FileNotTable")
        *cells, rest = next(csv.reader([line], delimiter=self._separator), [""])
        if self._separator not in rest:
            return [*cells, rest]
        return [*cells, *self._parted(rest)]


def _layout(text: str, separators: Sequence[str]) -> tuple[str, int]:
    """Return the separator of a text's cells, and how many cells most of its rows have.

    It is the separator that gives the widest header row: titles and remarks may contain any of
    them. Without a header row it is the one that gives the most cells in rows of equal width.
    """
    lines = text[:LOOKED_AT].splitlines(keepends=True)[:ROWS_LOOKED_AT]

    def weight(separator: str) -> tuple[float, int, int]:
        try:
            rows = [row for row in csv.reader(lines, delimiter=separator) if any(row)]
        except csv.Error:
            return 0, 0, 0
        widths = Counter(map(len, rows))
        header = max((_headings(row, widths) for row in rows), default=0)
        total, width = max(((w * count, w) for w, count in widths.items() if w > 1), default=(0, 0))
        return header, total, width

    best = max(separators, key=lambda separator: weight(separator)[:2])
    return best, weight(best)[2]


def _headings(row: Sequence[str], widths: Counter[int]) -> float:
    """Return how many headings a row has, weighted by how many other rows are as wide."""
    filled = [cell.strip() for cell in row if cell and not cell.isspace()]
    if len(filled) < 2 or not all(map(_is_heading, filled)):
        return 0
    others = widths.total() - 1
    agreeing = sum(count for width, count in widths.items() if width >= len(filled)) - 1
    return len(filled) * (agreeing / others if others else 1)


def _is_heading(cell: str) -> bool:
    return len(cell) <= _LONGEST_HEADING and not _NO_HEADING.search(_BRACKETED.sub("", cell))


def _formula_text(separator: str) -> re.Pattern[str]:
    """Return the pattern of a cell ``="…"``, whose quotes the csv module does not handle."""
    end = re.escape(separator)
    return re.compile(rf'(?:^|(?<=[{end}\r\n]))="((?:[^"]|"")*)"(?=[{end}\r\n]|$)')


def _unmarked(cell: str) -> str:
    """Return a cell without the mark that says it is text; a lone mark means 同上 and stays."""
    if cell.startswith(_FORMULA_START) and cell.endswith('"') and len(cell) > len(_FORMULA_START):
        return cell[2:-1].replace('""', '"')
    if cell.startswith(_MARKED) and cell.strip(_MARKED):
        return cell[1:-1] if cell.endswith(_MARKED) else cell[1:]
    return cell
