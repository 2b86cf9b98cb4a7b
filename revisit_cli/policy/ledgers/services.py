"""The services of one table, by row and by column."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from revisit_cli.records.value import Value
from revisit_cli.records.workbooks.grid import Cell

WIDEST: Final = 400  # columns: a stray cell far to the right must not widen a hundred thousand rows


class Services(Value):
    """A table's rows that are services, from the top: a number, cells and a section for each.

    ``numbers`` are the sheet's own, 1-based; ``sections`` the unit of the section that a row
    stands in, or None; ``columns`` the same cells by column, at most ``WIDEST``, None where a row
    is short; ``distinct`` the different ones of each: a long ledger holds few.
    """

    rows: Sequence[tuple[Cell, ...]]
    numbers: Sequence[int]
    sections: Sequence[str | None]
    columns: Sequence[tuple[Cell, ...]]
    distinct: Sequence[frozenset[Cell]]

    @classmethod
    def of(
        cls,
        rows: Sequence[tuple[Cell, ...]],
        numbers: Sequence[int],
        sections: Sequence[str | None],
    ) -> "Services":
        """Return the services that stand in these rows."""
        widest = max(map(len, rows), default=0)
        near = rows if widest <= WIDEST else [cells[:WIDEST] for cells in rows]
        columns = list(zip_longest(*near))
        return cls(rows, numbers, sections, columns, list(map(frozenset, columns)))

    def column(self, place: int | None) -> Sequence[Cell]:
        """Return the cells of a 0-based column, None throughout where there is no such column."""
        if place is None or place >= len(self.columns):
            return (None,) * len(self.rows)
        return self.columns[place]
