"""A workbook as read, before anybody knows what it means: cells where they stand."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple, TypeAlias

from revisit_cli.records.value import Value


class CellError(Value):
    """A cell that holds an error such as ``#N/A``."""

    code: str


class Number(NamedTuple):
    """A number that means more than its value: by its format, or by its workbook.

    ``shown`` is the number as its cell shows it: 11.10 is another day than 11.1, and 0371 another
    number than 371. ``is_1904``: as a serial it counts its days from 1904, as old Macs did.
    """

    value: float
    shown: str
    is_1904: bool = False


# Kinds of files whose tables stand among lines of text, one continued by the next.
DOCUMENTS = frozenset({"docx", "html"})

Cell: TypeAlias = (
    str | int | float | bool | datetime | date | time | timedelta | Number | CellError | None
)


class Merge(Value):
    """A merged range, 1-based and inclusive."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


class Sheet(Value):
    """One sheet. ``rows[0]`` is the sheet's own row 1 and ``rows[r][0]`` its column A.

    Row and column numbers in ``hidden_rows`` and ``hidden_columns`` are 1-based. ``is_hidden``
    sheets carry their rows too: whether to read them is for policy to say. A table of a document
    is a sheet; ``above`` and ``below`` it are the lines between it and the tables next to it, and
    ``inside`` is the name of the table in one of whose cells it stands. Most of what stands in the
    ``struck_rows`` is struck through.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    is_hidden: bool = False
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    inside: str = ""
    struck_rows: frozenset[int] = frozenset()


class Workbook(Value):
    """One file as read: its name without folder, its content's SHA-256, its size, its sheets.

    ``kind`` is what the content says: xlsx, xls, xlsb, ods, csv, docx, html. ``traits`` are what it
    carries besides cells: macros, links. ``mark`` is the word by which a workbook of our own says
    what it is, such as ``receipt``, ``seal`` the digest of a receipt's cells; None on all others.
    ``tells_slow`` is said of one file, the first, where this machine has no fast parser.
    """

    name: str
    sha256: str
    size: int
    kind: str
    sheets: tuple[Sheet, ...]
    traits: tuple[str, ...] = ()
    mark: str | None = None
    seal: str | None = None
    tells_slow: bool = False


def letters_of(column: int) -> str:
    """Return a 0-based column's letters, 0 = A."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
