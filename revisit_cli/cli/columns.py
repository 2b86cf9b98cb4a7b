"""Which columns of a table there is room for on a narrow screen."""

from collections.abc import Collection, Sequence

FIRM = "企业"
_ABOUT = (FIRM, "事项")  # what a row is about, where a list has such a column
WIDE = 100  # characters: from here on a list shows its spare columns too
_UNBROKEN = 24  # a number or date is kept in one piece up to here
_FOLDED = 8  # what a text that goes over several lines needs
_BETWEEN = 3  # blanks between two columns, and beside the first and the last


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
