"""What a sample drawn without putting back can tell: the hypergeometric law in whole numbers.

Nothing here is rounded: a chance is a number of equally likely samples out of all of them.
"""

from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction
from math import comb

from revisit_cli.document import clause

# No more than one sample in twenty may miss what it is to find.
MOST_MISSED = Fraction(1, 20)
# Of so few calls all are called again.
CENSUS_UP_TO = 19


@clause("R37")
def fakes_to_find(calls: int, percent: int) -> int:
    """Return how many calls are not to be overlooked: ``percent`` in 100, rounded up."""
    return -(-calls * percent // 100)


@clause("R37")
def sample_size(calls: int, percent: int) -> int:
    """Return how many calls are drawn again of so many completed ones.

    「抽样最少要多到：若有b%（进一）以上与记录不符，一通也没抽到的机会不超过5%」; 「不超过19通的全部
    复核」. Not monotone in ``calls``: where one more call makes one more that is to be found, fewer
    suffice (b 5: 20 calls, 19; 21 calls, 16).
    """
    if calls <= CENSUS_UP_TO:
        return calls
    fakes = fakes_to_find(calls, percent)
    # Fewer are missed the more are drawn.
    return bisect_left(
        range(calls), True, key=lambda size: chance_of_at_most(0, calls, fakes, size) <= MOST_MISSED
    )


def chance_of_at_most(found: int, calls: int, fakes: int, size: int) -> Fraction:
    """Return the chance that ``size`` of ``calls`` have at most ``found`` of the ``fakes``."""
    least = max(0, size - (calls - fakes))
    ways = sum(
        comb(fakes, count) * comb(calls - fakes, size - count) for count in range(least, found + 1)
    )
    return Fraction(ways, comb(calls, size))


@clause("R37")
def most_false(calls: int, size: int, found: int) -> int:
    """Return how many of ``calls`` may be false at most, ``found`` of ``size`` being so.

    With more of them a result as good as this has a chance under 5 %: the exact upper bound.
    """
    known_true = size - found
    # Better results get less likely the more are false: the first count that is too many.
    too_many = bisect_left(
        range(found, calls - known_true + 1),
        True,
        key=lambda fakes: chance_of_at_most(found, calls, fakes, size) < MOST_MISSED,
    )
    return found + too_many - 1


def difference(hits: int, of: int, other_hits: int, other_of: int) -> Fraction:
    """Return Fisher's exact p, two-sided, of two shares: ``hits`` of ``of``, and another's.

    The chance of a table that is no likelier than this one, both totals being as they are.
    """
    total, drawn = of + other_of, hits + other_hits

    def ways(count: int) -> int:
        return comb(of, count) * comb(other_of, drawn - count)

    seen = ways(hits)
    possible = range(max(0, drawn - other_of), min(of, drawn) + 1)
    return Fraction(sum(each for each in map(ways, possible) if each <= seen), comb(total, drawn))


def holm(chances: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """Return p-values corrected for how many there are, by Holm's step-down rule, in order."""
    order = sorted(range(len(chances)), key=chances.__getitem__)
    corrected = list(chances)
    highest = Fraction(0)
    for place, number in enumerate(order):
        highest = max(highest, min(Fraction(1), chances[number] * (len(chances) - place)))
        corrected[number] = highest
    return tuple(corrected)
