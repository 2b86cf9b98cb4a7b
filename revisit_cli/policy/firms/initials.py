"""Pinyin initials of firms' names, the memory codes that clerks type: 华中建设 is hzjs."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, islice

from revisit_cli.labels.firms.firm import LEGAL_FORMS
from revisit_cli.pattern import pattern
from revisit_cli.policy.firms.firm import firm_key

VARIANTS = 8
_LEGAL = pattern(LEGAL_FORMS)
_TYPED = pattern(r"[a-z0-9]*[a-z][a-z0-9]*")


def initials_of(name: str, letters_of: Callable[[str], str]) -> str:
    """Return a name's initials, legal form left out, one variant a word, at most eight.

    ``letters_of`` gives the initials a character may have, the commonest first. A name whose
    characters are read in several ways gets the variants with one rare reading, then with two.
    """
    said = map(letters_of, _LEGAL.sub("", firm_key(name)))
    readings = [each for each in said if each]
    usual = "".join([each[0] for each in readings])
    rare = [
        (rank, place, letter)
        for place, each in enumerate(readings)
        if len(each) > 1
        for rank, letter in enumerate(each[1:])
    ]
    return " ".join(islice(_variants(usual, sorted(rare)), VARIANTS)) if rare else usual


def typed_initials(text: str) -> str:
    """Return what a search takes for initials: letters and digits with a letter, else ""."""
    wanted = firm_key(text)
    return wanted if _TYPED.fullmatch(wanted) else ""


def _variants(usual: str, rare: Sequence[tuple[int, int, str]]) -> Iterator[str]:
    """Yield the usual initials, then with one rare reading, then with two of different places."""
    yield usual
    for _, place, letter in rare:
        yield f"{usual[:place]}{letter}{usual[place + 1 :]}"
    for (_, place, letter), (_, further, other) in combinations(rare, 2):
        if place != further:
            spelled = list(usual)
            spelled[place], spelled[further] = letter, other
            yield "".join(spelled)
