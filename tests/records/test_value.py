"""A value is cheap and cannot be changed, and tells what its fields declare."""

import copy
import importlib
import inspect
import pkgutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

import revisit_cli.records
from revisit_cli.records.outcome import LoggedOutcome
from revisit_cli.records.value import (
    Computed,
    Value,
    _keys,
    as_dict,
    changed,
    computed,
    field,
    keys_of,
    list_of,
    replace,
    values_of,
)
from tests.cases import hold_each


class Row(Value):
    """One row of a made-up list."""

    name: str = field(private=True)
    is_late: bool = False
    due_on: date | None = field("due", default=None)


class Listed(LoggedOutcome):
    """A made-up list."""

    month: str = field(logs=True, private=True)
    rows: tuple[Row, ...] = field("rows names=name", rows=True, logs="rows=len()")
    first: Row | None = field(".is_late", default=None)
    states: tuple[tuple[str, int], ...] = field("count.*", pairs=True, default=())
    firms: tuple[tuple[int, str], ...] = field(columns="id name", default=())
    words: str = field("", private=True, default="")
    notes: list[str] = field(factory=list)

    @computed("count.read", logs=True, after="month")
    def read(self) -> int:
        """How many rows there are."""
        return len(self.rows)


ROWS = (Row("甲", due_on=date(2026, 11, 3)), Row("乙", is_late=True))


def test_a_value_tells_what_its_fields_declare_in_their_order() -> None:
    listed = Listed("2026-11", ROWS, ROWS[1], (("held", 1),), ((1, "甲"),), "私下")
    assert list(listed.as_json().items()) == [
        ("month", "2026-11"),
        ("count", {"read": 2, "held": 1}),
        (
            "rows",
            [
                {"name": "甲", "late": False, "due": "2026-11-03"},
                {"name": "乙", "late": True, "due": None},
            ],
        ),
        ("names", ["甲", "乙"]),
        ("is_late", True),
        ("firms", [{"id": 1, "name": "甲"}]),
        ("notes", []),
    ]
    assert listed.facts() == {"month": "2026-11", "rows": 2, "read": 2}
    assert Listed("2026-11", ()).as_json()["is_late"] is None


def test_a_list_is_known_with_its_columns_before_it_has_rows() -> None:
    assert list_of(Listed) == ("rows", ("name", "late", "due"))
    assert list_of(Row) is None
    assert keys_of(Listed, to_log=True) == ("month", "rows", "read")


def test_what_is_private_stays_out_of_the_repr() -> None:
    shown = repr(Listed("2026-11", ROWS, words="13800000000"))
    assert "13800000000" not in shown
    assert "甲" not in shown


def test_a_value_cannot_be_changed_but_copied_with_other_fields() -> None:
    row = ROWS[0]
    with pytest.raises(AttributeError):
        row.is_late = True  # type: ignore[misc]
    later = replace(row, is_late=True)
    assert (row.is_late, later.is_late, later.name) == (False, True, "甲")
    assert as_dict(later) == {"name": "甲", "is_late": True, "due_on": date(2026, 11, 3)}
    assert copy.deepcopy(row) == copy.copy(row) == row


def test_rows_that_hold_all_fields_in_their_order_are_made_values_at_once() -> None:
    rows = [("甲", True, None), ("乙", False, date(2026, 11, 3))]
    made = list(values_of(Row, rows))
    assert made == [Row(*each) for each in rows]
    assert list(changed(Row, made, "name", lambda name: f"{name}厂")) == [
        replace(each, name=f"{each.name}厂") for each in made
    ]
    for odd in (("甲",), ("甲", True, None, 1)):
        with pytest.raises(TypeError):
            list(values_of(Row, [rows[0], odd]))


def test_values_are_equal_where_kind_and_fields_are() -> None:
    class Other(Value):
        name: str
        is_late: bool = False
        due_on: date | None = None

    assert Row("甲") == Row(name="甲")
    assert hash(Row("甲")) == hash(Row("甲"))
    others: list[object] = [Row("乙"), Other("甲"), ("甲", False, None)]
    assert [each for each in others if each == Row("甲")] == []
    assert [each for each in others if each != Row("甲")] == others


@pytest.mark.parametrize(
    ("given", "named"),
    [((), {}), (("甲", False, None, 1), {}), (("甲",), {"name": "乙"}), (("甲",), {"age": 1})],
)
def test_a_value_takes_its_own_fields_and_no_others(
    given: tuple[Any, ...], named: Mapping[str, Any]
) -> None:
    with pytest.raises(TypeError):
        Row(*given, **named)


def test_no_class_is_made_whose_key_waits_for_one_that_nobody_tells() -> None:
    with pytest.raises(TypeError, match="total after absent"):

        class Odd(Value):
            count: int

            @computed(after="absent")
            def total(self) -> int:
                """A sum told behind nothing."""
                return self.count

    with pytest.raises(TypeError, match="one after other"):

        class Round(Value):
            one: int = field(after="other")
            other: int = field(after="one")

    class Base(Value):
        count: int
        note: str = field(after="count")

    assert keys_of(Base) == ("count", "note")
    with pytest.raises(TypeError, match="note after count"):

        class Renamed(Base):
            count: int = field("number")


def test_each_value_has_a_list_of_its_own_where_it_has_one() -> None:
    assert Listed("a", ()).notes is not Listed("b", ()).notes


def all_values() -> list[type[Value]]:
    """Return every class of values that the records define."""
    found = set()
    [folder] = map(Path, revisit_cli.records.__path__)
    for module in pkgutil.walk_packages([str(folder)], "revisit_cli.records."):
        for each in vars(importlib.import_module(module.name)).values():
            if isinstance(each, type) and issubclass(each, Value):
                found.add(each)
    return sorted(found, key=lambda each: each.__name__)


def _within(hint: Any) -> Any:
    """Return what an optional holds, or each of a tuple."""
    while inner := [each for each in get_args(hint) if each not in (type(None), ...)]:
        hint = inner[0]
    return hint


def _follow(kind: type, step: str) -> Any:
    """Return the type of a class's attribute, which has to be there."""
    own = inspect.getattr_static(kind, step)
    if isinstance(own, Computed):
        return _within(get_type_hints(own.get)["return"])
    if step in get_type_hints(kind):
        return _within(get_type_hints(kind)[step])
    return _within(get_type_hints(own.fget)["return"])


def follow_all(kind: type[Value], *, to_log: bool = False) -> list[Any]:
    """Return the type of everything that a kind of values tells, by the paths it declares."""
    any_kind: Any = kind
    found = []
    for _, name, path, _ in _keys(any_kind, to_log):
        at = _follow(kind, name)
        for step in path:
            at = int if step == "len()" else _follow(at, step)
        found.append(at)
    return found


def test_every_path_that_a_value_declares_leads_somewhere() -> None:
    def check(kind: type[Value]) -> None:
        follow_all(kind, to_log=False)
        follow_all(kind, to_log=True)
        listed = list_of(kind)
        assert listed is None or listed[0] in keys_of(kind)

    hold_each(all_values(), check)
