"""Ledgers of every layout are understood, and what is no ledger is refused."""

from collections.abc import Sequence
from datetime import date

import pytest

from revisit_cli.errors.ledgers.ledger import (
    HeadingsAmbiguous,
    HeadingsNotFound,
    NoData,
    OnlyHidden,
)
from revisit_cli.policy.ledgers.ledger import understand
from revisit_cli.records.ledgers.ledger import HOLDING_NOTES, Hints, LedgerRead, ReadRow
from revisit_cli.records.workbooks.grid import Cell, CellError, Merge, Sheet, Workbook

HEADINGS = (
    "序号",
    "单位",
    "姓名",
    "时间",
    "地点",
    "涉企事宜",
    "工作完成情况",
    "服务对象\n(企业)",
    "企业\n联系人",
    "企业联系人\n电话号码",
    "备注",
)
FIRM = "示例市甲子建筑工程有限公司"
TITLE = ("市住建局 11 月份涉企服务主体统计表",)


def service(
    number: int,
    *,
    unit: Cell = "审批科",
    day: Cell = "2026.11.3",
    firm: Cell = FIRM,
    phone: Cell = "13800000001",
) -> tuple[Cell, ...]:
    return (
        number,
        unit,
        "办事员甲",
        day,
        "窗口",
        "施工许可",
        "已办结",
        firm,
        "联系人甲",
        phone,
        "",
    )


def book(
    *rows: Sequence[Cell],
    name: str = "台账.xlsx",
    sheet: str = "Sheet1",
    is_hidden: bool = False,
    merges: tuple[Merge, ...] = (),
    hidden_rows: frozenset[int] = frozenset(),
) -> Workbook:
    only = Sheet(sheet, tuple(tuple(row) for row in rows), is_hidden, merges, hidden_rows)
    return Workbook(name, "0" * 64, 1, "xlsx", (only,))


def rows_of(read: LedgerRead) -> list[ReadRow]:
    return [row for sheet in read.sheets for row in sheet.rows]


def one(*rows: Sequence[Cell], hints: Hints | None = None, name: str = "台账.xlsx") -> ReadRow:
    (row,) = rows_of(understand(book(*rows, name=name), hints or Hints()))
    return row


@pytest.mark.clause("附表3", "三(一)1")
def test_who_stands_behind_a_firms_name_is_its_contact_where_no_other_is() -> None:
    row = one(HEADINGS, service(1, firm=f"{FIRM}-张三"))
    assert (row.firm, row.contact, row.notes) == (FIRM, "联系人甲", ())
    row = one(HEADINGS, (*service(1, firm=f"{FIRM}-张三")[:8], "", "13800000001", ""))
    assert (row.firm, row.contact, row.notes) == (FIRM, "张三", ())
    assert row.people[0].name == "张三"
    row = one(HEADINGS, service(1, firm=f"{FIRM}-联系人甲"))
    assert row.firm == FIRM
    row = one(HEADINGS, service(1, firm=f"{FIRM}-乙分公司"))
    assert row.firm == f"{FIRM}-乙分公司"


def test_the_form_as_printed_is_read_and_its_empty_numbered_rows_are_none() -> None:
    blank = [(number,) for number in range(3, 11)]
    made_by = ("制表：某某", "", "", "", "", "", "", "时间：2026年11月25日")
    remark = ("说明", "各科室每月25日前报送")
    read = understand(
        book(TITLE, made_by, HEADINGS, service(1), service(2), *blank, remark), Hints()
    )
    (sheet,) = read.sheets
    assert sheet.header_rows == (3,)
    assert sheet.month == "2026-11"
    assert [row.row for row in sheet.rows] == [4, 5]
    row = sheet.rows[0]
    assert (row.unit, row.officer, row.served_on) == ("审批科", "办事员甲", date(2026, 11, 3))
    assert (row.firm, row.contact, row.phones) == (FIRM, "联系人甲", ("13800000001",))
    assert row.notes == ()
    assert row.cells["服务对象\n(企业)"] == FIRM


def test_a_header_alone_is_a_ledger_without_rows() -> None:
    (sheet,) = understand(book(HEADINGS), Hints()).sheets
    assert sheet.rows == ()


@pytest.mark.parametrize(
    "rows",
    [
        [(FIRM, "联系人甲", 13800000001), ("示例市乙丑物业服务有限公司", "联系人乙", 13800000002)],
        [("name", "supplies", "contact"), (FIRM, "x", "甲 13800000001")],
        [("代码", "所属行业"), ("A0000", "农业")],
    ],
)
def test_without_a_header_the_file_is_refused_and_told_what_was_seen(
    rows: list[tuple[Cell, ...]],
) -> None:
    with pytest.raises(HeadingsNotFound) as refusal:
        understand(book(*rows), Hints())
    assert refusal.value.facts["sheet"] == "Sheet1"
    assert str(rows[0][0]) in str(refusal.value.facts["seen"])


def test_a_table_without_header_is_read_by_column_letters() -> None:
    hints = Hints(unit="审批科", mapping={"A": "服务对象", "B": "contact", "C": "联系电话"})
    row = one((FIRM, "联系人甲", 13800000001.0), hints=hints)
    assert (row.row, row.firm, row.contact) == (1, FIRM, "联系人甲")
    assert row.phones == ("13800000001",)


def test_a_heading_is_mapped_to_its_field() -> None:
    hints = Hints(mapping={"name": "firm", "contact": "phone"})
    row = one(("name", "supplies", "contact"), (FIRM, "x", "甲 13800000001"), hints=hints)
    assert (row.row, row.firm, row.phones) == (2, FIRM, ("13800000001",))
    assert row.people[0].name == "甲"


def test_the_surer_of_two_firm_columns_wins() -> None:
    row = one(
        (*HEADINGS[:7], "企业名称【必填】", *HEADINGS[8:], None, "提供企业名称"),
        (*service(1), "批注", "示例戊辰建材厂"),
    )
    assert row.firm == FIRM


def test_two_equal_firm_columns_are_refused() -> None:
    with pytest.raises(HeadingsAmbiguous):
        understand(book((*HEADINGS, "服务对象(企业)"), (*service(1), "示例戊辰建材厂")), Hints())


def test_unit_name_over_a_column_means_the_firm() -> None:
    row = one(
        ("序号", "单位名称", "办理时间", "联系人", "联系电话"),
        (1, FIRM, "2026-11-03", "甲", "13800000001"),
        name="审批科台账.xlsx",
    )
    assert (row.firm, row.unit) == (FIRM, "审批科")


def test_a_header_of_two_levels_is_joined() -> None:
    above = ("序号", "单位", "时间", "企业情况", None, None, "备注")
    below = (None, None, None, "名称", "联系人", "电话", None)
    merges = (*(Merge(2, c, 3, c) for c in (1, 2, 3, 7)), Merge(2, 4, 2, 6))
    rows = (("标题",), above, below, (1, "审批科", "2026.11.3", FIRM, "甲", "13800000001", "x"))
    (sheet,) = understand(book(*rows, merges=merges), Hints()).sheets
    assert sheet.header_rows == (2, 3)
    row = sheet.rows[0]
    assert (row.firm, row.contact, row.phones, row.remark) == (FIRM, "甲", ("13800000001",), "x")


def test_rows_that_are_no_services_are_known() -> None:
    read = understand(
        book(
            HEADINGS,
            ("审批科（2家）",),
            service(1),
            ("小计", "", "", "", "", "", "", 1),
            ("涉企服务统计表",),
            HEADINGS,
            service(2),
            ("", "", "", " ", "", "", "  "),
            ("合计", "", "", "", "", "", "", "2家"),
            ("            填报人：              负责人：",),
            ("填表说明：以下栏目均采用代码",),
            ("    1.就业渠道：⑴窗口 ⑵上门",),
            ("单位（盖章）", "", "", "", "", "", "", "", "", "2026年11月25日"),
        ),
        Hints(),
    )
    assert [row.row for row in rows_of(read)] == [3, 7]


@pytest.mark.parametrize(
    "headings",
    [
        "科室/单位 窗口人员 许可日期 许可事项 行政相对人名称 委托代理人 固话",
        "二级机构 帮办人员 业务办理时间 诉求 来访企业 来访人 通讯方式",
        "部门科室 业务经办人 审批完成时间 事项类型 客户名称 企业联系人员 电话/手机",
        "所属部门 责任人员 收件日期 涉企事项名称 申办单位 企业办事人 座机号码",
        "单位 受理人 报装时间 报装类型 用户名称 联系人 联系电话",
        "单位 客服人员 通水日期 业务类别 户名 联系人 手机号",
        "部门 接待人 入网时间 业务类型 入网单位 联系人 联系方式",
        "單位 經辦人 辦理時間 事項 服務對象（企業） 企業聯繫人 聯繫電話",
    ],
)
def test_headings_in_the_words_of_other_offices_are_known(headings: str) -> None:
    row = one(
        tuple(headings.split()),
        ("审批科", "办事员甲", "2026-11-03", "许可", FIRM, "联系人甲", "13800000001"),
    )
    told = (row.unit, row.officer, row.served_on, row.matter, row.firm, row.contact, row.phones)
    assert told == (
        "审批科", "办事员甲", date(2026, 11, 3), "许可", FIRM, "联系人甲", ("13800000001",)
    )  # fmt: skip


@pytest.mark.parametrize(
    "done", ["办结时间", "审批时间", "领证日期", "送达日期", "通气时间", "接入日期"]
)
def test_of_two_days_the_one_on_which_it_was_done_counts(done: str) -> None:
    head = ("单位", "受理时间", done, "事项", "企业名称", "联系电话")
    row = one(head, ("审批科", "2026-10-20", "2026-11-03", "许可", FIRM, "13800000001"))
    assert row.served_on == date(2026, 11, 3)


@pytest.mark.parametrize(("parts", "cells"), [("年月日", "2026 11 3"), ("月日", "11 3日")])
def test_a_date_whose_parts_have_headings_of_their_own_is_whole(parts: str, cells: str) -> None:
    head = ("单位", *parts, "事项", "企业名称", "联系电话")
    row = one(
        head, ("审批科", *cells.split(), "许可", FIRM, "13800000001"), hints=Hints(month="2026-11")
    )
    assert (row.served_on, row.firm, row.matter) == (date(2026, 11, 3), FIRM, "许可")
    row = one(head, ("审批科", *cells.split()[:-1], "", "许可", FIRM, "13800000001"))
    assert row.served_on is None


def test_a_service_without_a_firm_is_kept_and_noted() -> None:
    row = one(HEADINGS, service(1, firm="/"))
    assert row.notes == ("firm_missing",)


@pytest.mark.parametrize(
    "text",
    [
        "一般企业",
        "建筑企业",
        "A类企业（2家）",
        "本月新增企业3家",
        "续下页",
        "情况属实",
        "END",
        "本表一式两份",
        "（以下无正文）",
        "重点项目",
        "张三",
    ],
)
def test_a_text_that_stands_alone_and_may_be_no_firm_is_held(text: str) -> None:
    bare: tuple[Cell, ...] = (None,) * 7 + (text,)
    beside = [(*bare, None, "13800000009"), (*bare[:3], "2026-11-03", *bare[4:])]
    rows = rows_of(understand(book(TITLE, HEADINGS, service(1), bare, *beside), Hints()))
    assert [row.row for row in rows if "text_alone" in row.notes] == [4]
    assert "text_alone" in HOLDING_NOTES


def test_a_firms_name_that_stands_alone_is_a_firm() -> None:
    for name in (FIRM, "示例甲建材商行", "示例乙物业服务中心"):
        bare: tuple[Cell, ...] = (2, "审批科", *(None,) * 5, name)
        rows = rows_of(understand(book(TITLE, HEADINGS, service(1), bare), Hints()))
        assert [(row.firm, "text_alone" in row.notes) for row in rows][1:] == [(name, False)]


def test_a_name_under_what_is_merged_is_not_alone() -> None:
    bare: tuple[Cell, ...] = (None,) * 7 + ("张三",)
    merges = (Merge(3, 4, 4, 4), Merge(3, 6, 4, 6))
    rows = rows_of(understand(book(TITLE, HEADINGS, service(1), bare, merges=merges), Hints()))
    assert "text_alone" not in rows[1].notes


def test_two_firms_in_one_cell_are_proposed_apart() -> None:
    row = one(HEADINGS, service(1, firm=f"{FIRM}、示例戊辰建材厂"))
    assert row.notes == ("several_firms",)
    assert row.proposed_firms == (FIRM, "示例戊辰建材厂")


def test_merged_units_are_filled_down_inside_their_merge_only() -> None:
    rows = (
        HEADINGS,
        service(1),
        service(2, unit=None),
        service(3, unit=None),
        service(4, unit="消防科"),
        service(5, unit=None),
    )
    merges = (Merge(2, 2, 3, 2),)
    read = understand(book(*rows, merges=merges), Hints())
    assert [row.unit for row in rows_of(read)] == ["审批科", "审批科", None, "消防科", None]
    assert rows_of(read)[2].notes == ("unit_missing",)


@pytest.mark.parametrize(
    ("merge", "units"),
    [
        (Merge(2, 1, 2, 2), ["审批科", None]),
        (Merge(2, 1, 3, 2), ["审批科", "审批科"]),
        (Merge(2, 1, 3, 3), ["审批科", "审批科"]),
    ],
)
def test_a_unit_merged_from_the_serial_numbers_over_its_column_is_read(
    merge: Merge, units: list[str | None]
) -> None:
    rows = [("审批科", *service(1, unit=None)[1:]), (None, *service(2, unit=None)[1:])]
    read = understand(book(HEADINGS, *rows, merges=(merge,)), Hints())
    assert [row.unit for row in rows_of(read)] == units


def test_a_serial_number_merged_over_the_units_column_is_no_unit() -> None:
    read = understand(book(HEADINGS, service(1, unit=None), merges=(Merge(2, 1, 2, 2),)), Hints())
    assert rows_of(read)[0].unit is None


def test_a_heading_merged_over_two_columns_names_the_one_that_is_filled() -> None:
    split = ("序号", "单位", None, "时间", "服务对象", None, "联系电话")
    row = (1, None, "审批科", "2026.11.3", FIRM, None, "13800000001")
    merges = (Merge(1, 2, 1, 3), Merge(1, 5, 1, 6), Merge(2, 5, 2, 6))
    (read,) = rows_of(understand(book(split, row, merges=merges), Hints()))
    assert (read.unit, read.firm) == ("审批科", FIRM)
    with pytest.raises(HeadingsAmbiguous):
        understand(book(split, (1, "甲科", "乙科", *row[3:]), merges=merges), Hints())


@pytest.mark.parametrize(
    ("title", "sheet", "name", "unit"),
    [
        ("填报单位：审批科", "Sheet1", "台账.xlsx", "审批科"),
        ("填报单位 审批科", "Sheet1", "台账.xlsx", "审批科"),
        ("审批科第四季度涉企台账", "Sheet1", "台账.xlsx", "审批科"),
        ("填报单位：审批科      2026年11月25日", "Sheet1", "台账.xlsx", "审批科"),
        ("机构名称：   示例  市   ", "Sheet1", "台账.xlsx", "示例市"),
        ("填报单位：审批科    填报时间：2026年11月25日", "消防科", "台账.xlsx", "审批科"),
        ("", "消防科", "审批科台账.xlsx", "消防科"),
        ("", "11月", "2026年11月审批科涉企服务台账.xlsx", "审批科"),
        ("", "Sheet1", "办公室台账（11月）.xlsx", "办公室"),
        ("市住建局 11 月份涉企服务主体统计表", "Sheet1", "市住建局11月台账.xlsx", None),
        ("", "Sheet1", "新建 Microsoft Excel 工作表.xlsx", None),
        ("科室：审批科　　　月份：11月", "Sheet1", "台账.xlsx", "审批科"),
        ("科室：审批科月份：11月", "Sheet1", "台账.xlsx", "审批科"),
        ("责任单位：审批科  配合单位：质安站", "Sheet1", "台账.xlsx", "审批科"),
        ("填报单位：审批科　分管副局长：某某", "Sheet1", "台账.xlsx", "审批科"),
        ("主管部门：市住建局  填报单位：审批科", "Sheet1", "台账.xlsx", "审批科"),
        ("配合单位：质安站", "Sheet1", "台账.xlsx", None),
        ("关于报送审批科11月台账的表", "Sheet1", "台账.xlsx", "审批科"),
        ("附件3：审批科涉企服务台账", "Sheet1", "台账.xlsx", "审批科"),
        ("涉企服务台账——审批科", "Sheet1", "台账.xlsx", "审批科"),
        ("【审批科】", "Sheet1", "台账.xlsx", "审批科"),
        ("填报单位：XX科", "Sheet1", "台账.xlsx", None),
        ("请各科室每月25日前报送", "Sheet1", "台账.xlsx", None),
        ("审批科、质安站2026年11月台账", "Sheet1", "台账.xlsx", None),
    ],
)
def test_the_unit_comes_from_the_line_above_the_sheet_or_the_file(
    title: str, sheet: str, name: str, unit: str | None
) -> None:
    read = understand(
        book((title,), HEADINGS, service(1, unit=None), sheet=sheet, name=name), Hints()
    )
    assert rows_of(read)[0].unit == unit


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("审批科、质安站11月台账", None),
        ("审批一科11月台账", "审批一科"),
        ("审批科11月台账（报局营商办）", "审批科"),
    ],
)
def test_of_two_units_on_the_roster_a_title_names_none(title: str, unit: str | None) -> None:
    units = frozenset({"审批科", "质安站", "审批一科", "一科", "营商办"})
    read = understand(book((title,), HEADINGS, service(1, unit=None)), Hints(units=units))
    assert rows_of(read)[0].unit == unit


@pytest.mark.parametrize(
    ("foot", "unit"),
    [
        ("填报单位：审批科（盖章）", "审批科"),
        ("填报单位（盖章）：审批科    填报人：某某", "审批科"),
        ("填报单位：审批科        2026年11月25日", "审批科"),
        ("填报单位：审批科，2026.11.25", "审批科"),
        ("填报单位：审批科（2026年11月）", "审批科"),
        ("填报单位：审批科 11月25日", "审批科"),
        ("填报单位：审批科2026年11月", "审批科"),
        ("填报单位：审批科 二〇二六年十一月", "审批科"),
        ("填报单位：审批科 共2家", "审批科"),
        ("填报单位：审批科 单位：户", "审批科"),
        ("填报单位：审批科 第1页", "审批科"),
        ("填报单位：审批一科", "审批一科"),
        ("填报单位：第三检测站", "第三检测站"),
        ("回访单位：局营商办", None),
        ("负责人：某某", None),
    ],
)
def test_a_unit_that_only_the_foot_names_is_read(foot: str, unit: str | None) -> None:
    read = understand(book(HEADINGS, service(1, unit=None), (), (foot,)), Hints())
    assert rows_of(read)[0].unit == unit


@pytest.mark.parametrize(
    "line",
    [
        ("填报单位", "审批科", "联系人", "某某", "联系电话", "0376-1234567"),
        ("填报单位", None, "审批科", None, "填报日期", "2026-11-25"),
        ("填报科室", "审批科", "负责人", "某某", "审核人", "某甲"),
        ("报送单位名称", "审批科"),
    ],
)
@pytest.mark.parametrize("is_over", [True, False])
def test_a_unit_in_the_cell_beside_its_label_is_read(line: tuple[Cell, ...], is_over: bool) -> None:
    table = (HEADINGS, service(1, unit=None))
    read = understand(book(*((line, *table) if is_over else (*table, line))), Hints())
    assert [row.unit for row in rows_of(read)] == ["审批科"]


@pytest.mark.parametrize(
    "text",
    [
        "审批科",
        "审批科\n审批科",
        "1.审批科",
        "（一）审批科",
        "二、审批科",
        "机关科室：审批科",
        "审批科（2家）",
    ],
)
def test_what_is_written_around_a_unit_is_none_of_its_name(text: str) -> None:
    assert one(HEADINGS, service(1, unit=text)).unit == "审批科"


def test_a_number_before_a_unit_over_a_repeated_header_is_none_of_it() -> None:
    rows = (("审批科11月台账",), HEADINGS, service(1, unit=None))
    read = understand(book(*rows, ("二、质安站",), HEADINGS, service(2, unit=None)), Hints())
    assert [row.unit for row in rows_of(read)] == ["审批科", "质安站"]


@pytest.mark.parametrize("phone", ["", "无", "13800000009"])
@pytest.mark.parametrize(
    "tail",
    [
        " 13800000007",
        "（张三 13800000007）",
        "张三13800000007",
        "\n李四：13800000007",
        "（电话：13800000007）",
    ],
)
def test_a_number_after_the_firms_name_is_the_rows_where_it_has_no_other(
    tail: str, phone: str
) -> None:
    row = one(HEADINGS, service(1, firm=f"{FIRM}{tail}", phone=phone))
    assert row.firm == FIRM
    assert row.phones == (("13800000009",) if phone.isdecimal() else ("13800000007",))


def test_a_refusal_takes_the_firms_own_column_for_its_example() -> None:
    with pytest.raises(HeadingsNotFound) as refusal:
        understand(book(("序号", "企业名称"), (1, FIRM)), Hints())
    assert refusal.value.facts["example"] == "B=服务对象"
    mapped = understand(book(("序号", "企业名称"), (1, FIRM)), Hints(mapping={"B": "firm"}))
    assert rows_of(mapped)[0].firm == FIRM


@pytest.mark.clause("R36")
def test_the_clerks_word_for_the_unit_counts_where_the_file_names_none() -> None:
    hints = Hints(unit="消防科")
    assert one(HEADINGS, service(1, unit="审批科"), hints=hints).unit == "审批科"
    assert one(HEADINGS, service(1, unit=None), hints=hints).unit == "消防科"


@pytest.mark.parametrize(
    ("title", "days", "month"),
    [
        ("2026年11月涉企服务台账", [""], "2026-11"),
        ("11月份台账", ["2026.11.3"], "2026-11"),
        ("1月份台账", ["2025.12.28", "2026.1.5"], "2026-01"),
        ("台账", ["2026.10.27", "2026.11.3", "2026.10.20"], "2026-11"),
        ("制表时间：2026年11月25日", ["2026.10.3"], "2026-10"),
        ("台账", [""], None),
    ],
)
def test_the_month_comes_from_the_title_or_else_from_the_days(
    title: str, days: list[str], month: str | None
) -> None:
    rows = [service(number, day=day) for number, day in enumerate(days, 1)]
    assert understand(book((title,), HEADINGS, *rows), Hints()).sheets[0].month == month


@pytest.mark.parametrize(
    ("title", "day", "on"),
    [
        ("2026年1月台账", "12月28日", date(2025, 12, 28)),
        ("2026年1月台账", "1.5", date(2026, 1, 5)),
        ("2026年12月台账", "1月2日", date(2027, 1, 2)),
        ("2026年11月台账", 11.3, date(2026, 11, 3)),
    ],
)
def test_a_day_without_year_falls_in_the_year_nearest_to_its_cycle(
    title: str, day: Cell, on: date
) -> None:
    row = one((title,), HEADINGS, service(1, day=day))
    assert (row.served_on, row.notes) == (on, ("year_inferred",))


@pytest.mark.parametrize(
    ("title", "file", "sheet", "said"),
    [
        ("审批科2026年10月台账", "审批科11月台账.xlsx", "Sheet1", "11月"),
        ("审批科10月台账", "2026.11审批科.xlsx", "Sheet1", "2026-11"),
        ("审批科2026年11月台账", "台账.xlsx", "10月", "10月"),
        ("审批科2026年11月台账", "审批科11月台账.xlsx", "Sheet1", None),
        ("审批科2026年11月台账", "审批科（11月25日报）.xlsx", "Sheet1", None),
        ("审批科台账", "审批科11月台账.xlsx", "Sheet1", None),
        # A workbook with a sheet for each month disputes nothing by its own name.
        ("审批科2026年10月台账", "审批科11月台账.xlsx", "10月", None),
    ],
)
def test_two_months_said_of_one_table_are_told(
    title: str, file: str, sheet: str, said: str | None
) -> None:
    rows = ((title,), HEADINGS, service(1, day="2026-10-26"))
    (read,) = understand(book(*rows, name=file, sheet=sheet), Hints()).sheets
    assert read.other_month == said


def test_a_day_without_year_in_a_ledger_without_month_is_unreadable() -> None:
    row = one(HEADINGS, service(1, day="11月3日"))
    assert (row.served_on, row.notes) == (None, ("date_unreadable",))


def test_errors_and_hidden_rows_are_noted() -> None:
    workbook = book(HEADINGS, service(1, phone=CellError("#N/A")), hidden_rows=frozenset({2}))
    (row,) = rows_of(understand(workbook, Hints()))
    assert row.notes == ("phone_missing", "row_hidden", "cell_error")
    assert row.cells["企业联系人\n电话号码"] == "#N/A"


@pytest.mark.parametrize(
    "code", ["#N/A", "#REF!", "#NAME?", "#VALUE!", " #DIV/0! ", "####", "Err:502"]
)
def test_an_error_that_came_as_text_is_an_error(code: str) -> None:
    """A text file, or cells pasted as values, hold what the cell in error showed."""
    (row,) = rows_of(understand(book(HEADINGS, service(1, firm=code)), Hints()))
    assert row.firm == ""
    assert {"firm_missing", "cell_error"} <= set(row.notes)
    assert row.cell_of("cell_error") == row.cell_of("firm_missing")
    (row,) = rows_of(understand(book(HEADINGS, service(1, phone=code)), Hints()))
    assert row.notes == ("phone_missing", "cell_error")


@pytest.mark.parametrize("sign", ["\ufffd", chr(0xD83D), "锟斤拷", "\ue001", "\uf8ff"])
def test_a_character_that_nobody_can_read_is_noted(sign: str) -> None:
    (row, other) = rows_of(
        understand(book(HEADINGS, service(1, firm=f"甲{sign}厂"), service(2)), Hints())
    )
    # A sign that one computer alone has may be looked up; letters that are gone leave no name.
    held = () if sign in "\ue001\uf8ff" else ("firm_missing",)
    assert (row.notes, other.notes) == ((*held, "text_lost"), ())
    assert row.texts[row.fields.index("firm")] == f"甲{sign}厂"
    assert row.cell_of("text_lost") == "H2"


@pytest.mark.parametrize(
    ("remark", "firm", "is_noted"),
    [
        ("作废", FIRM, True),
        ("此条删除", FIRM, True),
        ("（已取消）", FIRM, True),
        ("请删除此行", FIRM, True),
        ("", f"{FIRM}（作废）", True),
        ("", f"{FIRM}【已撤销】", True),
        ("取消资质的咨询", FIRM, False),
        ("", f"{FIRM}（取消）分公司", False),
        ("已办结", FIRM, False),
    ],
)
def test_a_row_that_its_own_words_take_back_is_noted(
    remark: str, firm: str, is_noted: bool
) -> None:
    rows = (HEADINGS, (*service(1, firm=firm)[:-1], remark), service(2, day="2026.11.4"))
    first, second = rows_of(understand(book(*rows), Hints()))
    assert ("row_cancelled" in first.notes) == is_noted
    assert (first.firm == FIRM) == ("分公司" not in firm)
    assert not second.notes


def test_a_hidden_sheet_is_told_and_read_only_when_asked_for() -> None:
    hidden = book(HEADINGS, service(1), is_hidden=True)
    with pytest.raises(OnlyHidden):
        understand(hidden, Hints())
    read = understand(hidden, Hints(sheets=frozenset({"Sheet1"})))
    assert len(rows_of(read)) == 1


def test_a_workbook_of_blanks_has_nothing_inside() -> None:
    with pytest.raises(NoData):
        understand(book((" ", ""), ("　",)), Hints())


def test_texts_are_made_safe_and_rare_characters_survive() -> None:
    row = one(HEADINGS, service(1, firm="浉河区\u202e示例\u200b\x1b建材厂", unit="审批\t科"))
    assert (row.firm, row.unit) == ("浉河区示例建材厂", "审批科")
