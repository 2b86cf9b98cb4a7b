"""``calls lock`` and ``calls unlock``: early, without a reason, opened again, empty."""

from typing import Any

import pytest

from tests.conftest import Revisit, begins
from tests.filled import mark_cleared
from tests.packets import firm, served

MONTH = "2026-11"
EARLY, DUE = "2026-11-12T09:00", "2026-11-26T09:00"


@begins
def desk(revisit: Revisit) -> Revisit:
    """Three firms in one ledger; another unit owes one and has not filed."""
    for unit in ("审批科", "燃气办", "人事科"):
        revisit("units", "add", unit, now="2026-10-20T09:00")
    revisit.now = EARLY
    served(revisit, 3)
    return revisit


def list_told(desk: Revisit) -> Any:
    return desk.json("report", "month", MONTH)["list"]


@pytest.mark.clause("R20", "三(一)1")
@pytest.mark.parametrize("reason", [None, "局里要求先拨"])
def test_an_early_freeze_is_done_and_printed_with_what_it_went_without(
    desk: Revisit, reason: str | None
) -> None:
    told = desk.json("calls", "lock", MONTH, *(("--early", reason) if reason else ()))
    assert (told["early"], told["missing"]) == (True, ["人事科"])
    assert list_told(desk)["early"] is True
    assert (list_told(desk)["missing"], list_told(desk)["reason"]) == (["人事科"], reason)
    said = f"理由：{reason or '未说明'}"
    for now in (EARLY, DUE):
        out = desk("report", "month", MONTH, now=now).out.replace("\n", "")
        assert f"【提前锁定】11月12日锁定名单，当时人事科台账未到；{said}。" in out
    assert desk.json("status", MONTH)["list"]["early"]
    assert desk.json("audit", "verify")["ok"]


@pytest.mark.clause("R20", "R36")
def test_a_reason_for_what_is_not_early_is_told_to_be_idle(desk: Revisit) -> None:
    ran = desk("calls", "lock", MONTH, "--early", "先拨", now=DUE)
    assert "没有用上" in ran.err
    told = list_told(desk)
    assert (told["early"], told["reason"], told["missing"]) == (False, None, [])


@pytest.mark.clause("R20")
def test_a_list_opened_again_takes_in_whoever_came_and_is_frozen_anew(desk: Revisit) -> None:
    desk("calls", "lock", MONTH)
    desk("calls", "unlock", MONTH)
    assert not desk.json("calls", "list", MONTH)["locked"]
    assert (list_told(desk)["frozen"], list_told(desk)["early"]) == (0, False)
    desk("calls", "unlock", MONTH, code=5)
    served(desk, 5)
    desk("calls", "lock", MONTH, now=DUE)
    told = list_told(desk)
    assert (told["frozen"], told["added"], told["early"]) == (5, 0, False)
    assert desk.json("audit", "verify")["ok"]
    kinds = [each["kind"] for each in desk.json("audit", "log")["events"]]
    assert kinds.count("CallsLocked") == 2
    assert kinds.count("CallsUnlocked") == 1


@pytest.mark.clause("R20")
def test_a_list_with_a_record_on_it_or_a_sheet_out_stays_frozen(desk: Revisit) -> None:
    desk("calls", "lock", MONTH)
    desk("calls", "record", 1, "--outcome", "占线", now=DUE)
    assert "已有拨打记录" in desk("calls", "unlock", MONTH, code=5, now=DUE).err
    desk("calls", "undo", 1, "--reason", "误记", now=DUE)
    desk("calls", "sheet", MONTH, "--names", "甲", "-o", desk.folder / "表", now=DUE)
    assert "回访表" in desk("calls", "unlock", MONTH, code=5, now=DUE).err
    desk("calls", "release", "--clerk", "甲", now=DUE)
    mark_cleared(desk, MONTH)
    assert "清零" in desk("calls", "unlock", MONTH, "--correct", "x", code=5, now=DUE).err


@pytest.mark.clause("R20", "四3")
def test_a_month_without_firms_freezes_an_empty_list_and_is_cleared(revisit: Revisit) -> None:
    revisit("units", "add", "审批科", now="2026-09-20T09:00")
    revisit.now = "2026-11-26T09:00"
    revisit("ledgers", "zero", "审批科", "2026-10", now="2026-10-24T09:00")
    assert "revisit calls lock 2026-10" in revisit("status", "2026-10").out
    revisit("calls", "lock", "2026-10")
    told = revisit.json("report", "month", "2026-10")
    assert (told["firms"], told["list"]["frozen"], told["list"]["early"]) == (0, 0, False)
    assert told["coverage"]["value"] is None
    revisit("close", "2026-10")
    assert "N 0 ＝ 锁定 0 ＋ 补入 0" in revisit("close", "2026-10", "--certificate").out


@pytest.mark.clause("R20")
@pytest.mark.parametrize(("typed", "reason"), [("先拨", "先拨"), ("", None)])
def test_on_a_terminal_the_reason_is_asked_for(
    desk: Revisit,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    reason: str | None,
) -> None:
    asked: list[str] = []

    def heard(prompt: str) -> str:
        asked.append(prompt)
        return typed

    monkeypatch.setattr("revisit_cli.cli.calls.listing.may_ask", lambda _: True)
    monkeypatch.setattr("revisit_cli.cli.calls.listing.heard", heard)
    assert "人事科" in desk("calls", "lock", MONTH).err
    assert len(asked) == 1
    assert list_told(desk)["reason"] == reason
    assert firm(0) in desk("calls", "list", MONTH).out


def test_on_a_terminal_nothing_is_asked_where_it_is_not_early(
    desk: Revisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("revisit_cli.cli.calls.listing.may_ask", lambda _: True)
    desk("calls", "lock", MONTH, now=DUE)
    assert list_told(desk)["early"] is False
