"""What is late stays late: each way of making it look in time, through the real command line."""

from datetime import date
from typing import Any

import openpyxl
import pytest

from tests.conftest import Revisit, begins
from tests.ledgers import write_ledger

MONTH, NEXT = "2026-11", "2026-12"
FIRMS = [f"示例市{name}建设有限公司" for name in "甲乙丙"]
# Raised on Thursday the 26th: the fifth working day is Thursday the 3rd of December.
RAISED, DUE = "2026-11-26T10:00", "2026-12-03"
CLEARED = "2026-12-21T09:00"


@begins
def month(revisit: Revisit) -> Revisit:
    """November with three firms, all called and satisfied, and three problems of the 26th."""
    path = write_ledger(revisit.folder, "审批科", FIRMS, date(2026, 11, 3))
    revisit("import", path, now="2026-11-25T10:00")
    revisit("calls", "lock", MONTH, now="2026-11-26T08:00")
    for each in revisit.json("calls", "list", MONTH, now="2026-11-26T08:30")["calls"]:
        revisit(
            "calls", "record", each["id"], "--outcome", "completed", "--overall", "满意",
            "--difficulty", f"{each['firm']}的证照打不开", now=RAISED,
        )  # fmt: skip
    return revisit


def _problems(revisit: Revisit, month: str, now: str) -> dict[str, int]:
    told = revisit.json("report", "month", month, now=now)["problems"]
    return {name: count for name, count in told.items() if count}


def _answer(revisit: Revisit, number: int, now: str, *words: str) -> None:
    revisit("problems", "answer", number, "--words", "已告知企业", *words, now=now)


@pytest.mark.clause("四4", "R21", "R7")
@pytest.mark.parametrize(
    ("now", "late"), [(f"{DUE}T17:59", 0), (f"{DUE}T18:00", 0), (f"{DUE}T18:01", 3)]
)
def test_list_status_and_report_agree_to_the_second(month: Revisit, now: str, late: int) -> None:
    listed = month.json("problems", "list", "--late", now=now)["problems"]
    duties = month.json("status", MONTH, now=now)["duties"]
    (answers,) = (each for each in duties if each["clause"] == "四4")
    told = month.json("report", "month", MONTH, now=now)["problems"]
    assert (len(listed), answers["late"], told["late"]) == (late, late > 0, late)
    assert told["not_due"] == 3 - late


@pytest.mark.clause("四4", "R21")
def test_neither_reopening_nor_a_late_extension_makes_a_late_answer_in_time(month: Revisit) -> None:
    _answer(month, 1, f"{DUE}T18:01")
    month("problems", "reopen", 1, "--words", "又来了", now="2026-12-04T09:00")
    _answer(month, 1, "2026-12-04T10:00")
    late = month(
        "problems", "extend", 2, "--to", "12-15", "--by-name", "丁", now="2026-12-04T09:00"
    )
    assert "原期限已过" in late.err
    _answer(month, 2, "2026-12-07T09:00")
    month("problems", "extend", 3, "--to", "12-15", "--by-name", "丁", now="2026-12-02T09:00")
    _answer(month, 3, "2026-12-15T18:00")
    assert _problems(month, MONTH, "2026-12-16T09:00") == {
        "raised": 3, "answered": 3, "extended": 1, "late": 2, "reopened": 1,
        "reopened_in_time": 1, "extensions": 2, "extensions_late": 1,
    }  # fmt: skip
    rate = month.json("report", "month", MONTH, now="2026-12-16T09:00")["problems_in_time"]
    assert rate == {"n": 0, "of": 3, "value": 0.0}
    listed = month.json("problems", "list", now="2026-12-16T09:00")["problems"]
    told = {each["id"]: (each["timing"], each["reopened"], each["late"]) for each in listed}
    assert told == {1: ("late", 1, True), 2: ("late", 0, True), 3: ("extended", 0, False)}
    shown = month("problems", "show", 1, now="2026-12-16T09:00").out
    assert "超期　重开 1" in shown


@pytest.mark.clause("四3", "R21", "R15")
def test_carrying_over_hides_nothing_and_each_verdict_is_printed_once(month: Revisit) -> None:
    """One answered, one overdue, one extended beyond the clearing: the last one's verdict falls
    in December, whatever November printed stays.
    """
    _answer(month, 1, f"{DUE}T17:00")
    month("problems", "extend", 3, "--to", "12-31", "--by-name", "丁", now="2026-12-02T09:00")
    carried: Any = ("--carry", "problem:2", "--carry", "problem:3", "--accepted-by", "张局长")
    month("close", MONTH, *carried, now=CLEARED)
    november = {
        "raised": 3, "answered": 1, "carried": 2, "in_time": 1, "late": 1, "carried_late": 1,
        "carried_not_due": 1, "extensions": 1,
    }  # fmt: skip
    assert _problems(month, MONTH, CLEARED) == november
    assert _problems(month, NEXT, CLEARED) == {"came_late": 1, "not_due": 1}
    # Said to have been done in time, but only after the month was cleared: its verdict stands.
    _answer(month, 2, "2026-12-22T09:00", "--at", f"{DUE}T10:00")
    _answer(month, 3, "2026-12-30T09:00")
    assert _problems(month, MONTH, "2026-12-31T09:00") == november
    assert _problems(month, NEXT, "2026-12-31T09:00") == {"came_late": 1, "extended": 1}
    # A problem that comes back in the cleared month is December's clock.
    month(
        "problems", "reopen", 1, "--words", "又来了", "--correct", "企业再次反映",
        now="2026-12-24T09:00",
    )  # fmt: skip
    told = month.json("report", "month", MONTH, now="2026-12-24T10:00")["problems"]
    assert (told["in_time"], told["late"], told["reopened"]) == (1, 1, 0)
    december = _problems(month, NEXT, "2026-12-24T10:00")
    assert (december["reopened"], december["reopened_not_due"]) == (1, 1)


@pytest.mark.clause("四4", "R21", "R15")
def test_what_was_handed_on_and_comes_back_shows_every_verdict_where_it_fell(
    month: Revisit,
) -> None:
    """Late in November, handed on, answered, reopened and late again in December; the second was in
    time and is late once it is reopened; the third is reopened twice.
    """
    _answer(month, 2, f"{DUE}T17:00")
    _answer(month, 3, f"{DUE}T17:00")
    month("problems", "reopen", 3, "--words", "又来了", now="2026-12-04T09:00")
    _answer(month, 3, "2026-12-14T09:00")
    month("close", MONTH, "--carry", "problem:1", "--accepted-by", "张局长", now="2026-12-15T09:00")
    _answer(month, 1, "2026-12-16T09:00")
    for number in (1, 2, 3):
        month(
            "problems", "reopen", number, "--words", "又打不开", "--correct", "企业再次反映",
            now="2026-12-16T10:00",
        )  # fmt: skip
    _answer(month, 1, "2026-12-24T09:00")
    _answer(month, 3, "2026-12-17T09:00")
    now = "2026-12-25T09:00"
    assert _verdicts(month, NEXT, now) == {
        FIRMS[0]: ["上期超期", "重开后超期"],
        FIRMS[1]: ["上期按期", "重开后超期"],
        FIRMS[2]: ["上期按期", "上期重开后超期", "重开后按期"],
    }
    # November knew nothing of December.
    assert _verdicts(month, MONTH, now) == {
        FIRMS[0]: ["超期"],
        FIRMS[1]: ["按期"],
        FIRMS[2]: ["按期", "重开后超期"],
    }
    assert _problems(month, NEXT, now)["reopened_late"] == 2
    page = month.folder / "月报.html"
    month("report", "month", NEXT, "-o", page, now=now)
    assert "上期超期，重开后超期" in page.read_text("utf-8")
    listed = month.json("problems", "list", now=now)["problems"]
    told = {each["id"]: (each["timing"], each["late"], each["late_again"]) for each in listed}
    assert told == {
        1: ("late", True, True), 2: ("in_time", True, True), 3: ("in_time", True, True),
    }  # fmt: skip
    assert "超期　重开 1　重开后超期" in month("problems", "show", 1, now=now).out


def _verdicts(revisit: Revisit, month: str, now: str) -> dict[str, list[str]]:
    """Return what 表4 has beside each firm's problem."""
    path = revisit.folder / f"{month}.xlsx"
    revisit("report", "month", month, "-o", path, "--force", now=now)
    rows = [
        [str(cell) for cell in row if cell is not None]
        for sheet in openpyxl.load_workbook(path)
        for row in sheet.values
    ]
    return {
        row[1].partition("\n")[2]: row[4].split("\n")
        for row in rows
        if len(row) > 4 and "的证照打不开" in row[1]
    }


@pytest.mark.clause("R21")
def test_what_is_said_counts_and_is_told_as_entered_afterwards(month: Revisit) -> None:
    _answer(month, 1, "2026-12-07T09:00", "--at", f"{DUE}T17:00")
    told = _problems(month, MONTH, "2026-12-07T10:00")
    assert (told["in_time"], told["late"], told["back_entered"]) == (1, 2, 1)
    assert (
        "补记（期满后才录入）"
        in month("report", "month", MONTH, "--all", now="2026-12-07T10:00").out
    )
    # Nor can an answer be dated before the problem came back.
    month("problems", "reopen", 1, "--words", "又来了", now="2026-12-08T09:00")
    early = ("problems", "answer", 1, "--words", "好了", "--at", f"{DUE}T17:30")
    assert "重开" in month(*early, now="2026-12-08T10:00", code=2).err


@pytest.mark.clause("三(二)1", "R21")
def test_calls_made_late_are_told_as_late_for_ever(revisit: Revisit) -> None:
    """Two firms in time on paper, one of them noted after the day; two late, one come too late."""
    folder, said = revisit.folder, ("--outcome", "completed", "--overall", "满意")
    path = write_ledger(folder, "审批科", FIRMS, date(2026, 11, 3))
    revisit("import", path, now="2026-11-25T10:00")
    revisit("calls", "lock", MONTH, now="2026-11-26T08:00")
    revisit("calls", "record", 1, *said, now="2026-12-10T23:59")
    revisit("calls", "record", 2, *said, "--at", "2026-12-10T16:00", now="2026-12-11T09:00")
    late = "示例市丁建设有限公司"
    more = write_ledger(folder, "燃气办", [late], date(2026, 11, 4), 13800000900)
    revisit("import", more, now="2026-12-12T09:00")
    calls = revisit.json("calls", "list", MONTH, now="2026-12-12T10:00")["calls"]
    for each in calls:
        if each["state"] != "done":
            revisit("calls", "record", each["id"], *said, now="2026-12-14T09:00")
    shown = revisit.json("report", "month", MONTH, now="2026-12-14T10:00")
    assert shown["calls"]["in_time"] == {"n": 2, "of": 4, "value": 0.5}
    told = {name: count for name, count in shown["calls"].items() if count and name != "in_time"}
    assert told == {"late": 2, "late_added": 1, "back_entered": 1}
    assert shown["late_calls"] == [
        {"firm": FIRMS[2], "added_late": False},
        {"firm": late, "added_late": True},
    ]
    out = revisit("report", "month", MONTH, "--all", now="2026-12-14T10:00").out
    for words in ("回访·按期", "其中补入已过期", "回访·补记"):
        assert words in out
    duties = revisit.json("status", MONTH, now="2026-12-14T10:00")["duties"]
    (duty,) = (each for each in duties if each["clause"] == "三(二)1")
    assert (duty["done"], duty["of"], duty["late"], duty["late_count"]) == (4, 4, True, 2)
    (line,) = (
        each
        for each in revisit("status", MONTH, now="2026-12-14T10:00").out.splitlines()
        if "电话回访" in each
    )
    assert "√" not in line
    assert "超期 2" in line


@pytest.mark.clause("三(二)2", "R6", "R21")
def test_visits_made_late_stay_late_and_their_time_is_said_once(month: Revisit) -> None:
    for firm in FIRMS:
        month("flags", "add", firm, "--reason", "差评", "--month", MONTH, now="2026-12-02T09:00")
    signed = ("--signature", "签字", "--signed-by", "赵总")
    month("visits", "record", 1, "--lead", "王局", *signed, now="2026-12-20T23:00")
    month("visits", "record", 2, "--lead", "王局", now="2026-12-21T09:00")
    # A signature got later is no other time of the visit.
    early = ("visits", "record", 2, *signed, "--at", "2026-12-18T09:00")
    assert "不能改成" in month(*early, now="2026-12-22T09:00", code=5).err
    month("visits", "record", 2, *signed, now="2026-12-22T09:00")
    month(
        "visits", "record", 3, "--lead", "王局", *signed, "--at", "2026-12-20T10:00",
        now="2026-12-22T10:00",
    )  # fmt: skip
    now = "2026-12-22T11:00"
    told = month.json("report", "month", MONTH, now=now)["visits"]
    assert told["in_time"] == {"n": 2, "of": 3, "value": 0.6667}
    assert (told["done"], told["late"], told["back_entered"]) == (3, 1, 1)
    listed = month.json("visits", "list", MONTH, now=now)["visits"]
    assert [each["late"] for each in listed] == [False, True, False]
    duties = month.json("status", MONTH, now=now)["duties"]
    (duty,) = (each for each in duties if each["what"] == "上门回访（全部）")
    assert (duty["done"], duty["late"], duty["late_count"]) == (3, True, 1)


@pytest.mark.clause("三(一)2", "R24")
def test_a_refused_signature_is_a_visit_and_no_signature(month: Revisit) -> None:
    for firm in FIRMS[:2]:
        month("flags", "add", firm, "--reason", "差评", "--month", MONTH, now="2026-12-02T09:00")
    now = "2026-12-09T10:00"
    record = (
        "visits",
        "record",
        1,
        "--lead",
        "王局",
        "--signature",
        "拒签",
        "--reason",
        "说要请示",
    )
    assert "至多算一名" in month(*record, "--witness", "王局、测试员", now=now, code=2).err
    month(*record, "--witness", "王局、李四", now=now)
    month(
        "visits",
        "record",
        2,
        "--lead",
        "王局",
        "--signature",
        "签字",
        "--signed-by",
        "赵总",
        now=now,
    )
    told = month.json("report", "month", MONTH, now=now)["visits"]
    assert (told["flagged"], told["done"], told["signed"], told["refused_signature"]) == (
        2, 2, 1, 1,
    )  # fmt: skip
    out = month("report", "month", MONTH, "--all", now=now).out
    assert "其中拒签" in out
    assert "已上门并签章1＋已上门拒签1" in "".join(out.split())
    path = month.folder / "附表2.xlsx"
    month("forms", "2", 1, "-o", path, now=now)
    (sheet,) = openpyxl.load_workbook(path).worksheets
    told_cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert any("拒签：说要请示" in each and "王局、李四" in each for each in told_cells)
