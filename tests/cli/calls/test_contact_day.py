"""No firm is called before its service, nor tomorrow, whoever puts it on record and how."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from tests.cli.calls.desk_script import Clerk
from tests.conftest import Ran, Revisit
from tests.packets import FINE, FIRST_ROW, HEAD, fill, rows_of

FIRM = "示例市甲子有限公司"
SERVED = "2026-11-20"
OPTIONS = ("--outcome", "接通", "--overall", "满意")


def _imported(revisit: Revisit, *days: str, firm: str = FIRM, now: str | None = None) -> None:
    rows = [f"审批科,办事员,{day},许可{n},{firm},某甲,13800000001" for n, day in enumerate(days)]
    path = revisit.folder / f"审批科{firm}.csv"
    path.write_text("\n".join([HEAD, *rows]), encoding="utf-8")
    revisit("import", path, "--month", "2026-11", now=now)


def _options(revisit: Revisit, at: str, code: int) -> Ran:
    return revisit("calls", "record", 1, *OPTIONS, "--at", at, code=code)


def _inbound(revisit: Revisit, at: str, code: int) -> Ran:
    return revisit("calls", "record", 1, *OPTIONS, "--inbound", "--at", at, code=code)


def _batch(revisit: Revisit, at: str, code: int) -> Ran:
    line = {"call": 1, "outcome": "接通", "overall": "满意", "at": at}
    path = revisit.folder / "补录.jsonl"
    path.write_text(json.dumps(line, ensure_ascii=False), encoding="utf-8")
    return revisit("calls", "record", "--from", path, code=code and 3)


def _table(revisit: Revisit, at: str, code: int) -> Ran:
    """A workbook to key in, whose cell holds a date and no text."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["电话号", "结果", "总体评价", "回访时间"])
    sheet.append([1, "接通", "满意", datetime.fromisoformat(at)])
    book.save(revisit.folder / "补录.xlsx")
    return revisit("calls", "record", "--from", revisit.folder / "补录.xlsx", code=code and 3)


def _sheet(revisit: Revisit, at: str, code: int) -> Ran:
    (packet,) = revisit.json(
        "calls", "sheet", "2026-11", "--names", "甲", "-o", revisit.folder / "表", "--force"
    )["packets"]
    sheet = fill(Path(packet["path"]), {FIRST_ROW: {**FINE, "at": datetime.fromisoformat(at)}})
    return revisit("calls", "absorb", sheet, code=code and 8)


@pytest.mark.clause("R35")
@pytest.mark.parametrize("door", [_options, _inbound, _batch, _table, _sheet])
@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2026-11-19T15:00", SERVED),
        ("2026-11-27T10:00", "2026-11-26 09:00"),
        ("2026-11-26T09:01", "2026-11-26 09:00"),
        ("2026-11-20T00:00", None),
        ("2026-11-26T09:00", None),
    ],
)
def test_a_call_is_refused_before_the_service_and_ahead_with_the_day_it_could_be(
    revisit: Revisit, door: Callable[[Revisit, str, int], Ran], at: str, told: str | None
) -> None:
    _imported(revisit, SERVED, "2026-11-24")
    code = 0 if told is None else 5 if told == SERVED else 2
    ran = door(revisit, at, code)
    assert told is None or told in ran.err + ran.out or "不晚于现在" in ran.err + ran.out
    (call,) = revisit.json("calls", "list", "2026-11")["calls"]
    assert (call["state"] == "new") == (told is not None)


@pytest.mark.clause("R35")
def test_a_firm_whose_service_has_no_day_is_held_against_the_future_alone(revisit: Revisit) -> None:
    _imported(revisit, "")
    _options(revisit, "2026-11-27T10:00", 2)
    _options(revisit, "2026-09-01T10:00", 0)


@pytest.mark.clause("R30", "R35")
def test_a_firm_whose_service_lies_ahead_waits_for_its_day(revisit: Revisit) -> None:
    revisit.now = "2026-11-20T09:00"
    _imported(revisit, "2026-11-24")
    _imported(revisit, "2026-11-19", "2026-11-24", firm="示例市乙丑有限公司")
    assert revisit.json("calls", "next", "2026-11", by="甲")["id"] == 2
    revisit("calls", "record", 2, *OPTIONS, by="甲")
    assert revisit.json("calls", "next", "2026-11", by="甲") is None
    assert "11-24 08:30" in revisit("calls", "next", "2026-11", by="甲").out
    for words in (("record", 1, "--outcome", "占线"), ("inbound", FIRM, "--month", "2026-11")):
        ran = revisit("calls", *words, code=5, by="甲")
        assert "2026-11-24" in ran.err
    assert not Clerk(revisit, "甲", revisit.now).types().saved
    assert revisit.json("calls", "next", "2026-11", by="甲", now="2026-11-24T08:31")["id"] == 1


@pytest.mark.clause("R35")
def test_a_sheet_says_from_which_day_on_a_firm_may_be_called(revisit: Revisit) -> None:
    revisit.now = "2026-11-20T09:00"
    _imported(revisit, "2026-11-24")
    (packet,) = revisit.json(
        "calls", "sheet", "2026-11", "--names", "甲", "-o", revisit.folder / "表"
    )["packets"]
    (row,) = rows_of(Path(packet["path"]))
    assert row["last"] == "11-24 08:30 起再拨"


@pytest.mark.clause("R35", "三(一)2")
def test_a_visit_is_refused_before_the_first_service_and_ahead(revisit: Revisit) -> None:
    _imported(revisit, SERVED)
    for firm in (FIRM,):
        revisit("flags", "add", firm, "--reason", "差评", "--month", "2026-11")
    ran = revisit("visits", "record", 1, "--lead", "组长", "--at", "2026-11-19 10:00", code=5)
    assert SERVED in ran.err
    revisit("visits", "record", 1, "--lead", "组长", "--at", "2026-11-27 10:00", code=2)
    revisit("visits", "record", 1, "--lead", "组长", "--at", "2026-11-20 08:00")
    # What is added later to a visit that took place is no other visit.
    revisit("visits", "record", 1, "--lead", "另一组长")
