"""The lines between a document's tables are left to the ledger that they are about."""

from collections.abc import Sequence

import pytest

from revisit_cli.policy.ledgers.ledger import understand
from revisit_cli.records.ledgers.ledger import Hints, LedgerRead
from revisit_cli.records.value import replace
from revisit_cli.records.workbooks.grid import Cell, Sheet, Workbook

HEAD: tuple[Cell, ...] = ("时间", "涉企事宜", "企业名称", "联系电话")
Lines = tuple[str, ...]
Rows = Sequence[tuple[Cell, ...]]


def service(number: int) -> tuple[Cell, ...]:
    return "2026-11-03", "许可", f"示例市{number}号建筑有限公司", f"1380000000{number}"


def ledger(*numbers: int) -> list[tuple[Cell, ...]]:
    return [HEAD, *map(service, numbers)]


def document(*parts: Lines | Rows, kind: str = "docx") -> Workbook:
    """Return a document of lines (tuples) and tables (lists), in their order."""
    sheets: list[Sheet] = []
    lines: tuple[str, ...] = ()
    for part in [*parts, *[()] * isinstance(parts[-1], list)]:
        if isinstance(part, list):
            name = f"表格{len(sheets) + 1}"
            sheets.append(Sheet(name, tuple(part), above=lines))
            lines = ()
        else:
            lines = tuple(map(str, part))
            if sheets:
                own = sheets[-1]
                sheets[-1] = Sheet(own.name, own.rows, above=own.above, below=lines)
    return Workbook("台账.docx", "", 0, kind, tuple(sheets))


def units(read: LedgerRead) -> list[list[str | None]]:
    return [[row.unit for row in sheet.rows] for sheet in read.sheets]


def read(*parts: Lines | Rows) -> LedgerRead:
    return understand(document(*parts), Hints(month_at_hand="2026-11"))


A, B = "填报单位：审批科", "填报单位：质安站"
PLACED: dict[str, tuple[Sequence[Lines | Rows], list[list[str | None]]]] = {
    "over each": ([(A,), ledger(1), (B,), ledger(2)], [["审批科"], ["质安站"]]),
    "under each": ([ledger(1), (A,), ledger(2), (B,)], [["审批科"], ["质安站"]]),
    "under each, titles over them": (
        [("涉企台账",), ledger(1), (A, "涉企台账"), ledger(2), (B,)], [["审批科"], ["质安站"]],
    ),
    "over each, and signed": (
        [(A,), ledger(1), ("制表单位：审批科", B), ledger(2), ("制表单位：质安站",)],
        [["审批科"], ["质安站"]],
    ),
    "over each, and signed with names": (
        [(A,), ledger(1), ("填表人：甲　单位：审批科", B), ledger(2)], [["审批科"], ["质安站"]],
    ),
    "by a title": ([("审批科涉企台账",), ledger(1), ("质安站涉企台账",), ledger(2)],
                   [["审批科"], ["质安站"]]),
    "once over all": ([(A,), ledger(1), ledger(2)], [["审批科"], ["审批科"]]),
    "once under all": ([ledger(1), (), ledger(2), (A,)], [["审批科"], ["审批科"]]),
    "over an empty table between": (
        [(A,), ledger(1), ("注：无",), [(None,)], (B,), ledger(2)], [["审批科"], ["质安站"]],
    ),
    "over another table between": (
        [(A,), ledger(1), (), [("场次", "人数", "地点", "附"), ("一", "二", "三", "四")], (B,),
         ledger(2)],
        [["审批科"], ["质安站"]],
    ),
    "in a small table over it": ([[("填报单位：审批科", "11月")], ledger(1)], [["审批科"]]),
    "beside its label in a small table": (
        [[("填报单位", "审批科"), ("月份", "11月")], ledger(1)], [["审批科"]],
    ),
    "under it, before another table": (
        [ledger(1), (A, "附："), [("场次", "人数"), ("一", "二")]], [["审批科"]],
    ),
    "nowhere": ([ledger(1), ("以上请核对",), ledger(2)], [[None], [None]]),
}  # fmt: skip


@pytest.mark.clause("附表3")
@pytest.mark.parametrize("name", PLACED)
def test_a_unit_is_that_of_the_table_it_is_named_for(name: str) -> None:
    parts, told = PLACED[name]
    assert units(read(*parts)) == told


@pytest.mark.clause("附表3")
def test_a_table_without_a_header_goes_on_with_the_one_before() -> None:
    found = read((A,), ledger(1), (), [service(2), service(3)])
    assert [(row.sheet, row.row, row.firm) for sheet in found.sheets for row in sheet.rows] == [
        ("表格1", 2, "示例市1号建筑有限公司"), ("表格2", 1, "示例市2号建筑有限公司"),
        ("表格2", 2, "示例市3号建筑有限公司"),
    ]  # fmt: skip
    assert units(found) == [["审批科"], ["审批科", "审批科"]]


@pytest.mark.parametrize(
    "other",
    [
        [("一", *service(2))],
        [service(2)[:3]],
        [("11月", "许可", "1", "2"), ("12月", "许可", "3", "4")],
    ],
    ids=["wider", "narrower", "of counts"],
)
def test_a_table_of_other_columns_does_not_go_on(other: list[tuple[Cell, ...]]) -> None:
    found = read((A,), ledger(1), (), other)
    assert [(each.sheet, each.reason) for each in found.ignored] == [("表格2", "no_ledger")]
    assert units(found) == [["审批科"]]


@pytest.mark.clause("附表3")
def test_a_month_in_the_letter_around_a_table_is_not_the_tables() -> None:
    letter = (
        "现将2025年3月印发的通知转给你们，请各单位认真执行，按时报送涉企服务台账。",
        "2026年11月涉企服务台账", A,
    )  # fmt: skip
    assert [sheet.month for sheet in read(letter, ledger(1)).sheets] == ["2026-11"]


@pytest.mark.clause("附表3")
def test_a_hidden_ledger_takes_no_line_from_the_one_below_it() -> None:
    book = document((A,), ledger(1), (B,), ledger(3), (), ledger(2))
    sheets = tuple(replace(each, is_hidden=each.name == "表格2") for each in book.sheets)
    found = understand(replace(book, sheets=sheets), Hints(month_at_hand="2026-11"))
    assert units(found) == [["审批科"], ["质安站"]]
    assert [(each.sheet, each.reason) for each in found.ignored] == [("表格2", "hidden")]
