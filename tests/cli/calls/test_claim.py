"""Claims: two clerks and one firm, leases that run out, clocks that go back, taking over."""

import os
from typing import Any

import pytest

from tests.cli.calls.desk_script import FIRMS, Clerk
from tests.conftest import Revisit

NINE, HALF_PAST, NOON = "2026-11-26T09:00", "2026-11-26T09:31", "2026-11-26T11:00"


def _leases(desk: Revisit) -> dict[int, tuple[str | None, str | None]]:
    rows = desk.rows("select call, owner, until from lease")
    return {call: (owner, until) for call, owner, until in rows}


def _offered(clerk: Clerk) -> int:
    from revisit_cli.operations.calls.claim import next_call
    from revisit_cli.records.calls.card import CallShown

    shown = next_call(clerk.context(), "2026-11")
    assert isinstance(shown, CallShown)
    return shown.call.id


def _record(desk: Revisit, call: int, *words: object, **more: Any) -> Any:
    return desk("calls", "record", call, *words, **more)


def test_a_lease_that_ran_out_still_records_while_nobody_took_the_firm(desk: Revisit) -> None:
    mine = desk.json("calls", "next", by="甲", now=NINE)
    told = desk.json(
        *("calls", "record", mine["id"], "--outcome", "占线", "--token", mine["token"]),
        by="甲",
        now=NOON,
    )
    assert told["outcome"] == "busy"


def test_a_record_too_late_is_told_why_and_its_answers_are_kept(desk: Revisit) -> None:
    mine = desk.json("calls", "next", by="甲", now=NINE)
    taken = desk.json("calls", "take", mine["id"], by="乙", now=NINE)
    assert taken == {"call": 1, "token": mine["token"] + 1, "from": "甲", "until": taken["until"]}
    ran = _record(
        *(desk, mine["id"], "--outcome", "接通", "--overall", "不满意", "--suggestion", "少跑一趟"),
        *("--token", mine["token"]),
        by="甲",
        now=NINE,
        code=5,
    )
    assert "乙" in ran.err
    drafts = desk.json("calls", "drafts", by="甲")["drafts"]
    assert [(each["call"], each["firm"], each["state"]) for each in drafts] == [
        (1, FIRMS[0], "new")
    ]
    assert desk.json("calls", "drafts", by="乙")["drafts"] == []
    desk("calls", "drafts", "--drop", 1, by="甲")
    assert desk.json("calls", "drafts", by="甲")["drafts"] == []


def test_a_draft_is_offered_again_to_its_own_clerk_once_the_firm_is_free(
    desk: Revisit, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = desk.json("calls", "next", by="甲", now=NINE)
    desk("calls", "take", mine["id"], by="乙", now=NINE)
    _record(
        *(desk, 1, "--outcome", "接通", "--overall", "不满意", "--token", mine["token"]),
        by="甲",
        now=NINE,
        code=5,
    )
    desk("calls", "release", 1, by="乙", now=NINE)
    again = desk.json("calls", "next", by="甲", now=NINE)
    assert (again["id"], again["why"], again["draft"]) == (1, "draft", True)
    # Another clerk's done call is told of, never offered.
    desk("calls", "take", 1, by="乙", now=NINE)
    _record(desk, 1, "--outcome", "接通", "--overall", "满意", by="乙", now=NINE)
    Clerk(desk).types("q")
    assert "已由 乙 办结" in capsys.readouterr().err


@pytest.mark.clause("三(四)1")
def test_a_clock_that_goes_backwards_takes_nobodys_firm(desk: Revisit) -> None:
    _record(desk, 3, "--outcome", "占线", by="丙", now="2026-11-26T10:00")
    mine = desk.json("calls", "next", by="甲", now="2026-11-26T10:01")
    # Below, a machine two hours behind: its claim is as long as anybody's, and it is told.
    theirs = desk.json("calls", "next", by="乙", now="2026-11-26T08:00")
    assert theirs["id"] != mine["id"]
    assert theirs["until"] == "2026-11-26T10:30:00+08:00"
    assert theirs["behind_minutes"] == 120
    assert "慢 120 分钟" in desk("calls", "next", by="乙", now="2026-11-26T08:00").out
    # Its own clock would call 乙's lease live until 10:30 and so does everybody's.
    third = desk.json("calls", "next", by="丁", now="2026-11-26T10:02")
    assert third is None or third["id"] not in (mine["id"], theirs["id"])


def test_an_open_card_keeps_its_claim_and_one_taken_over_does_not(
    desk: Revisit, clerk: Clerk
) -> None:
    from revisit_cli.operations.calls.claim import keep_claim, next_call
    from revisit_cli.records.calls.card import CallShown

    shown = next_call(clerk.context(), "2026-11")
    assert isinstance(shown, CallShown)
    assert shown.token is not None
    clerk.now = "2026-11-26T09:20"
    assert keep_claim(clerk.context(), 1, shown.token)
    assert _leases(desk)[1] == ("甲", "2026-11-26T09:50:00+08:00")
    desk("calls", "take", 1, by="乙", now="2026-11-26T09:21")
    assert not keep_claim(clerk.context(), 1, shown.token)
    assert _leases(desk)[1][0] == "乙"


GONE = 4_194_305
"""A number that no process has: one more than Linux ever gives."""


@pytest.mark.parametrize(
    ("seat", "now", "offered"),
    [
        # The first window's program runs and keeps its card up: the second gets another firm.
        (os.getpid(), "2026-11-26T09:00", 2),
        # It was killed, or its card has not been kept up: the card is given again.
        (GONE, "2026-11-26T09:00", 1),
        (os.getpid(), "2026-11-26T09:02", 1),
    ],
    ids=("open", "killed", "stale"),
)
def test_a_second_window_of_one_clerk_gets_another_firm(
    desk: Revisit, clerk: Clerk, seat: int, now: str, offered: int
) -> None:
    from revisit_cli.operations.calls.claim import let_go

    clerk.seat = seat
    first = _offered(clerk)
    assert _offered(clerk) == first
    clerk.seat, clerk.now = None, now
    assert _offered(clerk) == offered
    # What lies at the other window is not this one's to give back.
    let_go(clerk.context(), first)
    assert _leases(desk)[first][0] == ("甲" if offered != first else None)


def test_the_heart_beats_while_the_card_is_open_and_stops_with_it(
    desk: Revisit, clerk: Clerk
) -> None:
    import threading

    from revisit_cli.cli.calls.desk_claim import kept_up
    from revisit_cli.operations.calls.claim import next_call
    from revisit_cli.records.calls.card import CallShown
    from revisit_cli.records.context import Context

    shown = next_call(clerk.context(), "2026-11")
    assert isinstance(shown, CallShown)
    clerk.now = "2026-11-26T09:20"
    beaten = threading.Event()

    def clock() -> Context:
        beaten.set()
        return clerk.context()

    with kept_up(clock, shown, beat=0.001):
        assert beaten.wait(10)
    assert _leases(desk)[1] == ("甲", "2026-11-26T09:50:00+08:00")
    assert not [each for each in threading.enumerate() if each.name == "lease"]


def test_an_undo_after_anothers_record_is_refused(desk: Revisit) -> None:
    _record(desk, 1, "--outcome", "占线", by="甲", now=NINE)
    _record(desk, 1, "--outcome", "占线", by="乙", now=NOON)
    ran = desk("calls", "undo", 1, "--attempt", 1, "--reason", "误记", code=5)
    assert "乙" in ran.err
    desk("calls", "undo", 1, "--attempt", 9, "--reason", "误记", code=5)
    desk("calls", "undo", "--attempt", 9, "--reason", "误记", code=4)
    desk("calls", "undo", "--reason", "误记", code=4)
    assert desk.json("calls", "undo", "--attempt", 2, "--reason", "误记")["state"] == "retry"
    assert desk.json("calls", "undo", 1, "--reason", "误记")["state"] == "new"


@pytest.mark.clause("R12")
def test_an_undo_gives_back_number_and_suspicion_and_flag(desk: Revisit) -> None:
    _record(desk, 3, "--outcome", "停机空号")
    assert desk.json("calls", "show", 3)["contacts"][0]["phones"] == []
    desk("calls", "undo", 3, "--reason", "误记")
    shown = desk.json("calls", "show", 3)
    assert (shown["state"], shown["contacts"][0]["phones"]) == ("new", ["138****0003"])
    _record(desk, 2, "--outcome", "称未办理过")
    desk("calls", "undo", 2, "--reason", "误记")
    (finding,) = desk.json("duty", "list")["findings"]
    assert finding["state"] == "dismissed"
    # Said again, it is proposed again.
    _record(desk, 2, "--outcome", "称未办理过")
    (finding,) = desk.json("duty", "list")["findings"]
    assert finding["state"] == "suspected"


def test_an_undone_record_leaves_the_appointment_before_it(desk: Revisit) -> None:
    desk("calls", "appoint", 1, "明天9点", "--with", "王工")
    _record(desk, 1, "--outcome", "无人接听")
    assert desk.json("calls", "undo", 1, "--reason", "误记")["state"] == "appointment"
    assert desk.json("calls", "show", 1)["next_at"] == "2026-11-27T09:00:00+08:00"


def test_a_card_put_aside_waits_and_counts_in_no_rate(desk: Revisit) -> None:
    desk("calls", "skip", 1, "--reason", "正在开标")
    shown = desk.json("calls", "show", 1)
    assert (shown["state"], shown["attempts"]) == ("new", 0)
    assert shown["skips"][0]["words"] == "正在开标"
    assert desk.json("calls", "next", by="乙", now="2026-11-26T09:05")["id"] == 2
    assert desk.json("calls", "next", by="丙", now=HALF_PAST)["id"] == 3
    later = desk.json("calls", "next", by="丁", now=HALF_PAST)
    assert (later["id"], later["why"]) == (1, "skipped")
    assert "正在开标" in desk("calls", "show", 1).out
    desk("calls", "skip", 1, "--reason", " ", code=2)
    assert desk.json("audit", "verify")["ok"]


@pytest.mark.parametrize("text", ["甲子", "13800000001", "jz", "1"])
def test_a_firm_that_rings_up_is_found_and_recorded_as_such(desk: Revisit, text: str) -> None:
    shown = desk.json("calls", "inbound", text)
    assert (shown["id"], shown["why"], shown["claimed_by"]) == (1, "inbound", "测试员")
    _record(desk, 1, "--inbound", "--outcome", "接通", "--overall", "满意")
    assert desk.json("calls", "show", 1)["history"][0]["inbound"] is True


def test_a_firm_that_rings_up_and_is_not_clear_is_refused(desk: Revisit) -> None:
    desk("calls", "inbound", "示例市", code=2)
    ran = desk("calls", "inbound", "13999999999", code=4)
    assert "13999999999" not in ran.err
    desk("calls", "take", 1, by="乙")
    desk("calls", "inbound", "甲子", code=5)
    _record(desk, 1, "--outcome", "接通", "--overall", "满意", by="乙")
    desk("calls", "inbound", "甲子", code=5)
    desk("calls", "take", 1, code=5)


@pytest.mark.clause("三(四)2")
def test_the_supervisor_sees_what_will_not_come_right_by_itself(desk: Revisit) -> None:
    assert "没有需要过问的" in desk("calls", "attention").out
    _record(desk, 1, "--outcome", "称未办理过")
    _record(desk, 3, "--outcome", "停机空号")
    told = {each["call"]: each["reasons"] for each in desk.json("calls", "attention")["calls"]}
    assert told == {1: ["denied"], 3: ["returned"]}
    late = "2026-12-11T09:00"
    assert "过截止、等单位补号码" in desk("calls", "attention", "--csv", now=late).out
    assert "须负责人过问 3 户" in desk("calls", "attention", now=late).out
    assert desk("calls", "attention", "--csv").out.count("\n") == 3
