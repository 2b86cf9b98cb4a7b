"""The desk on a real pseudo-terminal: keys counted, killed half-way, under GBK, narrow and wide."""

import io
import re
import signal
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from revisit_cli.cli.text import width
from tests.cli.terminal import Spawn, answer
from tests.conftest import Revisit

Open = Callable[..., Any]


@pytest.fixture
def at_terminal(desk: Revisit, spawn: Spawn) -> Open:
    """Open ``revisit calls next`` on a terminal that holds a card and all that is asked of it."""
    return partial(spawn, desk, "calls", "next", "2026-11", lines=40)


def _interrupt(child: Any) -> None:
    # The prompt is out a moment before Python reads: a Ctrl-C in between waits for the next key.
    child.delaybeforesend = 0.1
    child.send("\x03")


def _history(desk: Revisit, call: int = 1) -> list[str]:
    return [each["outcome"] for each in desk.json("calls", "show", call)["history"]]


@pytest.mark.parametrize(
    ("keys", "outcome", "most"),
    [
        (["1", "1", "3", "3", "1", "", ""], "completed", 12),
        (["１", "１", "３", "３", "１", "", ""], "completed", 12),
        (["2", ""], "no_answer", 3),
    ],
)
def test_the_desk_is_quick_under_the_fingers(
    desk: Revisit, at_terminal: Open, keys: list[str], outcome: str, most: int
) -> None:
    child = at_terminal()
    answer(child, *keys)
    child.expect("已保存 #1（8 撤销）")
    child.expect("结果> ")
    _interrupt(child)
    child.expect("本次共保存 1 条")
    child.expect_eof()
    assert "未作任何改动" not in child.before
    child.wait()
    assert child.exitstatus == 130
    assert _history(desk) == [outcome]
    # Every key counts, Enter too.
    assert sum(len(key) + 1 for key in keys) <= most
    assert [call["claimed_by"] for call in desk.json("calls", "list")["calls"]] == [None] * 3


def test_a_killed_desk_goes_on_where_it_was(desk: Revisit, at_terminal: Open) -> None:
    child = at_terminal()
    answer(child, "1", "2", "1")
    child.expect("一次性告知")
    child.kill(signal.SIGKILL)
    child.wait()
    again = at_terminal()
    again.expect("接着  上次没记完，已答 3 项")
    answer(again, "1")
    again.expect("一次性告知")


def test_nothing_is_printed_that_a_gbk_console_cannot_show(
    desk: Revisit, at_terminal: Open
) -> None:
    child = at_terminal(encoding="gbk")
    child.logfile_read = io.StringIO()
    answer(child, "10", "2", "", "8", "1", "误记", "1", "2", "3", "q", "")
    child.expect_eof()
    said = child.logfile_read.getvalue()
    # A character that GBK lacks would come as \uXXXX.
    assert "\\u" not in said
    assert "再见" in said
    assert _history(desk) == ["no_answer"]


@pytest.mark.parametrize("columns", [80, 120])
def test_no_line_of_the_card_is_wider_than_the_screen(
    desk: Revisit, at_terminal: Open, columns: int
) -> None:
    child = at_terminal(columns=columns)
    child.expect("结果> ")
    lines = re.sub(r"\x1b\[\d*m", "", child.before).splitlines()
    assert max(map(width, lines)) < min(columns, 100)
    assert sum("查找 q退出" in line for line in lines) == 1


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_without_colour_nothing_is_lost(
    desk: Revisit, at_terminal: Open, name: str, value: str
) -> None:
    bright = at_terminal()
    bright.expect("结果> ")
    plain = at_terminal(**{name: value, "REVISIT_BY": "乙"})
    plain.expect("结果> ")
    assert "\x1b[1m" in bright.before
    assert "\x1b" not in plain.before
    assert "企业  示例市乙丑有限公司" in plain.before


def test_words_about_discipline_leave_the_screen_when_they_are_keyed(
    desk: Revisit, at_terminal: Open
) -> None:
    child = at_terminal()
    answer(child, "9", "乙丑", "1", "1", "2", "1", "1", "", "1", "1", "2")
    child.expect("原话（[^>]*> ")
    child.sendline("暗示请客")
    child.expect(re.escape("\x1b[1A\r\x1b[J"))
    child.expect("总体评价")
    assert "请客" not in child.before


def test_a_pasted_block_answers_one_question(desk: Revisit, at_terminal: Open) -> None:
    child = at_terminal()
    answer(child, "9", "乙丑", "1", "1", "1", "3", "1")
    child.expect("都没有）> ")
    child.send("\x1b[200~少跑一趟\n材料一次说清\n谢谢\x1b[201~\r")
    answer(child, "", "", "")
    child.expect("记成问题 P-0001")
    (problem,) = desk.json("problems", "list")["problems"]
    assert problem["text"] == "少跑一趟 材料一次说清 谢谢"


def test_a_block_pasted_where_nothing_marks_it_answers_one_question_too(
    desk: Revisit, at_terminal: Open
) -> None:
    child = at_terminal(TERM="dumb")
    answer(child, "9", "乙丑", "1", "1", "1", "3", "1")
    child.expect("都没有）> ")
    child.send("少跑一趟\n材料一次说清\n")
    answer(child, "", "", "")
    child.expect("记成问题 P-0001")
    (problem,) = desk.json("problems", "list")["problems"]
    assert problem["text"] == "少跑一趟 材料一次说清"


def test_whole_characters_are_taken_back_and_arrows_leave_no_bytes(
    desk: Revisit, at_terminal: Open
) -> None:
    child = at_terminal()
    answer(child, "9", "乙丑", "1", "0")
    child.expect("为什么跳过> ")
    child.send("正在开标吧\x7f\x1b[D\x1b[D\x07\x1b[C很\r")
    child.expect("已跳过")
    assert desk.json("calls", "show", 2)["skips"][0]["words"] == "正在开很标"


def test_numbers_that_are_typed_are_put_on_record_whole(desk: Revisit, at_terminal: Open) -> None:
    child = at_terminal()
    answer(child, "7", "138 0000 0099", "李工")
    answer(child, "9", "乙丑", "1", "1", "1", "3", "1", "打 13800000077 找他", "", "", "")
    child.expect("记成问题 P-0001")
    shown = desk.json("calls", "show", 1, "--phones")
    assert ["13800000099"] in [each["phones"] for each in shown["contacts"]]
    (problem,) = desk.json("problems", "list", "--phones")["problems"]
    assert problem["text"] == "打 13800000077 找他"
