"""Units that come and go: which months lack a ledger of theirs, and which never did."""

import sqlite3
from datetime import date

import openpyxl
import pytest

from revisit_cli.store.migrations import STEPS
from tests.conftest import Revisit, begins
from tests.ledgers import write_ledger
from tests.older import AT, write_older

ENTERED = ("2026-11-02T09:00", "2026-11-12T09:00", "2026-11-20T18:00", "2026-11-26T09:00")


def _missing(revisit: Revisit, month: str) -> list[str]:
    """Return who lacks a ledger of a month, as every screen tells it."""
    listed: list[str] = revisit.json("ledgers", "list", month)["missing"]
    report = revisit.json("report", "month", month)
    duty = revisit.json("report", "duty", month)
    told = [each["unit"] for each in report["units"] if each["filing"] == "missing"]
    assert sorted(told) == sorted(listed)
    told = [each["unit"] for each in duty["units"] if each["filing"] == "missing"]
    assert sorted(told) == sorted(listed)
    assert report["filings"]["missing"] == len(listed) == duty["filings"]["missing"]
    return listed


def _accused(revisit: Revisit, month: str) -> list[str]:
    found = revisit.json("duty", "find", month)["findings"]
    return [each["unit"] for each in found if each["kind"] == "missing"]


@begins
def october(revisit: Revisit) -> Revisit:
    """October with one unit's ledger, every call made."""
    revisit.now = "2026-10-25T10:00"
    revisit("import", write_ledger(revisit.folder, "审批科", ["示例甲厂"], date(2026, 10, 9)))
    revisit.now = "2026-10-27T09:00"
    revisit("calls", "record", 1, "--outcome", "refused_hard", "--words", "不必再打")
    return revisit


@pytest.mark.clause("R26")
@pytest.mark.parametrize("entered", ENTERED)
@pytest.mark.parametrize("is_cleared", [False, True])
def test_a_unit_entered_in_november_owed_nothing_in_october(
    october: Revisit, entered: str, is_cleared: bool
) -> None:
    if is_cleared:
        october("calls", "lock", "2026-10")
        october("close", "2026-10", now="2026-11-01T09:00")
    before = october.json("report", "month", "2026-10", now="2026-11-01T10:00")
    october.now = entered
    october("units", "add", "新科")
    assert _missing(october, "2026-10") == []
    assert _accused(october, "2026-10") == []
    after = october.json("report", "month", "2026-10", now="2026-11-01T10:00")
    assert after["units"] == before["units"]
    assert "新科" in _missing(october, "2026-11")


@pytest.mark.clause("R26")
def test_a_unit_owes_from_the_month_said_and_a_cleared_one_only_by_a_correction(
    october: Revisit,
) -> None:
    october("calls", "lock", "2026-10")
    october("close", "2026-10", now="2026-11-01T09:00")
    october.now = "2026-11-26T09:00"
    october("units", "add", "新科", "--since", "2026-10", code=5)
    october("units", "add", "新科", "--since", "2026-10", "--correct", "名册漏了")
    assert _missing(october, "2026-10") == ["新科"]
    (told,) = october.json("report", "month", "2026-10")["corrections"]
    assert (told["kind"], told["reason"]) == ("unit", "名册漏了")
    october("units", "set", "新科", "--since", "2026-11", code=5)
    october("units", "set", "新科", "--since", "2026-11", "--correct", "那时还没有")
    assert _missing(october, "2026-10") == []
    october("units", "add", "又一科", "--since", "2026-12")
    assert _missing(october, "2026-11") == ["审批科", "新科"]
    assert _missing(october, "2026-12") == ["审批科", "新科", "又一科"]


@pytest.mark.clause("R26")
def test_a_unit_that_leaves_owes_to_that_month_and_no_cleared_month_changes(
    october: Revisit,
) -> None:
    october("units", "add", "旧科", "--since", "2026-09", now="2026-10-20T09:00")
    assert _missing(october, "2026-10") == ["旧科"]
    october("duty", "find", "2026-10", now="2026-11-01T08:00")
    october("calls", "lock", "2026-10")
    october("close", "2026-10", now="2026-11-01T09:00")
    october.now = "2026-11-26T09:00"
    october("units", "set", "旧科", "--no-roster")
    assert [_missing(october, f"2026-{month}") for month in (10, 11, 12)] == [
        ["旧科"], ["审批科", "旧科"], ["审批科"]
    ]  # fmt: skip
    october("units", "set", "旧科", "--until", "2026-09", code=5)
    october("units", "set", "旧科", "--until", "2026-10")
    assert _missing(october, "2026-11") == ["审批科"]
    october("units", "set", "旧科", "--since", "2026-12")
    assert [_missing(october, f"2026-{month}") for month in (10, 11, 12)] == [
        ["旧科"], ["审批科"], ["审批科", "旧科"]
    ]  # fmt: skip
    shown = october.json("units", "show", "旧科")
    assert (shown["owes"], shown["owes_since"], shown["owes_until"]) == (True, "2026-12", None)


@pytest.mark.clause("R26")
def test_a_unit_added_by_an_import_owes_from_that_ledgers_month(revisit: Revisit) -> None:
    revisit.now = "2026-11-26T09:00"
    revisit("import", write_ledger(revisit.folder, "审批科", ["示例甲厂"], date(2026, 10, 9)))
    assert [_missing(revisit, f"2026-{month}") for month in ("09", "10", "11")] == [
        [], [], ["审批科"]
    ]  # fmt: skip
    revisit("units", "add", "质安站")
    roster = revisit.folder / "名册.csv"
    roster.write_text("单位名称\n质安站\n", encoding="utf-8")
    revisit("units", "import", roster)
    assert _missing(revisit, "2026-11") == ["质安站"]
    other = write_ledger(revisit.folder, "燃气办", ["示例乙厂"], date(2026, 11, 9))
    revisit("import", other, "--new-units")
    assert _missing(revisit, "2026-11") == ["质安站"]
    assert _missing(revisit, "2026-12") == ["质安站", "燃气办"]


@pytest.mark.clause("R26")
def test_the_first_roster_changes_no_month_before_it(october: Revisit) -> None:
    october.now = "2026-11-26T09:00"
    assert _missing(october, "2026-11") == ["审批科"]
    assert _missing(october, "2026-12") == ["审批科"]
    roster = october.folder / "名册.csv"
    roster.write_text("单位名称\n质安站\n", encoding="utf-8")
    october("units", "import", roster)
    assert _missing(october, "2026-10") == []
    assert _missing(october, "2026-11") == ["质安站"]
    assert october.json("units", "show", "审批科")["owes_until"] == "2026-10"


@pytest.mark.clause("R26")
def test_of_an_older_file_the_report_says_that_its_roster_has_no_dates(revisit: Revisit) -> None:
    steps = next(n for n, each in enumerate(STEPS) if each.endswith("_roster"))

    def enter(connection: sqlite3.Connection) -> None:
        rows = [(name, name != "不在册", AT) for name in ("审批科", "质安站", "不在册")]
        connection.executemany(
            "insert into unit (name, is_on_roster, created_at) values (?, ?, ?)", rows
        )

    write_older(revisit.db, steps, [enter])
    assert _missing(revisit, "2026-09") == ["审批科", "质安站"]
    for kind in ("month", "duty"):
        assert revisit.json("report", kind, "2026-09")["undated_units"] == 2
        page = revisit.folder / f"{kind}.html"
        revisit("report", kind, "2026-09", "-o", page)
        assert "2 个单位由旧版文件带来，没有登记自哪个月起应报台账" in page.read_text("utf-8")
    revisit("units", "set", "审批科", "--since", "2026-11")
    assert _missing(revisit, "2026-09") == ["质安站"]
    assert revisit.json("report", "month", "2026-09")["undated_units"] == 1
    assert revisit.json("report", "month", "2026-11")["undated_units"] == 1
    revisit("units", "set", "质安站", "--since", "2026-11")
    assert revisit.json("report", "month", "2026-11")["undated_units"] == 0
    assert revisit.json("audit", "verify")["ok"]


@pytest.mark.clause("R26")
def test_leaving_and_staying_at_once_is_refused(october: Revisit) -> None:
    october("units", "set", "审批科", "--until", "2026-11", "--roster", code=2)
    october("units", "set", "审批科", "--until", "2026-11", "--since", "2026-10", code=2)
    october("units", "set", "审批科", "--until", "2026-08", code=2)
    assert october.json("units", "show", "审批科")["owes_until"] is None


def _changes(revisit: Revisit, month: str) -> list[tuple[str, str, str, str]]:
    """Return a month's changes of the roster, held to rows, sentence, workbook and page."""
    told = revisit.json("report", "month", month)["roster_changes"]
    behind = revisit.json("report", "month", month, "--explain", "roster_changes")
    assert (behind["figure"], behind["untold"]) == (len(told), None)
    assert [(each["unit"], each["state"]) for each in behind["rows"]] == [
        (each["unit"], each["change"]) for each in told
    ]
    assert revisit.json("report", "duty", month)["roster_changes"] == told
    assert revisit.json("status", month)["roster_changes"] == told
    duty, status = (revisit(*words, month).out for words in (("report", "duty"), ("status",)))
    assert (f"名册事后改动 {len(told)} 处" in status) == bool(told)
    book, page = revisit.folder / "月报.xlsx", revisit.folder / "月报.html"
    revisit("report", "month", month, "-o", book, "-o", page, "--force")
    cells = [
        str(cell)
        for sheet in openpyxl.load_workbook(book)
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    ]
    screen = revisit("report", "month", month, "--all").out
    for text in ("\n".join(cells), page.read_text("utf-8"), screen, duty):
        assert ("名册事后改动" in text) == bool(told)
        assert all(each["unit"] in text and each["by"] in text for each in told)
    return [(each["unit"], each["change"], each["at"][:16], each["by"]) for each in told]


@pytest.mark.clause("三(一)1", "R26")
def test_a_unit_taken_off_or_put_on_a_months_roster_afterwards_is_named(october: Revisit) -> None:
    october("units", "add", "旧科", now="2026-11-02T09:00")
    october("units", "set", "旧科", "--leader", "张三", now="2026-12-01T08:00")
    assert _changes(october, "2026-11") == []
    october.now, october.by = "2026-12-02T09:00", "李四"
    assert _missing(october, "2026-11") == ["审批科", "旧科"]
    october("units", "set", "旧科", "--no-roster", "--until", "2026-10")
    off = ("旧科", "left", "2026-12-02T09:00", "李四")
    assert _missing(october, "2026-11") == ["审批科"]
    assert _changes(october, "2026-11") == [off]
    assert _changes(october, "2026-10") == []
    assert _changes(october, "2026-12") == [("旧科", "left", "2026-12-02T09:00", "李四")]
    october.now, october.by = "2026-12-03T09:00", "王五"
    october("units", "set", "审批科", "--since", "2026-12")
    later = ("审批科", "left", "2026-12-03T09:00", "王五")
    assert _missing(october, "2026-11") == []
    assert _changes(october, "2026-11") == [off, later]
    assert _changes(october, "2026-10") == [later]
    october("units", "add", "新科", "--since", "2026-11", now="2026-12-04T09:00")
    october("units", "set", "旧科", "--since", "2026-11", now="2026-12-05T09:00")
    assert _changes(october, "2026-11") == [
        off, later,
        ("新科", "entered", "2026-12-04T09:00", "王五"),
        ("旧科", "entered", "2026-12-05T09:00", "王五"),
    ]  # fmt: skip
    assert _changes(october, "2026-12") == [("旧科", "left", "2026-12-02T09:00", "李四")]


@pytest.mark.clause("R26")
def test_a_change_of_the_roster_that_was_taken_back_is_none(october: Revisit) -> None:
    october.now = "2026-11-02T09:00"
    october("units", "add", "旧科")
    october.now = "2026-12-02T09:00"
    october("units", "set", "旧科", "--until", "2026-10")
    assert [each[0] for each in _changes(october, "2026-11")] == ["旧科"]
    october("undo")
    assert (_missing(october, "2026-11"), _changes(october, "2026-11")) == (["审批科", "旧科"], [])
    october("units", "add", "新科", "--since", "2026-11")
    assert [each[:2] for each in _changes(october, "2026-11")] == [("新科", "entered")]
    october("undo")
    assert _changes(october, "2026-11") == []


@pytest.mark.clause("R26")
def test_whom_the_first_roster_leaves_out_after_the_day_is_named(october: Revisit) -> None:
    october.now = "2026-11-26T09:00"
    roster = october.folder / "名册.csv"
    roster.write_text("单位名称\n质安站\n燃气办\n排水站\n", encoding="utf-8")
    october("units", "import", roster)
    assert [each[:3] for each in _changes(october, "2026-11")] == [
        ("审批科", "left", "2026-11-26T09:00"),
        ("质安站", "entered", "2026-11-26T09:00"),
        ("燃气办", "entered", "2026-11-26T09:00"),
        ("排水站", "entered", "2026-11-26T09:00"),
    ]
    assert _changes(october, "2026-10") == []
