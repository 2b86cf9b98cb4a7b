"""From a workbook as read to a ledger as understood."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from revisit_cli.document import clause
from revisit_cli.errors.ledger import (
    HeadingsAmbiguous,
    HeadingsNotFound,
    NoData,
    OnlyHidden,
    OwnOutput,
)
from revisit_cli.labels import ledger as labels
from revisit_cli.labels.workbook import LEDGER_MARKS, OWN
from revisit_cli.policy.firm import looks_like_firm
from revisit_cli.policy.heading import (
    Header,
    find_header,
    header_by_letters,
    letters_of,
    seen_texts,
)
from revisit_cli.policy.ledger_row import (
    Frame,
    Service,
    cell_at,
    first_column,
    is_filled,
    kind_of_row,
    read_rows,
)
from revisit_cli.policy.service_date import written_day
from revisit_cli.policy.text import original, plain
from revisit_cli.policy.title import month_in, unit_in_lines, unit_in_name, unit_of_section
from revisit_cli.records.grid import Cell, Sheet, Workbook
from revisit_cli.records.ledger import Hints, Ignored, LedgerRead, SheetRead

_SEEN = 12
_NEEDED = ("firm", "date", "unit", "phone")
_LONG_NUMBER = re.compile(r"\d{5,}")  # a refusal never tells a telephone number


@clause("三(一)1", "附表3")
def understand(workbook: Workbook, hints: Hints) -> LedgerRead:
    """Return every ledger in a workbook: 「涉企服务对象名单台账」, whatever its layout.

    Raises HeadingsNotFound, HeadingsAmbiguous, NoData, OnlyHidden and OwnOutput.
    """
    if workbook.mark is not None and workbook.mark not in LEDGER_MARKS:
        raise OwnOutput(file=workbook.name, what=OWN.get(workbook.mark, OWN["sheet"]))
    sheets: list[SheetRead] = []
    ignored: list[Ignored] = []
    strangers: list[Sheet] = []
    for sheet in workbook.sheets:
        if not any(is_filled(cell) for row in sheet.rows for cell in row):
            ignored.append(Ignored(sheet.name, "hidden" if sheet.is_hidden else "empty"))
        elif sheet.is_hidden and sheet.name not in hints.sheets:
            ignored.append(Ignored(sheet.name, "hidden"))
        elif (header := _header(workbook, sheet, hints)) is None:
            strangers.append(sheet)
            ignored.append(Ignored(sheet.name, "no_ledger"))
        else:
            sheets.append(_sheet_read(workbook, sheet, header, hints))
    if not sheets:
        _refuse(workbook, strangers, hints)
    return LedgerRead(tuple(sheets), tuple(ignored))


def _header(workbook: Workbook, sheet: Sheet, hints: Hints) -> Header | None:
    header = find_header(sheet, hints.mapping)
    enough = header is not None and (
        header.is_ledger or ("firm" in header.columns and bool(hints.mapping))
    )
    if header is None or not enough:
        return header_by_letters(hints.mapping, max(map(len, sheet.rows), default=0))
    for name, columns in header.rivals.items():
        if name in ("firm", "unit", "date"):
            letters = [letters_of(column) for column in columns]
            raise HeadingsAmbiguous(
                place=labels.place_of(workbook.name, plain(sheet.name)),
                file=workbook.name,
                sheet=plain(sheet.name),
                field=labels.FIELD_WORDS[name],
                columns=labels.NAME_JOIN.join(
                    f"{letter} {plain(header.headings[column])}"
                    for letter, column in zip(letters, columns, strict=True)
                ),
                example=f"{letters[0]}={labels.FIELD_WORDS[name]}",
            )
    return header


def _refuse(workbook: Workbook, strangers: Sequence[Sheet], hints: Hints) -> None:
    if strangers:
        sheet = max(strangers, key=lambda sheet: (len(_fields(sheet, hints)), len(sheet.rows)))
        found = _fields(sheet, hints)
        missing = [labels.FIELD_WORDS[name] for name in _NEEDED if name not in found]
        seen = [_LONG_NUMBER.sub("…", plain(text))[:16] for text in seen_texts(sheet)]
        raise HeadingsNotFound(
            place=labels.place_of(workbook.name, plain(sheet.name)),
            file=workbook.name,
            sheet=plain(sheet.name),
            missing=labels.NAME_JOIN.join(missing) or labels.FIELD_WORDS["firm"],
            seen=labels.NAME_JOIN.join(seen[:_SEEN]),
        )
    hidden = [s for s in workbook.sheets if s.is_hidden and any(map(any, s.rows))]
    if hidden:
        raise OnlyHidden(file=workbook.name, sheet=plain(hidden[0].name))
    raise NoData(file=workbook.name)


def _fields(sheet: Sheet, hints: Hints) -> frozenset[str]:
    header = find_header(sheet, hints.mapping)
    return header.fields if header else frozenset()


def _sheet_read(workbook: Workbook, sheet: Sheet, header: Header, hints: Hints) -> SheetRead:
    first = _first_row(sheet, header)
    top = header.rows[0] - 1 if header.rows else 0
    titles = [
        " ".join(original(cell) for cell in row if is_filled(cell)) for row in sheet.rows[:top]
    ]
    titles = [title for title in titles if title]
    stem = workbook.name.rpartition(".")[0] or workbook.name
    services = list(_services(sheet, header, first, hints.units))
    days = _days(services, header)
    named = sheet.name if workbook.kind != "csv" else ""
    month = hints.month or month_in([*titles, stem], days, hints.month_at_hand)
    # The name of a sheet tells a month only where nothing surer does.
    month = month or month_in([named], (), hints.month_at_hand) or hints.month_at_hand
    frame = Frame(
        sheet=plain(sheet.name),
        header=header,
        unit=hints.unit
        or unit_in_lines(titles, hints.units)
        or unit_in_name(named, hints.units)
        or unit_in_name(stem, hints.units),
        unit_wins=hints.unit is not None,
        month=month,
        hidden_rows=sheet.hidden_rows,
        filled=_filled(sheet, header, first),
    )
    rows = tuple(read_rows(services, frame))
    columns = {name: found[0] + 1 for name, found in header.columns.items()}
    return SheetRead(frame.sheet, header.rows, columns, month, rows)


def _first_row(sheet: Sheet, header: Header) -> int:
    """Return the 1-based row where services may begin; without a header, the first firm."""
    if header.rows:
        return header.rows[-1] + 1
    firm = first_column(header, "firm")
    for number, cells in enumerate(sheet.rows, 1):
        cell = cell_at(cells, firm)
        if isinstance(cell, str) and looks_like_firm(cell):
            return number
    return 1


def text_of(cell: Cell) -> str:
    """Return a cell as text, white space at its ends off; whole numbers without a point."""
    return original(cell).strip()


def _services(sheet: Sheet, header: Header, first: int, units: frozenset[str]) -> Iterator[Service]:
    """Yield the rows that are services, each with the unit of the section it stands in."""
    section = None
    for number, cells in enumerate(islice(sheet.rows, first - 1, None), first):
        kind = kind_of_row(cells, header) if cells else "blank"
        if kind == "service":
            yield number, cells, section
        elif kind == "section":
            lone = next(cell for cell in cells if is_filled(cell))
            section = unit_of_section(original(lone), units) or section


def _days(services: Sequence[Service], header: Header) -> list[date]:
    column = first_column(header, "date")
    found = (written_day(cell_at(cells, column)) for _, cells, _ in services)
    return [day for day in found if day is not None]


def _filled(sheet: Sheet, header: Header, first: int) -> dict[tuple[int, int], Cell]:
    """Fill vertical merges of known columns downwards, inside their merge only."""
    known = {column for columns in header.columns.values() for column in columns}
    found: dict[tuple[int, int], Cell] = {}
    for merge in sheet.merges:
        column = merge.first_column - 1
        if column not in known or merge.last_row == merge.first_row or merge.first_row < first:
            continue
        if merge.first_row <= len(sheet.rows):
            value = cell_at(sheet.rows[merge.first_row - 1], column)
            for row in range(merge.first_row + 1, min(merge.last_row, len(sheet.rows)) + 1):
                found[row, column] = value
    return found
