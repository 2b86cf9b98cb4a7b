"""Seals: one text for a row, whoever makes it, and every edit of a sealed row seen."""

import hashlib
import json
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revisit_cli.store.file import seals, watch
from revisit_cli.store.migrations import fresh
from tests.conftest import Revisit

ROWS = 40


texts = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    ['"', "\\", 'x,"b":null', '{"b":null,', "行\n\t\x00\x1f\x7f\u2028𠮷"]
)


@given(rows=st.lists(st.tuples(*[st.none() | texts] * 3, st.none() | st.integers(-9, 9))))
def test_sqlite_makes_the_text_that_json_makes(rows: list[tuple[str | int | None, ...]]) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "create table some (z text, a text, b text, id integer primary key, n integer,"
        " known integer not null default 1) strict"
    )
    expected = []
    for number, (a, b, z, n) in enumerate(rows, 1):
        row = {"a": a, "b": b, "id": number, "known": 1, "n": n, "z": z}
        connection.execute("insert into some (a, b, id, n, z) values (:a, :b, :id, :n, :z)", row)
        told = {column: value for column, value in row.items() if value is not None}
        text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        expected.append((number, text.encode()))
    assert list(seals.sealed_rows(connection, "some", "true")) == expected
    connection.close()


@settings(max_examples=25, deadline=None)
@given(
    before=st.sets(st.integers(1, 60)),
    new=st.sets(st.integers(61, 120)),
    touched=st.sets(st.integers(1, 60)),
)
def test_every_row_that_was_written_has_one_seal_of_its_own(
    before: set[int], new: set[int], touched: set[int]
) -> None:
    with fresh() as connection:
        connection.execute("create table some (id integer primary key, a text not null) strict")
        watch.watch_writes(connection)
        connection.executemany("insert into some values (?, 'x')", [(n,) for n in before])
        for table, sealed in watch.seal_writes(connection).items():
            seals.add_seals(connection, 1, table, sealed)
        watch.watch_writes(connection)
        connection.executemany("insert into some values (?, 'x')", [(n,) for n in new])
        connection.executemany("update some set a = 'y' where id = ?", [(n,) for n in touched])
        runs = watch.seal_writes(connection).get("some", [])
        texts = dict(seals.sealed_rows(connection, "some", "true"))
    written = (before & touched) | new
    found = {row: (salt, digest) for run in runs for row, salt, digest in run.each()}
    assert list(found) == sorted(written)
    for row, (salt, digest) in found.items():
        assert salt is not None
        assert hashlib.sha256(salt + texts[row]).hexdigest() == digest
    starts = [run.first for run in runs]
    assert starts == [row for row in sorted(written) if row - 1 not in written]


@pytest.fixture
def ledger(revisit: Revisit) -> sqlite3.Connection:
    """A ledger of forty rows in the file: its seals lie in blocks."""
    path = revisit.folder / "审批科2026年11月.csv"
    rows = [f"示例{n}号有限公司,2026.11.3,1380000{n:04},许可" for n in range(ROWS)]
    path.write_text("\n".join(["企业名称,办理时间,联系电话,事项", *rows]), encoding="utf-8")
    revisit("import", path)
    return sqlite3.connect(revisit.db, isolation_level=None)


def test_many_new_rows_are_sealed_as_one_and_verify(
    revisit: Revisit, ledger: sqlite3.Connection
) -> None:
    blocks = dict(ledger.execute("select tbl, sum(length(salts)) / 16 from seal_block group by 1"))
    assert blocks == dict.fromkeys(("service", "firm", "contact", "call"), ROWS)
    assert revisit.json("audit", "verify")["ok"]


@pytest.mark.parametrize(
    ("sql", "row", "what"),
    [
        ("update service set matter = '别的' where id = 17", 17, "row_changed"),
        ("delete from service where id = 40", 40, "row_missing"),
        (
            "insert into service (sheet, row, state) select sheet, row, 'held' from service"
            " where id = 1",
            41,
            "row_not_in_log",
        ),
    ],
)
def test_an_edit_of_a_row_sealed_with_others_is_named(
    revisit: Revisit, ledger: sqlite3.Connection, sql: str, row: int, what: str
) -> None:
    ledger.execute(sql)
    faults = revisit.json("audit", "verify", code=6)["faults"]
    assert faults == [{"table": "service", "row": row, "what": what}]


def test_a_salt_forgotten_behind_the_log_is_named_and_touches_no_other_row(
    revisit: Revisit, ledger: sqlite3.Connection
) -> None:
    seals.forget_salts(ledger, "contact", [5])
    ledger.execute("update contact set phone = '' where id = 5")
    ledger.execute("update contact set phone = '' where id = 6")
    assert revisit.json("audit", "verify", code=6)["faults"] == [
        {"table": "contact", "row": 5, "what": "salt_missing"},
        {"table": "contact", "row": 6, "what": "row_changed"},
    ]


def test_a_row_changed_later_is_held_to_its_last_seal(
    revisit: Revisit, ledger: sqlite3.Connection
) -> None:
    revisit("calls", "record", 3, "--outcome", "no_answer")
    assert revisit.json("audit", "verify")["ok"]
    ledger.execute("update call set attempts = 0 where id = 3")
    assert revisit.json("audit", "verify", code=6)["faults"] == [
        {"table": "call", "row": 3, "what": "row_changed"}
    ]


@pytest.mark.parametrize(
    "sql",
    [
        "delete from seal_block",
        "update seal_block set digests = zeroblob(length(digests))",
        "update seal_block set first = first + 1",
    ],
)
def test_a_block_of_seals_only_ever_loses_salts(ledger: sqlite3.Connection, sql: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        ledger.execute(sql)


def test_digests_put_in_by_force_disagree_with_their_event(
    revisit: Revisit, ledger: sqlite3.Connection
) -> None:
    ledger.execute("drop trigger seal_block_is_fixed")
    ledger.execute(
        "update seal_block set digests = zeroblob(length(digests)) where tbl = 'service'"
    )
    whats = {fault["what"] for fault in revisit.json("audit", "verify", code=6)["faults"]}
    assert {"seals_changed", "trigger_missing", "row_changed"} <= whats


def _seal_as(ledger: sqlite3.Connection, seq: int) -> None:
    """Edit a service and seal it as the program would, for event ``seq``."""
    ledger.execute("pragma foreign_keys = off")
    ledger.execute("update service set state = 'held' where id = 1")
    (_, text), salt = next(seals.sealed_rows(ledger, "service", "id = 1")), bytes(16)[:-1] + b"x"
    digest = hashlib.sha256(salt + text).hexdigest()
    ledger.execute("insert into seal values (?, 'service', 1, ?, ?)", (seq, salt, digest))


@pytest.mark.clause("三(四)2")
def test_an_edit_sealed_for_an_event_that_never_was_is_found(
    revisit: Revisit, ledger: sqlite3.Connection
) -> None:
    _seal_as(ledger, 99_999)
    faults = revisit.json("audit", "verify", code=6)["faults"]
    assert faults == [{"seq": 99_999, "what": "seals_of_no_event", "table": "service"}]


@pytest.mark.clause("三(四)2")
def test_a_log_cut_short_leaves_seals_that_tell(
    revisit: Revisit, ledger: sqlite3.Connection
) -> None:
    size = revisit.json("audit", "head")["size"]
    (sql,) = ledger.execute("select sql from sqlite_schema where name = 'event_stays'").fetchone()
    for statement in (
        "pragma foreign_keys = off",
        "drop trigger event_stays",
        f"delete from event where seq = {size}",
        sql,
    ):
        ledger.execute(statement)
    whats = {each["what"] for each in revisit.json("audit", "verify", code=6)["faults"]}
    assert whats == {"seals_of_no_event"}


def test_a_seal_is_the_hash_of_salt_and_json_as_in_every_older_file(revisit: Revisit) -> None:
    revisit("settings", "set", "lease_minutes", "40")
    salt, digest = revisit.rows("select salt, digest from seal where tbl = 'setting'")[0]
    text = '{"id":1,"name":"lease_minutes","value":"40"}'
    assert hashlib.sha256(salt + text.encode()).hexdigest() == digest
