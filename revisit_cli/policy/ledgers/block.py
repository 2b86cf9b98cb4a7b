"""The tables on a sheet: usually one, yet units also stack them and set them side by side."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from revisit_cli.document import clause
from revisit_cli.labels.ledgers import ledger as labels
from revisit_cli.pattern import pattern
from revisit_cli.policy.firms.firm import may_be_heading, names_company
from revisit_cli.policy.ledgers.row_kind import (
    cell_at,
    first_column,
    is_filled,
    is_ordinary,
    kind_of_row,
    odd_rows,
)
from revisit_cli.policy.ledgers.title import unit_in_name
from revisit_cli.policy.text import folded, original, plain
from revisit_cli.policy.workbooks.heading import (
    SERIAL,
    Header,
    field_of_heading,
    find_header,
    header_below,
    header_by_letters,
    is_short_header,
    opens_table,
)
from revisit_cli.policy.workbooks.side import is_role
from revisit_cli.records.value import Value, replace
from revisit_cli.records.workbooks.grid import Cell, Sheet

_DIGIT = pattern(r"\d")
_LEDGER = pattern(labels.NAMES_LEDGER)
_LABELLED = pattern(labels.LABELLED)
_PAIR_LABEL = pattern(labels.PAIR_LABEL)
_OTHER_HEADING = pattern(labels.OTHER_HEADING)
_LONG_NUMBER = pattern(r"\d{3}")
_LEAST_HEADINGS: Final = 2
_LONGEST_HEADING: Final = 12
_LEAST_REPEATED: Final = 3
_LEAST_FILLED: Final = 2
_MOST_IN_TITLE: Final = 3
_OVER_HEADER: Final = ("blank", "section", "remark")


class Block(Value):
    """One table: its header, the lines over it, and the 1-based rows where services may stand.

    ``sheet`` has the block's own columns only, at their own places. ``above`` are rows of services
    that stand over their header, ``title_rows`` those of its titles, ``other_rows`` those of a
    table under it that is no ledger. ``odd``: what ``odd_rows`` yields of the rows where services
    may stand, as far as they were looked at.
    """

    sheet: Sheet
    header: Header
    titles: tuple[str, ...]
    first: int
    last: int
    above: tuple[int, ...] = ()
    title_rows: tuple[int, ...] = ()
    other_rows: tuple[int, ...] = ()
    odd: tuple[int, ...] | None = None

    def odd_rows(self) -> Iterable[int]:
        """Return the rows that may be other than services."""
        if self.odd is not None:
            return self.odd
        return odd_rows(self.sheet.rows, self.header, self.first, self.last)

    def under(self, header: Header) -> "Block":
        """Return the same rows under a header with other columns."""
        return replace(self, header=header, odd=None)


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
        return (_without_header(sheet, header),)
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
    over = [n for n in range(1, top) if n not in above]
    block: Block | None = _block(
        sheet, header, over, header.rows[-1] + 1, len(sheet.rows), above=above
    )
    while block is not None:
        whole, block = _parted_from_below(block, mapping)
        yield whole


def _parted_from_below(block: Block, mapping: Mapping[str, str]) -> tuple[Block, Block | None]:
    """Return a block as far as it goes, and the table that stands under it, or None."""
    rows = block.sheet.rows
    odd: list[int] = []
    named = 0
    for number in block.odd_rows():
        under = _opened_at(block, number, mapping)
        if under is not None:
            odd = [each for each in odd if each < under.first_title]
            return replace(block, last=under.first_title - 1, odd=tuple(odd)), under.table
        before = rows[number - 2] if number > block.first else ()
        if number > named and _may_open_other(rows[number - 1], before, block.header):
            last, table, named = _other_table(block, number, mapping)
            if not named:
                others = tuple(range(number, last + 1))
                return replace(block, last=number - 1, odd=tuple(odd), other_rows=others), table
        odd.append(number)
    return replace(block, odd=tuple(odd)), None


def _other_table(
    block: Block, number: int, mapping: Mapping[str, str]
) -> tuple[int, Block | None, int]:
    """Return where a table of another kind ends and the ledger under it, or None.

    Last the first row of it that names a firm, which makes it none; else 0.
    """
    rows, rest = block.sheet.rows, replace(block, first=number + 1)
    heading = cell_at(rows[number - 1], first_column(block.header, "firm"))
    for below in range(number + 1, block.last + 1):
        if (under := _opened_at(rest, below, mapping)) is not None:
            return under.first_title - 1, under.table, 0
        if _names_firm(rows[below - 1], heading, block.header):
            return below, None, below
    return block.last, None, 0


class _Opened(NamedTuple):
    """A ledger under another: where the lines over it begin, and its table."""

    first_title: int
    table: Block


def _opened_at(block: Block, number: int, mapping: Mapping[str, str]) -> _Opened | None:
    """Return the table whose header a row is, or None."""
    sheet = block.sheet
    is_short = is_short_header(sheet.rows[number - 1])
    if not (is_short or opens_table(sheet.rows[number - 1])):
        return None
    first_title = _first_title(sheet, number, block)
    over = range(first_title, number)
    below = header_below(sheet, number, mapping)
    under = _block(sheet, below, over, below.rows[-1] + 1, block.last)
    is_other = dict(below.columns) != dict(block.header.columns)
    is_whole = below.is_ledger or is_short
    return _Opened(first_title, under) if is_whole and (under.titles or is_other) else None


def _firm_cell(cells: tuple[Cell, ...], header: Header) -> Cell:
    return cell_at(cells, first_column(header, "firm"))


def _first_title(sheet: Sheet, header_row: int, block: Block) -> int:
    """Return the row where the lines over a further table's header begin."""
    first = header_row
    while first > block.first:
        cells = sheet.rows[first - 2]
        kind = kind_of_row(cells, block.header) if cells else "blank"
        is_line = kind == "service" and is_title(cells)
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


def is_title(cells: tuple[Cell, ...]) -> bool:
    """Tell whether a sparse row is a line over a table: one that names a ledger or a unit, or with
    a label to each of its texts. Any other is a service of which little is known.
    """
    filled = [original(cell) for cell in cells if is_filled(cell)]
    if len(filled) > _MOST_IN_TITLE:
        return False
    lone = len(filled) == 1 and (_LEDGER.search(filled[0]) or unit_in_name(filled[0], frozenset()))
    return bool(lone) or all(_LABELLED.fullmatch(plain(text)) for text in filled)


def line_of(cells: tuple[Cell, ...]) -> str:
    """Return what a row says, read as one line; a label is the next cell's: 填报单位 | 审批科."""
    said: list[str] = []
    label = ""
    for text in (original(cell) for cell in cells if is_filled(cell)):
        name = text.strip().rstrip(labels.COLONS)
        is_label = _is_pair_label(name)
        if label and not is_label and field_of_heading(text) is None:
            is_number = label.endswith(labels.MONTH_LABEL) and text.isdecimal()
            text = f"{text}{labels.MONTH_SIGN}" if is_number else text
            said[-1] = labels.PAIR.format(label=label, text=text)
        else:
            said.append(text)
        label = name if is_label else ""
    return " ".join(said)


def _is_pair_label(text: str) -> bool:
    return _PAIR_LABEL.fullmatch(folded(text)) is not None


def _block(
    sheet: Sheet,
    header: Header,
    over: Iterable[int],
    first: int,
    last: int,
    *,
    above: tuple[int, ...] = (),
) -> Block:
    """Return a table with the lines that stand over it."""
    told = {number: line_of(sheet.rows[number - 1]) for number in over}
    rows = tuple(number for number, text in told.items() if text)
    return Block(sheet, header, tuple(told[n] for n in rows), first, last, above, rows)


def _without_header(sheet: Sheet, header: Header) -> Block:
    """Return a table of which column letters alone are known, from its first row that is no title.

    A row of words over numbers, in which nobody is named as firms are, is its header after all.
    """
    over: list[int] = []
    for number, cells in enumerate(sheet.rows, 1):
        filled = [cell for cell in cells if is_filled(cell)]
        firm_cell = _firm_cell(cells, header)
        if len(filled) > 1 and is_filled(firm_cell):
            below = sheet.rows[number] if number < len(sheet.rows) else ()
            words = [cell for cell in filled if isinstance(cell, str) and not _DIGIT.search(cell)]
            is_header = len(words) == len(filled) and any(map(_has_number, below))
            if is_header and not names_company(original(firm_cell)):
                headings = {
                    c: cell for c, cell in enumerate(cells) if isinstance(cell, str) and cell
                }
                named = replace(header, rows=(number,), headings=headings)
                return _block(sheet, named, over, number + 1, len(sheet.rows))
            return _block(sheet, header, over, number, len(sheet.rows))
        if filled and len(filled) == 1 and is_filled(firm_cell) and is_ordinary(firm_cell):
            return _block(sheet, header, over, number, len(sheet.rows))
        over.append(number)
    return _block(sheet, header, (), 1, len(sheet.rows))


def _has_number(cell: Cell) -> bool:
    if isinstance(cell, str):
        return bool(_DIGIT.search(cell))
    return cell is not None


def continued(sheet: Sheet, before: Block) -> Block | None:
    """Return a sheet without a header whose rows all stand as the table's before it, or None."""
    header = before.header
    firm, day = (first_column(header, name) for name in ("firm", "date"))
    rows = [cells for cells in sheet.rows if any(map(is_filled, cells))]
    if day is None or not rows:
        return None
    for cells in rows:
        if not is_ordinary(cell_at(cells, firm)) or not _has_number(cell_at(cells, day)):
            return None
    return Block(sheet, replace(header, rows=(), rivals={}), (), 1, len(sheet.rows))


def _may_open_other(cells: Sequence[Cell], before: Sequence[Cell], header: Header) -> bool:
    """Tell whether a row may head a table that is no ledger.

    It says headings and stands apart from the services: ``before``, the row over it, is blank or
    no service. Whether it does is known by the rows below: see :func:`_names_firm`.
    """
    if not _says_headings(cells, header) or kind_of_row(cells, header) != "service":
        return False
    return not any(map(is_filled, before)) or kind_of_row(before, header) != "service"


def _names_firm(cells: Sequence[Cell], heading: Cell, header: Header) -> bool:
    """Tell whether a row names a firm: a company anywhere, or another in the ledger's column.

    ``heading`` is what the other table says over that column: offices are no firms.
    """
    if any(isinstance(cell, str) and names_company(cell) for cell in cells):
        return True
    cell = cell_at(cells, first_column(header, "firm"))
    said = field_of_heading(heading) if isinstance(heading, str) else None
    if not isinstance(cell, str) or (said is not None and said[0] == "unit"):
        return False
    return is_ordinary(cell) and not may_be_heading(cell)


def _says_headings(cells: Sequence[Cell], header: Header) -> bool:
    filled = [cell for cell in cells if is_filled(cell)]
    texts = [cell for cell in filled if isinstance(cell, str) and _may_be_heading(cell)]
    said = sum(map(_is_other_heading, texts))
    return (
        len(texts) == len(filled)
        and said >= _LEAST_HEADINGS
        and 2 * said >= len(filled)
        and not is_ordinary(cell_at(cells, first_column(header, "firm")))
    )


@lru_cache(maxsize=4096)
def _may_be_heading(text: str) -> bool:
    told = folded(text)
    return (
        len(told) <= _LONGEST_HEADING
        and not _LONG_NUMBER.search(told)
        and not names_company(original(text))
    )


@lru_cache(maxsize=4096)
def _is_other_heading(text: str) -> bool:
    return field_of_heading(text) is not None or _OTHER_HEADING.fullmatch(folded(text)) is not None
