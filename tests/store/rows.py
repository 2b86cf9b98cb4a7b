"""Rows put into a data file by hand, so that each condition of a select has one on either side.

``put`` fills in whatever a table must have and the test does not care about: parents too.
"""

import sqlite3
from functools import cache
from pathlib import Path
from typing import Any

from revisit_cli.store.file.database import Database
from revisit_cli.store.migrations import fresh

MONTH, BEFORE, NEXT = "2026-11", "2026-10", "2026-12"
AT = "2026-11-26T09:00:00+08:00"
LATER = "2026-11-27T09:00:00+08:00"
DAY = "2026-11-26"
# What a column that must be filled is filled with, where its name does not say it.
_FILLED: dict[str, Any] = {
    "month": MONTH, "to_month": NEXT, "due_on": "2026-12-10", "held_on": DAY, "day": DAY,
    "sheet": "表", "row": 1, "version": 1, "half": "2026-H2", "size": 10, "nth_draw": 1,
    "rank": 1, "hash": "0" * 64, "sha256": "0" * 64, "pool_sha256": "0" * 64, "secret": "0" * 32,
    "firms": "[]", "certificate": "{}", "record": "{}", "before": "{}", "after": "{}",
    "answers": "{}", "reason": "理由", "is_sealed": 0, "is_selected": 0, "is_present": 1,
    "is_work": 1, "code": "91411500000000000X", "year": 2026, "part": 1, "parts": 1,
    "chair_role": "chief", "token": 1, "pool_count": 10, "tbl": "call",
}  # fmt: skip
_STATES: dict[str, dict[str, Any]] = {
    "filing": {"state": "on_time"},
    "service": {"state": "accepted"},
    "attempt": {"outcome": "completed"},
    "flag": {"reason": "complaint"},
    "problem": {"source": "call", "category": "suggestion", "due_on": "2026-12-10"},
    "visit": {"due_on": "2026-12-10"},
    "problem_event": {"kind": "raised"},
    "finding": {"kind": "late"},
    "carry": {"kind": "call", "subject": 1},
    "correction": {"kind": "call", "subject": 1},
    "packet": {"kind": "sheet"},
    "doubt": {"kind": "too_short", "attempts": "[]"},
}
# Parents that a row has though its columns may be null, unless the test says otherwise.
_PARENTS = {
    "service": ("firm", "unit", "filing"),
    "evaluation": ("attempt",),
    "problem": ("firm", "unit"),
    "filing": ("file",),
}


class Stored:
    """A data file in memory."""

    def __init__(self) -> None:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.deserialize(_empty())
        connection.row_factory = sqlite3.Row
        connection.execute("pragma foreign_keys = on")
        self.database = Database(Path(":memory:"), connection)
        self._count = 0

    def put(self, table: str, **told: Any) -> int:
        """Insert a row and return its id."""
        row = {**_STATES.get(table, {}), **told}
        for parent in _PARENTS.get(table, ()):
            if parent not in row and not (table == "evaluation" and row.get("visit")):
                row[parent] = self.put(parent)
        for name, kind, above in _needed(table):
            if name in row:
                continue
            if above:
                row[name] = self.put(above)
            else:
                row[name] = self._filling(name, kind)
        if table == "service":
            row.setdefault("month", MONTH)
            row.setdefault("file", self.put("file"))
        if table == "freeze" and "month" not in row:
            row.setdefault("half", "2026-H2")
        names = ", ".join(row)
        marks = ", ".join(f":{name}" for name in row)
        return self.database.insert(f"insert into {table} ({names}) values ({marks})", row)

    def change(self, table: str, row: int, **told: Any) -> None:
        """Change columns of a row."""
        names = ", ".join(f"{name} = :{name}" for name in told)
        self.database.run(f"update {table} set {names} where id = :id", {**told, "id": row})

    def get(self, table: str, row: int, *names: str) -> tuple[Any, ...]:
        """Return some columns of a row."""
        found = self.database.row(f"select {', '.join(names)} from {table} where id = ?", (row,))
        assert found is not None
        return tuple(found)

    def _filling(self, name: str, kind: str) -> Any:
        if name in _FILLED:
            return _FILLED[name]
        if name.endswith("_at") or name in ("at", "until"):
            return AT
        if name.endswith("_on"):
            return DAY
        self._count += 1
        return self._count if kind == "INTEGER" else f"{name}{self._count}"


def attempted(stored: Stored, **told: Any) -> int:
    """Put an evaluation with an attempt of its own; return its id."""
    voided_at = told.pop("void_attempt", None)
    return stored.put("evaluation", attempt=stored.put("attempt", voided_at=voided_at), **told)


def answered(stored: Stored, evaluation: int, question: str, code: str) -> int:
    """Put an answer to a question; return its evaluation."""
    stored.put("answer", evaluation=evaluation, question=question, code=code)
    return evaluation


@cache
def _empty() -> bytes:
    with fresh() as connection:
        return connection.serialize()


@cache
def _needed(table: str) -> tuple[tuple[str, str, str | None], ...]:
    """Name, kind and parent of every column that has to be filled and has no default."""
    with fresh() as connection:
        parents = {
            row[3]: row[2] for row in connection.execute(f"pragma foreign_key_list({table})")
        }
        columns = connection.execute(f"pragma table_info({table})").fetchall()
    return tuple(
        (name, kind, parents.get(name))
        for _, name, kind, is_needed, default, is_key in columns
        if is_needed and default is None and not (is_key and name == "id")
    )
