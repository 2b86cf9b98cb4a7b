"""Whose a contact or a number is: the firm's that was served, or the office's that served it."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from revisit_cli.document import clause
from revisit_cli.labels.ledgers import ledger as labels
from revisit_cli.policy.text import folded

# By field, the columns that claim it: how sure the word is (0 is surest, -1 a clerk's), and which.
Claims = Mapping[str, list[tuple[int, int]]]
_MET: Final = ("contact", "phone")
_FIRM: Final = ("firm", "credit_code")
_OFFICE: Final = ("unit", "officer")
_SAID: Final = -1


class Sided(NamedTuple):
    """The claims that are the firm's, and the columns of which nobody can tell."""

    claims: dict[str, list[tuple[int, int]]]
    unclear: tuple[int, ...]


@clause("附表3")
def sided(claims: Claims, headings: Mapping[int, str]) -> Sided:
    """Leave to the firm 「企业联系人」 and numbers that are its own.

    A column is the firm's or the office's by its own words and the level above them, else by its
    nearest neighbour to the left. One that only its place gives to the office is so where the
    firm has another. Where the firm has none it is unclear right beside the office, unless the
    table names somebody of either: then whoever stands beside the officer is the firm's.
    """
    fields = {column: name for name, found in claims.items() for _, column in found}
    ranks = {column: rank for found in claims.values() for rank, column in found}
    met = [column for column, name in fields.items() if name in _MET]
    sides = {column: _side(column, fields, headings, ranks) for column in met}
    kept = {name: list(found) for name, found in claims.items()}
    unclear: list[int] = []
    names_both = bool(claims.get("officer") and claims.get("contact"))

    def beside_office(claim: tuple[int, int]) -> bool:
        return fields.get(claim[1] - 1) in (*_OFFICE, *_MET)

    for name in _MET:
        own = [pair for pair in claims.get(name, ()) if sides[pair[1]] == "firm"]
        others = [pair for pair in claims.get(name, ()) if sides[pair[1]] == "office"]
        if own and others:
            kept[name] = own
            if name == "contact" and "officer" not in kept:
                kept["officer"] = others
        elif others and not names_both and all(map(beside_office, others)):
            unclear.extend(column for _, column in others)
    return Sided(kept, tuple(sorted(unclear)))


def _side(
    column: int,
    fields: Mapping[int, str],
    headings: Mapping[int, str],
    ranks: Mapping[int, int],
) -> str:
    """Return firm or office: what a column says itself, else what stands to its left."""
    for place in range(column, -1, -1):
        said = fields.get(place)
        if said in _FIRM:
            return "firm"
        if said in _OFFICE and ranks[place] != _SAID:  # What is mapped says nothing of the next.
            return "office"
        if said in _MET:
            heading = folded(headings.get(place, "")).translate(labels.TRADITIONAL)
            if ranks[place] == _SAID or any(word in heading for word in labels.FIRM_SIDE):
                return "firm"
            if any(word in heading for word in labels.OFFICER_SIDE):
                return "office"
    return "firm"


def is_role(heading: str) -> bool:
    """Tell whether a heading names a firm by its part in a project: 建设单位, 施工单位."""
    said = folded(heading).translate(labels.TRADITIONAL).removesuffix(labels.NAME_WORD)
    return said.endswith(labels.ROLES)
