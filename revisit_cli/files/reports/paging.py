"""Tables and pictures laid out on sheets of paper: which stand together, how far apart rows stand.

A sheet of the workbook is a page of paper, or several that one long table runs over: office
programs that fit a sheet to the width of its paper heed no break set by hand.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from revisit_cli.records.value import Value

# No page but the last is blank over a third, less what a block keeps free at its end; none has
# fewer lines.
MOST_BLANK, FEWEST_LINES = 0.29, 8
# How much of a row's own space is kept where the design's own does not do: closer, or wider.
_SPACES = (0.8, 0.6, 0.4, 1.5, 2.0, 2.5, 3.0)
# Rows of a broken table that stand together at least.
_TOGETHER = 2
# By how much more than it is reckoned with a page may hold as it is printed: on none of these is
# the head of a group the last row.
SLACK = (0.0, 4.0, 8.0, 12.0)
# What a page costs; one half empty, a table broken, one parted from its own, rows set apart.
_A_PAGE, _BLANK, _BROKEN, _PARTED, _SPACED = 1.0, 4.0, 0.2, 0.15, 0.1


class Block(Value):
    """A table or a picture in points: ``rows`` without the space between them, ``space`` of each.

    ``above`` is its title, ``head`` its headings, which each page repeats, ``below`` what follows.
    A row of ``leads`` belongs to the row behind it; ``follows`` says that the block belongs to the
    one before it. A picture has no rows.
    """

    above: float
    rows: tuple[float, ...] = ()
    space: float = 0.0
    head: float = 0.0
    below: float = 0.0
    leads: frozenset[int] = frozenset()
    follows: bool = False

    def height(self, space: float) -> float:
        """Return how high it stands in one piece."""
        spaces = space * self.space * len(self.rows)
        return self.above + self.head + sum(self.rows) + spaces + self.below


class Laid(Value):
    """A sheet: the blocks ``first`` to ``last``, how many pages, and which block runs over them."""

    first: int
    last: int
    space: float
    pages: int
    blank: float
    lines: int
    broken: int | None = None


class _Stands:
    """How blocks stand on pages so many points high.

    Each is reckoned once from where it begins: most sheets that are tried begin like others.
    """

    def __init__(self, blocks: Sequence[Block], page: float) -> None:
        self.blocks, self.page = blocks, page
        self.height = cache(lambda number, space: blocks[number].height(space))
        self.run = cache(lambda number, left, space: _run(blocks[number], left, page, space))


def laid(blocks: Sequence[Block], page: float) -> list[Laid]:
    """Return the sheets on which blocks stand in their order, on pages so many points high.

    As few pages as may be, none but the last blank over a third, tables in one piece where that
    is possible.
    """
    best: list[tuple[float, list[Laid]]] = [(0.0, [])]
    stands = _Stands(blocks, page)
    for end in range(len(blocks)):
        ways = [
            (best[sheet.first][0] + _cost(sheet, blocks, page, is_last=end + 1 == len(blocks)),
             [*best[sheet.first][1], sheet])
            for sheet in _ending(stands, end)
        ]  # fmt: skip
        best.append(min(ways, key=lambda way: way[0]))
    return best[-1][1]


def _ending(stands: _Stands, end: int) -> Iterator[Laid]:
    """Yield every sheet that ends with a block; one alone always stands, whatever comes of it."""
    for first in range(end, -1, -1):
        plain = _sheet(stands, first, end, 1.0)
        if plain is not None:
            yield plain
        if plain is None or plain.blank > MOST_BLANK:
            found = [_sheet(stands, first, end, space) for space in _SPACES]
            yield from filter(None, found)
            if first == end and not any(found):
                is_table = bool(stands.blocks[end].rows)
                yield Laid(first, end, 1.0, 1 + is_table, 0.0, FEWEST_LINES, end * is_table or None)


def _sheet(stands: _Stands, first: int, last: int, space: float) -> Laid | None:
    """Return blocks on one sheet; None where more than one table would run over its pages."""
    left, lines, pages, broken = stands.page, 0, 1, None
    for number in range(first, last + 1):
        block, height = stands.blocks[number], stands.height(number, space)
        if height <= left:
            left -= height
            lines += len(block.rows) + 2 if block.rows else FEWEST_LINES
            continue
        run = stands.run(number, left, space) if broken is None else None
        if run is None:
            return None
        broken = number
        more, left, lines = run
        pages += more
    return Laid(first, last, space, pages, left / stands.page, lines, broken)


def _run(block: Block, left: float, page: float, space: float) -> tuple[int, float, int] | None:
    """Return how many pages more a table takes, and what the last has: room left, and lines."""
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
    """Whether the head of a group is the last row of any page."""
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


def _cost(sheet: Laid, blocks: Sequence[Block], page: float, *, is_last: bool) -> float:
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
