"""What a clerk says beside a file: it helps where the file is silent, and never overrules it."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from revisit_cli.document import clause
from revisit_cli.errors.ledgers.option import (
    ColumnContradicted,
    ColumnNotThere,
    MonthContradicted,
    SheetNotThere,
    UnitContradicted,
)
from revisit_cli.labels.ledgers import ledger as labels
from revisit_cli.policy.firms.firm import firm_key
from revisit_cli.policy.ledgers.title import without_bureau
from revisit_cli.policy.text import original, plain
from revisit_cli.policy.workbooks.heading import (
    ROWS_SEARCHED,
    UNUSED,
    cleaned,
    field_named,
    field_of,
    find_header,
    seen_texts,
)
from revisit_cli.records.ledgers.ledger import LedgerRead, MonthSaid
from revisit_cli.records.workbooks.grid import Sheet, Workbook, letters_of

# Columns that hold things of one kind may be taken for one another; only a clerk can tell.
_KINDS = {
    "unit": "body",
    "firm": "body",
    "officer": "person",
    "contact": "person",
    "place": "text",
    "matter": "text",
    "completion": "text",
    "remark": "text",
}
_OFFICE = {"unit", "officer"}
_FIRM = {"firm", "contact", "phone", "credit_code"}


@clause("R36")
def unit_checked(read: LedgerRead, given: str, names: Mapping[str, str], file: str) -> LedgerRead:
    """Return a ledger whose rows are all the given unit's: 「选项从不悄悄盖过文件」.

    ``names`` gives a unit's name by each keyed name and alias. An office under the unit, written
    after its name, is the unit's. Raises UnitContradicted.
    """
    name = names.get(firm_key(given), given)
    own = {firm_key(given), *(key for key, bearer in names.items() if bearer == name)}
    told = Counter(row.unit for sheet in read.sheets for row in sheet.rows)
    under: set[str] = set()
    others: dict[str, int] = {}
    for text, count in told.items():
        key = firm_key(text or "")
        if not key or names.get(key, text) == name or key in own:
            continue
        if key not in names and firm_key(without_bureau(text or "")).startswith(tuple(own)):
            under.add(text or "")
        else:
            others[text or ""] = count
    if others:
        raise UnitContradicted(
            file=file,
            given=given,
            said=labels.NAME_JOIN.join(
                labels.UNIT_SAID.format(unit=plain(text), count=count)
                for text, count in others.items()
            ),
            text=plain(next(iter(others))),
        )
    return read.with_units(dict.fromkeys(under, name)) if under else read


@clause("R36")
def check_month(read: LedgerRead, given: str, file: str) -> None:
    """Refuse a month where titles or names say another; dates outside it say nothing (R4).

    Raises MonthContradicted.
    """
    for sheet in read.sheets:
        if sheet.other_month is not None:
            place = labels.place_of(file, sheet.name)
            raise MonthContradicted(place=place, said=sheet.other_month, given=given)


def months_said(read: LedgerRead) -> tuple[MonthSaid, ...]:
    """Return the tables over which, or in whose file's name, another month stands too."""
    return tuple(
        MonthSaid(sheet.name, sheet.month or "", sheet.other_month)
        for sheet in read.sheets
        if sheet.other_month is not None
    )


@clause("R36")
def check_sheets(workbook: Workbook, wanted: Collection[str]) -> tuple[str, ...]:
    """Return the sheets asked for where all are read unasked. Raises SheetNotThere."""
    hidden = {sheet.name: sheet.is_hidden for sheet in workbook.sheets}
    for name in sorted(wanted):
        if name not in hidden:
            known = labels.NAME_JOIN.join(map(plain, hidden))
            raise SheetNotThere(file=workbook.name, sheet=name, known=known)
    shown = {name for name, is_hidden in hidden.items() if not is_hidden}
    return tuple(sorted(wanted)) if shown == set(wanted) else ()


@clause("R36")
def check_columns(
    workbook: Workbook,
    pairs: Sequence[tuple[str, str]],
    asked: Collection[str] = (),
) -> None:
    """Refuse a column that is not there, or whose heading says plainly that it is another.

    ``pairs`` are column and field as they were typed, 表!列 for one sheet's; ``asked`` are the
    only sheets that are read, where any is asked for. Raises ColumnNotThere or ColumnContradicted.
    """
    sheets = [s for s in workbook.sheets if (s.name in asked if asked else not s.is_hidden)]
    for name, word in pairs:
        field = field_named(word) or word
        asked_of, _, column = name.rpartition("!")
        if asked_of:
            check_sheets(workbook, {asked_of})
        own = [s for s in sheets if not asked_of or s.name == asked_of]
        headings = [text for sheet in own for text in _headings(sheet, column)]
        if not headings:
            seen = [f"{place} {text[:16]}" for s in sheets for place, text in seen_texts(s)]
            raise ColumnNotThere(
                file=workbook.name,
                column=column,
                field=word,
                seen=labels.NAME_JOIN.join(seen[:12]) or "-",
            )
        for text in headings:
            says = field_of(text)
            if says is not None and _contradicts(text, says, field):
                raise ColumnContradicted(
                    file=workbook.name,
                    column=plain(text) if text != column else column,
                    said=labels.FIELD_WORDS[says],
                    given=labels.FIELD_WORDS[field],
                )


@clause("R36")
def idle_columns(read: LedgerRead, pairs: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of --map by which no table took its column."""
    tables = {(row.headings, row.fields) for sheet in read.sheets for row in sheet.rows[:1]}
    return tuple(
        (column, word)
        for column, word in pairs
        if tables
        and field_named(word) != UNUSED
        and not any(_takes(*table, column, field_named(word)) for table in tables)
    )


@clause("R36")
def has_rows_of_several(read: LedgerRead) -> bool:
    """Tell whether a row came once for each of its firms."""
    return any(
        before.row == after.row for sheet in read.sheets for before, after in pairwise(sheet.rows)
    )


def _takes(headings: Sequence[str], fields: Sequence[str], column: str, field: str | None) -> bool:
    column = column.rpartition("!")[2]
    key, letters = cleaned(column), column.strip().upper()
    return any(
        held == field and (key in cleaned(heading) or letters_of(place) == letters)
        for place, (heading, held) in enumerate(zip(headings, fields, strict=True))
    )


def _contradicts(heading: str, own: str, field: str) -> bool:
    if field in (own, UNUSED):
        return False
    if _KINDS.get(own, own) != _KINDS.get(field, field):
        return True
    says_firm = any(word in heading for word in labels.FIRM_SIDE)
    says_office = any(word in heading for word in labels.OFFICE_WORDS)
    return (field in _OFFICE and says_firm) or (field in _FIRM and says_office)


def heading_is_there(sheet: Sheet, key: str) -> bool:
    """Tell whether a cell of a sheet's first rows says a cleaned heading."""
    return any(True for _ in _cells_saying(sheet, key))


def _cells_saying(sheet: Sheet, key: str) -> Iterator[str]:
    for row in sheet.rows[:ROWS_SEARCHED]:
        yield from (text for cell in row if cleaned(text := original(cell)) == key)


def _headings(sheet: Sheet, column: str) -> Iterator[str]:
    """Yield what stands over a column, given by its heading or its letter, "" for nothing."""
    yield from _cells_saying(sheet, cleaned(column))
    letters = [letters_of(n) for n in range(max(map(len, sheet.rows), default=0))]
    if column.strip().upper() in letters:
        header = find_header(sheet, {})
        place = letters.index(column.strip().upper())
        yield header.headings.get(place, "") if header else ""
