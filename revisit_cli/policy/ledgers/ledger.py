"""From a workbook as read to a ledger as understood."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice, takewhile

from revisit_cli.document import clause
from revisit_cli.errors.ledgers.ledger import (
    HeadingsAmbiguous,
    HeadingsNotFound,
    OwnOutput,
    RolesAmbiguous,
    SideUnclear,
)
from revisit_cli.labels.ledgers import ledger as labels
from revisit_cli.labels.workbooks.workbook import LEDGER_MARKS, OWN
from revisit_cli.pattern import pattern
from revisit_cli.policy.ledgers.block import Block, line_of
from revisit_cli.policy.ledgers.document import blocks_by_sheet
from revisit_cli.policy.ledgers.rival import each_firm_once, settled
from revisit_cli.policy.ledgers.row import read_rows
from revisit_cli.policy.ledgers.row_kind import (
    asks_for_zero,
    cell_at,
    first_column,
    is_ditto,
    is_filled,
    is_zero_title,
    kind_of_row,
    none_said,
)
from revisit_cli.policy.ledgers.service_date import written_day
from revisit_cli.policy.ledgers.services import Services, SharedFacts
from revisit_cli.policy.ledgers.title import (
    month_disputed,
    month_in,
    other_month_said,
    unit_at_foot,
    unit_in_lines,
    unit_in_name,
    unit_of_section,
)
from revisit_cli.policy.ledgers.unread import refuse, unread, unused_columns
from revisit_cli.policy.text import original, plain, says_nothing
from revisit_cli.policy.workbooks.heading import Header
from revisit_cli.records.code import SheetIgnored
from revisit_cli.records.ledgers.ledger import (
    Hints,
    Ignored,
    LedgerRead,
    ReadRow,
    SheetRead,
    Skipped,
)
from revisit_cli.records.value import replace
from revisit_cli.records.workbooks.grid import DOCUMENTS, Cell, Sheet, Workbook

_SEALED = pattern(labels.SEALED)
_LETTERS = pattern(r"[a-z]{1,2}")
_LINES_ASKED, _MOST_IN_LINE = 10, 3
_MOST_SIGNED = 10  # rows under a table, from its last one up


@clause("三(一)1", "附表3")
def understand(workbook: Workbook, hints: Hints) -> LedgerRead:
    """Return every ledger in a workbook: 「涉企服务对象名单台账」, whatever its layout.

    Raises HeadingsNotFound, HeadingsAmbiguous, RolesAmbiguous, SideUnclear, NoData, OnlyHidden,
    OnlyPictures and OwnOutput.
    """
    if workbook.mark is not None and workbook.mark not in LEDGER_MARKS:
        raise OwnOutput(file=workbook.name, what=OWN.get(workbook.mark, OWN["sheet"]))
    sheets: list[SheetRead] = []
    ignored: list[Ignored] = []
    strangers: list[Sheet] = []
    reasons = [_unasked(sheet, hints) for sheet in workbook.sheets]
    found = blocks_by_sheet(workbook.kind, workbook.sheets, reasons, hints.mapping)
    joined: list[Block] = []
    for sheet, reason, blocks in zip(workbook.sheets, reasons, found, strict=True):
        if reason is not None:
            ignored.append(unread(sheet, reason))
        elif not blocks:
            strangers.append(sheet)
            ignored.append(unread(sheet, "no_ledger"))
        elif workbook.kind in DOCUMENTS:
            joined.extend(blocks)
        else:
            sheets.extend(_blocks_read(workbook, blocks, hints))
    sheets.extend(_blocks_read(workbook, joined, hints))
    if not sheets:
        refuse(workbook, strangers, hints)
    return LedgerRead(tuple(sheets), tuple(ignored))


def _unasked(sheet: Sheet, hints: Hints) -> SheetIgnored | None:
    """Return why a sheet is not looked at, None where it is: one not asked for, where any is."""
    if hints.sheets and sheet.name not in hints.sheets:
        return "not_asked"
    if sheet.is_hidden and not hints.sheets:
        return "hidden"
    if any(is_filled(cell) for row in sheet.rows for cell in row):
        return None
    return "hidden" if sheet.is_hidden else "empty"


def understand_remembering(
    workbook: Workbook, hints: Hints, remembered: Mapping[str, str]
) -> LedgerRead:
    """Understand a workbook by what a clerk once said of its unit's columns.

    Headings remembered always count; column letters only where the sheet's own words do not do,
    for the next file may have its columns elsewhere. What is said now wins.
    """
    letters = {name: word for name, word in remembered.items() if _LETTERS.fullmatch(name)}
    headings = {name: word for name, word in remembered.items() if name not in letters}
    first = replace(hints, mapping={**headings, **hints.mapping})
    try:
        return understand(workbook, first)
    except (HeadingsNotFound, HeadingsAmbiguous, RolesAmbiguous, SideUnclear):
        if not letters:
            raise
        return understand(workbook, replace(hints, mapping={**remembered, **hints.mapping}))


def unit_told(workbook: Workbook, hints: Hints) -> str | None:
    """Return the unit that a workbook names before its columns are known: by its first lines,
    its sheet's name or its own.
    """
    for sheet in workbook.sheets:
        lines = [
            *sheet.above[-_LINES_ASKED:],
            *(
                line_of(row)
                for row in sheet.rows[:_LINES_ASKED]
                if sum(map(is_filled, row)) <= _MOST_IN_LINE
            ),
        ]
        named = unit_in_lines(lines, hints.units) or unit_in_name(sheet.name, hints.units)
        if named:
            return named
    return unit_in_name(workbook.name.rpartition(".")[0], hints.units)


def _blocks_read(workbook: Workbook, blocks: Sequence[Block], hints: Hints) -> Iterator[SheetRead]:
    """Yield what each table of a sheet says; a table whose titles are silent asks the one above."""
    unit = month = None
    is_first = True
    each_firm = hints.each_firm
    for several in [settled(workbook, each, each_firm=each_firm) for each in blocks]:
        found = [_services(block, hints.units) for block in several]
        block, (services, skipped) = several[0], found[0]
        shared = _shared_facts(workbook, block, hints, _days(services, block.header), (unit, month))
        foot = [line_of(block.sheet.rows[each.row - 1]) for each in skipped]
        if block.last == len(block.sheet.rows):
            foot.extend(block.sheet.below)
        shared = replace(shared, unit=shared.unit or unit_at_foot(foot) or hints.unit)
        unit, month = shared.unit, shared.month
        rows: list[ReadRow] = []
        for each, (own, _) in zip(several, found, strict=True):
            filled = _filled(each, own)
            rows += read_rows(own, replace(shared, header=each.header, filled=filled))
        if len(several) > 1:
            rows = each_firm_once(rows)
            skipped = [each for each in skipped if each.row not in {row.row for row in rows}]
        columns = {name: places[0] + 1 for name, places in block.header.columns.items()}
        named = _month_texts(workbook, block, is_first=is_first)
        if hints.month is not None:
            other = other_month_said(named, hints.month)
        else:
            other = month_disputed(named, month, shared.sheet)
        yield SheetRead(
            shared.sheet,
            block.header.rows,
            columns,
            month,
            tuple(rows),
            tuple(skipped),
            other,
            block.title_rows,
            unused_columns(found[0][0], [each.header for each in several], shared.sheet),
            tuple(_zero_units(block, skipped, shared, has_rows=bool(rows))),
        )
        is_first = False


@clause("R29", "R13")
def _zero_units(
    block: Block, skipped: Sequence[Skipped], shared: SharedFacts, *, has_rows: bool
) -> Iterator[str | None]:
    """Yield the units of which a table says that there is nothing: 「表里写明没有事项的」.

    A title says so of the whole table, where that has no rows.
    """
    if not has_rows and any(map(is_zero_title, block.titles)):
        yield shared.unit
    column = first_column(block.header, "unit")
    for each in skipped:
        cells = block.sheet.rows[each.row - 1]
        if each.kind == "none" and not asks_for_zero(line_of(cells)):
            named = plain(original(cell_at(cells, column))).strip()
            yield shared.unit if says_nothing(named) or none_said(named) else named


def _month_texts(workbook: Workbook, block: Block, *, is_first: bool) -> list[str]:
    """Return what may name a table's month, the surest first; a later table's titles alone may."""
    if not is_first:
        return list(block.titles)
    named = [block.sheet.name] if workbook.kind != "csv" else []
    return [*block.titles, workbook.name.rpartition(".")[0] or workbook.name, *named]


def _shared_facts(
    workbook: Workbook,
    block: Block,
    hints: Hints,
    days: Sequence[date],
    above: tuple[str | None, str | None],
) -> SharedFacts:
    """Return what the rows of a table share; ``above`` are unit and month of the table above."""
    sheet, titles = block.sheet, block.titles
    unit_above, month_above = above
    stem = workbook.name.rpartition(".")[0] or workbook.name
    named = sheet.name if workbook.kind != "csv" else ""
    if month_above is None:
        month = hints.month or month_in([*titles, stem], days, hints.month_at_hand, hints.rules)
    else:
        month = hints.month or month_in(titles, (), month_above, hints.rules) or month_above
    # The name of a sheet tells a month only where nothing surer does.
    month = month or month_in([named], (), hints.month_at_hand, hints.rules) or hints.month_at_hand
    cycle = None if month is None else hints.rules.period(month)
    return SharedFacts(
        sheet=plain(sheet.name),
        header=block.header,
        unit=unit_in_lines(titles, hints.units)
        or unit_above
        or unit_in_name(named, hints.units)
        or unit_in_name(stem, hints.units),
        month=month,
        cycle=None if cycle is None else (cycle.first_on, cycle.last_on),
        hidden_rows=sheet.hidden_rows,
        struck_rows=sheet.struck_rows,
    )


def text_of(cell: Cell) -> str:
    """Return a cell as text, white space at its ends off; whole numbers without a point."""
    return original(cell).strip()


def _services(block: Block, units: frozenset[str]) -> tuple[Services, list[Skipped]]:
    """Return the rows that are services, and those that hold something and are none."""
    rows, name = block.sheet.rows, plain(block.sheet.name)
    numbers = list(block.above)
    sections: list[str | None] = [None] * len(numbers)
    skipped: list[Skipped] = []
    section, start = None, block.first
    for number in block.odd_rows():
        numbers.extend(range(start, number))
        sections.extend([section] * (number - start))
        start = number + 1
        cells = rows[number - 1]
        kind = kind_of_row(cells, block.header) if cells else "blank"
        if kind == "service":
            numbers.append(number)
            sections.append(section)
        elif kind != "blank":
            skipped.append(Skipped(name, number, kind))
        elif any(map(is_filled, cells)):
            skipped.append(Skipped(name, number, "numbered"))
        if kind == "section":
            lone = next(cell for cell in cells if is_filled(cell))
            section = unit_of_section(original(lone), units) or section
    numbers.extend(range(start, block.last + 1))
    sections.extend([section] * (block.last + 1 - start))
    signed = _signed_at_foot(block, numbers)
    del numbers[len(numbers) - len(signed) :], sections[len(sections) - len(signed) :]
    skipped.extend(Skipped(name, number, "remark") for number in signed)
    others = (n for n in block.other_rows if any(map(is_filled, rows[n - 1])))
    skipped.extend(Skipped(name, number, labels.OTHER_TABLE) for number in others)
    return Services.of([rows[number - 1] for number in numbers], numbers, sections), skipped


def _signed_at_foot(block: Block, numbers: Sequence[int]) -> list[int]:
    """Return the last rows if they hold a day or a place for a seal alone, as under a document.

    A day right under a service may be one of the same firm: it stays, as it does where cells are
    merged over it.
    """
    rows = block.sheet.rows
    last = islice(reversed(numbers), _MOST_SIGNED)
    tail = list(takewhile(lambda n: _is_signature(rows[n - 1]) and not _is_merged(block, n), last))
    tail.reverse()
    while tail and not _is_sealed(rows[tail[0] - 1]):
        over = numbers[: len(numbers) - len(tail)]
        if not over or over[-1] != tail[0] - 1:
            break
        tail.pop(0)
    return tail


def _is_merged(block: Block, number: int) -> bool:
    """Tell whether a cell from a row above is merged over one of this row."""
    return any(m.first_row < number <= m.last_row for m in block.sheet.merges)


def _is_signature(cells: Sequence[Cell]) -> bool:
    filled = [cell for cell in cells if is_filled(cell)]
    return len(filled) == 1 and (_is_sealed(cells) or written_day(filled[0]) is not None)


def _is_sealed(cells: Sequence[Cell]) -> bool:
    return any(isinstance(cell, str) and _SEALED.fullmatch(plain(cell)) for cell in cells)


def _days(services: Services, header: Header) -> list[date]:
    found = map(written_day, services.column(first_column(header, "date")))
    return [day for day in found if day is not None]


def _filled(block: Block, services: Services) -> dict[tuple[int, int], Cell]:
    """Fill merges of known columns downwards, inside their merge only, and 同上.

    A text that is merged from a column nobody knows, or from the serial numbers, over a known one
    belongs to the known one.
    """
    sheet, header = block.sheet, block.header
    known = {column for columns in header.columns.values() for column in columns}
    filled: dict[tuple[int, int], Cell] = {}
    for merge in sheet.merges:
        origin = merge.first_column - 1
        column = min((c for c in known if origin <= c < merge.last_column), default=None)
        if column is None or not block.first <= merge.first_row <= block.last:
            continue
        value = cell_at(sheet.rows[merge.first_row - 1], origin)
        if column == origin or (isinstance(value, str) and not value.strip().isdecimal()):
            first = merge.first_row + (column == origin)
            for row in range(first, min(merge.last_row, block.last) + 1):
                filled[row, column] = value
    _fill_dittos(services, known, filled)
    return filled


def _fill_dittos(services: Services, known: set[int], filled: dict[tuple[int, int], Cell]) -> None:
    """Give every cell that says 同上 what the service above it says."""
    for column in known.intersection(range(len(services.columns))):
        if labels.DITTO.isdisjoint(services.distinct[column]):
            continue
        before, above = 0, None
        for number, cell in zip(services.numbers, services.columns[column], strict=True):
            if is_ditto(cell) and before:
                filled[number, column] = filled.get((before, column), above)
            before, above = number, cell
