"""Rosters: which units there are, of which kind, and what else they are called."""

import re
from collections.abc import Sequence

from revisit_cli.document import clause
from revisit_cli.errors.unit import RosterUnreadable
from revisit_cli.labels.unit import ALIAS_SEPARATORS, KINDS, OFFICE_ENDINGS, ROSTER_HEADINGS
from revisit_cli.policy.firm import clean_name
from revisit_cli.policy.heading import cleaned
from revisit_cli.policy.ledger import text_of
from revisit_cli.records.grid import Cell, Workbook
from revisit_cli.records.unit import RosterRow

_FIELD_OF = {word: field for field, words in ROSTER_HEADINGS.items() for word in words}
_SEPARATORS = re.compile(f"[{re.escape(ALIAS_SEPARATORS)}]+")


@clause("三(一)1")
def read_roster(workbook: Workbook) -> tuple[RosterRow, ...]:
    """Return the units that a workbook lists: 「局属各单位、机关各科室」.

    Raises RosterUnreadable when no sheet has a column of names.
    """
    for sheet in workbook.sheets:
        for number, row in enumerate(sheet.rows):
            columns = _columns(row)
            if "name" in columns:
                rows = [_row(cells, columns) for cells in sheet.rows[number + 1 :]]
                found = {each.name: each for each in rows if each.name}
                if found:
                    return tuple(found.values())
    raise RosterUnreadable(file=workbook.name)


def kind_of(name: str, word: str = "") -> str:
    """Return bureau_unit or office by the roster's own word, else by how the name ends."""
    for kind, label in KINDS.items():
        if word and (word in label or label in word):
            return kind
    return "office" if name.endswith(OFFICE_ENDINGS) else "bureau_unit"


def _columns(row: Sequence[Cell]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for column, cell in enumerate(row):
        field = _FIELD_OF.get(cleaned(text_of(cell)))
        if field:
            columns.setdefault(field, column)
    return columns


def _row(cells: Sequence[Cell], columns: dict[str, int]) -> RosterRow:
    text = {
        field: clean_name(text_of(cells[column])) if column < len(cells) else ""
        for field, column in columns.items()
    }
    name = "".join(text["name"].split())
    aliases = tuple(a for a in _SEPARATORS.split(text.get("aliases", "")) if a.strip())
    return RosterRow(
        name=name,
        kind=kind_of(name, text.get("kind", "")),
        leader=text.get("leader") or None,
        deputy=text.get("deputy") or None,
        contact=text.get("contact") or None,
        aliases=aliases,
    )
