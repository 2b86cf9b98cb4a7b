"""Checking what the child process answers about a file, and making a workbook or refusal of it.

A malicious file may have taken over the child. Every value is therefore checked, and ValueError
raised for what the protocol does not allow: the worst that can come through is a workbook of wrong
cells.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from math import isfinite
from pathlib import Path
from typing import Any, TypeAlias

from revisit_cli.errors import InputRefused, RevisitError
from revisit_cli.errors.workbooks import workbook
from revisit_cli.files.workbooks.frame import BETWEEN
from revisit_cli.files.workbooks.sheet import CELLS_AT_MOST, COLUMNS_AT_MOST, ROWS_AT_MOST
from revisit_cli.files.workbooks.target import name_text
from revisit_cli.labels.workbooks.workbook import TRAITS
from revisit_cli.records.value import replace
from revisit_cli.records.workbooks.grid import Cell, CellError, Merge, Number, Sheet, Workbook

Found: TypeAlias = Workbook | RevisitError
PLAIN = frozenset({str, int, float, bool, type(None)})
_KINDS = frozenset({"xlsx", "xls", "xlsb", "ods", "csv", "docx", "html"})
_DIGEST = re.compile(r"[0-9a-f]{64}")
_FACT, _FACTS = re.compile(r"\{(\w+)\}"), frozenset({"file", "what", "line"})
_REFUSALS = {
    name: each
    for name, each in vars(workbook).items()
    if isinstance(each, type) and issubclass(each, InputRefused)
    if _FACTS.issuperset(_FACT.findall(each.sentence))
}
_MOST = 1 << 53  # larger than the size of any file


class Answer:
    """The answer about one file, frame by frame."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._book: Workbook | None = None
        self._sheets: list[Sheet] = []
        self._rows: list[tuple[Cell, ...]] = []
        self._cells = 0
        self._texts: dict[str, str] = {}

    def take(self, frame: list[Any]) -> Found | None:
        """Take the next frame; return the workbook or refusal if it is the last one, else None.

        Raises ValueError for a frame that the protocol does not allow.
        """
        kind, *values = frame
        try:
            return self._take(kind, values)
        except (TypeError, OverflowError) as error:
            raise ValueError from error

    def _take(self, kind: str, values: list[Any]) -> Found | None:
        if kind == "columns":
            self._rows.extend(self._of_columns(*values))
        elif kind == "rows":
            (rows,) = values
            self._rows.extend(self._of_rows(rows))
        elif kind == "again":
            self._rows = []
        elif kind == "sheet":
            self._sheets.append(_sheet(values, self._rows))
            self._rows = []
        elif kind == "head":
            self._book = _head(values, self._path)
        elif kind == "refused":
            return _refusal(values, self._path)
        elif kind == "end" and self._book is not None:
            (traits,) = values
            traits = (*self._book.traits, *_traits(traits))
            return replace(self._book, sheets=tuple(self._sheets), traits=traits)
        else:
            raise ValueError
        return None

    def _of_columns(self, height: Any, columns: Any) -> list[tuple[Cell, ...]]:
        """Return rows of equal length from their columns: joined texts, or lists of values."""
        self._count(_number(height) * (1 + len(_of(list, columns))))
        cells = [self._column(each, height) for each in columns]
        return list(zip(*cells, strict=True)) or [()] * height

    def _column(self, found: Any, height: int) -> Sequence[Cell]:
        """Return a column's cells; if texts are often repeated, equal ones share one object."""
        is_text = type(found) is str
        if height != (found.count(BETWEEN) + 1 if is_text else len(_of(list, found))):
            raise ValueError
        if not is_text:
            return _cells(found)
        texts: list[str] = found.split(BETWEEN)
        if 2 * len(set(texts)) < len(texts):
            return list(map(self._texts.setdefault, texts, texts))
        return texts

    def _of_rows(self, rows: list[list[Any]]) -> list[tuple[Cell, ...]]:
        """Return rows that are not all of the same length."""
        self._count(len(rows) + sum(map(len, rows)))
        return [tuple(_cells(row)) for row in rows]

    def _count(self, cells: int) -> None:
        self._cells += cells
        if self._cells > 2 * CELLS_AT_MOST:
            raise ValueError


def _head(values: list[Any], path: Path) -> Workbook:
    sha256, size, kind, traits, mark, seal = values
    if _DIGEST.fullmatch(sha256) is None or kind not in _KINDS:
        raise ValueError
    marks = [None if each is None else _of(str, each) for each in (mark, seal)]
    book = Workbook(name_text(path), sha256, _number(size), kind, (), _traits(traits))
    return replace(book, mark=marks[0], seal=marks[1])


def _refusal(values: list[Any], path: Path) -> RevisitError:
    name, what = values
    return refusal_named(_of(str, name), _of(str, what), path.name)


def refusal_named(name: str, what: str, file: str) -> RevisitError:
    """Return the refusal of a file by its name and what the reader says. Raises ValueError."""
    refusal = _REFUSALS.get(name)
    if refusal is None:
        raise ValueError
    known = workbook.STRANGERS | workbook.OFFICE_DOCUMENTS | workbook.OFFICE_TABLES
    return refusal(file=file, what=known.get(what, known["unknown"]), line=what)


def _sheet(values: list[Any], rows: list[tuple[Cell, ...]]) -> Sheet:
    name, is_hidden, merges, hidden_rows, hidden_columns, above, below, inside, struck_rows = values
    return Sheet(
        name=_of(str, name),
        rows=tuple(rows),
        is_hidden=_of(bool, is_hidden),
        merges=tuple(_merge(*merge) for merge in merges),
        hidden_rows=frozenset(map(_number, hidden_rows)),
        hidden_columns=frozenset(map(_number, hidden_columns)),
        above=_texts(above),
        below=_texts(below),
        inside=_of(str, inside),
        struck_rows=frozenset(map(_number, struck_rows)),
    )


def _merge(top: Any, left: Any, bottom: Any, right: Any) -> Merge:
    """Return a merged range, cut to where cells can be."""
    rows = (min(_number(each), ROWS_AT_MOST) for each in (top, bottom))
    columns = (min(_number(each), COLUMNS_AT_MOST) for each in (left, right))
    (first_row, last_row), (first_column, last_column) = rows, columns
    return Merge(first_row, first_column, last_row, last_column)


def _cells(found: list[Any]) -> list[Cell]:
    if PLAIN.issuperset(map(type, found)):
        return found
    return [each if type(each) in PLAIN else _odd(*each) for each in found]


def _odd(kind: str, value: Any, *more: Any) -> Cell:
    """Return a cell other than text or a plain number, from its kind and value."""
    if kind == "number":
        shown, is_1904 = more
        if type(value) not in (int, float) or not isfinite(value):
            raise ValueError
        return Number(value, _of(str, shown), _of(bool, is_1904))
    if more or kind not in _ODD:
        raise ValueError
    return _ODD[kind](_of(str, value))


_ODD: dict[str, Callable[[str], Cell]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "duration": lambda seconds: timedelta(seconds=float(seconds)),
    "error": CellError,
}


def _of(kind: type[Any], value: Any) -> Any:
    if type(value) is not kind:
        raise ValueError
    return value


def _number(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= _MOST:
        raise ValueError
    return value


def _texts(found: list[Any]) -> tuple[str, ...]:
    return tuple(_of(str, each) for each in _of(list, found))


def _traits(found: list[Any]) -> tuple[str, ...]:
    traits = _texts(found)
    if not TRAITS.keys() >= set(traits):
        raise ValueError
    return traits
