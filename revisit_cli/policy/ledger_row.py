"""One row of a ledger: whether it is one, and what it says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from unicodedata import normalize

from revisit_cli.document import clause
from revisit_cli.labels import ledger as labels
from revisit_cli.policy.credit_code import code_in, is_valid
from revisit_cli.policy.firm import clean_name, firms_in, is_no_firm, looks_like_firm, names_more
from revisit_cli.policy.heading import Header, field_of_heading, letters_of
from revisit_cli.policy.phone import Phones, read_phones
from revisit_cli.policy.service_date import read_date
from revisit_cli.policy.text import folded, original, plain, says_nothing
from revisit_cli.records.grid import Cell, CellError
from revisit_cli.records.ledger import Person, ReadRow

_TOTALS = re.compile(labels.TOTALS)
_REMARKS = re.compile(labels.REMARKS)
_COUNT = re.compile(labels.COUNT)
_NAMES = re.compile(r"[、,，/;；\s]+")
_CODE = re.compile(labels.COLUMN_CODE)


@dataclass(frozen=True, slots=True)
class Frame:
    """What the rows of one sheet share: names, header, unit from outside, merges to fill."""

    sheet: str
    header: Header
    unit: str | None
    unit_wins: bool
    month: str | None
    hidden_rows: frozenset[int]
    filled: Mapping[tuple[int, int], Cell] = field(default_factory=dict)


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


def kind_of_row(cells: Sequence[Cell], header: Header) -> str:
    """Return what a row is: service, blank, section, total, remark, header or code.

    A row is a service if something other than its serial number holds text, unless it says of
    itself that it is none and its firm cell is empty or a mere count.
    """
    firm_cell = cell_at(cells, first_column(header, "firm"))
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
    first = plain(original(cells[filled[0]]))
    said = _kind_by_words(first) or _kind_by_words(_second(cells, filled, header))
    if said and (said == "remark" or _is_empty_or_count(firm_cell)):
        return said if not _is_firm(firm_cell) else "service"
    if len(filled) == 1 and filled[0] != first_column(header, "firm"):
        return _kind_of_lone(filled[0], header)
    return "code" if all(_is_code(cells[c]) for c in filled) and len(filled) > 2 else "service"


@lru_cache(maxsize=65536)
def _is_ordinary(text: str) -> bool:
    return (
        looks_like_firm(text)
        and field_of_heading(text) is None
        and not _COUNT.fullmatch(folded(text))
    )


def _is_firm(cell: Cell) -> bool:
    return isinstance(cell, str) and _is_ordinary(cell)


def _is_bare(cells: Sequence[Cell], filled: Sequence[int], serial: int | None) -> bool:
    """Nothing but numbers in the serial column and perhaps a printed unit: a row of the form."""
    if not filled:
        return True
    text = plain(original(cells[filled[0]]))
    is_number = text.rstrip(".、．").isdecimal()
    return is_number if filled[0] == serial else serial is not None and len(filled) == 1


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


def _kind_of_lone(column: int, header: Header) -> str:
    fields = [columns[0] for columns in header.columns.values()]
    leftmost = min([*fields, *([] if header.serial is None else [header.serial])])
    return "section" if column <= leftmost else "service"


def _is_empty_or_count(cell: Cell) -> bool:
    if not is_filled(cell) or isinstance(cell, int | float):
        return True
    text = original(cell)
    return says_nothing(text) or bool(_COUNT.fullmatch(normalize("NFKC", plain(text))))


def _is_code(cell: Cell) -> bool:
    return bool(_CODE.fullmatch(plain(original(cell))))


def _repeats_header(cells: Sequence[Cell], header: Header) -> bool:
    found = 0
    for name, columns in header.columns.items():
        cell = cell_at(cells, columns[0])
        said = field_of_heading(cell) if isinstance(cell, str) else None
        found += said is not None and said[0] == name
    return found >= min(3, len(header.columns))


@clause("附表3")
def read_row(number: int, cells: Sequence[Cell], frame: Frame, section: str | None) -> ReadRow:
    """Return what one service row says, with every fault noted and nothing dropped."""
    notes: list[str] = []
    firm_text = _value(cells, number, frame, "firm")
    firm, proposed = _firm(original(firm_text), notes)
    unit = _unit(original(_value(cells, number, frame, "unit")), frame, section)
    if unit is None:
        notes.append("unit_missing")
    date_cell = _value(cells, number, frame, "date")
    served_on, date_notes = read_date(date_cell, frame.month)
    notes.extend(date_notes)
    contact, phones, phone_text = _reached(cells, number, frame)
    notes.extend(phones.notes)
    if number in frame.hidden_rows:
        notes.append("row_hidden")
    if any(cell.__class__ is CellError for cell in cells):
        notes.append("cell_error")
    text = _texts(cells, number, frame)
    credit_code = code_in(text("credit_code"))
    if credit_code and not is_valid(credit_code):
        notes.append("credit_code_invalid")
    return ReadRow(
        sheet=frame.sheet,
        row=number,
        unit=unit,
        officer=text("officer"),
        served_on=served_on,
        date_text=plain(original(date_cell)),
        place=text("place"),
        matter=text("matter"),
        completion=text("completion"),
        firm=firm,
        contact=contact,
        phone_text=phone_text,
        phones=phones.phones,
        people=phones.people,
        remark=text("remark"),
        credit_code=credit_code,
        notes=tuple(notes),
        cells=_cells(cells, frame.header),
        proposed_firms=proposed,
    )


def _value(cells: Sequence[Cell], number: int, frame: Frame, name: str) -> Cell:
    column = first_column(frame.header, name)
    cell = cell_at(cells, column)
    if frame.filled and column is not None and not is_filled(cell):
        return frame.filled.get((number, column), cell)
    return None if cell.__class__ is CellError else cell


class _texts:  # noqa: N801 - a closure with slots, made once a row
    __slots__ = ("cells", "frame", "number")

    def __init__(self, cells: Sequence[Cell], number: int, frame: Frame) -> None:
        self.cells, self.number, self.frame = cells, number, frame

    def __call__(self, name: str) -> str:
        return plain(original(_value(self.cells, self.number, self.frame, name)))


def _firm(text: str, notes: list[str]) -> tuple[str, tuple[str, ...]]:
    if says_nothing(text) or _COUNT.fullmatch(folded(text)):
        notes.append("firm_missing")
        return "", ()
    found = firms_in(text)
    name = clean_name(text)
    if len(found) > 1 or names_more(text):
        notes.append("several_firms")
        return name, found if len(found) > 1 else ()
    name = found[0] if found else name
    if is_no_firm(name):
        notes.append("not_a_firm")
    return name, ()


def _unit(text: str, frame: Frame, section: str | None) -> str | None:
    if frame.unit_wins:
        return frame.unit
    return (None if says_nothing(text) else clean_name(text)) or section or frame.unit


def _reached(cells: Sequence[Cell], number: int, frame: Frame) -> tuple[str, Phones, str]:
    columns = frame.header.columns.get("phone", ())
    contact_text = plain(original(_value(cells, number, frame, "contact")))
    contact = "" if says_nothing(contact_text) else contact_text
    if len(columns) > 1:
        texts = [original(cell_at(cells, column)) for column in columns]
        texts = [text for text in texts if not says_nothing(text)]
        cell: Cell = labels.PHONE_JOIN.join(texts)
    else:
        cell = _value(cells, number, frame, "phone")
    phones = read_phones(cell)
    if not phones.phones and any(sign.isdigit() for sign in contact):
        inside = read_phones(contact)
        if inside.phones:
            phones = inside
            contact = labels.NAME_JOIN.join(p.name for p in inside.people if p.name)
    return *_named(contact, phones), plain(original(cell))


def _named(contact: str, phones: Phones) -> tuple[str, Phones]:
    """Give each number its person: by name in its own cell, else by the contact column."""
    names = [person.name for person in phones.people]
    if not contact:
        return labels.NAME_JOIN.join(dict.fromkeys(name for name in names if name)), phones
    if not any(names) and phones.people:
        known = [name for name in _NAMES.split(contact) if name]
        if len(known) == len(phones.people) > 1:
            people = tuple(
                Person(name, person.phones)
                for name, person in zip(known, phones.people, strict=True)
            )
        else:
            people = (Person(contact, phones.phones),)
        return contact, Phones(people, phones.phones, phones.notes)
    return contact, phones


def _cells(cells: Sequence[Cell], header: Header) -> dict[str, str]:
    found: dict[str, str] = {}
    for column, cell in enumerate(cells):
        if cell is None or cell == "":
            continue
        name = header.headings.get(column) or f"#{column + 1}"
        key = f"{name} ({letters_of(column)})" if name in found else name
        found[key] = original(cell)
    return found
