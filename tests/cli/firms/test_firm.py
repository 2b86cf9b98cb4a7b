"""``revisit firms``: list, search, show."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from revisit_cli.records.value import Json
from tests.conftest import Revisit, begins
from tests.filled import AT
from tests.policy.firms.test_credit_code import made_up_code

HEADINGS = (
    "单位", "时间", "涉企事宜", "企业名称", "联系人", "联系电话", "统一社会信用代码",
)  # fmt: skip
Served = tuple[str, str, str, str]


def import_rows(
    revisit: Revisit, name: str, rows: Sequence[Served], month: str = "2026-11"
) -> Path:
    """Import a ledger of (unit, firm, phone, code) and return its file."""
    path = revisit.folder / name
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for number, (unit, firm, phone, code) in enumerate(rows, 1):
            writer.writerow([unit, f"{month}-{number:02d}", "许可", firm, "联系人甲", phone, code])
    revisit("import", path, "--month", month)
    return path


@begins
def bureau(revisit: Revisit) -> Revisit:
    """Three firms of two units."""
    import_rows(
        revisit,
        "11月.csv",
        [
            ("审批科", "信阳示例华中建设有限公司", "13800000001", made_up_code(1)),
            ("质安站", "信阳示例华中建设有限公司", "13800000001", ""),
            ("审批科", "示例（集团）有限公司", "0376-6000002", ""),
            ("审批科", "重庆示例商行", "13800000003", "91410000"),
        ],
    )
    return revisit


def _found(revisit: Revisit, text: str) -> set[str]:
    return {each["name"] for each in revisit.json("firms", "search", text)["firms"]}


def test_a_list_tells_units_services_and_calls(bureau: Revisit) -> None:
    listed = bureau.json("firms", "list")
    assert listed["total"] == 3
    firm = next(each for each in listed["firms"] if "华中" in each["name"])
    assert (firm["units"], firm["services"], firm["calls"]) == (["审批科", "质安站"], 2, 1)
    assert firm["credit_code"] == made_up_code(1)
    assert not firm["contacts"]
    assert len(bureau.json("firms", "list", "--limit", 1)["firms"]) == 1
    assert bureau("firms", "list", "--csv").out.count("\n") == 4


def test_an_empty_list_says_why(revisit: Revisit) -> None:
    assert "还没有企业" in revisit("firms", "list").out
    assert "没有找到" in revisit("firms", "search", "华").out


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("华", 1),
        ("示例", 3),
        ("(集团)", 1),
        ("（集团）", 1),
        ("hzjs", 1),
        ("HZJS", 1),
        ("yxgs", 0),
        ("cqsl", 1),
        ("0001", 1),
        ("138 0000", 2),
        ("0376-6", 1),
        ("01", 0),
        (made_up_code(1)[:12].lower(), 1),
        ("91410000", 0),
        ("%", 0),
        ("_", 0),
        ("' or 1=1 --", 0),
    ],
)
def test_a_firm_is_found_by_part_of_name_initials_digits_and_code(
    bureau: Revisit, text: str, count: int
) -> None:
    assert len(_found(bureau, text)) == count


def test_a_search_masks_numbers_and_a_full_look_is_logged(bureau: Revisit) -> None:
    ran = bureau("firms", "search", "13800000001")
    assert "138****0001" in ran.out
    assert "13800000001" not in ran.out
    size = bureau.json("audit", "head")["size"]
    shown = bureau.json("firms", "search", "0001", "--phones")
    assert shown["firms"][0]["contacts"] == [{"name": "联系人甲", "phones": ["13800000001"]}]
    assert bureau.json("audit", "head")["size"] == size + 1


def test_the_exact_name_comes_first(revisit: Revisit) -> None:
    import_rows(
        revisit,
        "x.csv",
        [
            ("审批科", "某市示例甲厂", "", ""),
            ("审批科", "示例甲厂二分厂", "", ""),
            ("审批科", "示例甲厂", "", ""),
        ],
    )
    names = [each["name"] for each in revisit.json("firms", "search", "示例甲厂")["firms"]]
    assert names[:2] == ["示例甲厂", "示例甲厂二分厂"]


@pytest.mark.clause("三(四)1")
def test_show_tells_everything_but_integrity(bureau: Revisit) -> None:
    call = next(
        each for each in bureau.json("calls", "list", "2026-11")["calls"] if "华中" in each["firm"]
    )
    bureau(
        "calls", "record", call["id"], "--outcome", "completed", "--overall", "satisfied",
        "--unit", "审批科", "--integrity", "yes", "--words", "integrity=要吃请",
        "--suggestion", "窗口排队太久",
    )  # fmt: skip
    bureau(
        "calls", "record", call["id"], "--outcome", "completed", "--overall", "satisfied",
        "--unit", "质安站",
    )  # fmt: skip
    shown = bureau.json("firms", "show", "华中")
    assert shown["name"] == "信阳示例华中建设有限公司"
    assert shown["codes"] == [made_up_code(1)]
    assert [each["unit"] for each in shown["history"]["services"]] == ["审批科", "质安站"]
    (called,) = shown["history"]["calls"]
    assert (called["id"], called["outcome"]) == (call["id"], "partial")
    assert [each["text"] for each in shown["history"]["problems"]] == ["窗口排队太久"]
    card = bureau("firms", "show", "华中").out
    assert "138****0001" in card
    for text in (card, bureau("firms", "show", "华中", "--json").out):
        assert "吃请" not in text
        assert "integrity" not in text
        assert "13800000001" not in text


def test_show_tells_draws_and_attendance(bureau: Revisit) -> None:
    bureau("sample", "symposium", "--seed", "123", "--month", "2026-11")
    (drawn,) = bureau.json("firms", "show", "华中")["history"]["draws"]
    assert drawn["scope"] == "2026-11"
    assert drawn["selected"]
    assert "抽中" in bureau("firms", "show", "华中").out


def test_a_firm_of_many_months_stands_on_one_screen(revisit: Revisit) -> None:
    months = [*(f"2025-{number:02d}" for number in range(1, 13)), "2026-01", "2026-02"]
    for month in months:
        path = revisit.folder / f"{month}.csv"
        path.write_text(
            "填报单位,企业名称,办理时间,联系电话,事项\n"
            f"审批科,示例市甲子有限公司,{month}-10,13800000001,许可\n",
            encoding="utf-8",
        )
        revisit("import", path, "--month", month)
    told = revisit("firms", "show", "甲子")
    assert len(told.out.splitlines()) <= 24
    assert "2026-02" in told.out
    assert "更早的 4 期" in told.err
    assert months[0] not in told.out
    assert months[0] in revisit("firms", "show", "甲子", "--all").out


def test_an_unknown_firm_is_not_found(bureau: Revisit) -> None:
    bureau("firms", "show", "没有这家", code=4)
    bureau("firms", "show", "示例", code=2)


def test_a_bad_code_is_noted_and_not_kept(bureau: Revisit) -> None:
    rows = bureau.json("ledgers", "show", "11月.csv")["rows"]
    noted = [each["firm"] for each in rows if "credit_code_invalid" in each["notes"]]
    assert noted == ["重庆示例商行"]
    assert bureau.json("firms", "show", "重庆")["codes"] == []


def test_two_codes_of_one_firm_are_told(bureau: Revisit) -> None:
    import_rows(bureau, "b.csv", [("质安站", "信阳示例华中建设有限公司", "", made_up_code(2))])
    shown = bureau.json("firms", "show", "华中")
    assert shown["codes"] == [made_up_code(1), made_up_code(2)]
    assert shown["credit_code"] == made_up_code(1)
    assert "多于一个" in bureau("firms", "show", "华中").out


def test_firms_of_an_older_program_get_their_initials_at_the_next_import(bureau: Revisit) -> None:
    from revisit_cli.store.file import audit
    from revisit_cli.store.file.database import opened

    with opened(bureau.db) as database, database.writing():
        database.run("update firm set initials = null")
        body: dict[str, Json] = {"kind": "FirmsMerged", "at": AT, "by": "测试员", "facts": {}}
        audit.append(database, body)
    assert _found(bureau, "hzjs") == set()
    import_rows(bureau, "c.csv", [("质安站", "示例戊厂", "", "")])
    assert _found(bureau, "hzjs") == {"信阳示例华中建设有限公司"}


def test_similar_firms_are_proposed_and_nothing_is_changed(bureau: Revisit) -> None:
    import_rows(bureau, "b.csv", [("质安站", "示例华中建设有限公司", "13800000001", "")])
    size = bureau.json("audit", "head")["size"]
    found = bureau.json("firms", "similar")
    (pair,) = found["pairs"]
    assert [each["marked"] for each in pair["firms"]] == [
        "【信阳】示例华中建设有限公司",
        "示例华中建设有限公司",
    ]
    assert pair["for"] == ["same_phone", "same_core"]
    assert bureau.json("audit", "head")["size"] == size
    told = bureau("firms", "similar")
    assert "同一电话" in told.out
    assert "13800000001" not in told.out + told.err
    assert "【信阳】" in bureau("firms", "similar", "--csv").out
    first, other = (each["id"] for each in pair["firms"])
    bureau("firms", "merge", other, first)
    assert "没有名称相近的企业" in bureau("firms", "similar").out


def test_firms_told_apart_are_proposed_no_more(bureau: Revisit) -> None:
    import_rows(bureau, "b.csv", [("质安站", "示例华中建设有限公司", "13800000001", "")])
    first, other = (each["id"] for each in bureau.json("firms", "similar")["pairs"][0]["firms"])
    bureau("firms", "apart", other, first, "--reason", "法人不同")
    bureau("firms", "apart", first, other)
    found = bureau.json("firms", "similar")
    assert (found["pairs"], found["total"], found["told_apart"]) == ([], 0, 1)
    assert "不再列出" in bureau("firms", "similar").err
    bureau("firms", "apart", first, first, code=2)
    bureau("firms", "merge", first, other)
    assert bureau.json("firms", "similar")["told_apart"] == 0
    assert bureau.json("audit", "verify")["ok"]
