"""Finding a ledger's header by what it says, wherever it stands."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, TypeAlias

from revisit_cli.document import clause
from revisit_cli.errors.ledgers.ledger import MappingUnreadable
from revisit_cli.labels.ledgers import ledger as labels
from revisit_cli.pattern import pattern
from revisit_cli.policy.text import folded, original
from revisit_cli.policy.word import said_once
from revisit_cli.policy.workbooks.side import is_role, sided
from revisit_cli.records.value import Value, field
from revisit_cli.records.workbooks.grid import Cell, Merge, Sheet, letters_of

ROWS_SEARCHED: Final = 40
_MOST_COLUMNS = 400
_ROWS_AT_MOST: Final = 20_000
_LEAST_FIELDS = 3
_LONGEST: Final = 40
_PAIR_LABEL = pattern(labels.PAIR_LABEL)
_HINTS = pattern(labels.HINTS)
_BRACKETS = pattern(labels.BRACKETS)
_NUMBERED = pattern(labels.NUMBERED)
_DRESS = pattern(labels.DRESS)
_IS_UNDRESSED = pattern(labels.UNDRESSED)
_IN_FRAME = pattern(labels.IN_FRAME)
_IN_TRADITIONAL = pattern(labels.IN_TRADITIONAL)
_RANKS: Final = {
    name: {folded(word).casefold(): rank for rank, word in enumerate(words.split())}
    for name, words in labels.HEADINGS.items()
}
_FIELD_BY_WORD: Final = {
    word: (name, rank) for name, ranks in _RANKS.items() for word, rank in ranks.items()
}
_SERIALS: Final = frozenset(folded(word).casefold() for word in labels.SERIALS)
SERIAL: Final = "serial"
UNUSED: Final = "unused"
# By row and column: the text merged over the cell, and the row where the merge begins.
_Spread: TypeAlias = dict[int, dict[int, tuple[str, int]]]


class Header(Value):
    """Where a header stands and which 0-based columns hold which field.

    ``rows`` are 1-based; ``columns`` lists a field's columns, the surest first; ``headings`` is
    the text over each column that has one; ``rivals`` are fields with two equal claims. Of the
    ``unclear`` columns nobody can tell whether they are the firm's or the office's.
    """

    rows: tuple[int, ...]
    columns: Mapping[str, tuple[int, ...]]
    headings: Mapping[int, str]
    rivals: Mapping[str, tuple[int, ...]] = field(factory=dict)
    serial: int | None = None
    unclear: tuple[int, ...] = ()

    @property
    def fields(self) -> frozenset[str]:
        """The fields that have a column."""
        return frozenset(self.columns)

    @property
    def is_ledger(self) -> bool:
        """A ledger names the firm and two things more."""
        return "firm" in self.columns and len(self.columns) >= _LEAST_FIELDS


def cleaned(text: str) -> str:
    """Return a heading for comparing: NFKC, white space, 【…】, ＊ and colons off."""
    key = _HINTS.sub("", folded(text)).casefold()
    return key.translate(labels.TRADITIONAL) if _IN_TRADITIONAL.search(key) else key


@lru_cache(maxsize=8192)
@clause("附表3")
def field_of_heading(text: str) -> tuple[str, int] | None:
    """Return the field that a heading names and how sure the word is (0 is surest), or None.

    单位名称 over a column has always meant the firm; 「服务对象(企业)」 is 附表3's own.
    """
    key = cleaned(text)
    if len(key) > _LONGEST or not text:
        return None
    is_bare = _IS_UNDRESSED.fullmatch(key)
    for form in (key,) if is_bare or (bare := _undressed(text)) == key else (key, bare):
        for plain in (form,) if form.isalnum() else (form, _BRACKETS.sub("", form)):
            for word in (plain, _NUMBERED.sub("", plain)):
                if word in _SERIALS:
                    return SERIAL, 0
                if word in _FIELD_BY_WORD:
                    return _FIELD_BY_WORD[word]
    return None


@lru_cache(maxsize=8192)
def _undressed(text: str) -> str:
    """Return a heading without number, marks and brackets around it: 1、“企业名称”▼."""
    told = folded(text)[:_LONGEST].casefold().translate(labels.TRADITIONAL)
    before = ""
    while told != before:
        before = told
        told = _IN_FRAME.sub(r"\1", told) if _IN_FRAME.fullmatch(told) else told
        told = _DRESS.sub("", told)
    return _HINTS.sub("", told)


@lru_cache(maxsize=8192)
def _field_of_levels(above: str, below: str) -> tuple[str, int] | None:
    upper, lower = _BRACKETS.sub("", cleaned(above)), _undressed(below)
    if not upper or not lower or upper == lower:
        return field_of_heading(below or above)
    joined = field_of_heading(upper + lower)
    if joined is not None:
        return joined
    own = field_of_heading(below)
    whose = labels.SIDE_WORDS.get(lower) or (own[0] if own else None)
    if any(word in upper for word in labels.OFFICER_SIDE) and whose in ("contact", "phone"):
        return ("officer", 1) if whose == "contact" else None
    if whose == "firm" and _is_of_office(upper, lower):
        return "unit", 1
    if any(word in upper for word in labels.FIRM_SIDE) and lower in labels.SIDE_WORDS:
        return labels.SIDE_WORDS[lower], 1
    return own


def _is_of_office(upper: str, lower: str) -> bool:
    """Tell whether a name is an office's by the level above it: 科室信息 over 名称."""
    is_office = any(word in upper for word in labels.OFFICE_HEADS)
    return is_office and not any(word in lower for word in labels.FIRM_SIDE)


def field_of(text: str) -> str | None:
    """Return the field that a heading names, or None."""
    found = field_of_heading(text)
    return None if found is None or found[0] == SERIAL else found[0]


def find_header(sheet: Sheet, mapping: Mapping[str, str]) -> Header | None:
    """Return the best header of a sheet, of up to three levels, or None when nothing resembles one.

    Beyond the first rows only a whole header in one row is looked for: some stand at the bottom.
    """
    spread = _merged_texts(sheet, 1)
    best: Header | None = None
    for number in range(1, min(len(sheet.rows), ROWS_SEARCHED) + 1):
        for header in _headers_at(sheet, number, spread, mapping):
            if _weight(header) > _weight(best):
                best = header
        if best is not None and best.is_ledger and number > best.rows[-1]:
            break
    if best is None or not best.is_ledger:
        for number in range(ROWS_SEARCHED + 1, min(len(sheet.rows), _ROWS_AT_MOST) + 1):
            if opens_table(sheet.rows[number - 1]):
                return header_below(sheet, number, mapping)
    return best if best is not None and best.columns else None


def header_below(sheet: Sheet, number: int, mapping: Mapping[str, str]) -> Header:
    """Return the header that begins in a row, of as many levels as say most."""
    return max(_headers_at(sheet, number, _merged_texts(sheet, number), mapping), key=_weight)


def opens_table(cells: Sequence[Cell]) -> bool:
    """Tell whether a row names the firm and two fields more, as only a header does."""
    found = {field_of(cell) for cell in cells if isinstance(cell, str) and cell}
    return "firm" in found and len(found - {None}) >= _LEAST_FIELDS


def is_short_header(cells: Sequence[Cell]) -> bool:
    """Tell whether a row says the firm and one field more, and nothing but headings."""
    filled = [cell for cell in cells if cell is not None and cell != ""]
    said = {field_of_heading(cell) if isinstance(cell, str) else None for cell in filled}
    fields = {found[0] for found in said if found is not None} - {SERIAL}
    return None not in said and "firm" in fields and len(fields) > 1


def _headers_at(
    sheet: Sheet, number: int, spread: _Spread, mapping: Mapping[str, str]
) -> list[Header]:
    single = _header_at(sheet, (number,), spread, mapping)
    if not single.columns and number not in spread:
        return [single]
    found = [single, _header_at(sheet, (number, number + 1), spread, mapping)]
    if number in spread and number + 1 in spread:  # Words over words over words are merged.
        found.append(_header_at(sheet, (number, number + 1, number + 2), spread, mapping))
    return found


def _weight(header: Header | None) -> tuple[bool, int, int]:
    if header is None:
        return (False, 0, 0)
    return ("firm" in header.columns, len(header.columns), -len(header.rows))


def _header_at(
    sheet: Sheet,
    rows: tuple[int, ...],
    spread: _Spread,
    mapping: Mapping[str, str],
) -> Header:
    levels = [_texts(sheet, row, rows[0], spread) for row in rows]
    if len(levels) > 1:
        levels[0] = _without_pairs(levels[0], levels[1])
    width = max(map(len, levels), default=0)
    claims: dict[str, list[tuple[int, int]]] = {}
    headings: dict[int, str] = {}
    serial, known = None, 0
    for column in range(min(width, _MOST_COLUMNS)):
        texts = [level[column] if column < len(level) else "" for level in levels]
        headings[column] = _heading_text(texts)
        claim, is_known = _claim(mapping, column, texts)
        known += is_known
        if claim is None:
            continue
        if claim[0] == SERIAL:
            serial = column if serial is None else serial
        elif claim[0] and claim[0] != UNUSED:
            claims.setdefault(claim[0], []).append((claim[1], column))
    if not known or (len(rows) > 1 and not _says_headings(levels[-1])):
        claims = {}
    return _settled(rows, claims, {c: t for c, t in headings.items() if t}, serial)


def _without_pairs(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Return an upper level without the pairs of a title line beside it: 填报单位： | 审批科."""
    kept = list(upper)
    for column, (label, value) in enumerate(pairwise(upper)):
        is_pair = label and value and _PAIR_LABEL.fullmatch(cleaned(label))
        if is_pair and not any(lower[column : column + 2]) and field_of_heading(value) is None:
            kept[column : column + 2] = "", ""
    return kept


def _says_headings(texts: Sequence[str]) -> bool:
    """Tell whether a row may be a second level: at least one of its words is a heading's."""
    words = [text for text in texts if text]
    return any(field_of_heading(word) or cleaned(word) in labels.SIDE_WORDS for word in words)


def _settled(
    rows: tuple[int, ...],
    claims: Mapping[str, list[tuple[int, int]]],
    headings: Mapping[int, str],
    serial: int | None,
) -> Header:
    columns, rivals = {}, {}
    claims, unclear = sided(claims, headings)
    for name, found in claims.items():
        found.sort()
        equal = tuple(column for rank, column in found if rank == found[0][0])
        if name == "firm" and found[0][0] >= 0 and is_role(headings[equal[0]]):
            equal = (*equal, *(c for _, c in found if c not in equal and is_role(headings[c])))
        several = name in ("phone", "contact", "remark")
        columns[name] = tuple(column for _, column in found) if name == "phone" else equal[:1]
        if len(equal) > 1 and not several:
            rivals[name] = equal
    return Header(rows, columns, headings, rivals, serial, unclear)


def _heading_text(texts: Sequence[str]) -> str:
    return "".join(dict.fromkeys(text for text in texts if text))


def _texts(sheet: Sheet, row: int, top: int, spread: _Spread) -> list[str]:
    """Return a row's headings; what is merged down from above the header is none of it."""
    cells = sheet.rows[row - 1] if row <= len(sheet.rows) else ()
    merged = {column: text for column, (text, first) in spread.get(row, {}).items() if first >= top}
    width = max([len(cells), *merged])
    own = [_heading_cell(cells[c]) if c < len(cells) else "" for c in range(width)]
    return [text or merged.get(c + 1, "") for c, text in enumerate(own)]


def _heading_cell(cell: Cell) -> str:
    """Return a cell's text as a heading; numbers and dates are none."""
    return cell if isinstance(cell, str) and cell.strip() else ""


def _merged_texts(sheet: Sheet, first_row: int) -> _Spread:
    """Spread the text of every merge near a row and below over its cells (1-based)."""
    found: _Spread = {}
    last_row = first_row + ROWS_SEARCHED
    for merge in sheet.merges:
        if merge.last_row < first_row or merge.first_row > last_row or _is_wide(merge):
            continue
        text = _heading_cell(_cell(sheet, merge.first_row, merge.first_column))
        for row in range(merge.first_row, min(merge.last_row, last_row) + 1):
            for column in range(merge.first_column, min(merge.last_column, _MOST_COLUMNS) + 1):
                if text:
                    found.setdefault(row, {})[column] = (text, merge.first_row)
    return found


def _is_wide(merge: Merge) -> bool:
    return merge.last_row - merge.first_row > 3


def _cell(sheet: Sheet, row: int, column: int) -> Cell:
    if row > len(sheet.rows) or column > len(sheet.rows[row - 1]):
        return None
    return sheet.rows[row - 1][column - 1]


def field_named(text: str) -> str | None:
    """Return the field that a clerk means by its English name, its word, or any known heading."""
    name = text.strip().casefold()
    if name in labels.FIELD_WORDS:
        return name
    if name in (UNUSED, labels.UNUSED):
        return UNUSED
    return next((f for f, word in labels.FIELD_WORDS.items() if word == text.strip()), None) or (
        field_of(text)
    )


def mapping_given(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return a clerk's --map pairs as heading or column letter to field.

    Raises MappingUnreadable when a field is none we know, OptionRepeated when a column is said to
    be two.
    """
    return said_once(
        "--map",
        (
            (f"{column}={word}", cleaned(column), _field_given(column, word))
            for column, word in pairs
        ),
    )


def _field_given(column: str, word: str) -> str:
    field = field_named(word)
    if not column.strip() or field is None:
        words = labels.NAME_JOIN.join([*labels.FIELD_WORDS.values(), labels.UNUSED])
        raise MappingUnreadable(text=f"{column}={word}", fields=words)
    return field


def mapping_of_sheet(mapping: Mapping[str, str], sheet: str) -> dict[str, str]:
    """Return what a clerk said of a sheet's columns: of every sheet's, and of its own by name.

    ``表!列`` names a column of one sheet.
    """
    own = f"{cleaned(sheet)}!"
    said = {name: word for name, word in mapping.items() if "!" not in name}
    return said | {
        name.removeprefix(own): word for name, word in mapping.items() if name.startswith(own)
    }


def _claim(
    mapping: Mapping[str, str], column: int, texts: Sequence[str]
) -> tuple[tuple[str, int] | None, bool]:
    """Return what a column says it holds, and whether its own words say so.

    A column letter of the mapping says nothing of where the header stands.
    """
    keys = {cleaned(text) for text in (_heading_text(texts), *texts)} - {""}
    for name, word in mapping.items():
        if cleaned(name) in keys:
            return (field_named(word) or word, -1), True
    above, below = _heading_text(texts[:-1]), texts[-1]
    own = _field_of_levels(above, below) if len(texts) > 1 else field_of_heading(below)
    for name, word in mapping.items():
        if name.strip().upper() == letters_of(column):
            return (field_named(word) or word, -1), own is not None
    return own, own is not None


def header_by_letters(mapping: Mapping[str, str], width: int) -> Header | None:
    """Return the header that column letters alone give a table without one, or None."""
    by_letters = {letters_of(column): column for column in range(min(width, _MOST_COLUMNS))}
    columns: dict[str, tuple[int, ...]] = {}
    for name, word in mapping.items():
        column = by_letters.get(name.strip().upper())
        target = field_named(word)
        if column is not None and target not in (None, UNUSED):
            columns[target] = (*columns.get(target, ()), column)
    return Header((), columns, {}) if "firm" in columns else None


def seen_texts(sheet: Sheet) -> list[tuple[str, str]]:
    """Return place and text of the row that looks most like a header, for a refusal to show."""
    rows = [
        [
            (f"{letters_of(column)}{number}", text)
            for column, cell in enumerate(row)
            if (text := folded(original(cell)))
        ]
        for number, row in enumerate(sheet.rows[:ROWS_SEARCHED], 1)
    ]
    return max(rows, key=lambda texts: min(len(texts), 12), default=[])
