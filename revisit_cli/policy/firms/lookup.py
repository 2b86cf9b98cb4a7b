"""Which firm or unit a typed word means: a number, a name, or part of just one name."""

from collections.abc import Sequence

from revisit_cli.errors.firms.lookup import FirmNotClear, FirmNotFound, UnitNotClear, UnitNotFound
from revisit_cli.labels.text import several
from revisit_cli.policy.firms.firm import firm_key
from revisit_cli.records.firms.lookup import Candidate


def chosen_firm(text: str, candidates: Sequence[Candidate]) -> Candidate:
    """Return the one firm a text means. Raises FirmNotFound or FirmNotClear."""
    found = matches(text, candidates)
    if not found:
        raise FirmNotFound(text=text)
    if len(found) > 1:
        firms = several([(each.id, each.name) for each in found])
        raise FirmNotClear(text=text, count=len(found), firms=firms)
    return found[0]


def chosen_unit(text: str, candidates: Sequence[Candidate]) -> Candidate:
    """Return the one unit a text means. Raises UnitNotFound or UnitNotClear."""
    found = matches(text, candidates)
    if not found:
        raise UnitNotFound(text=text)
    if len(found) > 1:
        units = several([(each.id, each.name) for each in found])
        raise UnitNotClear(text=text, count=len(found), units=units)
    return found[0]


def matches(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidate with that number, else those so named, else those named like it."""
    wanted = firm_key(text)
    if not wanted:
        return []
    if wanted.isdecimal() and (numbered := _numbered(int(wanted), candidates)):
        return numbered
    if named := exact(text, candidates):
        return named
    return [each for each in candidates if any(wanted in firm_key(name) for name in each.names)]


def _numbered(number: int, candidates: Sequence[Candidate]) -> list[Candidate]:
    return [each for each in candidates if each.id == number or number in each.other_ids]


def exact(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates that bear exactly that name, spacing, width and case aside."""
    wanted = firm_key(text)
    return [each for each in candidates if any(wanted == firm_key(name) for name in each.names)]


def by_key(candidates: Sequence[Candidate]) -> dict[str, set[int]]:
    """Return the ids that bear each name exactly, for looking many names up."""
    found: dict[str, set[int]] = {}
    for each in candidates:
        for name in each.names:
            found.setdefault(firm_key(name), set()).add(each.id)
    return found
