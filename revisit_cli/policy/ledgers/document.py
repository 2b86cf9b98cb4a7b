"""A document's tables as one ledger: the lines between them, and tables that go on in the next."""

from collections.abc import Mapping, Sequence
from typing import Final

from revisit_cli.document import clause
from revisit_cli.labels.ledgers import ledger as labels
from revisit_cli.policy.ledgers.block import Block, blocks_in, continued
from revisit_cli.policy.ledgers.row_kind import (
    cell_at,
    first_column,
    is_filled,
    is_ordinary,
    is_remark,
)
from revisit_cli.policy.ledgers.title import is_unit_line, unit_at_foot, unit_in_lines
from revisit_cli.policy.text import lines, original
from revisit_cli.policy.workbooks.heading import Header, mapping_of_sheet
from revisit_cli.records.value import replace
from revisit_cli.records.workbooks.grid import DOCUMENTS, Cell, Sheet

# Lines of prose over a table, such as those of the letter it came with, are none of its titles.
_LONGEST_TITLE: Final = 60
_MOST_TITLES: Final = 8
_PROSE_ENDS: Final = ("。", "；", "，", ";")
_MOST_IN_LINE: Final = 3
_LEAST_AGREEING: Final = 0.5


@clause("附表3")
def blocks_by_sheet(
    kind: str, sheets: Sequence[Sheet], unread: Sequence[object], mapping: Mapping[str, str]
) -> list[tuple[Block, ...]]:
    """Return the ledgers on each sheet; of a document, with the lines that are about them.

    ``unread`` is for each sheet why it is not looked at, or None; the lines around it count all
    the same. A table without a header may go on with the one before it, surer in a document.
    """
    found: list[tuple[Block, ...]] = []
    above: Block | None = None
    goes_on = _continued if kind in DOCUMENTS else continued
    for sheet, reason in zip(sheets, unread, strict=True):
        if reason is not None:
            found.append(())
            continue
        blocks = blocks_in(sheet, mapping_of_sheet(mapping, sheet.name))
        if not blocks and above is not None and (block := goes_on(sheet, above)):
            blocks = (block,)
        above = blocks[-1] if blocks else above
        found.append(blocks)
    if kind not in DOCUMENTS:
        return found
    around = _around(sheets, found, unread)
    return [_placed(blocks, *around.get(place, ((), ()))) for place, blocks in enumerate(found)]


def _placed(
    blocks: tuple[Block, ...], above: tuple[str, ...], below: tuple[str, ...]
) -> tuple[Block, ...]:
    """Return a table's ledgers with the lines over the first and those under the table."""
    return tuple(
        replace(
            block,
            sheet=replace(block.sheet, below=below),
            titles=block.titles if number else (*above, *block.titles),
        )
        for number, block in enumerate(blocks)
    )


def _around(
    sheets: Sequence[Sheet], found: Sequence[tuple[Block, ...]], unread: Sequence[object]
) -> dict[int, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the lines over and under each ledger, by the place of its sheet.

    A unit is named over its table, or under it: under it in a document whose first ledger has
    none over it and whose last has one under it.
    """
    places = [place for place, blocks in enumerate(found) if blocks]
    if not places:
        return {}
    gaps = _gaps(sheets, found, unread)
    names_below = bool(unit_at_foot(gaps[-1])) and not unit_in_lines(gaps[0], frozenset())
    told = {}
    foot: list[str] = []
    for number in range(len(places) - 1, -1, -1):
        over, under = gaps[number], gaps[number + 1]
        if number:
            over = [] if names_below else over[_signed(over) :]
        if number < len(places) - 1 and not names_below:
            under = under[: _signed(under)]
        titles = tuple(text for text in over if _is_title(text))[-_MOST_TITLES:]
        foot = [*under, *foot]
        # A unit named under a table goes before that of the table above.
        named = filter(is_unit_line, foot if names_below else ())
        told[places[number]] = (*titles, *named), tuple(foot)
        if titles or found[places[number]][0].titles:
            foot = []  # What is under tables that go on is under them all.
    return told


def _gaps(
    sheets: Sequence[Sheet], found: Sequence[tuple[Block, ...]], unread: Sequence[object]
) -> list[list[str]]:
    """Return the lines before, between and after the ledgers of a document.

    What a text box around a ledger, or a small table of its particulars, says is among them; a
    table inside a ledger's own cell is not.
    """
    gaps = [list(sheets[0].above)]
    in_ledger: set[str] = set()
    for sheet, blocks, reason in zip(sheets, found, unread, strict=True):
        if blocks or sheet.inside in in_ledger:
            in_ledger.add(sheet.name)
        if blocks:
            gaps.append([])
        elif reason is None and sheet.name not in in_ledger:
            for row in sheet.rows:
                gaps[-1].extend(_particulars(row))
        gaps[-1].extend(sheet.below)
    return gaps


def _particulars(row: Sequence[Cell]) -> list[str]:
    """Return what a row of a small table says: each cell, or a label with what is beside it."""
    texts = [original(cell).strip() for cell in row if is_filled(cell)]
    if len(texts) > _MOST_IN_LINE:
        return []
    is_pair = len(texts) == 2 and not is_unit_line(texts[0])
    return (
        [labels.PAIR.format(label=texts[0].rstrip(labels.COLONS), text=texts[1])]
        if is_pair
        else texts
    )


def _signed(texts: Sequence[str]) -> int:
    """Return how many of the lines between two ledgers sign the upper one.

    Of two that name a unit the last is over the lower table.
    """
    units = [place for place, text in enumerate(texts) if is_unit_line(text)]
    if len(units) > 1:
        return units[-2] + 1
    return next(
        (n for n, text in enumerate(texts) if n in units or not is_remark(text)), len(texts)
    )


def _is_title(text: str) -> bool:
    told = lines(text).strip()
    return len(told) <= _LONGEST_TITLE and not told.endswith(_PROSE_ENDS)


def _continued(sheet: Sheet, above: Block) -> Block | None:
    """Return a table without a header as one that goes on with the columns of the one above it."""
    filled = [row for row in sheet.rows if _filled(row)]
    if not filled or max(map(len, filled)) != max(map(len, above.sheet.rows)):
        return None
    firm = first_column(above.header, "firm")
    agreeing = sum(is_ordinary(cell_at(row, firm)) for row in filled)
    if agreeing < _LEAST_AGREEING * len(filled):
        return None
    header = Header((), above.header.columns, above.header.headings, {}, above.header.serial)
    return Block(sheet, header, (), 1, len(sheet.rows))


def _filled(row: Sequence[Cell]) -> int:
    return sum(map(is_filled, row))
