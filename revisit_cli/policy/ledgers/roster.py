"""Reading a roster of units out of whatever workbook holds it."""

import re
from collections.abc import Iterator, Mapping, Sequence

from revisit_cli.document import clause
from revisit_cli.errors.ledgers.unit import RosterIsLedger, RosterUnreadable
from revisit_cli.labels.ledgers import unit as labels
from revisit_cli.pattern import pattern
from revisit_cli.policy.firms.firm import clean_name, firm_key
from revisit_cli.policy.ledgers.unit import kind_of, kind_said
from revisit_cli.policy.text import folded, original, says_nothing
from revisit_cli.policy.workbooks.heading import cleaned, find_header
from revisit_cli.records.code import UnitKind
from revisit_cli.records.ledgers.unit import RosterRow
from revisit_cli.records.workbooks.grid import Cell, Sheet, Workbook

_FIELD_OF = {
    folded(word).casefold(): field
    for field, words in labels.ROSTER_HEADINGS.items()
    for word in words.split()
}
_SEPARATORS = pattern(f"[{re.escape(labels.ALIAS_SEPARATORS)}]+")
_NOT_A_UNIT = pattern(labels.NOT_A_UNIT)
_SECTION = pattern(labels.SECTION)

Cells = Sequence[Cell]


@clause("三(一)1")
def read_roster(workbook: Workbook) -> tuple[RosterRow, ...]:
    """Return the units that a workbook lists: 「局属各单位、机关各科室」.

    The header is found by its words at any offset, in one row or two, on every sheet that is not
    hidden; merged cells count for each of their rows, and a line 局属单位 or 机关科室 alone is
    the kind of what stands under it. A unit named twice is one. Raises RosterUnreadable when no
    sheet has a column of names, RosterIsLedger for a ledger.
    """
    found: dict[str, RosterRow] = {}
    for sheet in workbook.sheets:
        if not sheet.is_hidden:
            _refuse_ledger(workbook, sheet)
            for row in _rows(sheet):
                found.setdefault(firm_key(row.name), row)
    if not found:
        raise RosterUnreadable(file=workbook.name)
    return tuple(found.values())


def _refuse_ledger(workbook: Workbook, sheet: Sheet) -> None:
    """Refuse a sheet that tells what was done for whom: its units would be taken for a roster."""
    header = find_header(sheet, {})
    if header and "firm" in header.fields and header.fields & {"date", "matter"}:
        raise RosterIsLedger(file=workbook.name)


def _rows(sheet: Sheet) -> Iterator[RosterRow]:
    rows = _filled(sheet)
    for number, cells in enumerate(rows):
        columns = _columns(cells)
        if "name" in columns:
            below = _second_level(rows[number + 1 : number + 2], columns["name"])
            yield from _units(rows[number + 1 + bool(below) :], columns | below)
            return


def _second_level(rows: Sequence[Cells], name: int) -> dict[str, int]:
    """Return the columns that a second row of headings names; none where a unit stands there."""
    columns = _columns(rows[0]) if rows else {}
    if not columns.keys() - {"name", "serial"}:
        return {}
    return columns if columns.get("name") == name or not _text(rows[0], name) else {}


def _filled(sheet: Sheet) -> list[list[Cell]]:
    """Return a sheet's rows with every merged cell holding what its range says."""
    rows = [list(row) for row in sheet.rows]
    for merge in sheet.merges:
        top = rows[merge.first_row - 1] if merge.first_row <= len(rows) else []
        said = top[merge.first_column - 1] if merge.first_column <= len(top) else None
        for row in rows[merge.first_row - 1 : merge.last_row]:
            row += [None] * (merge.last_column - len(row))
            row[merge.first_column - 1 : merge.last_column] = [said] * (
                merge.last_column - merge.first_column + 1
            )
    return rows


def _columns(cells: Cells) -> dict[str, int]:
    columns: dict[str, int] = {}
    for column, cell in enumerate(cells):
        field = _FIELD_OF.get(cleaned(original(cell)))
        if field:
            columns.setdefault(field, column)
    return columns


def _units(rows: Sequence[Cells], columns: Mapping[str, int]) -> Iterator[RosterRow]:
    section: UnitKind | None = None
    for cells in rows:
        texts = {field: _text(cells, column) for field, column in columns.items()}
        lone = {text for cell in cells if (text := clean_name(original(cell)))}
        if len(lone) == 1 and (said := _section(lone.pop())):
            section = said
        elif _is_unit(texts["name"]) and _columns(cells).get("name") != columns["name"]:
            yield _row(texts, section)


def _text(cells: Cells, column: int) -> str:
    text = clean_name(original(cells[column])) if column < len(cells) else ""
    return "" if says_nothing(text) else text


def _section(text: str) -> UnitKind | None:
    found = _SECTION.match(folded(text))
    return kind_said(found["kind"]) if found else None


def _is_unit(name: str) -> bool:
    return bool(name) and not _NOT_A_UNIT.fullmatch(folded(name))


def _row(texts: Mapping[str, str], section: UnitKind | None) -> RosterRow:
    name = "".join(texts["name"].split())
    aliases = (each.strip() for each in _SEPARATORS.split(texts.get("aliases", "")))
    return RosterRow(
        name=name,
        kind=kind_said(texts.get("kind", "")) or section or kind_of(name),
        leader=texts.get("leader") or None,
        deputy=texts.get("deputy") or None,
        contact=texts.get("contact") or None,
        aliases=tuple(each for each in aliases if each and firm_key(each) != firm_key(name)),
    )
