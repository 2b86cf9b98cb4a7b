"""The unit that a row's own cell names, or whatever stands over it."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from revisit_cli.document import clause
from revisit_cli.labels.firms.firm import PERSONS_NAME
from revisit_cli.labels.ledgers import title as labels
from revisit_cli.labels.ledgers.ledger import SECTION_COUNT, SECTION_NUMBER
from revisit_cli.pattern import pattern
from revisit_cli.policy.firms.firm import clean_name, names_company
from revisit_cli.policy.text import folded, says_nothing
from revisit_cli.records.ledgers.ledger import unreadable

_UNIT_LABEL = pattern(labels.UNIT_LABEL)
_SECTION_COUNT = pattern(SECTION_COUNT)
_SECTION_NUMBER = pattern(SECTION_NUMBER)
_NO_UNIT = pattern(labels.NO_UNIT)
_OFFICE_LIST = pattern(labels.OFFICE_LIST)
_OFFICE_OF_LIST = pattern(labels.OFFICE_OF_LIST)
_WITH_OFFICER = pattern(
    rf"(?P<unit>.{{1,16}}?{labels.OFFICE_ENDS})\s*[/、,，:：\-(（\s]\s*(?:{PERSONS_NAME})\s*[)）]?"
)


class UnitCell(NamedTuple):
    """A row's unit, None where none is known, and the notes on it."""

    name: str | None
    notes: tuple[str, ...] = ()


_MISSING: Final = UnitCell(None, ("unit_missing",))
_SEVERAL: Final = UnitCell(None, ("several_units",))


@clause("附表3")
def units_of(
    texts: Sequence[str], firms: Sequence[str], sections: Sequence[str | None], over: str | None
) -> list[UnitCell]:
    """Return the units of rows: by their own cells, else their section, else the table (``over``).

    A company where units stand and no firm beside it is a firm in the wrong column. Of several
    offices in a cell nobody can tell whose the row is.
    """
    found = []
    for text, firm, section in zip(texts, firms, sections, strict=True):
        own = _unit(text)
        if own is None or own.name is None or (not firm and names_company(text)):
            name = section or over
            own = own if own is _SEVERAL else _MISSING if name is None else UnitCell(name)
        found.append(own)
    return found


@lru_cache(maxsize=4096)
def _unit(text: str) -> UnitCell | None:
    if says_nothing(text) or unreadable().search(text) or _names_none(text):
        return None
    return _SEVERAL if _lists_several(text) else UnitCell(clean_name(_unit_in(text)))


def _unit_in(text: str) -> str:
    """Return a unit's name without the number, the label, the count and the officer beside it.

    Cells that were made one say the same on each of their lines.
    """
    if len(said := {line.strip() for line in text.splitlines() if line.strip()}) == 1:
        (text,) = said
    bare = _UNIT_LABEL.sub("", _SECTION_NUMBER.sub("", _SECTION_COUNT.sub("", text))) or text
    found = _WITH_OFFICER.fullmatch(bare.strip())
    return found["unit"] if found else bare


def _lists_several(text: str) -> bool:
    """Tell whether a cell names several offices: whose the row is, nobody can tell."""
    parts = [part for part in _OFFICE_LIST.split(text) if part.strip()]
    return len(set(parts)) > 1 and all(map(_OFFICE_OF_LIST.fullmatch, parts))


def _names_none(text: str) -> bool:
    """Tell whether a cell of the unit's column is none: a number, a day, XX科, 本科室."""
    told = folded(text)
    return not any(map(str.isalpha, told)) or bool(_NO_UNIT.fullmatch(told))
