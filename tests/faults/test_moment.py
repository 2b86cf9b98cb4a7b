"""Whatever is read is of one moment, and nothing is shown or written while it is being read."""

import io
import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from revisit_cli.files.workbooks import target, workbook
from revisit_cli.store.file import database as store
from revisit_cli.store.reports import report
from tests.bureau import FIRMS, LISTS, UNIT, WORDS
from tests.conftest import Revisit
from tests.faults import moments
from tests.faults.harness import COMMANDS, run, words_of

# Reading commands beside those that declare themselves lists.
OTHERS: tuple[tuple[str, ...], ...] = (
    ("status",), ("status", "2026-H2"),
    ("report", "month"), ("report", "month", "-o", "月报.xlsx"), ("report", "half"),
    ("report", "duty", "-o", "认定.html"), ("report", "public"),
    ("calls", "show", "1"), ("calls", "progress"), ("calls", "return", "--list", "-o", "补号"),
    ("visits", "show", "1"), ("visits", "sheet", "-o", "行程.xlsx"),
    ("problems", "show", "2"), ("firms", "show", FIRMS[0]), ("units", "show", UNIT),
    ("flags", "list"), ("ledgers", "template", UNIT, "-o", "附表3.xlsx"),
    ("sample", "show"), ("sample", "verify"), ("sample", "export", "-o", "抽取"),
    ("symposium", "invite", "-o", "邀请.xlsx"), ("symposium", "show", "1"),
    ("calendar", "show"), ("calendar", "explain", "2026-11-03", "--days", "5"),
    ("calendar", "explain", "P-0002"), ("calendar", "export", "-o", "期限.ics"),
    ("forms", "1", "--all", "-o", "一.xlsx"), ("forms", "2", "--all", "-o", "二.xlsx"),
    ("forms", "3", "--all", "-o", "三.xlsx"),
    ("audit", "log"), ("audit", "head"), ("audit", "verify"), ("db", "check"),
    ("audit", "export", "-o", "日志"), ("report", "unit", UNIT), ("firms", "similar"),
    ("report", "unit", UNIT, "-o", "单位.html"),
    ("report", "month", "-o", "一.xlsx", "-o", "二.html"),
    ("recheck", "show", "2026-10"), ("recheck", "verify", "2026-10"),
    ("recheck", "export", "2026-10", "-o", "复核"), ("calls", "list", "--answers"),
    ("forms", "1", "1"), ("db", "query", "select * from v_answers"),
)  # fmt: skip
READING = tuple(dict.fromkeys((*((*words, *WORDS.get(words, ())) for words in LISTS), *OTHERS)))
# A rule or a clause is asked of no data file.
WITHOUT = (("clause", "list"),)


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_a_reading_command_is_one_transaction_that_ends_before_anything_is_written(
    bureau: Revisit, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    lingering: list[Path] = []
    with moments.watched() as opened:

        def part_of(path: Path) -> Path:
            if any(each.is_lingering() for each in opened):
                lingering.append(path)
            return path.with_name(f"{path.name}.1.part")

        monkeypatch.setattr(target, "part_of", part_of)
        ran = bureau(*words)
    begun = [each for connection in opened for each in connection.ran if each == "begin"]
    assert ran.out or ran.err or words == ("db", "check")
    assert lingering == []
    assert len(begun) == (0 if words in WITHOUT else 1)


def test_what_is_printed_is_of_one_moment_with_a_writer_in_between(
    bureau: Revisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = bureau.json("report", "month")
    writers: list[subprocess.Popen[bytes]] = []
    calls = bureau.json("calls", "list")["calls"]
    untried = next(each["id"] for each in calls if not each["attempts"])
    words = ("calls", "record", str(untried), "--outcome", "busy")
    command = [sys.executable, "-m", "revisit_cli", *words]
    environment = {**os.environ, "REVISIT_DB": str(bureau.db), "REVISIT_NOW": bureau.now}
    real = report.load

    def load(*args: Any) -> Any:
        # The head was looked at just before, the figures come just after; earlier months later.
        if writers:
            return real(*args)
        writers.append(subprocess.Popen(command, env=environment, stderr=subprocess.PIPE))
        assert writers[0].stderr is not None
        assert "正在等待" in writers[0].stderr.readline().decode()
        return real(*args)

    with monkeypatch.context() as patched:
        patched.setattr(report, "load", load)
        between = bureau.json("report", "month")
    writers[0].communicate()
    after = bureau.json("report", "month")
    assert between == before
    assert after["log"]["size"] == before["log"]["size"] + 1
    assert after["coverage"]["n"] == before["coverage"]["n"] + 1


# What reads files that strangers made, or tells of each as it comes.
LONG = {
    **{name: COMMANDS[name] for name in ("import", "imports", "absorb", "keyed", "roster")},
    "rehearsal": (*COMMANDS["imports"], "--dry-run"),
    "absorbing tried": (*COMMANDS["absorb"], "--dry-run"),
    "keyed tried": (*COMMANDS["keyed"], "--dry-run"),
    "flags": ("flags", "import", "{folder}/新.csv"),
    "flags tried": ("flags", "import", "{folder}/新.csv", "--dry-run"),
    "compared": ("ledgers", "cross-check", "{folder}/新.csv"),
    "proposed": ("duty", "find", "--cross-check", "{folder}/新.csv"),
}


@pytest.mark.parametrize("name", LONG)
def test_nobody_is_kept_waiting_while_a_strangers_file_is_read_or_a_screen_stands_still(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, kept_out = folder / "revisit.db", []

    def look(what: str) -> None:
        with closing(sqlite3.connect(data, timeout=0, isolation_level=None)) as another:
            try:
                another.execute("begin exclusive")
            except sqlite3.OperationalError:
                kept_out.append(what)

    class Screen(io.StringIO):
        def write(self, text: str) -> int:
            look(text)
            return super().write(text)

    real: Any = workbook._Child._next
    read: list[object] = []

    def next_of(child: object, *limits: Any) -> Any:
        read.append(child)
        look("reading")
        return real(child, *limits)

    monkeypatch.setattr(workbook._Child, "_next", next_of)
    ended = run(data, tuple(each.format(folder=folder) for each in LONG[name]), told=Screen())
    assert ended.code in (0, 8), ended
    assert read
    assert kept_out == []


def test_what_is_tried_out_is_written_nowhere(folder: Path) -> None:
    data = folder / "revisit.db"
    before = data.read_bytes()
    tried = run(data, (*words_of("imports", folder), "--dry-run"))
    assert (tried.code, data.read_bytes()) == (0, before)
    done = run(data, words_of("imports", folder))
    assert tried.out.splitlines()[0] == done.out.splitlines()[0]
    assert data.read_bytes() != before


def test_a_reader_waits_for_a_writer_as_long_as_a_writer_would(
    bureau: Revisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(bureau.db, isolation_level=None, check_same_thread=False)) as one:
        one.execute("begin exclusive")
        free = threading.Timer(1.2, one.execute, ["rollback"])
        free.start()
        assert "正在等待其他人写入" in bureau("calls", "list").err
        free.join()
        one.execute("begin exclusive")
        monkeypatch.setattr(store, "BUSY_SECONDS", 0.1)
        assert "正被其他人写入" in bureau("calls", "list", code=7).err


def test_no_reader_beside_many_writers_is_refused_or_reads_two_moments(tmp_path: Path) -> None:
    written, _, found = moments.beside(tmp_path, writers=3, readers=2, seconds=4)
    assert written >= 3
    assert len(found.sizes) >= 2
    assert found.refused == ()
    assert moments.torn(found) == []
