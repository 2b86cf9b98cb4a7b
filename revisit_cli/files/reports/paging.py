"""The layout of tables and charts on sheets: which share a sheet, and the spacing of rows.

A sheet of the workbook is one page, or several that one long table runs over: office programs that
fit a sheet to the width of the paper ignore page breaks set by hand.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from revisit_cli.records.value import Value

# The share of a page, unless it is the last, that may stay blank: a third less the gap behind a
# block. And the fewest rows on a page.
MOST_BLANK, FEWEST_LINES = 0.29, 8
# Factors for the space that each row keeps free, tried where the usual one does not fit.
_SPACES = (0.8, 0.6, 0.4, 1.5, 2.0, 2.5, 3.0)
# The fewest rows of a split table on a page.
_TOGETHER = 2
# How much more than calculated a printed page may hold; whichever it is, the head of a group must
# not be the last row of a page.
SLACK = (0.0, 4.0, 8.0, 12.0)
# The cost of a page; of one too blank, a split table, a block parted from the one it follows, and
# unusual spacing.
_A_PAGE, _BLANK, _BROKEN, _PARTED, _SPACED = 1.0, 4.0, 0.2, 0.15, 0.1


class Block(Value):
    """The measures of a table or chart in points; a chart has no rows.

    ``rows`` are heights without the space that each row keeps free, ``space`` is that space.
    ``above`` is the title, ``head`` the headings, which every page repeats, ``below`` what follows.
    A row of ``leads`` must be on the page of the next row; a block that ``follows`` should be on
    the sheet of the one before it.
    """

    above: float
    rows: tuple[float, ...] = ()
    space: float = 0.0
    head: float = 0.0
    below: float = 0.0
    leads: frozenset[int] = frozenset()
    follows: bool = False

    def height(self, space: float) -> float:
        """Return the height of the whole block, with a factor for the space of its rows."""
        spaces = space * self.space * len(self.rows)
        return self.above + self.head + sum(self.rows) + spaces + self.below


class SheetLayout(Value):
    """A sheet: its blocks ``first`` to ``last``, its pages, and the block that runs over them."""

    first: int
    last: int
    space: float
    pages: int
    blank: float
    lines: int
    broken: int | None = None


class _Measures:
    """The layout of blocks on pages of a height in points.

    Heights from each start are cached: most of the sheets that are tried start like others.
    """

    def __init__(self, blocks: Sequence[Block], page: float) -> None:
        self.blocks, self.page = blocks, page
        self.height = cache(lambda number, space: blocks[number].height(space))
        self.run = cache(lambda number, left, space: _run(blocks[number], left, page, space))


def lay_out(blocks: Sequence[Block], page: float) -> list[SheetLayout]:
    """Return the sheets for blocks in their order, on pages of a height in points.

    As few pages as possible, none but the last more than a third blank, and tables in one piece
    where possible.
    """
    best: list[tuple[float, list[SheetLayout]]] = [(0.0, [])]
    measures = _Measures(blocks, page)
    for end in range(len(blocks)):
        ways = [
            (best[sheet.first][0] + _cost(sheet, blocks, page, is_last=end + 1 == len(blocks)),
             [*best[sheet.first][1], sheet])
            for sheet in _ending(measures, end)
        ]  # fmt: skip
        best.append(min(ways, key=lambda way: way[0]))
    return best[-1][1]


def _ending(measures: _Measures, end: int) -> Iterator[SheetLayout]:
    """Yield every possible sheet that ends with a block; a block alone is always one of them."""
    for first in range(end, -1, -1):
        plain = _sheet(measures, first, end, 1.0)
        if plain is not None:
            yield plain
        if plain is None or plain.blank > MOST_BLANK:
            found = [_sheet(measures, first, end, space) for space in _SPACES]
            yield from filter(None, found)
            if first == end and not any(found):
                is_table = bool(measures.blocks[end].rows)
                split = end if is_table else None
                yield SheetLayout(first, end, 1.0, 1 + is_table, 0.0, FEWEST_LINES, split)


def _sheet(measures: _Measures, first: int, last: int, space: float) -> SheetLayout | None:
    """Return the sheet of some blocks; None if several tables would run over its pages."""
    left, lines, pages, broken = measures.page, 0, 1, None
    for number in range(first, last + 1):
        block, height = measures.blocks[number], measures.height(number, space)
        if height <= left:
            left -= height
            lines += len(block.rows) + 2 if block.rows else FEWEST_LINES
            continue
        run = measures.run(number, left, space) if broken is None else None
        if run is None:
            return None
        broken = number
        more, left, lines = run
        pages += more
    return SheetLayout(first, last, space, pages, left / measures.page, lines, broken)


def _run(block: Block, left: float, page: float, space: float) -> tuple[int, float, int] | None:
    """Return how many more pages a table takes, and the room left and rows on the last."""
    if any(_is_parted(block, left + more, page + more, space) for more in SLACK):
        return None
    room, held, pages = left - block.above - block.head, 0, 0
    for number, row in enumerate(block.rows):
        height = row + space * block.space
        is_last = number + 1 == len(block.rows)
        if height + (block.below if is_last else 0) > room:
            if held < _TOGETHER:
                return None
            room, held, pages = page - block.head, 0, pages + 1
        room -= height
        held += 1
    if not pages or held < _TOGETHER or room < block.below:
        return None
    return pages, room - block.below, held + 2


def _is_parted(block: Block, left: float, page: float, space: float) -> bool:
    """Return whether the head of a group would be the last row of a page."""
    if not block.leads:
        return False
    room = left - block.above - block.head
    for number, row in enumerate(block.rows):
        height = row + space * block.space
        if height > room:
            if number - 1 in block.leads:
                return True
            room = page - block.head
        room -= height
    return False


def _cost(sheet: SheetLayout, blocks: Sequence[Block], page: float, *, is_last: bool) -> float:
    cost = _A_PAGE * sheet.pages + _SPACED * abs(1 - sheet.space) + sheet.blank**2
    if sheet.blank > MOST_BLANK and not is_last:
        cost += _BLANK
    if blocks[sheet.first].follows:
        cost += _PARTED
    if sheet.lines < FEWEST_LINES:
        cost += _BLANK
    if sheet.broken is not None and blocks[sheet.broken].height(1.0) <= page:
        cost += _BROKEN
    return cost
