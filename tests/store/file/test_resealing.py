"""A step that rewrites sealed rows: the file is held to its log first, and sealed anew after."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from revisit_cli.errors.file.database import FileNotAsLogged
from revisit_cli.records.rules.answer import Answer, Answers
from revisit_cli.store.file import verification
from revisit_cli.store.file.database import opened
from revisit_cli.store.migrations import REWRITES, SCHEMA_VERSION
from revisit_cli.store.rules.answer import evaluations
from tests.older import AT, write_older

BEFORE = min(REWRITES) - 1
ROWS: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("unit", {"name": "审批科", "created_at": AT}),
    ("firm", {"name": "示例建材有限公司", "key": "示例建材有限公司"}),
    ("call", {"month": "2026-11", "firm": 1, "due_on": "2026-12-10"}),
    ("attempt", {"call": 1, "outcome": "completed", "by": "甲", "at": AT, "entered_at": AT}),
    ("visit", {"month": "2026-11", "firm": 1, "due_on": "2026-12-20"}),
)
EVALUATIONS: tuple[Mapping[str, Any], ...] = (
    {
        "attempt": 1, "attitude": "poor", "one_time_notice": "na", "days": 3, "days_text": "三天",
        "extra_trips": "unclear", "integrity": "yes", "overall": "dissatisfied",
        "words": json.dumps({"attitude": "不耐烦", "days": "补了两次"}), "voided_at": AT,
    },
    {"attempt": 1, "days_text": "记不清", "words": json.dumps({"one_time_notice": "补了图"})},
    {"visit": 1, "overall": "satisfied"},
    {"visit": 1},
)  # fmt: skip
CARRIED = [
    Answers.of(
        (("attitude", "不耐烦"), ("days", "补了两次")),
        attitude="poor",
        one_time_notice="na",
        days=Answer(number=3, text="三天"),
        extra_trips="unclear",
        integrity="yes",
        overall="dissatisfied",
    ),
    Answers.of((("one_time_notice", "补了图"),), days=Answer(text="记不清")),
    Answers.of(overall="satisfied"),
    Answers.of(),
]


def _insert(connection: sqlite3.Connection, table: str, row: Mapping[str, Any]) -> None:
    names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
    connection.execute(f"insert into {table} ({names}) values ({marks})", row)


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A file of the step before, with answers in columns, sealed by two events."""
    path = tmp_path / "old.db"

    def put(connection: sqlite3.Connection, added: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
        connection.execute("update firm set initials = 'sljc'")
        for table, row in added:
            more = {"firm": 1, "unit": 1, "month": "2026-11"} if table == "evaluation" else {}
            _insert(connection, table, {**row, **more})

    evaluations_added = [("evaluation", each) for each in EVALUATIONS]
    write_older(path, BEFORE, [partial(put, added=added) for added in (ROWS, evaluations_added)])
    return path


def test_every_answer_is_carried_over_and_sealed_under_the_old_head(older: Path) -> None:
    with closing(sqlite3.connect(older)) as connection:
        (head,) = connection.execute("select hash from event where seq = 2").fetchone()
    with opened(older) as database:
        assert database.value("pragma user_version") == SCHEMA_VERSION
        found = evaluations(database, "true", {})
        assert [each.answers for each in found] == CARRIED
        assert verification.faults(database) == ()
        (body,) = database.rows("select body from event where seq = 3")[0]
        size = database.value("select count(*) from event")
    told = json.loads(body)
    assert (size, told["kind"]) == (2 + len(REWRITES), "RowsRewritten")
    assert told["facts"] == {"step": BEFORE + 1, "log_size": 2, "head": head[:20]}
    assert {table: each["count"] for table, each in told["rows"].items()} == {
        "answer": 9,
        "evaluation": 4,
    }


def test_no_salt_is_left_of_what_an_evaluation_said(older: Path) -> None:
    with opened(older) as database:
        salts = database.rows("select seq, salt from seal where tbl = 'evaluation' order by seq")
    assert [row["salt"] is None for row in salts] == [True] * 4 + [False] * 4


EDITS = (
    "update evaluation set overall = 'satisfied' where id = 1",
    "insert into evaluation (visit, firm, unit, month) values (1, 1, 1, '2026-11')",
    "delete from evaluation where id = 4",
    "update firm set name = '示例建材公司'",
    "update event set body = replace(body, '甲', '乙')",
    "update seal set digest = (select digest from seal where tbl = 'unit') "
    "where tbl = 'firm' and seq = 1",
)


@pytest.mark.parametrize("edit", EDITS)
def test_a_file_that_was_edited_is_refused_and_left_as_it_was(older: Path, edit: str) -> None:
    with closing(sqlite3.connect(older, isolation_level=None)) as connection:
        for (name,) in connection.execute(
            "select name from sqlite_schema where type = 'trigger'"
        ).fetchall():
            sql = connection.execute("select sql from sqlite_schema where name = ?", (name,))
            (text,) = sql.fetchone()
            connection.execute(f"drop trigger {name}")
            connection.execute("create temp table if not exists kept_sql (name text, sql text)")
            connection.execute("insert into kept_sql values (?, ?)", (name, text))
        connection.execute(edit)
        for (text,) in connection.execute("select sql from kept_sql").fetchall():
            connection.execute(text)
    with pytest.raises(FileNotAsLogged), opened(older):
        pass
    with closing(sqlite3.connect(older)) as connection:
        assert connection.execute("pragma user_version").fetchone() == (BEFORE,)
        connection.execute("select attitude from evaluation")
