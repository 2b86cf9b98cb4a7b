"""Rules dated by month in the file, and the step that made room for them."""

import sqlite3
from pathlib import Path

import pytest

from revisit_cli.store.file.database import opened
from revisit_cli.store.file.founding import APPLICATION_ID
from revisit_cli.store.migrations import MIGRATIONS, STEPS
from revisit_cli.store.rules import setting as store
from tests.store.rows import Stored

BEFORE = STEPS.index("m0020_rules")
FREEZE = """
insert into freeze (half, month, size, pool, firms, pool_count, pool_sha256, nth_draw,
    frozen_at, by)
values (:half, :month, :size, '', '[]', 0, :sha256, 1, '2026-11-26T09:00:00+08:00', 'x')
"""


def _older(path: Path) -> Path:
    """Make a file of the format before the step, with a setting, a call and a freeze in it."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("begin")
    for step in MIGRATIONS[:BEFORE]:
        step(connection)
    connection.execute("insert into setting (id, name, value) values (3, 'closing_time', '17:30')")
    connection.execute("insert into firm (id, name, key) values (1, '甲', '甲')")
    connection.execute("insert into call (month, firm, due_on) values ('2026-11', 1, '2026-12-10')")
    connection.execute(FREEZE, _freeze("2026-H2", None, 15))
    connection.execute(f"pragma user_version = {BEFORE:d}")
    connection.execute(f"pragma application_id = {APPLICATION_ID:d}")
    connection.execute("commit")
    connection.close()
    return path


def _freeze(half: str | None, month: str | None, size: int) -> dict[str, object]:
    return {"half": half, "month": month, "size": size, "sha256": "0" * 64}


def test_an_older_file_keeps_its_rows_and_its_settings_hold_from_the_beginning(
    tmp_path: Path,
) -> None:
    with opened(_older(tmp_path / "old.db")) as database:
        assert store.load(database) == {"closing_time": "17:30"}
        assert store.load_rules(database)[1] == []
        assert database.value("select id from setting") == 3
        assert database.value("select month from call") == "2026-11"
        assert database.value("select size from freeze") == 15
        assert database.value("pragma integrity_check") == "ok"
        assert database.rows("pragma foreign_key_check") == []


def test_no_check_knows_the_shape_of_a_period_or_the_size_of_a_draw(tmp_path: Path) -> None:
    with opened(_older(tmp_path / "old.db")) as database:
        schema = database.rows("select sql from sqlite_schema where sql is not null")
        text = "\n".join(row["sql"] for row in schema)
        assert "-[0-9][0-9]')" not in text.replace("-[0-9][0-9]-[0-9][0-9]')", "")
        assert "H[12]" not in text
        with database.writing(is_sealed=False):
            database.run(FREEZE, _freeze("2026-T1", None, 8))
            database.run(FREEZE, _freeze(None, "2026-W48", 60))
        for odd in (_freeze("", None, 8), _freeze("2026-H1", None, 0)):
            with pytest.raises(sqlite3.IntegrityError), database.writing(is_sealed=False):
                database.run(FREEZE, odd)


def test_a_value_is_kept_once_a_month_and_once_for_the_beginning(tmp_path: Path) -> None:
    with opened(tmp_path / "new.db") as database, database.writing(is_sealed=False):
        for value, since in (("1", None), ("2", "2026-12"), ("3", "2026-12"), ("4", None)):
            store.put(database, "sample_size", value, since)
        assert store.load_rules(database) == (
            {"sample_size": "4"},
            [("sample_size", "2026-12", "3")],
        )


def test_the_committees_key_is_the_setting_of_its_name(stored: Stored) -> None:
    stored.put("setting", name="bureau", value="示例局")
    assert store.committee_key(stored.database) is None
    for public in ("ab" * 32, "cd" * 32):
        store.set_committee_key(stored.database, public)
        assert store.committee_key(stored.database) == public
