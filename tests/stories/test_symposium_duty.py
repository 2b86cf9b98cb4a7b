"""The half-year's session as R31 has it, on every screen and paper that tells of it."""

import re
from datetime import date
from typing import Any

import pytest

from tests.conftest import Revisit
from tests.filled import firm_name
from tests.ledgers import write_ledger

HALF, MONTH = "2026-H2", "2026-12"
FIRMS = [firm_name(number) for number in range(20)]
SEEDED = "2026-12-07T09:00"
IN_TIME, LATE = "2026-12-10", "2027-01-05"


def _serve(revisit: Revisit, count: int) -> None:
    ledger = write_ledger(revisit.folder, "审批科", FIRMS[:count], date(2026, 12, 2))
    revisit("import", ledger, "--month", MONTH, now="2026-12-05T10:00")


def _drawn(revisit: Revisit) -> list[str]:
    revisit("sample", "freeze", "--half", HALF, now=SEEDED)
    told = revisit.json("sample", "symposium", "--seed", "31415", now="2026-12-07T10:00")
    return [each["firm"] for each in told["ranks"] if each["selected"]]


def _hold(revisit: Revisit, on: str, present: list[str], *words: str, now: str = "") -> Any:
    session = ("--held-on", on, "--chair", "张局长", "--role", "主要领导", "--half", HALF)
    came = [word for firm in present for word in ("--present", firm)]
    return revisit.json("symposium", "record", *session, *came, *words, now=now or f"{on}T17:00")


def _told(revisit: Revisit, now: str) -> tuple[dict[str, Any], dict[str, Any], dict[str, str]]:
    """Return the half-year's duty, its last month's, and what each screen and the page say."""
    duty = revisit.json("report", "half", HALF, now=now)["symposium"]
    status = revisit.json("status", MONTH, now=now)["duties"]
    (shown,) = (each for each in status if each["what"] == "半年座谈")
    words = {
        "half": revisit("report", "half", HALF, now=now).out,
        "list": revisit("symposium", "list", now=now).out,
        "status": revisit("status", "--half", HALF, now=now).out,
    }
    page = revisit.folder / "半年报.html"
    revisit("report", "half", HALF, "-o", page, "--force", now=now)
    # A figure of the page is a link to what it counts.
    words["page"] = re.sub(r"</?a\b[^>]*>", "", page.read_text("utf-8"))
    return duty, shown, {name: "".join(text.split()) for name, text in words.items()}


@pytest.mark.clause("三(二)3", "R31")
def test_a_session_in_time_to_which_enough_came_does_the_duty(revisit: Revisit) -> None:
    _serve(revisit, 20)
    _hold(revisit, IN_TIME, _drawn(revisit)[:12])
    duty, shown, words = _told(revisit, "2026-12-11T09:00")
    assert (duty["done"], shown["done"], shown["late"]) == (1, 1, False)
    for name in ("half", "page"):
        assert "召开座谈1次，到会企业12家" in words[name]
        assert "迟开" not in words[name].replace("算迟开", "")
    assert "已召开，到会12家" in words["list"]


@pytest.mark.clause("三(二)3", "R31")
def test_a_session_held_after_its_half_year_is_late_everywhere(revisit: Revisit) -> None:
    _serve(revisit, 20)
    drawn = _drawn(revisit)
    before, shown, words = _told(revisit, "2027-01-04T09:00")
    assert (before["done"], shown["done"], shown["late"]) == (0, 0, True)
    assert "座谈没有召开，已于12月31日到期" in words["half"]
    told = _hold(revisit, LATE, drawn[:11])
    assert "held_late" in told["notes"]
    duty, shown, words = _told(revisit, "2027-01-06T09:00")
    assert (duty["done"], shown["done"], shown["late"]) == (1, 1, True)
    for name in ("half", "page"):
        assert "座谈迟开，召开1次，到会企业11家" in words[name]
    assert "半年过后才开，算迟开" in words["list"]
    assert "×三(二)3半年座谈1/1" in words["status"]


@pytest.mark.clause("三(二)3", "R31", "R21")
@pytest.mark.parametrize(
    ("now", "is_told"), [("2026-12-31T23:59", False), ("2027-01-01T00:00", True)]
)
def test_a_session_in_time_by_what_is_said_afterwards_is_told_as_that(
    revisit: Revisit, now: str, *, is_told: bool
) -> None:
    _serve(revisit, 20)
    _hold(revisit, IN_TIME, _drawn(revisit)[:11], now=now)
    duty, shown, words = _told(revisit, "2027-01-06T09:00")
    assert (duty["done"], shown["late"]) == (1, False)
    for name in ("half", "page", "list"):
        assert ("半年过后才录入" in words[name]) == is_told


@pytest.mark.clause("三(二)3", "R31")
def test_fewer_than_ten_that_came_are_printed_with_a_remark(revisit: Revisit) -> None:
    _serve(revisit, 20)
    _hold(revisit, IN_TIME, _drawn(revisit)[:9])
    duty, shown, words = _told(revisit, "2026-12-11T09:00")
    assert (duty["done"], shown["done"], shown["late"]) == (1, 1, False)
    for name in ("half", "page"):
        assert "召开座谈1次，到会企业9家，不足" in words[name]
    assert "到会9家，不足制度规定的家数" in words["list"]


@pytest.mark.clause("三(二)3", "R31")
def test_a_session_to_which_nobody_drawn_came_does_no_duty(revisit: Revisit) -> None:
    _serve(revisit, 20)
    drawn = _drawn(revisit)
    _hold(revisit, IN_TIME, [firm for firm in FIRMS if firm not in drawn][:3])
    duty, shown, words = _told(revisit, "2026-12-11T09:00")
    assert (duty["done"], shown["done"], shown["late"]) == (0, 0, False)
    assert "座谈尚未召开，12月31日前召开" in words["half"]
    assert "还没有召开" in words["list"]
    assert "×三(二)3半年座谈0/1" in _told(revisit, "2027-01-02T09:00")[2]["status"]


@pytest.mark.clause("三(二)3", "R31", "R10")
@pytest.mark.parametrize("count", [8, 12, 15])
def test_all_of_a_short_list_are_invited_without_a_draw(revisit: Revisit, count: int) -> None:
    _serve(revisit, count)
    _hold(revisit, IN_TIME, FIRMS[:count])
    duty, shown, words = _told(revisit, "2026-12-11T09:00")
    assert (duty["done"], shown["done"], shown["late"]) == (1, 1, False)
    assert f"召开座谈1次，到会企业{count}家" in words["half"]
    assert ("不足" in words["list"]) == (count < 10)


@pytest.mark.clause("三(二)3", "R31")
def test_a_session_of_a_long_list_that_nobody_drew_from_does_no_duty(revisit: Revisit) -> None:
    _serve(revisit, 20)
    _hold(revisit, IN_TIME, FIRMS[:12])
    assert _told(revisit, "2026-12-11T09:00")[0]["done"] == 0
