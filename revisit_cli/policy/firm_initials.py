"""Pinyin initials of firms' names, the memory codes that clerks type: 华中建设 is hzjs."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from revisit_cli.labels.firm import LEGAL_FORMS
from revisit_cli.policy.firm import firm_key

VARIANTS = 8
_LEGAL = re.compile(LEGAL_FORMS)
_TYPED = re.compile(r"[a-z0-9]*[a-z][a-z0-9]*")


def initials_of(name: str, letters_of: Callable[[str], str]) -> str:
    """Return a name's initials, legal form left out, one variant a word, at most eight.

    ``letters_of`` gives the initials a character may have, the commonest first. A name whose
    characters are read in several ways gets the variants with one rare reading, then with two.
    """
    said = [letters_of(each) for each in _LEGAL.sub("", firm_key(name))]
    readings = [each for each in said if each]
    usual = "".join([each[0] for each in readings])
    rare = [(rank, place) for place, each in enumerate(readings) for rank in range(1, len(each))]
    if not rare:
        return usual
    variants = dict.fromkeys([usual])
    for others in _by_rarity(sorted(rare)):
        spelled = list(usual)
        for rank, place in others:
            spelled[place] = readings[place][rank]
        variants.setdefault("".join(spelled))
        if len(variants) == VARIANTS:
            break
    return " ".join(variants)


def typed_initials(text: str) -> str:
    """Return what a search takes for initials: letters and digits with a letter, else ""."""
    wanted = firm_key(text)
    return wanted if _TYPED.fullmatch(wanted) else ""


def _by_rarity(rare: Sequence[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], ...]]:
    """Yield which rare readings to take together: one, then two of different characters."""
    for each in rare:
        yield (each,)
    for one, other in combinations(rare, 2):
        if one[1] != other[1]:
            yield one, other
