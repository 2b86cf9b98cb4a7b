"""What a row says of itself: a sum, a word that there is nothing, or a service."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from revisit_cli.labels.ledgers import ledger as labels
from revisit_cli.policy.firms.credit_code import parted
from revisit_cli.policy.firms.firm import firms_in, is_company_alone
from revisit_cli.policy.ledgers.row import _PHONE_IN_NAME, _firm, _firm_named
from revisit_cli.policy.ledgers.row_kind import (
    _is_firm_only,
    is_ordinary,
    kind_of_row,
    odd_rows,
)
from revisit_cli.policy.text import folded, original
from revisit_cli.policy.workbooks.heading import Header, find_header
from revisit_cli.records.workbooks.grid import Cell, CellError, Number, Sheet

HEADINGS = ("序号", "单位", "姓名", "时间", "涉企事宜", "企业名称", "联系电话", "备注")


def _header() -> Header:
    header = find_header(Sheet("Sheet1", (HEADINGS,)), {})
    assert header is not None
    return header


@pytest.mark.parametrize(
    "row",
    [
        (None, "审批科 计数", None, None, None, 2),
        (None, "审批科 汇总", None, None, None, "2"),
        (None, None, None, None, None, None, "共1家"),
        (None, None, None, None, "合计 3 家"),
        (None, "燃气办小计", None, None, None, None, None, "3家"),
        (5, "总计数", None, None, None, 7.0),
        ("审批科 平均值", None, None, None, 2),
        (None, "审批科 平均值", None, None, None, Number(2.5, "2.50")),
        (None, None, None, None, None, "本月办理总数", 12),
        (None, None, None, None, None, "满意率", "100%"),
        ("办结件数", 3),
    ],
)
def test_what_an_office_program_adds_up_is_a_total(row: Sequence[Cell]) -> None:
    assert kind_of_row(row, _header()) == "total"


@pytest.mark.parametrize(
    "row",
    [
        # A number to call counts nothing.
        (1, "审批科", None, None, "数据汇总", None, 13800000001),
        ("数据汇总", None, None, None, None, None, 13800000001),
        (1, "审批科", None, None, "竣工资料汇总", "某甲", 13800000001),
        (1, "审批科", "甲", "2026-11-03", "许可", "无", "无", "无"),
        (1, "审批科", None, None, "无障碍设施验收", "/", "/"),
    ],
)
def test_a_service_that_lacks_its_firm_is_still_one(row: Sequence[Cell]) -> None:
    assert kind_of_row(row, _header()) == "service"


@pytest.mark.parametrize("word", ["企业名称", "联系人", "单位", "公司", "序号", "办理时间"])
def test_what_a_column_is_called_is_no_firm(word: str) -> None:
    assert _firm(word).name == ""
    assert "firm_missing" in _firm(word).notes


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ((None, None, None, None, None, "共3家"), "total"),
        ((None, None, None, None, None, "3户"), "total"),
        ((None, None, None, None, "申请单位（盖章）：", None, "申请时间："), "remark"),
        ((None, None, None, None, None, "申请时间："), "remark"),
        (("经手人：某甲", None, None, "交表时间：2026年11月25日"), "remark"),
        (("科长签字：", None, "王五", "日期：", "2026-11-25"), "remark"),
        (("科长签字：", None, "王五", None, None, None, "日期：", "11月25日"), "remark"),
        ((1, "科长签字：", None, "王五"), "service"),
        ((1, "审批科", None, None, "电话：咨询", "示例甲", "电话：13800000001"), "service"),
    ],
)
def test_lines_for_sums_and_for_hands_are_no_services(row: Sequence[Cell], kind: str) -> None:
    assert kind_of_row(row, _header()) == kind


@pytest.mark.parametrize(
    "row",
    [
        ("例", "审批科", "某甲", "2026-11-03", "许可", "示例甲有限公司", 13800000000),
        ("示例：", "审批科", "某甲", "2026-11-03", "许可", "示例甲有限公司", 13800000005),
        ("（例）", None, None, None, None, "某某企业", None),
        (1, "审批科", "某甲", "2026-11-03", "许可", "XX公司", "13800000000"),
        (1, "审批科", "某甲", "2026-11-03", "许可", "××建筑有限公司", 13800000001),
        (1, "审批科", "某甲", "2026-11-03", "许可", "某某有限公司", "138XXXXXXXX", "示例"),
        (1, "审批科", "某甲", "2026-11-03", "许可", "示例甲有限公司", "13800000000", "填写示例"),
        (1, "审批科", "某甲", "2026-11-03", "许可", "例：示例甲有限公司", "13800000001"),
        (1, "审批科", "某甲", "2026-11-03", "许可", "如：浉河区甲厂", None),
        (1, "审批科", "某甲", "2026-11-03", "许可", "（示例）浉河建筑公司", "13800000001"),
        (1, "审批科", "某甲", "2026-11-03", "许可", "【例】甲厂", "13800000001"),
        (1, "审批科", "某甲", "2026-11-03", "许可", "例如某某公司", "13800000001"),
        (1, "审批科", "某甲", "2026-11-03", "许可", "填写企业全称", "13800000001"),
        (1, "审批科", "某甲", "2026-11-03", "许可", "某某有限公司", "13800000000"),
        (1, "审批科", "某甲", "2026-11-03", "许可", "信阳市××建筑有限公司", "138XXXXXXXX"),
    ],
)
def test_a_row_that_shows_how_to_fill_in_is_an_example(row: Sequence[Cell]) -> None:
    assert kind_of_row(row, _header()) == "example"


@pytest.mark.parametrize(
    "row",
    [
        (1, "审批科", "某甲", "2026-11-03", "许可", "示例甲有限公司", "13800000000"),
        (1, "审批科", "某甲", "2026-11-03", "示例工程许可", "示例甲有限公司", "13800000000"),
        (1, "审批科", "某甲", "2026-11-03", "许可", "示例甲有限公司", "13800000005", "示例"),
        (1, "审批科", "某甲", "2026-11-03", "许可", "MXX建材有限公司", "13800000005"),
        (1, "审批科", "某甲", "2026-11-03", "许可", "信阳市××建筑有限公司", "13800000005"),
        (1, "审批科", "某甲", "2026-11-03", "许可", "某某有限公司", "13800000005"),
        (1, "审批科", "某甲", "2026-11-03", "许可", "如意商行", "13800000000"),
        (1, "审批科", "某甲", "2026-11-03", "许可", "例外文化公司", "13800000000"),
    ],
)
def test_what_may_be_a_firm_is_never_taken_for_an_example(row: Sequence[Cell]) -> None:
    assert kind_of_row(row, _header()) == "service"


@pytest.mark.clause("R13")
@pytest.mark.parametrize(
    "row",
    [
        (1, "质安站", None, None, "本月无涉企事项"),
        (1, "质安站", None, None, None, "本月无涉企服务企业"),
        (1, "质安站", "无", "无", "无", "无", "无", "无"),
        (1, "质安站", "/", "/", "/", "/", "/", "/"),
        (None, None, None, None, None, "无", None, "11月份我站暂无涉企事项"),
        ("本月无涉企服务事项",),
        (None, "本月无涉企服务事项"),
        ("零报告",),
        ("本周期没有办理涉企业务",),
        (1, "审批科", None, None, None, "本月零台账"),
        (1, "审批科", None, None, None, "没有办理业务"),
        (1, "审批科", None, None, None, "此月无业务"),
        (1, "审批科", None, None, None, "未开展涉企服务"),
        (1, "审批科", None, None, None, "无相关事项", "无"),
        (1, "审批科", None, None, "本月共0件"),
        ("11月份零报告",),
        ("无",),
        ("没有",),
    ],
)
def test_a_row_that_says_there_is_nothing_is_no_service(row: Sequence[Cell]) -> None:
    assert kind_of_row(row, _header()) == "none"


def test_no_firm_is_called_that_there_is_none() -> None:
    assert not is_ordinary("本月没有服务企业")
    assert is_ordinary("示例无锡商贸有限公司")
    assert is_ordinary("无业务示例有限公司")
    assert is_ordinary("未来服务示例店")


@pytest.mark.parametrize(
    "codes",
    ["甲乙丙丁戊己庚辛", "子丑寅卯辰巳午未", "ABCDEFGH", "①②③④⑤⑥⑦⑧", "一二三四五六七八"],
)
@pytest.mark.parametrize("first", ["", "栏次", "行次"])
def test_a_row_of_codes_under_the_header_is_no_service(codes: str, first: str) -> None:
    row = (first, *codes[:7]) if first else tuple(codes)
    assert kind_of_row(row, _header()) == "code"


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ((None, "填报人", "赵某", "负责人", None, "钱某"), "remark"),
        ((None, None, None, "制表人", "赵某", "审核人", "钱某", "日期"), "remark"),
        (("分管领导意见：同意", None, None, None, None, "签字：赵某", "2026年11月25日"), "remark"),
        (("科室意见：", None, None, "经手：赵某", None, None, " 年 月 日"), "remark"),
        (("地址：市区", None, None, "2026-11-03", "许可", "示例甲", "13800000001"), "service"),
        ((None, None, None, "2026-11-03", None, "甲：乙", None), "service"),
        ((1, "审核科", "某甲", "2026-11-03", "许可", "示例甲有限公司", "13800000001"), "service"),
        ((1, "审核科", "某甲", "2026-11-03", "许可", "示例甲", "13800000001"), "service"),
    ],
)
def test_a_line_of_signatures_is_known_by_its_labels_wherever_they_stand(
    row: Sequence[Cell], kind: str
) -> None:
    assert kind_of_row(row, _header()) == kind


NUMBERS = st.text(alphabet="0138xX*０ -", min_size=7, max_size=12)


@given(
    cell=st.one_of(
        NUMBERS,
        st.sampled_from(
            ["13800000000", " 13800000000", "１３８００００００００", "00000000", "138****0000"]
        ),
        st.integers(0, 10**12),
        st.sampled_from([13800000000, 13800000000.0, 13800000000.5, float("inf"), float("nan")]),
        st.none(),
        st.just(CellError("#N/A")),
    )
)
def test_a_number_is_an_example_however_its_cell_holds_it(cell: Cell) -> None:
    is_example = re.fullmatch(labels.EXAMPLE_PHONE, folded(original(cell))) is not None
    header = Header((1,), {"firm": (0,), "phone": (1,)}, {}, serial=2)
    rows: list[tuple[Cell, ...]] = [("甲子建筑有限公司", cell, number) for number in (1, 2, 3)]
    rows[1] = ("乙丑建筑有限公司", "13912345678", "（例）")
    assert list(odd_rows(rows, header, 1, 3)) == ([1, 2, 3] if is_example else [2])


# Letters of names, and of all that a cell in a firm's place may say instead.
LETTERS = (
    "示例甲乙建某xX〇等共第各全本当月无没未零请填写在此企业公司名称台账报告家户159AB号01。、（）- "
)


@given(
    st.text(alphabet=LETTERS, min_size=2, max_size=12).map("{}公司".format)
    | st.text(alphabet=LETTERS, max_size=24)
)
@example("示例9号建筑公司")
@example("本月无服务公司")
@example("请填写企业名称公司")
@example("甲公司和乙地产公司")
@example("示例甲乙厂等公司")
@example("XX建筑工程公司")
@example("示例建91410000MA3K00000K公司")
def test_what_is_seen_at_one_look_to_be_a_companys_name_is_one_at_length(text: str) -> None:
    if is_company_alone(text):
        assert _is_firm_only(text)
        assert _firm(text) == _firm_named(text)
        assert (parted(text), firms_in(text)) == ((text, ""), (text,))
        assert _PHONE_IN_NAME.search(text) is None
