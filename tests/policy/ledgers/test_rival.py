"""Contacts belong to a side, and of several firms on a row none is dropped in silence."""

from collections.abc import Sequence

import pytest

from revisit_cli.errors.ledgers.ledger import RolesAmbiguous, SideUnclear
from revisit_cli.policy.ledgers.ledger import understand
from revisit_cli.policy.workbooks.heading import mapping_given
from revisit_cli.records.ledgers.ledger import Hints, ReadRow
from revisit_cli.records.workbooks.grid import Merge, Sheet, Workbook

FIRM, OTHER, THIRD = "示例甲有限公司", "示例乙有限公司", "示例丙有限公司"
MINE, OFFICE = "13800000001", "0376-1234567"
_VALUES = {
    **dict.fromkeys(("科室", "科室名称", "承办科室"), "审批科"),
    **dict.fromkeys(("经办人", "承办人"), "办事员乙"),
    **dict.fromkeys(("企业名称", "服务对象", "建设单位", "申请单位"), FIRM),
    **dict.fromkeys(("业主单位", "委托单位", "开发单位", "建设方", "招标人"), FIRM),
    **dict.fromkeys(("代理机构", "物业公司", "施工方", "中标人"), OTHER),
    "时间": "2026-11-03",
    "事项": "许可",
    "经办人电话": OFFICE,
    "手机": MINE,
    "办公电话": "0376-7654321",
    "施工单位": OTHER,
    "监理单位": THIRD,
    "申请人": "某丁",
}


def _rows(
    *rows: Sequence[object], merges: tuple[Merge, ...] = (), **hints: object
) -> list[ReadRow]:
    sheet = Sheet("表", tuple(map(tuple, rows)), merges=merges)  # type: ignore[arg-type]
    book = Workbook("台账.xlsx", "0" * 64, 1, "xlsx", (sheet,))
    read = understand(book, Hints(**{"unit": "审批科", **hints}))  # type: ignore[arg-type]
    return [row for sheet in read.sheets for row in sheet.rows]


def _row(headings: str, **given: str) -> tuple[list[str], list[object]]:
    head = headings.split()
    return head, [given.get(f"c{n}", _VALUES.get(word, "")) for n, word in enumerate(head)]


@pytest.mark.parametrize(
    ("headings", "office", "mine"),
    [
        ("序号 科室 联系人 联系电话 时间 事项 企业名称 联系人 联系电话 备注", (2, 3), (7, 8)),
        ("序号 企业名称 联系人 联系电话 时间 事项 承办科室 承办人 联系电话", (None, 8), (2, 3)),
        ("企业名称 联系人 电话 科室 联系人 电话 时间", (4, 5), (1, 2)),
        ("科室 电话 时间 事项 企业名称 企业联系人 企业联系电话", (None, 1), (5, 6)),
    ],
)
def test_a_contact_is_its_nearest_neighbours_to_the_left(
    headings: str, office: tuple[int | None, int], mine: tuple[int, int]
) -> None:
    cells = {f"c{office[1]}": OFFICE, f"c{mine[0]}": "某丙", f"c{mine[1]}": MINE}
    if office[0] is not None:
        cells[f"c{office[0]}"] = "办事员丁"
    (row,) = _rows(*_row(headings, **cells))
    assert (row.contact, row.phones, row.firm) == ("某丙", (MINE,), FIRM)


def test_the_level_above_says_whose_a_contact_is() -> None:
    merges = (Merge(1, 1, 1, 3), Merge(1, 4, 1, 4), Merge(1, 5, 1, 7))
    (row,) = _rows(
        ("科室信息", None, None, "服务情况", "企业信息", None, None),
        ("科室名称", "联系人", "联系电话", "时间", "企业名称", "联系人", "联系电话"),
        ("审批科", "办事员丁", OFFICE, "2026-11-03", FIRM, "某丙", MINE),
        merges=merges,
    )
    assert (row.officer, row.contact, row.phones) == ("办事员丁", "某丙", (MINE,))


def test_every_number_of_the_firm_is_read_and_none_of_the_officers() -> None:
    row, *_ = _rows(*_row("科室 经办人 经办人电话 时间 企业名称 联系人 手机 办公电话"))
    assert row.phones == (MINE, "03767654321")


def test_a_lone_number_beside_the_office_is_asked_about() -> None:
    table = _row("企业名称 时间 事项 科室 经办人 联系电话", c5=MINE)
    with pytest.raises(SideUnclear) as caught:
        _rows(*table)
    assert "F=联系电话" in str(caught.value)
    assert _rows(*table, mapping=mapping_given([("F", "联系电话")]))[0].phones == (MINE,)
    assert _rows(*table, mapping=mapping_given([("F", "不用")]))[0].phones == ()
    assert _rows(*_row("企业名称 时间 事项 科室 经办人 联系电话"))[0].phones == ()


@pytest.mark.parametrize(
    "headings",
    [
        "时间 事项 建设单位 施工单位 监理单位",
        "时间 事项 申请单位 施工单位",
        "时间 事项 建设单位 监理单位",
        "时间 事项 业主单位 监理单位",
        "时间 事项 委托单位 代理机构",
        "时间 事项 开发单位 物业公司",
        "时间 事项 建设方 施工方",
        "时间 事项 招标人 中标人",
    ],
)
def test_firms_by_their_part_are_asked_about_or_each_has_its_row(headings: str) -> None:
    table = _row(headings)
    with pytest.raises(RolesAmbiguous) as caught:
        _rows(*table)
    assert "--each-firm" in str(caught.value)
    firms = [cell for cell in table[1] if str(cell).endswith("公司")]
    assert [row.firm for row in _rows(*table, each_firm=True)] == firms
    letter = "ABCDE"[table[0].index(headings.split()[-1])]
    said = mapping_given([(letter, "服务对象")])
    assert [row.firm for row in _rows(*table, mapping=said)] == firms[-1:]


@pytest.mark.parametrize(
    "headings",
    [
        "时间 事项 企业名称 施工单位 监理单位",
        "时间 事项 申请人 申请单位",
        "时间 施工单位 联系人 手机",
    ],
)
def test_one_firm_that_is_plainly_meant_is_not_asked_about(headings: str) -> None:
    (row,) = _rows(*_row(headings))
    assert row.firm in (FIRM, OTHER)


def test_each_firm_has_its_row_once_and_no_empty_one() -> None:
    head = ("建设单位", "联系人", "联系电话", "施工单位", "联系人", "联系电话", "时间", "事项")
    day = ("2026-11-03", "许可")
    rows = _rows(
        head,
        (FIRM, "某甲", "13800000001", OTHER, "某乙", "13800000002", *day),
        ("", "", "", OTHER, "某乙", "13800000002", *day),
        (FIRM, "某甲", "13800000001", FIRM, "", "", *day),
        ("", "", "", "", "", "", *day),
        each_firm=True,
    )
    assert [(row.row, row.firm, row.phones) for row in rows] == [
        (2, FIRM, ("13800000001",)),
        (2, OTHER, ("13800000002",)),
        (3, OTHER, ("13800000002",)),
        (4, FIRM, ("13800000001",)),
        (5, "", ()),
    ]
    shared = _rows(
        ("时间", "建设单位", "施工单位", "联系人", "联系电话"),
        ("2026-11-03", FIRM, OTHER, "某甲", "13800000001"),
        each_firm=True,
    )
    assert [row.phones for row in shared] == [("13800000001",)] * 2


def test_firms_of_a_row_are_asked_about_in_the_order_of_the_columns_and_share_its_contact() -> None:
    row = _row("单位 时间 事项 开发单位 监理单位 联系人 联系电话", c0="审批科", c3=FIRM)
    row[1][5:] = ["某丙", MINE]
    with pytest.raises(RolesAmbiguous) as refused:
        _rows(*row)
    assert refused.value.facts["columns"] == "D1 开发单位、E1 监理单位"
    assert refused.value.facts["example"] == "D=服务对象"
    found = _rows(*row, each_firm=True)
    assert [(each.firm, each.contact, each.phones) for each in found] == [
        (FIRM, "某丙", (MINE,)), (THIRD, "某丙", (MINE,)),
    ]  # fmt: skip
