"""The tables on a sheet: usually one, yet units also stack them and set them side by side."""

from collections.abc import Iterator, Mapping
from typing import Final

from revisit_cli.document import clause
from revisit_cli.policy.firms.firm import looks_like_firm
from revisit_cli.policy.ledgers.row_kind import (
    cell_at,
    first_column,
    is_filled,
    is_ordinary,
    kind_of_row,
    odd_rows,
)
from revisit_cli.policy.text import original
from revisit_cli.policy.workbooks.heading import (
    SERIAL,
    Header,
    field_of_heading,
    find_header,
    header_below,
    header_by_letters,
    opens_table,
)
from revisit_cli.policy.workbooks.side import is_role
from revisit_cli.records.value import Value, replace
from revisit_cli.records.workbooks.grid import Cell, Sheet

_LEAST_REPEATED: Final = 3
_LEAST_FILLED: Final = 3
_MOST_IN_TITLE: Final = 3
_OVER_HEADER: Final = ("blank", "section", "remark")


class Block(Value):
    """One table: its header, the lines over it, and the 1-based rows where services may stand.

    ``sheet`` has the block's own columns only, at their own places. ``above`` are rows of services
    that stand over their header.
    """

    sheet: Sheet
    header: Header
    titles: tuple[str, ...]
    first: int
    last: int
    above: tuple[int, ...] = ()


@clause("附表3")
def blocks_in(sheet: Sheet, mapping: Mapping[str, str]) -> tuple[Block, ...]:
    """Return the ledgers on a sheet from the top, left before right; none where none is."""
    header = find_header(sheet, mapping)
    enough = header is not None and (
        header.is_ledger or ("firm" in header.columns and bool(mapping))
    )
    if header is None or not enough:
        header = header_by_letters(mapping, max(map(len, sheet.rows), default=0))
        if header is None:
            return ()
        return (Block(sheet, header, (), _first_firm(sheet, header), len(sheet.rows)),)
    cut = _cut(header)
    if cut is not None:
        left, right = _parted(sheet, cut, header.rows[0])
        return (*blocks_in(left, mapping), *blocks_in(right, mapping))
    return tuple(_stacked(sheet, header, mapping))


def _cut(header: Header) -> int | None:
    """Return the 0-based column where a second table begins beside the first, or None."""
    columns: dict[str, list[int]] = {}
    if all(is_role(header.headings.get(place, "")) for place in header.columns.get("firm", ())):
        return None  # The firms of one project, each with its people.
    for column, text in sorted(header.headings.items()):
        found = field_of_heading(text)
        if found is not None:
            columns.setdefault(found[0], []).append(column)
    twice = {name: found for name, found in columns.items() if len(found) > 1}
    if "firm" not in twice or len(twice.keys() - {SERIAL}) < _LEAST_REPEATED:
        return None
    cut = min(found[1] for found in twice.values())
    return cut if max(found[0] for found in twice.values()) < cut else None


def _parted(sheet: Sheet, cut: int, header_row: int) -> tuple[Sheet, Sheet]:
    """Part a sheet at a column; a line over the header that stands on one side belongs to both."""
    blank: tuple[Cell, ...] = (None,) * cut
    left, right = [], []
    for number, row in enumerate(sheet.rows, 1):
        is_title = number < header_row and not (any(row[:cut]) and any(row[cut:]))
        left.append(row if is_title else row[:cut])
        right.append(row if is_title else blank + row[cut:] if len(row) > cut else ())
    merges = {
        is_right: tuple(m for m in sheet.merges if (m.first_column > cut) == is_right)
        for is_right in (False, True)
    }
    return (
        replace(sheet, rows=tuple(left), merges=merges[False]),
        replace(sheet, rows=tuple(right), merges=merges[True]),
    )


def _stacked(sheet: Sheet, header: Header, mapping: Mapping[str, str]) -> Iterator[Block]:
    """Yield the tables that stand one under the other, each with its own header and titles."""
    top = header.rows[0]
    above = tuple(n for n in range(1, top) if _is_service(sheet.rows[n - 1], header))
    titles = tuple(
        text for n in range(1, top) if n not in above and (text := line_of(sheet.rows[n - 1]))
    )
    block: Block | None = Block(sheet, header, titles, header.rows[-1] + 1, len(sheet.rows), above)
    while block is not None:
        last, below = _table_below(block, mapping)
        yield replace(block, last=last)
        block = below


def _table_below(block: Block, mapping: Mapping[str, str]) -> tuple[int, Block | None]:
    """Return a block's last row, and the table that stands under it, None where none does."""
    sheet = block.sheet
    for number in odd_rows(sheet.rows, block.header, block.first, block.last):
        if opens_table(sheet.rows[number - 1]):
            first_title = _first_title(sheet, number, block)
            titles = tuple(filter(None, map(line_of, sheet.rows[first_title - 1 : number - 1])))
            below = header_below(sheet, number, mapping)
            if below.is_ledger and (titles or dict(below.columns) != dict(block.header.columns)):
                under = Block(sheet, below, titles, below.rows[-1] + 1, block.last)
                return first_title - 1, under
    return block.last, None


def _firm_cell(cells: tuple[Cell, ...], header: Header) -> Cell:
    return cell_at(cells, first_column(header, "firm"))


def _first_title(sheet: Sheet, header_row: int, block: Block) -> int:
    """Return the row where the lines over a further table's header begin."""
    first = header_row
    while first > block.first:
        cells = sheet.rows[first - 2]
        kind = kind_of_row(cells, block.header) if cells else "blank"
        is_line = kind == "service" and sum(map(is_filled, cells)) <= _MOST_IN_TITLE
        if is_ordinary(_firm_cell(cells, block.header)) or not (is_line or kind in _OVER_HEADER):
            break
        first -= 1
    return first


def _is_service(cells: tuple[Cell, ...], header: Header) -> bool:
    return (
        is_ordinary(_firm_cell(cells, header))
        and sum(is_filled(cell_at(cells, columns[0])) for columns in header.columns.values())
        >= _LEAST_FILLED
    )


def line_of(cells: tuple[Cell, ...]) -> str:
    """Return what a row says, read as one line."""
    return " ".join(original(cell) for cell in cells if is_filled(cell))


def _first_firm(sheet: Sheet, header: Header) -> int:
    """Return the 1-based row of the first firm of a table without a header."""
    for number, cells in enumerate(sheet.rows, 1):
        cell = _firm_cell(cells, header)
        if isinstance(cell, str) and looks_like_firm(cell):
            return number
    return 1
