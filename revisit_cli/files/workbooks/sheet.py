"""A sheet as our own parsers fill it: cells by row and column, hidden rows and columns."""

from datetime import date, datetime, time
from typing import Any

from revisit_cli.files.workbooks.refused import Refused

CELLS_AT_MOST = 20_000_000
ROWS_AT_MOST = 1_048_576
FAR_COLUMN = 2_000
COLUMNS_AT_MOST = 16_384
# At most so many rows are recorded as hidden at a time.
_HIDDEN_AT_MOST = 10_000


class FoundSheet:
    """One sheet. Numbers are 1-based; ``rows`` holds, by number, the rows with anything in them.

    An error is ``("error", code)`` in its cell, a number whose shown text says more than its value
    ``("number", value, shown, is_1904)``. ``above`` and ``below`` are the lines around a document's
    table, ``inside`` the name of the table that contains it; ``has_struck_words``: some cell has
    text of which only a part is struck through.
    Not a dataclass: importing that module would be a third of what the child loads.
    """

    __slots__ = (
        "_cells", "above", "below", "has_struck_words", "hidden_columns", "hidden_rows", "inside",
        "is_hidden", "merges", "name", "rows", "struck",
    )  # fmt: skip

    def __init__(self, name: str, *, is_hidden: bool = False) -> None:
        self.name = name
        self.is_hidden = is_hidden
        self.rows: dict[int, list[Any]] = {}
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.merges: list[tuple[int, int, int, int]] = []
        self.above: list[str] = []
        self.below: list[str] = []
        self.inside = ""
        self.has_struck_words = False
        self.struck: dict[int, int] = {}
        self._cells = 0

    def put(self, row: int, column: int, value: Any) -> None:
        """Put a value into a cell. Raises Refused if the sheet becomes too large."""
        if not (0 < row <= ROWS_AT_MOST and 0 < column <= COLUMNS_AT_MOST):
            raise Refused("FileTooLarge")
        cells = self.rows.get(row)
        if cells is None:
            cells = self.rows[row] = []
        missing = column - len(cells)
        if missing > 0:
            self._cells += missing
            if self._cells > CELLS_AT_MOST:
                raise Refused("FileTooLarge")
            cells.extend([None] * missing)
        cells[column - 1] = value

    def widen(self, width: int) -> None:
        """Pad every row that has cells to a width."""
        for row, cells in self.rows.items():
            if len(cells) < width:
                self.put(row, width, None)

    def repeat(self, row: int, times: int) -> None:
        """Repeat a row below itself, ``times`` in all. Raises Refused."""
        cells = self.rows.get(row)
        if cells is None or times == 1:
            return
        self._cells += len(cells) * (times - 1)
        if row + times - 1 > ROWS_AT_MOST or self._cells > CELLS_AT_MOST:
            raise Refused("FileTooLarge")
        self.rows.update((number, cells) for number in range(row + 1, row + times))

    def strike(self, row: int) -> None:
        """Note that a cell of a row is struck through."""
        self.struck[row] = self.struck.get(row, 0) + 1

    def struck_rows(self) -> list[int]:
        """Return the rows most of whose filled cells are struck through: clerks cancel rows so."""
        return [
            row
            for row, count in sorted(self.struck.items())
            if 2 * count > sum(cell is not None for cell in self.rows.get(row, ()))
        ]

    def strikes_part(self) -> bool:
        """Tell whether something is struck through that is not most of its row."""
        return self.has_struck_words or len(self.struck) > len(self.struck_rows())

    def hide_rows(self, first: int, last: int) -> None:
        """Note hidden rows, by first and last; a limited number of them."""
        self.hidden_rows.update(range(first, min(last, first + _HIDDEN_AT_MOST) + 1))

    def hide_columns(self, first: int, last: int) -> None:
        """Note hidden columns, by first and last."""
        self.hidden_columns.update(range(first, min(last, FAR_COLUMN) + 1))


class Letters:
    """Which parts of a text are struck through, run by run."""

    def __init__(self) -> None:
        self.is_struck = self.has_struck = self.has_plain = False

    def clear(self) -> None:
        """Start another text."""
        self.is_struck = self.has_struck = self.has_plain = False

    def begin(self, name: str, is_said: bool) -> None:
        """Handle the start of a run, or of the property that strikes it through."""
        self.is_struck = name == "strike" and is_said

    def take(self, text: str) -> None:
        """Handle text of the run."""
        if text.strip():
            self.has_struck |= self.is_struck
            self.has_plain |= not self.is_struck

    def struck_whole(self) -> bool | None:
        """Return whether all of the text is struck through; None if nothing of it is."""
        return not self.has_plain if self.has_struck else None


def written_moment(text: str) -> Any:
    """Return the date, date-time or time that an ISO text without a time zone is, else the text."""
    plain = text.strip()
    for read in (date.fromisoformat, datetime.fromisoformat, time.fromisoformat):
        try:
            found = read(plain)
        except ValueError:
            continue
        return text if getattr(found, "tzinfo", None) is not None else found
    return text
