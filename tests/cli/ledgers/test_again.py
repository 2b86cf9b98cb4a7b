"""A file imported before, looked at again: rows held then come in, and no other row moves."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Revisit
from tests.filled import mark_cleared
from tests.ledgers import write_ledger

HEAD = ("科室", "时间", "企业名称", "联系电话")
FIRST_PHONE = 13800000001


def _row(unit: str, firm: str, phone: int = FIRST_PHONE) -> tuple[object, ...]:
    return unit, "2026-11-03", firm, phone


def _side_by_side(path: Path, *pairs: Sequence[tuple[object, ...]]) -> Path:
    """Write two tables beside one another on one sheet, each pair of rows under one number."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for left, right in ((HEAD, HEAD), *pairs):
        book.active.append([*left, None, *right])
    book.save(path)
    return path


def _rostered(revisit: Revisit) -> Revisit:
    roster = revisit.folder / "名册.csv"
    roster.write_text("单位名称\n审批科\n", encoding="utf-8")
    revisit("units", "import", roster)
    return revisit


def _shown(revisit: Revisit) -> list[tuple[int, str, str]]:
    rows = revisit.json("ledgers", "show", "并排.xlsx")["rows"]
    return sorted((each["row"], each["firm"], each["state"]) for each in rows)


@pytest.mark.clause("R14")
def test_a_row_held_beside_an_accepted_one_comes_in_when_its_unit_is_known(
    revisit: Revisit,
) -> None:
    path = _side_by_side(
        revisit.folder / "并排.xlsx",
        (_row("审批科", "示例甲有限公司"), _row("燃气处", "示例乙有限公司")),
    )
    _rostered(revisit)("import", path, code=8)
    revisit("units", "add", "燃气处")
    told = revisit.json("import", path)["files"][0]
    assert told["rows"]["accepted"] == 1
    assert _shown(revisit) == [
        (2, "示例乙有限公司", "accepted"),
        (2, "示例甲有限公司", "accepted"),
    ]


@pytest.mark.clause("R14")
@pytest.mark.parametrize("order", [("燃气处", "市政处"), ("市政处", "燃气处")])
def test_of_two_rows_held_under_one_number_each_waits_for_its_own_unit(
    revisit: Revisit, order: Sequence[str]
) -> None:
    path = _side_by_side(
        revisit.folder / "并排.xlsx",
        (_row("燃气处", "示例甲有限公司"), _row("市政处", "示例乙有限公司")),
    )
    _rostered(revisit)("import", path, code=8)
    firms = {"燃气处": "示例甲有限公司", "市政处": "示例乙有限公司"}
    first, second = order
    revisit("units", "add", first)
    revisit("import", path, code=8)
    assert _shown(revisit) == sorted([(2, firms[first], "accepted"), (2, firms[second], "held")])
    revisit("units", "add", second)
    revisit("import", path)
    assert {state for _, _, state in _shown(revisit)} == {"accepted"}
    assert revisit.json("import", path)["files"][0]["unchanged"]


FIRMS = [f"示例{name}有限公司" for name in "甲乙丙丁戊己庚辛壬"]


def _called(revisit: Revisit) -> set[str]:
    return {each["firm"] for each in revisit.json("calls", "list", "2026-11")["calls"]}


def _sent(revisit: Revisit, firms: Sequence[str], name: str) -> Path:
    path = write_ledger(revisit.folder, "审批科", firms, date(2026, 11, 3))
    return path.rename(revisit.folder / name)


@pytest.mark.clause("R14")
@pytest.mark.parametrize(
    ("order", "versions"),
    [
        ("全少全", 3),
        ("全少全少全", 5),
        ("全少少全全", 3),
        ("少全少", 3),
        ("全零全", 3),
        ("全零全零零少全", 6),
        ("全同", 1),
        ("全少同", 3),
        ("全少同全", 3),
    ],
)
def test_the_file_sent_last_is_in_force_whatever_was_sent_before(
    revisit: Revisit, order: str, versions: int
) -> None:
    paths = {
        "全": _sent(revisit, FIRMS, "一.csv"),
        "少": _sent(revisit, FIRMS[:5], "二.csv"),
    }
    paths["同"] = revisit.folder / "同样内容.csv"
    paths["同"].write_bytes(paths["全"].read_bytes())
    for name in order:
        if name == "零":
            revisit("ledgers", "zero", "审批科", "2026-11", "--accept-gone")
        else:
            revisit("import", paths[name], "--accept-gone")
    firms = set(FIRMS[:5] if order[-1] == "少" else FIRMS)
    assert _called(revisit) == firms
    shown = revisit.json("ledgers", "show", "审批科", "2026-11")["rows"]
    assert [each["state"] for each in shown] == ["accepted"] * len(firms)
    listed = revisit.json("ledgers", "list", "2026-11")["ledgers"]
    assert [each["version"] for each in listed] == list(range(1, versions + 1))
    assert listed[-1]["rows"] == len(firms)
    assert len(revisit.json("ledgers", "show", listed[-1]["file"])["rows"]) == len(firms)
    again = revisit("import", paths[order[-1]], "--accept-gone")
    assert "已导入过" in again.err
    assert revisit.json("audit", "verify")["ok"]


@pytest.mark.clause("R14")
def test_an_older_file_comes_back_without_any_option(revisit: Revisit) -> None:
    whole, part = _sent(revisit, FIRMS, "一.csv"), _sent(revisit, FIRMS[:5], "二.csv")
    revisit("import", whole)
    revisit("import", part, "--accept-gone")
    assert revisit.json("import", whole)["files"][0]["comparison"]["new"] == 4
    assert _called(revisit) == set(FIRMS)


@pytest.mark.clause("R14")
def test_of_one_workbook_each_units_filing_is_answered_for_itself(revisit: Revisit) -> None:
    both = revisit.folder / "两家.csv"
    head = "科室,时间,企业名称,联系电话"
    both.write_text(
        f"{head}\n审批科,2026-11-03,示例甲厂,13800000001\n质安站,2026-11-03,示例乙厂,13800000002\n",
        encoding="utf-8",
    )
    one = revisit.folder / "质安站.csv"
    one.write_text(f"{head}\n质安站,2026-11-03,示例丙厂,13800000003\n", encoding="utf-8")
    revisit("import", both)
    revisit("import", one, "--accept-gone")
    told = revisit.json("import", both, "--accept-gone")["files"][0]
    assert [(each["unit"], each["version"]) for each in told["filings"]] == [("质安站", 3)]
    assert told["comparison"] == {"new": 1, "changed": 0, "same": 1, "gone": 1}
    assert told["known_as"] == "两家.csv"
    assert _called(revisit) == {"示例甲厂", "示例乙厂"}
    listed = revisit.json("ledgers", "list", "2026-11")["ledgers"]
    assert [(each["unit"], each["version"], each["rows"]) for each in listed] == [
        ("审批科", 1, 1), ("质安站", 1, 1), ("质安站", 2, 1), ("质安站", 3, 1),
    ]  # fmt: skip
    assert revisit.json("import", both)["files"][0]["unchanged"]


@pytest.mark.clause("R14")
@pytest.mark.parametrize("firm", ["", "示例甲有限公司；示例乙有限公司"])
def test_a_row_held_where_the_file_is_in_force_waits_on_and_names_no_firm(
    revisit: Revisit, firm: str
) -> None:
    head = "科室,时间,企业名称,联系电话"
    both = revisit.folder / "两家.csv"
    both.write_text(
        f"{head}\n审批科,2026-11-03,{firm},13800000001\n质安站,2026-11-03,示例丙厂,13800000002\n",
        encoding="utf-8",
    )
    one = revisit.folder / "质安站.csv"
    one.write_text(f"{head}\n质安站,2026-11-03,示例丁厂,13800000003\n", encoding="utf-8")
    revisit("import", both, code=8)
    revisit("import", one, "--accept-gone")
    revisit("import", both, "--accept-gone", code=8)
    assert _called(revisit) == {"示例丙厂"}
    (row,) = revisit.json("ledgers", "show", "审批科", "2026-11")["rows"]
    assert row["state"] == "held"
    firms = {each["name"] for each in revisit.json("firms", "list")["firms"]}
    assert firms <= {"示例丙厂", "示例丁厂"}


@pytest.mark.clause("R14")
def test_an_older_file_with_a_held_row_has_it_held_once(revisit: Revisit) -> None:
    head = "科室,时间,企业名称,联系电话\n审批科,2026-11-03,示例甲厂,13800000001\n"
    first = revisit.folder / "一.csv"
    first.write_text(f"{head}审批科,2026-11-04,,13800000002\n", encoding="utf-8")
    second = revisit.folder / "二.csv"
    second.write_text(f"{head}审批科,2026-11-04,示例乙厂,13800000002\n", encoding="utf-8")
    for path, code in ((first, 8), (second, 0), (first, 8), (second, 0), (first, 8)):
        revisit("import", path, "--accept-gone", code=code)
    rows = revisit.json("ledgers", "show", "审批科", "2026-11")["rows"]
    assert [(each["firm"], each["state"]) for each in rows] == [
        ("示例甲厂", "accepted"),
        (None, "held"),
    ]
    assert _called(revisit) == {"示例甲厂"}
    held = [each["held"] for each in revisit.json("ledgers", "list", "2026-11")["ledgers"]]
    assert held == [0, 0, 0, 0, 1]


@pytest.mark.clause("R14")
def test_a_changed_contact_or_remark_changes_a_row(revisit: Revisit) -> None:
    path = write_ledger(revisit.folder, "审批科", FIRMS[:4], date(2026, 11, 3))
    first = path.rename(revisit.folder / "一.csv")
    revisit("import", first)
    text = first.read_text(encoding="utf-8")
    second = revisit.folder / "二.csv"
    second.write_text(text.replace("联系人乙", "联系人丙", 1), encoding="utf-8")
    ran = revisit("import", second)
    assert "新增 0，变更 1，相同 3，消失 0" in ran.err
    assert "联系人 联系人乙 → 联系人丙" in ran.err
    shown = revisit.json("ledgers", "show", "审批科", "2026-11")["rows"]
    assert sorted(each["contact"] for each in shown) == ["联系人丙", *["联系人乙"] * 3]


@pytest.mark.clause("四3", "R14")
def test_rows_gone_from_a_known_file_leave_a_cleared_month_only_by_a_correction(
    revisit: Revisit,
) -> None:
    firms = ["示例甲有限公司", "示例乙有限公司"]
    revisit("import", write_ledger(revisit.folder, "审批科", firms, date(2026, 11, 3)))
    second = write_ledger(revisit.folder, "审批科", firms[:1], date(2026, 11, 3))
    revisit("import", second)
    mark_cleared(revisit)
    head = revisit.json("audit", "head")
    assert revisit.json("import", second)["files"][0]["unchanged"]
    assert "--correct" in revisit("import", second, "--accept-gone").err
    assert revisit.json("audit", "head") == head
    assert len(revisit.json("ledgers", "show", "审批科", "2026-11")["rows"]) == 2
    told = revisit.json("import", second, "--accept-gone", "--correct", "报错了一户")
    assert told["files"][0]["withdrawn"] == 1
    (row,) = revisit.json("ledgers", "show", "审批科", "2026-11")["rows"]
    assert row["firm"] == firms[0]


@pytest.mark.clause("R14", "R36")
def test_a_column_told_afterwards_is_read_in_the_file_in_force(revisit: Revisit) -> None:
    path = revisit.folder / "审批科11月台账.csv"
    head = "单位,时间,涉企事宜,企业名称,老板,老板手机"
    path.write_text(f"{head}\n审批科,2026-11-03,许可,示例甲有限公司,某甲,13800000001\n", "utf-8")
    ran = revisit("import", path)
    assert "没有用到的列：E 老板 1 行、F 老板手机 1 行（--map 列=字段）" in ran.err
    ran = revisit("import", path, "--map", "老板手机=联系电话", "--map", "老板=企业联系人")
    assert "按命令里说明的列另读" in ran.err
    (row,) = revisit.json("ledgers", "show", path.name, "--phones")["rows"]
    assert (row["contact"], row["phones"]) == ("某甲", ["13800000001"])
    # What is told is remembered: neither that again nor the file alone changes anything.
    for said in (("--map", "老板手机=联系电话"), ()):
        told = revisit.json("import", path, *said)["files"][0]
        assert (told["unchanged"], told["rows"]["duplicate"]) == (True, 1)
