"""An id is given once: what stands on paper by a number never comes to be another row's.

SQLite gives a row the highest id of its table and one more, so that the ids of rows that were
taken back from the table's end would be given again. The seals remember them: where a table ends
below its last seal, the next row is told its id; after it SQLite goes on from there by itself.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from revisit_cli.pattern import pattern

Values = Mapping[str, Any] | Sequence[Any]
Given = TypeVar("Given", bound=Values)

_INSERT = pattern(r"\s*insert into (\w+)\s*\(([^)]*)\)\s*(values\s*[({]|select\b)", re.ASCII)
_LAST = "select coalesce(max(id), 0) from {table}"
_NEW_ID = "id_to_be_given"


class Numbering:
    """Which ids the rows of one write transaction may have."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._looked_at: set[str] = set()
        self._next: dict[str, int] = {}

    def begin(self) -> None:
        """Forget what was found: a transaction begins, or a part of it was rolled back."""
        self._looked_at.clear()
        self._next.clear()

    def next_id(self, table: str) -> int:
        """Return the id that the next row of a table takes."""
        last: int = self.connection.execute(_LAST.format(table=table)).fetchone()[0]
        return max(last, _last_sealed(self.connection, table)) + 1

    def must_tell(self, sql: str) -> bool:
        """Whether an insert has to name the id of its first row."""
        table = _table_of(sql)
        if table is None:
            return False
        if table not in self._looked_at:
            self._looked_at.add(table)
            sealed = _last_sealed(self.connection, table)
            last = self.connection.execute(_LAST.format(table=table)).fetchone()[0]
            if last < sealed:
                self._next[table] = sealed + 1
        return table in self._next

    def insert(self, sql: str, values: Values) -> sqlite3.Cursor:
        """Run an insert that :meth:`must_tell`; its rows take ids from the next one on."""
        table = _table_of(sql) or ""
        # Where the row was there already, the id is left to the next: it is looked at again.
        self._looked_at.discard(table)
        return self.connection.execute(*_with_id(sql, values, self._next.pop(table)))

    def left_of(self, sql: str, rows: Iterable[Given]) -> Iterator[Given]:
        """Insert the first of many rows as far as ids must be told, and return the others.

        ``{rows}`` in the statement is where several stand.
        """
        left = iter(rows)
        while self.must_tell(sql) and (first := next(left, None)) is not None:
            self.insert(sql.format(rows=f"({', '.join('?' * len(first))})"), first)
        return left


@lru_cache(maxsize=256)
def _table_of(sql: str) -> str | None:
    """Return the table that an insert adds to and whose ids SQLite gives, None for others."""
    found = _INSERT.match(sql)
    if found is None or found[2].split(",")[0].strip() == "id" or found[1] in _WITHOUT_ID:
        return None
    return found[1]


# Keyed by what they belong to; and no act that is sealed adds to them.
_WITHOUT_ID = frozenset({"lease", "draft", "event", "seal"})


def _with_id(sql: str, values: Values, first: int) -> tuple[str, Values]:
    """Return an insert that names the id of its first row, and of the rest of a select's rows."""
    found = _INSERT.match(sql)
    if found is None:
        raise AssertionError(sql)
    named = isinstance(values, Mapping)
    mark = f":{_NEW_ID}" if named else "?"
    start = f"insert into {found[1]} (id, {found[2]}) "
    rest = sql[found.end() :]
    if found[3] == "select":
        body = f"select {mark} + row_number() over () - 1, * from (select{rest})"
    else:
        body = f"values ({mark}, {rest}"
    told = {**values, _NEW_ID: first} if isinstance(values, Mapping) else (first, *values)
    return start + body, told


def _last_sealed(connection: sqlite3.Connection, table: str) -> int:
    # Not to be loaded by whoever only looks.
    from revisit_cli.store.file.seals import last_sealed

    return last_sealed(connection, table)
