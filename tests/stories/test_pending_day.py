"""Acts at the end of a year whose next holiday notice is not loaded: kept, their day 待定 (R19)."""

import json
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import Revisit, begins
from tests.ledgers import write_ledger
from tests.policy.days.test_notice import WHOLE_2027

MONTH, NEXT = "2026-12", "2027-01"
FIRMS = [f"示例市{name}建设有限公司" for name in "甲乙丙丁"]
AT = "2026-12-28T10:00"
# The 1st is a holiday, the 2nd and 3rd a weekend: three working days in December, two in January.
DUE = "2027-01-05"


@begins
def december(revisit: Revisit) -> Revisit:
    """December with four firms on a frozen list, on the 28th; nobody has announced 2027."""
    path = write_ledger(revisit.folder, "审批科", FIRMS, date(2026, 12, 3))
    revisit("import", path, now="2026-12-25T10:00")
    revisit("calls", "lock", MONTH, now="2026-12-26T08:00")
    revisit.now = AT
    return revisit


def _notice(folder: Path) -> Path:
    days = [{"name": name, "date": day, "isOffDay": True} for day, name in WHOLE_2027.items()]
    path = folder / "2027.json"
    path.write_text(json.dumps({"year": 2027, "days": days}), encoding="utf-8")
    return path


def _record(revisit: Revisit, call: int, *words: str, now: str = AT) -> Any:
    talk = ("--outcome", "completed", "--overall", "满意")
    return revisit.json("calls", "record", call, *talk, *words, now=now)


def _dues(revisit: Revisit, now: str = AT) -> dict[int, str | None]:
    return {
        each["id"]: each["due"] for each in revisit.json("problems", "list", now=now)["problems"]
    }


def _by_call(revisit: Revisit) -> None:
    _record(revisit, 1, "--suggestion", "窗口午间无人")


def _by_visit(revisit: Revisit) -> None:
    revisit("flags", "add", FIRMS[0], "--reason", "bad_review")
    revisit(
        "visits", "record", 1, "--lead", "张局长", "--chief", "是", "--district", "浉河区",
        "--participant", "李科长", "--signature", "签字", "--signed-by", "王经理",
        "--difficulty", "证照打不开", "--at", AT,
    )  # fmt: skip


def _by_symposium(revisit: Revisit) -> None:
    revisit("sample", "freeze", "--half", "2026-H2")
    revisit("sample", "symposium", "--seed", "1")
    revisit(
        "symposium", "record", "--held-on", "2026-12-28", "--chair", "张局长", "--role", "chief",
        "--present", "全部", "--problem", f"{FIRMS[1]}=排队太久", now="2026-12-28T17:00",
    )  # fmt: skip


def _by_hand(revisit: Revisit) -> None:
    revisit("problems", "add", FIRMS[2], "--words", "排队太久")


WAYS = {"call": _by_call, "visit": _by_visit, "symposium": _by_symposium, "other": _by_hand}


@pytest.mark.clause("R19", "四4")
@pytest.mark.parametrize("source", WAYS)
def test_a_problem_is_opened_by_every_door_and_its_day_is_counted_once_the_notice_is_loaded(
    december: Revisit, source: str
) -> None:
    WAYS[source](december)
    listed = december.json("problems", "list")["problems"]
    assert [(each["source"], each["due"], each["timing"]) for each in listed] == [
        (source, None, "not_due")
    ]
    shown = december("problems", "show", 1).out
    assert "期限 待定" in shown
    assert "待定" in december("problems", "list").out
    assert "待定" in december("problems", "list", "--csv").out
    assert "YearUnknown" not in december("calendar", "explain", "P-0001", code=5).err
    loaded = december.json("calendar", "import", _notice(december.folder))
    assert (loaded["counted_problems"], loaded["problems"]) == (1, 0)
    assert _dues(december) == {1: DUE}
    assert december.json("audit", "verify")["ok"]
    assert december.json("calendar", "explain", "P-0001")["due"] == DUE


@pytest.mark.clause("R19")
def test_no_screen_list_report_or_file_stumbles_over_a_day_to_be_set(december: Revisit) -> None:
    for door in WAYS.values():
        door(december)
    december("problems", "assign", 1, "--team", "专班", "--leader", "张局长")
    status = december.json("status", MONTH)
    (answers,) = (each for each in status["duties"] if each["clause"] == "四4")
    assert (answers["due"], answers["pending"], answers["late"]) == (None, True, False)
    assert [each["due"] for each in status["today"]["pending"]] == [None] * 4
    assert "期限待定的问题 4 件" in december("status", MONTH).out
    folder = december.folder
    for ending in ("xlsx", "html", *(("docx",) if find_spec("docx") else ())):
        december("report", "month", MONTH, "-o", folder / f"月报.{ending}")
    assert "待定" in (folder / "月报.html").read_text("utf-8")
    for kind in ("half", "public", "duty"):
        december("report", kind, "-o", folder / f"{kind}.xlsx")
    unit = december("report", "unit", "审批科", MONTH).out
    december("report", "unit", "审批科", MONTH, "-o", folder / "告知.xlsx")
    assert "待定" in unit
    # The session of the 28th is of January's cycle.
    for month, count in ((MONTH, 3), (NEXT, 1)):
        assert december.json("report", "month", month)["problems"]["not_due"] == count
        explain = ("--explain", "problems.not_due")
        assert len(december.json("report", "month", month, *explain)["rows"]) == count
    assert "期限待定" in december("firms", "show", FIRMS[2], "--all").out
    december("calendar", "export", MONTH, "-o", folder / "截止日.ics")
    december("problems", "list", "--sort", "期限")
    december("problems", "list", "--sort", "-期限")
    december("db", "query", "select due_on from v_problems")
    december("calls", "progress", MONTH)


@pytest.mark.clause("R19", "R7")
def test_each_move_of_a_problem_is_made_before_its_day_is_known(december: Revisit) -> None:
    """One reopened twice, one extended beyond its day and one not as far, one transferred."""
    for call in range(1, 5):
        _record(december, call, "--difficulty", f"第{call}件")
    said = ("--words", "已告知企业")
    december("problems", "answer", 1, *said, now="2026-12-29T09:00")
    december("problems", "reopen", 1, "--words", "又来了", now="2026-12-30T09:00")
    extended = ("--by-name", "张局长")
    assert (
        december.json(
            "problems", "extend", 2, "--to", "2027-01-12", *extended, now="2026-12-29T09:00"
        )["due"]
        == "2027-01-12"
    )
    december("problems", "extend", 3, "--to", "2027-01-04", *extended, now="2026-12-29T09:00")
    december("problems", "transfer", 4, "--to", "住建厅", now="2026-12-29T09:00")
    assert _dues(december) == {1: None, 2: "2027-01-12", 3: "2027-01-04", 4: None}
    now = "2027-01-04T09:00"
    loaded = december.json("calendar", "import", _notice(december.folder), now=now)
    assert loaded["counted_problems"] == 4
    # Reopened on the 30th: five working days from then; an extension moves no day back.
    assert _dues(december, now) == {1: "2027-01-07", 2: "2027-01-12", 3: DUE, 4: DUE}
    for number in range(1, 5):
        december("problems", "answer", number, *said, now="2027-01-06T09:00")
    listed = december.json("problems", "list", now="2027-01-06T10:00")["problems"]
    told = {each["id"]: (each["timing"], each["late"]) for each in listed}
    assert told == {
        1: ("in_time", False), 2: ("extended", False), 3: ("late", True), 4: ("late", True),
    }  # fmt: skip
    assert december.json("audit", "verify", now=now)["ok"]


@pytest.mark.clause("R19", "R21")
def test_what_is_answered_before_any_day_it_could_be_is_in_time_at_once(december: Revisit) -> None:
    """Five working days are never fewer than five days; after these nobody can say yet."""
    for call in (1, 2):
        _record(december, call, "--difficulty", f"第{call}件")
    december("problems", "answer", 1, "--words", "好", now="2027-01-02T18:00")
    december("problems", "answer", 2, "--words", "好", now="2027-01-02T18:01")
    now = "2027-01-05T19:00"
    listed = december.json("problems", "list", now=now)["problems"]
    assert {each["id"]: each["timing"] for each in listed} == {1: "in_time", 2: "not_due"}
    december("calendar", "import", _notice(december.folder), now=now)
    listed = december.json("problems", "list", now=now)["problems"]
    assert {each["id"]: each["timing"] for each in listed} == {1: "in_time", 2: "in_time"}


@pytest.mark.clause("R19", "R23")
def test_a_visit_owed_after_its_20th_has_its_day_once_the_notice_is_loaded(
    december: Revisit,
) -> None:
    """A complaint of November entered on 28 December: due no earlier than five days of work."""
    flag = ("--reason", "complaint", "--verified-on", "2026-11-20")
    added = december.json("flags", "add", FIRMS[0], *flag)
    assert (added["month"], added["due"]) == ("2026-11", None)
    # That of December itself is due on 20 January whatever the notice says.
    own = december.json("flags", "add", FIRMS[0], "--reason", "key_project")
    assert (own["month"], own["due"]) == (MONTH, "2027-01-20")
    (visit,) = december.json("visits", "list", "2026-11")["visits"]
    assert (visit["due"], visit["late"], visit["state"]) == (None, False, "to_do")
    assert "待定" in december("visits", "list", "2026-11").out
    assert "待定" in december("visits", "show", visit["id"]).out
    december("visits", "sheet", "--month", "2026-11", "-o", december.folder / "上门表.xlsx")
    report = december.json("report", "month", "2026-11")["visits"]
    assert (report["late"], report["not_due"]) == (0, 1)
    # A rule of these months moves no day that is not known.
    december("settings", "set", "visits_due_day", "22", "--since", "2026-11")
    assert december.json("visits", "list", "2026-11")["visits"][0]["due"] is None
    loaded = december.json("calendar", "import", _notice(december.folder))
    assert loaded["counted_visits"] == 1
    (visit,) = december.json("visits", "list", "2026-11")["visits"]
    assert visit["due"] == DUE
    late = december.json("report", "month", "2026-11", now=f"{DUE[:8]}06T00:01")["visits"]["late"]
    assert late == 1
    assert december.json("audit", "verify")["ok"]


@pytest.mark.clause("R19", "四3", "R15")
def test_clearing_a_month_says_whose_day_is_not_known(december: Revisit) -> None:
    """One not answered, one answered when nobody can say whether in time: both are named."""
    for call in range(1, 5):
        _record(december, call, *(("--difficulty", f"第{call}件") if call < 4 else ()))
    december("problems", "answer", 1, "--words", "好", now="2026-12-29T09:00")
    december("problems", "answer", 2, "--words", "好", now="2027-01-08T09:00")
    revisit, now = december, "2027-01-21T09:00"
    refused = revisit("close", MONTH, now=now, code=5).err
    assert "问题 2 示例市乙建设有限公司（已答复，未到期，期限待定）" in refused
    assert "revisit calendar import" in refused
    assert "问题 3 示例市丙建设有限公司（未办，未到期，期限待定）" in refused
    carries = ("--carry", "problem:2", "--carry", "problem:3", "--carry", "symposium:2026-H2")
    path = revisit.folder / "清零单.xlsx"
    told = revisit("close", MONTH, *carries, "--decided-by", "张局长", "-o", path, now=now).out
    assert "（未办，未到期，期限待定）" in told
    shown = revisit.json("close", MONTH, "--certificate", now=now)
    assert {each["id"]: each["verdict"] for each in shown["carried"]} == {
        "2": "pending", "3": "pending", "2026-H2": "late",
    }  # fmt: skip
    cells = [cell.value for row in openpyxl.load_workbook(path).worksheets[0].rows for cell in row]
    assert "未到期，期限待定" in cells
    before = revisit.json("report", "month", MONTH, now=now)["problems"]
    revisit("calendar", "import", _notice(revisit.folder), now="2027-01-22T09:00")
    later = "2027-01-22T10:00"
    assert _dues(revisit, later) == {1: DUE, 2: DUE, 3: DUE}
    # The cleared month keeps what it knew; both verdicts are January's.
    assert revisit.json("report", "month", MONTH, now=later)["problems"] == before
    assert (before["in_time"], before["carried_not_due"], before["late"]) == (1, 2, 0)
    january = revisit.json("report", "month", NEXT, now=later)["problems"]
    assert january["late"] == 2


@pytest.mark.clause("R19")
def test_a_notice_taken_back_takes_the_days_it_set_with_it(december: Revisit) -> None:
    _record(december, 1, "--suggestion", "窗口午间无人")
    december("flags", "add", FIRMS[0], "--reason", "complaint", "--verified-on", "2026-11-20")
    december("calendar", "import", _notice(december.folder))
    assert _dues(december) == {1: DUE}
    december("undo")
    assert _dues(december) == {1: None}
    assert december.json("visits", "list", "2026-11")["visits"][0]["due"] is None
    assert december.json("audit", "verify")["ok"]
    december("calendar", "import", _notice(december.folder))
    assert _dues(december) == {1: DUE}
