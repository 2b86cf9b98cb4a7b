"""A packet's rows that came back: genuine or not, alone or with further units."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.policy.calls.absorb import grouped, is_genuine, record_of
from revisit_cli.policy.calls.sheet import check_of
from revisit_cli.records.calls.entry import TableRow
from revisit_cli.records.context import BEIJING
from revisit_cli.records.workbooks.grid import Cell

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=BEIJING)
SECRET = "s" * 32
UNITS = {1: "审批科", 2: "燃气办"}
FIRM = "示例市浉河区䶮盛有限公司"
FINE: dict[str, Any] = {
    "outcome": "接通",
    "attitude": "好",
    "overall": "满意",
    "at": "11-26 9:30",
    "days": "3",
}


def row(number: int, unit: int = 1, firm: str = FIRM, **cells: Cell) -> TableRow:
    check = check_of(SECRET, 7, 3, unit, firm)
    known: dict[str, Cell] = {
        "firm": firm if unit == 1 else f"〃{firm}", "call": "7", "token": "3",
        "check": f"5-{unit}-{check}",
    }  # fmt: skip
    return TableRow("甲", number, {**known, **cells}, {})


@given(st.permutations([1, 2]))
def test_a_firms_rows_belong_together_in_any_order(order: list[int]) -> None:
    rows = [row(n, unit) for n, unit in enumerate(order, start=4)]
    (found,) = grouped(rows)
    assert len(found.further) == 1
    assert not found.is_further
    assert is_genuine(found, SECRET)


@given(
    st.sampled_from(["call", "token", "check", "firm"]),
    st.text(alphabet="0123456789-abc甲乙", min_size=1, max_size=12),
)
def test_no_changed_mark_is_genuine(field: str, text: str) -> None:
    good = row(4)
    cells = {**good.cells, field: text}
    (found,) = grouped([TableRow("甲", 4, cells, {})])
    same_number = text.isdecimal() and text.lstrip("0") == good.cells[field]
    is_same = text == good.cells[field] or same_number
    assert (found.mark is not None and is_genuine(found, SECRET)) == is_same


@pytest.mark.clause("R11")
def test_a_further_unit_inherits_what_it_leaves_empty() -> None:
    (found,) = grouped([row(4, **FINE), row(5, 2, attitude="差")])
    record, flaws = record_of(found, UNITS, NOW)
    assert not flaws
    assert record is not None
    assert [(unit, *map(said.code, ("attitude", "overall"))) for unit, said in record.by_unit] == [
        ("审批科", "good", "satisfied"), ("燃气办", "poor", "satisfied"),
    ]  # fmt: skip
    assert [said.answer("days") is None for _, said in record.by_unit] == [False, True]


@pytest.mark.parametrize(
    ("first", "second", "fields"),
    [
        ({}, {}, []),
        ({}, {"attitude": "差"}, ["outcome"]),
        (FINE, {"outcome": "占线"}, ["outcome"]),
        (FINE, {"overall": "一般般"}, ["overall"]),
        ({"outcome": "接通"}, {}, ["at", "overall"]),
    ],
)
def test_half_filled_rows_name_what_is_missing(
    first: dict[str, Any], second: dict[str, Any], fields: list[str]
) -> None:
    (found,) = grouped([row(4, **first), row(5, 2, **second)])
    record, flaws = record_of(found, UNITS, NOW)
    assert record is None
    assert [flaw.column for _, flaw in flaws] == fields


def test_a_row_copied_within_its_sheet_is_a_second_version() -> None:
    found = grouped([row(4, **FINE), row(9, **{**FINE, "overall": "不满意"})])
    assert len(found) == 2


def test_a_further_unit_without_its_firms_row_is_told() -> None:
    (found,) = grouped([row(5, 2, overall="满意")])
    record, flaws = record_of(found, UNITS, NOW)
    assert record is None
    assert len(flaws) == 1
