"""What grows with the file, told as factors: ``python -m tests.bench.growth [--months 10]``.

Run by hand. Two files by the program's own acts, so that their logs and seals are whole: one with
one month of ledgers, one with so many, all cleared but the last, which is the same in both. What a
clerk does all day and the month's report should not feel the months before; checking and copying
grow with the file, and verification is told beside reading and hashing the file by sqlite3 alone.
With ``--widths`` the months stay one and the month itself grows.
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from itertools import count as counting
from pathlib import Path

from revisit_cli.rulebook.periods import half_id, month_after, month_before, month_parts
from tests.bench import run as bench
from tests.conftest import Revisit

ROWS, ROWS_A_FIRM, LEFT_OPEN = 1_000, 5, 60
LAST = "2026-11"
UNIT = "审批科"
GOOD = {
    "outcome": "接通", "attitude": "好", "one_time_notice": "是", "days": "3",
    "extra_trips": "否", "integrity": "没有", "overall": "满意",
}  # fmt: skip
HASH = """
import hashlib, sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
digest = hashlib.sha256()
for (table,) in connection.execute("select name from sqlite_schema where type = 'table'").fetchall():
    for row in connection.execute(f"select * from {table}"):
        digest.update(repr(row).encode())
print(digest.hexdigest())
"""


def fill(folder: Path, months: int, rows: int) -> tuple[Path, Path]:
    """Return a file with calls left to make in its last month, and one with that month all done."""
    folder.mkdir()
    bureau = Revisit(folder)
    month = LAST
    for _ in range(months - 1):
        month = month_before(month)
    while month != LAST:
        _import(bureau, month, rows)
        _record(bureau, month, 0)
        bureau("calls", "lock", month)
        year, number = month_parts(month)
        half = ("--carry", f"symposium:{half_id(year, number // 6)}", "--decided-by", "甲")
        bureau("close", month, "--yes", *(half if number % 6 == 0 else ()))
        month = month_after(month)
    _import(bureau, LAST, rows)
    _record(bureau, LAST, LEFT_OPEN)
    done = folder / "done.db"
    shutil.copy(bureau.db, done)
    bureau.db, working = done, bureau.db
    _record(bureau, LAST, 0)
    bureau("calls", "lock", LAST)
    return working, done


def _import(bureau: Revisit, month: str, rows: int) -> None:
    year, number = map(int, month.split("-"))
    lines = [
        f"{UNIT},{date(year, number, n % 20 + 1)},许可{n},示例{month}{n // ROWS_A_FIRM}厂,甲,138{n:08d}"
        for n in range(rows)
    ]
    ledger = bureau.folder / f"{UNIT}{month}.csv"
    ledger.write_text("\n".join(["单位,时间,涉企事宜,企业名称,联系人,联系电话", *lines]), "utf-8")
    bureau.now = f"{month}-25T09:00"
    bureau("import", ledger, "--month", month)
    bureau.now = f"{month}-26T09:00"


def _record(bureau: Revisit, month: str, left: int) -> None:
    listed = bureau.json("calls", "list", month)["calls"]
    due = [each["id"] for each in listed if each["state"] == "new"]
    made = due[: len(due) - left]
    path = bureau.folder / "records.jsonl"
    path.write_text("\n".join(json.dumps({"call": each, **GOOD}) for each in made), "utf-8")
    bureau("calls", "record", "--from", path)


def measure(title: str, small: tuple[Path, Path], large: tuple[Path, Path], turns: int) -> None:
    """Tell of each command what it takes on the large file by what it takes on the small one."""
    bench.ENVIRONMENT["REVISIT_NOW"] = f"{LAST}-26T10:00"
    for name, command in _commands().items():
        found = {size: command(*files) for size, files in (("small", small), ("large", large))}
        bench.side_by_side(f"{name}: {title}", found, turns)


def _commands() -> dict[str, Callable[[Path, Path], bench.Prepare]]:
    numbers = counting()

    def looked(*words: str) -> Callable[[Path, Path], bench.Prepare]:
        return lambda working, _: lambda: _words(working, *words)

    def backup(working: Path, _: Path) -> bench.Prepare:
        return lambda: _words(
            working, "db", "backup", "-o", str(working.with_name(f"{next(numbers)}.db"))
        )

    def recorded(working: Path, _: Path) -> bench.Prepare:
        bureau = Revisit(working.parent)
        bureau.db, bureau.now = working, f"{LAST}-26T10:00"
        listed = bureau.json("calls", "list", LAST)["calls"]
        due = iter([str(each["id"]) for each in listed if each["state"] == "new"])
        return lambda: _words(working, "calls", "record", next(due), "--outcome", "无人接听")

    def closed(_: Path, done: Path) -> bench.Prepare:
        def prepare() -> list[str]:
            copy = done.with_name(f"{next(numbers)}.db")
            shutil.copy(done, copy)
            return _words(copy, "close", LAST, "--yes")

        return prepare

    def hashed(working: Path, _: Path) -> bench.Prepare:
        return lambda: [sys.executable, "-c", HASH, str(working)]

    return {
        "status": looked("status"),
        "calls next": looked("calls", "next", LAST),
        "calls record": recorded,
        "report month": looked("report", "month", LAST, "--json"),
        "close": closed,
        "sqlite3 and sha256 alone": hashed,
        "audit verify": looked("audit", "verify"),
        "db check": looked("db", "check"),
        "db backup": backup,
    }


def _words(database: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "revisit_cli", *words, "--db", str(database)]


def main() -> None:
    """Fill two files and tell the factors."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--months", type=int, default=10)
    parser.add_argument("--widths", action="store_true")
    parser.add_argument("--turns", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small = fill(folder / "small", 1, ROWS)
        months, rows = (1, ROWS * given.months) if given.widths else (given.months, ROWS)
        large = fill(folder / "large", months, rows)
        title = f"{months} month(s) of {rows:,} services by 1 of {ROWS:,}"
        measure(title, small, large, given.turns)


if __name__ == "__main__":
    main()
