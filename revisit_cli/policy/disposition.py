"""Outcome rates by AAPOR's Standard Definitions, from counts of final dispositions."""

from collections.abc import Mapping
from fractions import Fraction

from revisit_cli.document import clause

ELIGIBLE = ("I", "P", "R", "NC", "O")
UNKNOWN = ("UH", "UO")


@clause("R12")
def rates(counts: Mapping[str, int], e: Fraction = Fraction(1)) -> dict[str, Fraction | None]:
    """Return RR1-RR6, COOP1-4, REF1-3 and CON1-3; None where a denominator is zero.

    ``counts`` are numbers of cases by class I P R NC O UH UO (NE is out of every rate); ``e`` is
    the share of unknown cases taken to be eligible. 「有效回访率（AAPOR RR2，e=1）」.
    """
    i, p, r, nc, o = (Fraction(counts.get(name, 0)) for name in ELIGIBLE)
    unknown = Fraction(sum(counts.get(name, 0) for name in UNKNOWN))
    known = i + p + r + nc + o
    whole, part = known + unknown, known + e * unknown
    reached = i + p + r + o
    return {
        "RR1": _over(i, whole),
        "RR2": _over(i + p, whole),
        "RR3": _over(i, part),
        "RR4": _over(i + p, part),
        "RR5": _over(i, known),
        "RR6": _over(i + p, known),
        "COOP1": _over(i, reached),
        "COOP2": _over(i + p, reached),
        "COOP3": _over(i, i + p + r),
        "COOP4": _over(i + p, i + p + r),
        "REF1": _over(r, whole),
        "REF2": _over(r, part),
        "REF3": _over(r, known),
        "CON1": _over(reached, whole),
        "CON2": _over(reached, part),
        "CON3": _over(reached, known),
    }


def _over(n: Fraction, of: Fraction) -> Fraction | None:
    return n / of if of else None
