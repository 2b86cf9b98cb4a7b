"""Images of rows as they were before an act: forgotten with whoever asks to be."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from revisit_cli.store.file.database import Database, Row
from revisit_cli.store.file.watch import IMAGES, forget_earlier, seal_again

_FOREIGN = """
select child.name as child, key."from" as "column", key."table" as parent
from main.sqlite_schema as child join pragma_foreign_key_list(child.name) as key
where child.type = 'table'
"""
_FORGET = "update image set before = null where id in (select value from json_each(:ids))"
_ALL_IMAGES = "select id, tbl, row, before from image where before is not null"
# Rows of these may belong to any firm: what they say of whom is in their words.
_OF_ANYBODY = frozenset({"service", "symposium", "problem", "problem_event", "finding"})


def foreign_keys(database: Database) -> list[Row]:
    """Return every column that points at another table: child, column, parent."""
    return database.rows(_FOREIGN)


def forget_images(database: Database, firms: Sequence[int]) -> None:
    """Forget every image of a row that tells of these firms, or of nobody knows which.

    Of a row that is theirs all images go: while two firms were merged it was the other's. Of rows
    that were taken out the salts of earlier seals go too.
    """
    owners = _Owners(database)
    wanted = [
        (row["id"], row["tbl"], row["row"])
        for row in database.rows(_ALL_IMAGES)
        if owners.is_of(row["tbl"], json.loads(row["before"]), set(firms))
        or owners.is_now_of(row["tbl"], row["row"], set(firms))
    ]
    forget(database, wanted)


def forget_table(database: Database, table: str) -> None:
    """Forget every image of a table's rows."""
    forget(
        database,
        [
            (row["id"], row["tbl"], row["row"])
            for row in database.rows(f"{_ALL_IMAGES} and tbl = :table", {"table": table})
        ],
    )


def forget(database: Database, images: Sequence[tuple[int, str, int]]) -> None:
    """Forget images given by their id, table and row."""
    if not images:
        return
    ids = [number for number, _, _ in images]
    database.run(_FORGET, {"ids": json.dumps(ids)})
    forget_earlier(database.connection, IMAGES, ids)
    by_table: dict[str, list[int]] = defaultdict(list)
    for _, table, row in images:
        if table != "lease":
            by_table[table].append(row)
    for table, rows in by_table.items():
        left = {row["id"] for row in database.rows(f"select id from {table}")}
        if gone := sorted({*rows} - left):
            forget_earlier(database.connection, table, gone)
            seal_again(database.connection, table, gone)


class _Owners:
    """Whose a row is: found along its foreign keys, in the tables and in images."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.keys: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in foreign_keys(database):
            self.keys[row["child"]].append((row["column"], row["parent"]))
        self.found: dict[tuple[str, int], frozenset[int]] = {}

    def is_of(self, table: str, values: Mapping[str, Any], firms: set[int]) -> bool:
        """Whether a row belongs to one of these firms, or may."""
        owners = self._owners(table, values)
        return bool(owners & firms) or (not owners and table in _OF_ANYBODY)

    def is_now_of(self, table: str, row: int, firms: set[int]) -> bool:
        """Whether a row, as it stands or stood last, belongs to one of these firms."""
        return bool(self._owners_of_row(table, row) & firms)

    def _owners(self, table: str, values: Mapping[str, Any]) -> frozenset[int]:
        if table == "firm":
            return frozenset({int(values["id"])})
        found: set[int] = set()
        for column, parent in self.keys[table]:
            if values.get(column) is not None and parent != table:
                found |= self._owners_of_row(parent, int(values[column]))
        return frozenset(found)

    def _owners_of_row(self, table: str, row: int) -> frozenset[int]:
        if table == "firm":
            return frozenset({row})
        if (table, row) not in self.found:
            self.found[table, row] = self._owners(table, self._values(table, row))
        return self.found[table, row]

    def _values(self, table: str, row: int) -> Mapping[str, Any]:
        # The key of every table is its rowid, whatever it is called.
        live = self.database.row(f"select * from {table} where rowid = :row", {"row": row})
        if live is not None:
            return dict(live)
        image = self.database.value(
            "select before from image where tbl = :table and row = :row order by seq desc limit 1",
            {"table": table, "row": row},
        )
        found: Mapping[str, Any] = json.loads(image or "{}")
        return found
