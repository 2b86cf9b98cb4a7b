"""``revisit db check``: silent when well, and every fault named."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.conftest import Revisit, begins


@begins
def filled(revisit: Revisit) -> Revisit:
    """A data file with two events."""
    revisit("settings", "set", "closing_time", "17:30")
    return revisit


@contextmanager
def _behind_its_back(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as connection, connection:
        yield connection


def test_a_sound_file_is_passed_in_silence(
    filled: Revisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("revisit_cli.cli.native_parts.native_parts", lambda: {"rapidfuzz": "3.14"})
    ran = filled("db", "check")
    assert (ran.out, ran.err) == ("", "")
    told = filled.json("db", "check")
    assert (told["ok"], told["faults"]) == (True, [])
    assert "磁盘已加密" in filled("db", "check", "--strict").out


def test_a_native_part_that_does_not_load_is_told_beside_a_sound_file(
    filled: Revisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rapidfuzz.fuzz_cpp", None)
    ran = filled("db", "check")
    assert ran.out == ""
    assert "rapidfuzz 没有（比对名称用较慢的算法）" in ran.err
    assert "rapidfuzz 没有" in filled("db", "check", "--strict").out


def test_no_file_is_made_to_be_checked(revisit: Revisit) -> None:
    revisit("db", "check", code=7)
    revisit("db", "backup", code=7)
    assert not revisit.db.exists()


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        (
            "drop trigger event_stays",
            {"table": "event", "name": "event_stays", "what": "trigger_missing"},
        ),
        ("create table mine (x)", {"table": "mine", "what": "table_foreign"}),
        (
            "drop index call_queue",
            {"table": "call", "name": "call_queue", "what": "index_missing"},
        ),
        (
            "update setting set value = '08:00'",
            {"table": "setting", "row": 1, "what": "row_changed"},
        ),
    ],
)
def test_a_change_behind_its_back_is_named(
    filled: Revisit, sql: str, fault: dict[str, object]
) -> None:
    with _behind_its_back(filled.db) as connection:
        connection.execute(sql)
    assert filled.json("db", "check", code=6)["faults"] == [fault]


def test_a_row_that_points_nowhere_is_named(filled: Revisit) -> None:
    filled("units", "add", "审批科")
    with _behind_its_back(filled.db) as connection:
        connection.execute("update unit set id = 7")
        connection.execute("insert into unit_alias (unit, name) values (1, '旧名')")
    faults = filled.json("db", "check", code=6)["faults"]
    assert {"table": "unit_alias", "row": 1, "what": "foreign_key_broken"} in faults


@pytest.mark.skipif(os.name != "posix", reason="modes as POSIX has them")
def test_a_file_that_others_can_read_is_named(filled: Revisit) -> None:
    filled.db.chmod(0o640)
    ran = filled("db", "check", code=6)
    assert "revisit.db：别人也能打开这个文件" in ran.err


def test_an_unfinished_copy_beside_the_file_is_named(filled: Revisit) -> None:
    (filled.folder / "revisit.db.1.part").write_bytes(b"")
    assert filled.json("db", "check", code=6)["faults"] == [
        {"file": "revisit.db.1.part", "what": "copy_left_over"}
    ]


def test_a_year_without_its_holidays_is_named(filled: Revisit) -> None:
    assert filled.json("db", "check", code=6, now="2031-01-05T09:00")["faults"] == [
        {"what": "year_unknown"}
    ]


def test_a_file_on_a_share_is_named(filled: Revisit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("revisit_cli.operations.file.database.is_remote", lambda _: True)
    assert filled.json("db", "check", code=6)["faults"][0]["what"] == "file_on_share"


def test_a_damaged_file_is_unusable_and_the_way_out_is_told(filled: Revisit) -> None:
    with filled.db.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096)
    ran = filled("db", "check", code=7)
    assert "revisit db restore" in ran.err


@pytest.mark.parametrize("what", [b"", b"S" * 9_000])
def test_what_is_no_backup_is_named_and_not_the_copy_on_the_way(
    filled: Revisit, what: bytes
) -> None:
    source = filled.folder / "不是备份.db"
    source.write_bytes(what)
    ran = filled("db", "restore", source, "--yes", code=7)
    assert source.name in ran.err
    assert ".part" not in ran.err


def test_a_table_made_to_allow_other_values_is_named(filled: Revisit) -> None:
    with _behind_its_back(filled.db) as connection:
        connection.execute("pragma writable_schema = on")
        connection.execute(
            "update sqlite_schema set sql = replace(sql, 'length(hash) = 64', 'length(hash) = 63')"
            " where name = 'event'"
        )
    told = filled.json("db", "check", code=6)
    assert {"table": "event", "what": "field_unfit"} in told["faults"]
    assert {"table": "event", "what": "table_changed"} in told["faults"]


def test_a_copy_that_the_log_could_not_be_told_of_says_why(filled: Revisit) -> None:
    with _behind_its_back(filled.db) as connection:
        connection.execute("create trigger mine after delete on firm begin select 1; end")
    copy = filled.folder / "copy.db"
    ran = filled("db", "backup", "-o", copy)
    assert "没有记入记录簿" in ran.err
    assert "多出触发器 'mine'" in ran.err
    assert copy.is_file()
    assert filled.json("db", "backup", "-o", copy, "--force")["logged"] is False
