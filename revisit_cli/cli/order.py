"""Which rows of a list are shown, and in what order: --sort and --limit."""

from collections.abc import Sequence

from revisit_cli.cli.context import CommonOptions
from revisit_cli.errors.command import ColumnUnknown, LimitTooSmall
from revisit_cli.records.value import Json

# Columns of names, as headings and as keys call them: sought by how they sound.
NAMES = frozenset(("企业", "单位", "firm", "firm_name", "unit", "name"))


def arranged(
    common: CommonOptions, columns: Sequence[str], rows: Sequence[Sequence[Json]]
) -> list[int]:
    """Return which rows to show and in what order, as --sort and --limit say.

    An empty cell comes last either way; numbers come before words, and names stand by their
    pinyin. Raises ColumnUnknown or
    LimitTooSmall.
    """
    if common.limit is not None and common.limit < 1:
        raise LimitTooSmall(limit=common.limit)
    numbers = list(range(len(rows)))
    if common.sort and columns:
        name, backwards = common.sort.removeprefix("-"), common.sort.startswith("-")
        if name not in columns:
            raise ColumnUnknown(name=name, known="、".join(columns))
        at = list(columns).index(name)
        filled = [number for number in numbers if rows[number][at] not in (None, "")]
        empty = [number for number in numbers if rows[number][at] in (None, "")]
        weight = _spelled_weight if name in NAMES else _weight
        filled.sort(key=lambda number: weight(rows[number][at]), reverse=backwards)
        numbers = filled + empty
    return numbers[: common.limit]


def _weight(cell: Json) -> tuple[bool, float, str]:
    is_number = isinstance(cell, int | float)
    return (not is_number, float(cell) if isinstance(cell, int | float) else 0.0, str(cell))


def _spelled_weight(cell: Json) -> tuple[str, str]:
    from revisit_cli.operations.firms.initials import spelled

    return spelled(str(cell)), str(cell)
