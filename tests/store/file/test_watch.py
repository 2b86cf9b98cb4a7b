"""Nothing edited behind the log is sealed anew: an act that meets it is refused and names it."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from revisit_cli.errors import ExitCode, RevisitError
from revisit_cli.errors.file.database import RowNotAsSealed
from revisit_cli.records.value import Json
from revisit_cli.store import log as audit_log
from revisit_cli.store.file import audit, seals, verification
from revisit_cli.store.file.database import Database, opened
from revisit_cli.store.migrations import fresh
from tests.conftest import Revisit, begins
from tests.filled import AT

STORE = Path(seals.__file__).parents[1]
LAST_ID = 2**63 - 1
FIRMS = 40
BODY: dict[str, Json] = {"kind": "SettingChanged", "at": AT, "by": "测试员", "facts": {}}

with fresh() as made:
    TABLES = seals.sealed_columns(made)
    TYPES = {
        table: {name: kind for _, name, kind, *_ in made.execute(f"pragma table_info({table})")}
        for table in TABLES
    }


@contextmanager
def _by_hand(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        # As the program does: on Windows a journal that it keeps open cannot be deleted.
        connection.execute("pragma journal_mode = truncate")
        connection.execute("pragma ignore_check_constraints = on")
        yield connection


def _edit(path: Path, *statements: str) -> None:
    with _by_hand(path) as connection:
        for statement in statements:
            connection.execute(statement)


def _act(database: Database, *statements: str) -> None:
    with database.writing():
        for statement in statements:
            database.run(statement)
        audit.append(database, BODY)


def _value(table: str, column: str, number: int = 1) -> str:
    return f"{number}" if TYPES[table][column] == "INTEGER" else f"'{number}'"


def _filled(table: str, columns: Sequence[str], number: int = 1) -> str:
    values = ", ".join(_value(table, column, number) for column in columns)
    return f"insert into {table} ({', '.join(columns)}) values ({values})"


def _added(table: str, number: int) -> str:
    return _filled(table, [name for name, _ in TABLES[table] if name != "id"], number)


@pytest.fixture
def each(tmp_path: Path) -> Iterator[Database]:
    """A file with one row, all of it ones, in every sealed table."""
    with opened(tmp_path / "each.db") as database:
        for pragma in ("foreign_keys = off", "ignore_check_constraints = on"):
            database.run(f"pragma {pragma}")
        _act(
            database, *(_filled(t, [name for name, _ in columns]) for t, columns in TABLES.items())
        )
        yield database


@pytest.mark.clause("三(四)2")
def test_every_column_of_every_sealed_table_is_held_to_its_seal_before_it_is_sealed_anew(
    each: Database,
) -> None:
    tried = 0
    with _by_hand(each.path) as hand:
        for table, columns in TABLES.items():
            touch = f"update {table} set id = id where id = 1"
            for column, may_be_null in columns:
                if column == "id":
                    continue
                kept = _value(table, column)
                for edited in [f"{kept} || '2'", *["null"] * may_be_null]:
                    hand.execute(f"update {table} set {column} = {edited} where id = 1")
                    size = audit_log.head(each).size
                    with pytest.raises(RowNotAsSealed) as refused:
                        _act(each, touch, f"update {table} set {column} = {kept} where id = 1")
                    assert (refused.value.facts["table"], refused.value.facts["row"]) == (table, 1)
                    assert audit_log.head(each).size == size
                    hand.execute(f"update {table} set {column} = {kept} where id = 1")
                    tried += 1
            _act(each, touch)
    assert tried > 250
    assert list(verification.faults(each)) == []


def test_a_null_filled_in_by_hand_is_an_edit(each: Database) -> None:
    _act(each, "update problem set cause = null")
    _edit(each.path, "update problem set cause = 'y'")
    with pytest.raises(RowNotAsSealed):
        _act(each, "update problem set cause = null")


def test_every_table_is_added_to_only_where_the_log_says_that_it_ends(each: Database) -> None:
    with _by_hand(each.path) as hand:
        for table, columns in TABLES.items():
            names = [name for name, _ in columns]
            hand.execute(f"delete from {table}")
            with pytest.raises(RowNotAsSealed) as refused:
                _act(each, _added(table, 3))
            assert (refused.value.facts["table"], refused.value.facts["row"]) == (table, 1)
            hand.execute(_filled(table, names))
            hand.execute(_added(table, 2))
            with pytest.raises(RowNotAsSealed) as refused:
                _act(each, _added(table, 3))
            assert (refused.value.facts["table"], refused.value.facts["row"]) == (table, 2)
            hand.execute(f"delete from {table} where id = 2")
            _act(each, _added(table, 3))
    # Rows put in by hand point nowhere; sealed they all are.
    assert {fault.what for fault in verification.faults(each)} <= {"foreign_key_broken"}


def test_a_row_of_the_last_id_there_is_does_not_hide_a_new_one(each: Database) -> None:
    _edit(each.path, f"insert into correction values ({LAST_ID}, 'x', 'x', 'x', 'x', 1, 'x')")
    with pytest.raises(RowNotAsSealed):
        _act(each, "insert into correction values (null, 'x', 'x', 'x', 'x', 1, 'x')")


@begins
def ledger(revisit: Revisit) -> Revisit:
    """Forty firms to call, sealed in blocks; one suggestion that opened a problem."""
    path = revisit.folder / "审批科2026年11月.csv"
    rows = [f"示例{n}号有限公司,2026.11.3,1380000{n:04},许可" for n in range(FIRMS)]
    path.write_text("\n".join(["企业名称,办理时间,联系电话,事项", *rows]), encoding="utf-8")
    revisit("import", path)
    revisit(
        "calls", "record", 1, "--outcome", "completed", "--overall", "dissatisfied",
        "--suggestion", "多开窗口", "--respondent", "王某",
    )  # fmt: skip
    revisit("settings", "set", "closing_time", "17:30")
    return revisit


LATER = "update problem set due_on = '2036-01-01'"
FAKE_UNIT = "insert into unit (name, created_at) values ('假科', '2026-11-01T00:00:00')"
UNDO = ("calls", "undo", 1, "--reason", "记错")
EDITED: list[tuple[str, str, tuple[object, ...]]] = [
    ("problem", LATER, ("problems", "answer", 1, "--words", "已答复")),
    ("problem", LATER, ("problems", "assign", 1, "--team", "质安站", "--leader", "赵某")),
    ("problem", "delete from problem_event; delete from problem",
     ("problems", "add", "示例3号有限公司", "--text", "另一件", "--unit", "审批科")),
    ("setting", "update setting set value = '08:00'", ("settings", "set", "closing_time", "17:00")),
    ("call", "update call set due_on = '2036-01-01' where id = 2",
     ("calls", "record", 2, "--outcome", "no_answer")),
    ("attempt", "update attempt set outcome = 'busy'", UNDO),
    ("evaluation", "update evaluation set month = '2026-10'", UNDO),
    ("attempt", "delete from attempt", ("calls", "record", 2, "--outcome", "no_answer")),
    ("contact", "update contact set name = '别人' where id = 1",
     ("firms", "erase", "示例0号有限公司", "--reason", "来函", "--yes")),
    ("service", "update service set matter = '别的' where id = 5",
     ("firms", "merge", "示例4号有限公司", "示例5号有限公司", "--reason", "一家")),
    ("unit", FAKE_UNIT, ("units", "add", "质安站")),
]  # fmt: skip


@pytest.mark.clause("三(四)2")
@pytest.mark.parametrize(("table", "sql", "words"), EDITED)
def test_no_command_seals_what_was_edited_by_hand(
    ledger: Revisit, table: str, sql: str, words: tuple[object, ...]
) -> None:
    copy = ledger.folder / "copy.db"
    ledger("db", "backup", "-o", copy)
    _edit(ledger.db, *sql.split("; "))
    found = ledger.json("audit", "verify", code=6)["faults"]
    ran = ledger(*words, code=6)
    assert f"{table} 表第" in ran.err
    assert "audit verify" in ran.err
    assert "db restore" in ran.err
    assert ledger.json("audit", "verify", code=6)["faults"] == found
    ledger("db", "restore", copy, "--yes")
    assert ledger.json("audit", "verify")["ok"]
    ledger(*words)
    assert ledger.json("audit", "verify")["ok"]


def test_one_row_among_many_that_an_act_changes_is_named(ledger: Revisit) -> None:
    _edit(ledger.db, "update service set matter = '别的' where id = 23")
    with opened(ledger.db) as database:
        with pytest.raises(RowNotAsSealed) as refused:
            _act(database, "update service set place = '大厅'")
        assert refused.value.facts["row"] == 23
        _edit(ledger.db, "update service set matter = '许可' where id = 23")
        _act(database, "update service set place = '大厅'", "update service set place = null")
        _act(database, "update service set place = '大厅' where id > 7")
        assert list(verification.faults(database)) == []


def test_what_is_put_back_as_it_was_within_the_act_is_seen_all_the_same(ledger: Revisit) -> None:
    _edit(ledger.db, "update setting set value = '08:00'")
    with opened(ledger.db) as database, pytest.raises(RowNotAsSealed):
        _act(database, "update setting set value = '17:30'", "update setting set value = '17:30'")


def test_a_row_written_and_changed_in_one_act_is_new(ledger: Revisit) -> None:
    with opened(ledger.db) as database:
        with database.writing():
            for value in ("a", "b"):
                database.run(
                    "insert into setting (name, value) values ('note', :value)"
                    " on conflict (name, ifnull(since, '')) do update set value = excluded.value",
                    {"value": value},
                )
                audit.append(database, BODY)
        assert list(verification.faults(database)) == []


def test_an_edit_elsewhere_stops_no_other_work_and_stays_seen(ledger: Revisit) -> None:
    _edit(ledger.db, "update problem set due_on = '2036-01-01'")
    ledger("calls", "record", 2, "--outcome", "no_answer")
    assert ledger.json("audit", "verify", code=6)["faults"] == [
        {"table": "problem", "row": 1, "what": "row_changed"}
    ]


def test_leases_and_drafts_bear_no_seal(ledger: Revisit) -> None:
    taken = ledger.json("calls", "next")["id"]
    _edit(
        ledger.db,
        "update lease set until = '2026-11-26T23:00:00+08:00'",
        f"insert into draft values ({taken}, '测试员', '{{}}', '2026-11-26T09:00:00+08:00', null)",
    )
    ledger("calls", "record", taken, "--outcome", "no_answer")
    assert ledger.json("audit", "verify")["ok"]


def test_work_goes_on_after_an_erasure_and_what_it_left_is_held_to_its_seal(
    ledger: Revisit,
) -> None:
    erase = ("firms", "erase", "示例0号有限公司", "--reason", "来函", "--yes")
    ledger(*erase)
    ledger("problems", "answer", 1, "--words", "已答复")
    ledger(*erase)
    assert ledger.json("audit", "verify")["ok"]
    _edit(ledger.db, "update problem set due_on = '2036-01-01'")
    ledger("problems", "close", 1, "--words", "满意", "--cause", "窗口少", code=6)


def test_a_salt_forgotten_by_hand_leaves_a_row_that_no_act_changes(ledger: Revisit) -> None:
    with _by_hand(ledger.db) as connection:
        seals.forget_salts(connection, "setting", [1])
    assert "盐" in ledger("settings", "set", "closing_time", "17:00", code=6).err


def test_the_seals_of_some_rows_are_those_among_all(ledger: Revisit) -> None:
    for number in (1, 17, 39):
        ledger("calls", "record", number + 1, "--outcome", "no_answer")
    with opened(ledger.db) as database:
        for table in TABLES:
            every = seals.latest_seals(database.connection, table)
            some = sorted(every)[::3]
            found = seals.latest_seals(database.connection, table, some)
            assert found == {row: every[row] for row in some}
            assert seals.last_sealed(database.connection, table) == max(every, default=0)


def test_no_statement_of_ours_deletes_or_replaces_a_sealed_row() -> None:
    told = "\n".join(path.read_text(encoding="utf-8") for path in STORE.rglob("*.py"))
    gone = re.findall(r"(?:delete from|insert or \w+ into|replace into) ([\w.{]+)", told)
    # Only taking an act back takes rows out of any table, watched and sealed as such.
    assert set(gone) == {"draft", "lease", "temp.touched", "temp.ending", "{table", "{each.table"}
    (undo,) = STORE.rglob("undo.py")
    assert told.count("delete from {") == undo.read_text(encoding="utf-8").count("delete from {")


def test_the_refusal_ends_as_a_verification_that_failed() -> None:
    refusal: RevisitError = RowNotAsSealed(table="problem", row=3, what="…")
    assert refusal.exit_code == ExitCode.NOT_VERIFIED
    assert "problem 表第 3 行" in str(refusal)
