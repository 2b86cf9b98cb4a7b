"""How alike two texts are: by rapidfuzz, and by the standard library where that has no build.

Both measure what the two texts have in common, in percent of both lengths. The standard library
takes the longest common piece first, so it may find a few points less, and takes far longer.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from revisit_cli.program import bar_halved

fuzz: Any
Levenshtein: Any
bar_halved("rapidfuzz")
try:
    from rapidfuzz import fuzz
    from rapidfuzz.distance import Levenshtein
except ImportError:  # no wheel for this processor
    fuzz = Levenshtein = None


class Step(NamedTuple):
    """A piece of one text, by its places, and the piece of the other that stands for it."""

    is_same: bool
    start: int
    end: int
    other_start: int
    other_end: int


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 100."""
    if fuzz is not None:
        alike: float = fuzz.ratio(one, other)
        return alike
    return 100 * SequenceMatcher(None, one, other, autojunk=False).ratio()


def steps(one: str, other: str) -> list[Step]:
    """Return the pieces that lead from one text to the other, in their order."""
    if Levenshtein is not None:
        found = [
            (each.tag, each.src_start, each.src_end, each.dest_start, each.dest_end)
            for each in Levenshtein.opcodes(one, other)
        ]
    else:
        found = list(SequenceMatcher(None, one, other, autojunk=False).get_opcodes())
    return [Step(tag == "equal", *places) for tag, *places in found]


def nearest(text: str, known: Sequence[str], *, most: int, least: float) -> tuple[str, ...]:
    """Return at most so many known texts that are at least so alike, the most alike first."""
    alike = [(likeness(text, each), each) for each in known]
    found = sorted((pair for pair in alike if pair[0] >= least), key=lambda pair: -pair[0])
    return tuple(each for _, each in found[:most])
