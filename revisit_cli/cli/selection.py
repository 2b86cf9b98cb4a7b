"""Which rows of a list are shown, in what order (--sort, --limit), and which columns fit."""

from collections.abc import Collection, Sequence

from revisit_cli.cli.context import CommonOptions
from revisit_cli.errors.command import ColumnUnknown, LimitTooSmall
from revisit_cli.records.value import Json

# Columns of names, as headings and as keys call them: sought by how they sound.
NAMES = frozenset(("企业", "单位", "firm", "firm_name", "unit", "name"))
FIRM = "企业"
_ABOUT = (FIRM, "事项")  # what a row is about, where a list has such a column
WIDE = 100  # characters: from here on a list shows its spare columns too
_UNBROKEN = 24  # a number or date is kept in one piece up to here
_FOLDED = 8  # what a text that goes over several lines needs
_BETWEEN = 3  # blanks between two columns, and beside the first and the last


def arranged(
    common: CommonOptions, columns: Sequence[str], rows: Sequence[Sequence[Json]]
) -> list[int]:
    """Return which rows to show and in what order, as --sort and --limit say.

    An empty cell comes last either way; numbers come before words, and names are sorted by their
    pinyin. Raises ColumnUnknown or LimitTooSmall.
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


def fitting(
    headings: Sequence[str],
    widest: Sequence[int],
    whole: Collection[int],
    spare: Collection[int],
    room: int,
) -> list[int]:
    """Return which columns to show: the first and the firm's always, others while there is room.

    ``widest`` is what each takes on one line, ``whole`` are those that are not folded, ``spare``
    those that only a wide screen has. Without a firm the matter, or else the second column, says
    what a row is about.
    """
    about = next((headings.index(each) for each in _ABOUT if each in headings), 1)
    keys = sorted({0, about} & set(range(len(headings))))
    asked = [n for n in range(len(headings)) if room >= WIDE or n not in spare]
    shown: list[int] = []
    for each in [*keys, *(n for n in asked if n not in keys)]:
        needs = [widest[n] if n in whole else min(widest[n], _FOLDED) for n in (*shown, each)]
        if sum(needs) + _BETWEEN * len(needs) <= room:
            shown.append(each)
    return sorted(set(shown))


def kept_whole(numbers: Collection[int], widest: Sequence[int], room: int) -> set[int]:
    """Return which columns of numbers and dates are not folded: those that leave the firm room."""
    most = min(_UNBROKEN, room // 2 - _BETWEEN)
    return {n for n in numbers if widest[n] <= most}
