"""Outcome rates by AAPOR's Standard Definitions, from counts of final dispositions."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from revisit_cli.document import clause
from revisit_cli.policy.calls.outcome import aapor_of
from revisit_cli.records.rate import Rate
from revisit_cli.records.reports.facts import CallFact

if TYPE_CHECKING:
    from fractions import Fraction

    Share = int | Fraction

ELIGIBLE = ("I", "P", "R", "NC", "O")
UNKNOWN = ("UH", "UO")
_WHOLE, _REACHED = (*ELIGIBLE, *UNKNOWN), ("I", "P", "R", "O")
# Each rate: the classes above the line, those below it, and whether of the unknown ones below only
# the share ``e`` counts.
RATES: dict[str, tuple[tuple[str, ...], tuple[str, ...], bool]] = {
    "RR1": (("I",), _WHOLE, False),
    "RR2": (("I", "P"), _WHOLE, False),
    "RR3": (("I",), _WHOLE, True),
    "RR4": (("I", "P"), _WHOLE, True),
    "RR5": (("I",), ELIGIBLE, False),
    "RR6": (("I", "P"), ELIGIBLE, False),
    "COOP1": (("I",), _REACHED, False),
    "COOP2": (("I", "P"), _REACHED, False),
    "COOP3": (("I",), ("I", "P", "R"), False),
    "COOP4": (("I", "P"), ("I", "P", "R"), False),
    "REF1": (("R",), _WHOLE, False),
    "REF2": (("R",), _WHOLE, True),
    "REF3": (("R",), ELIGIBLE, False),
    "CON1": (_REACHED, _WHOLE, False),
    "CON2": (_REACHED, _WHOLE, True),
    "CON3": (_REACHED, ELIGIBLE, False),
}


@clause("R12")
def rates(counts: Mapping[str, int], e: "Share" = 1) -> dict[str, "Fraction | None"]:
    """Return RR1-RR6, COOP1-4, REF1-3 and CON1-3; None where a denominator is zero.

    ``counts`` are numbers of cases by class I P R NC O UH UO (NE is out of every rate); ``e`` is
    the share of unknown cases taken to be eligible. 「有效回访率（AAPOR RR2，e=1）」.
    """
    from fractions import Fraction

    return {name: Fraction(n) / of if of else None for name, (n, of) in _parts(counts, e).items()}


@clause("R12")
def whole_rates(counts: Mapping[str, int]) -> dict[str, Rate]:
    """Return the same with e = 1, each with its numerator and denominator in whole cases."""
    return {name: Rate(int(n), int(of)) for name, (n, of) in _parts(counts, 1).items()}


@clause("R12")
def disposition(call: CallFact) -> str:
    """Return a call's AAPOR class; a firm not attempted is of unknown eligibility (UH).

    With e = 1 every listed firm so stays in the denominator.
    """
    outcome = call.outcome or call.last
    if outcome is None or outcome == "not_served":
        return "UH"
    return aapor_of(outcome, call.last_party)


@clause("R12")
def is_attempted(call: CallFact) -> bool:
    """Whether a firm was tried at least once; one of 「名单有误」 is 「计作没有拨打」."""
    return call.last is not None and call.outcome != "not_served"


def _parts(counts: Mapping[str, int], e: "Share") -> dict[str, tuple["Share", "Share"]]:
    def sum_of(names: Iterable[str], share: "Share") -> "Share":
        return sum(counts.get(n, 0) * (share if n in UNKNOWN else 1) for n in names)

    return {
        name: (sum_of(top, e), sum_of(bottom, e if is_estimated else 1))
        for name, (top, bottom, is_estimated) in RATES.items()
    }
