"""A table of another kind under a ledger: told row by row, never read as firms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revisit_cli.records.workbooks.grid import Cell
from tests.policy.ledgers.test_block import HEAD, firm, read, service, told

OTHERS: dict[str, tuple[tuple[Cell, ...], ...]] = {
    "设备": (
        ("设备名称", "数量", "采购时间"),
        ("复印机", 1, "2026.11.3"),
        ("电脑", 2, "2026.11.4"),
    ),
    "人员": (("姓名", "职务", "手机"), ("李四", "科长", "13900000001"), ("王五", "科员", "")),
    "事项": (("事项", "件数"), ("施工许可", 12), ("竣工验收", 3)),
    "项目": (("序号", "项目名称", "建设地点", "面积"), (1, "示例小区一期", "某路1号", 12000)),
    "来访": (("序号", "来访人", "证号", "事由"), (1, "赵六", "X1", "咨询")),
    "科室": (("科室", "10月", "11月", "合计"), ("审批科", 5, 2, 7), ("质安站", 3, 1, 4)),
    "图例": (("符号", "含义"), ("√", "已办结"), ("×", "未办结")),
}
GAP: tuple[Cell, ...] = ()


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("shift", range(6))
@pytest.mark.parametrize(
    "over", [(GAP,), (GAP, ("附：其他",)), (("小计", None, None, None, "1家"),)]
)
@pytest.mark.clause("附表3")
def test_a_table_of_another_kind_is_told_and_none_of_it_read(
    name: str, shift: int, over: tuple[tuple[Cell, ...], ...]
) -> None:
    table = [(None,) * shift + row for row in OTHERS[name]]
    (sheet,) = read(HEAD, service(1), *over, *table).sheets
    first = 3 + len(over)
    wanted = [(first + n, "other_table") for n in range(len(table))]
    assert [row.firm for row in sheet.rows] == [firm(1)]
    assert [(each.row, each.kind) for each in sheet.skipped][-len(wanted) :] == wanted


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("head", [HEAD, ("企业名称", "联系电话", "办理时间")])
def test_a_ledger_under_it_is_read(name: str, head: tuple[str, ...]) -> None:
    below = service(2) if head is HEAD else (firm(2), "13800000002", "2026.11.3")
    ledger = read(HEAD, service(1), GAP, *OTHERS[name], GAP, ("审批科2026年11月台账",), head, below)
    assert told(ledger) == [(2, "审批科", firm(1)), (7 + len(OTHERS[name]), "审批科", firm(2))]
    skipped = [each.row for sheet in ledger.sheets for each in sheet.skipped]
    assert skipped == list(range(4, 4 + len(OTHERS[name])))


@given(
    st.sampled_from(list(OTHERS)),
    st.integers(0, 3),
    st.sampled_from([firm(7), "示例7号厂", "示例七号诊所", "示例建设公司（分部）"]),
    st.integers(0, 3),
)
def test_where_a_row_of_it_names_a_firm_every_row_is_read(
    name: str, before: int, named: str, after: int
) -> None:
    row = (8, None, None, None, named, None, None)
    head, *rest = OTHERS[name]
    below = [*rest * before, row, *rest * after]
    (sheet,) = read(HEAD, service(1), GAP, head, *below).sheets
    assert not [each for each in sheet.skipped if each.kind == "other_table"]
    assert named in [each.firm for each in sheet.rows]


@pytest.mark.parametrize("column", range(7))
def test_a_company_counts_in_whatever_column_it_stands(column: int) -> None:
    row = (*(None,) * column, firm(7), *(None,) * (6 - column))
    (sheet,) = read(HEAD, service(1), GAP, ("序号", "项目名称", "面积"), (1, "甲", 9), row).sheets
    assert not [each for each in sheet.skipped if each.kind == "other_table"]
    assert 6 in [each.row for each in sheet.rows]


@pytest.mark.parametrize(
    "row",
    [
        ("甲", "乙", "丙", "手机", "", "数量", "丁"),  # most of it says no headings
        (None, None, None, None, "", None, "姓名"),  # one heading alone
        (1, "审批科", "2026.11.3", "变更单位名称", "", "某甲", "13800000001"),
        (1, "审批科", "2026.11.3", "办理事项", "示例科技", "联系人", ""),
    ],
)
def test_a_service_without_a_firm_opens_no_other_table(row: tuple[Cell, ...]) -> None:
    (sheet,) = read(HEAD, service(1), GAP, row).sheets
    assert [each.row for each in sheet.rows] == [2, 4]


def test_headings_in_the_midst_of_services_open_none() -> None:
    (sheet,) = read(
        HEAD, service(1), (None, None, "处理意见", "整改要求"), (1, None, None, "许可", "某乙")
    ).sheets
    assert [each.row for each in sheet.rows] == [2, 3, 4]


@pytest.mark.parametrize(
    "head", [("企业名称", "联系电话"), ("序号", "服务对象", "联系人"), (None, "电话", "公司名称")]
)
@pytest.mark.parametrize("gap", [(), (GAP,), (GAP, ("补报",))])
def test_a_ledger_of_two_columns_under_another_is_read(
    head: tuple[Cell, ...], gap: tuple[tuple[Cell, ...], ...]
) -> None:
    cells = {"企业名称": firm(2), "服务对象": firm(2), "公司名称": firm(2), "联系人": "某乙"}
    row = tuple(cells.get(str(each), 1 if each == "序号" else "13800000002") for each in head)
    ledger = read(HEAD, service(1), *gap, head, row)
    assert told(ledger) == [(2, "审批科", firm(1)), (4 + len(gap), None, firm(2))]
