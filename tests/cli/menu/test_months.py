"""A month cleared at the menu: a re-check that can be drawn still is asked about."""

import io
from collections.abc import Callable
from typing import Any

import pytest

from tests.called import ANSWERS
from tests.cli.terminal import Spawn, answer
from tests.conftest import Revisit

ASKED = "复核没抽，会印“未复核”"
QUESTION = f"{ASKED}  1先去抽 2照样清零> "


@pytest.fixture
def called(desk: Revisit) -> Revisit:
    """A month whose calls are all made, the day before it is cleared."""
    desk("calls", "lock", "2026-11")
    for call, unit in ((1, "审批科"), (1, "燃气办"), (2, "审批科"), (3, "审批科")):
        desk("calls", "record", call, "--unit", unit, "--outcome", "接通", *ANSWERS)
    desk.now = "2026-12-21T09:00"
    return desk


@pytest.fixture
def closing(called: Revisit, spawn: Spawn) -> Callable[[], Any]:
    """Return a clerk who is about to clear the month at the menu."""

    def begun() -> Any:
        child = spawn(called, lines=50, folder=called.folder)
        child.logfile_read = io.StringIO()
        answer(child, "11月", "7", "2")
        return child

    return begun


def _is_cleared(desk: Revisit) -> bool:
    duties = desk.json("status", "2026-11")["duties"]
    return bool(next(each["done"] for each in duties if each["what"] == "每月清零"))


def _leaves(child: Any) -> str:
    child.expect("办哪件[^>]*> ")
    child.sendline("q")
    child.expect("再见")
    return str(child.logfile_read.getvalue())


def test_a_month_is_cleared_without_a_re_check_where_that_is_said(
    called: Revisit, closing: Callable[[], Any]
) -> None:
    child = closing()
    child.expect(QUESTION)
    child.sendline("2")
    child.expect("写 11月 才清零[^>]*> ")
    child.sendline("11月")
    child.expect(r"同一件事的命令：\s*revisit close 2026-11 ")
    said = _leaves(child)
    assert said.count(ASKED) == 1
    assert "recheck freeze" not in said
    assert _is_cleared(called)


@pytest.mark.parametrize("is_frozen", [False, True])
def test_a_re_check_is_drawn_first_and_is_not_asked_about_again(
    called: Revisit, closing: Callable[[], Any], is_frozen: bool
) -> None:
    if is_frozen:
        called("recheck", "freeze", "2026-11")
    child = closing()
    child.expect(QUESTION)
    child.sendline("1")
    answer(child, "机关纪委示例甲", "3714 2026")
    child.expect("复核打完再清零")
    said = _leaves(child)
    assert ("revisit recheck freeze 2026-11" in said) is not is_frozen
    assert "revisit recheck draw 2026-11" in said
    assert not _is_cleared(called)
    assert called.json("recheck", "show", "2026-11")["seed"] == "3714 2026"
    again = closing()
    again.expect("写 11月 才清零[^>]*> ")
    again.sendline("")
    assert ASKED not in _leaves(again)


def test_the_question_is_explained_and_left_with_nothing_done(
    called: Revisit, closing: Callable[[], Any]
) -> None:
    child = closing()
    child.expect(QUESTION)
    child.sendline("?")
    child.expect("请没打过的人再打一次")
    child.expect(QUESTION)
    child.sendline("")
    child.expect("请按 1 至 2")
    child.expect(QUESTION)
    child.sendline("q")
    child.expect("没有办，什么也没有改")
    assert "才清零（" not in _leaves(child)
    assert not _is_cleared(called)


def test_back_at_the_question_is_the_one_before_and_not_out_of_the_close(
    called: Revisit, closing: Callable[[], Any]
) -> None:
    called("problems", "add", "--words", "停车难", now="2026-12-20T09:00")
    child = closing()
    child.expect("问题 1 怎么办> ")
    child.sendline("2")
    answer(child, "李局长")
    child.expect(QUESTION)
    child.sendline("<")
    child.expect("哪位领导同意的[^>]*> ")
    child.sendline("张局长")
    child.expect(QUESTION)
    child.sendline("2")
    child.expect("写 11月 才清零[^>]*> ")
    child.sendline("<")
    child.expect(QUESTION)
    child.sendline("2")
    child.expect("写 11月 才清零[^>]*> ")
    child.sendline("11月")
    child.expect(r"同一件事的命令：\s*revisit close 2026-11 .*张局长")
    _leaves(child)
    assert _is_cleared(called)


def test_a_bureau_that_makes_no_re_checks_is_not_asked_about_one(
    called: Revisit, closing: Callable[[], Any]
) -> None:
    called("settings", "set", "recheck", "off", "--from", "2026-11")
    child = closing()
    child.expect("写 11月 才清零[^>]*> ")
    child.sendline("")
    assert ASKED not in _leaves(child)


def test_a_re_check_that_cannot_be_drawn_yet_is_told_and_not_asked_about(
    called: Revisit, closing: Callable[[], Any]
) -> None:
    called("calls", "undo", 3, "--reason", "按错")
    child = closing()
    child.expect("怎么办> ")
    child.sendline("2")
    answer(child, "张局长")
    child.expect("没有复核：")
    child.expect("写 11月 才清零[^>]*> ")
    child.sendline("11月")
    assert ASKED not in _leaves(child)
    assert _is_cleared(called)


def test_a_re_check_that_is_required_is_seen_to_and_no_call_is(
    called: Revisit, closing: Callable[[], Any]
) -> None:
    called("settings", "set", "recheck", "required", "--from", "2026-11")
    child = closing()
    child.expect("复核 2026-11")
    child.expect("怎么办> ")
    child.sendline("1")
    child.expect("1封名单 2抽签")
    child.expect("> ")
    child.sendline("<")
    child.expect("复核 2026-11 怎么办> ")
    child.sendline("3")
    said = _leaves(child)
    assert ASKED not in said
    assert not _is_cleared(called)
