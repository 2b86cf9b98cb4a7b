"""A date that is parted over columns of its own: 年, 月, 日 under one heading."""

from collections.abc import Sequence
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


def _joined(
    row: tuple[Cell, ...], columns: Sequence[int], parts: Sequence[str]
) -> tuple[Cell, ...]:
    cells = [cell_at(row, column) for column in columns]
    if not all(map(is_filled, cells)):
        return row
    texts = (original(cell).strip().rstrip(part) for cell, part in zip(cells, parts, strict=True))
    text = "".join(f"{text}{part}" for text, part in zip(texts, parts, strict=True))
    return tuple(text if place == columns[0] else cell for place, cell in enumerate(row))
