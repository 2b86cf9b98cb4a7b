"""A receipt that was lost: a file's rows put together again out of what was kept of them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from revisit_cli.document import clause
from revisit_cli.labels.ledgers.ledger import DITTO
from revisit_cli.policy.firms.firm import clean_name, firms_in
from revisit_cli.policy.text import plain
from revisit_cli.policy.workbooks.heading import field_of
from revisit_cli.records.ledgers.importing import DecidedRow
from revisit_cli.records.ledgers.ledger import ReadRow
from revisit_cli.records.ledgers.stored import KeptWords

# A field and the column that keeps what was understood of it.
_KEPT: Final = {
    "unit": "unit_text",
    "officer": "officer",
    "date": "date_text",
    "place": "place",
    "matter": "matter",
    "completion": "completion",
    "firm": "firm_text",
    "contact": "contact_text",
    "phone": "phone_text",
    "remark": "remark",
}


@clause("三(一)1", "R14")
def rows_again(stored: Sequence[KeptWords]) -> tuple[list[DecidedRow], Counter[str]]:
    """Return the rows that still belong on a file's receipt, and how many a month no longer do.

    ``stored`` are all rows the file brought, in its order. A row that was corrected or withdrawn
    since is left out: sent back with the others, its old words would undo the correction. A held
    row that came in since stands there as what it came in as.
    """
    there = [row for row in stored if not _is_over(row)]
    over = Counter(row.month for row in stored if _is_over(row) and not _came_in(row))
    return [each for table in _tables(there) for each in table.decided()], over


def _is_over(row: KeptWords) -> bool:
    return bool(row.replaced_by or row.voided_at or row.is_twin_gone)


def _came_in(row: KeptWords) -> bool:
    return bool(row.state == "held" and row.replaced_by)


@dataclass(slots=True)
class _Table:
    """Rows under one header: what was kept of each, its cells, the headings in their order."""

    rows: list[KeptWords] = field(default_factory=list)
    cells: list[Mapping[str, str]] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)

    def takes(self, cells: Mapping[str, str]) -> bool:
        """Tell whether a row may stand under the header: no other word of it for one field."""
        own = {name: heading for heading in self.headings if (name := field_of(heading))}
        return all(own.get(field_of(heading) or "", heading) == heading for heading in cells)

    def add(self, row: KeptWords, cells: Mapping[str, str]) -> None:
        """Add a row, and each heading it has first after the one that stands before it there."""
        at = 0
        for heading in cells:
            if heading not in self.headings:
                self.headings.insert(at, heading)
            at = self.headings.index(heading) + 1
        self.rows.append(row)
        self.cells.append(cells)

    def decided(self) -> Iterator[DecidedRow]:
        """Yield the rows as they were when they had been decided."""
        headings, fields = tuple(self.headings), _fields(self)
        for row, cells in zip(self.rows, self.cells, strict=True):
            texts = tuple(cells.get(heading, "") for heading in headings)
            yield _decided(row, headings, fields, texts)


def _tables(rows: Sequence[KeptWords]) -> Iterator[_Table]:
    tables: dict[str, list[_Table]] = {}
    for row in rows:
        cells = row.cells
        known = tables.setdefault(row.sheet, [])
        table = next((each for each in known if each.takes(cells)), None)
        if table is None:
            known.append(table := _Table())
        table.add(row, cells)
    for known in tables.values():
        yield from known


def _fields(table: _Table) -> tuple[str, ...]:
    """Return the field that each heading's column held: by its word, and by what it gave.

    A clerk may have mapped a heading that names no field, and a header of two levels is kept as
    one word: there only the texts tell.
    """
    claims = []
    for place, heading in enumerate(table.headings):
        named = field_of(heading)
        for name in {*_KEPT, named or ""} - {""}:
            surety = 2 * _agrees(table, heading, name) + (named == name)
            if surety:
                claims.append((-surety, place, name))
    found: dict[int, str] = {}
    for _, place, name in sorted(claims):
        if place not in found and (name == "phone" or name not in found.values()):
            found[place] = name
    return tuple(found.get(place, "") for place in range(len(table.headings)))


def _agrees(table: _Table, heading: str, name: str) -> bool:
    """Tell whether a column says what was understood of a field, wherever both say something."""
    if name not in _KEPT:
        return False
    pairs = [
        (cells[heading], getattr(row, _KEPT[name]))
        for row, cells in zip(table.rows, table.cells, strict=True)
        if getattr(row, _KEPT[name])
        and cells.get(heading, "").strip()
        and cells[heading] not in DITTO
    ]
    return bool(pairs) and all(
        kept in (plain(text), clean_name(text), *firms_in(text)) for text, kept in pairs
    )


def _decided(
    row: KeptWords, headings: tuple[str, ...], fields: tuple[str, ...], texts: tuple[str, ...]
) -> DecidedRow:
    notes = row.notes
    read = ReadRow(
        sheet=row.sheet,
        row=row.row,
        unit=row.unit_text,
        officer=row.officer or "",
        served_on=None,
        date_text=row.date_text or "",
        place=row.place or "",
        matter=row.matter or "",
        completion=row.completion or "",
        firm=row.firm_text or "",
        contact=row.contact_text or "",
        phone_text=row.phone_text or "",
        phones=(),
        people=(),
        remark=row.remark or "",
        credit_code="",
        notes=notes,
        headings=headings,
        fields=fields,
        texts=texts,
        proposed_firms=_proposed(row, notes, dict(zip(fields, texts, strict=True))),
    )
    return DecidedRow(read, row.month, row.unit, row.state, notes, "")


def _proposed(row: KeptWords, notes: Sequence[str], by_field: Mapping[str, str]) -> tuple[str, ...]:
    if "several_firms" not in notes:
        return ()
    found = firms_in(by_field.get("firm") or row.firm_text or "")
    return found if len(found) > 1 else ()
