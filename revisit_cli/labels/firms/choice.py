"""How several candidates are told."""

from collections.abc import Sequence

SHOWN = 5


def several(names: Sequence[tuple[int, str]]) -> str:
    """Return the first few (number, name) pairs in one phrase."""
    told = "、".join(f"{number} {name}" for number, name in names[:SHOWN])
    return f"{told}……" if len(names) > SHOWN else told
