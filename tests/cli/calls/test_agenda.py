"""The day's appointments as a page, and on the card of another firm."""

import pytest

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
