"""Rosters of units, in whatever layout they come."""

import pytest

from revisit_cli.errors.ledgers.unit import RosterIsLedger, RosterUnreadable
from revisit_cli.policy.ledgers.roster import read_roster
from revisit_cli.records.ledgers.unit import RosterRow
from revisit_cli.records.workbooks.grid import Cell, CellError, Merge, Sheet, Workbook


def _book(*sheets: Sheet) -> Workbook:
    return Workbook("名册.xlsx", "0" * 64, 1, "xlsx", sheets)


def _sheet(*rows: tuple[Cell, ...], merges: tuple[Merge, ...] = (), hidden: bool = False) -> Sheet:
    return Sheet("名册", rows, hidden, merges)


def _taken(book: Workbook) -> tuple[RosterRow, ...]:
    return read_roster(book)[0]


@pytest.mark.clause("三(一)1")
def test_a_header_is_found_under_titles_with_merged_kinds_and_two_levels() -> None:
    sheet = _sheet(
        (),
        (None, "示例局单位名册"),
        (None, "（截至2026年11月）"),
        (None, "序号", "类别", "单位（科室）名称", "负责人", None, "联络员", "简称"),
        (None, None, None, None, "主要负责人", "分管负责人", None, None),
        (None, 1.0, "局属单位", "市质量安全监督站", "张甲", "李乙", "王丙", "质安站、质监站"),
        (None, 2.0, None, "市房产交易中心", "赵丁", "无", None, "市房产交易中心"),
        (None, 3.0, "机关科室", "审核科", "周庚"),
        (None, None, None, "合计：3个"),
        (None, "说明：以文件为准", "说明：以文件为准", "说明：以文件为准"),
        merges=(Merge(4, 5, 4, 6), Merge(6, 3, 7, 3), Merge(2, 2, 2, 8)),
    )
    rows = _taken(_book(sheet))
    assert [(each.name, each.kind, each.leader, each.deputy) for each in rows] == [
        ("市质量安全监督站", "bureau_unit", "张甲", "李乙"),
        ("市房产交易中心", "bureau_unit", "赵丁", None),
        ("审核科", "office", "周庚", None),
    ]
    assert rows[0].contact == "王丙"
    assert [each.aliases for each in rows] == [("质安站", "质监站"), (), ()]


def test_a_section_gives_the_kind_of_what_stands_under_it() -> None:
    sheet = _sheet(
        ("单位名称", "负责人"),
        ("一、机关科室（2个）",),
        ("审批科", "甲"),
        ("党建和人事中心", "乙"),
        ("二、局属单位",),
        ("燃气管理办公室", "丙"),
        ("单位名称", "负责人"),
        ("共3个",),
    )
    assert [(each.name, each.kind) for each in _taken(_book(sheet))] == [
        ("审批科", "office"),
        ("党建和人事中心", "office"),
        ("燃气管理办公室", "bureau_unit"),
    ]


def test_every_sheet_that_shows_is_read_and_a_unit_named_twice_is_one() -> None:
    book = _book(
        _sheet(("科室",), ("审批科",), ("审 批 科",)),
        _sheet(("旧站",), hidden=True),
        _sheet(("单位",), ("旧站",), hidden=True),
        _sheet(("序号", "单位"), (1.0, "质安站"), (2.0, "审批科"), (3.0, None)),
    )
    assert [each.name for each in _taken(book)] == ["审批科", "质安站"]


def test_a_single_column_of_names_is_a_roster() -> None:
    assert [e.name for e in _taken(_book(_sheet(("名称",), ("甲站",), ("乙站",))))] == [
        "甲站",
        "乙站",
    ]


def test_a_ledger_is_no_roster() -> None:
    ledger = _sheet(("单位", "时间", "涉企事宜", "企业名称"), ("审批科", "11.3", "许可", "示例厂"))
    with pytest.raises(RosterIsLedger):
        _taken(_book(ledger))
    contacts = _sheet(("单位名称", "联系人", "联系电话"), ("审批科", "甲", "13800000001"))
    assert [each.contact for each in _taken(_book(contacts))] == ["甲"]


@pytest.mark.parametrize("rows", [(), (("单位名称",),), (("企业", "电话"), ("示例厂", "1"))])
def test_what_names_no_unit_is_no_roster(rows: tuple[tuple[Cell, ...], ...]) -> None:
    with pytest.raises(RosterUnreadable):
        _taken(_book(_sheet(*rows)))


def test_every_filled_row_is_a_unit_or_told_with_its_number() -> None:
    sheet = _sheet(
        ("单位名册",),
        ("序号", "单位名称", "类别", "负责人"),
        (1, "审批科", "机关科室", "甲"),
        (2, "审 批 科", "二级机构", "乙"),
        (),
        (3, None, None, "丙"),
        (4,),
        ("一、局属单位",),
        (5, CellError("#REF!")),
        (6, "#N/A"),
        (7, "100%"),
        (8, 13800000001),
        (9, "科" * 101),
        ("序号", "单位名称", "类别", "负责人"),
        (10, "质安站"),
        ("合计", 2),
        ("填表人：某甲",),
    )
    units, skipped = read_roster(_book(sheet, _sheet(("单位名称",), ("质安站",), ("共1个",))))
    assert [(each.name, each.kind) for each in units] == [
        ("审批科", "office"),
        ("质安站", "bureau_unit"),
    ]
    assert [(each.row, each.reason) for each in skipped] == [
        (4, "repeated"),
        *((number, "no_unit") for number in (6, 9, 10, 11, 12, 13, 16, 17)),
        (2, "repeated"),
        (3, "no_unit"),
    ]
