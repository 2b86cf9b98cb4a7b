"""Faults put into a writing command, and what it said held against what the file then has.

Each command is run over its own copy of one prepared data file, in this process, with one fault:
before its COMMIT, in it before it takes effect, after it took effect, or where its results go.
"""

import io
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from revisit_cli.cli import main
from tests.conftest import Revisit
from tests.filled import firm_name
from tests.packets import FIRST_ROW, fill

NOW = "2026-11-26T09:00"
FIRM = firm_name(0)
HEAD = "单位,姓名,时间,涉企事宜,企业名称,联系人,联系电话"

# Every writing command that a fault is put into; {names} are files laid beside the data file.
COMMANDS: dict[str, tuple[str, ...]] = {
    "record": ("calls", "record", "1", "--outcome", "no_answer"),
    "take": ("calls", "take", "1"),
    "release": ("calls", "release", "1"),
    "skip": ("calls", "skip", "1", "--reason", "开标"),
    "undo": ("calls", "undo", "2", "--reason", "误记"),
    "lock": ("calls", "lock"),
    "sheet": ("calls", "sheet", "--names", "甲,乙", "-o", "{folder}/sheets", "--forms"),
    "absorb": ("calls", "absorb", "{folder}/out/回访表_2026-12_1_丙.xlsx"),
    "keyed": ("calls", "record", "--from", "{folder}/keyed.csv"),
    "import": ("import", "{folder}/新.csv"),
    "imports": ("import", "{folder}/新.csv", "{folder}/又.csv", "{folder}/再.csv"),
    "zero": ("ledgers", "zero", "燃气办", "2026-10"),
    "unit": ("units", "add", "新科"),
    "roster": ("units", "import", "{folder}/名册.csv"),
    "rename": ("units", "rename", "审批科", "审批一科"),
    "flag": ("flags", "add", FIRM, "--reason", "差评"),
    "problem": ("problems", "add", FIRM, "--text", "停车难", "--category", "困难问题"),
    "assign": ("problems", "assign", "1", "--team", "一组", "--leader", "组长甲"),
    "freeze": ("sample", "freeze"),
    "draw": ("sample", "symposium", "--seed", "12345678"),
    "merge": ("firms", "merge", FIRM, firm_name(1)),
    "apart": ("firms", "apart", firm_name(2), firm_name(3)),
    "erase": ("firms", "erase", firm_name(4), "--reason", "企业要求", "--yes"),
    "setting": ("settings", "set", "bureau", "示例市住建局"),
    "findings": ("duty", "find"),
    "key": ("duty", "key", "new", "-o", "{folder}/key.json"),
    "backup": ("db", "backup", "-o", "{folder}/copy.db"),
    "restore": ("db", "restore", "{folder}/old.db", "--yes"),
    "shown": ("calls", "list", "--phones"),
}
# Where a fault falls, and whether the act stands after it.
STEPS = {"before": False, "within": False, "after": True}
ERRORS = ("disk", "interrupt", "bug")
SAVED, MAYBE, DOUBT = "已保存", "是否已保存", "没能看清"
# How a saved act is told: one by one as an import reads its files, else at the end.
SAID = (SAVED, "，收下 ")
DENIALS = ("没有保存任何记录", "未作任何改动", "已全部撤销", "没有改动")


class Injected(Exception):
    """A bug, put in by a test."""


@dataclass(frozen=True)
class Ended:
    """How a command with a fault in it ended."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


def prepare(revisit: Revisit) -> Path:
    """Lay out the data file and the workbooks that the commands need; return their folder."""
    folder = revisit.folder
    units = ("审批科", "燃气办")

    def ledger(name: str, first: int, served: str = "2026.11.3", unit: str = "") -> Path:
        rows = [
            f"{unit or units[n % 2]},甲,{served},施工,{firm_name(n)},联系人,1380000{n:04d}"
            for n in range(first, first + 8)
        ]
        path = folder / name
        path.write_text("\n".join([HEAD, *rows]), encoding="utf-8")
        return path

    revisit("import", ledger("台账.csv", 0))
    revisit("db", "backup", "-o", folder / "old.db")
    revisit("calls", "record", 2, "--outcome", "busy")
    revisit("problems", "add", FIRM, "--text", "等得久", "--category", "困难问题")
    revisit("import", ledger("十二月.csv", 50, "2026.11.26"), now="2026-12-24T09:00")
    sheets = ("--names", "丙", "-o", folder / "out")
    revisit("calls", "sheet", "2026-12", *sheets, now="2026-11-26T08:00")
    filled = {FIRST_ROW: {"outcome": "占线", "at": "2026-11-26 8:30"}}
    fill(folder / "out" / "回访表_2026-12_1_丙.xlsx", filled)
    (folder / "keyed.csv").write_text(
        "电话号,结果,回访时间\n3,占线,2026-11-26 08:30\n4,占线,2026-11-26 08:40\n", encoding="utf-8"
    )
    for name, first in (("新.csv", 20), ("又.csv", 30), ("再.csv", 40)):
        ledger(name, first, unit=f"第{first}科")
    (folder / "名册.csv").write_text("单位名称\n甲科\n乙科\n", encoding="utf-8")
    return folder


@contextmanager
def faulty(step: str, error: str, nth: int = 1) -> Iterator[None]:
    """Let the ``nth`` event's act fail at a step of its COMMIT with an error of a kind."""
    seen = {"event": 0, "is_due": False}

    def fail() -> None:
        seen["is_due"] = False
        raise _error(error)

    class Connection(sqlite3.Connection):
        def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
            if sql.startswith("insert into event"):
                seen["event"] += 1
                if seen["event"] == nth:
                    seen["is_due"] = True
                    if step == "before":
                        fail()
            is_commit = sql == "commit" and seen["is_due"]
            if is_commit and step == "within":
                fail()
            found = super().execute(sql, *values)
            if is_commit:
                fail()
            return found

    real: Any = sqlite3.connect

    def connect(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        found: sqlite3.Connection = real(*args, **{"factory": Connection, **kwargs})
        return found

    with mock.patch.object(sqlite3, "connect", connect):
        yield


def _error(kind: str) -> BaseException:
    if kind == "interrupt":
        return KeyboardInterrupt()
    if kind == "bug":
        return Injected("planted 13912345678")
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR
    return error


class Full(io.RawIOBase):
    """A stream that takes nothing."""

    def writable(self) -> bool:
        return True

    def write(self, _: Any) -> int:
        raise OSError(28, "No space left on device")


def run(
    db: Path, words: tuple[str, ...], *, out: Full | None = None, told: io.StringIO | None = None
) -> Ended:
    """Run ``revisit words…`` as a whole program over a data file; ``told`` takes what is told."""
    stream: Any = out or io.BytesIO()
    said, told = io.TextIOWrapper(stream, "utf-8"), told or io.StringIO()
    environment = {"REVISIT_DB": str(db), "REVISIT_BY": "甲", "REVISIT_NOW": NOW, "COLUMNS": "80"}
    with (
        mock.patch.dict("os.environ", environment),
        mock.patch.object(sys, "argv", ["revisit", *words]),
        redirect_stdout(said),
        redirect_stderr(told),
    ):
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
    said.detach()
    return Ended(code, "" if out else stream.getvalue().decode(), told.getvalue())


def events(db: Path) -> int:
    """Return how many events the log of a data file has."""
    connection = sqlite3.connect(db)
    (count,) = connection.execute("select count(*) from event").fetchone()
    connection.close()
    return int(count)


def sealed_to(db: Path) -> str | None:
    """Return the public key that a data file seals to, None for none."""
    connection = sqlite3.connect(db)
    found = connection.execute("select value from setting where name = 'committee_key'").fetchone()
    connection.close()
    return None if found is None else str(found[0])


def copied(folder: Path, to: Path) -> Path:
    """Copy what ``prepare`` laid out, so that one command's fault is no other's."""
    shutil.copytree(folder, to)
    return to


def words_of(name: str, folder: Path) -> tuple[str, ...]:
    """Return a command's words, its files in that folder."""
    return tuple(each.replace("{folder}", str(folder)) for each in COMMANDS[name])


def untruths(ended: Ended, before: int, after: int) -> list[str]:
    """Return what a command said that its data file contradicts."""
    found = []
    is_ours = "revisit_cli/" in ended.said or "Exception ignored" in ended.said
    if ("Traceback" in ended.said and is_ours) or "13912345678" in ended.said:
        found.append("a traceback or what was typed")
    if after > before and any(each in ended.said for each in DENIALS):
        found.append("denied what was saved")
    if after > before and not any(each in ended.said for each in SAID) and ended.code not in (0, 8):
        found.append("did not say what was saved")
    if after == before and SAVED in ended.err.replace(MAYBE, ""):
        found.append("claimed what was not saved")
    if DOUBT in ended.said:
        found.append("doubted a file that can be read")
    return found
