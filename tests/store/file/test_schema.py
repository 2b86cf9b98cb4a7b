"""The schema is compared whole before every write; what stands in a table's place is no table."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from revisit_cli.errors.file.database import DatabaseDamaged, SchemaChanged
from revisit_cli.store.file import schema
from revisit_cli.store.file.database import opened
from revisit_cli.store.file.founding import APPLICATION_ID
from revisit_cli.store.migrations import (
    BETWEEN_STATEMENTS,
    FIRST_STEPS,
    FIRST_STEPS_MAKE,
    SCHEMA_SHA256,
    SCHEMA_VERSION,
    fresh,
    take_first,
)
from tests.conftest import Revisit

LEDGER = "企业名称,办理时间,联系电话,事项\n示例建材有限公司,2026.11.3,13800000001,许可\n"
# By name: what stands in the file that should not, and how it got there.
PLANTED = {
    "flatters": """
create trigger flatters after insert on answer
begin update answer set code = 'satisfied' where id = new.id; end""",
    "softens": """
create trigger softens before update on problem
begin update problem set due_on = '2036-01-01' where id = new.id; end""",
    "loops": """
create trigger loops after insert on attempt
begin insert into attempt (call, outcome, by, at, entered_at)
select call, outcome, by, at, entered_at from attempt where id = new.id; end""",
    "fills": """
create trigger fills after insert on event
begin insert into draft select max(call) + 1, 'x', '{' || hex(randomblob(2000000)) || '}',
'2026-11-26T09:00:00' from lease; end""",
    "refuses": """
create trigger refuses before insert on seal begin select raise(abort, 'no'); end""",
    "leases": """
create trigger leases after insert on lease
begin update call set state = 'done' where id = new.call; end""",
    "drafts": """
create trigger drafts after delete on draft begin delete from flag; end""",
    "blocks": "create unique index blocks on attempt (call)",
    "endless": """
create view endless as with recursive n (x) as (select 1 union all select x + 1 from n)
select x from n""",
    "mine": "create table mine (x)",
}
FORCED = {
    "sqlite_flatters": """
insert into sqlite_schema values ('trigger', 'sqlite_flatters', 'answer', 0,
'create trigger sqlite_flatters after insert on answer
begin update answer set code = ''satisfied'' where id = new.id; end')""",
    "answer": """
update sqlite_schema set sql = replace(sql, '(question <> '''')', '(question = ''overall'')')
where name = 'answer'""",
    "event_is_fixed": "delete from sqlite_schema where name = 'event_is_fixed'",
    "seal_is_fixed": """
update sqlite_schema set sql = replace(sql, 'or new.digest <> old.digest', '')
where name = 'seal_is_fixed'""",
    "call_queue": """
update sqlite_schema set sql = sql || ' where state = ''new''' where name = 'call_queue'""",
    "setting": """
update sqlite_schema set sql = replace(sql, 'value text not null',
'value text not null, shown text as (''08:00'')') where name = 'setting'""",
}
WRITES = (
    ("settings", "set", "closing_time", "17:30"),
    ("calls", "next"),
    ("calls", "record", "1", "--outcome", "completed", "--overall", "dissatisfied"),
    ("calls", "take", "1"),
    ("import", "审批科2026年11月.csv"),
)
# With an end, so that a fault fails here and does not hang.
IN_PLACE = """
create view {table} as
with recursive n (x) as (select 1 union all select x + 1 from n where x < 9)
select {columns} from n
"""
READS = (("status",), ("calls", "list"), ("visits", "list"), ("report", "month"), ("audit", "log"))


@pytest.fixture
def ledger(revisit: Revisit, monkeypatch: pytest.MonkeyPatch) -> Revisit:
    """One firm to call, one record of a dissatisfied one."""
    monkeypatch.chdir(revisit.folder)
    Path("审批科2026年11月.csv").write_text(LEDGER, encoding="utf-8")
    revisit("import", "审批科2026年11月.csv")
    return revisit


@contextmanager
def _by_hand(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def _plant(path: Path, sql: str, *, by_force: bool = False) -> None:
    with _by_hand(path) as connection:
        if by_force:
            connection.execute("pragma writable_schema = on")
        connection.execute(sql)


def _rows(path: Path) -> list[str]:
    """Return every row of every table, triggers untouched."""
    with _by_hand(path) as connection:
        tables = connection.execute(
            "select name from sqlite_schema where type = 'table' order by name"
        ).fetchall()
        return [
            repr(row) for (name,) in tables for row in connection.execute(f"select * from {name}")
        ]


def test_a_new_file_is_made_at_once_as_the_first_steps_make_it() -> None:
    with fresh(FIRST_STEPS) as stepped, closing(sqlite3.connect(":memory:")) as at_once:
        made = stepped.execute(
            "select sql from sqlite_schema where sql is not null and name not like 'sqlite%'"
            " order by rowid"
        )
        text = "".join(f"{sql}{BETWEEN_STATEMENTS}" for (sql,) in made)
        if os.environ.get("UPDATE_GOLDEN"):
            FIRST_STEPS_MAKE.write_text(text, encoding="utf-8", newline="\n")
        assert text == FIRST_STEPS_MAKE.read_text("utf-8"), "UPDATE_GOLDEN=1 rewrites it"
        assert take_first(at_once, FIRST_STEPS - 1) == 0
        assert take_first(at_once) == FIRST_STEPS
        assert schema.schema_digest(at_once) == schema.schema_digest(stepped)
        # Nor is there any row that a step puts in.
        assert list(at_once.iterdump()) == list(stepped.iterdump())


def test_the_digest_is_of_what_the_steps_make() -> None:
    with fresh() as made:
        assert schema.schema_digest(made) == SCHEMA_SHA256, "SCHEMA_SHA256 is to be this"
        assert schema.strangers(made) == []


@pytest.mark.parametrize("name", [*PLANTED, *FORCED])
def test_no_write_of_any_kind_begins_beside_what_is_planted(ledger: Revisit, name: str) -> None:
    _plant(ledger.db, {**PLANTED, **FORCED}[name], by_force=name in FORCED)
    before = _rows(ledger.db)
    for words in WRITES:
        ran = ledger(*words, code=7)
        assert name in ran.err
        assert "db restore" in ran.err
    assert _rows(ledger.db) == before


@pytest.mark.parametrize("by_force", [False, True])
def test_between_two_writes_of_one_who_keeps_the_file_open_nothing_is_planted(
    ledger: Revisit, monkeypatch: pytest.MonkeyPatch, by_force: bool
) -> None:
    looks: list[str] = []
    look = schema.refuse_strangers

    def counted(connection: sqlite3.Connection, file: str) -> None:
        looks.append(file)
        look(connection, file)

    monkeypatch.setattr(schema, "refuse_strangers", counted)
    with opened(ledger.db) as database:
        for _ in range(3):
            with database.writing(is_sealed=False):
                pass
        assert len(looks) == 1
        name = "sqlite_flatters" if by_force else "flatters"
        _plant(ledger.db, (FORCED if by_force else PLANTED)[name], by_force=by_force)
        with pytest.raises(SchemaChanged), database.writing(is_sealed=False):
            pass
        assert len(looks) == 2
        with pytest.raises(SchemaChanged), database.writing(is_sealed=False):
            pass


def test_an_answer_stays_as_it_was_given(ledger: Revisit) -> None:
    said = ("calls", "record", 1, "--outcome", "completed", "--overall")
    _plant(ledger.db, PLANTED["flatters"])
    ledger(*said, "dissatisfied", code=7)
    _plant(ledger.db, "drop trigger flatters")
    ledger(*said, "dissatisfied")
    with _by_hand(ledger.db) as connection:
        assert connection.execute("select code from answer").fetchall() == [("dissatisfied",)]
    assert ledger.json("audit", "verify")["ok"]


def test_the_look_is_under_the_lock_of_the_write(ledger: Revisit) -> None:
    with opened(ledger.db) as database:
        _plant(ledger.db, PLANTED["flatters"])
        for is_sealed in (True, False):
            with pytest.raises(SchemaChanged), database.writing(is_sealed=is_sealed):
                pass
        assert not database.connection.in_transaction


@pytest.mark.parametrize("table", ["visit", "setting", "event", "call"])
def test_a_view_in_a_tables_place_is_named_before_any_query(ledger: Revisit, table: str) -> None:
    with _by_hand(ledger.db) as connection:
        names = [name for _, name, *_ in connection.execute(f"pragma table_info({table})")]
        connection.execute("pragma foreign_keys = off")
        connection.execute(f"drop table {table}")
        columns = ", ".join(f"x as {name}" for name in names)
        connection.execute(IN_PLACE.format(table=table, columns=columns))
    for words in READS:
        assert f"缺少表 '{table}'" in ledger(*words, code=7).err


def test_a_missing_table_is_named_and_a_backup_is_the_way_out(ledger: Revisit) -> None:
    copy = ledger.folder / "copy.db"
    ledger("db", "backup", "-o", copy)
    _plant(ledger.db, "drop table visit_void")
    assert "缺少表 'visit_void'" in ledger("visits", "list", code=7).err
    assert "visit_void" in ledger("db", "check", code=6).err
    ledger("db", "restore", copy, "--yes")
    assert ledger.json("audit", "verify")["ok"]
    ledger("settings", "set", "closing_time", "17:30")


def test_what_is_planted_goes_with_a_restored_backup(ledger: Revisit) -> None:
    copy = ledger.folder / "copy.db"
    ledger("db", "backup", "-o", copy)
    _plant(ledger.db, PLANTED["flatters"])
    ledger("db", "restore", copy, "--yes")
    ledger("settings", "set", "closing_time", "17:30")


def test_one_who_only_reads_may_do_so_beside_a_trigger(ledger: Revisit) -> None:
    _plant(ledger.db, PLANTED["flatters"])
    ledger("calls", "list")


def test_what_sqlite_itself_leaves_in_a_file_is_no_stranger(ledger: Revisit) -> None:
    with _by_hand(ledger.db) as connection:
        connection.execute("analyze")
        connection.execute("create table mine (x integer primary key autoincrement)")
        connection.execute("drop table mine")
        names = {name for (name,) in connection.execute("select name from sqlite_schema")}
        assert {"sqlite_stat1", "sqlite_sequence"} <= names
        assert schema.strangers(connection) == []
        connection.execute("pragma writable_schema = on")
        connection.execute(
            "insert into sqlite_schema values ('trigger', 'sqlite_stat1', 'flag', 0, 'create"
            " trigger sqlite_stat1 after insert on flag begin delete from flag; end')"
        )
        assert schema.strangers(connection) == [("trigger", "sqlite_stat1", "foreign")]


def test_a_second_thing_of_the_same_name_is_seen() -> None:
    with fresh() as made:
        made.execute("pragma writable_schema = on")
        made.execute("insert into sqlite_schema select * from sqlite_schema where name = 'call'")
        assert schema.strangers(made) == [("table", "call", "foreign")]


def test_another_sqlites_wording_of_the_same_schema_is_none_of_ours(
    ledger: Revisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "SCHEMA_SHA256", "0" * 64)
    ledger("settings", "set", "closing_time", "17:30")


def test_a_name_with_control_characters_reaches_no_screen(ledger: Revisit) -> None:
    _plant(ledger.db, 'create table "\x1b[2J\n好" (x)')
    ran = ledger("settings", "set", "closing_time", "17:30", code=7)
    assert "\x1b" not in ran.err
    assert "好" in ran.err


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_a_file_of_an_earlier_step_is_moved_on_and_with_a_planted_trigger_is_not(
    tmp_path: Path, version: int
) -> None:
    path = tmp_path / "old.db"
    with fresh(version) as made:
        made.execute(f"pragma user_version = {version}")
        made.execute(f"pragma application_id = {APPLICATION_ID}")
        made.execute("insert into setting (name, value) values ('bureau', 'x')")
        made.execute("vacuum into ?", (str(path),))
    _plant(
        path,
        "create trigger planted after insert on setting begin delete from setting; end",
    )
    before = path.read_bytes()
    with pytest.raises(DatabaseDamaged, match="planted"), opened(path):
        pass
    assert path.read_bytes() == before
    _plant(path, "drop trigger planted")
    with opened(path) as database:
        assert schema.strangers(database.connection) == []
        assert database.value("pragma user_version") == SCHEMA_VERSION
        with database.writing():
            pass
