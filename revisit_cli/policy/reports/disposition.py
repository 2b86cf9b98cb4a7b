"""Outcome rates by AAPOR's Standard Definitions, from counts of final dispositions."""

from collections.abc import Mapping
from fractions import Fraction

from revisit_cli.document import clause
from revisit_cli.policy.calls.call import aapor_of
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.report import CallFact

ELIGIBLE = ("I", "P", "R", "NC", "O")
UNKNOWN = ("UH", "UO")


@clause("R12")
def rates(counts: Mapping[str, int], e: Fraction = Fraction(1)) -> dict[str, Fraction | None]:
    """Return RR1-RR6, COOP1-4, REF1-3 and CON1-3; None where a denominator is zero.

    ``counts`` are numbers of cases by class I P R NC O UH UO (NE is out of every rate); ``e`` is
    the share of unknown cases taken to be eligible. 「有效回访率（AAPOR RR2，e=1）」.
    """
    return {name: n / of if of else None for name, (n, of) in _parts(counts, e).items()}


@clause("R12")
def whole_rates(counts: Mapping[str, int]) -> dict[str, Rate]:
    """Return the same with e = 1, each with its numerator and denominator in whole cases."""
    return {name: Rate(int(n), int(of)) for name, (n, of) in _parts(counts, Fraction(1)).items()}


@clause("R12")
def disposition(call: CallFact) -> str:
    """Return a call's AAPOR class; a firm not yet attempted is of unknown eligibility (UH).

    With e = 1 every listed firm so stays in the denominator.
    """
    outcome = call.outcome or call.last
    return "UH" if outcome is None else aapor_of(outcome, call.last_party)


def _parts(counts: Mapping[str, int], e: Fraction) -> dict[str, tuple[Fraction, Fraction]]:
    i, p, r, nc, o = (Fraction(counts.get(name, 0)) for name in ELIGIBLE)
    unknown = Fraction(sum(counts.get(name, 0) for name in UNKNOWN))
    known = i + p + r + nc + o
    whole, part = known + unknown, known + e * unknown
    reached = i + p + r + o
    return {
        "RR1": (i, whole),
        "RR2": (i + p, whole),
        "RR3": (i, part),
        "RR4": (i + p, part),
        "RR5": (i, known),
        "RR6": (i + p, known),
        "COOP1": (i, reached),
        "COOP2": (i + p, reached),
        "COOP3": (i, i + p + r),
        "COOP4": (i + p, i + p + r),
        "REF1": (r, whole),
        "REF2": (r, part),
        "REF3": (r, known),
        "CON1": (reached, whole),
        "CON2": (reached, part),
        "CON3": (reached, known),
    }
