"""Every setting of a connection, held to what it is for; waiting, full disks, killed processes."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from revisit_cli.store.file import database as store
from revisit_cli.store.file.database import opened
from tests.conftest import Revisit

SETTINGS = {
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "temp_store": 2,
    "secure_delete": 1,
    "journal_mode": "truncate",
    "synchronous": 2,
}
LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 5_000_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 200,
    sqlite3.SQLITE_LIMIT_ATTACHED: 1,
}
FIRMS = 60
# Records every call of a month, telling each once it is saved.
CLERK = """
import sys
from datetime import datetime
from revisit_cli.operations.calls.record import record_call
from revisit_cli.records.rules.answer import Answers
from revisit_cli.records.calls.record import CallRecord
from revisit_cli.records.context import BEIJING, Context

context = Context(sys.argv[1], "甲", datetime(2026, 11, 26, 9, tzinfo=BEIJING))
for call in range(1, int(sys.argv[2]) + 1):
    record_call(context, CallRecord(call, "completed", Answers.of(overall="satisfied"),
                                    suggestion="多开窗口"))
    print(call, flush=True)
"""
IMPORT = """
import sys
from revisit_cli.cli import main
print("begun", flush=True)
sys.argv = ["revisit", "import", sys.argv[1], "--month", "2026-11"]
main()
"""


def _ledger(folder: Path, name: str, first: int, count: int) -> Path:
    rows = ["单位,时间,涉企事宜,企业名称,联系人,联系电话"]
    rows += [
        f"审批科,2026-11-03,许可,示例市{n}厂,甲,138{n:08d}" for n in range(first, first + count)
    ]
    path = folder / name
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def _environment(revisit: Revisit) -> dict[str, str]:
    return {
        **os.environ, "REVISIT_DB": str(revisit.db), "REVISIT_BY": "甲",
        "REVISIT_NOW": revisit.now, "PYTHONIOENCODING": "utf-8",
    }  # fmt: skip


def test_every_connection_has_its_settings_and_limits(tmp_path: Path) -> None:
    with opened(tmp_path / "revisit.db") as database:
        found = {name: database.value(f"pragma {name}") for name in SETTINGS}
        limits = {name: database.connection.getlimit(name) for name in LIMITS}
    assert found == SETTINGS
    assert limits == LIMITS


def test_a_row_of_the_log_cannot_be_replaced(revisit: Revisit) -> None:
    revisit("settings", "set", "closing_time", "17:30")
    with opened(revisit.db) as database, pytest.raises(sqlite3.IntegrityError):
        database.run("insert or replace into event select seq, '{}', prev, hash from event")


def test_a_number_that_goes_leaves_no_trace_in_the_file(revisit: Revisit) -> None:
    number = "13912345678"
    with opened(revisit.db) as database:
        with database.writing(is_sealed=False):
            database.run("insert into setting (name, value) values ('x', ?)", (number * 3,))
        assert number.encode() in revisit.db.read_bytes()
        with database.writing(is_sealed=False):
            database.run("delete from setting")
    for path in revisit.folder.iterdir():
        assert number.encode() not in path.read_bytes(), path.name


def test_who_waits_for_another_writer_is_told_and_not_for_ever(
    revisit: Revisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    revisit("settings", "set", "bureau", "示例市住建局")
    monkeypatch.setattr(store, "TELL_AFTER_SECONDS", 0.01)
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.5)
    with closing(sqlite3.connect(revisit.db, isolation_level=None)) as other:
        other.execute("begin immediate")
        ran = revisit("settings", "set", "closing_time", "17:30", code=7)
    assert ran.err.startswith("正在等待其他人写入……\n× revisit.db 正被其他人写入")
    assert ran.err.count("正在等待") == 1
    revisit("settings", "set", "closing_time", "17:30")


def test_a_commit_waits_for_a_reader_too(revisit: Revisit, monkeypatch: pytest.MonkeyPatch) -> None:
    revisit("settings", "set", "bureau", "示例市住建局")
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(revisit.db, isolation_level=None)) as other:
        other.execute("begin")
        other.execute("select * from setting").fetchall()
        assert "稍后再试" in revisit("settings", "set", "closing_time", "17:30", code=7).err
    assert revisit.json("audit", "head")["size"] == 2


@pytest.mark.skipif(os.name != "posix", reason="limits as POSIX has them")
def test_a_full_disk_is_told_and_the_file_left_as_it_was(revisit: Revisit) -> None:
    revisit("import", _ledger(revisit.folder, "a.csv", 0, 5), "--month", "2026-11")
    before, head = revisit.db.stat().st_size, revisit.json("audit", "head")
    limited = f"import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, ({before}, {before}))\n"
    ran = subprocess.run(
        [sys.executable, "-c", limited + IMPORT, _ledger(revisit.folder, "b.csv", 100, 900)],
        capture_output=True, env=_environment(revisit), encoding="utf-8", check=False,
    )  # fmt: skip
    assert ran.returncode == 7, ran.stderr
    assert "无法写入 revisit.db" in ran.stderr
    assert revisit.json("audit", "head") == head
    revisit("db", "check")


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.parametrize("saved", [1, 4])
def test_a_clerk_killed_between_two_records_loses_none_and_halves_none(
    revisit: Revisit, saved: int
) -> None:
    revisit("import", _ledger(revisit.folder, "a.csv", 0, FIRMS), "--month", "2026-11")
    told = 0
    with subprocess.Popen(
        [sys.executable, "-c", CLERK, str(revisit.db), str(FIRMS)],
        stdout=subprocess.PIPE,
        text=True,
    ) as clerk:
        assert clerk.stdout is not None
        for line in clerk.stdout:
            told = int(line)
            if told == saved:
                clerk.send_signal(signal.SIGKILL)
    revisit("db", "check")
    found = [
        revisit.rows(f"select count(*) from {table}")[0][0]
        for table in ("attempt", "evaluation", "problem", "call where state = 'done'")
    ]
    assert set(found) <= {told, told + 1}
    assert len(set(found)) == 1


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.parametrize("milliseconds", [5, 150, 400])
def test_an_import_killed_at_any_moment_is_whole_or_not_there(
    revisit: Revisit, milliseconds: int
) -> None:
    ledger = _ledger(revisit.folder, "a.csv", 0, 900)
    with subprocess.Popen(
        [sys.executable, "-c", IMPORT, str(ledger)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment(revisit), text=True,
    ) as clerk:  # fmt: skip
        assert clerk.stdout is not None
        assert clerk.stdout.readline() == "begun\n"
        time.sleep(milliseconds / 1000)
        clerk.send_signal(signal.SIGKILL)
    told = revisit.json("import", ledger, "--month", "2026-11")["files"][0]
    assert told["rows"]["accepted"] == 900 or told["unchanged"]
    assert revisit.rows("select count(*) from service")[0] == (900,)
    revisit("db", "check")


HUGE = "长" * 2_000_000


@pytest.mark.parametrize("place", ["firm", "officer", "contact"])
def test_a_text_longer_than_the_file_holds_is_refused_in_a_sentence(
    revisit: Revisit, place: str
) -> None:
    row = {"firm": "示例厂", "officer": "甲", "contact": "乙"} | {place: HUGE[:900_000]}
    path = revisit.folder / "长.csv"
    head = "单位,姓名,时间,涉企事宜,企业名称,联系人,联系电话"
    text = f"审批科,{row['officer']},2026.11.3,许可,{row['firm']},{row['contact']},13800000001"
    path.write_text(f"{head}\n{text}\n", encoding="utf-8")
    assert "文字太长" in revisit("import", path, "--month", "2026-11", code=3).err


def test_words_longer_than_the_file_holds_are_refused_and_nothing_is_kept(revisit: Revisit) -> None:
    revisit("import", _ledger(revisit.folder, "台账.csv", 0, 2))
    before = revisit.json("audit", "head")
    row = {"call": 1, "outcome": "占线", "at": "2026-11-26T08:00", "words": HUGE}
    path = revisit.folder / "补录.jsonl"
    path.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    assert "文字太长" in revisit("calls", "record", "--from", path, code=3).err
    assert revisit.json("audit", "head") == before
    assert revisit.json("audit", "verify")["ok"]
