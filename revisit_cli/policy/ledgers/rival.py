"""Columns with the same claim: which of them is meant, and what to ask where nobody can tell."""

from collections.abc import Iterable, Sequence

from revisit_cli.document import clause
from revisit_cli.errors.ledgers.ledger import HeadingsAmbiguous, RolesAmbiguous, SideUnclear
from revisit_cli.labels.ledgers import ledger as labels
from revisit_cli.policy.firms.firm import firm_key
from revisit_cli.policy.ledgers.block import Block
from revisit_cli.policy.ledgers.date_parts import with_dates_of_parts, with_joined_dates
from revisit_cli.policy.ledgers.row_kind import cell_at, is_filled
from revisit_cli.policy.text import plain
from revisit_cli.policy.workbooks.heading import Header
from revisit_cli.policy.workbooks.side import is_role
from revisit_cli.records.ledgers.ledger import ReadRow
from revisit_cli.records.value import replace
from revisit_cli.records.workbooks.grid import Workbook, letters_of


@clause("二(一)")
def settled(workbook: Workbook, block: Block, *, each_firm: bool) -> tuple[Block, ...]:
    """Return a table with one column a field: of two with the same claim the one that holds any.

    A heading that is merged over two columns claims both. Where each firm of a row is wanted, the
    table comes once for every column of firms. Raises HeadingsAmbiguous, RolesAmbiguous and
    SideUnclear where it matters and both hold something.
    """
    block = with_dates_of_parts(block)
    header = block.header
    whole = with_joined_dates(block, header.rivals.get("date", ()))
    is_joined = whole is not block
    block, below = whole, whole.sheet.rows[whole.first - 1 : whole.last]

    def holds(column: int) -> bool:
        return any(is_filled(cell_at(cells, column)) for cells in below)

    for column in filter(holds, header.unclear):
        raise _side_unclear(workbook, block, column)
    chosen = dict(header.columns)
    for name, rivals in header.rivals.items():
        columns = [column for column in rivals if holds(column)]
        if name == "date" and is_joined:
            chosen[name] = rivals  # The first holds the whole day; the others are its parts.
            continue
        chosen[name] = tuple(columns[:1]) or chosen[name]
        if name == "firm" and each_firm and len(columns) > 1:
            return tuple(
                block.under(_of_firm(header, column, sorted(columns))) for column in sorted(columns)
            )
        if name in ("firm", "unit", "date") and len(columns) > 1:
            raise _ambiguous(workbook, block, name, sorted(columns))
    return (block.under(replace(header, columns=chosen)) if header.rivals else block,)


def _of_firm(header: Header, column: int, columns: Sequence[int]) -> Header:
    """Return a header whose firm is one of several: with whoever stands between it and the next.

    Where none of them has anybody of its own, all share whom the row names.
    """
    own: dict[str, tuple[int, ...]] = {}
    for name in ("contact", "phone"):
        found = header.columns.get(name, ())
        near = {c: max((f for f in columns if f < c), default=c) for c in found}
        if len(set(near.values())) > 1 or not set(near.values()) <= {columns[-1], *found}:
            found = tuple(c for c in found if near[c] == column)
        own[name] = found
    kept = {name: places for name, places in own.items() if places}
    rest = {name: places for name, places in header.columns.items() if name not in own}
    return replace(header, columns={**rest, **kept, "firm": (column,)}, rivals={})


def each_firm_once(rows: Iterable[ReadRow]) -> list[ReadRow]:
    """Return rows that were read once for each column of firms: one for each firm of a row."""
    by_row: dict[int, dict[str, ReadRow]] = {}
    for row in rows:
        by_row.setdefault(row.row, {}).setdefault(firm_key(row.firm), row)
    found: list[ReadRow] = []
    for _, firms in sorted(by_row.items()):
        named = [row for key, row in firms.items() if key]
        found.extend(named or firms.values())
    return found


def _ambiguous(
    workbook: Workbook, block: Block, name: str, columns: Sequence[int]
) -> HeadingsAmbiguous | RolesAmbiguous:
    header, letters = block.header, [letters_of(column) for column in columns]
    are_roles = name == "firm" and all(is_role(header.headings[column]) for column in columns)
    refusal = RolesAmbiguous if are_roles else HeadingsAmbiguous
    return refusal(
        place=labels.place_of(workbook.name, plain(block.sheet.name)),
        file=workbook.name,
        sheet=plain(block.sheet.name),
        field=labels.FIELD_WORDS[name],
        columns=labels.NAME_JOIN.join(
            f"{letter}{header.rows[-1]} {plain(header.headings[column])}"
            for letter, column in zip(letters, columns, strict=True)
        ),
        example=f"{letters[0]}={labels.FIELD_WORDS[name]}",
    )


def _side_unclear(workbook: Workbook, block: Block, column: int) -> SideUnclear:
    header = block.header
    name = next(n for n, columns in header.columns.items() if column in columns)
    return SideUnclear(
        place=labels.place_of(workbook.name, plain(block.sheet.name)),
        column=plain(header.headings[column]),
        beside=plain(header.headings.get(column - 1, "")),
        letter=letters_of(column),
        field=labels.FIELD_WORDS[name],
    )
