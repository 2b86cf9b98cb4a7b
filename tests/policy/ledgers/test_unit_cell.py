"""The unit of a row: its own cell's, its section's, or the table's."""

import pytest

from revisit_cli.policy.ledgers.unit_cell import units_of


def _read(text: str, *, firm: str = "示例甲有限公司", section: str | None = None) -> object:
    (found,) = units_of([text], [firm], [section], "质安站")
    return found.notes or found.name


@pytest.mark.clause("附表3")
@pytest.mark.parametrize(
    "text",
    [
        "审批科",
        " 审 批 科 ",
        "1.审批科",
        "科室：审批科",
        "审批科（2家）",
        "审批科\n审批科",
        "审批科/张三",
        "审批科 李四",
        "审批科（王五）",
        "审批科-赵六",
    ],
)
def test_a_unit_is_read_without_what_stands_around_it(text: str) -> None:
    assert _read(text) == "审批科"


@pytest.mark.parametrize("text", ["审批科（窗口）", "法规与信访科", "张庄管理所", "审批科-房管站"])
def test_what_belongs_to_a_units_name_stays(text: str) -> None:
    assert _read(text) == text


@pytest.mark.parametrize(
    "text", ["", "/", "无", "1", "2026", "2026-11-03", "2026年11月", "XX科", "本科室", "\ufffd科"]
)
def test_what_is_no_unit_leaves_the_tables_own(text: str) -> None:
    assert _read(text) == "质安站"
    assert _read(text, section="审批科") == "审批科"
    (found,) = units_of([text], ["示例甲有限公司"], [None], None)
    assert (found.name, found.notes) == (None, ("unit_missing",))


@pytest.mark.parametrize(
    "text", ["审批科、质安站", "审批科\n质安站", "审批科/燃气办", "审批科和质安站"]
)
def test_of_several_units_in_a_cell_none_is_taken_nor_the_tables_own(text: str) -> None:
    assert _read(text) == ("several_units",)


def test_a_firm_in_the_units_column_is_no_unit() -> None:
    assert _read("示例乙有限公司", firm="") == "质安站"
    assert _read("示例乙有限公司") == "示例乙有限公司"
