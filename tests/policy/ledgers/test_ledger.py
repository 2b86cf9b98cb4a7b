"""Ledgers of every layout give the facts they were made from."""

import json
from pathlib import Path
from typing import Any

import pytest

from revisit_cli.errors.ledgers.ledger import HeadingsNotFound
from revisit_cli.files.workbooks.workbook import read_workbook
from revisit_cli.policy.firms.firm import firm_key
from revisit_cli.policy.ledgers.ledger import understand
from revisit_cli.records.ledgers.ledger import Hints, ReadRow
from revisit_cli.records.workbooks.grid import Merge, Sheet, Workbook, letters_of

LAYOUTS = Path(__file__).parents[3].parent / "shared" / "ledgers" / "layouts"
FACTS: dict[str, Any] = (
    json.loads((LAYOUTS / "expected.json").read_text(encoding="utf-8")) if LAYOUTS.exists() else {}
)
UNREADABLE = {"L12_no_header.xlsx", "L13_english_header.xlsx"}
HEAD = ("序号", "单位", "姓名", "时间", "涉企事宜", "服务对象(企业)", "联系人", "电话")


def _book(
    *rows: tuple[object, ...], name: str = "x.xlsx", merges: tuple[Merge, ...] = ()
) -> Workbook:
    return Workbook(name, "0" * 64, 1, "xlsx", (Sheet("Sheet1", rows, merges=merges),))  # type: ignore[arg-type]


def _rows(book: Workbook, **hints: Any) -> list[ReadRow]:
    return [row for sheet in understand(book, Hints(**hints)).sheets for row in sheet.rows]


@pytest.mark.skipif(not FACTS, reason="the layouts lie beside the project only")
@pytest.mark.parametrize("name", sorted(FACTS.keys() - UNREADABLE))
def test_a_layout_gives_exactly_its_facts(name: str) -> None:
    fact = FACTS[name]
    read = understand(read_workbook(LAYOUTS / name), Hints())
    rows = [row for sheet in read.sheets for row in sheet.rows]
    assert len(rows) == fact["rows"]
    if "header" in fact:
        assert list(read.sheets[0].header_rows) == fact["header"]
    if "first" in fact:
        assert rows[0].row == fact["first"]
    if "firms" in fact and "firms_raw" not in fact:
        assert len({firm_key(row.firm) for row in rows}) == fact["firms"]
    if "firms_space_width" in fact:
        assert len({firm_key(row.firm) for row in rows}) == fact["firms_space_width"]
    if "phones" in fact:
        assert sum(bool(row.phones) for row in rows) == fact["phones"]
    if "phone_numbers" in fact:
        assert sum(len(row.phones) for row in rows) == fact["phone_numbers"]
    if "cells_with_valid" in fact:
        assert sum(bool(row.phones) for row in rows) == fact["cells_with_valid"]
    if "visible_rows" in fact:
        hidden = sum("row_hidden" in row.notes for row in rows)
        assert len(rows) - hidden == fact["visible_rows"]
    if "sheets" in fact:
        assert {sheet.name: len(sheet.rows) for sheet in read.sheets} == fact["sheets"]
    assert {row.unit for row in rows} <= {"审批科"}


@pytest.mark.skipif(not FACTS, reason="the layouts lie beside the project only")
@pytest.mark.parametrize("name", sorted(FACTS.keys() - UNREADABLE))
def test_a_layout_is_read_at_its_own_columns_and_whole(name: str) -> None:
    fact = FACTS[name]
    read = understand(read_workbook(LAYOUTS / name), Hints())
    rows = [row for sheet in read.sheets for row in sheet.rows]
    if "firms_raw" in fact:
        assert len({row.cells["服务对象\n(企业)"] for row in rows}) == fact["firms_raw"]
    if "first_col" in fact:
        assert letters_of(min(read.sheets[0].columns.values()) - 2) == fact["first_col"]
    good = [row for row in rows if row.served_on and row.phones]
    assert name in ("L05_dates.xlsx", "L06_phones.xlsx") or len(good) == len(rows)


def _layout(name: str, **hints: Any) -> list[ReadRow]:
    read = understand(read_workbook(LAYOUTS / name), Hints(**hints))
    return [row for sheet in read.sheets for row in sheet.rows]


@pytest.mark.skipif(not FACTS, reason="the layouts lie beside the project only")
def test_every_date_of_the_layouts_is_read_as_their_note_says() -> None:
    """Rows 1-8, 13, 14 are 2024-03-05; 9, 11 and 18 need the ledger's year; of a range the end."""
    rows = _layout("L05_dates.xlsx", month="2024-03")
    told = {n: (str(row.served_on), row.notes) for n, row in enumerate(rows, 1)}
    assert {told[n] for n in (1, 2, 3, 4, 5, 6, 7, 8, 13, 14)} == {("2024-03-05", ())}
    assert {told[n] for n in (9, 11, 18)} == {("2024-03-05", ("year_inferred",))}
    assert told[12] == ("2024-03-08", ())
    assert {told[n] for n in (10, 16)} == {("None", ("date_unreadable",))}
    assert {told[n] for n in (15, 17)} == {("None", ("date_missing",))}


@pytest.mark.skipif(not FACTS, reason="the layouts lie beside the project only")
def test_every_number_of_the_layouts_is_read_as_their_note_says() -> None:
    """Rows 1-15, 23, 24 and 26 are good, 14, 15 and 26 hold two; 22 and 25 reach no contact."""
    rows = _layout("L06_phones.xlsx")
    counts = {n: len(row.phones) for n, row in enumerate(rows, 1) if row.phones}
    assert counts == {n: 1 + (n in (14, 15, 26)) for n in (*range(1, 16), 23, 24, 26)}
    bad = {n: row.notes for n, row in enumerate(rows, 1) if not row.phones}
    assert bad == {
        n: ("phone_missing",) if n in (18, 19) else ("phone_invalid",)
        for n in (16, 17, 18, 19, 20, 21, 22, 25)
    }
    assert rows[6].phones == rows[7].phones == ("03761234567",)
    assert rows[10].phones == ("03761234567-808",)
    assert rows[14].people[0].name == "张某"


@pytest.mark.skipif(not FACTS, reason="the layouts lie beside the project only")
@pytest.mark.parametrize("name", sorted(UNREADABLE))
def test_headings_not_known_are_refused_with_what_was_seen(name: str) -> None:
    with pytest.raises(HeadingsNotFound) as refused:
        understand(read_workbook(LAYOUTS / name), Hints())
    assert refused.value.facts["seen"]
    assert "服务对象" in str(refused.value.facts["missing"])


@pytest.mark.clause("三(一)1", "附表3")
def test_a_unit_fills_its_own_merge_only() -> None:
    rows = _rows(
        _book(
            HEAD,
            (1, "审批科", "甲", "2026.11.3", "许可", "示例市甲子有限公司", "乙", "13800000001"),
            (2, None, "甲", "2026.11.3", "许可", "示例市乙丑有限公司", "乙", "13800000002"),
            (3, None, "甲", "2026.11.3", "许可", "示例市丙寅有限公司", "乙", "13800000003"),
            merges=(Merge(2, 2, 3, 2),),
        )
    )
    assert [row.unit for row in rows] == ["审批科", "审批科", None]
    assert rows[2].notes == ("unit_missing",)


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        (("合计", "", "", "", "", "5家", "", ""), False),
        (("小计", "", "", "", "", 5, "", ""), False),
        (("说明", "每月25日前报送", "", "", "", "", "", ""), False),
        (("审批科（2家）", "", "", "", "", "", "", ""), False),
        (HEAD, False),
        ((4, "", "", "", "", "", "", ""), False),
        (("", "  ", "", "", "", "", "", "\t"), False),
        (("例", "审批科", "甲", "2026.11.3", "许可", "示例甲有限公司", "乙", ""), False),
        ((1, "审批科", "甲", "2026.11.3", "许可", "XX公司", "某某", "13800000000"), False),
        ((4, "审批科", "甲", "2026.11.3", "许可", "", "乙", "13800000004"), True),
        ((4, "", "", "", "", "示例市丁卯有限公司", "", ""), True),
    ],
)
def test_a_row_is_known_for_what_it_is(row: tuple[object, ...], kept: bool) -> None:
    assert len(_rows(_book(HEAD, row))) == kept


def test_several_firms_in_one_cell_are_held_with_the_split_proposed() -> None:
    (row,) = _rows(
        _book(HEAD, (1, "审批科", "", "2026.11.3", "", "示例甲有限公司、示例乙有限公司", "", ""))
    )
    assert "several_firms" in row.notes
    assert row.proposed_firms == ("示例甲有限公司", "示例乙有限公司")


@pytest.mark.parametrize(
    ("title", "name", "unit", "month"),
    [
        ("填报单位：燃气办", "x.xlsx", "燃气办", "2026-11"),
        ("市住建局 12 月份涉企服务主体统计表", "质安站.xlsx", "质安站", "2026-12"),
        ("2026年10月台账", "11月燃气办涉企台账.xlsx", "燃气办", "2026-10"),
        ("", "2026-11审批科台账.xlsx", "审批科", "2026-11"),
        ("示例市住建局质安站二〇二六年十月份台账", "x.xlsx", "示例市住建局质安站", "2026-10"),
        ("示例市住房和城乡建设局十二月份统计表", "质安站.xlsx", "质安站", "2026-12"),
        ("2026年12月市住建局审批科台账", "x.xlsx", "审批科", "2026-12"),
    ],
)
def test_unit_and_month_come_from_what_stands_around(
    title: str, name: str, unit: str, month: str
) -> None:
    head = ("序号", "时间", "企业名称", "联系电话")
    book = _book((title,), head, (1, "2026.11.3", "示例市甲子有限公司", "13800000001"), name=name)
    read = understand(book, Hints())
    assert read.sheets[0].month == month
    assert read.sheets[0].rows[0].unit == unit


def test_a_december_day_in_a_january_ledger_is_last_years() -> None:
    head = ("时间", "企业名称", "联系电话")
    (row,) = _rows(_book(head, ("12月28日", "示例市甲子有限公司", "")), month="2026-01")
    assert str(row.served_on) == "2025-12-28"
    assert "year_inferred" in row.notes


def test_columns_named_by_a_clerk_are_believed() -> None:
    book = _book(("示例市甲子有限公司", "联系人甲", 13800000001.0))
    (row,) = _rows(book, mapping={"A": "firm", "C": "phone"}, unit="审批科")
    assert (row.firm, row.phones, row.row) == ("示例市甲子有限公司", ("13800000001",), 1)
