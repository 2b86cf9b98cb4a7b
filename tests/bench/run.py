"""How fast, told in ratios of one run: ``python -m tests.bench.run [--rows N] [--large]``.

Run by hand. Every figure is the median of several whole processes, measured side by side.
"""

import argparse
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import xlsxwriter

from revisit_cli.document import FORM_3
from revisit_cli.store.database import opened

ROOT = Path(__file__).parents[2]
REPEATS = 7

HELLO = "import typer\napp = typer.Typer()\n@app.command()\ndef main(): print('hello')\napp()\n"
PLAIN = """
import sqlite3, sys
from python_calamine import CalamineWorkbook
rows = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()
db = sqlite3.connect(sys.argv[2])
db.execute("create table t (a,b,c,d,e,f,g,h,i,j,k)")
db.executemany("insert into t values (?,?,?,?,?,?,?,?,?,?,?)", [[str(c) for c in r] for r in rows])
db.commit()
"""
SLOW = """
import sys
import openpyxl, sqlite_utils
sheet = openpyxl.load_workbook(sys.argv[1], read_only=True).worksheets[0]
rows = sheet.iter_rows(values_only=True)
head = [str(c) for c in next(rows)]
db = sqlite_utils.Database(sys.argv[2])
db["t"].insert_all(dict(zip(head, map(str, r))) for r in rows)
"""
MANY = """
import sys
*files, out = sys.argv[1:]
for number, file in enumerate(files):
    sys.argv = ["", file, f"{out}{number}"]
    exec(CODE)
"""


def timed(prepare: Callable[[], Sequence[str]], repeats: int = REPEATS) -> float:
    """Return the median seconds of a whole process; ``prepare`` makes each run's command."""
    found = []
    for _ in range(repeats):
        command = prepare()
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, env=ENVIRONMENT)
        found.append(time.perf_counter() - started)
    return statistics.median(found)


ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": str(ROOT),
    "REVISIT_NOW": "2026-11-26T09:00",
    "REVISIT_BY": "甲",
}


def write_ledger(path: Path, rows: int, first: int = 0, unit: str = "审批科") -> None:
    """Write a made-up ledger of so many rows."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, FORM_3.headings[:11])
    for number in range(first, first + rows):
        sheet.write_row(
            number - first + 1,
            0,
            [
                number, unit, "办事员甲", f"2026.11.{number % 25 + 1}", "窗口", f"许可{number % 7}",
                "已办结", f"示例{number // 3}号有限公司", "联系人乙", f"138{number % 10**8:08d}", "",
            ],
        )  # fmt: skip
    book.close()


def fill(path: Path, services: int) -> None:
    """Fill a data file with services, ten to a firm, straight through SQL."""
    firms = max(1, services // 10)
    day = date(2026, 11, 3).isoformat()
    with opened(path) as database, database.writing():
        run = database.connection.executemany
        database.run(
            "insert into unit (id, name, created_at) values (1, '审批科', '2026-11-01T09:00:00+08:00')"
        )
        run(
            "insert into firm (id, name, key) values (?, ?, ?)",
            ((n, f"示例{n}厂", f"示例{n}厂") for n in range(1, firms + 1)),
        )
        run(
            "insert into service (sheet, row, state, month, unit, firm, served_on, matter)"
            " values ('', ?, 'accepted', '2026-11', 1, ?, ?, '许可')",
            ((n + 1, n % firms + 1, day) for n in range(services)),
        )
        run(
            "insert into call (month, firm, due_on) values ('2026-11', ?, '2026-12-10')",
            ((n,) for n in range(1, firms + 1)),
        )


def show(title: str, figures: dict[str, float]) -> None:
    """Print figures with their ratio to the first."""
    base = next(iter(figures.values()))
    print(f"\n{title}")
    for name, seconds in figures.items():
        print(f"  {name:44} {seconds * 1000:9.1f} ms   x{seconds / base:.2f}")


def bench_next(folder: Path, sizes: Sequence[int]) -> None:
    """Time ``calls next`` against a bare hello and sqlite-utils, and over sizes."""
    hello, other = folder / "hello.py", folder / "other.db"
    hello.write_text(HELLO, encoding="utf-8")
    connection = sqlite3.connect(other)
    connection.execute("create table t (a)")
    connection.execute("insert into t values (1)")
    connection.commit()
    connection.close()
    run = [sys.executable, "-m", "revisit_cli", "calls", "next", "--db"]
    files = {}
    for size in sizes:
        files[size] = folder / f"{size}.db"
        fill(files[size], size)
    small = files[sizes[0]]
    show(
        "calls next",
        {
            "sqlite-utils rows": timed(
                lambda: [sys.executable, "-m", "sqlite_utils", "rows", str(other), "t"]
            ),
            "typer hello": timed(lambda: [sys.executable, str(hello)]),
            "calls next": timed(lambda: [*run, str(small)]),
        },
    )
    figures = {}
    for size in sizes:
        command = [*run, str(files[size])]
        figures[f"{size:,}"] = timed(partial(list, command))
    show("calls next over services", figures)


def bench_import(folder: Path, rows: int) -> None:
    """Time one long ledger, and forty short ones, against plain readers."""
    long = folder / "long.xlsx"
    write_ledger(long, rows)
    shorts = [folder / f"short{n}.xlsx" for n in range(40)]
    for n, path in enumerate(shorts):
        write_ledger(path, 250, n * 250, f"第{n}科")
    count = iter(range(10_000))

    def fresh() -> str:
        return str(folder / f"out{next(count)}.db")

    def ours(*paths: Path) -> list[str]:
        words = [sys.executable, "-m", "revisit_cli", "import", *map(str, paths)]
        return [*words, "--month", "2026-11", "--db", fresh()]

    def theirs(code: str, path: Path) -> list[str]:
        return [sys.executable, "-c", code, str(path), fresh()]

    show(
        f"one ledger of {rows:,} rows",
        {
            "calamine + executemany": timed(lambda: theirs(PLAIN, long), 3),
            "revisit import": timed(lambda: ours(long), 3),
            "openpyxl read-only + sqlite-utils": timed(lambda: theirs(SLOW, long), 1),
        },
    )
    slow = f"CODE = {SLOW!r}\n{MANY}"
    show(
        "forty ledgers of 250 rows",
        {
            "openpyxl read-only + sqlite-utils": timed(
                lambda: [sys.executable, "-c", slow, *map(str, shorts), fresh()], 3
            ),
            "revisit import": timed(lambda: ours(*shorts), 3),
        },
    )


OWN_WORDS = "鑫华中达远宏盛泰恒瑞丰德隆兴旺嘉和信诚安康永昌荣富贵金银宝玉龙凤祥云天海江河山川"
TRADES = ("建筑工程", "置业", "房地产开发", "装饰工程", "建材", "物业管理", "燃气", "市政工程")
REGIONS = ("信阳市", "固始县", "河南", "信阳市浉河区", "")


def fill_firms(path: Path, count: int) -> None:
    """Fill a data file with so many made-up firms' names by importing one ledger of them."""
    size = len(OWN_WORDS)
    names = (
        f"{REGIONS[n % 5]}{OWN_WORDS[n % size]}{OWN_WORDS[n // size % size]}"
        f"{OWN_WORDS[n * 7 % size]}{TRADES[n // 5 % 8]}有限公司"
        for n in range(count)
    )
    ledger = path.with_suffix(".csv")
    lines = (f"审批科,2026-11-03,许可,{name},甲,138{n:08d}" for n, name in enumerate(names))
    ledger.write_text(
        "\n".join(["单位,时间,涉企事宜,企业名称,联系人,联系电话", *lines]), "utf-8-sig"
    )
    command = [sys.executable, "-m", "revisit_cli", "import", str(ledger), "--month", "2026-11"]
    subprocess.run([*command, "--db", str(path)], check=True, capture_output=True, env=ENVIRONMENT)


def bench_firms(folder: Path, count: int) -> None:
    """Time the searches for a firm, and the proposals of like ones, against a bare hello."""
    hello, database = folder / "hello.py", folder / "firms.db"
    hello.write_text(HELLO, encoding="utf-8")
    fill_firms(database, count)

    def ours(*words: str) -> list[str]:
        command = [sys.executable, "-m", "revisit_cli", "firms", *words, "--json"]
        return [*command, "--db", str(database)]

    show(
        f"{count:,} firms",
        {
            "typer hello": timed(lambda: [sys.executable, str(hello)]),
            "firms search 华": timed(lambda: ours("search", "华")),
            "firms search hzjs": timed(lambda: ours("search", "hzjs")),
            "firms search 5678": timed(lambda: ours("search", "5678")),
            "firms similar": timed(lambda: ours("similar"), 3),
        },
    )


def main() -> None:
    """Run every comparison in a folder of its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--large", action="store_true", help="calls next at a million services")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bench_next(folder, [1_000, 100_000, *([1_000_000] if given.large else [])])
        bench_import(folder, given.rows)
        bench_firms(folder, 20_000)


if __name__ == "__main__":
    main()
