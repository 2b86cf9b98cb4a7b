"""What people write over a column, and the field it names."""

from collections.abc import Sequence

import pytest

from revisit_cli.labels.ledgers.ledger import HEADINGS
from revisit_cli.policy.workbooks.heading import field_of, find_header
from revisit_cli.records.workbooks.grid import Merge, Sheet


@pytest.mark.clause("附表3")
@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("unit", "单位 受理部门 受理单位 受理科室 承办部门 承办科室 承办单位 办理部门 办理单位"),
        ("unit", "主办部门 审批科室 处室 经办处室 责任处室 报送部门 承办机构 受理单位（盖章）"),
        ("firm", "单位名称 申请单位 申报单位 办事单位 建设单位 被服务单位 受检单位 委托单位"),
        ("firm", "企业/单位名称 单位（企业）名称 服务对象（企业） 申请单位名称"),
        ("officer", "姓名 经办人 受理人 受理人员 承办人员"),
        ("date", "时间 受理时间 办理日期 起止时间"),
        ("phone", "法人电话 负责人联系电话 法定代表人联系电话 企业负责人电话 备用电话 其他电话"),
        ("phone", "对接人电话 企业对接人联系方式 办事人手机 委托代理人电话 企业经办人电话"),
        ("phone", "联系电话 手机/电话 联系人及电话 联系人、联系电话 企业联系人及联系方式"),
    ],
)
def test_a_heading_names_its_field(field: str, words: str) -> None:
    assert {word: field_of(word) for word in words.split()} == dict.fromkeys(words.split(), field)


@pytest.mark.clause("附表3")
@pytest.mark.parametrize(
    "dress",
    [
        "1.{}",
        "1、{}",
        "12.{}",
        "一、{}",
        "（1）{}",
        "①{}",
        "{}①",
        "【{}】",
        "“{}”",
        "{}▼",
        "{}↓",
        "{}、",
        "{}。",
        "{}/",
        "●{}",
        "{}必填",
        "必填：{}",
        "{}(必填)",
        "{}[必填]",
        "{}?",
        "{}栏",
        "{}列",
        "{}_",
        "{}-",
        "（{}）",
        "[{}]",
        "{}/Name",
        "{}Name",
        "Company{}",
        "*{}",
        "{}：",
    ],
)
def test_what_stands_around_a_heading_is_none_of_it(dress: str) -> None:
    wrong = {
        word: found
        for field, words in HEADINGS.items()
        for word in words.split()
        if "(" not in word and (found := field_of(dress.format(word))) != field
    }
    assert not wrong


@pytest.mark.parametrize(
    "text",
    [
        "经办人电话",
        "科室电话",
        "项目名称",
        "主管部门",
        "办件编号",
        "单位性质",
        "受理编号",
        "1.",
        "必填",
        "Name",
        "10月",
        "①",
        "（）",
    ],
)
def test_a_heading_of_something_else_names_none(text: str) -> None:
    assert field_of(text) is None


@pytest.mark.clause("附表3")
@pytest.mark.parametrize("unit", ["受理部门", "受理单位", "承办部门", "承办科室", "办理单位"])
@pytest.mark.parametrize("firm", ["单位名称", "申请单位", "建设单位", "企业名称"])
def test_who_dealt_with_it_is_never_taken_for_the_firm(unit: str, firm: str) -> None:
    for words in ((unit, firm), (firm, unit)):
        columns = _columns((*words, "受理时间", "联系电话"))
        assert (columns["unit"], columns["firm"]) == (words.index(unit), words.index(firm))


def test_the_printed_word_for_the_unit_wins_over_the_others() -> None:
    assert _columns(("受理单位", "单位", "企业名称", "时间"))["unit"] == 1


@pytest.mark.clause("附表3")
@pytest.mark.parametrize(
    ("above", "fields"),
    [
        ("经办人员", ("officer", None)),
        ("工作人员", ("officer", None)),
        ("企业", ("contact", "phone")),
        ("服务对象", ("contact", "phone")),
    ],
)
def test_a_name_and_a_number_belong_to_the_side_that_stands_above_them(
    above: str, fields: tuple[str | None, str | None]
) -> None:
    rows = (
        ("序号", "企业名称", above, None, "办理时间"),
        (None, None, "姓名", "电话", None),
    )
    header = find_header(Sheet("Sheet1", rows, merges=(Merge(1, 3, 1, 4),)), {})
    assert header is not None
    named = {places[0]: name for name, places in header.columns.items()}
    assert (named.get(2), named.get(3)) == fields


@pytest.mark.clause("附表3")
@pytest.mark.parametrize(
    ("above", "below", "field"),
    [
        ("科室信息", "名称", "unit"),
        ("承办科室", "单位名称", "unit"),
        ("部门情况", "全称", "unit"),
        ("承办科室服务情况", "企业名称", "firm"),
        ("企业信息", "名称", "firm"),
        ("服务对象情况", "单位名称", "firm"),
    ],
)
def test_a_name_is_the_units_or_the_firms_by_the_level_above(
    above: str, below: str, field: str
) -> None:
    other = "服务对象" if field == "unit" else "填报单位"
    rows = (("序号", above, None, other, "办理时间"), (None, below, "联系人", None, None))
    header = find_header(Sheet("Sheet1", rows, merges=(Merge(1, 2, 1, 3),)), {})
    assert header is not None
    assert header.columns[field][0] == 1


@pytest.mark.clause("附表3")
@pytest.mark.parametrize("deep", [True, False])
def test_words_over_words_over_words_are_one_header(deep: bool) -> None:
    rows = (
        ("序号", "办理情况", None, None, None, "企业信息", None, None),
        (None, "科室", None, "事项", None, "名称", "联系人", None),
        (None, "单位", "姓名", "时间", "涉企事宜", None, "姓名", "电话"),
        (1, "审批科", "甲", "2026-11-03", "许可", "示例甲有限公司", "乙", "13800000001"),
    )
    merges = [Merge(1, 2, 1, 5), Merge(1, 6, 1, 8), Merge(2, 2, 2, 3), Merge(2, 4, 2, 5)]
    merges += [Merge(2, 6, 3, 6), Merge(2, 7, 2, 8)] + [Merge(1, 1, 3, 1)] * deep
    header = find_header(Sheet("Sheet1", rows, merges=tuple(merges)), {})
    assert header is not None
    assert (header.rows, header.rivals) == ((1, 2, 3), {})
    fields = {name: places[0] for name, places in header.columns.items()}
    named = ("unit", "officer", "date", "matter", "firm", "contact", "phone")
    assert fields == {name: place for place, name in enumerate(named, 1)}


def _columns(headings: Sequence[str]) -> dict[str, int]:
    header = find_header(Sheet("Sheet1", (tuple(headings),)), {})
    assert header is not None
    assert not header.rivals
    return {name: places[0] for name, places in header.columns.items()}
