"""What a workbook says when it is read as a ledger: its rows, units, months and notes."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple
from unicodedata import normalize

from revisit_cli.document import clause
from revisit_cli.errors.ledger import HeadingsNotFound, NoData
from revisit_cli.labels.ledger import (
    COUNT_MARK,
    FIELD_WORDS,
    NOT_ROWS,
    NOTHING,
)
from revisit_cli.policy.cycle import month_of_day
from revisit_cli.policy.firm import clean_name, looks_like_firm, split_firms
from revisit_cli.policy.heading import ROWS_SEARCHED, Header, field_of, find_header
from revisit_cli.policy.ledger_place import month_told, unit_told
from revisit_cli.policy.phone import read_phones
from revisit_cli.policy.service_date import read_date
from revisit_cli.records.grid import Cell, CellError, Sheet, Workbook
from revisit_cli.records.ledger import Hints, Ignored, LedgerRead, Person, ReadRow, SheetRead

_COUNT = re.compile(rf"\d+(?:\.0)?{COUNT_MARK}?")
_SECTION = re.compile(rf".*[(]\s*\d+\s*{COUNT_MARK}\s*[)]")


class Line(NamedTuple):
    """One row of the sheet under its header: number, cells by field, all texts."""

    number: int
    cells: Mapping[str, Cell]
    texts: tuple[str, ...]


@clause("三(一)1", "附表3")
def understand(workbook: Workbook, hints: Hints) -> LedgerRead:
    """Return the ledgers a workbook holds: the 「涉企服务对象名单台账」 in any layout.

    Raises HeadingsNotFound when there is data and no sheet with a ledger's headings, NoData when
    there is nothing at all.
    """
    sheets: list[SheetRead] = []
    ignored: list[Ignored] = []
    for sheet in workbook.sheets:
        if sheet.is_hidden and sheet.name not in hints.sheets:
            ignored.append(Ignored(sheet.name, "hidden"))
        elif not _texts_above(sheet, len(sheet.rows)):
            ignored.append(Ignored(sheet.name, "empty"))
        elif header := find_header(sheet, hints.mapping):
            sheets.append(_read_sheet(workbook, sheet, header, hints))
        else:
            ignored.append(Ignored(sheet.name, "no_ledger"))
    if not sheets:
        _refuse(workbook, ignored)
    return LedgerRead(tuple(sheets), tuple(ignored))


def _refuse(workbook: Workbook, ignored: Sequence[Ignored]) -> None:
    names = {each.sheet for each in ignored if each.reason == "no_ledger"}
    for sheet in workbook.sheets:
        if sheet.name in names:
            texts = _texts_above(sheet, ROWS_SEARCHED)
            known = {field_of(text) for text in texts}
            wanted = ("firm", "date", "matter", "contact", "phone")
            missing = "、".join(FIELD_WORDS[name] for name in wanted if name not in known)
            seen = "、".join(_told(text) for text in texts[:8])
            raise HeadingsNotFound(file=workbook.name, missing=missing, seen=seen)
    raise NoData(file=workbook.name)


def _told(text: str) -> str:
    """Return a cell's beginning as a refusal may tell it: without a telephone number."""
    return re.sub(r"\d{5,}", "…", clean_name(text))[:12]


def _read_sheet(workbook: Workbook, sheet: Sheet, header: Header, hints: Hints) -> SheetRead:
    last = header.rows[-1] if header.rows else 0
    lines = list(_lines(sheet, header, last))
    above = _texts_above(sheet, header.rows[0] - 1 if header.rows else 0)
    dates = [line.cells.get("date") for line in lines]
    majority = _month_of(dates)
    month = hints.month or month_told(above, workbook.name, majority) or majority
    month = month or hints.month_at_hand
    unit = hints.unit or unit_told(above, sheet.name, workbook.name, hints.units)
    titles = {c: text for c, text in enumerate(header.headings) if text}
    rows = tuple(_read_row(sheet, line, titles, month, hints.unit or None, unit) for line in lines)
    return SheetRead(sheet.name, header.rows, dict(header.columns), month, rows)


def _month_of(cells: Sequence[Cell]) -> str | None:
    days = (read_date(cell, None)[0] for cell in cells)
    months = Counter(month_of_day(day) for day in days if day is not None)
    return months.most_common(1)[0][0] if months else None


def _lines(sheet: Sheet, header: Header, last: int) -> Iterator[Line]:
    """Yield the rows that are rows: not blank, no totals, notes, sections or repeated headers."""
    fills = _fills(sheet, header, last)
    width = len(header.headings)
    for number, row in enumerate(sheet.rows[last:], last + 1):
        if not any(row):
            continue
        texts = tuple(text_of(cell) for cell in row)
        cells = {
            field: fills.get((number, column), row[column] if column < len(row) else None)
            for field, column in header.columns.items()
        }
        if _is_row(texts, cells, header, width):
            yield Line(number, cells, texts)


def _fills(sheet: Sheet, header: Header, last: int) -> dict[tuple[int, int], Cell]:
    """Return what vertically merged cells hold, for the rows inside their merge."""
    wanted = set(header.columns.values())
    filled: dict[tuple[int, int], Cell] = {}
    for merge in sheet.merges:
        column = merge.first_column - 1
        if merge.last_row <= max(last, merge.first_row) or column not in wanted:
            continue
        top = sheet.rows[merge.first_row - 1] if merge.first_row <= len(sheet.rows) else ()
        value = top[column] if column < len(top) else None
        stop = min(merge.last_row, len(sheet.rows))
        filled |= {(row, column): value for row in range(merge.first_row, stop + 1)}
    return filled


def _is_row(texts: Sequence[str], cells: Mapping[str, Cell], header: Header, width: int) -> bool:
    filled = [
        (column, text)
        for column, text in enumerate(texts[:width] if width else texts)
        if text and column != header.serial
    ]
    firm = _line(text_of(cells.get("firm")))
    if not filled:
        return any(texts[: header.serial or 0]) and bool(firm)
    is_count = bool(_COUNT.fullmatch(firm))
    first = next(text for text in texts if text).replace(" ", "")
    if not firm or is_count:
        if first.startswith(NOT_ROWS) or _SECTION.fullmatch(normalize("NFKC", first)):
            return False
        # A title, a section or a remark that stands alone on its line.
        if len(filled) == 1 and (filled[0][0] != header.columns["firm"]):
            return False
    if len(filled) == 1 and _SECTION.fullmatch(normalize("NFKC", firm)):
        return False
    same = sum(field_of(text) is not None for _, text in filled)
    return not (same >= 3 and same * 2 > len(filled))


def _read_row(
    sheet: Sheet,
    line: Line,
    titles: Mapping[int, str],
    month: str | None,
    forced: str | None,
    unit: str | None,
) -> ReadRow:
    text = {field: clean_name(text_of(cell)) for field, cell in line.cells.items()}
    given = {field: "" if value in NOTHING else value for field, value in text.items()}
    firm = given.get("firm", "")
    served_on, notes = read_date(line.cells.get("date"), month)
    people, phone_notes = read_phones(_line(text_of(line.cells.get("phone"))))
    contact = given.get("contact", "")
    if not people and contact:
        found, _ = read_phones(contact)
        people, phone_notes = (found, ()) if found else (people, phone_notes)
    several = split_firms(firm)
    found_unit = forced or given.get("unit") or unit
    codes = [*_firm_notes(firm, several), *([] if found_unit else ["unit_missing"])]
    codes += [*notes, *phone_notes]
    if line.number in sheet.hidden_rows:
        codes.append("row_hidden")
    if any(isinstance(cell, CellError) for cell in line.cells.values()):
        codes.append("cell_error")
    return ReadRow(
        sheet=sheet.name,
        row=line.number,
        unit=found_unit,
        officer=given.get("officer", ""),
        served_on=served_on,
        date_text=text.get("date", ""),
        place=given.get("place", ""),
        matter=given.get("matter", ""),
        completion=given.get("completion", ""),
        firm=firm,
        contact=contact,
        phone_text=text.get("phone", ""),
        phones=tuple(dict.fromkeys(phone for who in people for phone in who.phones)),
        people=tuple(_named(who, contact) for who in people) or _nameless(contact),
        remark=given.get("remark", ""),
        credit_code=given.get("credit_code", "").replace(" ", "").upper(),
        notes=tuple(codes),
        cells={titles.get(c, f"#{c + 1}"): t for c, t in enumerate(line.texts) if t},
        proposed_firms=several,
    )


def _firm_notes(firm: str, several: Sequence[str]) -> list[str]:
    if not firm or _COUNT.fullmatch(firm):
        return ["firm_missing"]
    if several:
        return ["several_firms"]
    return [] if looks_like_firm(firm) else ["not_a_firm"]


def _named(who: Person, contact: str) -> Person:
    return who if who.name else Person(contact, who.phones)


def _nameless(contact: str) -> tuple[Person, ...]:
    return (Person(contact, ()),) if contact else ()


def _texts_above(sheet: Sheet, count: int) -> list[str]:
    texts = (text_of(cell) for row in sheet.rows[:count] for cell in row)
    return [text for text in texts if text]


def _line(text: str) -> str:
    return text.strip()


def text_of(cell: Cell) -> str:
    """Return a cell as text, white space at its ends off; whole numbers without a point."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(" ").removesuffix(" 00:00:00")
    if isinstance(cell, date):
        return cell.isoformat()
    return cell.code if isinstance(cell, CellError) else str(cell)
