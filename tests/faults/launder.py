"""Edit, behind the log's back, every field that a command is about to seal, and run the command.

``python -m tests.faults.launder`` finds out which older rows each writing command seals, edits
each of their fields in turn, adds and takes rows at the end of every table that it adds to, and
plants triggers on every sealed table. It prints how often the act was refused for it, how often
the command went another way and left the edit to be seen, and what was laundered. The suite tries
a part.
"""

import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import product
from pathlib import Path
from typing import NamedTuple

from revisit_cli.errors import ExitCode
from revisit_cli.operations.file.audit import faults_of
from revisit_cli.store.file.inspection import inspected
from revisit_cli.store.file.kept_seals import kept_runs, kept_tables
from revisit_cli.store.file.seals import sealed_columns
from tests.conftest import Revisit
from tests.faults.harness import COMMANDS, copied, events, prepare, run, words_of
from tests.faults.tally import Tally

# It puts another file in place of this one: nothing is left of the edit.
REPLACES = ("restore",)
PLANTED = "create trigger mine {when} {how} on {table} begin update unit set name = 'x'; end"


class Edit(NamedTuple):
    """One edit by hand, and the row that verification must go on to name."""

    sql: str
    table: str
    row: int | None = None


def edits(name: str, prepared: Path, work: Path) -> Iterator[Edit]:
    """Yield an edit of each field, and of each table's end, that a command is about to seal."""
    folder = copied(prepared, work)
    db = folder / "revisit.db"
    ends, before = _ends(db), events(db)
    run(db, words_of(name, folder))
    with closing(sqlite3.connect(db)) as connection:
        columns = sealed_columns(connection)
        sealed = {
            (table, row)
            for seq in range(before + 1, events(db) + 1)
            for table in kept_tables(connection, seq)
            for run_ in kept_runs(connection, seq, table)
            for row in run_.rows
        }
    shutil.rmtree(folder)
    for table, row in sorted(sealed):
        if row > ends[table]:
            continue
        for column, may_be_null in columns[table]:
            if column != "id":
                changed = f"case typeof({column}) when 'integer' then {column} + 1 else 'x' end"
                for value in (changed, *("null", "1") * may_be_null):
                    yield Edit(
                        f"update {table} set {column} = {value}"
                        f" where id = {row} and {column} is not {value}",
                        table,
                        row,
                    )
    for table in sorted({table for table, row in sealed if row > ends[table]}):
        names = ", ".join(column for column, _ in columns[table] if column != "id")
        if ends[table]:
            yield Edit(f"delete from {table} where id = {ends[table]}", table, ends[table])
            put = (
                f"insert into {table} (id, {names}) select {ends[table] + 1}, {names} from {table}"
            )
            yield Edit(f"{put} where id = {ends[table]}", table, ends[table] + 1)


def planted(db: Path, turn: int) -> Iterator[Edit]:
    """Yield a trigger on every sealed table, each of another kind every turn."""
    with closing(sqlite3.connect(db)) as connection:
        tables = sorted(sealed_columns(connection))
    kinds = list(product(("before", "after"), ("insert", "update", "delete")))
    for place, table in enumerate(tables, turn):
        when, how = kinds[place % len(kinds)]
        yield Edit(PLANTED.format(when=when, how=how, table=table), table)


def _ends(db: Path) -> dict[str, int]:
    with closing(sqlite3.connect(db)) as connection:
        return {
            table: connection.execute(f"select coalesce(max(id), 0) from {table}").fetchone()[0]
            for table in sealed_columns(connection)
        }


def tried(name: str, prepared: Path, work: Path, edit: Edit) -> str:
    """Edit a copy, run the command over it, and return how that ended."""
    folder = copied(prepared, work)
    try:
        db = folder / "revisit.db"
        with closing(sqlite3.connect(db, isolation_level=None)) as connection:
            connection.execute("pragma ignore_check_constraints = on")
            try:
                if not connection.execute(edit.sql).rowcount:
                    return "unchanged"
            except sqlite3.IntegrityError:
                return "unchanged"  # no hand can put that there by a plain statement either
        before = events(db)
        end = run(db, words_of(name, folder))
        with inspected(db) as database:
            names = {(fault.table, fault.row) for fault in faults_of(database)}
        if "Traceback" in end.said:
            return "a bug"
        if edit.row is None:
            # A copy is written all the same, and says that the data file took no event.
            is_told = end.code == ExitCode.BAD_DATABASE or "没有记入记录簿" in end.said
            if events(db) != before:
                return "laundered"
            return "refused" if is_told and "'mine'" in end.said else "left to be seen"
        if (edit.table, edit.row) not in names:
            return "laundered"
        is_named = f"{edit.table} 表第 {edit.row} 行" in end.said
        if end.code == ExitCode.NOT_VERIFIED and is_named and events(db) == before:
            return "refused"
        return "left to be seen"
    finally:
        shutil.rmtree(folder)


def all_of(
    prepared: Path, work: Path, keep: Callable[[int], bool]
) -> Iterator[tuple[str, Edit, str]]:
    """Try those edits that ``keep`` says by their number; yield command, edit and how it ended."""
    number = 0
    for turn, name in enumerate(COMMANDS):
        if name in REPLACES:
            continue
        for edit in [*edits(name, prepared, work), *planted(prepared / "revisit.db", turn)]:
            number += 1
            if keep(number):
                yield name, edit, tried(name, prepared, work, edit)


def main() -> None:
    """Try everything and print what became of it."""
    root = Path(tempfile.mkdtemp())
    tally = Tally("launder")
    try:
        (root / "prepared").mkdir()
        prepared = prepare(Revisit(root / "prepared"))
        for name, edit, how in all_of(prepared, root / "work", lambda _: True):
            tally.add(f"{'trigger' if edit.row is None else 'row'} {how}")
            if how in ("laundered", "a bug"):
                print(f"{name}: {how}: {edit.sql}", flush=True)
    finally:
        tally.tell()
        shutil.rmtree(root)
    sys.exit(any(end.endswith(("laundered", "a bug")) for end in tally.ends))


if __name__ == "__main__":
    main()
