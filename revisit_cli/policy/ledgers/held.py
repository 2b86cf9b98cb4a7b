"""Rows that wait for a correction, and the later rows that put them right."""

from collections.abc import Collection, Sequence
from typing import Final

from revisit_cli.document import clause
from revisit_cli.records.ledgers.importing import DecidedRow
from revisit_cli.records.ledgers.ledger import ReadRow
from revisit_cli.records.ledgers.stored import HeldService

_KNOWN_BY: Final = (
    "unit_text",
    "date_text",
    "matter",
    "firm_text",
    "contact_text",
    "phone_text",
)
_LEAST_SAME: Final = 3


@clause("R14", "R29")
def put_right(
    held: Sequence[HeldService], decided: Sequence[DecidedRow]
) -> dict[int, list[DecidedRow]]:
    """Return, by the ids of held rows, the rows that put each of them right.

    One row does where all but one text are its own; several do where each names one of the firms
    that stood in one cell, and no other firm stood there. A row that is held as well, with the
    same texts, takes its place. ``held`` are rows of other files.
    """
    if not held:
        return {}
    taken = [(_texts_of(row.read), row) for row in decided if row.state != "held"]
    again = {_texts_of(row.read): row for row in decided if row.state == "held"}
    right: dict[int, list[DecidedRow]] = {}
    for each in held:
        texts = tuple(getattr(each, name) or "" for name in _KNOWN_BY)
        if texts in again:
            right[each.id] = [again[texts]]
        elif found := [row for told, row in taken if _is_put_right(texts, told)]:
            right[each.id] = found[:1]
        elif found := _split(texts, taken):
            right[each.id] = found
    return right


@clause("R14")
def held_gone(
    held: Sequence[HeldService],
    kept: Collection[int],
    compared: Collection[tuple[int, str]],
    month: str,
) -> list[int]:
    """Return the ids of a month's held rows that a new version no longer has.

    ``compared`` are the units, by id, and months whose rows it was held against.
    """
    return [row.id for row in held if row.id not in kept and (row.unit, month) in compared]


def _texts_of(read: ReadRow) -> tuple[str, ...]:
    unit = read.unit or ""
    return unit, read.date_text, read.matter, read.firm, read.contact, read.phone_text


def _is_put_right(held: Sequence[str], taken: Sequence[str]) -> bool:
    pairs = list(zip(held, taken, strict=True))
    same = sum(old == new != "" for old, new in pairs)
    return same >= _LEAST_SAME and sum(old != new for old, new in pairs) <= 1


def _split(
    held: Sequence[str], taken: Sequence[tuple[Sequence[str], DecidedRow]]
) -> list[DecidedRow]:
    """Return rows of the same unit, day and matter that name every firm of one held cell."""
    firm = _KNOWN_BY.index("firm_text")
    rest, found = held[firm], []
    for texts, row in taken:
        if texts[:firm] == held[:firm] and texts[firm] and texts[firm] in held[firm]:
            rest = rest.replace(texts[firm], "")
            found.append(row)
    return [] if any(character.isalnum() for character in rest) else found
