"""Options beside a ledger: they help where it is silent, and never overrule it."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Revisit
from tests.ledgers import write_ledger

_DAY = date(2026, 11, 3)
HEAD = ("单位", "时间", "涉企事宜", "企业名称", "联系人", "联系电话")


def _book(
    path: Path,
    *units: str,
    title: str = "",
    sheet: str = "Sheet",
    head: tuple[str, ...] = HEAD,
    hidden: str = "",
) -> Path:
    """Write a ledger with a row for each unit, "" for none; another sheet, hidden, where named."""
    made = openpyxl.Workbook()
    first = made.active
    assert first is not None
    first.title = sheet
    if title:
        first.append([title])
    first.append(head)
    for number, unit in enumerate(units, 1):
        firm, phone = f"示例{number}号有限公司", f"1380000000{number}"
        first.append([unit, "2026-11-03", "许可", firm, "某甲", phone])
    if hidden:
        other = made.create_sheet(hidden)
        other.append(head)
        other.append(["审批科", "2026-11-03", "许可", "示例九号有限公司", "某甲", "13800000009"])
        other.sheet_state = "hidden"
    made.save(path)
    return path


def _nothing_changed(revisit: Revisit) -> bool:
    return not revisit.json("ledgers", "list", "2026-11")["ledgers"]


@pytest.mark.clause("R36")
@pytest.mark.parametrize(
    ("name", "units", "title", "sheet"),
    [
        ("台账.xlsx", ["质量安全监督站"], "", "Sheet"),
        ("台账.xlsx", ["审批科", "质量安全监督站"], "", "Sheet"),
        ("台账.xlsx", ["", "质量安全监督站"], "", "Sheet"),
        ("台账.xlsx", [""], "填报单位：质量安全监督站", "Sheet"),
        ("台账.xlsx", [""], "质量安全监督站2026年11月涉企服务台账", "Sheet"),
        ("台账.xlsx", [""], "", "质量安全监督站"),
        ("质量安全监督站11月台账.xlsx", [""], "", "Sheet"),
    ],
)
def test_a_unit_that_the_file_contradicts_is_refused_with_both(
    revisit: Revisit, name: str, units: list[str], title: str, sheet: str
) -> None:
    path = _book(revisit.folder / name, *units, title=title, sheet=sheet)
    ran = revisit("import", path, "--unit", "审批科", code=2)
    assert "“质量安全监督站”" in ran.err
    assert "“审批科”" in ran.err
    assert _nothing_changed(revisit)
    revisit("import", path, "--unit", "审批科", "--dry-run", code=2)


@pytest.mark.clause("R36")
def test_a_unit_never_corrects_another_units_ledger(revisit: Revisit) -> None:
    firms = ["示例甲有限公司", "示例乙有限公司"]
    revisit("import", write_ledger(revisit.folder, "审批科", firms, _DAY))
    other = write_ledger(revisit.folder, "质安站", ["示例丙有限公司"], _DAY)
    ran = revisit("import", other, "--unit", "审批科", "--accept-gone", "--replace", code=2)
    assert "units alias 审批科 质安站" in ran.err
    listed = {each["firm"] for each in revisit.json("calls", "list", "2026-11")["calls"]}
    assert listed == set(firms)


@pytest.mark.clause("R36")
@pytest.mark.parametrize("given", ["审批科", "行政审批科", "旧审批科", "许可科"])
@pytest.mark.parametrize(
    "written", ["审批科", "旧审批科", "许可科", "市住建局审批科", "审批科窗口", ""]
)
def test_another_name_of_the_unit_contradicts_nothing(
    revisit: Revisit, given: str, written: str
) -> None:
    roster = revisit.folder / "名册.csv"
    roster.write_text("单位名称\n旧审批科\n质安站\n", encoding="utf-8")
    revisit("units", "import", roster)
    revisit("units", "rename", "旧审批科", "行政审批科")
    revisit("units", "alias", "行政审批科", "审批科", "许可科")
    path = _book(revisit.folder / "台账.xlsx", written)
    told = revisit.json("import", path, "--unit", given)["files"][0]
    assert [each["unit"] for each in told["filings"]] == ["行政审批科"]
    assert told["rows"]["accepted"] == 1
    assert told["idle"] == []


@pytest.mark.clause("R36")
@pytest.mark.parametrize(
    ("name", "title", "sheet", "given", "code"),
    [
        ("台账.xlsx", "2026年10月涉企服务台账", "Sheet", "2026-11", 2),
        ("台账.xlsx", "10月份涉企服务台账", "Sheet", "2026-11", 2),
        ("台账.xlsx", "2025年11月涉企服务台账", "Sheet", "2026-11", 2),
        ("审批科10月台账.xlsx", "", "Sheet", "2026-11", 2),
        ("审批科-202610.xlsx", "", "Sheet", "2026-11", 2),
        ("台账.xlsx", "", "10月", "2026-11", 2),
        # What says the same, another date, a range, or nothing.
        ("台账.xlsx", "2026年11月涉企服务台账", "Sheet", "2026-11", 0),
        ("台账.xlsx", "11月涉企服务台账", "10月", "2026-11", 0),
        ("台账.xlsx", "填报日期：2026年10月25日", "Sheet", "2026-11", 0),
        ("台账.xlsx", "2026年10月26日至2026年11月25日", "Sheet", "2026-11", 0),
        ("台账.xlsx", "7月至12月涉企服务台账", "Sheet", "2026-11", 0),
        ("台账2026.11.20.xlsx", "", "Sheet", "2026-11", 0),
        ("台账.xlsx", "", "Sheet", "2026-11", 0),
        # Days outside a month are late ones: they say nothing of it.
        ("台账.xlsx", "", "Sheet", "2026-12", 0),
    ],
)
def test_a_month_is_refused_where_a_title_or_a_name_says_another(
    revisit: Revisit, name: str, title: str, sheet: str, given: str, code: int
) -> None:
    path = _book(revisit.folder / name, "审批科", title=title, sheet=sheet)
    ran = revisit("import", path, "--month", given, code=code)
    if code:
        assert given in ran.err
        assert "两处不一" in ran.err
        assert _nothing_changed(revisit)
    else:
        assert revisit.json("ledgers", "list", given)["ledgers"]


@pytest.mark.clause("R36")
def test_of_several_sheets_each_is_asked_for_its_month(revisit: Revisit) -> None:
    path = _book(revisit.folder / "台账.xlsx", "审批科", sheet="11月")
    made = openpyxl.load_workbook(path)
    other = made.copy_worksheet(made.worksheets[0])
    other.title = "10月"
    made.save(path)
    ran = revisit("import", path, "--month", "2026-11", code=2)
    assert "工作表“10月”" in ran.err


@pytest.mark.clause("R36")
def test_a_sheet_that_is_not_there_is_refused_and_a_visible_one_told(revisit: Revisit) -> None:
    path = _book(revisit.folder / "台账.xlsx", "审批科", hidden="备份")
    ran = revisit("import", path, "--sheet", "备分", code=2)
    assert "没有工作表“备分”" in ran.err
    assert "Sheet、备份" in ran.err
    assert _nothing_changed(revisit)
    assert "选项 --sheet Sheet 没有起作用" in revisit("import", path, "--sheet", "Sheet").err
    ran = revisit("import", path, "--sheet", "Sheet", "--sheet", "备份")
    assert "没有起作用" not in ran.err
    assert len(revisit.json("ledgers", "show", "审批科", "2026-11")["rows"]) == 2


@pytest.mark.clause("R36")
@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        ("客户=服务对象", "没有“客户”这一列"),
        ("Z=服务对象", "没有“Z”这一列"),
        ("联系电话=服务对象", "写明是联系电话"),
        ("F=时间", "写明是联系电话"),
        ("时间=备注", "写明是时间"),
        ("企业名称=单位", "写明是服务对象"),
    ],
)
def test_a_column_that_is_not_there_or_says_another_thing_is_refused(
    revisit: Revisit, mapping: str, told: str
) -> None:
    path = _book(revisit.folder / "台账.xlsx", "审批科")
    assert told in revisit("import", path, "--map", mapping, code=2).err
    assert _nothing_changed(revisit)
    check = revisit("ledgers", "cross-check", path, "2026-11", "--map", mapping, code=2)
    assert told in check.err


@pytest.mark.clause("R36")
@pytest.mark.parametrize(
    "mapping", ["企业名称=服务对象", "D=服务对象", "联系人=姓名", "涉企事宜=工作完成情况"]
)
def test_a_column_may_be_mapped_to_what_it_says_or_to_its_like(
    revisit: Revisit, mapping: str
) -> None:
    told = revisit.json("import", _book(revisit.folder / "台账.xlsx", "审批科"), "--map", mapping)
    assert told["files"][0]["rows"]["accepted"] == 1
    assert told["files"][0]["idle"] == []


FULL_D, SMALL_D = "\uff24", "\uff44"


@pytest.mark.parametrize("column", ["D", "d", FULL_D, SMALL_D, f"Sheet!{FULL_D}", "Sheet！D"])
@pytest.mark.parametrize("mark", ["=", "＝"])
def test_a_mapping_may_be_typed_in_full_width(revisit: Revisit, column: str, mark: str) -> None:
    path = _book(revisit.folder / "台账.xlsx", "审批科")
    told = revisit.json("import", path, "--map", f"{column}{mark}服务对象")["files"][0]
    assert told["rows"]["accepted"] == 1
    assert told["idle"] == []


@pytest.mark.clause("R36")
def test_options_by_which_a_known_file_is_not_in_force_are_told(revisit: Revisit) -> None:
    path = _book(revisit.folder / "台账.xlsx", "")
    revisit("import", path, "--unit", "审批科", "--month", "2026-11")
    ran = revisit("import", path, "--unit", "审批科", "--month", "2026-12")
    assert "已导入过" in ran.err
    assert "选项 --month 2026-12 没有起作用" in ran.err
    assert "选项 --unit" not in ran.err


@pytest.mark.clause("R36")
def test_of_several_files_only_those_that_are_contradicted_are_refused(revisit: Revisit) -> None:
    good = _book(revisit.folder / "好.xlsx", "审批科")
    bad = _book(revisit.folder / "坏.xlsx", "质安站")
    ran = revisit.json("import", good, bad, "--unit", "审批科", code=3)
    assert [each["file"] for each in ran["files"]] == ["好.xlsx"]
    assert [each["file"] for each in ran["refused"]] == ["坏.xlsx"]


@pytest.mark.clause("R36")
def test_the_time_of_receipt_is_refused_in_the_future_alone(revisit: Revisit) -> None:
    path = _book(revisit.folder / "台账.xlsx", "审批科")
    revisit("import", path, "--received", "2026-11-27T09:00", code=2)
    revisit("import", path, "--received", "2026-11-01T09:00")


@pytest.mark.clause("R36")
def test_a_cross_check_is_of_the_month_that_the_list_names(revisit: Revisit) -> None:
    listed = _book(revisit.folder / "清单.xlsx", "审批科", title="2026年10月办件清单")
    assert "2026-10" in revisit("ledgers", "cross-check", listed, "2026-11", code=2).err
    revisit("ledgers", "cross-check", listed, "2026-10")
    revisit("ledgers", "cross-check", listed)


def _versions(revisit: Revisit, count: int, changed: int, gone: int) -> tuple[Path, Path]:
    firms = [f"示例{number}号有限公司" for number in range(count)]
    first = write_ledger(revisit.folder, "审批科", firms, _DAY).rename(revisit.folder / "一.csv")
    text = first.read_text(encoding="utf-8").splitlines()
    head, rows = text[0], text[1 : count + 1 - gone]
    rows = [r.replace("已办结", "办理中") if n < changed else r for n, r in enumerate(rows)]
    second = revisit.folder / "二.csv"
    second.write_text("\n".join([head, *rows]), encoding="utf-8")
    return first, second


@pytest.mark.clause("R36")
@pytest.mark.parametrize(
    ("count", "changed", "gone", "words", "code"),
    [
        (4, 3, 0, (), 2),
        (4, 2, 0, (), 0),
        (4, 1, 2, ("--accept-gone",), 2),
        (4, 1, 2, (), 0),
        (4, 0, 3, ("--accept-gone",), 2),
        (4, 0, 2, ("--accept-gone",), 0),
        (9, 0, 4, ("--accept-gone",), 0),
        (9, 0, 5, ("--accept-gone",), 2),
        (3, 3, 0, (), 0),
        (3, 0, 2, ("--accept-gone",), 0),
    ],
)
def test_a_ledger_that_undoes_more_than_half_is_to_say_so(
    revisit: Revisit, count: int, changed: int, gone: int, words: tuple[str, ...], code: int
) -> None:
    first, second = _versions(revisit, count, changed, gone)
    revisit("import", first)
    head = revisit.json("audit", "head")
    ran = revisit("import", second, *words, code=code)
    if code:
        dropped = gone if words else 0
        assert f"现行 {count} 行，变更 {changed}，撤下 {dropped}" in ran.err
        assert "--replace" in ran.err
        assert revisit.json("audit", "head") == head
        assert revisit("import", second, *words, "--dry-run", code=2).err.startswith("×")
        revisit("import", second, *words, "--replace")
    assert [each["version"] for each in revisit.json("ledgers", "list", "2026-11")["ledgers"]] == [
        1,
        2,
    ]


@pytest.mark.clause("R36")
def test_what_was_allowed_and_no_file_needed_is_told_once(revisit: Revisit) -> None:
    head = "单位,姓名,时间,涉企事宜,企业名称,联系人,联系电话"
    rows = [f"审批科,某乙,2026.11.{n},许可,示例{n}有限公司,某甲,1380000000{n}" for n in (3, 4, 5)]
    path = revisit.folder / "台账.csv"

    def told(count: int, *more: str) -> list[str]:
        path.write_text("\n".join([head, *rows[:count], *more]), encoding="utf-8")
        said = revisit("import", path, "--accept-gone", "--new-units").err
        return [each for each in ("--accept-gone", "--new-units") if f"{each} 没有起作用" in said]

    revisit("units", "add", "审批科")
    assert told(3) == ["--accept-gone", "--new-units"]
    assert told(2) == ["--new-units"]
    assert told(2, rows[2].replace("审批科", "燃气办")) == ["--accept-gone"]
