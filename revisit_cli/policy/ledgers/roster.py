"""Reading a roster of units out of whatever workbook holds it."""

import re
from collections.abc import Iterator, Mapping, Sequence

from revisit_cli.document import clause
from revisit_cli.errors.ledgers.unit import RosterIsLedger, RosterUnreadable
from revisit_cli.labels.ledgers import unit as labels
from revisit_cli.labels.ledgers.ledger import ERROR_TEXT
from revisit_cli.pattern import pattern
from revisit_cli.policy.firms.firm import clean_name, firm_key, names_nothing
from revisit_cli.policy.ledgers.unit import LONGEST_NAME, kind_of, kind_said
from revisit_cli.policy.text import folded, original, says_nothing
from revisit_cli.policy.workbooks.heading import cleaned, find_header
from revisit_cli.records.code import UnitKind
from revisit_cli.records.ledgers.unit import RosterRow, RosterSkipped
from revisit_cli.records.workbooks.grid import Cell, Sheet, Workbook

_FIELD_OF = {
    folded(word).casefold(): field
    for field, words in labels.ROSTER_HEADINGS.items()
    for word in words.split()
}
_SEPARATORS = pattern(f"[{re.escape(labels.ALIAS_SEPARATORS)}]+")
_NOT_A_UNIT = pattern(labels.NOT_A_UNIT)
_SECTION = pattern(labels.SECTION)
_ERROR_TEXT = pattern(ERROR_TEXT)

Cells = Sequence[Cell]


@clause("三(一)1")
def read_roster(workbook: Workbook) -> tuple[tuple[RosterRow, ...], tuple[RosterSkipped, ...]]:
    """Return the units that a workbook lists, and the rows that name none or one named before.

    「局属各单位、机关各科室」

    The header is found by its words at any offset, in one row or two, on every sheet that is not
    hidden; merged cells count for each of their rows, and a line 局属单位 or 机关科室 alone is
    the kind of what stands under it. A unit named twice is one. Raises RosterUnreadable when no
    sheet has a column of names, RosterIsLedger for a ledger.
    """
    found: dict[str, RosterRow] = {}
    skipped: list[RosterSkipped] = []
    for sheet in workbook.sheets:
        if not sheet.is_hidden:
            _refuse_ledger(workbook, sheet)
            for number, row in _rows(sheet):
                if row is None:
                    skipped.append(RosterSkipped(sheet.name, number, "no_unit"))
                elif found.setdefault(firm_key(row.name), row) is not row:
                    skipped.append(RosterSkipped(sheet.name, number, "repeated"))
    if not found:
        raise RosterUnreadable(file=workbook.name)
    return tuple(found.values()), tuple(skipped)


def _refuse_ledger(workbook: Workbook, sheet: Sheet) -> None:
    """Refuse a sheet that tells what was done for whom: its units would be taken for a roster."""
    header = find_header(sheet, {})
    if header and "firm" in header.fields and header.fields & {"date", "matter"}:
        raise RosterIsLedger(file=workbook.name)


def _rows(sheet: Sheet) -> Iterator[tuple[int, RosterRow | None]]:
    """Yield the 1-based numbers of the filled rows under the header, each with its unit or None."""
    rows = _filled(sheet)
    for number, cells in enumerate(rows):
        columns = _columns(cells)
        if "name" in columns:
            below = _second_level(rows[number + 1 : number + 2], columns["name"])
            first = number + 1 + bool(below)
            yield from _units(first + 1, rows[first:], columns | below)
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


def _units(
    first: int, rows: Sequence[Cells], columns: Mapping[str, int]
) -> Iterator[tuple[int, RosterRow | None]]:
    section: UnitKind | None = None
    for number, cells in enumerate(rows, first):
        texts = {field: _text(cells, column) for field, column in columns.items()}
        said = [text for cell in cells if (text := clean_name(original(cell)))]
        kind = _section(said[0]) if len(set(said)) == 1 else None
        if kind is not None:
            section = kind
        elif _columns(cells).get("name") == columns["name"]:
            continue  # The header again.
        elif _is_unit(texts["name"]):
            yield number, _row(texts, section)
        elif said and not (said == [texts.get("serial")] and names_nothing(said[0])):
            yield number, None


def _text(cells: Cells, column: int) -> str:
    text = clean_name(original(cells[column])) if column < len(cells) else ""
    return "" if says_nothing(text) else text


def _section(text: str) -> UnitKind | None:
    found = _SECTION.match(folded(text))
    return kind_said(found["kind"]) if found else None


def _is_unit(name: str) -> bool:
    """Tell whether a cell names a unit, and no total, error, number or sign."""
    if not name or _NOT_A_UNIT.fullmatch(folded(name)) or _ERROR_TEXT.fullmatch(name):
        return False
    return not names_nothing(name) and len(name) <= LONGEST_NAME


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
