"""The day's appointments as a page, and on the card of another firm."""

import re

import openpyxl
import pytest

from revisit_cli.labels.reports.agenda import HEADINGS, WIDTHS
from tests.cli.calls.desk_script import FIRMS, Clerk
from tests.conftest import Revisit

NOW = "2026-11-26T09:00"


def _promised(desk: Revisit) -> None:
    for call, at in ((1, "10:00"), (2, "2026-11-26T09:30"), (3, "2026-11-27T09:30")):
        agreed = ("--callback", at, "--with", "联系人甲", "--party", "企业的人")
        desk("calls", "record", call, "--outcome", "约定再拨", *agreed, now="2026-11-26T08:00")


def test_todays_appointments_stand_by_the_clock(desk: Revisit) -> None:
    _promised(desk)
    told = desk.json("calls", "agenda", now=NOW)["appointments"]
    assert [(each["firm"], each["at"][11:16]) for each in told] == [
        (FIRMS[1], "09:30"),
        (FIRMS[0], "10:00"),
    ]
    assert {each["with"] for each in told} == {"联系人甲"}
    page = desk("calls", "agenda", now=NOW).out
    assert "30分钟后" in page
    assert "约好 2 户" in page
    assert "过了" in desk("calls", "agenda", now="2026-11-26T09:31").out
    assert len(desk.json("calls", "agenda", "--all", now=NOW)["appointments"]) == 3


def test_a_day_without_appointments_says_so(desk: Revisit) -> None:
    assert desk("calls", "agenda").out == "今天没有约好的\n"
    desk("calls", "agenda", "-o", desk.folder / "约.html")
    assert "今天没有约好的电话。" in (desk.folder / "约.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("whole", [(), ("--all",)])
def test_the_appointments_are_written_as_a_page_to_call_by(
    desk: Revisit, whole: tuple[str, ...]
) -> None:
    _promised(desk)
    path, now = desk.folder / "约.html", "2026-11-26T09:31"
    assert desk("calls", "agenda", *whole, "-o", path, now=now).out == f"{path}\n"
    told = desk.json("calls", "agenda", *whole, "-o", desk.folder / "约.xlsx", now=now)
    text = path.read_text(encoding="utf-8")
    rows = [
        [re.sub("<.*?>", "", cell) for cell in re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row)]
        for row in re.findall(r"<tr[^>]*>(.*?)</tr>", text, re.DOTALL)[1:]
    ]
    times = ["09:30　过了", "10:00", "11月27日　周五　09:30"][: len(told["appointments"])]
    assert [row[0] for row in rows] == times
    assert [row[1:4] for row in rows] == [
        [each["firm"], str(each["call"]), "联系人甲"] for each in told["appointments"]
    ]
    assert f"约好{len(rows)}户，其中1户过了约好的时间。" in text
    # What is filled in by hand has room.
    assert '<th class="room" scope="col" role="columnheader">结果</th>' in text
    assert "th.room { width: 20%; }" in text
    assert "1380000" not in text
    sheet = openpyxl.load_workbook(told["file"]).worksheets[0]
    cells = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {"约好的电话" if whole else "今天约好的电话", *times} <= cells
    desk("calls", "agenda", "-o", path, code=3)
    desk("calls", "agenda", "-o", desk.folder / "约.pdf", code=2)


def test_an_outcome_has_room_beside_each_appointment() -> None:
    """It is written by hand: a sixth of the page at the least."""
    assert len(WIDTHS) == len(HEADINGS)
    assert 6 * WIDTHS[HEADINGS.index("结果")] >= sum(WIDTHS)


def test_a_card_says_what_is_promised_next_but_not_of_itself(desk: Revisit) -> None:
    _promised(desk)
    assert f"下一约 10:00 {FIRMS[0]}" in desk("calls", "next", now="2026-11-26T09:30").out


def test_the_desk_says_it_too(
    clerk: Clerk, desk: Revisit, capsys: pytest.CaptureFixture[str]
) -> None:
    _promised(desk)
    clerk.now = "2026-11-26T09:30"
    clerk.types()
    assert f"下一约 10:00 {FIRMS[0]}" in capsys.readouterr().out
