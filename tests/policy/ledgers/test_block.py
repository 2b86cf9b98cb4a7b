"""Tables stand anywhere on a sheet: under one another, side by side, over their own header."""

from collections.abc import Sequence
from datetime import date

import pytest

from revisit_cli.policy.ledgers.ledger import understand
from revisit_cli.records.ledgers.ledger import Hints, LedgerRead
from revisit_cli.records.workbooks.grid import Cell, Merge, Sheet, Workbook

HEAD = ("序号", "单位", "时间", "涉企事宜", "企业名称", "联系人", "联系电话")


def firm(number: int) -> str:
    return f"示例{number:02d}号有限公司"


def service(number: int, unit: Cell = "审批科") -> tuple[Cell, ...]:
    return (number, unit, "2026.11.3", "许可", firm(number), "某甲", f"138000000{number:02d}")


def read(*rows: Sequence[Cell], **hints: object) -> LedgerRead:
    sheet = Sheet("Sheet1", tuple(tuple(row) for row in rows))
    return understand(Workbook("台账.xlsx", "0" * 64, 1, "xlsx", (sheet,)), Hints(**hints))  # type: ignore[arg-type]


def told(ledger: LedgerRead) -> list[tuple[int, str | None, str]]:
    return [(row.row, row.unit, row.firm) for sheet in ledger.sheets for row in sheet.rows]


@pytest.mark.parametrize("count", [3, 60])
def test_rows_over_a_header_at_the_bottom_are_its_rows(count: int) -> None:
    ledger = read(*(service(n) for n in range(1, count + 1)), HEAD)
    assert told(ledger) == [(n, "审批科", firm(n)) for n in range(1, count + 1)]
    assert ledger.sheets[0].header_rows == (count + 1,)


def test_a_header_below_many_lines_is_found() -> None:
    assert told(read(*([f"说明{n}"] for n in range(50)), HEAD, service(1))) == [
        (52, "审批科", firm(1))
    ]


def test_two_tables_side_by_side_are_both_read() -> None:
    rows = [(*service(n), None, *service(n + 3, "质安站")) for n in (1, 2, 3)]
    ledger = read(("2026年11月台账",), (*HEAD, None, *HEAD), *rows)
    assert told(ledger) == [
        *((n + 2, "审批科", firm(n)) for n in (1, 2, 3)),
        *((n + 2, "质安站", firm(n + 3)) for n in (1, 2, 3)),
    ]
    assert [sheet.month for sheet in ledger.sheets] == ["2026-11", "2026-11"]


@pytest.mark.parametrize(
    ("left", "right", "units"),
    [
        ("审批科", "燃气办", ("审批科", "燃气办")),
        ("填报单位：审批科", "填报单位：燃气办", ("审批科", "燃气办")),
        ("审批科11月台账", None, ("审批科", "审批科")),
        ("填报单位：审批科", "填报时间：2026年11月25日", ("审批科", "审批科")),
    ],
)
def test_each_of_two_tables_side_by_side_has_the_unit_over_it(
    left: str, right: str | None, units: tuple[str, str]
) -> None:
    head, row = HEAD[2:], service(1)[2:]
    gap = (None,) * len(head)
    titles = (left, *gap, right)
    ledger = read(("2026年11月台账",), titles, (*head, None, *head), (*row, None, *row))
    assert [row.unit for sheet in ledger.sheets for row in sheet.rows] == list(units)


def test_two_columns_alone_are_no_second_table() -> None:
    ledger = read((*HEAD, "联系人", "联系电话"), (*service(1), "某乙", "13800000099"))
    assert len(ledger.sheets) == 1
    assert ledger.sheets[0].rows[0].phones == ("13800000001", "13800000099")


@pytest.mark.clause("附表3")
def test_tables_under_one_another_keep_their_own_units_columns_and_months() -> None:
    ledger = read(
        ("审批科2026年10月台账",),
        HEAD,
        service(1, None),
        (),
        ("填报单位：质安站",),
        HEAD,
        service(2, None),
        (),
        ("燃气办2026年11月台账",),
        ("企业名称", "联系电话", "办理时间"),
        (firm(3), "13800000003", "11月5日"),
    )
    assert told(ledger) == [
        (3, "审批科", firm(1)),
        (7, "质安站", firm(2)),
        (11, "燃气办", firm(3)),
    ]
    assert [sheet.month for sheet in ledger.sheets] == ["2026-10", "2026-10", "2026-11"]
    assert str(ledger.sheets[2].rows[0].served_on) == "2026-11-05"


def test_a_header_repeated_on_every_page_opens_no_new_table() -> None:
    ledger = read(("填报单位：审批科",), HEAD, service(1, None), (), HEAD, service(2, None))
    assert told(ledger) == [(3, "审批科", firm(1)), (6, "审批科", firm(2))]
    assert len(ledger.sheets) == 1


def test_what_is_skipped_is_told_with_its_place_and_kind() -> None:
    ledger = read(
        HEAD,
        ("一、审批科",),
        service(1, None),
        ("小计", None, None, None, "1家"),
        HEAD,
        ("填报人：某甲", None, None, None, "负责人：某乙"),
        (9, None),
    )
    skipped = [(each.row, each.kind) for each in ledger.sheets[0].skipped]
    assert skipped == [(2, "section"), (4, "total"), (5, "header"), (6, "remark"), (7, "numbered")]
    assert told(ledger) == [(3, "审批科", firm(1))]


@pytest.mark.parametrize(
    "row",
    [
        (1, "审核科", "2026.11.3", "许可", "示例科技", "某甲", ""),
        (1, "审核科", "2026.11.3", "许可", "", "某甲", "13800000001"),
        (1, "审批科", "2026.11.3", "填报辅导", "以上都不是的店名", "", ""),
        ("示例市甲子有限公司",),
        ("", "示例市甲子有限公司"),
    ],
)
def test_no_service_is_taken_for_a_remark(row: tuple[Cell, ...]) -> None:
    ledger = read(HEAD, service(9), row)
    assert [row.row for sheet in ledger.sheets for row in sheet.rows] == [2, 3]


def test_a_firm_in_the_units_column_makes_no_unit() -> None:
    (_, row) = read(HEAD, service(9), ("", "示例市甲子有限公司")).sheets[0].rows
    assert (row.unit, row.firm) == (None, "")
    assert {"firm_missing", "unit_missing"} <= set(row.notes)


def test_as_above_is_what_stands_above() -> None:
    second = (2, "同上", "〃", "验收", "同上", "同上", "同上")
    third = (3, "同上", "2026.11.5", "许可", firm(3), "某丙", "同上")
    rows = read(HEAD, service(1), second, third).sheets[0].rows
    assert [(r.unit, r.firm, r.phones) for r in rows] == [
        ("审批科", firm(1), ("13800000001",)),
        ("审批科", firm(1), ("13800000001",)),
        ("审批科", firm(3), ("13800000001",)),
    ]
    assert [str(r.served_on) for r in rows] == ["2026-11-03", "2026-11-03", "2026-11-05"]
    assert rows[1].cells["企业名称"] == "同上"


@pytest.mark.parametrize("shift", range(len(HEAD) - 1, len(HEAD) + 4))
@pytest.mark.parametrize("label", ["填报单位", "填报单位：", "报送科室:", "填报部门："])
@pytest.mark.parametrize("under", [(), ("2026年11月台账",)])
def test_a_pair_beside_the_title_is_no_level_of_the_header(
    shift: int, label: str, under: tuple[Cell, ...]
) -> None:
    head = tuple(each for each in HEAD if each != "单位")
    row = tuple(cell for cell, each in zip(service(1), HEAD, strict=True) if each != "单位")
    title = ("台账", *(None,) * (shift - 1), label, "审批科")
    rows = [under, title] if under else [title]
    ledger = read(*rows, head, row)
    assert told(ledger) == [(len(rows) + 2, "审批科", firm(1))]
    assert ledger.sheets[0].header_rows == (len(rows) + 1,)


@pytest.mark.parametrize("label", ["月份", "月份：", "所属月份", "统计月份:"])
@pytest.mark.parametrize("month", [10, 10.0, "10", "10月", "2026-10", "2026年10月"])
def test_a_month_told_in_the_cell_beside_its_label_is_the_ledgers(label: str, month: Cell) -> None:
    ledger = read(("审批科台账",), (label, month), HEAD, service(1))
    assert ledger.sheets[0].month == "2026-10"


DAYS = ("2026年11月25日", "2026-11-25", date(2026, 11, 25), "二〇二六年十一月二十五日")
SEALS = ("审批科（章）", "（盖章）", "审批科(公章)", "盖章处")


@pytest.mark.parametrize("cell", [*DAYS, *SEALS])
@pytest.mark.parametrize("column", range(len(HEAD)))
@pytest.mark.parametrize("gap", [1, 2])
def test_a_day_or_a_seal_alone_at_the_foot_is_a_signature(
    cell: Cell, column: int, gap: int
) -> None:
    foot = ((None,) * column + (cell,), (None,) * column + ("2026年11月25日",))
    (sheet,) = read(HEAD, service(1), *((),) * gap, *foot).sheets
    assert [row.row for row in sheet.rows] == [2]
    assert {each.row for each in sheet.skipped} == {3 + gap, 4 + gap}


@pytest.mark.parametrize("cell", SEALS)
def test_a_seal_is_none_of_the_services_over_it(cell: Cell) -> None:
    (sheet,) = read(HEAD, service(1), (None, None, None, None, cell), (None, None, DAYS[0])).sheets
    assert [row.row for row in sheet.rows] == [2]


@pytest.mark.parametrize("cell", DAYS)
def test_a_day_right_under_a_service_or_among_services_stays_a_row(cell: Cell) -> None:
    lone = (None, None, cell)
    (sheet,) = read(HEAD, service(1), lone, (), lone, service(2), lone).sheets
    assert [row.row for row in sheet.rows] == [2, 3, 5, 6, 7]


def test_a_day_under_merged_cells_is_a_service_of_the_firm_above() -> None:
    rows = (HEAD, service(1), (None, None, "2026.11.4"), (), (None, None, "2026.11.5"))
    merges = tuple(Merge(2, column, 5, column) for column in (1, 2, 4, 5, 6, 7))
    sheet = Sheet("Sheet1", tuple(tuple(row) for row in rows), merges=merges)
    ledger = understand(Workbook("台账.xlsx", "0" * 64, 1, "xlsx", (sheet,)), Hints())
    found = [(row.firm, str(row.served_on)) for row in ledger.sheets[0].rows]
    assert (firm(1), "2026-11-05") in found
    assert len([each for each in found if each[1] != "None"]) == 3
