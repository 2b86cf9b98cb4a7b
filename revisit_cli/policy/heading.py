"""Finding a ledger's header by content: at any offset, on one row or two."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from revisit_cli.document import clause
from revisit_cli.errors.ledger import MappingUnreadable
from revisit_cli.labels.ledger import FIELD_WORDS, HEADINGS, SERIAL_HEADINGS
from revisit_cli.records.grid import Cell, Sheet

ROWS_SEARCHED = 40
FIELDS_AT_LEAST = 3

_MARKS = re.compile("\u3010.*?\u3011|\\[.*?\\]|[*\uff0a:\uff1a]")
_BRACKETED = re.compile(r"\([^)]*\)")
_FIELD_OF = {word: name for name, words in reversed(HEADINGS.items()) for word in words}
_RANK = {word: number for words in HEADINGS.values() for number, word in enumerate(words)}


@dataclass(frozen=True, slots=True)
class Header:
    """Where a header stands: its rows (1-based), each field's column (0-based), all headings."""

    rows: tuple[int, ...]
    columns: Mapping[str, int]
    headings: tuple[str, ...]
    serial: int | None


@lru_cache(maxsize=5_000)
def cleaned(text: str) -> str:
    """Return a heading without white space, marks and brackets: 「服务对象(企业)」 as one word."""
    bare = _MARKS.sub("", "".join(normalize("NFKC", text).split()))
    return re.sub(r"[()]", "", bare)


def field_of(text: str) -> str | None:
    """Return the field that a heading names, with or without what stands in its brackets."""
    whole = cleaned(text)
    if whole in _FIELD_OF:
        return _FIELD_OF[whole]
    bare = _BRACKETED.sub("", _MARKS.sub("", "".join(normalize("NFKC", text).split())))
    return _FIELD_OF.get(bare)


def field_named(text: str) -> str | None:
    """Return the field that a clerk means by its English name, its word, or any known heading."""
    name = text.strip().casefold()
    if name in FIELD_WORDS:
        return name
    return next((f for f, word in FIELD_WORDS.items() if word == text.strip()), field_of(text))


def mapping_given(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return a clerk's --map pairs as heading or column letter to field.

    Raises MappingUnreadable when a field is none we know.
    """
    mapping = {}
    for column, word in pairs:
        field = field_named(word)
        if not column.strip() or field is None:
            words = "、".join(FIELD_WORDS.values())
            raise MappingUnreadable(text=f"{column}={word}", fields=words)
        mapping[cleaned(column)] = field
    return mapping


@clause("附表3")
def find_header(sheet: Sheet, mapping: Mapping[str, str]) -> Header | None:
    """Return the sheet's header, or None when no row names a firm and two more fields.

    ``mapping`` gives headings (cleaned) or column letters their fields and goes first. The first
    best row wins; two rows count together where the second adds fields and holds headings only.
    """
    best: Header | None = None
    for number, row in enumerate(sheet.rows[:ROWS_SEARCHED], 1):
        below = sheet.rows[number] if number < len(sheet.rows) else ()
        for found in _candidates(number, row, below, mapping):
            if best is None or _worth(found) > _worth(best):
                best = found
    if best is None and mapping:
        best = _letters_only(sheet, mapping)
    return best


def _worth(header: Header) -> tuple[int, int]:
    return len(header.columns), -len(header.rows)


def _candidates(
    number: int, row: Sequence[Cell], below: Sequence[Cell], mapping: Mapping[str, str]
) -> list[Header]:
    top = [_heading(cell) for cell in row]
    found = [_header((number,), top, mapping)]
    under = [_heading(cell) for cell in below]
    named = [text for text in under if text]
    if (
        sum(map(bool, top)) > 1
        and len(named) > 1
        and all(field_of(text) or cleaned(text) in SERIAL_HEADINGS for text in named)
    ):
        width = max(len(top), len(under))
        top += [""] * (width - len(top))
        under += [""] * (width - len(under))
        both = [lower or upper for upper, lower in zip(top, under, strict=True)]
        found.append(_header((number, number + 1), both, mapping))
    enough = min(FIELDS_AT_LEAST, 1 + len(mapping)) if mapping else FIELDS_AT_LEAST
    return [each for each in found if "firm" in each.columns and len(each.columns) >= enough]


def _header(rows: tuple[int, ...], headings: list[str], mapping: Mapping[str, str]) -> Header:
    columns: dict[str, int] = {}
    ranks: dict[str, int] = {}
    serial = None
    for column, text in enumerate(headings):
        if not text:
            continue
        word = cleaned(text)
        if word in SERIAL_HEADINGS and serial is None:
            serial = column
        field = mapping.get(word) or field_of(text)
        rank = -1 if word in mapping else _RANK.get(word, 99)
        if field and (field not in columns or rank < ranks[field]):
            columns[field], ranks[field] = column, rank
    words = {cleaned(text) for text in headings if text}
    for letters, field in mapping.items():
        if letters not in words and _is_letters(letters):
            columns[field] = _column(letters)
    return Header(rows, columns, tuple(headings), serial)


def _letters_only(sheet: Sheet, mapping: Mapping[str, str]) -> Header | None:
    """A sheet without any header, whose columns a clerk has named by their letters."""
    columns = {f: _column(c) for c, f in mapping.items() if _is_letters(c)}
    if "firm" not in columns or not sheet.rows:
        return None
    return Header((), columns, (), None)


def _is_heading(text: str) -> bool:
    return field_of(text) is not None or cleaned(text) in SERIAL_HEADINGS


def _heading(cell: Cell) -> str:
    return cell.strip() if isinstance(cell, str) and len(cell) <= 40 else ""


def _is_letters(text: str) -> bool:
    return len(text) <= 2 and text.isascii() and text.isalpha()


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1
