"""What of a workbook is not read: columns and sheets to be told of, and why nothing could be."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from revisit_cli.document import clause
from revisit_cli.errors.ledgers.ledger import (
    HeadingsInColumn,
    HeadingsNotFound,
    LedgerHidden,
    NoData,
    OnlyHidden,
    OnlyPictures,
    TextLost,
    TextMisread,
    ZeroWithoutTable,
)
from revisit_cli.labels.ledgers import ledger as labels
from revisit_cli.pattern import pattern
from revisit_cli.policy.firms.firm import looks_like_firm, names_company
from revisit_cli.policy.ledgers.block import blocks_in, line_of
from revisit_cli.policy.ledgers.row_kind import (
    asks_for_zero,
    cell_at,
    first_column,
    is_filled,
    none_said,
)
from revisit_cli.policy.ledgers.services import Services
from revisit_cli.policy.text import original, plain
from revisit_cli.policy.workbooks.heading import (
    ROWS_SEARCHED,
    SERIAL,
    Header,
    field_of,
    field_of_heading,
    find_header,
    mapping_of_sheet,
    seen_texts,
)
from revisit_cli.records.code import SheetIgnored
from revisit_cli.records.ledgers.ledger import Hints, Ignored, Unused, unreadable
from revisit_cli.records.workbooks.grid import Cell, Sheet, Workbook, letters_of

_SEEN = 12
_LEAST_UPRIGHT: Final = 3
_LEAST_WIDE, _LEAST_HIGH = 3, 2  # cells in a row, and such rows, that are no title beside a picture
_LONGEST_HEADING: Final = 16
_SHORTEST_NAME: Final = 4
# Encodings that a text was read in, and those it was in.
_MISREAD: Final = tuple(
    (wrong, right)
    for wrong in ("cp1252", "latin-1", "gb18030", "big5")
    for right in ("gb18030", "utf-8", "big5")
    if wrong != right
)
_NEEDED = ("firm", "date", "unit", "phone")
_LONG_NUMBER = pattern(r"\d{5,}")  # a refusal never tells a telephone number
_OFFICE = pattern(labels.OFFICE_NAME)


@clause("附表3")
def unused_columns(services: Services, headers: Sequence[Header], sheet: str) -> tuple[Unused, ...]:
    """Return the columns that hold something in a service's row and that no field took."""
    used = {place for header in headers for places in header.columns.values() for place in places}
    found = []
    for place, column in enumerate(services.columns):
        if place in used or place == headers[0].serial:
            continue
        texts = [plain(original(cell)) for cell in column if is_filled(cell)]
        if texts:
            heading = plain(headers[0].headings.get(place, ""))
            is_office = 2 * sum(map(bool, map(_OFFICE.fullmatch, texts))) > len(texts)
            found.append(Unused(sheet, letters_of(place), heading, len(texts), is_office))
    return tuple(found)


@clause("附表3")
def unread(sheet: Sheet, reason: SheetIgnored) -> Ignored:
    """Return what is to be told of a sheet that is not read, and whether it may be a ledger."""
    filled = sum(any(map(is_filled, cells)) for cells in sheet.rows)
    seen = [_shown(text) for _, text in _headings_seen(sheet)]
    return Ignored(sheet.name, reason, filled, tuple(seen[:_SEEN]), _names_firms(sheet))


def _names_firms(sheet: Sheet) -> bool:
    """Tell whether a sheet holds what looks like rows of a ledger.

    That is companies in a wide row, or under a heading of theirs.
    """
    return any(
        sum(map(is_filled, cells)) >= _LEAST_WIDE and any(map(_is_company, cells))
        for cells in sheet.rows
    ) or _lists_firms(sheet)


def _lists_firms(sheet: Sheet) -> bool:
    header = find_header(sheet, {})
    firm = None if header is None else first_column(header, "firm")
    if header is None or firm is None:
        return False
    return any(_is_company(cell_at(cells, firm)) for cells in sheet.rows[header.rows[-1] :])


def _is_company(cell: Cell) -> bool:
    return isinstance(cell, str) and names_company(cell)


def refuse(workbook: Workbook, strangers: Sequence[Sheet], hints: Hints) -> None:
    """Refuse a workbook in which nothing could be read, saying where its ledger may be.

    Raises OnlyPictures, LedgerHidden, TextLost, TextMisread, ZeroWithoutTable, HeadingsInColumn,
    HeadingsNotFound, OnlyHidden or NoData.
    """
    is_told = any(_fields(sheet, hints) or _holds_table(sheet) for sheet in strangers)
    if "pictures" in workbook.traits and not is_told:
        raise OnlyPictures(file=workbook.name)
    hidden = [s for s in workbook.sheets if s.is_hidden and s.name not in hints.sheets]
    ledgers = [sheet for sheet in hidden if blocks_in(sheet, {})]
    if strangers and ledgers and not any(map(_names_firms, strangers)):
        raise LedgerHidden(
            file=workbook.name, cover=plain(strangers[0].name), sheet=plain(ledgers[0].name)
        )
    if strangers:
        raise _not_found(workbook, strangers, hints)
    held = [sheet for sheet in hidden if any(map(any, sheet.rows))]
    if held:
        raise OnlyHidden(file=workbook.name, sheet=plain(held[0].name))
    raise NoData(file=workbook.name)


def _not_found(
    workbook: Workbook, strangers: Sequence[Sheet], hints: Hints
) -> HeadingsNotFound | HeadingsInColumn | ZeroWithoutTable | TextLost:
    sheet = max(strangers, key=lambda sheet: (len(_fields(sheet, hints)), len(sheet.rows)))
    found = _fields(sheet, hints) | ({"unit"} if hints.unit else set())
    missing = [labels.FIELD_WORDS[name] for name in _NEEDED if name not in found]
    texts = _headings_seen(sheet)
    place = labels.place_of(workbook.name, plain(sheet.name))
    if misread := _misread(sheet):
        return TextMisread(place=place, seen=misread[0], meant=misread[1])
    if any(unreadable().search(text) for _, text in texts):
        return TextLost(place=place)
    if said := _zero_said(strangers):
        return ZeroWithoutTable(place=place, said=said)
    if upright := _upright(sheet):
        letters, seen = upright
        return HeadingsInColumn(place=place, column=letters, seen=labels.NAME_JOIN.join(seen))
    column = _firm_column(sheet, hints)
    word = labels.FIELD_WORDS["firm"]
    example = "" if column is None else f"{letters_of(column)}={word}"
    return HeadingsNotFound(
        place=place,
        file=workbook.name,
        sheet=plain(sheet.name),
        missing=labels.NAME_JOIN.join(missing) or word,
        seen=labels.NAME_JOIN.join(f"{at} {_shown(text)}" for at, text in texts[:_SEEN]),
        example=example,
        such_as=example and labels.MAP_EXAMPLE.format(example),
    )


def _misread(sheet: Sheet) -> tuple[str, str] | None:
    """Return a heading read in a wrong encoding, and what it was before; None where there is none.

    The right encoding makes a known heading of it.
    """
    cells = (cell for row in sheet.rows[:ROWS_SEARCHED] for cell in row if isinstance(cell, str))
    for cell in cells:
        for wrong, right in () if cell.isascii() else _MISREAD:
            try:
                meant = cell.encode(wrong).decode(right)
            except UnicodeError:
                continue
            if field_of_heading(meant) is not None:
                return plain(cell), plain(meant)
    return None


def _zero_said(sheets: Sequence[Sheet]) -> str:
    """Return the line of sheets without a table that says that there was nothing, "" for none."""
    lines = [
        text
        for sheet in sheets
        if not _holds_table(sheet)
        for text in (*sheet.above, *map(line_of, sheet.rows[:ROWS_SEARCHED]), *sheet.below)
    ]
    said = (text for text in lines if none_said(text.rstrip("。.")) and not asks_for_zero(text))
    return plain(next(said, ""))


def _upright(sheet: Sheet) -> tuple[str, list[str]] | None:
    """Return the letter of a column that holds a ledger's headings, and these; None for none."""
    rows = sheet.rows[:ROWS_SEARCHED]
    for place in range(max(map(len, rows), default=0)):
        column = [cell for row in rows if isinstance(cell := cell_at(row, place), str)]
        named = {cell: found[0] for cell in column if (found := field_of_heading(cell))}
        fields = set(named.values()) - {SERIAL}
        if "firm" in fields and len(fields) >= _LEAST_UPRIGHT:
            return letters_of(place), [_shown(cell) for cell in named][:_SEEN]
    return None


def _shown(text: str) -> str:
    return _LONG_NUMBER.sub("…", plain(text))[:_LONGEST_HEADING]


def _headings_seen(sheet: Sheet) -> list[tuple[str, str]]:
    """Return what looks most like headings: the row over the first that names a firm."""
    for number, cells in enumerate(sheet.rows[:ROWS_SEARCHED]):
        if any(map(_is_company, cells)):
            above = sheet.rows[number - 1] if number else ()
            if sum(map(is_filled, above)) > 1:
                return [
                    (f"{letters_of(place)}{number}", plain(original(cell)))
                    for place, cell in enumerate(above)
                    if is_filled(cell)
                ]
            break
    return seen_texts(sheet)


def _holds_table(sheet: Sheet) -> bool:
    """Tell whether cells of a sheet make a table, whatever its words: a picture is beside it."""
    return sum(sum(map(is_filled, row)) >= _LEAST_WIDE for row in sheet.rows) >= _LEAST_HIGH


def _firm_column(sheet: Sheet, hints: Hints) -> int | None:
    """Return the column for a refusal's example: the firm's, or where most cells name firms.

    Under a heading of the firm's that has other headings under it, no firm is to be looked for.
    """
    header = find_header(sheet, mapping_of_sheet(hints.mapping, sheet.name))
    known = None if header is None else first_column(header, "firm")
    below = sheet.rows[header.rows[-1] :] if header is not None and known is not None else ()
    under = [cell for row in below if isinstance(cell := cell_at(row, known), str)]
    if known is not None and not any(map(field_of, under)):
        return known
    names: Counter[int] = Counter()
    for cells in below or sheet.rows:
        for place in range(len(cells)):
            cell = cell_at(cells, place)
            if isinstance(cell, str) and len(cell) >= _SHORTEST_NAME and field_of(cell) is None:
                names[place] += 2 * names_company(cell) or looks_like_firm(cell)
    best = max(names, key=lambda place: (names[place], -place), default=None)
    return best if best is not None and names[best] else None


def _fields(sheet: Sheet, hints: Hints) -> frozenset[str]:
    header = find_header(sheet, mapping_of_sheet(hints.mapping, sheet.name))
    return header.fields if header else frozenset()
