"""What is kept of a firm's people: each condition of each select has a row on either side."""

from collections.abc import Callable
from typing import Any

import pytest

from revisit_cli.records.firms.erasure import HeldRow
from revisit_cli.store.firms import erasure as store
from tests.store.rows import BEFORE, MONTH, NEXT, Stored


def _own(stored: Stored, table: str, firm: int) -> int:
    """Put a row of a table that tells of a firm."""
    by_way: dict[str, Callable[[], dict[str, Any]]] = {
        "attempt": lambda: {"call": stored.put("call", firm=firm)},
        "skip": lambda: {"call": stored.put("call", firm=firm, month=BEFORE)},
        "not_served": lambda: {"call": stored.put("call", firm=firm, month=NEXT)},
        "answer": lambda: {"evaluation": stored.put("evaluation", firm=firm), "code": "yes"},
        "visit_void": lambda: {"visit": stored.put("visit", firm=firm, month=BEFORE)},
        "problem_event": lambda: {"problem": stored.put("problem", firm=firm)},
        "confidence": lambda: {"evaluation": stored.put("evaluation", firm=firm)},
    }
    return stored.put(table, **by_way.get(table, lambda: {"firm": firm})())


@pytest.mark.parametrize("table", store._KEPT)
def test_each_table_gives_the_rows_of_the_firms_asked_for(stored: Stored, table: str) -> None:
    other, firm = stored.put("firm"), stored.put("firm")
    _own(stored, table, other)
    own = [_own(stored, table, firm)]
    held = []
    if table == "service":
        held = [stored.put("service", firm=None, state="held")]
    if table == "firm_apart":
        own.append(stored.put("firm_apart", firm=other, other=firm))
        stored.put("firm_apart", firm=other, other=stored.put("firm"))
    if table == "confidence":
        evaluation = stored.put("evaluation", firm=firm)
        stored.put("confidence", evaluation=evaluation, is_sealed=1)
    found = [each.id for each in store.kept(stored.database, [firm], held) if each.table == table]
    assert sorted(found) == sorted([*own, *held])


def test_held_rows_of_no_firm_are_told_that_name_one(stored: Stored) -> None:
    held = {"firm": None, "state": "held"}
    row = stored.put("service", **held, firm_text="甲厂")
    for told in (None, ""):
        stored.put("service", **held, firm_text=told)
    stored.put("service", state="held", firm_text="乙厂")
    assert store.held_rows(stored.database) == [HeldRow(row, "甲厂")]


def test_minutes_are_told_of_the_symposia_that_have_any(stored: Stored) -> None:
    stored.put("symposium")
    told = stored.put("symposium", minutes="会上说")
    assert [(each.id, each.columns["minutes"]) for each in store.minutes(stored.database)] == [
        (told, "会上说")
    ]


def test_every_text_of_every_table_is_looked_through_but_the_logs(stored: Stored) -> None:
    stored.put("event", seq=1, body="记录", prev="0" * 64, hash="1" * 64)
    firm = stored.put("firm", name="甲厂", key="甲")
    stored.put("contact", firm=firm, name="张三", phone="13800000001")
    found = list(store.texts(stored.database))
    assert ("firm", firm, "name", "甲厂") in found
    assert ("contact", 1, "phone", "13800000001") in found
    # One letter is nobody's name, and a number is no text.
    assert not {("firm", "key"), ("firm", "id")} & {(table, name) for table, _, name, _ in found}
    assert "event" not in {table for table, *_ in found}
    assert not {table for table, *_ in found} & {
        row["name"]
        for row in stored.database.rows("select name from sqlite_schema where type <> 'table'")
    }
    # Numbers are no text, however many digits they have.
    stored.put("closing", id=4172)
    assert not [each for each in store.texts(stored.database) if each[3] == "4172"]
    places = [(table, name) for table, _, name, _ in found]
    assert [table for table, _ in places] == sorted(table for table, _ in places)
    assert [name for table, name in places if table == "contact"] == ["name", "phone", "state"]


def test_calls_months_and_drafts_are_the_firms_own(stored: Stored) -> None:
    firm, kin, other = (stored.put("firm") for _ in range(3))
    rows = ((firm, NEXT), (firm, BEFORE), (kin, NEXT), (other, MONTH))
    calls = [stored.put("call", firm=of, month=month) for of, month in rows]
    for call in (calls[0], calls[3]):
        stored.put("draft", call=call, owner="甲")
    assert store.calls(stored.database, [firm, kin]) == set(calls[:3])
    assert store.months(stored.database, [firm, kin]) == [BEFORE, NEXT]
    store.drop_drafts(stored.database, [firm, kin])
    assert [row["call"] for row in stored.database.rows("select call from draft")] == [calls[3]]


def test_open_calls_are_those_to_be_made_in_months_that_are_not_cleared(stored: Stored) -> None:
    firm, kin = stored.put("firm"), stored.put("firm")
    stored.put("closing", month=BEFORE)
    rows: list[dict[str, Any]] = [
        {},
        {"month": NEXT, "state": "retry"},
        {"firm": kin},
        {"month": "2027-01", "state": "done"},
        {"month": "2027-02", "state": "withdrawn"},
        {"month": BEFORE},
    ]
    for told in rows:
        stored.put("call", **{"firm": firm, **told})
    for _ in range(4):
        stored.put("call")
    assert store.open_calls(stored.database, [firm, kin]) == 3


def test_other_firms_share_a_number_each_counted_once(stored: Stored) -> None:
    firm, other, none, apart = (stored.put("firm") for _ in range(4))
    rows = (
        (firm, "张三", "13800000001"),
        (firm, "张三", "13800000002"),
        (firm, "李四", ""),
        (other, "王五", "13800000001"),
        (other, "王五", "13800000002"),
        (other, "赵六", "13800000002"),
        (none, "孙七", ""),
        (stored.put("firm"), "吴九", ""),
        (apart, "周八", "13800000009"),
    )
    for of, name, phone in rows:
        stored.put("contact", firm=of, name=name, phone=phone)
    assert store.sharing(stored.database, [firm]) == 1
    assert store.sharing(stored.database, [apart]) == 0
