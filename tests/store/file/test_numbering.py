"""No id is given twice, whatever was taken back in between and however the next row comes."""

import re
from pathlib import Path
from sqlite3 import IntegrityError

import pytest

from revisit_cli.store.file import numbering
from revisit_cli.store.file.database import Database, opened
from revisit_cli.store.file.numbering import Numbering
from tests.conftest import Revisit, begins

ADD = "insert into unit_alias (unit, name) values (:unit, :name)"


@begins
def undone(revisit: Revisit) -> Revisit:
    """A file of which rows 2 and 3 of the units were taken back, and rows 1 to 2 of the names."""
    revisit("units", "add", "甲科")
    revisit("units", "add", "乙科", "--alias", "乙办", "--alias", "乙室")
    revisit("units", "add", "丙科")
    revisit("undo")
    revisit("undo")
    return revisit


def _ids(database: Database, table: str) -> list[int]:
    return [row["id"] for row in database.rows(f"select id from {table} order by id")]


def test_an_id_on_paper_is_no_other_rows_later(undone: Revisit) -> None:
    told = undone.json("units", "add", "丁科", "--alias", "丁办")
    assert told["id"] == 4
    assert undone.json("units", "add", "戊科")["id"] == 5
    assert undone.json("audit", "verify")["ok"]
    undone("db", "check")
    with opened(undone.db) as database:
        assert _ids(database, "unit_alias") == [3]


@pytest.mark.parametrize("way", ["one", "many", "bulk", "select", "known", "part"])
def test_however_rows_come_they_go_on_after_the_last_that_was(undone: Revisit, way: str) -> None:
    with opened(undone.db) as database, database.writing(keep=False):
        if way == "one":
            assert database.insert(ADD, {"unit": 1, "name": "a"}) == 3
            assert database.insert(ADD, {"unit": 1, "name": "b"}) == 4
        elif way == "many":
            database.run_many(ADD, [{"unit": 1, "name": name} for name in "ab"])
        elif way == "bulk":
            database.insert_many(
                "insert into unit_alias (unit, name) values {rows}", [(1, "a"), (1, "b")]
            )
        elif way == "select":
            database.run(
                "insert into unit_alias (unit, name)\nselect :unit, value from json_each(:names)"
                " order by value",
                {"unit": 1, "names": '["b", "a"]'},
            )
            names = database.rows("select name from unit_alias order by id")
            assert [row["name"] for row in names] == ["a", "b"]
        elif way == "known":
            again = f"{ADD} on conflict do nothing returning id"
            database.run("insert into unit_alias (id, unit, name) values (1, 1, 'a')")
            assert database.row(again, {"unit": 1, "name": "a"}) is None
            database.run("delete from unit_alias")
            database.run_many(again.removesuffix(" returning id"), [{"unit": 1, "name": "a"}] * 2)
            database.run(ADD, {"unit": 1, "name": "b"})
        else:
            with pytest.raises(IntegrityError), database.trying():
                database.run_many(ADD, [{"unit": 1, "name": name} for name in "aa"])
            database.run_many(ADD, [{"unit": 1, "name": name} for name in "ab"])
        assert _ids(database, "unit_alias") == [3, 4]


def test_a_row_that_comes_back_keeps_its_id(undone: Revisit) -> None:
    undone("units", "add", "丁科")
    undone("undo", "--event", undone.json("audit", "head")["size"] - 1)
    assert [each["id"] for each in undone.json("units", "list")["units"]] == [1, 2, 4]
    assert undone.json("audit", "verify")["ok"]


def test_every_insert_of_the_store_is_one_whose_ids_are_looked_at() -> None:
    """A statement written in another way would be passed over in silence."""
    told = numbering.__file__
    store = Path(told).parents[1]
    for path in store.rglob("*.py"):
        if "migrations" in path.parts or path.name in ("watch.py", "numbering.py"):
            continue
        text = path.read_text(encoding="utf-8")
        for found in re.finditer(r"insert (?:or \w+ )?into\s+(\w+)", text):
            statement = text[found.start() :]
            is_named = numbering._table_of(statement) == found[1]
            is_own = found[1] in numbering._WITHOUT_ID or re.match(
                r"insert into \w+ \(id\b|insert into \w+ \(seq\b", statement
            )
            assert is_named or is_own, f"{path.name}: {statement[:60]}"


def test_nothing_is_asked_of_tables_that_are_as_they_were(revisit: Revisit) -> None:
    revisit("units", "add", "甲科")
    with opened(revisit.db) as database:
        counted = Numbering(database.connection)
        assert not counted.must_tell(ADD)
        assert not counted.must_tell("update unit set name = 'x'")
        assert counted.next_id("unit") == 2
