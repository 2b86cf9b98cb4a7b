"""A month of 24 firms at the menu, from ledgers to certificate: only ``revisit`` is typed."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import Spawn
from tests.cli.terminal import spawn as spawn
from tests.conftest import Revisit

UNITS = ("审批科", "质安站", "燃气办")
FIRMS = [f"示例市{a}{b}有限公司" for a in "甲乙丙丁" for b in "子丑寅卯辰巳"]
HEAD = "单位,姓名,时间,涉企事宜,企业名称,联系人,联系电话"
HOME = "办哪件（回车：[^）]*）> "


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "11月台账"
    found.mkdir()
    for place, unit in enumerate(UNITS):
        rows = [
            f"{unit},办事员{unit[0]},2026.11.{3 + number % 20},示例事项,{firm},联系人{number},"
            f"138000000{number:02d}"
            for number, firm in enumerate(FIRMS)
            if number % 3 == place
        ]
        (found / f"{unit}.csv").write_text("\n".join([HEAD, *rows]), encoding="utf-8")
    return found


class Clerk:
    """A clerk at the menu on one day; every line she types is counted."""

    def __init__(self, spawn: Spawn, revisit: Revisit, folder: Path, day: str) -> None:
        revisit.now = day
        self.child: Any = spawn(revisit, folder=folder)
        self.keys = 0

    def says(self, *lines: str, at: str = "> ") -> str:
        """Type lines, each when asked; return what stood on the screen before the last."""
        for line in lines:
            self.child.expect(at)
            self.child.sendline(line)
            self.keys += len(line) + 1
        return str(self.child.before)

    def sees(self, text: str) -> str:
        """Wait for a text on the screen."""
        self.child.expect(text)
        return str(self.child.before + self.child.after)

    def hears(self, overall: str = "1", words: str = "", suggestion: str = "") -> None:
        """Answer the questions of a call as they come, until it is saved."""
        answers = {
            "2 逐问记> ": "1",
            "几天办结：天数[^>]*> ": "3",
            "总体评价  1满意[^>]*> ": overall,
            "哪里不满意[^>]*> ": words,
            "都没有）> ": suggestion,
            "困难问题（[^>]*> ": "",
            "回车：记成问题[^>]*> ": "",
            "< 退回> ": "",
            "已保存": None,
        }
        while (typed := [*answers.values()][self.child.expect([*answers])]) is not None:
            self.child.sendline(typed)
            self.keys += len(typed) + 1

    def chooses(self, number: str) -> None:
        """Type a number at the menu's own prompt."""
        self.child.expect(HOME)
        self.child.sendline(number)
        self.keys += len(number) + 1

    def leaves(self) -> None:
        """Leave the menu."""
        self.chooses("q")
        self.sees("再见")
        self.child.wait()
        assert self.child.exitstatus == 0


@pytest.fixture
def days(spawn: Spawn, revisit: Revisit, folder: Path) -> Any:
    return lambda day: Clerk(spawn, revisit, folder, day)


def test_a_month_is_worked_without_a_command(days: Any, revisit: Revisit, folder: Path) -> None:
    _collect(days("2026-11-25T15:00"))
    _call(days("2026-11-26T09:00"))
    _call_again(days("2026-11-27T14:30"))
    _settle(days("2026-11-30T09:00"))
    _draw(days("2026-12-01T09:00"))
    _meet(days("2026-12-09T09:00"))
    _close(days("2026-12-21T09:00"))

    status = revisit.json("status", "2026-11", now="2026-12-21T10:00")
    assert {duty["what"]: duty["done"] for duty in status["duties"]}["每月清零"] == 1
    calls = revisit.json("calls", "list", "2026-11")["calls"]
    assert len(calls) == len(FIRMS)
    assert {call["state"] for call in calls} == {"done"}
    written = {each.name for each in folder.iterdir()}
    assert {"月报_2026-11.xlsx", "月报_2026-11.html", "清零单_2026-11.xlsx"} <= written
    assert any(each.name.endswith(".db") for each in (revisit.folder / "backups").iterdir())
    revisit("audit", "verify")
    revisit("sample", "verify")


def _collect(clerk: Clerk) -> None:
    clerk.chooses("15")
    clerk.says("人事科")
    clerk.says("1", "2")
    clerk.sees("已登记 人事科")
    clerk.chooses("1")
    clerk.says("", "", "")
    clerk.sees("共 24 行 = 收下 24")
    clerk.sees(r"同一件事的命令：\s*revisit import")
    clerk.chooses("1")
    clerk.says("2", "1")
    clerk.sees("已作零报告")
    clerk.chooses("2")
    clerk.says("1")
    clerk.sees("24 户")
    clerk.leaves()


def _call(clerk: Clerk) -> None:
    clerk.chooses("3")
    for number in range(1, len(FIRMS) + 1):
        clerk.child.expect("结果> ")
        before = clerk.keys
        if number == 5:
            clerk.child.sendline("2")
            clerk.keys += 2
            clerk.says("")
            clerk.sees("无人接听")
            assert clerk.keys - before <= 3
            continue
        if number == 7:
            clerk.child.sendline("1")
            clerk.hears(overall="2", words="窗口推来推去")
            clerk.sees("已列入上门回访")
            continue
        if number == 9:
            clerk.child.sendline("1")
            clerk.hears(suggestion="图审排队太久")
            clerk.sees("记成问题 P-0001")
            continue
        clerk.child.sendline("1")
        clerk.keys += 2
        clerk.hears()
        assert clerk.keys - before <= 10
    clerk.sees("现在没有要拨的电话")
    clerk.leaves()


def _call_again(clerk: Clerk) -> None:
    clerk.chooses("")
    clerk.says("1", at="结果> ")
    clerk.hears()
    clerk.sees("现在没有要拨的电话")
    clerk.leaves()


def _settle(clerk: Clerk) -> None:
    before = clerk.keys
    clerk.chooses("4")
    words = ["验收专班 李副局长", "已电话告知每周二集中验收"]
    clerk.says("1", words[0], "1", words[1], "3", "1")
    clerk.sees("已办结")
    # Words are not keys; an Enter is.
    assert clerk.keys - before - sum(map(len, words)) <= 12
    before = clerk.keys
    clerk.chooses("5")
    clerk.says("1", "李副局长 赵磊", "", "1", "3", "1", "", "", "1")
    clerk.sees("已保存 1 号上门回访：.*已完成")
    assert clerk.keys - before - len("李副局长 赵磊") <= 16
    clerk.chooses("14")
    clerk.says("1", "甲子", "4", "图纸退了三次")
    clerk.sees("已列入上门回访")
    clerk.leaves()


def _draw(clerk: Clerk) -> None:
    clerk.chooses("6")
    clerk.sees("「2026年下半年座谈，名单 [0-9]+ 家，抽 [0-9]+ 家，其余按名次候补。」")
    clerk.says("1", at="封名单.*> ")
    clerk.says("机关纪委周正")
    clerk.says("３７１４")
    clerk.sees("不是一个种子")
    clerk.says("3714 2026")
    clerk.sees("共 9 个字")
    clerk.says("开抽", at="才抽.*> ")
    clerk.sees("入选")
    clerk.sees(r"同一件事的命令：\s*revisit sample export")
    clerk.chooses("6")
    clerk.says("1", "2", "负责人出差")
    clerk.sees("递补：第 ")
    clerk.chooses("6")
    clerk.says("2", "12-09 9:00", "三楼会议室")
    clerk.sees("已写出邀请名单")
    clerk.leaves()


def _meet(clerk: Clerk) -> None:
    clerk.chooses("6")
    clerk.says("3", "今天", "张局长", "1", "3 5", "1", "图审太慢", "0", "")
    clerk.sees("到会 [0-9]+ 家，缺席 2 家")
    clerk.sees("记成问题")
    clerk.leaves()


def _close(clerk: Clerk) -> None:
    # The day after the last visits were due the next month is at hand.
    clerk.sees("11月还没清零")
    clerk.chooses("11月")
    clerk.chooses("7")
    clerk.says("1", "")
    clerk.sees("月报_2026-11.html")
    clerk.chooses("7")
    clerk.says("2")
    shown = clerk.sees("没办完的 1 项")
    assert not re.search("Traceback", shown)
    clerk.says("2", at="怎么办> ")
    clerk.says("张局长", at="写姓名.*> ")
    clerk.says("2", at="1先去抽 2照样清零> ")
    clerk.says("11月", at="才清零.*> ")
    clerk.sees("2026-11 期　清零于")
    clerk.sees(r"同一件事的命令：\s*revisit db backup")
    clerk.leaves()
