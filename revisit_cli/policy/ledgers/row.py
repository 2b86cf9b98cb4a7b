"""The rows of a ledger: what each of them says."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, repeat
from typing import NamedTuple, cast

from revisit_cli.document import clause
from revisit_cli.labels.firms.firm import COMPANY_ENDS, ENDS_OF_BRACKETS
from revisit_cli.labels.ledgers import ledger as labels
from revisit_cli.pattern import pattern
from revisit_cli.policy.firms.credit_code import code_in, is_valid, parted
from revisit_cli.policy.firms.firm import (
    bare_name,
    firms_in,
    is_company_alone,
    is_no_firm,
    is_reordered,
    may_be_heading,
    may_name_person,
    names_more,
    names_nothing,
    person_beside,
)
from revisit_cli.policy.firms.phone import is_mobile, read_phones
from revisit_cli.policy.ledgers.row_kind import (
    first_column,
    holds_no_name,
    is_ditto,
    is_filled,
    is_ordinary,
)
from revisit_cli.policy.ledgers.service_date import read_date
from revisit_cli.policy.ledgers.services import WIDEST, Services, SharedFacts
from revisit_cli.policy.ledgers.unit_cell import units_of
from revisit_cli.policy.text import original, plain, says_nothing
from revisit_cli.policy.workbooks.heading import Header
from revisit_cli.records.firms.person import Person
from revisit_cli.records.ledgers.ledger import ReadRow, lost, unreadable
from revisit_cli.records.workbooks.grid import Cell, CellError, letters_of

_CANCELLED = pattern(labels.CANCELLED)
_CANCELLED_BEHIND = pattern(labels.CANCELLED_BEHIND)
_DIGIT = pattern("[0-9]")
_PHONE_IN_NAME = pattern(labels.PHONE_IN_NAME)
_NAMED = ("unit", "firm")
_NAMES = pattern(r"[、,，/;；\s]+")
_ERROR_TEXT = pattern(labels.ERROR_TEXT)


@clause("附表3")
def read_rows(services: Services, shared: SharedFacts) -> list[ReadRow]:
    """Return what service rows say, with every fault noted and nothing dropped.

    Worked by column and not by row: a long ledger holds few different units, days and matters,
    and each of them is understood once.
    """
    if not services.rows:
        return []
    columns = _Columns(services, shared)
    texts, contacts = _apart(columns.originals("firm"), columns.originals("contact"))
    firms = list(map(_firm, texts))
    days = [read_date(cell, shared.cycle) for cell in columns.cells("date")]
    reached = list(map(_reached, contacts, _numbers(columns.phones(), firms)))
    named = [firm.name for firm in firms]
    units = units_of(columns.originals("unit"), named, services.sections, shared.unit)
    codes = [
        _code(text or firm.code)
        for text, firm in zip(columns.originals("credit_code"), firms, strict=True)
    ]
    notes = [
        firm.notes + unit.notes + dated + who.notes
        for firm, unit, (_, dated), who in zip(firms, units, days, reached, strict=True)
    ]
    for index, note in chain(columns.marks(), _code_notes(codes), _alone(columns, firms)):
        notes[index] += (note,)
    by_field: dict[str, Iterable[object]] = {
        "sheet": repeat(shared.sheet),
        "row": services.numbers,
        "unit": [unit.name for unit in units],
        "officer": columns.texts("officer"),
        "served_on": [day for day, _ in days],
        "date_text": columns.texts("date"),
        "place": columns.texts("place"),
        "matter": columns.texts("matter"),
        "completion": columns.texts("completion"),
        "firm": named,
        "contact": [who.contact for who in reached],
        "phone_text": [who.text for who in reached],
        "phones": [who.phones for who in reached],
        "people": [who.people for who in reached],
        "remark": columns.texts("remark"),
        "credit_code": [code.text for code in codes],
        "notes": notes,
        "proposed_firms": [firm.proposed for firm in firms],
        **_whole_rows(services, shared.header, columns),
    }
    values = zip(*(by_field[name] for name in ReadRow._fields), strict=False)
    return _with_far_cells(list(map(ReadRow._make, values)), services.rows)


def _whole_rows(
    services: Services, header: Header, columns: "_Columns"
) -> dict[str, Iterable[object]]:
    """Return all cells of each row, as written, with the heading and the field of each column."""
    width = len(services.columns)
    return {
        "headings": repeat(_headings(header, width)),
        "fields": repeat(_fields(header, width)),
        "texts": zip(*columns.all_originals, strict=True),
    }


class _Columns:
    """The columns of one sheet's services by field, merges filled and errors left out."""

    def __init__(self, services: Services, shared: SharedFacts) -> None:
        self._services, self._shared = services, shared
        kinds = [set(map(type, column)) for column in services.columns]
        self._with_errors = {place for place, found in enumerate(kinds) if CellError in found}
        self._filled = {column for _, column in shared.filled}
        self.all_originals: list[Sequence[str]] = [
            cast("tuple[str, ...]", column) if found == {str} else _originals(column)
            for column, found in zip(services.columns, kinds, strict=True)
        ]
        self._error_texts: dict[int, set[int]] = {}
        self._lost: set[int] = set()
        for place, texts in enumerate(self.all_originals):
            is_text = kinds[place] == {str}
            self._look_over(place, texts, services.distinct[place] if is_text else set(texts))

    def _look_over(self, place: int, texts: Sequence[str], distinct: Collection[Cell]) -> None:
        """Find the cells of a column that hold an error's text, or what nobody can read."""
        joined = "".join(cast("Collection[str]", distinct))
        if "#" in joined or "Err:" in joined:
            found = {n for n, text in enumerate(texts) if _ERROR_TEXT.fullmatch(text)}
            self._error_texts.update({place: found} if found else {})
        if not joined.isascii() and lost().search(joined):
            self._lost.update(n for n, text in enumerate(texts) if lost().search(text))

    def cells(self, name: str) -> Sequence[Cell]:
        """Return a field's cells; None where there is no column, no cell or an error."""
        place = first_column(self._shared.header, name)
        column = self._services.column(place)
        if place in self._filled:
            column = [
                cell
                if is_filled(cell) and not is_ditto(cell)
                else self._shared.filled.get((number, place), cell)
                for cell, number in zip(column, self._services.numbers, strict=True)
            ]
        if place in self._with_errors:
            column = [None if cell.__class__ is CellError else cell for cell in column]
        if place in self._error_texts:
            bad = self._error_texts[place]
            column = [None if n in bad else cell for n, cell in enumerate(column)]
        return column

    def originals(self, name: str) -> Sequence[str]:
        """Return the texts of a field's cells, nothing taken off."""
        place = first_column(self._shared.header, name)
        if place in self._filled or place in self._with_errors or place in self._error_texts:
            return _originals(self.cells(name))
        if place is None or place >= len(self.all_originals):
            return [""] * len(self._services.rows)
        return self.all_originals[place]

    def texts(self, name: str) -> list[str]:
        """Return a field's texts, safe to show on one line."""
        return list(map(plain, self.originals(name)))

    def phones(self) -> Sequence[str]:
        """Return the texts of the number's column, or of several columns joined."""
        places = self._shared.header.columns.get("phone", ())
        if len(places) < 2:
            return self.originals("phone")
        found = self.all_originals
        columns = [found[place] for place in places if place < len(found)]
        return [
            labels.PHONE_JOIN.join(text for text in texts if not says_nothing(text))
            for texts in zip(*columns, strict=True)
        ]

    def bare(self, indexes: Iterable[int]) -> Iterator[int]:
        """Yield those of some rows that say nothing but number, unit and firm."""
        header = self._shared.header
        own = {header.serial, *(c for f in _NAMED for c in header.columns.get(f, ()))}
        beside = [self.cells(name) for name in header.columns if name not in _NAMED]
        for index in indexes:
            rest = (c for place, c in enumerate(self._services.rows[index]) if place not in own)
            said = chain((column[index] for column in beside), rest)
            if all(says_nothing(original(cell)) for cell in said):
                yield index

    def marks(self) -> Iterator[tuple[int, str]]:
        """Yield the index of each row that is hidden or holds an error, and the note for it."""
        hidden, struck = self._shared.hidden_rows, self._shared.struck_rows
        in_error = set[int]().union(*self._error_texts.values())
        if hidden or struck or self._with_errors or in_error:
            pairs = zip(self._services.numbers, self._services.rows, strict=True)
            for index, (number, cells) in enumerate(pairs):
                if number in hidden:
                    yield index, "row_hidden"
                if number in struck:
                    yield index, "row_struck"
                if index in in_error or any(cell.__class__ is CellError for cell in cells):
                    yield index, "cell_error"
        for index in sorted(self._lost):
            yield index, "text_lost"
        for name in ("remark", "completion", "firm"):
            texts = self.originals(name)
            if name == "firm":
                may = {text for text in set(texts) if text[-1:] in ENDS_OF_BRACKETS}
                taken = set(filter(_CANCELLED_BEHIND.search, may))
            else:
                taken = {text for text in set(texts) if _CANCELLED.fullmatch(text.strip())}
            yield from ((n, "row_cancelled") for n, text in enumerate(texts) if text in taken)


def _with_far_cells(rows: list[ReadRow], all_cells: Sequence[tuple[Cell, ...]]) -> list[ReadRow]:
    """Give the few rows with cells beyond the widest table these as well."""
    for index, cells in enumerate(all_cells):
        if len(cells) > WIDEST:
            far = {
                f"#{column}": original(cell)
                for column, cell in enumerate(cells[WIDEST:], WIDEST + 1)
                if cell is not None and cell != ""
            }
            row = rows[index]
            rows[index] = row._replace(
                headings=row.headings + tuple(far),
                fields=row.fields + ("",) * len(far),
                texts=row.texts + tuple(far.values()),
            )
    return rows


def _originals(column: Sequence[Cell]) -> list[str]:
    return [cell if cell.__class__ is str else original(cell) for cell in column]


def _headings(header: Header, width: int) -> tuple[str, ...]:
    """Return the name of each column; those without a heading, or with another's, are numbered."""
    names: list[str] = []
    for column in range(width):
        name = header.headings.get(column) or f"#{column + 1}"
        names.append(f"{name} ({letters_of(column)})" if name in names else name)
    return tuple(names)


def _fields(header: Header, width: int) -> tuple[str, ...]:
    """Return the field that each column holds; "" for none."""
    by_column = {column: name for name, places in header.columns.items() for column in places}
    return tuple(by_column.get(column, "") for column in range(width))


class _FirmCell(NamedTuple):
    name: str
    notes: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()
    code: str = ""
    phone: str = ""


@lru_cache(maxsize=65536)
def _firm(text: str) -> _FirmCell:
    if is_company_alone(text):
        return _FirmCell(text, ("not_a_firm",) if is_no_firm(text) else ())
    if text[-1:] in ENDS_OF_BRACKETS:
        text = _CANCELLED_BEHIND.sub("", text)
    if not _DIGIT.search(text):
        return _firm_named(text)
    name, code = parted(text)
    found = _PHONE_IN_NAME.search(name)
    phone = "" if found is None else next(filter(None, found.groups()))
    name = name if found is None else name[: found.start()]
    return _firm_named(name)._replace(code=code, phone=phone)


def _firm_named(text: str) -> _FirmCell:
    if unreadable().search(text):  # What is left of a name is none: the row waits for the whole.
        return _FirmCell("", ("firm_missing",))
    if names_nothing(text) or (not is_ordinary(text) and holds_no_name(text)):
        return _FirmCell("", ("firm_missing",))
    found = firms_in(text)
    name = bare_name(text)
    hidden = ("text_reordered",) if is_reordered(text) else ()
    if len(found) > 1 or names_more(text):
        return _FirmCell(name, ("several_firms", *hidden), found if len(found) > 1 else ())
    name = found[0] if found else name
    return _FirmCell(name, (*(("not_a_firm",) if is_no_firm(name) else ()), *hidden))


def _apart(firms: Sequence[str], contacts: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Return the texts of firms and contacts; who stands behind a firm's name is its contact."""
    odd = set(filter(may_name_person, set(firms)))
    if not odd:
        return firms, contacts
    named, reached = list(firms), list(contacts)
    for index, (firm, contact) in enumerate(zip(firms, contacts, strict=True)):
        if firm in odd and (found := person_beside(firm, contact.strip())) is not None:
            named[index], person = found
            reached[index] = person if says_nothing(contact) else contact
    return named, reached


def _numbers(texts: Sequence[str], firms: Sequence[_FirmCell]) -> Sequence[str]:
    """Return the texts of the numbers; where there is none, the one after the firm's name."""
    if not any(firm.phone for firm in firms):
        return texts
    return [
        firm.phone if firm.phone and says_nothing(text) else text
        for text, firm in zip(texts, firms, strict=True)
    ]


class _CodeCell(NamedTuple):
    text: str
    note: str


@lru_cache(maxsize=65536)
def _code(text: str) -> _CodeCell:
    code = code_in(plain(text))
    return _CodeCell(code, "credit_code_invalid" if code and not is_valid(code) else "")


def _code_notes(codes: Sequence[_CodeCell]) -> Iterator[tuple[int, str]]:
    """Yield the index of each row whose credit code is wrong, and the note for it."""
    for index, code in enumerate(codes):
        if code.note:
            yield index, code.note


def _alone(columns: _Columns, firms: Sequence[_FirmCell]) -> Iterator[tuple[int, str]]:
    """Yield the index of each row in which one text stands that may be no firm, and the note."""
    unlike = [
        index
        for index, firm in enumerate(firms)
        if firm.name and not firm.name.endswith(COMPANY_ENDS) and may_be_heading(firm.name)
    ]
    for index in columns.bare(unlike) if unlike else ():
        yield index, "text_alone"


class _Reached(NamedTuple):
    contact: str
    people: tuple[Person, ...]
    phones: tuple[str, ...]
    notes: tuple[str, ...]
    text: str


def _reached(contact_text: str, phone_text: str) -> _Reached:
    """Return whom a row's contact and number cells name, and by which numbers."""
    contact = _contact(contact_text)
    if contact and is_mobile(phone_text):
        # What nine rows of ten hold: a person, and a mobile and nothing else.
        phone = (phone_text,)
        return _Reached(contact, (Person(contact, phone),), phone, (), phone_text)
    phones = read_phones(phone_text)
    if not phones.phones and any(sign.isdigit() for sign in contact):
        inside = read_phones(contact)
        if inside.phones:
            phones = inside
            contact = labels.NAME_JOIN.join(p.name for p in inside.people if p.name)
    contact, people = _named(contact, phones.people)
    return _Reached(contact, people, phones.phones, phones.notes, plain(phone_text))


@lru_cache(maxsize=65536)
def _contact(text: str) -> str:
    text = plain(text)
    return "" if says_nothing(text) else text


def _named(contact: str, people: tuple[Person, ...]) -> tuple[str, tuple[Person, ...]]:
    """Give each number its person: by name in its own cell, else by the contact column."""
    names = [person.name for person in people]
    if not contact:
        return labels.NAME_JOIN.join(dict.fromkeys(name for name in names if name)), people
    if any(names) or not people:
        return contact, people
    if len(people) > 1:
        known = [name for name in _NAMES.split(contact) if name]
        if len(known) == len(people):
            pairs = zip(known, people, strict=True)
            return contact, tuple(Person(name, person.phones) for name, person in pairs)
    numbers = dict.fromkeys(phone for person in people for phone in person.phones)
    return contact, (Person(contact, tuple(numbers)),)
