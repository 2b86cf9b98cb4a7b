"""Whatever is done to a data file behind the log's back, verification says where.

``python -m tests.faults.tamper`` tries every case; here each table and each way has some.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from revisit_cli.operations.act import writing
from revisit_cli.records.context import Context
from revisit_cli.records.file.audit import DatabaseCreated
from revisit_cli.store.file import database
from revisit_cli.store.file.founding import APPLICATION_ID
from revisit_cli.store.file.kept_seals import changed_rows
from revisit_cli.store.migrations import MIGRATIONS, SCHEMA_VERSION, fresh
from tests.conftest import Revisit
from tests.faults.tamper import NOW, WORKING, Case, Unchanged, cases, filled, tried

WAYS = (
    "made anew and empty", "made anew with fewer rows", "made anew without checks",
    "made anew in another order", "a view in its place",
    "a view without end in its place", "a view of its rows in its place",
    "without rowid", "virtual", "renamed", "with a column more", "row deleted",
)  # fmt: skip
FIELDS_OF = 300
SEALS = ("seal", "seal_block")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, list[Case]]:
    """A file with rows in every table, and all that can be done to it."""
    path = filled(tmp_path_factory.mktemp("whole")).db
    return path.read_bytes(), list(cases(path))


def _missed(revisit: Revisit, whole: bytes, chosen: list[Case]) -> list[str]:
    """Return what was missed of some cases, on either side of the size looked at in opening."""
    found, number = [], 0
    for case in chosen:
        try:
            how = tried(revisit, whole, case)
        except Unchanged:
            continue
        number += 1
        if how is not None:
            found.append(f"{case.name}: {how}")
    assert number > len(chosen) / 4
    return found


def _is_field(case: Case) -> bool:
    return " = " in case.name


@pytest.fixture(params=["small", "large"])
def is_large(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Either side of the size up to which a file is looked through when it is opened."""
    if request.param == "large":
        monkeypatch.setattr(database, "CHECKED_UP_TO", 0)
    return bool(request.param == "large")


def test_an_untouched_file_passes_both_commands(
    revisit: Revisit, whole: tuple[bytes, list[Case]]
) -> None:
    revisit.db.write_bytes(whole[0])
    revisit.db.chmod(0o600)
    revisit("audit", "verify")
    revisit("db", "check")


def test_no_table_can_be_dropped_unseen(
    revisit: Revisit, whole: tuple[bytes, list[Case]], is_large: bool
) -> None:
    dropped = [case for case in whole[1] if case.name.endswith(": dropped")]
    with fresh() as made:
        (tables,) = made.execute(
            "select count(*) from sqlite_schema where type = 'table'"
        ).fetchone()
    assert len(dropped) == tables
    assert _missed(revisit, whole[0], dropped[is_large::2]) == []


@pytest.mark.parametrize("way", WAYS)
def test_no_table_can_be_replaced_unseen(
    revisit: Revisit, whole: tuple[bytes, list[Case]], way: str
) -> None:
    replaced = [case for case in whole[1] if case.name.endswith(f": {way}")]
    assert len(replaced) > len(WAYS)
    assert _missed(revisit, whole[0], replaced[WAYS.index(way) :: len(WAYS)]) == []


def test_no_field_can_be_set_unseen_to_anything(
    revisit: Revisit, whole: tuple[bytes, list[Case]], is_large: bool
) -> None:
    fields = [case for case in whole[1] if _is_field(case)]
    chosen = fields[is_large * 50 :: FIELDS_OF]
    chosen += [case for case in fields if case.table in WORKING][is_large::2]
    chosen += [case for case in fields if case.table in SEALS and case.name.endswith("x'00ff'")]
    assert _missed(revisit, whole[0], chosen) == []


def test_nothing_can_be_planted_or_taken_from_the_log_unseen(
    revisit: Revisit, whole: tuple[bytes, list[Case]]
) -> None:
    others = [case for case in whole[1] if not _is_field(case) and ": " not in case.name]
    assert len(others) > 10
    assert _missed(revisit, whole[0], others) == []


@pytest.mark.parametrize("version", [-1, 0, 1, SCHEMA_VERSION - 1, SCHEMA_VERSION + 1, 2**31 - 1])
def test_a_step_that_is_not_the_schemas_is_named_and_nothing_else(
    revisit: Revisit, whole: tuple[bytes, list[Case]], version: int
) -> None:
    revisit.db.write_bytes(whole[0])
    _done(revisit.db, f"pragma user_version = {version}")
    before = revisit.db.read_bytes()
    assert revisit.json("audit", "verify", code=6)["faults"] == [{"what": "version_changed"}]
    assert {"what": "version_changed"} in revisit.json("db", "check", code=6)["faults"]
    revisit("calls", "list", code=7)
    assert revisit.db.read_bytes() == before


def test_a_mark_that_was_taken_off_is_named(
    revisit: Revisit, whole: tuple[bytes, list[Case]]
) -> None:
    revisit.db.write_bytes(whole[0])
    _done(revisit.db, "pragma application_id = 0")
    faults = [{"what": "application_changed"}]
    assert revisit.json("audit", "verify", code=6)["faults"] == faults


def test_what_an_index_lacks_is_not_taken_for_an_older_step(
    revisit: Revisit, whole: tuple[bytes, list[Case]]
) -> None:
    revisit.db.write_bytes(whole[0])
    _done(revisit.db, "drop index firm_without_initials")
    assert revisit.json("audit", "verify", code=6)["faults"] == [
        {"table": "firm", "name": "firm_without_initials", "what": "index_missing"}
    ]


def test_a_file_of_an_older_step_is_verified_as_it_is(revisit: Revisit) -> None:
    step = SCHEMA_VERSION - 1
    with closing(sqlite3.connect(revisit.db)) as connection, connection:
        for migrate in MIGRATIONS[:step]:
            migrate(connection)
        connection.execute(f"pragma user_version = {step}")
        connection.execute(f"pragma application_id = {APPLICATION_ID}")
    before = revisit.db.read_bytes()
    assert revisit.json("audit", "verify")["ok"]
    _done(revisit.db, "drop table evaluation")
    faults = revisit.json("audit", "verify", code=6)["faults"]
    assert {"table": "evaluation", "what": "table_missing"} in faults
    assert len(before) == len(revisit.db.read_bytes())


@pytest.mark.parametrize("command", [("audit", "verify"), ("db", "check")])
def test_a_file_that_is_none_of_ours_is_refused_in_a_sentence(
    revisit: Revisit, command: tuple[str, str]
) -> None:
    revisit(*command, code=7)
    assert not revisit.db.exists()
    revisit.db.write_bytes(b"")
    assert "是空文件，里面没有数据" in revisit(*command, code=7).err
    _done(revisit.db, "create table event (x)")
    assert "不是 revisit 的数据文件" in revisit(*command, code=7).err


def test_a_time_that_was_sealed_unreadable_is_a_fault_and_no_bug(revisit: Revisit) -> None:
    filled(revisit.folder)
    with writing(Context(str(revisit.db), "甲", NOW)) as act:
        act.database.run("update attempt set at = at || ' ' where id = 2")
        act.tell(DatabaseCreated(origin="0" * 16, schema=1))
    for command in ("audit verify", "db check"):
        faults = revisit.json(*command.split(), code=6)["faults"]
        assert faults == [{"table": "attempt", "row": 2, "what": "time_unreadable"}]


def _done(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(sql)


def test_many_unreadable_rows_take_only_as_long_as_they_are_many() -> None:
    def steps(rows: int) -> int:
        taken = [0]

        def step() -> None:
            taken[0] += 1

        with fresh() as made:
            made.execute("create table some (id integer primary key, a)")
            made.executemany("insert into some (a) values (?)", [(b"x",)] * rows)
            made.set_progress_handler(step, 10)
            found = list(changed_rows(made, "some"))
            made.set_progress_handler(None, 0)
        assert found == [(row, "row_unreadable") for row in range(1, rows + 1)]
        return taken[0]

    assert steps(4_000) < 4.2 * steps(1_000)
