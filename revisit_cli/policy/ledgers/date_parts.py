"""A date that is parted over columns of its own: 年, 月, 日, under one heading or as headings."""

from collections.abc import Mapping, Sequence
from typing import Final

from revisit_cli.labels.ledgers.service_date import DATE_PARTS
from revisit_cli.policy.ledgers.block import Block
from revisit_cli.policy.ledgers.row_kind import cell_at, is_filled
from revisit_cli.policy.text import folded, original
from revisit_cli.records.value import replace
from revisit_cli.records.workbooks.grid import Cell

_WAYS: Final = (DATE_PARTS, DATE_PARTS[1:])


def with_joined_dates(block: Block, columns: Sequence[int]) -> Block:
    """Return a table whose parted dates stand whole in the first of their columns.

    Unchanged where the row under the header does not name the parts; else it is the header's.
    """
    rows = block.sheet.rows
    below = rows[block.first - 1] if block.first <= len(rows) else ()
    parts = tuple(folded(original(cell_at(below, column))) for column in columns)
    if parts not in _WAYS:
        return block
    joined = (
        *rows[: block.first],
        *(_joined(row, columns, parts) for row in rows[block.first : block.last]),
        *rows[block.last :],
    )
    sheet = replace(block.sheet, rows=joined)
    return replace(block, sheet=sheet, first=block.first + 1, odd=None)


def with_dates_of_parts(block: Block) -> Block:
    """Return a table whose header has 年, 月, 日 side by side, and no date, with whole dates."""
    header = block.header
    columns = () if "date" in header.columns else _columns_of_parts(header.headings)
    if not columns:
        return block
    rows, start = block.sheet.rows, block.first - 1
    parts = _WAYS[len(columns) < len(DATE_PARTS)]
    below = (_joined(row, columns, parts) for row in rows[start : block.last])
    sheet = replace(block.sheet, rows=(*rows[:start], *below, *rows[block.last :]))
    placed = replace(header, columns={**header.columns, "date": tuple(columns)})
    return replace(block.under(placed), sheet=sheet)


def _columns_of_parts(headings: Mapping[int, str]) -> Sequence[int]:
    """Return the columns that bear the names of a date's parts, with the year if it is there."""
    named = {column: folded(text) for column, text in headings.items()}
    for parts in _WAYS:
        for first in named:
            columns = range(first, first + len(parts))
            if tuple(named.get(column, "") for column in columns) == parts:
                return columns
    return ()


def _joined(
    row: tuple[Cell, ...], columns: Sequence[int], parts: Sequence[str]
) -> tuple[Cell, ...]:
    cells = [cell_at(row, column) for column in columns]
    if not all(map(is_filled, cells)):
        return row
    texts = (original(cell).strip().rstrip(part) for cell, part in zip(cells, parts, strict=True))
    text = "".join(f"{text}{part}" for text, part in zip(texts, parts, strict=True))
    return tuple(text if place == columns[0] else cell for place, cell in enumerate(row))
