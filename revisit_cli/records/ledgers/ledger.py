"""A ledger as understood: rows with their fields, their notes and their place in the file."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from revisit_cli.records.code import SheetIgnored
from revisit_cli.records.firms.person import Person
from revisit_cli.records.value import Value, field, replace
from revisit_cli.records.workbooks.grid import letters_of
from revisit_cli.rulebook import loader
from revisit_cli.rulebook.rules import Rules

# Notes that hold a row; every other note goes with an accepted row.
HOLDING_NOTES: Final = frozenset(
    {
        "firm_missing",
        "several_firms",
        "text_alone",
        "date_after_cycle",
        "unit_missing",
        "unit_unknown",
        "several_units",
    }
)
# Notes that tell how a row was understood, and ask the unit nothing.
QUIET_NOTES: Final = frozenset(
    {
        "date_boundary",
        "date_in_future",
        "year_inferred",
        "row_hidden",
        "maybe_repeated",
    }
)
# The field that a note is about; the others are about a whole row.
FIELD_OF_NOTE: Final = {
    "firm_missing": "firm",
    "several_firms": "firm",
    "text_alone": "firm",
    "not_a_firm": "firm",
    "text_reordered": "firm",
    "unit_missing": "unit",
    "unit_unknown": "unit",
    "several_units": "unit",
    "date_missing": "date",
    "date_unreadable": "date",
    "date_after_cycle": "date",
    "date_before_cycle": "date",
    "date_boundary": "date",
    "date_in_future": "date",
    "year_inferred": "date",
    "date_ambiguous": "date",
    "phone_missing": "phone",
    "phone_invalid": "phone",
    "phone_is_fax": "phone",
    "credit_code_invalid": "credit_code",
}
# How the text of a cell in error begins.
ERROR_SIGNS: Final = ("#", "=", "Err:")


# Both patterns are made when a ledger is read, not when a module is loaded.
@cache
def lost() -> re.Pattern[str]:
    """Return what nobody can read: replaced, half a pair, or a sign that one computer alone has."""
    return re.compile(r"\u951f\u65a4|[\ufffd\ud800-\udfff\ue000-\ue814\ue865-\uefff\uf100-\uf8ff]")


@cache
def unreadable() -> re.Pattern[str]:
    """Return a sign that stands for letters which are gone, or what a program made of two such."""
    return re.compile(r"\u951f\u65a4|[\ufffd\ud800-\udfff]")


class Hints(Value):
    """What is known of a file besides its content.

    ``mapping`` gives a heading's cleaned text (or a column letter) its field; ``sheets`` are the
    hidden sheets to read all the same; ``unit`` is the clerk's own word where the file names
    none, ``month`` wins: whether either contradicts the file ``policy.ledgers.option`` says.
    ``month_at_hand`` is taken when neither title, file name nor dates tell a month.
    ``units`` are all known unit names and aliases, to find one in a title, sheet or file name.
    ``rules`` say which month a day belongs to: the book's own where nothing else is given.
    Where several columns name firms by their part in a project, ``each_firm`` makes each of a
    row's firms a row.
    """

    unit: str | None = None
    month: str | None = None
    mapping: Mapping[str, str] = field(factory=dict)
    sheets: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    month_at_hand: str | None = None
    each_firm: bool = False
    rules: Rules = field(factory=loader.rules)


class ReadRow(NamedTuple):
    """One ledger row as read; nothing about other files or months is known yet.

    A tuple, because a file may hold a hundred thousand of them and is read by column.

    ``row`` is the sheet's own 1-based number. ``unit`` is None when neither column, line above,
    sheet, file nor hint names one. ``served_on`` is None when missing or unreadable.
    ``phones`` are digits, an extension after ``-``; ``notes`` are codes in the order of finding;
    ``proposed_firms`` is the split proposed for ``several_firms``. ``headings``, ``fields`` and
    ``texts`` are the sheet's columns: the word over each, the field it holds ("" for none) and
    the row's original cell text under it, nothing changed; all other texts are safe: no control
    or bidi characters.
    """

    sheet: str
    row: int
    unit: str | None
    officer: str
    served_on: date | None
    date_text: str
    place: str
    matter: str
    completion: str
    firm: str
    contact: str
    phone_text: str
    phones: tuple[str, ...]
    people: tuple[Person, ...]
    remark: str
    credit_code: str
    notes: tuple[str, ...]
    headings: tuple[str, ...]
    fields: tuple[str, ...]
    texts: tuple[str, ...]
    proposed_firms: tuple[str, ...] = ()

    @property
    def cells(self) -> dict[str, str]:
        """The original text of every cell that holds one, by the heading over it."""
        pairs = zip(self.headings, self.texts, strict=True)
        return {heading: text for heading, text in pairs if text}

    def cell_of(self, note: str) -> str:
        """Return the cell that a note is about, such as ``C7``; "" where no one cell is."""
        if note == "text_lost":
            found = (n for n, text in enumerate(self.texts) if lost().search(text))
        elif note == "cell_error":
            found = (
                n for n, text in enumerate(self.texts) if text.lstrip().startswith(ERROR_SIGNS)
            )
        else:
            name = FIELD_OF_NOTE.get(note)
            found = (n for n, field_name in enumerate(self.fields) if field_name == name)
        column = next(found, None)
        return "" if column is None else f"{letters_of(column)}{self.row}"


class Ignored(Value):
    """A sheet not read, and why; how many of its rows hold anything, under which headings, and
    whether it looks as if it held rows of a ledger.
    """

    sheet: str
    reason: SheetIgnored
    filled: int = field("rows", default=0)
    headings: tuple[str, ...] = ()
    may_be_ledger: bool = False


class Unused(Value):
    """A column of a table that no field took: its letters, its heading, how many rows hold
    something in it, and whether most of them read like the name of an office.
    """

    sheet: str
    letters: str = field("column")
    heading: str
    filled: int = field("rows")
    is_office: bool = field("")


class MonthSaid(Value):
    """A table taken for a month's, and the other month that a title or a name says."""

    sheet: str
    month: str
    said: str


class Skipped(Value):
    """A row that is no service, and what it is: ``total``, ``remark``, ``section``, ``header``
    (repeated), ``code`` (numbers of columns), ``none`` (says that there is nothing), ``example``
    (shows how to fill in the form), ``numbered`` (a serial number alone, or a printed unit),
    ``other_table`` (of a table under the ledger that is none).
    """

    sheet: str
    row: int
    kind: str


class SheetRead(Value):
    """One table that is a ledger: where its header stands and the rows under it.

    ``month`` is what title, sheet or file name (or else the dates' majority) say, or None;
    ``other_month`` what title or name say where another was given, or taken from one of them.
    ``skipped`` are the rows that hold something and are no services; with those of the header and
    ``title_rows`` they are all the others. ``unused`` are the columns that no field took;
    ``zero_units`` the units of which the table says that there is nothing, None where it names
    none.
    """

    name: str
    header_rows: tuple[int, ...]
    columns: Mapping[str, int]
    month: str | None
    rows: tuple[ReadRow, ...]
    skipped: tuple[Skipped, ...] = ()
    other_month: str | None = None
    title_rows: tuple[int, ...] = ()
    unused: tuple[Unused, ...] = ()
    zero_units: tuple[str | None, ...] = ()


class LedgerRead(Value):
    """A whole workbook as understood."""

    sheets: tuple[SheetRead, ...]
    ignored: tuple[Ignored, ...]

    def with_units(self, units: Mapping[str, str]) -> "LedgerRead":
        """The same with units named otherwise, by the text that is written for each."""
        sheets = []
        for sheet in self.sheets:
            rows = tuple(
                row._replace(unit=units.get(row.unit or "", row.unit)) for row in sheet.rows
            )
            sheets.append(replace(sheet, rows=rows))
        return replace(self, sheets=tuple(sheets))
