"""Sheets for re-checkers of another office: out, filled in, and back."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.called import CLERK, fill_called, phone_of
from tests.conftest import Revisit, begins
from tests.faults.undoing import differing, state_of

MONTH = "2026-11"
BACK = "2026-12-16T09:00"
FIRST = 5
LOOKS = (("recheck", "list", MONTH), ("recheck", "doubts", MONTH), ("report", "month", MONTH))


@begins
def out(revisit: Revisit) -> Revisit:
    """A month of twelve completed calls, all drawn, gone out with two sheets."""
    fill_called(revisit.db, 12)
    revisit("settings", "set", "bureau", "示例市住建局")
    revisit.now = "2026-12-14T09:00"
    revisit("recheck", "freeze", MONTH)
    revisit("recheck", "draw", MONTH, "--seed", "1")
    return revisit


def write(revisit: Revisit, names: str = "周正,李梅") -> list[Path]:
    words = ("--names", names, "--office", "行业协会", "-o", revisit.folder / "表")
    told = revisit.json("recheck", "sheet", MONTH, *words)
    return [Path(each["path"]) for each in told["sheets"]]


def fill(path: Path, rows: dict[int, dict[str, Any]]) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    columns = {str(cell.value): place for place, cell in enumerate(sheet[FIRST - 1], start=1)}
    for place, told in rows.items():
        for heading, value in told.items():
            sheet.cell(FIRST + place, columns[heading], value)
    book.save(path)


ASKED = "最近营商办打过回访电话吗"
CALLED = {ASKED: "打过", "总的来看满意吗": "满意", "有没有人提示怎么评价": "没有"}
AT = {"复核时间": "12-15 9:30"}


@pytest.mark.clause("三(一)", "R37")
def test_a_sheet_prints_who_checks_and_nothing_that_was_recorded(out: Revisit) -> None:
    first, second = write(out)
    texts = [
        str(cell.value)
        for path in (first, second)
        for row in openpyxl.load_workbook(path).active  # type: ignore[union-attr]
        for cell in row
        if cell.value is not None
    ]
    told = "\n".join(texts)
    for wanted in ("示例市住建局回访复核表", "周正", "行业协会", "复核人（签名）：", phone_of(0)):
        assert wanted in told
    for hidden in (CLERK, "2026-12-01", "completed", "#"):
        assert hidden not in told
    assert out.json("recheck", "next", MONTH, "--by", "张三")["rank"] is None


def test_a_call_that_is_out_is_nobody_elses(out: Revisit) -> None:
    write(out)
    words = ("--month", MONTH, "--by", "张三", "--answer", "记不清")
    refused = out("recheck", "record", 1, *words, code=5)
    assert "复核表上" in refused.err


@pytest.mark.clause("R38")
def test_rows_come_back_once_in_the_name_of_whose_sheet_it_is(out: Revisit) -> None:
    first, _ = write(out)
    fill(first, {0: CALLED | AT, 1: {ASKED: "没打过"} | AT, 2: {ASKED: "没打通"} | AT})
    done = out.json("recheck", "absorb", first, now=BACK)
    states = [each["state"] for each in done["rows"]]
    assert states == ["recorded"] * 3 + ["blank"] * 3
    assert out.json("recheck", "absorb", first, now=BACK)["rows"][0]["state"] == "same"
    entries = out.json("recheck", "list", MONTH)["entries"]
    told = [(each["state"], each["by"]) for each in entries[:6:2]]
    assert told == [("answered", "周正"), ("answered", "周正"), ("held", "周正")]
    assert [each["kind"] for each in out.json("recheck", "doubts")["doubts"]] == ["not_called"]
    # The one not reached is filled in anew and comes back.
    fill(first, {2: CALLED | {"复核时间": "12-16 8:50"}})
    again = out.json("recheck", "absorb", first, now=BACK)
    assert [each["state"] for each in again["rows"][:3]] == ["same", "same", "recorded"]
    assert out.json("audit", "verify")["ok"]


@pytest.mark.parametrize(("answer", "is_back"), [("打过", True), ("没打过", False)])
def test_a_sheet_taken_in_is_given_up_again_but_for_contradictions(
    out: Revisit, answer: str, is_back: bool
) -> None:
    (path,) = write(out, "周正")
    said = CALLED if is_back else {ASKED: answer}
    fill(path, {0: {**CALLED, **AT}, 1: {**said, **AT}})
    before = state_of(out, LOOKS)
    out("recheck", "absorb", path, now=BACK)
    event = out.json("audit", "head")["size"]
    ran = out("undo", "--event", event, code=0 if is_back else 5)
    assert ("存疑" in ran.err) == (not is_back)
    assert (differing(before, state_of(out, LOOKS)) == []) == is_back
    out("audit", "verify")


def test_a_dry_run_keeps_nothing(out: Revisit) -> None:
    first, _ = write(out)
    fill(first, {0: CALLED | AT})
    before = out.json("audit", "head")
    assert out.json("recheck", "absorb", first, "--dry-run", now=BACK)["rows"][0]["state"] == (
        "recorded"
    )
    assert out.json("audit", "head") == before


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (CALLED, "缺“复核时间”"),
        ({ASKED: "打过"} | AT, "要记总体评价：满意、不满意、没说"),
        ({ASKED: "随便"} | AT, "不认识"),
        (CALLED | {"复核时间": "12-15"}, "写到分钟"),
        (CALLED | {"复核时间": "昨天 9:00"}, "要看是哪天写的"),
        ({ASKED: "没打过", "总的来看满意吗": "满意"} | AT, "后面几格请清空"),
        (CALLED | {"复核时间": "2026-12-01 9:00"}, "早于抽取"),
        (CALLED | AT | {"企业名称": "示例别家公司"}, "不收"),
        (CALLED | AT | {"校验": "1-1-0000000000"}, "不收"),
        (CALLED | AT | {"校验": ""}, "不收"),
    ],
)
def test_what_is_wrong_with_a_row_is_told_and_nothing_is_kept(
    out: Revisit, row: dict[str, Any], says: str
) -> None:
    first, _ = write(out)
    fill(first, {0: row})
    before = out.json("audit", "head")
    ran = out("recheck", "absorb", first, code=8, now=BACK)
    assert says in ran.err
    assert "第5行" in ran.err
    assert out.json("audit", "head") == before


def test_what_cannot_be_written_is_refused(out: Revisit) -> None:
    before = out.json("audit", "head")
    words = ("-o", out.folder / "表")
    assert CLERK in out("recheck", "sheet", MONTH, "--names", f"周正,{CLERK}", *words, code=5).err
    assert out.json("audit", "head") == before
    assert not list((out.folder / "表").glob("*"))
    write(out)
    assert "没有要复核的" in out("recheck", "sheet", MONTH, "--names", "张三", *words, code=4).err
    other = out.folder / "别的.csv"
    other.write_text("企业名称,电话\n示例公司,13800000001\n", encoding="utf-8")
    assert "×" in out("recheck", "absorb", other, code=8, now=BACK).err


def test_a_firm_merged_since_the_sheet_went_out_is_held(out: Revisit) -> None:
    first, _ = write(out)
    fill(first, {0: CALLED | AT})
    ranks = out.json("recheck", "show", MONTH)["ranks"]
    # A card that is out keeps its firm from being merged, until it is let go.
    out("firms", "merge", ranks[0]["firm"], ranks[-1]["firm"], "--reason", "同一家", code=5)
    for each in (ranks[0], ranks[-1]):
        out("calls", "release", each["call"])
    out("firms", "merge", ranks[0]["firm"], ranks[-1]["firm"], "--reason", "同一家")
    ran = out("recheck", "absorb", first, code=8, now=BACK)
    assert "并入" in ran.err
