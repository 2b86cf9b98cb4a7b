"""Units: their kinds, and what they may be called."""

from collections.abc import Collection, Mapping

from revisit_cli.errors.ledgers.unit import (
    UnitExists,
    UnitKindUnknown,
    UnitNameEmpty,
    UnitNameTooLong,
)
from revisit_cli.labels.ledgers.unit import KIND_WORDS, KINDS, OFFICE_ENDINGS
from revisit_cli.policy.firms.firm import clean_name, firm_key
from revisit_cli.records.code import UnitKind
from revisit_cli.records.ledgers.ledger import HOLDING_NOTES

LONGEST_NAME = 100
_KIND_OF: dict[str, UnitKind] = {
    word: kind for kind, words in KIND_WORDS.items() for word in words.split()
}
_KIND_OF |= {word: kind for kind, word in KINDS.items()}


def kind_of(name: str) -> UnitKind:
    """Return bureau_unit or office by how a unit's name ends."""
    return "office" if name.endswith(OFFICE_ENDINGS) else "bureau_unit"


def kind_said(word: str) -> UnitKind | None:
    """Return the kind that a word names, or None."""
    return _KIND_OF.get(firm_key(word))


def kind_given(word: str) -> UnitKind:
    """Return the kind that a clerk's word or code names. Raises UnitKindUnknown."""
    kind = next((code for code in KINDS if code == word), None) or kind_said(word)
    if kind is None:
        raise UnitKindUnknown(word=word)
    return kind


def may_come_in(unit: str, notes: Collection[str], known: Mapping[str, str]) -> bool:
    """Tell whether a row held for its unit alone may come in, now that the unit is known."""
    return firm_key(unit) in known and not HOLDING_NOTES & set(notes) - {"unit_unknown"}


def new_name(text: str, known: Mapping[str, str], former: str | None = None) -> str:
    """Return a name fit for a unit that nobody bears yet, or that ``former`` itself once bore.

    ``known`` gives the unit's name by each keyed name. Raises UnitNameEmpty, UnitNameTooLong or
    UnitExists.
    """
    name = "".join(clean_name(text).split())
    if not firm_key(name):
        raise UnitNameEmpty
    if len(name) > LONGEST_NAME:
        raise UnitNameTooLong(unit=name, most=LONGEST_NAME, count=len(name))
    bearer = known.get(firm_key(name))
    if bearer is not None and (bearer != former or name == former):
        raise UnitExists(unit=name, bearer=bearer)
    return name
