"""A month under rules of its own, through the real command line, beside months that keep theirs.

From 2026-12 on a cycle ends on the 20th, calls are due on the 5th, a draw takes 8 to 12 firms, and
a problem is answered within 3 working days.
"""

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import Revisit, begins
from tests.filled import firm_name
from tests.ledgers import HEADINGS, write_ledger

OLD, NEW, NEXT = "2026-11", "2026-12", "2027-01"
DATED = {
    "cycle_last_day": 20,
    "calls_due_day": 5,
    "answer_workdays": 3,
    "sample_least": 8,
    "sample_most": 12,
    "sample_size": 8,
}
UNIT = "审批科"


@begins
def bureau(revisit: Revisit) -> Revisit:
    """A bureau that has dated its rules while 2026-11 was still running."""
    for name, value in DATED.items():
        ran = revisit.json("settings", "set", name, value, now="2026-11-23T09:00")
        assert (ran["from"], ran["new"]) == (NEW, str(value))
    return revisit


def _ledger(folder: Path, days: Sequence[str]) -> Path:
    path = folder / f"{UNIT}2026年12月.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for number, day in enumerate(days):
            firm, phone = firm_name(number), 13800000101 + number
            writer.writerow(
                [UNIT, "办事员甲", day, "窗口", "施工许可", "已办结", firm, "乙", phone, ""]
            )
    return path


def _due(revisit: Revisit, month: str, now: str) -> dict[str, Any]:
    duties = revisit.json("status", month, now=now)["duties"]
    return {each["what"]: each["due"] for each in duties}


def _texts(path: Path) -> str:
    book = openpyxl.load_workbook(path)
    return "\n".join(str(c.value) for s in book for row in s for c in row if c.value is not None)


@pytest.mark.clause("R26", "三(一)1", "三(二)1", "四4")
def test_a_month_runs_by_its_own_rules_and_the_month_before_keeps_its_own(
    bureau: Revisit,
) -> None:
    # The old month, first: it ends on the 25th, and its calls are due on the 10th.
    old = write_ledger(bureau.folder, UNIT, [firm_name(90), firm_name(91)], date(2026, 11, 25))
    bureau("import", old, now="2026-11-25T17:00")
    found = bureau.json("ledgers", "list", OLD, now="2026-11-25T17:10")
    assert found["due_at"].startswith("2026-11-25T18:00")
    (first, second) = bureau.json("calls", "list", OLD)["calls"]
    assert first["due"] == second["due"] == "2026-12-10"
    talk = ("--outcome", "completed", "--overall", "satisfied")
    bureau("calls", "record", first["id"], *talk, "--difficulty", "缺地", now="2026-12-01T10:00")
    (problem,) = bureau.json("problems", "list", OLD, now="2026-12-01T10:05")["problems"]
    assert problem["due"] == "2026-12-08"

    # The new month begins the day after the old one ended and ends on the 20th, a Sunday.
    days = ["2026-11-25", "2026-11-26", *["2026-12-07"] * 6, "2026-12-20", "2026-12-21"]
    came = bureau.json(
        "import", _ledger(bureau.folder, days), "--month", NEW, code=8, now="2026-12-21T17:59"
    )
    (filing,) = came["files"][0]["filings"]
    assert (filing["month"], filing["state"]) == (NEW, "on_time")
    rows = bureau.json("ledgers", "show", filing["id"])["rows"]
    notes = {row["date"]: row["notes"] for row in rows}
    assert notes["2026-11-25"] == ["date_boundary"]
    assert notes["2026-11-26"] == notes["2026-12-20"] == []
    assert notes["2026-12-21"] == ["date_after_cycle"]
    listed = bureau.json("ledgers", "list", NEW, now="2026-12-21T18:01")
    assert (listed["remind_on"], listed["due_at"][:16]) == ("2026-12-18", "2026-12-21T18:00")
    assert listed["late"] is True

    # Its calls are due on the 5th, its problems after three working days.
    calls = bureau.json("calls", "list", NEW, now="2026-12-22T09:00")["calls"]
    assert {each["due"] for each in calls} == {"2027-01-05"}
    bureau("calls", "lock", NEW, now="2026-12-22T09:00")
    bureau("calls", "record", calls[0]["id"], *talk, "--difficulty", "缺水", now="2026-12-22T10:00")
    (problem,) = bureau.json("problems", "list", NEW, now="2026-12-22T10:05")["problems"]
    assert problem["due"] == "2026-12-25"
    explained = bureau.json("calendar", "explain", f"P-{problem['id']}", now="2026-12-22T10:05")
    assert explained["to"] == "2026-12-25"
    bureau("flags", "add", calls[1]["firm"], "--reason", "bad_review", "--month", NEW)
    (visit,) = bureau.json("visits", "list", NEW, now="2026-12-22T11:00")["visits"]
    assert visit["due"] == "2027-01-20"

    # Every screen and every file says so.
    new, before = (_due(bureau, month, "2026-12-22T12:00") for month in (NEW, OLD))
    assert (new["电话回访"], before["电话回访"]) == ("2027-01-05", "2026-12-10")
    assert (new["各单位报送台账"], before["各单位报送台账"]) == ("2026-12-21", "2026-11-25")
    month = bureau.folder / "月报.xlsx"
    bureau("report", "month", NEW, "-o", month, now="2026-12-22T12:00")
    assert "2026年11月26日至12月20日" in _texts(month)
    # The readings beside it tell the document's numbers, and that these are not them.
    told = (
        "2026-12 期按设定：每期止于几日 20（制度 25）；电话回访限次月几日 5（制度 10）；"
        "问题限几个工作日内处理或答复 3（制度 5）；座谈至少抽取几家 8（制度 10）；"
        "座谈至多抽取几家 12（制度 15）；座谈抽取家数 8（制度 15）。"
    )
    assert told in _texts(month)
    page = bureau.folder / "月报.html"
    bureau("report", "month", NEW, "-o", page, now="2026-12-22T12:00")
    assert told in page.read_text(encoding="utf-8")
    half = bureau.folder / "半年报.html"
    bureau("report", "half", "2026-H2", "-o", half, now="2026-12-22T12:00")
    assert half.read_text(encoding="utf-8").count("期按设定") == 1
    assert told in half.read_text(encoding="utf-8")
    bureau("report", "month", OLD, "-o", month, "--force", now="2026-12-22T12:00")
    assert "2026年10月26日至11月25日" in _texts(month)
    assert "按设定" not in _texts(month)
    sheet = bureau.folder / "速查表.xlsx"
    bureau("help", "print", "-o", sheet, now="2026-12-22T12:00")
    assert {"20日下班前", "21日至次月5日", "3个工作日内"} <= set(_texts(sheet).splitlines())
    bureau("help", "print", "-o", sheet, "--force", now="2026-12-20T12:00")
    assert {"25日下班前", "26日至次月10日", "5个工作日内"} <= set(_texts(sheet).splitlines())
    assert bureau.json("audit", "verify")["ok"] is True


@pytest.mark.clause("R9", "三(一)3")
def test_a_draw_of_eight_is_made_there_and_refused_in_a_sentence_elsewhere(
    bureau: Revisit,
) -> None:
    now = "2026-12-22T09:00"
    bureau("import", _ledger(bureau.folder, ["2026-12-07"] * 9), now="2026-12-21T09:00")
    for words in (("--month", OLD), ("--half", "2026-H2"), ()):
        refused = bureau("sample", "freeze", "--size", 8, *words, code=2, now=now)
        assert "10～15" in refused.err
    frozen = bureau.json("sample", "freeze", "--month", NEW, now=now)
    assert (frozen["size"], frozen["below_ten"]) == (8, False)
    for size in (7, 13):
        again = ("--month", NEW, "--reason", "重来", "--size", size)
        assert "8～12" in bureau("sample", "freeze", *again, code=2, now=now).err
    drawn = bureau.json("sample", "symposium", "--seed", "3714", "--month", NEW, now=now)
    assert sum(rank["selected"] for rank in drawn["ranks"]) == 8
    assert bureau.json("sample", "verify", now=now)["ok"] is True
    assert bureau.json("audit", "verify")["ok"] is True
    # A half-year keeps the numbers of its first month.
    assert "8～12" in bureau("sample", "freeze", "--half", "2027-H1", "--size", 13, code=2).err


@pytest.mark.clause("四3", "R26")
def test_a_month_is_cleared_after_its_own_last_day_and_its_rules_stay(bureau: Revisit) -> None:
    bureau("import", _ledger(bureau.folder, ["2026-12-07"]), now="2026-12-18T09:00")
    bureau("calls", "lock", NEW, now="2026-12-18T10:00")
    (call,) = bureau.json("calls", "list", NEW, now="2026-12-18T10:00")["calls"]
    bureau(
        *("calls", "record", call["id"], "--outcome", "refused_hard", "--words", "outcome=不谈"),
        now="2026-12-18T11:00",
    )
    carry = ("--carry", "symposium:2026-H2", "--accepted-by", "张局长")
    assert "2026-12-20" in bureau("close", NEW, *carry, code=5, now="2026-12-20T10:00").err
    bureau("close", NEW, *carry, now="2026-12-21T10:00")
    for name, value in (("calls_due_day", 8), ("closing_time", "17:30")):
        change = ("settings", "set", name, value, "--from", NEW)
        assert NEXT in bureau(*change, code=5, now="2026-12-22T09:00").err
    bureau("settings", "set", "calls_due_day", 8, "--from", NEXT, now="2026-12-22T09:00")
    assert _due(bureau, NEXT, "2026-12-22T09:00")["电话回访"] == "2027-02-08"
    assert _due(bureau, NEW, "2026-12-22T09:00")["电话回访"] == "2027-01-05"


@pytest.mark.clause("R26")
def test_due_days_on_record_move_with_the_rules_of_a_month_that_has_begun(
    revisit: Revisit,
) -> None:
    ledger = write_ledger(revisit.folder, UNIT, [firm_name(1)], date(2026, 11, 3))
    revisit("import", ledger, now="2026-11-24T09:00")
    revisit("flags", "add", firm_name(1), "--reason", "bad_review", "--month", OLD)
    revisit("settings", "set", "calls_due_day", 8, "--from", OLD)
    revisit("settings", "set", "visits_due_day", 18, "--from", OLD)
    (call,) = revisit.json("calls", "list", OLD)["calls"]
    (visit,) = revisit.json("visits", "list", OLD)["visits"]
    assert (call["due"], visit["due"]) == ("2026-12-08", "2026-12-18")
    assert revisit.json("audit", "verify")["ok"] is True


@pytest.mark.clause("R26", "三(一)1")
def test_lists_sheets_and_files_without_a_month_go_by_the_rules_of_their_day(
    revisit: Revisit,
) -> None:
    month, after = "2026-10", "2026-11"
    for name, value in (("cycle_last_day", 20), ("calls_due_day", 5), ("closing_time", "17:00")):
        revisit("settings", "set", name, value, "--from", month, now="2026-09-01T09:00")
    # The 21st of October belongs to the month after, and the file names no month.
    path = _ledger(revisit.folder, ["2026-10-21"] * 2).rename(revisit.folder / "来件.csv")
    came = revisit.json("import", path, now="2026-10-21T15:00")
    assert [each["month"] for each in came["files"][0]["filings"]] == [after]
    path = _ledger(revisit.folder, ["2026-10-12"] * 2).rename(revisit.folder / "又来件.csv")
    came = revisit.json("import", path, now="2026-10-20T17:01")
    assert [each["month"] for each in came["files"][0]["filings"]] == [month]
    assert came["files"][0]["filings"][0]["state"] == "late"
    now = "2026-10-21T09:00"
    assert revisit.json("calls", "progress", month, now=now)["due"] == "2026-11-05"
    folder = revisit.folder / "分包"
    revisit("calls", "sheet", month, "-o", folder, now=now)
    assert "2026-11-05" in _texts(next(folder.glob("*.xlsx")))
    # Who is silent is proposed from the closing time of that month's own last day on.
    revisit("units", "add", "质安站", now=now)
    assert len(revisit.json("duty", "find", month, now="2026-10-20T17:00")["new"]) == 1
    assert len(revisit.json("duty", "find", month, now="2026-10-20T17:01")["new"]) == 1


@pytest.mark.clause("R16", "R26")
def test_findings_are_repeated_by_the_number_of_their_own_month(revisit: Revisit) -> None:
    revisit("settings", "set", "repeated_findings", 2, "--from", NEW, now="2026-11-23T09:00")
    for unit in (UNIT, "质安站"):
        revisit("units", "add", unit)
    revisit("duty", "find", OLD, now="2026-11-25T18:01")
    revisit("duty", "find", NEW, now="2026-12-25T18:01")
    found = revisit.json("duty", "list")["findings"]
    number = {(each["unit"], each["month"]): each["id"] for each in found}
    talks = []
    for place in ((UNIT, OLD), (UNIT, NEW), ("质安站", NEW), ("质安站", OLD)):
        words = ("--decided-by", "纪委某", "--evidence", "收件登记")
        told = revisit.json("duty", "confirm", number[place], *words, now="2026-12-28T09:00")
        talks.append(told["escalation"])
    assert talks == ["deputy", "chief", "deputy", "deputy"]


@pytest.mark.clause("R8")
def test_until_the_twentieth_of_january_every_command_means_the_old_half_year(
    revisit: Revisit,
) -> None:
    revisit("import", write_ledger(revisit.folder, UNIT, [firm_name(1)], date(2026, 12, 7)))
    for now, half in (("2027-01-20T09:00", "2026-H2"), ("2027-01-21T09:00", "2027-H1")):
        assert revisit.json("status", "--half", now=now)["half"] == half
        assert revisit.json("symposium", "list", now=now)["duty"]["half"] == half
        assert revisit.json("report", "half", now=now)["half"] == half
    assert revisit.json("sample", "freeze", "-n", now="2027-01-20T09:00")["half"] == "2026-H2"
    assert revisit("sample", "freeze", "-n", now="2027-01-21T09:00", code=4)


@pytest.mark.clause("R16")
def test_a_report_of_an_old_month_shows_that_months_twelve_months(revisit: Revisit) -> None:
    """Confirmed three months running: each month's report counts up to that month, for ever."""
    revisit("units", "add", UNIT, "--since", "2026-09", now="2026-09-25T09:00")
    for nth, (month, at) in enumerate(
        (
            ("2026-09", "2026-09-28T18:01"),
            ("2026-10", "2026-10-26T18:01"),
            ("2026-11", "2026-11-25T18:01"),
        ),
        1,
    ):
        revisit("duty", "find", month, now=at)
        (found,) = revisit.json("duty", "list", month, now=at)["findings"]
        words = ("--decided-by", "纪委某", "--evidence", "收件登记")
        told = revisit.json("duty", "confirm", found["id"], *words, now="2026-11-27T09:00")
        assert told["nth"] == nth
    for now in ("2026-11-27T10:00", "2027-10-27T10:00"):
        for nth, month in enumerate(("2026-09", "2026-10", "2026-11"), 1):
            (unit,) = revisit.json("report", "duty", month, now=now)["units"]
            assert (unit["confirmed_in_a_year"], unit["repeated"]) == (nth, nth == 3)
    assert "3（多次）" in revisit("report", "duty", "2026-11", now="2026-11-27T10:00").out


@pytest.mark.clause("R26", "R21", "四4")
def test_a_rule_of_a_month_that_is_changed_once_the_month_runs_is_named(revisit: Revisit) -> None:
    """Late calls and answers are late no more: who did it, and when, stands in the report."""
    revisit.now = "2026-10-01T09:00"
    revisit("settings", "set", "calls_due_day", "12", "--from", "2026-11")
    revisit.now = "2026-11-25T09:00"
    revisit(
        "import",
        write_ledger(revisit.folder, "审批科", ["示例甲厂", "示例乙厂"], date(2026, 11, 3)),
    )
    revisit("settings", "set", "rank_from_evaluations", "3")
    revisit("settings", "set", "lease_minutes", "20")
    revisit.now = "2026-12-15T09:00"
    assert revisit.json("report", "month", "2026-11")["calls"]["late"] == 2
    assert _rules_changed(revisit) == []
    revisit("settings", "set", "calls_due_day", "28", "--from", "2026-11", by="李四")
    revisit("settings", "set", "visits_due_day", "28", "--from", "2026-12", by="李四")
    assert revisit.json("report", "month", "2026-11")["calls"]["late"] == 0
    assert _rules_changed(revisit) == [("calls_due_day", "28", "2026-11", "李四")]
    revisit("undo", by="李四")
    revisit("undo", by="李四")
    assert _rules_changed(revisit) == []
    assert revisit.json("report", "month", "2026-11")["calls"]["late"] == 2


def _rules_changed(revisit: Revisit) -> list[tuple[str, str, str, str]]:
    """Return November's rules that were changed afterwards, held to rows, workbook and screen."""
    told = revisit.json("report", "month", "2026-11")["rule_changes"]
    behind = revisit.json("report", "month", "2026-11", "--explain", "rule_changes")
    assert [each["state"] for each in behind["rows"]] == [each["name"] for each in told]
    book, page = revisit.folder / "月报.xlsx", revisit.folder / "月报.html"
    revisit("report", "month", "2026-11", "-o", book, "-o", page, "--force")
    cells = [
        str(cell)
        for sheet in openpyxl.load_workbook(book)
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    ]
    screen = revisit("report", "month", "2026-11", "--all").out
    for text in ("\n".join(cells), page.read_text("utf-8"), screen):
        assert ("规则事后改动" in text) == bool(told)
    return [(each["name"], each["value"], each["from"], each["by"]) for each in told]
