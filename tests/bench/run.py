"""How fast and how large, told in ratios of one run: ``python -m tests.bench.run [--large]``.

Run by hand. Whole processes, those that are compared one after the other in turn, so that a busy
machine is as busy for each; the median of the turns. Ratios are of processor time, which a busy
machine leaves as it is.
"""

import argparse
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count as counting
from pathlib import Path

import xlsxwriter

from revisit_cli.document import LEDGER_COLUMNS
from revisit_cli.store.file.database import opened
from tests.bench.cards import bench_cards

ROOT = Path(__file__).parents[2]
TURNS = 7
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": str(ROOT),
    "REVISIT_NOW": "2026-11-26T09:00",
    "REVISIT_BY": "甲",
}
# All that is compared is installed, and what is installed is compiled.
ENVIRONMENT.pop("PYTHONDONTWRITEBYTECODE", None)

OWN_WORDS = "鑫华中达远宏盛泰恒瑞丰德隆兴旺嘉和信诚安康永昌荣富贵金银宝玉龙凤祥云天海江河山川"
TRADES = ("建筑工程", "置业", "房地产开发", "装饰工程", "建材", "物业管理", "燃气", "市政工程")
REGIONS = ("信阳市", "固始县", "河南", "信阳市浉河区", "")

HELLO = "import typer\napp = typer.Typer()\n@app.command()\ndef main(): print('hello')\napp()\n"
TABLE = """
import sqlite3, sys
import typer
from rich.console import Console
from rich.table import Table
app = typer.Typer()
@app.command()
def main(path: str):
    table = Table("name")
    for row in sqlite3.connect(path).execute("select name from sqlite_schema limit 1"):
        table.add_row(*row)
    Console().print(table)
app()
"""
PLAIN = """
import sqlite3, sys
from python_calamine import CalamineWorkbook
rows = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()
db = sqlite3.connect(sys.argv[2])
db.execute("create table t (a,b,c,d,e,f,g,h,i,j,k)")
db.executemany("insert into t values (?,?,?,?,?,?,?,?,?,?,?)", [[str(c) for c in r] for r in rows])
db.commit()
"""
OPENPYXL = """
import sys
import openpyxl, sqlite_utils
sheet = openpyxl.load_workbook(sys.argv[1], read_only=True).worksheets[0]
rows = sheet.iter_rows(values_only=True)
head = [str(c) for c in next(rows)]
db = sqlite_utils.Database(sys.argv[2])
db["t"].insert_all(dict(zip(head, map(str, r))) for r in rows)
"""
PANDAS = """
import sqlite3, sys
import pandas
frame = pandas.read_excel(sys.argv[1], engine="openpyxl", dtype=str)
frame.to_sql("t", sqlite3.connect(sys.argv[2]), index=False)
"""
MANY = """
import sys
*files, out = sys.argv[1:]
for number, file in enumerate(files):
    sys.argv = ["", file, f"{out}{number}"]
    exec(CODE)
"""

Prepare = Callable[[], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took: seconds by the clock and of the processor, MiB at its largest.

    Children that it waited for are counted in.
    """

    seconds: float
    processor: float
    mib: float


def run(command: Sequence[str]) -> Run:
    """Run a command to its end and tell what it took."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def side_by_side(title: str, commands: Mapping[str, Prepare], turns: int = TURNS) -> None:
    """Run commands in turn and print the median of each.

    Behind it stands the ratio of its processor time to that of every one before.
    """
    found: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(turns):
        for name, prepare in commands.items():
            found[name].append(run(prepare()))
    print(f"\n{title} (median of {turns})")
    medians: list[float] = []
    for name, runs in found.items():
        seconds = statistics.median(each.seconds for each in runs)
        processor = statistics.median(each.processor for each in runs)
        ratios = "".join(f"  x{processor / each:.2f}" for each in medians)
        largest = max(each.mib for each in runs)
        print(
            f"  {name:36} {seconds * 1000:8.0f} ms {processor * 1000:8.0f} ms processor"
            f" {largest:6.0f} MiB{ratios}"
        )
        medians.append(processor)


def write_ledger(path: Path, rows: int, first: int = 0, unit: str = "审批科") -> None:
    """Write a made-up ledger of so many rows."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, LEDGER_COLUMNS)
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
        run_many = database.connection.executemany
        database.run(
            "insert into unit (id, name, created_at) values (1, '审批科', '2026-11-01T09:00:00+08:00')"
        )
        run_many(
            "insert into firm (id, name, key) values (?, ?, ?)",
            ((n, f"示例{n}厂", f"示例{n}厂") for n in range(1, firms + 1)),
        )
        run_many(
            "insert into contact (firm, name, phone) values (?, '联系人乙', ?)",
            ((n, f"138{n:08d}") for n in range(1, firms + 1)),
        )
        run_many(
            "insert into service (sheet, row, state, month, unit, firm, served_on, matter)"
            " values ('', ?, 'accepted', '2026-11', 1, ?, ?, '许可')",
            ((n + 1, n % firms + 1, day) for n in range(services)),
        )
        run_many(
            "insert into call (month, firm, due_on) values ('2026-11', ?, '2026-12-10')",
            ((n,) for n in range(1, firms + 1)),
        )


def take_in(folder: Path, rows: int) -> Path:
    """Return a data file with a ledger of so many rows, three to a firm, by the program itself.

    What is put on record must be as the log knows it.
    """
    ledger, path = folder / f"{rows}.xlsx", folder / f"{rows}.taken.db"
    write_ledger(ledger, rows)
    words = ["import", str(ledger), "--month", "2026-11", "--db", str(path)]
    run([sys.executable, "-m", "revisit_cli", *words])
    return path


def bench_next(folder: Path, sizes: Sequence[int]) -> None:
    """Measure ``calls next`` over sizes, against a bare hello and sqlite-utils on one row."""
    hello, other = folder / "hello.py", folder / "other.db"
    hello.write_text(HELLO, encoding="utf-8")
    connection = sqlite3.connect(other)
    connection.execute("create table t (a)")
    connection.execute("insert into t values (1)")
    connection.commit()
    connection.close()
    rows = [sys.executable, "-m", "sqlite_utils", "rows", str(other), "t"]
    commands: dict[str, Prepare] = {
        "sqlite-utils rows": lambda: rows,
        "typer hello": lambda: [sys.executable, str(hello)],
    }
    for size in sizes:
        path = folder / f"{size}.db"
        fill(path, size)
        commands[f"calls next, {size:,} services"] = lambda path=path: desk(path)  # type: ignore[misc]
    side_by_side("calls next", commands)


def bench_start(folder: Path, size: int) -> None:
    """Measure what a clerk types all day against the least that Typer, SQLite and Rich take."""
    table, path = folder / "table.py", folder / f"start{size}.db"
    table.write_text(TABLE, encoding="utf-8")
    fill(path, size)

    def ours(*words: str) -> list[str]:
        return [sys.executable, "-m", "revisit_cli", *words, "--db", str(path)]

    side_by_side(
        f"start, {size:,} services",
        {
            "typer hello with SQLite and a table": lambda: [sys.executable, str(table), str(path)],
            "calls next": lambda: ours("calls", "next"),
            "status": lambda: ours("status"),
            "report month --json": lambda: ours("report", "month", "--json"),
        },
        turns=15,
    )


def desk(path: Path) -> list[str]:
    """Return the command that hands out the next call."""
    return [sys.executable, "-m", "revisit_cli", "calls", "next", "--db", str(path)]


def bench_import(folder: Path, rows: int, pandas: str | None) -> None:
    """Measure one long ledger, and forty short ones, against plain readers."""
    long = folder / "long.xlsx"
    write_ledger(long, rows)
    shorts = [folder / f"short{n}.xlsx" for n in range(40)]
    for n, path in enumerate(shorts):
        write_ledger(path, 250, n * 250, f"第{n}科")
    numbers = counting()

    def fresh() -> str:
        return str(folder / f"out{next(numbers)}.db")

    def ours(*paths: Path) -> list[str]:
        words = [sys.executable, "-m", "revisit_cli", "import", *map(str, paths)]
        return [*words, "--month", "2026-11", "--db", fresh()]

    def theirs(python: str, code: str, *paths: Path) -> list[str]:
        many = f"CODE = {code!r}\n{MANY}"
        return [python, "-c", many, *map(str, paths), fresh()]

    side_by_side(
        f"one ledger of {rows:,} rows",
        {
            "calamine + executemany": lambda: theirs(sys.executable, PLAIN, long),
            "revisit import": lambda: ours(long),
        },
        turns=3,
    )
    commands: dict[str, Prepare] = {
        "openpyxl read-only + sqlite-utils": lambda: theirs(sys.executable, OPENPYXL, *shorts),
    }
    if pandas is not None:
        commands["pandas with openpyxl"] = lambda: theirs(pandas, PANDAS, *shorts)
    commands["revisit import"] = lambda: ours(*shorts)
    side_by_side("forty ledgers of 250 rows", commands, turns=5)


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

    side_by_side(
        f"{count:,} firms",
        {
            "typer hello": lambda: [sys.executable, str(hello)],
            "firms search 华": lambda: ours("search", "华"),
            "firms search hzjs": lambda: ours("search", "hzjs"),
            "firms search 5678": lambda: ours("search", "5678"),
            "firms similar": lambda: ours("similar"),
        },
        turns=3,
    )


def with_pandas(python: str) -> str | None:
    """Return an interpreter if it has pandas and openpyxl; else say that they are left out."""
    found = subprocess.run([python, "-c", "import pandas, openpyxl"], capture_output=True)
    if found.returncode:
        print(f"{python} has no pandas: left out; name another with --pandas-python")
    return None if found.returncode else python


def main() -> None:
    """Run every comparison in a folder of its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument(
        "--large", action="store_true", help="calls next at a million services, 100,000 calls"
    )
    parser.add_argument("--pandas-python", default=sys.executable, metavar="PATH")
    parser.add_argument("--only", choices=("start", "next", "cards", "import", "firms"))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if given.only in (None, "start"):
            bench_start(folder, 100)
        if given.only in (None, "next"):
            bench_next(folder, [1_000, 100_000, *([1_000_000] if given.large else [])])
        if given.only in (None, "cards"):
            for size in (5_000, *([100_000] if given.large else [])):
                path = take_in(folder, size)
                bench_cards(desk(path), folder / f"least{size}.db", ENVIRONMENT, size)
        if given.only in (None, "import"):
            bench_import(folder, given.rows, with_pandas(given.pandas_python))
        if given.only in (None, "firms"):
            bench_firms(folder, 20_000)


if __name__ == "__main__":
    main()
