"""Charts as geometry: numbers to coordinates and SVG paths, for templates to draw.

Every chart has a field of 100 by 100 (a bar: 100 by 10) that the page scales; its texts are HTML
beside it.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

# The part of the field that lines use: room for the width of a line is left above and below.
TOP, BOTTOM, SIDE = 6.0, 96.0, 100.0
# The lowest rate of the scale, in per cent, unless a value is lower.
FLOOR = 60


class Part(NamedTuple):
    """One part of a bar: its kind, start and width."""

    kind: str
    x: str
    width: str


class Line(NamedTuple):
    """A line with gaps: its path, its isolated points, and its last point or None."""

    path: str
    lone: tuple[tuple[str, str], ...]
    end: tuple[str, str] | None


class Steps(NamedTuple):
    """A burn-down chart: the path of what is left, its end, the even pace, the bands of days off.

    ``pace`` is "" if the working days are not known; ``end`` is None before the first day.
    """

    path: str
    end: tuple[str, str] | None
    pace: str
    rests: tuple[tuple[str, str], ...]


def bar(parts: Iterable[tuple[str, int]]) -> tuple[Part, ...]:
    """Return the parts of a whole side by side, without those of zero.

    Widths are differences of rounded positions, so that there is no gap and no overlap.
    """
    shown = [(kind, count) for kind, count in parts if count]
    whole = sum(count for _, count in shown)
    found, before = [], 0
    for kind, count in shown:
        x, end = round(SIDE * before / whole, 2), round(SIDE * (before + count) / whole, 2)
        found.append(Part(kind, _place(x), _place(end - x)))
        before += count
    return tuple(found)


def floor(lines: Iterable[Sequence[int | None]]) -> int:
    """Return where the scale of several lines starts: at 60 %, or at 0 if a value is lower.

    ``lines`` are in tenths of a per cent.
    """
    known = [each for tenths in lines for each in tenths if each is not None]
    return 0 if any(each < 10 * FLOOR for each in known) else FLOOR


def line(tenths: Sequence[int | None], floor: int) -> Line:
    """Return the line of monthly rates in tenths of a per cent; None is a gap."""
    spots = [
        None if each is None else (_along(place, len(tenths)), _rate_at(each, floor))
        for place, each in enumerate(tenths)
    ]
    runs: list[list[tuple[str, str]]] = [[]]
    for spot in spots:
        if spot is None:
            runs.append([])
        else:
            runs[-1].append(spot)
    path = "".join(_path(run) for run in runs if len(run) > 1)
    ends = [run[-1] for run in runs if run]
    lone = tuple(run[0] for run in runs if len(run) == 1)
    return Line(path, lone, ends[-1] if ends else None)


def steps(left: Sequence[int | None], rests: Sequence[bool | None]) -> Steps:
    """Return a burn-down chart of what is left at the end of each day, as steps.

    The even pace starts on the first day, falls by the same amount on each working day and is level
    on days off. Days to come (None) are not drawn.
    """
    known = [each for each in left if each is not None]
    top = max(known, default=0) or 1
    spots = [
        (_along(place, len(left)), _height(each, top))
        for place, each in enumerate(left)
        if each is not None
    ]
    path = ""
    for place, (x, y) in enumerate(spots):
        path += f"M{x} {y}" if not place else f"H{x}V{y}"
    pace = ""
    if known and None not in rests:
        pace = _pace(known[0], top, [bool(each) for each in rests])
    width = SIDE / max(len(left) - 1, 1)
    bands = tuple(
        (_place((place - 1) * width), _place(width))
        for place, is_rest in enumerate(rests)
        if is_rest and place
    )
    return Steps(path, spots[-1] if spots else None, pace, bands)


def _pace(start: int, top: int, rests: Sequence[bool]) -> str:
    worked = [not is_rest for is_rest in rests[1:]]
    whole = sum(worked)
    if not whole:
        return ""
    spots = [(_along(0, len(rests)), _height(start, top))]
    done = 0
    for place, is_worked in enumerate(worked, 1):
        done += is_worked
        spots.append((_along(place, len(rests)), _height(start * (whole - done) / whole, top)))
    return _path(spots)


def _path(spots: Sequence[tuple[str, str]]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in spots)


def _along(place: int, count: int) -> str:
    return _place(SIDE * place / max(count - 1, 1))


def _rate_at(tenths: int, floor: int) -> str:
    return _place(BOTTOM - (BOTTOM - TOP) * (tenths / 10 - floor) / (100 - floor))


def _height(count: float, top: int) -> str:
    return _place(BOTTOM - (BOTTOM - TOP) * count / top)


def _place(number: float) -> str:
    """Return a coordinate rounded to hundredths, the same on every machine."""
    return f"{round(number, 2):.2f}".rstrip("0").rstrip(".")
