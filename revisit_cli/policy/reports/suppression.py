"""Counts to publish: none that points at few firms, and none that such a one follows from."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import TypeVar

from revisit_cli.document import clause
from revisit_cli.policy.rules.confidence import SMALL_CELL

Key = TypeVar("Key", bound=Hashable)


@clause("三(四)1")
def listed(count: int, of: int) -> int | None:
    """Return how many of ``of`` firms did a thing, None where they, or all others, are under 3.

    「严格执行保密纪律」: zero is not listed either, which would tell it from one and two.
    """
    return count if SMALL_CELL <= count <= of - SMALL_CELL else None


@clause("三(四)1")
def listed_parts(parts: Mapping[Key, int], total: int) -> dict[Key, int | None]:
    """Return the parts of a total that is printed, None for those that are not listed.

    Parts under 3 are not, zero too, nor all but as few of the total. What the listed ones leave
    of the total is the sum of the others: where it is under 3 itself, or gives each of them away,
    the smallest listed count goes as well, wherever it stands. So each that is not listed could
    change places with another one that is not, and nobody can say, whatever he knows of this rule,
    which of them is which.
    """
    hidden = {key for key, count in parts.items() if listed(count, total) is None}
    rest = [count for key, count in parts.items() if key not in hidden]
    if hidden and _follows(hidden, parts, total) and rest:
        hidden |= {key for key, count in parts.items() if count <= min(rest)}
    return {key: None if key in hidden else count for key, count in parts.items()}


def _follows(hidden: Collection[Key], parts: Mapping[Key, int], total: int) -> bool:
    """Whether the sum of the hidden parts tells too much.

    Where a firm stands with several units the parts come to more than the total.
    """
    kept = sum(count for key, count in parts.items() if key not in hidden)
    sums = (total - kept, sum(parts[key] for key in hidden))
    return any(_is_telling(each, len(hidden)) for each in sums)


def _is_telling(total: int, count: int) -> bool:
    """Whether the sum of so many counts under 3 tells each of them, or is one itself."""
    return count == 1 or total < SMALL_CELL or total == (SMALL_CELL - 1) * count


@clause("三(四)1")
def is_told_by_sum(total: int, parts: Sequence[int | None]) -> bool:
    """Whether a total lets one work out those of its parts that are not listed elsewhere.

    A half-year beside its months: a firm that answered in several counts once in the total.
    """
    hidden = [each for each in parts if each is None]
    left = total - sum(each for each in parts if each is not None)
    return bool(hidden) and _is_telling(left, len(hidden))
