"""The one data file: its identity, its settings, and what is refused."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from revisit_cli.errors.file.database import DatabaseDamaged, DatabaseTooNew, NotOurDatabase
from revisit_cli.store.file.database import opened
from revisit_cli.store.file.founding import APPLICATION_ID
from revisit_cli.store.migrations import SCHEMA_VERSION
from tests.conftest import Revisit


def test_a_new_file_is_ours_private_and_safe(tmp_path: Path) -> None:
    path = tmp_path / "new" / "revisit.db"
    with opened(path) as database:
        assert database.value("pragma application_id") == APPLICATION_ID
        assert database.value("pragma user_version") == SCHEMA_VERSION
        assert database.value("pragma journal_mode") == "truncate"
        assert database.value("pragma synchronous") == 2
        assert database.value("pragma foreign_keys") == 1
        assert database.value("pragma secure_delete") == 1
        assert database.value("pragma trusted_schema") == 0
        assert database.rows("pragma foreign_key_check") == []
    if os.name == "posix":
        assert path.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(os.name != "posix", reason="links need an administrator on Windows")
def test_a_file_made_behind_a_link_is_private_too_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "revisit.db"
    path.symlink_to(tmp_path / "elsewhere.db")
    before = os.umask(0o022)
    try:
        with opened(path):
            assert "新建" in capsys.readouterr().err
    finally:
        os.umask(before)
    made = [each for each in tmp_path.iterdir() if each.name.startswith("elsewhere")]
    assert made
    assert {each.stat().st_mode & 0o077 for each in made} == {0}


def test_the_schema_is_the_golden_one(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    with opened(tmp_path / "revisit.db") as database:
        schema = database.introspect().schema
    golden("schema.sql", schema + "\n")


def test_a_foreign_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("create table other (x)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NotOurDatabase), opened(path):
        pass
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused(revisit: Revisit) -> None:
    revisit.db.write_bytes(b"PK\x03\x04 not a database at all" * 100)
    before = revisit.db.read_bytes()
    ran = revisit("settings", "list", code=7)
    assert "不是 revisit 的数据文件" in ran.err
    assert revisit.db.read_bytes() == before


def test_a_newer_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "revisit.db"
    with opened(path) as database:
        database.run(f"pragma user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(DatabaseTooNew), opened(path):
        pass


def test_a_dry_run_leaves_no_trace(tmp_path: Path) -> None:
    with opened(tmp_path / "revisit.db") as database:
        with database.writing(keep=False):
            database.insert("insert into setting (name, value) values ('bureau', 'x')")
        assert database.value("select count(*) from setting") == 0


def test_a_file_that_says_an_older_step_than_its_tables_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "revisit.db"
    with opened(path) as database:
        database.run("pragma user_version = 2")
    before = path.read_bytes()
    with pytest.raises(DatabaseDamaged), opened(path):
        pass
    assert path.read_bytes() == before


def test_an_error_that_takes_the_whole_act_back_is_told_as_itself(tmp_path: Path) -> None:
    """As a full disk does, in the midst of a part that is tried by itself."""
    with opened(tmp_path / "revisit.db") as database:
        put = "insert or rollback into setting (name, value) values ('a', 'b')"
        with pytest.raises(sqlite3.IntegrityError), database.writing(), database.trying():
            database.run_many(put, [(), ()])
        assert database.rows("select * from setting") == []
