"""The services of one table, by row and by column, and what all of them share."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Final

from revisit_cli.policy.ledgers.service_date import Span
from revisit_cli.policy.workbooks.heading import Header
from revisit_cli.records.value import Value, field
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


class SharedFacts(Value):
    """What the rows of one sheet share.

    ``unit`` and ``month`` are what sheet, file or clerk say for all of them, ``cycle`` the days
    that a day without a year or month is looked for in; ``filled`` gives the value of a merge by
    the row's number and the 0-based column of each further cell that it covers.
    """

    sheet: str
    header: Header
    unit: str | None
    month: str | None
    cycle: Span | None
    hidden_rows: frozenset[int]
    struck_rows: frozenset[int] = frozenset()
    filled: Mapping[tuple[int, int], Cell] = field(factory=dict)
