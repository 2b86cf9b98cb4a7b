"""Sums to publish: none small enough to point at anybody, nor to be worked out from others."""

from collections.abc import Collection, Hashable, Mapping
from typing import TypeVar

from revisit_cli.document import clause
from revisit_cli.policy.rules.confidence import SMALL_CELL, suppressed

Key = TypeVar("Key", bound=Hashable)


@clause("三(四)1")
def hidden_cells(cells: Mapping[Key, int]) -> frozenset[Key]:
    """Return the cells of one whole that are not told: 「严格执行保密纪律」."""
    shown = suppressed(list(cells.values()))
    return frozenset(key for key, count in zip(cells, shown, strict=True) if count is None)


@clause("三(四)1")
def told_sum(
    part: Collection[Key], cells: Mapping[Key, int], hidden: Collection[Key]
) -> int | None:
    """Return the sum of a part of the cells, or None where telling it would tell too much.

    A part is told when it holds no hidden cell or all of them: then only the sum of all hidden
    cells can be worked out, and that is 3 or more, over at least two.
    """
    kept = {key for key in part if key in hidden}
    if kept and len(kept) < len(hidden):
        return None
    total = sum(cells[key] for key in part)
    return None if 0 < total < SMALL_CELL else total
