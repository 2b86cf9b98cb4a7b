"""Acts of the log and the rows they wrote: finding who relies on them, and taking them back."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from revisit_cli.records.file.undo import Image, Written
from revisit_cli.store.file.database import Database
from revisit_cli.store.file.images import foreign_keys
from revisit_cli.store.file.kept_seals import kept_runs, kept_tables
from revisit_cli.store.file.seals import sealed_columns
from revisit_cli.store.file.watch import IMAGES, watch_moves

_IMAGES = "select tbl, row, before from image where seq = :event order by tbl, row"
_SINGLES = """
select seq, row from seal where tbl = :table and row in (select value from json_each(:rows))
"""
_BLOCKS = """
select seq, first, first + length(digests) / 32 as beyond from seal_block where tbl = :table
"""
_SUSPECTED = "select id from finding where subject in (select value from json_each(:subjects))"
# A later version of the same ledger was compared with it.
_LATER_VERSIONS = """
select later.id from filing join filing as later
    on later.unit = filing.unit and later.month = filing.month and later.id > filing.id
where filing.id in (select value from json_each(:rows))
"""
# A firm of these rows was reached since: by whichever call, of whichever unit.
_CALLED = """
select distinct attempt.id from service
    join call on call.firm = service.firm and call.month = service.month
    join attempt on attempt.call = call.id and attempt.voided_at is null
where service.id in (select value from json_each(:rows))
"""
_HOLDER = """
select owner from lease
where call in (select value from json_each(:calls)) and until > :at and owner is not :but
  and (:but is null or until < '9999')
union all
select owner from draft where call in (select value from json_each(:calls)) and owner is not :but
limit 1
"""
_CORRECTED = "select month from correction where id in (select value from json_each(:rows))"
_CARRIED = """
select id, to_month from carry
where kind = :kind and subject in (select value from json_each(:rows))
"""
_OPEN_CORRECTIONS = "select id from correction where month not in (select month from closing)"
# Whoever goes on with a call after his record holds it still.
_LET_GO = """
update lease set owner = null, until = null, seat = null
where call in (select value from json_each(:calls)) and (:by is null or owner = :by)
  and (:by is null or until < '9999')
"""
_DROP_LEASES = "delete from lease where call in (select value from json_each(:calls))"
_SHEET_BACK = """
update lease set owner = :owner, until = :until, seat = :seat
where call = :call and token = :token and owner is null
"""


class InTheWay(Exception):
    """What came since stands where a row was to be put back."""


def stands(database: Database, table: str, row: int) -> bool:
    """Whether a row is in its table."""
    found = database.row(f"select 1 from {table} where id = :row", {"row": row})
    return found is not None


def written(database: Database, event: int) -> Written:
    """Return what an event wrote, but for what is never taken back."""
    images = tuple(
        Image(row["tbl"], row["row"], row["before"])
        for row in database.rows(_IMAGES, {"event": event})
    )
    changed = {(each.table, each.row) for each in images}
    added = {}
    for table in kept_tables(database.connection, event):
        runs = kept_runs(database.connection, event, table)
        rows = tuple(row for run in runs for row in run.rows if (table, row) not in changed)
        if table == "correction":
            rows = tuple(row for row in rows if row in _open_corrections(database))
        if rows and table != IMAGES:
            added[table] = rows
    return Written(added, images)


def _open_corrections(database: Database) -> set[int]:
    """Return the corrections of months that are not cleared: of the others the reasons stay."""
    return {row["id"] for row in database.rows(_OPEN_CORRECTIONS)}


def seals_of(
    database: Database, rows: Mapping[str, Sequence[int]]
) -> Iterator[tuple[int, str, int]]:
    """Yield event, table and row of every seal that some rows have."""
    for table, numbers in rows.items():
        values = {"table": table, "rows": json.dumps(numbers)}
        for seq, row in database.rows(_SINGLES, values):
            yield seq, table, row
        wanted = sorted(numbers)
        for seq, first, beyond in database.rows(_BLOCKS, {"table": table}):
            for row in wanted:
                if first <= row < beyond:
                    yield seq, table, row


def days_held(database: Database, rows: Mapping[str, Sequence[int]]) -> set[date]:
    """Return the days of the symposia that rows of the file are, or are about."""
    return {date.fromisoformat(day) for day in _told_of(database, rows, "held_on")}


def cleared_before(database: Database, event: int) -> set[str]:
    """Return the months that were cleared when an act was done and that it did not correct."""
    closings = {row["id"]: row["month"] for row in database.rows("select id, month from closing")}
    seals = seals_of(database, {"closing": list(closings)})
    cleared = {closings[row] for seq, _, row in seals if seq < event}
    corrections = {
        row for run in kept_runs(database.connection, event, "correction") for row in run.rows
    }
    corrected = database.rows(_CORRECTED, {"rows": json.dumps(sorted(corrections))})
    return cleared - {row["month"] for row in corrected}


def pointing(
    database: Database, added: Mapping[str, Sequence[int]], written: Mapping[str, Sequence[int]]
) -> dict[str, list[int]]:
    """Return rows, by table, that point at rows which came with an act and are none of them.

    Suspicions point in words, later versions of a ledger by being of its unit and month.
    """
    found: dict[str, list[int]] = defaultdict(list)
    sealed = sealed_columns(database.connection)
    for row in foreign_keys(database):
        child, column, parent = row["child"], row["column"], row["parent"]
        if child not in sealed or parent not in added or child == IMAGES:
            continue
        ids = f"select id from {child} where {column} in (select value from json_each(:rows))"
        numbers = {each["id"] for each in database.rows(ids, {"rows": json.dumps(added[parent])})}
        found[child] += sorted(numbers - {*added.get(child, ())})
    # A suspicion names what it is about in words.
    about = [f"{table}:{row}" for table in ("call", "filing") for row in written.get(table, ())]
    suspected = database.rows(_SUSPECTED, {"subjects": json.dumps(about)})
    found["finding"] += sorted({row["id"] for row in suspected} - {*added.get("finding", ())})
    filings = json.dumps(added.get("filing", ()))
    later = {row["id"] for row in database.rows(_LATER_VERSIONS, {"rows": filings})}
    found["filing"] += sorted(later - {*added.get("filing", ())})
    return {table: rows for table, rows in found.items() if rows}


def called(database: Database, services: Sequence[int]) -> dict[str, list[int]]:
    """Return the standing attempts at firms that some ledger rows are about."""
    rows = database.rows(_CALLED, {"rows": json.dumps(services)})
    return {"attempt": [row["id"] for row in rows]}


def holder(database: Database, calls: Sequence[int], at: str, but: str | None = None) -> str | None:
    """Return who holds one of these calls, or has an unfinished card of it, None for nobody.

    ``but`` is somebody who may; beside him sheets may too, on which the call was before.
    """
    values = {"calls": json.dumps(calls), "at": at, "but": but}
    found: str | None = database.value(_HOLDER, values)
    return found


def let_go(database: Database, calls: Sequence[int], by: str | None = None) -> None:
    """Let somebody hold these calls no longer, but for those out on a sheet; or nobody any."""
    database.run(_LET_GO, {"calls": json.dumps(calls), "by": by})


def months_of(database: Database, rows: Mapping[str, Sequence[int]]) -> set[str]:
    """Return the months that rows of the file belong to, and those they were carried to."""
    found = set(_told_of(database, rows, "month")) | set(_told_of(database, rows, "carried_to"))
    return found | {to for _, to in _carried(database, rows)}


def months_then(database: Database, rows: Mapping[str, Sequence[int]], event: int) -> set[str]:
    """Return the months that rows belonged to when an event came, and had been carried to."""
    carried = dict(_carried(database, rows))
    before = {row for seq, _, row in seals_of(database, {"carry": list(carried)}) if seq < event}
    return set(_told_of(database, rows, "month")) | {carried[row] for row in before}


def _carried(database: Database, rows: Mapping[str, Sequence[int]]) -> Iterator[tuple[int, str]]:
    for kind in ("visit", "problem"):
        values = {"kind": kind, "rows": json.dumps(rows.get(kind, ()))}
        yield from ((row["id"], row["to_month"]) for row in database.rows(_CARRIED, values))


def firms_of(
    database: Database, rows: Mapping[str, Sequence[int]], limit: int
) -> tuple[tuple[str, ...], int]:
    """Return the names of the first firms that rows of the file are about, and how many."""
    ids = set(_told_of(database, rows, "firm")) | {*rows.get("firm", ())}
    names = database.rows(
        "select name from firm where id in (select value from json_each(:ids)) order by id",
        {"ids": json.dumps(sorted(ids))},
    )
    return tuple(row["name"] for row in names[:limit]), len(names)


def _told_of(database: Database, rows: Mapping[str, Sequence[int]], column: str) -> Iterator[Any]:
    """Yield what a column says of rows that have it, or of those they point at directly."""
    columns = {
        table: {name for name, _ in each}
        for table, each in sealed_columns(database.connection).items()
    }
    keys = foreign_keys(database)
    for table, numbers in rows.items():
        if table not in columns or not numbers:
            continue
        own = (
            f"select {{what}} from {table} {{joined}} "
            f"where {table}.id in (select value from json_each(:rows))"
        )
        ways = [("", f"{table}.{column}")] if column in columns[table] else []
        ways = ways or [
            (
                f"join {key['parent']} as other on other.id = {table}.{key['column']}",
                f"other.{column}",
            )
            for key in keys
            if key["child"] == table and column in columns.get(key["parent"], ())
        ]
        for joined, what in ways:
            sql = own.format(what=f"distinct {what}", joined=joined)
            for (value,) in database.rows(sql, {"rows": json.dumps(numbers)}):
                if value is not None:
                    yield value


def take_back(database: Database, written: Written) -> tuple[dict[str, int], dict[str, int]]:
    """Put the tables back where they were before an act; count rows restored and put back.

    Raises InTheWay where what came since stands in a row's place, or what it points at is gone.
    """
    watch_moves(database.connection)
    # A row may go before those that point at it.
    database.run("pragma defer_foreign_keys = on")
    try:
        _remove(database, written.added)
        restored, returned = _put_back(database, written.images)
    except sqlite3.IntegrityError as error:
        raise InTheWay from error
    if any(database.rows(f"pragma foreign_key_check({table})") for table in (*restored, *returned)):
        raise InTheWay
    return restored, returned


def _remove(database: Database, added: Mapping[str, Sequence[int]]) -> None:
    for table, rows in added.items():
        if table == "call":
            database.run(_DROP_LEASES, {"calls": json.dumps(rows)})
        database.run(
            f"delete from {table} where id in (select value from json_each(:rows))",
            {"rows": json.dumps(rows)},
        )


def _put_back(database: Database, images: Sequence[Image]) -> tuple[dict[str, int], dict[str, int]]:
    there = {
        (table, row["id"])
        for table in {each.table for each in images} - {"lease"}
        for row in database.rows(f"select id from {table}")
    }
    restored: dict[str, int] = defaultdict(int)
    returned: dict[str, int] = defaultdict(int)
    left: list[Image] = []
    for each in images:
        if each.table == "lease":
            database.run(_SHEET_BACK, json.loads(each.before or "{}"))
        elif (each.table, each.row) in there:
            restored[each.table] += 1
            left.append(each)
        else:
            returned[each.table] += 1
    _restore(database, left)
    for each in images:
        if each.table in returned and (each.table, each.row) not in there:
            _insert(database, each)
    return dict(restored), dict(returned)


def _restore(database: Database, left: Sequence[Image]) -> None:
    """Give rows their old values; one may have to wait for another to leave its place."""
    while left:
        waiting = []
        for each in left:
            values = json.loads(each.before or "{}")
            told = ", ".join(f"{name} = :{name}" for name in values if name != "id")
            try:
                database.run(f"update {each.table} set {told} where id = :id", values)
            except sqlite3.IntegrityError:
                waiting.append(each)
        if len(waiting) == len(left):
            # They change places with one another.
            for each in waiting:
                database.run(f"delete from {each.table} where id = :id", {"id": each.row})
            for each in waiting:
                _insert(database, each)
            return
        left = waiting


def _insert(database: Database, image: Image) -> None:
    values = json.loads(image.before or "{}")
    names, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
    database.run(f"insert into {image.table} ({names}) values ({marks})", values)
