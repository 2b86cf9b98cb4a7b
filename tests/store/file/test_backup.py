"""Copies of the data file: whole, private, rehearsed, and no litter."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from revisit_cli.disk.leftovers import give_name, parts_in
from revisit_cli.errors.file.database import DatabaseBusy, DatabaseHeldOpen, FileNotAsLogged
from revisit_cli.store.file import backup, database, upgrade
from revisit_cli.store.file.database import opened
from revisit_cli.store.migrations import MIGRATIONS, SCHEMA_VERSION, Migration
from tests.conftest import Revisit, begins

STAMPED = "revisit-20261126-090000.db"


@begins
def filled(revisit: Revisit) -> Revisit:
    """A data file with two events."""
    revisit("settings", "set", "closing_time", "17:30")
    return revisit


def _value(path: Path, sql: str) -> object:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchone()[0]


def test_a_backup_is_whole_private_and_told(filled: Revisit) -> None:
    told = filled.json("db", "backup")
    copy = filled.folder / "backups" / STAMPED
    assert told["file"] == str(copy)
    assert told["log"] == {"size": 2, "head": told["log"]["head"]}
    assert filled.json("--db", copy, "audit", "verify")["size"] == 2
    assert filled.json("audit", "log")["events"][-1]["facts"]["sha256"] == told["sha256"]
    assert told["sha256"] == backup.digest_of(copy)
    if os.name == "posix":
        assert copy.stat().st_mode & 0o077 == 0
        assert copy.parent.stat().st_mode & 0o077 == 0


def test_a_backup_to_a_name_never_overwrites_unasked(filled: Revisit) -> None:
    target = filled.folder / "U盘" / "备份.db"
    filled("db", "backup", "-o", target)
    before = target.read_bytes()
    assert "已存在" in filled("db", "backup", "-o", target, code=3).err
    assert target.read_bytes() == before
    filled("db", "backup", "-o", target, "--force")
    assert target.read_bytes() != before
    assert filled.json("db", "backup", "-o", target.parent)["file"] == str(target.parent / STAMPED)


@pytest.fixture(params=[True, False], ids=["two names a file", "one name a file"])
def disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk on which a file may have two names, and one on which it has one alone."""

    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    if not request.param:
        monkeypatch.setattr(os, "link", refused)


def _come_in_between(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let another process's file be there by the time that ours is finished."""
    give = give_name

    def late(part: Path, path: Path) -> None:
        target.write_text("another's")
        give(part, path)

    monkeypatch.setattr(backup, "give_name", late)


def test_of_two_backups_to_one_name_the_later_is_refused(
    filled: Revisit, disk: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = filled.folder / "备份.db"
    with monkeypatch.context() as patch:
        _come_in_between(target, patch)
        assert "已存在，未覆盖" in filled("db", "backup", "-o", target, code=3).err
        assert target.read_text() == "another's"
        filled("db", "backup", "-o", target, "--force")
    target.unlink()
    filled("db", "backup", "-o", target)
    assert filled.json("--db", target, "audit", "verify")["ok"]
    assert parts_in(filled.folder) == []


def test_of_two_restores_to_where_no_file_is_the_later_is_refused(
    filled: Revisit, disk: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = filled.json("db", "backup")["file"]
    filled.db.unlink()
    with monkeypatch.context() as patch:
        _come_in_between(filled.db, patch)
        assert "没有恢复" in filled("db", "restore", copy, "--yes", code=7).err
    assert filled.db.read_text() == "another's"


def test_of_backups_begun_at_once_one_is_written_and_told(filled: Revisit) -> None:
    target = filled.folder / "备份.db"
    command = [sys.executable, "-m", "revisit_cli", "db", "backup", "--json", "-o", str(target)]
    environment = {**os.environ, "REVISIT_DB": str(filled.db), "REVISIT_NOW": filled.now}
    begun = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(4)
    ]
    told = [(each.communicate()[0], each.returncode) for each in begun]
    assert sorted(code for _, code in told) == [0, 3, 3, 3]
    (written,) = (json.loads(out) for out, code in told if code == 0)
    assert written["sha256"] == backup.digest_of(target)


def test_a_backup_never_writes_over_the_data_file(filled: Revisit) -> None:
    before = filled.db.read_bytes()
    filled("db", "backup", "-o", filled.db, "--force", code=2)
    assert filled.db.read_bytes() == before


def test_old_backups_are_let_go_and_strangers_left_alone(filled: Revisit) -> None:
    folder = filled.folder / "backups"
    filled("db", "backup", now="2026-11-01T09:00")
    stranger = folder / "revisit-我的.db"
    stranger.write_text("x", encoding="utf-8")
    for day in range(2, 12):
        filled("db", "backup", now=f"2026-11-{day:02d}T09:00")
    kept = sorted(path.name[8:16] for path in folder.glob("revisit-2026*.db"))
    assert kept == [f"202611{day:02d}" for day in range(5, 12)]
    assert stranger.exists()


def test_a_restore_is_verified_kept_aside_and_told_in_the_log(filled: Revisit) -> None:
    copy = Path(filled.json("db", "backup")["file"])
    filled("settings", "set", "closing_time", "17:45")
    replaced = filled.json("audit", "head")
    told = filled.json("db", "restore", copy, "--yes")
    assert _value(filled.db, "select value from setting where name = 'closing_time'") == "17:30"
    assert told["before"] == {"size": replaced["size"], "head": replaced["head"]}
    assert told["after"]["size"] == 2
    last = filled.json("audit", "log")["events"][-1]
    assert last["kind"] == "DatabaseRestored"
    assert last["facts"]["before"]["head"] == replaced["head"]
    assert filled.json("audit", "verify")["ok"]
    aside = Path(told["kept_aside"])
    assert _value(aside, "select value from setting where name = 'closing_time'") == "17:45"
    assert filled.json("--db", aside, "audit", "head")["head"] == replaced["head"]
    # Whatever the paper says of the acts that were replaced, it no longer agrees.
    filled("audit", "verify", "--size", replaced["size"], "--head", replaced["head"], code=6)


def test_another_process_that_has_the_file_open_sees_the_restored_one(filled: Revisit) -> None:
    copy = filled.json("db", "backup")["file"]
    filled("settings", "set", "closing_time", "17:45")
    with closing(sqlite3.connect(filled.db)) as other:
        other.execute("select * from setting").fetchall()
        filled("db", "restore", copy, "--yes")
        assert other.execute("select value from setting").fetchall() == [("17:30",)]


def test_a_damaged_data_file_is_renamed_and_replaced(filled: Revisit) -> None:
    copy = filled.json("db", "backup")["file"]
    filled.db.write_bytes(b"no database" * 1000)
    told = filled.json("db", "restore", copy, "--yes")
    assert told["before"] is None
    assert Path(told["kept_aside"]).read_bytes().startswith(b"no database")
    assert filled.json("audit", "verify")["size"] == 3
    filled("db", "check")


def _held_open(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep a file from being renamed, as Windows does while another program has it open."""
    rename = Path.replace

    def barred(path: Path, target: Path) -> Path:
        if path.name == name:
            raise PermissionError(13, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", barred)


def test_a_damaged_file_that_another_program_holds_open_is_blamed_and_no_other(
    filled: Revisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = Path(filled.json("db", "backup")["file"])
    filled.db.write_bytes(b"no database" * 1000)
    _held_open("revisit.db", monkeypatch)
    ran = filled("db", "restore", copy, "--yes", code=7)
    assert ran.err.startswith("× revisit.db 移不开：没有权限，或正被别的程序打开着。没有恢复")
    assert copy.name not in ran.err
    assert "磁盘" not in ran.err
    assert filled.db.read_bytes() == b"no database" * 1000
    assert list(filled.folder.glob("*.bak")) == []


@pytest.mark.parametrize("held", ["revisit.db", "revisit.db-journal"])
def test_a_file_and_its_journal_are_put_aside_together_or_stay(
    held: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("revisit.db", "revisit.db-journal"):
        (tmp_path / name).write_text(name)
    _held_open(held, monkeypatch)
    with pytest.raises(DatabaseHeldOpen):
        backup.put_aside(tmp_path / "revisit.db", tmp_path / "revisit.bak")
    left = {each.name: each.read_text() for each in tmp_path.iterdir()}
    assert left == {name: name for name in ("revisit.db", "revisit.db-journal")}


def test_a_lost_data_file_comes_back(filled: Revisit) -> None:
    copy = filled.json("db", "backup")["file"]
    filled.db.unlink()
    assert filled.json("db", "restore", copy, "--yes")["kept_aside"] is None
    filled("db", "check")


def test_a_backup_edited_behind_the_log_is_not_put_back(filled: Revisit) -> None:
    copy = Path(filled.json("db", "backup")["file"])
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("update setting set value = '16:00'")
    before = filled.db.read_bytes()
    filled("db", "restore", copy, "--yes", code=6)
    assert filled.db.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "code"), [(b"PK\x03\x04 not a database" * 99, 7), (None, 7), (b"", 7)]
)
def test_what_is_no_backup_is_refused(filled: Revisit, content: bytes | None, code: int) -> None:
    source = filled.folder / "x.db"
    if content is not None:
        source.write_bytes(content)
    before = filled.db.read_bytes()
    assert filled("db", "restore", source, "--yes", code=code).err.startswith("× ")
    assert filled.db.read_bytes() == before
    filled("db", "restore", filled.db, "--yes", code=2)


def test_a_restore_asks_a_person(filled: Revisit) -> None:
    copy = filled.json("db", "backup")["file"]
    before = filled.db.read_bytes()
    assert "--yes" in filled("db", "restore", copy, code=2).err
    assert filled.db.read_bytes() == before


def test_nothing_unfinished_is_left(filled: Revisit) -> None:
    copy = filled.json("db", "backup")["file"]
    filled("db", "restore", copy, "--yes")
    filled("db", "restore", filled.folder / "no.db", "--yes", code=7)
    assert parts_in(filled.folder) == []
    assert parts_in(filled.folder / "backups") == []


@pytest.mark.skipif(os.name != "posix", reason="processes as POSIX has them")
def test_what_a_killed_backup_left_is_swept_at_the_next_start(filled: Revisit) -> None:
    folder = filled.folder / "backups"
    folder.mkdir()
    with subprocess.Popen([sys.executable, "-c", "pass"]) as gone:
        gone.wait()
    litter = [folder / f"{STAMPED}.{gone.pid}.part{ending}" for ending in ("", "-journal")]
    under_way = folder / f"{STAMPED}.{os.getpid()}.part"
    for path in (*litter, under_way):
        path.write_text("personal", encoding="utf-8")
    filled("settings", "list")
    assert [path.exists() for path in litter] == [False, False]
    assert under_way.exists()
    os.utime(under_way, (0, 0))
    filled("settings", "list")
    assert not under_way.exists()


def _add_step(monkeypatch: pytest.MonkeyPatch, step: Migration = lambda _: None) -> None:
    """Let the schema have one step more than the files made before."""
    monkeypatch.setattr(upgrade, "MIGRATIONS", [*MIGRATIONS, step])
    monkeypatch.setattr(database, "SCHEMA_VERSION", SCHEMA_VERSION + 1)


def test_a_file_of_an_older_step_is_kept_whole_and_private_before_it_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "revisit.db"
    with opened(path):
        pass

    def later(connection: sqlite3.Connection) -> None:
        connection.execute("create table later (id integer primary key) strict")

    _add_step(monkeypatch, later)
    with opened(path) as changed:
        assert changed.value("select count(*) from later") == 0
    kept = tmp_path / f"revisit.db.v{SCHEMA_VERSION}.bak"
    assert _value(kept, "pragma user_version") == SCHEMA_VERSION
    assert _value(kept, "pragma quick_check") == "ok"
    assert os.name != "posix" or kept.stat().st_mode & 0o077 == 0
    assert parts_in(tmp_path) == []


@pytest.mark.parametrize("number", [1, SCHEMA_VERSION // 2, SCHEMA_VERSION - 1])
def test_a_file_whose_format_number_is_forged_is_refused_and_no_copy_stays(
    filled: Revisit, number: int
) -> None:
    filled.edit(f"pragma user_version = {number:d}")
    before = sorted(filled.folder.iterdir())
    for words in (("status",), ("units", "add", "审批科"), ("db", "backup"), ("undo", "--list")):
        assert "绕过程序改动过" in filled(*words, code=7).err
    assert sorted(filled.folder.iterdir()) == before
    # One that lay there is not this refusal's.
    earlier = filled.folder / f"revisit.db.v{number}.bak"
    earlier.write_text("kept before")
    filled("status", code=7)
    assert earlier.read_text() == "kept before"


def test_a_file_that_is_not_as_its_log_says_is_refused_and_no_copy_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "revisit.db"
    with opened(path):
        pass
    before = path.read_bytes()

    def refuse(connection: sqlite3.Connection, file: str) -> None:
        raise FileNotAsLogged(file=file, place="event 1", what="")

    _add_step(monkeypatch)
    monkeypatch.setattr(upgrade, "REWRITES", {SCHEMA_VERSION + 1})
    monkeypatch.setattr(upgrade, "refuse_unlike_log", refuse)
    with pytest.raises(FileNotAsLogged), opened(path):
        pass
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".bak"] == []
    assert path.read_bytes() == before


def test_a_copy_kept_before_a_step_outlives_a_file_that_is_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever holds it may be migrating it, and have found the copy there."""
    path = tmp_path / "revisit.db"
    with opened(path):
        pass

    def busy(*_: object) -> None:
        raise DatabaseBusy(file=path.name, seconds=20)

    _add_step(monkeypatch)
    monkeypatch.setattr(upgrade, "migrate", busy)
    with pytest.raises(DatabaseBusy), opened(path):
        pass
    assert (tmp_path / f"revisit.db.v{SCHEMA_VERSION}.bak").exists()


def test_the_first_copy_kept_before_a_step_is_the_one_that_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "revisit.db"
    with opened(path):
        pass
    copy = tmp_path / f"revisit.db.v{SCHEMA_VERSION}.bak"
    give = give_name

    def late(part: Path, at: Path) -> None:
        copy.write_text("another's")
        give(part, at)

    monkeypatch.setattr(upgrade, "give_name", late)
    _add_step(monkeypatch)
    with opened(path):
        pass
    assert copy.read_text() == "another's"


@pytest.mark.parametrize("name", ["revisit.db", "revisit.db-journal", "./revisit.db-wal"])
def test_a_backup_never_lies_where_the_data_file_works(
    filled: Revisit, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(filled.folder)
    told = filled("db", "backup", "-o", name, "--force", code=2).err
    assert "是它自己要用的名字" in told
    assert sorted(each.name for each in filled.folder.iterdir()) == [
        "revisit.db", "revisit.db-journal",
    ]  # fmt: skip


def test_a_backup_that_finds_no_room_names_a_way_that_there_is(
    filled: Revisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Path) -> None:
        raise OSError(28, "No space left on device")

    filled("db", "backup", "-o", filled.folder / "copy.db")
    before = filled.db.read_bytes()
    monkeypatch.setattr("revisit_cli.store.file.leftovers.make_file", full)
    ran = filled("db", "restore", filled.folder / "copy.db", "--yes", code=7)
    assert "磁盘已满" in ran.err
    assert "用 -o" not in ran.err
    assert filled.db.read_bytes() == before
    assert "用 -o" in filled("db", "backup", code=3).err


def test_a_file_of_an_older_step_that_no_copy_can_lie_beside_stays_as_it_is(
    filled: Revisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def barred(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    before = filled.db.read_bytes()
    _add_step(monkeypatch)
    monkeypatch.setattr("revisit_cli.store.file.leftovers.make_file", barred)
    for words in (("status",), ("units", "add", "甲科")):
        ran = filled(*words, code=7)
        assert f"是旧的格式（{SCHEMA_VERSION}）" in ran.err
        assert "副本写不进去：没有权限" in ran.err
        assert "用 -o" not in ran.err
    assert filled.db.read_bytes() == before
