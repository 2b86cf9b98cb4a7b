"""``q`` among the questions of a call asks why: broken off, no more said, or the clerk leaves."""

import pytest

from tests.cli.calls.desk_script import Clerk
from tests.conftest import Revisit

# 接通, one by one: attitude 好 of both units, then what comes next is left.
BEGUN = ("1", "2", "1")
WHY = "1电话断了 2对方不想再答，答过的算数  （回车：我离开，答过的留着）> "


def _calls(desk: Revisit) -> list[dict[str, object]]:
    found: list[dict[str, object]] = desk.json("calls", "list")["calls"]
    return found


def _history(desk: Revisit) -> list[str]:
    return [each["outcome"] for each in desk.json("calls", "show", 1)["history"]]


@pytest.mark.parametrize(
    ("keys", "history", "state", "drafts"),
    [
        ((*BEGUN, "q", ""), [], "new", 1),
        ((*BEGUN, "q", "q"), [], "new", 1),
        ((*BEGUN, "q", "1", "说到材料", ""), ["broken_off"], "retry", 1),
        ((*BEGUN, "q", "电话断了", "", ""), ["broken_off"], "retry", 1),
        ((*BEGUN, "q", "2"), ["partial"], "done", 0),
        (("1", "q", "2", "1", "忙"), ["refused_soft"], "retry", 0),
        (("1", "2", "q", "2", "2", "不想说"), ["refused_hard"], "done", 0),
        (("1", "q", "1", "", ""), ["broken_off"], "retry", 0),
        (("1", "q", ""), [], "new", 0),
        (("1", "1", "q", "2"), ["partial"], "done", 0),
    ],
)
def test_leaving_a_call_asks_why_and_records_what_it_was(
    desk: Revisit,
    clerk: Clerk,
    keys: tuple[str, ...],
    history: list[str],
    state: str,
    drafts: int,
) -> None:
    clerk.types(*keys)
    assert _history(desk) == history
    first = _calls(desk)[0]
    assert first["state"] == state
    assert first["claimed_by"] is None
    assert len(desk.json("calls", "drafts", by="甲")["drafts"]) == drafts


def test_what_was_answered_counts_where_the_firm_will_not_go_on(
    desk: Revisit, clerk: Clerk
) -> None:
    clerk.types("1", "1", "3", "3", "q", "2")
    shown = desk.json("calls", "show", 1)
    (answers,) = {
        (each["attitude"], each["one_time_notice"], each["days"]) for each in shown["evaluations"]
    }
    assert answers == ("good", "yes", 3)
    assert {each["overall"] for each in shown["evaluations"]} == {None}


def test_a_call_that_broke_off_is_gone_on_with_where_it_stopped(
    desk: Revisit, clerk: Clerk
) -> None:
    clerk.types(*BEGUN, "q", "1", "", "")
    clerk.now = "2026-11-27T09:00"
    again = Clerk(desk, now="2026-11-27T15:00")
    again.types("9", "甲子", "1", "1", "1")
    asked = [each for each in again.prompts if "一次" in each or "态度" in each]
    assert asked
    assert "态度" not in asked[0]


def test_back_goes_on_with_the_question_that_was_left(
    desk: Revisit, clerk: Clerk, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk.types(*BEGUN, "q", "?", "9", "<", "1")
    why = [at for at, each in enumerate(clerk.prompts) if each == WHY]
    assert len(why) == 3
    assert clerk.prompts[why[-1] + 1] == clerk.prompts[why[0] - 1]
    said = capsys.readouterr()
    assert "revisit calls record 1 --outcome 中途挂断" in said.out
    assert "没看懂“9”" in said.err
    assert _history(desk) == []


def test_back_from_what_a_broken_call_needs_asks_why_again(desk: Revisit, clerk: Clerk) -> None:
    clerk.types(*BEGUN, "q", "1", "<", "2")
    assert _history(desk) == ["partial"]


def test_the_firm_that_left_is_followed_by_the_next(desk: Revisit, clerk: Clerk) -> None:
    clerk.types(*BEGUN, "q", "2", "2", "")
    assert [each["state"] for each in _calls(desk)] == ["done", "retry", "new"]


def test_whoever_interrupts_is_asked_nothing(desk: Revisit, clerk: Clerk) -> None:
    clerk.types(*BEGUN)
    assert WHY not in clerk.prompts
    assert len(desk.json("calls", "drafts", by="甲")["drafts"]) == 1
