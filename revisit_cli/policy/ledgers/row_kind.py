"""What a row of a table is: a service, or a total, a remark, a section, a header again."""

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import Final
from unicodedata import normalize

from revisit_cli.document import clause
from revisit_cli.labels.ledgers import ledger as labels
from revisit_cli.pattern import pattern
from revisit_cli.policy.firms.firm import is_company_alone, looks_like_firm, names_company
from revisit_cli.policy.text import folded, original, plain, says_nothing
from revisit_cli.policy.workbooks.heading import Header, field_of_heading
from revisit_cli.records.workbooks.grid import Cell, Number

_TOTALS = pattern(labels.TOTALS)
_REMARKS = pattern(labels.REMARKS)
_SUBTOTAL = pattern(labels.SUBTOTAL)
_NONE_SAID = pattern(labels.NONE_SAID)
_ASKS_FOR_ZERO = pattern(labels.ASKS_FOR_ZERO)
_ZERO_TITLE = pattern(labels.ZERO_TITLE)
_MAY_SAY_NONE = pattern(labels.MAY_SAY_NONE)
_COUNT = pattern(labels.COUNT)
_CODE = pattern(labels.COLUMN_CODE)
_SECTION_COUNT = pattern(labels.SECTION_COUNT)
_SECTION_NUMBER = pattern(labels.SECTION_NUMBER)
_OFFICE = pattern(labels.OFFICE)
_EXAMPLE_MARK = pattern(labels.EXAMPLE_MARK)
_EXAMPLE_FIRM = pattern(labels.EXAMPLE_FIRM)
_EXAMPLE_SAID = pattern(labels.EXAMPLE_SAID)
_EXAMPLE_MASKED = pattern(labels.EXAMPLE_MASKED)
_EXAMPLE_PHONE = pattern(labels.EXAMPLE_PHONE)
_FOOT_LABEL = pattern(labels.FOOT_LABEL)
_LABELLED = pattern(labels.LABELLED)
_DAY = pattern(labels.DAY_SIGNED)
_MOST_IN_REMARK: Final = 3
_MOST_COUNTED: Final = 10_000
_LONGEST_COUNT: Final = 8
_ROWS_AT_ONCE: Final = 2_000
_NOUGHTS: Final = "0" * 8


def cell_at(cells: Sequence[Cell], column: int | None) -> Cell:
    """Return a cell by 0-based column; None beyond the row's end and for no column."""
    return cells[column] if column is not None and column < len(cells) else None


def first_column(header: Header, name: str) -> int | None:
    """Return the 0-based column of a field, or None."""
    columns = header.columns.get(name)
    return columns[0] if columns else None


@lru_cache(maxsize=65536)
def _holds_text(cell: str) -> bool:
    return bool(plain(cell))


def is_filled(cell: Cell) -> bool:
    """Tell whether a cell holds anything to be seen."""
    if isinstance(cell, str):
        return bool(cell) and _holds_text(cell)
    return cell is not None


def is_ditto(cell: Cell) -> bool:
    """Tell whether a cell says that it is what the cell above it is."""
    return cell.__class__ is str and cell in labels.DITTO


@clause("附表3")
def kind_of_row(cells: Sequence[Cell], header: Header) -> str:
    """Return what a row is: service, blank, section, total, remark, header, code, none, example.

    A row is a service if something other than its serial number holds text, unless it says of
    itself that it is none and its firm cell is empty or a mere count.
    """
    firm_cell = cell_at(cells, first_column(header, "firm"))
    if is_example(cells, header):
        return "example"
    if isinstance(firm_cell, str) and _is_ordinary(firm_cell):
        return "service"
    filled = [column for column, cell in enumerate(cells) if is_filled(cell)]
    unit = first_column(header, "unit")
    if not [c for c in filled if c not in (header.serial, unit)] and _is_bare(
        cells, filled, header.serial
    ):
        return "blank"
    if _repeats_header(cells, header):
        return "header"
    if _says_none(cells, filled, (header.serial, unit)):
        return "none"
    if said := _kind_said(cells, filled, header, firm_cell):
        return said
    if len(filled) == 1:
        return _kind_of_lone(cells[filled[0]], filled[0], header)
    return "code" if all(_is_code(cells[c]) for c in filled) and len(filled) > 2 else "service"


def is_example(cells: Sequence[Cell], header: Header) -> bool:
    """Tell whether a row shows how to fill in the form, by its number, its firm or both marks.

    A mark elsewhere, as in the remarks, counts where the firm or the number is made up too.
    """
    marks = [column for column, cell in enumerate(cells) if _is_mark(cell)]
    firm = first_column(header, "firm")
    if any(column in (0, header.serial) and column != firm for column in marks):
        return True
    cell = cell_at(cells, firm)
    name = folded(cell) if isinstance(cell, str) else ""
    if _EXAMPLE_SAID.match(name):
        return True
    has_number = _is_example_phone(cell_at(cells, first_column(header, "phone")))
    if _EXAMPLE_FIRM.fullmatch(name):
        return bool(marks) or has_number or labels.SOMEBODY not in name
    return has_number and bool(marks or _EXAMPLE_MASKED.fullmatch(name))


def _is_mark(cell: Cell) -> bool:
    # Words are Chinese: a hundred thousand serial numbers are not looked at any further.
    return isinstance(cell, str) and not cell.isascii() and _says_example(cell)


@lru_cache(maxsize=16384)
def _says_example(text: str) -> bool:
    return bool(_EXAMPLE_MARK.fullmatch(folded(text)))


def _is_example_phone(cell: Cell) -> bool:
    # So are plain numbers: those that are examples end in noughts.
    if isinstance(cell, str):
        if cell.isascii() and cell.isdecimal() and not cell.endswith(_NOUGHTS):
            return False
    elif isinstance(cell, int | float) and cell % 10 ** len(_NOUGHTS):
        return False
    return _is_masked_or_noughts(cell)


@lru_cache(maxsize=16384)
def _is_masked_or_noughts(cell: Cell) -> bool:
    return bool(_EXAMPLE_PHONE.fullmatch(folded(original(cell))))


def _kind_said(
    cells: Sequence[Cell], filled: Sequence[int], header: Header, firm_cell: Cell
) -> str:
    """Return total or remark where a row says so of itself, else nothing.

    A unit or an officer may bear a name like 审核科: a row that holds as much as a service does is
    a remark only if it has two labels or more, as lines for signatures have.
    """
    first = plain(original(cells[filled[0]]))
    second = _second(cells, filled, header)
    said = _kind_by_words(first) or _kind_by_words(second)
    adds_up = any(map(_SUBTOTAL.search, (first, second)))
    if not said and adds_up and any(map(_counts, cells)):
        said = "total"
    if said == "total":
        says_itself = filled[0] == first_column(header, "firm")
        return said if says_itself or _is_empty_or_count(firm_cell) else ""
    names_firm = len(filled) > 2 and not _is_empty_or_count(firm_cell)
    if _is_signed(cells, filled, first_column(header, "date")):
        return "remark"
    if said and (names_firm or len(filled) > _MOST_IN_REMARK):
        labels_there = sum(_is_foot_label(plain(original(cells[column]))) for column in filled)
        return said if labels_there > 1 else ""
    return said


def _is_signed(cells: Sequence[Cell], filled: Sequence[int], served: int | None) -> bool:
    """Tell whether each text of a row has its label, in its cell or the one before, but for the day
    it was signed on.

    A day in the column ``served`` of such is a service's.
    """
    before = dict(zip(filled[1:], filled, strict=False))
    bare = [
        column
        for column in filled
        if not _is_labelled(cells[column])
        and not (column in before and _is_label(cells[before[column]]))
    ]
    return not bare or (
        len(bare) == 1 < len(filled) and bare[0] != served and _is_day(cells[bare[0]])
    )


def _is_day(cell: Cell) -> bool:
    return isinstance(cell, date) or (isinstance(cell, str) and bool(_DAY.fullmatch(folded(cell))))


def _is_labelled(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(_LABELLED.fullmatch(plain(cell)))


def _is_label(cell: Cell) -> bool:
    """Tell whether a cell is the label of what stands to its right: 科长签字：."""
    return _is_labelled(cell) and plain(original(cell)).endswith(tuple(labels.COLONS.strip()))


def _counts(cell: Cell) -> bool:
    """Tell whether a cell holds a count of rows; a telephone number is none."""
    if isinstance(cell, Number):
        cell = cell.value
    if isinstance(cell, int | float):
        return 0 <= cell < _MOST_COUNTED
    return isinstance(cell, str) and len(cell) < _LONGEST_COUNT and is_count(cell)


def _says_none(
    cells: Sequence[Cell], filled: Sequence[int], beside: tuple[int | None, int | None]
) -> bool:
    """Tell whether a row says that there is nothing: 无 or / in all its cells, 本月无涉企事项.

    ``beside`` are the columns of the serial number and the unit, which may hold theirs.
    """
    texts = [original(cells[column]) for column in filled if column not in beside]
    if not texts:
        lone = original(cells[filled[0]])
        return len(filled) == 1 and (none_said(lone) or _is_word_for_nothing(lone))
    return all(says_nothing(text) or none_said(text) for text in texts)


def _is_word_for_nothing(text: str) -> bool:
    """Tell whether a text is a word and not a mere sign: 无, and no stroke."""
    return says_nothing(text) and any(map(str.isalpha, text))


def none_said(text: str) -> bool:
    """Tell whether a text says of a month that nothing was served: 本月无涉企事项, 零报告."""
    return bool(_MAY_SAY_NONE.search(text) and _NONE_SAID.fullmatch(folded(text)))


@clause("R29", "R13")
def is_zero_title(text: str) -> bool:
    """Tell whether a line over a table says that it is a zero report, and does not ask for one."""
    says_so = none_said(text) or bool(_ZERO_TITLE.fullmatch(folded(text)))
    return says_so and not asks_for_zero(text)


def asks_for_zero(text: str) -> bool:
    """Tell whether a text asks for a zero report where there is nothing, and is none itself."""
    return bool(_ASKS_FOR_ZERO.search(text))


def is_ordinary(cell: Cell) -> bool:
    """Tell whether a cell holds an ordinary firm's name: no heading, no mere count."""
    return isinstance(cell, str) and _is_ordinary(cell)


def odd_rows(
    rows: Sequence[Sequence[Cell]], header: Header, first: int, last: int
) -> Iterator[int]:
    """Yield which of the rows ``first`` to ``last``, 1-based, name no ordinary firm, or may be
    examples.

    They are few, and all others are services: only these need to be looked at one by one.
    """
    place, phone = first_column(header, "firm"), first_column(header, "phone")
    column = sys.maxsize if place is None else place
    marked = {0, 0 if header.serial is None else header.serial} - {column}
    met: set[Cell] = set()
    ordinary: set[Cell] = set()
    for start in range(first, last + 1, _ROWS_AT_ONCE):
        batch = rows[start - 1 : min(start - 1 + _ROWS_AT_ONCE, last)]
        firms = _column(batch, column)
        new = set(firms) - met
        met |= new
        ordinary.update(filter(is_ordinary, new))
        odd = {number for number, firm in enumerate(firms, start) if firm not in ordinary}
        for place in marked:
            odd.update(_where(batch, start, place, _is_mark))
        if phone is not None:
            odd.update(_where(batch, start, phone, _is_example_phone))
        yield from sorted(odd)


def _where(
    batch: Sequence[Sequence[Cell]], start: int, place: int, says: Callable[[Cell], bool]
) -> list[int]:
    """Return the rows whose cell in a column says something; each different cell is asked once."""
    column = _column(batch, place)
    found = {cell for cell in set(column) if says(cell)}
    return [number for number, cell in enumerate(column, start) if cell in found] if found else []


def _column(batch: Sequence[Sequence[Cell]], place: int) -> list[Cell]:
    """Return the cells of a column, None where a row is short."""
    try:
        return list(map(itemgetter(place), batch))
    except IndexError:
        return [cells[place] if place < len(cells) else None for cells in batch]


@lru_cache(maxsize=65536)
def _is_ordinary(text: str) -> bool:
    return is_company_alone(text) or _is_firm_only(text)


def _is_firm_only(text: str) -> bool:
    return (
        looks_like_firm(text)
        and not _EXAMPLE_FIRM.fullmatch(folded(text))
        and not _EXAMPLE_SAID.match(folded(text))
        and field_of_heading(text) is None
        and not none_said(text)
        and not _COUNT.fullmatch(folded(text))
    )


def _is_bare(cells: Sequence[Cell], filled: Sequence[int], serial: int | None) -> bool:
    """Nothing but numbers in the serial column and perhaps a printed unit: a row of the form."""
    if not filled:
        return True
    text = plain(original(cells[filled[0]]))
    if filled[0] == serial:
        return text.rstrip(".、．").isdecimal()
    says_more = names_company(text) or none_said(text)
    return serial is not None and len(filled) == 1 and not says_more


def _second(cells: Sequence[Cell], filled: Sequence[int], header: Header) -> str:
    if len(filled) < 2 or filled[0] != header.serial:
        return ""
    return plain(original(cells[filled[1]]))


@lru_cache(maxsize=16384)
def _kind_by_words(text: str) -> str:
    text = normalize("NFKC", text)
    if _TOTALS.match(text.replace(" ", "")):
        return "total"
    return "remark" if _REMARKS.match(text) else ""


def _is_foot_label(text: str) -> bool:
    return _kind_by_words(text) == "remark" or _FOOT_LABEL.fullmatch(text) is not None


def is_remark(text: str) -> bool:
    """Tell whether a line is such as stands under a table: who filled it in, when, remarks."""
    return _kind_by_words(plain(text)) == "remark"


def _kind_of_lone(cell: Cell, column: int, header: Header) -> str:
    text, is_firm = original(cell), column == first_column(header, "firm")
    # Under a column of numbers or days a bare number may be one of these.
    if is_count(text) and (is_firm or not text.strip().isdecimal()):
        return "total"
    if is_firm:
        return "section" if _names_office(plain(text)) else "service"
    if names_company(text):
        return "service"
    fields = [columns[0] for columns in header.columns.values()]
    leftmost = min([*fields, *([] if header.serial is None else [header.serial])])
    return "section" if column <= leftmost else "service"


def _names_office(text: str) -> bool:
    """Tell whether a lone text names an office as no firm is named: 一、审批科（2家）."""
    bare = _SECTION_NUMBER.sub("", _SECTION_COUNT.sub("", normalize("NFKC", text)))
    return bool(_OFFICE.fullmatch(bare.strip()))


def _is_empty_or_count(cell: Cell) -> bool:
    if not is_filled(cell) or isinstance(cell, int | float | Number):
        return True
    text = original(cell)
    return says_nothing(text) or is_count(text)


def is_count(text: str) -> bool:
    """Tell whether a text is a mere count of firms, such as 5家."""
    return bool(_COUNT.fullmatch(folded(text)))


def holds_no_name(text: str) -> bool:
    """Tell whether a text says nothing, a mere count, or what a column is called."""
    return says_nothing(text) or is_count(text) or field_of_heading(text) is not None


def _is_code(cell: Cell) -> bool:
    return bool(_CODE.fullmatch(plain(original(cell))))


def _repeats_header(cells: Sequence[Cell], header: Header) -> bool:
    found = 0
    for name, columns in header.columns.items():
        cell = cell_at(cells, columns[0])
        said = field_of_heading(cell) if isinstance(cell, str) else None
        found += said is not None and said[0] == name
    return found >= min(3, len(header.columns))
