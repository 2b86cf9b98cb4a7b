"""Other tools ask the masked views by SQL, and nothing else of the data file."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from revisit_cli.rulebook.loader import form
from revisit_cli.store.file import query as store
from revisit_cli.store.file.query import VIEWS
from revisit_cli.store.migrations import fresh
from tests.conftest import Revisit, begins

ALLOWED = {
    "select unit, count(*) from v_services group by unit": 3,
    "with x as (select firm from v_calls) select count(*) from x": 1,
    "select count(*) from v_answers": 1,
    "select * from v_calls c join v_firms f using (firm) limit 2": 2,
    "with recursive t(n) as (select 1 union all select n+1 from t limit 5) select sum(n) from t": 1,
    "with call as (select 1 as a) select * from call": 1,
    "select visit, problem from v_visits, v_problems": 0,
}
REFUSED = (
    "select * from contact",
    "select count(*) from firm",
    "select 1 from main.contact",
    "select matter from main.v_services",
    "select (select phone from contact limit 1) from v_firms",
    "select * from v_calls, attempt",
    "select name from sqlite_master",
    "select * from sqlite_schema",
    "select * from pragma_table_info('contact')",
    "pragma table_info(call)",
    "delete from v_calls",
    "update call set state = 'new'",
    "insert into v_firms values (1)",
    "create temp table t as select * from v_calls",
    "attach 'x' as y",
    "vacuum into 'x'",
    "begin",
    "commit",
    "select load_extension('x')",
    "selec",
    "select 1; select 2",
    "",
)

ROWS = (
    ("审批科", "示例市甲子有限公司", "13800000001"),
    ("燃气办", "示例市甲子有限公司", "13800000001"),
    ("房产交易中心", "示例市乙丑有限公司", "13800000002"),
)


@begins
def ledger(revisit: Revisit) -> Revisit:
    """Two firms of three units."""
    path = revisit.folder / "2026年11月.csv"
    rows = [f"{unit},{firm},2026.11.3,{phone},许可" for unit, firm, phone in ROWS]
    head = "填报单位,企业名称,办理时间,联系电话,事项"
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    revisit("import", path, "--month", "2026-11")
    return revisit


@pytest.mark.parametrize("sql", ALLOWED)
def test_selects_over_the_views_are_answered(ledger: Revisit, sql: str) -> None:
    rows = ledger.json("db", "query", sql)["rows"]
    assert len(rows) == ALLOWED[sql]


@pytest.mark.parametrize("sql", REFUSED)
def test_anything_else_is_refused_and_changes_nothing(ledger: Revisit, sql: str) -> None:
    before = ledger.json("audit", "head")
    result = ledger("db", "query", sql, code=2)
    assert "v_calls" in result.err
    assert ledger.json("audit", "head") == before
    assert ledger("audit", "verify").code == 0


@pytest.mark.parametrize(
    "sql", ["delete from v_calls", "update v_firms set name = 1", "insert into v_calls values (1)"]
)
def test_who_would_change_a_view_is_not_told_that_it_may_be_asked(
    ledger: Revisit, sql: str
) -> None:
    said = ledger("db", "query", sql, code=2).err
    assert "查询只读，不改动数据" in said
    assert "不能读" not in said


def test_a_list_comes_as_csv_and_as_a_workbook(ledger: Revisit, tmp_path: Path) -> None:
    sql = "select firm, name from v_firms order by firm"
    rows = ledger.json("db", "query", sql)["rows"]
    csv = ledger("db", "query", sql, "--csv").out
    assert csv.removeprefix("\ufeff").splitlines()[0] == "firm,name"
    path = tmp_path / "企业.xlsx"
    ledger("db", "query", sql, "-o", path)
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    written = list(sheet.iter_rows(values_only=True))
    assert written == [("firm", "name"), *((row["firm"], row["name"]) for row in rows)]


def test_no_view_shows_a_whole_number_or_what_was_said_in_confidence(ledger: Revisit) -> None:
    ledger(
        "calls", "record", "1", "--outcome", "接通", "--attitude", "差", "--one-time-notice", "是",
        "--days", "3", "--extra-trips", "否", "--integrity", "有", "--overall", "不满意",
        "--suggestion", "请打 13800000009", "--words", "integrity=原话", "--unit", "审批科",
    )  # fmt: skip
    told = json.dumps(
        [ledger.json("db", "query", f"select * from {view}") for view in VIEWS], ensure_ascii=False
    )
    assert not re.search(r"\d{11}", told)
    assert "原话" not in told
    asked = ledger.json("db", "query", "select distinct question from v_answers")["rows"]
    secret = {each.code for each in form().confidential}
    assert secret
    assert not secret & {row["question"] for row in asked}
    assert "overall" in {row["question"] for row in asked}


@pytest.mark.clause("三(四)1")
@pytest.mark.parametrize(
    "number",
    ["13912345678", "一三九1234五六七八", "139～1234～5678", "139 1234 5678", "１３９12345678"],
)
def test_no_query_puts_a_number_together_from_its_parts(revisit: Revisit, number: str) -> None:
    path = revisit.folder / "2026年11月.csv"
    head = "填报单位,企业名称,办理时间,联系电话,事项"
    path.write_text(
        f"{head}\n审批科,示例甲厂,2026.11.3,13800000001,许可{number}证", encoding="utf-8"
    )
    revisit("import", path, "--month", "2026-11")
    for what in ("substr(matter, 1, 7) || '/' || substr(matter, 8)", "hex(matter)",
                 "replace(replace(matter, '许可', ''), '证', '字')"):  # fmt: skip
        ran = revisit("db", "query", f"select {what} as told from v_services", "--csv")
        assert number[4:6] not in ran.out
        assert number[4:6].encode().hex().upper() not in ran.out
        revisit("db", "query", f"select {what} from main.v_services", code=2)


def test_every_view_of_the_schema_may_be_asked() -> None:
    with fresh() as made:
        found = made.execute("select name from sqlite_schema where type = 'view' order by name")
        assert tuple(name for (name,) in found) == VIEWS


def test_a_query_that_takes_long_keeps_nobody_from_writing(
    desk: Revisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = desk("db", "query", "select count(*) from v_calls").out
    free: list[str] = []
    real = store.queried

    def slow(*words: Any) -> Any:
        with closing(sqlite3.connect(desk.db, timeout=0, isolation_level=None)) as another:
            another.execute("begin exclusive")
            another.execute("rollback")
        free.append("yes")
        return real(*words)

    monkeypatch.setattr(store, "queried", slow)
    assert desk("db", "query", "select count(*) from v_calls").out == before
    assert free == ["yes"]


@pytest.mark.parametrize(
    "heading", ["\x1b[31m红\x1b]0;题\x07", "\u202e倒", "\x9b31m", "=1+1", "@SUM(1)", "13912345678"]
)
@pytest.mark.parametrize("option", ["", "--csv", "--json"])
def test_a_column_may_be_named_anything_and_does_nothing(
    ledger: Revisit, heading: str, option: str
) -> None:
    words = [f'select unit as "{heading}" from v_services', *([option] if option else [])]
    shown = ledger("db", "query", *words).out
    assert not [each for each in "\x1b\x07\x9b\u202e" if each in shown]
    assert option == "--json" or "13912345678" not in shown
    if option == "--csv":
        assert shown.lstrip("\ufeff")[:1] not in ("=", "@")
