"""Reading a workbook of firms to visit, in whatever shape it comes."""

from collections.abc import Iterator, Mapping, Sequence

from revisit_cli.document import clause
from revisit_cli.errors.ledgers.ledger import MappingUnreadable
from revisit_cli.errors.ledgers.option import (
    ColumnContradicted,
    ColumnNotThere,
    MonthContradicted,
    ReasonContradicted,
)
from revisit_cli.errors.visits.flag import NoFlagTable
from revisit_cli.labels.ledgers.ledger import NAME_JOIN, place_of
from revisit_cli.labels.text import NOTHING
from revisit_cli.labels.visits.flag import (
    FIELDS,
    GROUP_ENDINGS,
    HEADINGS,
    NOT_TRUE,
    REASONS,
    TOTALS,
    TRUE,
    WORDS,
)
from revisit_cli.policy.ledgers.ledger import text_of
from revisit_cli.policy.ledgers.option import heading_is_there
from revisit_cli.policy.ledgers.service_date import read_date
from revisit_cli.policy.ledgers.title import other_month_said
from revisit_cli.policy.text import plain
from revisit_cli.policy.visits.flag import reason_of
from revisit_cli.policy.word import said_once
from revisit_cli.policy.workbooks.heading import ROWS_SEARCHED, cleaned, field_of
from revisit_cli.policy.workbooks.table import refuse_twice
from revisit_cli.records.code import FlagNote, FlagReason
from revisit_cli.records.value import Value
from revisit_cli.records.visits.flag import FlagRow
from revisit_cli.records.workbooks.grid import Cell, Sheet, Workbook
from revisit_cli.rulebook.periods import Period

_FIELDS = {word: name for name, word in FIELDS.items()}
_OWN = {word: name for name, words in HEADINGS.items() for word in words}


class _Table(Value):
    """``row`` is the last of the header's one or two rows."""

    sheet: Sheet
    row: int
    columns: Mapping[str, int]
    reason: FlagReason | None


def mapping_given(pairs: Sequence[str]) -> dict[str, str]:
    """Return a clerk's ``HEADING=FIELD`` pairs as cleaned heading to field.

    Raises MappingUnreadable, or OptionRepeated when a column is said to be two.
    """
    return said_once("--map", ((pair, *_field_given(pair)) for pair in pairs))


def _field_given(pair: str) -> tuple[str, str]:
    heading, _, word = pair.replace("＝", "=", 1).partition("=")
    field = _FIELDS.get(cleaned(word))
    if not heading.strip() or field is None:
        raise MappingUnreadable(text=pair, fields=NAME_JOIN.join(FIELDS.values()))
    return cleaned(heading), field


@clause("三(三)1", "三(三)2")
def read(
    workbook: Workbook,
    reason: FlagReason | None,
    cycle: Period,
    mapping: Mapping[str, str],
    month: str | None = None,
) -> tuple[FlagRow, ...]:
    """Return every row that names a firm, under any header that has a column for firms.

    ``mapping`` says what a heading means, by its cleaned text.

    ``reason`` (a code) counts where a row gives none; so does one that the sheet's or the file's
    name tells. ``cycle`` gives dates without a year theirs. ``month`` is what a clerk gave, None
    where nothing was. Hidden sheets are not read. Raises NoFlagTable, ColumnNotThere,
    ColumnContradicted, ColumnsDiffer, ReasonContradicted or MonthContradicted.
    """
    shown = [sheet for sheet in workbook.sheets if not sheet.is_hidden]
    _check_columns(workbook, shown, mapping)
    tables = [table for sheet in shown if (table := _table(workbook, sheet, reason, mapping))]
    if not tables:
        seen = [text for sheet in shown for text in _headings(sheet)][:12]
        raise NoFlagTable(
            file=workbook.name, seen=" ".join(seen) or "-", first=seen[0] if seen else "A"
        )
    for table in tables:
        if month is not None:
            _check_month(workbook, table, month)
        said = _said(table.sheet, table.row, mapping)
        refuse_twice(workbook.name, table.sheet, table.row, table.columns, said)
    return tuple(row for table in tables for row in _rows(table, cycle))


@clause("R36")
def _check_month(workbook: Workbook, table: _Table, given: str) -> None:
    """Refuse a month where the title, or the name of the sheet or file, says another."""
    above = [[text for text in map(text_of, row) if text] for row in table.sheet.rows]
    titles = [texts[0] for texts in above[: table.row - 1] if len(texts) == 1]
    stem = workbook.name.rpartition(".")[0] or workbook.name
    named = table.sheet.name if workbook.kind != "csv" else ""
    said = other_month_said([*titles, named, stem], given)
    if said is not None:
        place = place_of(workbook.name, plain(table.sheet.name))
        raise MonthContradicted(place=place, said=said, given=given)


@clause("R36")
def _check_columns(workbook: Workbook, sheets: Sequence[Sheet], mapping: Mapping[str, str]) -> None:
    """Refuse a column that is not there, or whose own heading says that it is another."""
    for key, field in mapping.items():
        if not any(heading_is_there(sheet, key) for sheet in sheets):
            seen = list(dict.fromkeys(text for sheet in sheets for text in _headings(sheet)))
            raise ColumnNotThere(
                file=workbook.name,
                column=key,
                field=FIELDS[field],
                seen=NAME_JOIN.join(seen[:12]) or "-",
            )
        own = _field(key, {})
        if own not in (None, field):
            raise ColumnContradicted(
                file=workbook.name, column=key, said=FIELDS[own or ""], given=FIELDS[field]
            )


def _table(
    workbook: Workbook, sheet: Sheet, reason: FlagReason | None, mapping: Mapping[str, str]
) -> _Table | None:
    best: tuple[int, dict[str, int]] | None = None
    for last in range(1, min(len(sheet.rows), ROWS_SEARCHED) + 1):
        for first in (last, last - 1) if last > 1 else (last,):
            columns = _columns(sheet, first, last, mapping)
            if "firm" in columns and (best is None or len(columns) > len(best[1])):
                best = last, columns
    if best is None:
        return None
    told = _told(sheet.name) or _told(workbook.name)
    if reason is not None and told is not None and told != reason:
        raise ReasonContradicted(
            place=place_of(workbook.name, plain(sheet.name)),
            said=REASONS[told],
            given=REASONS[reason],
        )
    told = reason or told
    return _Table(sheet, best[0], best[1], told)


def _columns(sheet: Sheet, first: int, last: int, mapping: Mapping[str, str]) -> dict[str, int]:
    """Return the column of each field under a header of one row or two."""
    columns: dict[str, int] = {}
    above = _spread(sheet, first) if first < last else {}
    cells = sheet.rows[last - 1]
    for column in sorted(set(range(len(cells))) | set(above)):
        cell = cells[column] if column < len(cells) else None
        below, over = cell if isinstance(cell, str) else "", above.get(column, "")
        group = over.removesuffix(GROUP_ENDINGS[0]).removesuffix(GROUP_ENDINGS[1])
        joined = _field(group + below, mapping) if group else None
        if name := joined or _field(below or over, mapping):
            columns.setdefault(name, column)
    return columns


def _said(sheet: Sheet, number: int, mapping: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """Yield the columns whose heading, in the last row of the header, is a firm's."""
    for column, cell in enumerate(sheet.rows[number - 1]):
        if isinstance(cell, str) and _field(cell, mapping) == "firm":
            yield "firm", column


def _spread(sheet: Sheet, number: int) -> dict[int, str]:
    """Return the texts of a row by column, a merged one over every column it spans."""
    texts = {
        c: each.strip() for c, each in enumerate(sheet.rows[number - 1]) if each.__class__ is str
    }
    for merge in sheet.merges:
        if merge.first_row == number and (text := texts.get(merge.first_column - 1)):
            texts |= dict.fromkeys(range(merge.first_column - 1, merge.last_column), text)
    return texts


def _field(text: str, mapping: Mapping[str, str]) -> str | None:
    if not text or len(text) > 40:
        return None
    if told := mapping.get(cleaned(text)):
        return told
    if own := _OWN.get(cleaned(text)):
        return own
    found = field_of(text)
    return found if found in ("firm", "unit") else None


def _told(name: str) -> FlagReason | None:
    found = [(len(word), code) for code, words in WORDS.items() for word in words if word in name]
    return max(found)[1] if found else None


def _headings(sheet: Sheet) -> Iterator[str]:
    for row in sheet.rows[:ROWS_SEARCHED]:
        texts = [text_of(cell) for cell in row]
        if sum(map(bool, texts)) > 1:
            yield from (text for text in texts if text)
            return


def _rows(table: _Table, cycle: Period) -> Iterator[FlagRow]:
    filled = _fills(table)
    for number, row in enumerate(table.sheet.rows[table.row :], table.row + 1):
        cells = {
            name: filled.get((number, column), row[column] if column < len(row) else None)
            for name, column in table.columns.items()
        }
        if any(_text(cells.get(name)) for name in table.columns) and not _is_foot(row):
            yield _row(table, number, cells, cycle)


def _fills(table: _Table) -> dict[tuple[int, int], Cell]:
    """The value of every cell that a merge covers, below the header; firms are never filled."""
    found: dict[tuple[int, int], Cell] = {}
    columns = {column for name, column in table.columns.items() if name != "firm"}
    for merge in table.sheet.merges:
        column = merge.first_column - 1
        if merge.first_row <= table.row or column not in columns:
            continue
        row = table.sheet.rows[merge.first_row - 1]
        value = row[column] if column < len(row) else None
        found |= {(each, column): value for each in range(merge.first_row, merge.last_row + 1)}
    return found


def _is_foot(row: Sequence[Cell]) -> bool:
    texts = [text for text in map(text_of, row) if text]
    return len(texts) <= 3 and cleaned(texts[0]).startswith(TOTALS)


def _row(table: _Table, number: int, cells: Mapping[str, Cell], cycle: Period) -> FlagRow:
    notes: list[FlagNote] = []
    firm, said = _text(cells.get("firm")), _text(cells.get("reason"))
    reason = reason_of(said) if said else table.reason
    if not firm:
        notes.append("firm_missing")
    if reason is None:
        notes.append("reason_unknown" if said else "reason_missing")
    if cleaned(_text(cells.get("truth"))) in NOT_TRUE:
        notes.append("not_true")
    is_true = cleaned(_text(cells.get("truth"))) in TRUE
    day, faults = read_date(cells.get("verified_on"), (cycle.first_on, cycle.last_on))
    notes.extend(("row_hidden",) if number in table.sheet.hidden_rows else ())
    notes.extend(("row_struck",) if number in table.sheet.struck_rows else ())
    if "date_unreadable" in faults and _text(cells.get("verified_on")):
        notes.append("date_unreadable")
    return FlagRow(
        sheet=table.sheet.name,
        row=number,
        firm=firm,
        reason=reason,
        source=_text(cells.get("source")) or None,
        evidence=_text(cells.get("evidence")) or None,
        verified_on=day,
        unit=_text(cells.get("unit")) or None,
        notes=tuple(notes),
        is_true=is_true,
    )


def _text(cell: Cell) -> str:
    text = " ".join(text_of(cell).split())
    return "" if text in NOTHING else text
